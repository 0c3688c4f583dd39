import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { scribeFrame } from '#lib/gatherings/server/frames.ts';
import type { FacilitatorFacts } from '#lib/gatherings/server/gatherings.ts';
import { requireFacilitator } from '#lib/gatherings/server/guards.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import { carry, readForm, typedBack } from '#lib/gatherings/server/stepActs.ts';
import * as lexicon from '#lib/lexicon/server/lexicon.ts';
import type { Outcome } from '#lib/outcomes/rules/outcome.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import * as noteForms from '#lib/sourcing/server/noteForms.ts';
import { now } from '#lib/time/server/clock.ts';
import type { AmendmentsSeen } from '#lib/workshop/rules/steps/amendments.ts';
import * as moderation from '#lib/workshop/server/moderation.ts';
import { atThisMoment, kindOf, serverOf } from '../../../registries.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const facilitator = await requireFacilitator(event, event.params.gathering);
	const query = await database();
	const at = now();
	const [frame, toRead, authority, standing] = await Promise.all([
		scribeFrame(query, facilitator.gatheringId, at),
		moderation.readBlind(query, facilitator, at),
		authorities.read(query, facilitator.authorityId),
		gatherings.atStep(query, facilitator.gatheringId)
	]);
	const kind = kindOf(frame.kind);
	const seen = (await serverOf(kind, standing.currentStep)?.screen(query, standing)) ?? null;
	const clock = atThisMoment(kind, frame.clock, seen);
	const turn = standing.currentStep === 'amendments' && frame.life === 'running' ? (seen as AmendmentsSeen) : null;
	/** what is written before the room; nothing while people still write in silence */
	const pen = turn && turn.version !== null && turn.phase !== 'silence' ? turn : null;
	const { opensAt } = toRead.amendments;
	/** in milliseconds of the server's own clock: the screen's may be wrong */
	const opensIn = opensAt === null ? null : Math.max(0, Date.parse(opensAt) - at.getTime());
	const words = { stuck: await lexicon.tapsOf(query, facilitator.gatheringId), entries: await lexicon.entriesOf(query, facilitator.projectId) };
	const noted = await noteForms.openAtDesk(query, facilitator);
	return { frame: { ...frame, clock }, toRead, opensIn, words, noted, pen, projectId: facilitator.projectId, timeZone: authority?.timeZone ?? 'Europe/Paris' };
};

const wordsIn = (form: FormData) => Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 2000)]] : [])));

/** One act of the page: shape, who, one verb. The handle and the words come back, so that the answer stands beside the text, and the words in their form. */
function ofReading<Shape extends v.GenericSchema>(
	act: string,
	shape: Shape,
	run: (tx: Tx, by: FacilitatorFacts, input: v.InferOutput<Shape>, at: Date) => Promise<Outcome<unknown, string>>
) {
	return async (event: RequestEvent<{ gathering: string }>) => {
		const facilitator = await requireFacilitator(event, event.params.gathering);
		const form = await event.request.formData();
		const typed = v.safeParse(shape, Object.fromEntries(form));
		if (!typed.success) return fail(422, { act, refusal: 'act-unreadable', handle: '', fields: wordsIn(form) });
		const outcome = await inTransaction((tx) => run(tx, facilitator, typed.output, now()));
		const handle = String(form.get('handle') ?? '').slice(0, 64);
		return outcome.accepted ? { act, done: act, handle } : fail(422, { act, refusal: outcome.reason, handle, fields: wordsIn(form) });
	};
}

const text = v.object({ what: v.picklist(['card', 'amendment']), handle: v.string() });

/** What this page does of a step: the pen's acts alone. */
const ofPen = new Set(['integrate-at-desk', 'show-words-at-desk']);

export const actions: Actions = {
	act: async (event) => {
		const facilitator = await requireFacilitator(event, event.params.gathering);
		const asked = readForm(await event.request.formData());
		const { step, act } = asked;
		if (step !== 'amendments' || !ofPen.has(act)) return fail(400, { step, act, refusal: 'act-unknown', handle: '', fields: {} });
		const outcome = await carry(kindOf(await gatherings.kindOf(await database(), facilitator.gatheringId)).servers, asked, { facilitator }, now());
		return outcome.accepted ? { step, act, done: act, handle: '' } : fail(422, { step, act, refusal: outcome.reason, handle: '', fields: typedBack(asked) });
	},
	closeWriting: ofReading('closeWriting', v.object({}), (tx, by, _, at) => moderation.closeWriting(tx, by, at)),
	reopenWriting: ofReading('reopenWriting', v.object({}), (tx, by) => moderation.reopenWriting(tx, by)),
	setAside: ofReading('setAside', v.object({ ...text.entries, rule: v.optional(v.string(), '') }), moderation.setAside),
	putBack: ofReading('putBack', text, moderation.putBack),
	note: ofReading('note', noteForms.noteShape, noteForms.noteAtDesk),
	sort: ofReading('sort', noteForms.sortShape, noteForms.sortAtDesk),
	aside: ofReading('aside', noteForms.ofNote, noteForms.moveAtDesk('set-aside')),
	unaside: ofReading('unaside', noteForms.ofNote, noteForms.moveAtDesk('put-back')),
	explain: ofReading('explain', v.object({ word: v.string(), meaning: v.string() }), lexicon.explain)
};
