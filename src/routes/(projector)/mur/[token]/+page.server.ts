import { database } from '#lib/db/server/database.ts';
import { wallFrame } from '#lib/gatherings/server/frames.ts';
import { invitationAddress, requireWall } from '#lib/gatherings/server/guards.ts';
import * as notes from '#lib/sourcing/server/notes.ts';
import { now } from '#lib/time/server/clock.ts';
import * as closings from '#lib/workshop/server/closings.ts';
import { atThisMoment } from '#lib/workshop/rules/registers.ts';
import { readyIn } from '#lib/workshop/server/gallery.ts';
import { stepServers } from '#lib/workshop/server/steps.ts';
import type { PageServerLoad } from './$types';

const serverOf = (step: string) => (Object.hasOwn(stepServers, step) ? stepServers[step as keyof typeof stepServers] : undefined);

/** Steps at which the wall counts what was noted: when it is sorted, and when the room ends. */
const countsAt = new Set(['sketch', 'closing']);

export const load: PageServerLoad = async (event) => {
	const gathering = await requireWall(event, event.params.token);
	const query = await database();
	const frame = await wallFrame(query, gathering.gatheringId, invitationAddress(event), now());
	// once it is over, what the room says of it
	const { words } = frame.life === 'closed' ? await closings.readClosing(query, gathering) : { words: [] };
	// at the doors, before the first step: what was gathered on the field (MO190)
	const gallery = frame.life === 'doors-open' ? await readyIn(query, gathering) : [];
	const counts = frame.clock && countsAt.has(frame.clock.step) ? await notes.countsOf(query, gathering) : null;
	const step = frame.clock ? ((await serverOf(frame.clock.step)?.screen(query, gathering)) ?? null) : null;
	return { frame: { ...frame, clock: atThisMoment(frame.clock, step) }, step, words, gallery, counts, token: event.params.token };
};
