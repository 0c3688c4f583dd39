import { database } from '#lib/db/server/database.ts';
import { wallFrame } from '#lib/gatherings/server/frames.ts';
import { invitationAddress, requireWall } from '#lib/gatherings/server/guards.ts';
import * as notes from '#lib/sourcing/server/notes.ts';
import { now } from '#lib/time/server/clock.ts';
import { readyIn } from '#lib/workshop/server/gallery.ts';
import { atThisMoment, kindOf, serverOf } from '../../../registries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const gathering = await requireWall(event, event.params.token);
	const query = await database();
	const frame = await wallFrame(query, gathering.gatheringId, invitationAddress(event), now());
	const kind = kindOf(frame.kind);
	// once it is over, what the room says of it
	const words = frame.life === 'closed' ? await kind.wordsLeft(query, gathering) : [];
	// at the doors, before the first step: what was gathered on the field (MO190)
	const gallery = frame.life === 'doors-open' ? await readyIn(query, gathering) : [];
	const counts = frame.clock && kind.countsNotesAt.has(frame.clock.step) ? await notes.countsOf(query, gathering) : null;
	const step = frame.clock ? ((await serverOf(kind, frame.clock.step)?.screen(query, gathering)) ?? null) : null;
	return { frame: { ...frame, clock: atThisMoment(kind, frame.clock, step) }, step, words, gallery, counts, token: event.params.token };
};
