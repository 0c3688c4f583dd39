// P3, put together from P1, P2 and amendments by those who filed; its bounds and its legal computation are told while it is written.
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import type { Fields } from '../../../gatherings/server/stepActs.ts';
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import * as authorities from '../../../people/server/authorities.ts';
import { now } from '../../../time/server/clock.ts';
import { deltaLimits, emptyDelta, typedFrom, withoutGone, type TypedDelta } from '../../rules/deltaForm.ts';
import { beganIn, mergeTyped } from '../../rules/deltaMerge.ts';
import { amendmentAnswers, amendmentsOfSeat, type AmendmentAnswer } from '../../rules/entries.ts';
import { mergeOf, originsOf } from '../../rules/jointScenario.ts';
import { isToWrite, writesJoint, type JointOnHand, type JointSeen, type JointWritten } from '../../rules/steps/joint-scenario.ts';
import { linesOf } from '../../rules/steps/scenarios.ts';
import { daysFor } from '../contractFacts.ts';
import { readFiled, showing } from '../filedScenarios.ts';
import * as gate from '../gate.ts';
import { juryIn } from '../recusals.ts';
import * as scenarios from '../scenarios.ts';
import * as sittingConsents from '../sittingConsents.ts';
import * as sittings from '../sittings.ts';

const look = (query: Query, gathering: GatheringAtStep) =>
	together(query, `joint-scenario:${gathering.gatheringId}`, async () => {
		const { gatheringId, authorityId } = gathering;
		const [consented, kept, filed, said, answers, today, days] = await Promise.all([
			isConsented(query, gathering),
			scenarios.read(query, gatheringId, 'together'),
			readFiled(query, gathering),
			sittings.entriesOf(query, gatheringId, 'amendment'),
			sittings.entriesOf(query, gatheringId, 'amendment-answer'),
			authorities.dayOf(query, authorityId, now()),
			sittings.facts(query, gatheringId).then((facts) => daysFor(query, facts))
		]);
		const shown = kept && (await showing(query, gatheringId))(kept);
		const scenario = shown?.scenario ?? emptyDelta;
		const revision = kept?.revision ?? 0;
		const seen: JointSeen = {
			isConsented: consented,
			revision,
			summary: kept?.summary ?? '',
			scenario,
			sums: shown?.sums ?? null,
			flags: shown?.flags ?? [],
			noticeWaivedOn: kept?.noticeWaivedOn ?? null,
			origins: originsOf(scenario, filed),
			amendments: said.map(({ key, data }) => {
				const answer = answers.find((one) => one.key === key)?.data;
				return { id: key, words: data.words, answer: answer ? { answer: answer.answer, words: answer.words, isToWrite: isToWrite(answer, revision) } : null };
			}),
			grounds: (await gate.groundsNow(query, gatheringId, today)).grounds
		};
		return { seen, filed, days, said };
	});

/** Once all consent to it, P3 moves no more, nor what was said of it. */
const isConsented = async (query: Query, gathering: Pick<GatheringAtStep, 'authorityId' | 'gatheringId'>): Promise<boolean> => (await sittingConsents.roundOf(query, gathering))?.state === 'obtained';

/** Whoever writes: the two who filed, or the desk for the room. */
const mayWrite = ({ seat }: Doer): boolean => seat === undefined || writesJoint(seat.capacity);

async function keep(tx: Tx, doer: Doer, asked: { readonly typed: TypedDelta; readonly summary: string; readonly revision: number; readonly files: boolean }): Promise<Outcome<unknown, string>> {
	if (!mayWrite(doer)) return refused('joint-not-yours');
	const { actor, onBehalfOf, at, gatheringId } = doer;
	const written = await scenarios.write(tx, { actor, ...(onBehalfOf ? { onBehalfOf } : {}), at }, { gatheringId, author: 'together', ...asked });
	if (!written.accepted) return written;
	const left = await sittingConsents.leaveFor(tx, doer, actor);
	return left.accepted ? written : left;
}

/** Lines of P1 and P2 taken into P3, beside what it holds: nothing is lost by it. */
async function merge(tx: Tx, doer: Doer, { lines, revision }: { lines: string | string[]; revision: number }): Promise<Outcome<unknown, string>> {
	const [filed, before] = await Promise.all([readFiled(tx, doer), scenarios.read(tx, doer.gatheringId, 'together')]);
	const wanted = new Set(typeof lines === 'string' ? [lines] : lines);
	const taken = filed.flatMap(({ code, scenario }) => linesOf(scenario).map((line) => `${code}/${line}`)).filter((line) => wanted.has(line));
	if (taken.length === 0) return refused('lines-none');
	const held = before ? [{ code: before.code, scenario: before.delta }] : [];
	const merged = mergeOf([...held, ...filed], [...held.flatMap(({ code, scenario }) => linesOf(scenario).map((line) => `${code}/${line}`)), ...taken]);
	const said = filed.filter(({ code }) => taken.some((line) => line.startsWith(`${code}/`))).flatMap(({ summary }) => summary || []);
	const summary = before?.summary || [...said.join(' + ')].slice(0, deltaLimits.summary).join('');
	return keep(tx, doer, { typed: typedFrom(merged), summary, revision, files: true });
}

/** What others saved since the form was opened stays beside what it says, unless both changed one field (EV130). */
async function write(tx: Tx, doer: Doer, { revision, ...posted }: { revision: number; summary: string } & Fields): Promise<Outcome<unknown, string>> {
	const { typed: posting, began } = beganIn(posted);
	const typed = withoutGone(posting);
	const since = await scenarios.read(tx, doer.gatheringId, 'together');
	const isOlder = since !== undefined && since.revision !== revision;
	if (!isOlder || !began) return keep(tx, doer, { typed, summary: posted.summary, revision, files: true });
	const { merged, contested } = mergeTyped(began, typed, { ...typedFrom(since.delta), summary: since.summary });
	if (contested.length > 0) return refused('scenario-changed-meanwhile');
	return keep(tx, doer, { typed: merged, summary: String(merged.summary), revision: since.revision, files: true });
}

async function amend(tx: Tx, doer: Doer, { words }: { words: string }): Promise<Outcome<unknown, string>> {
	const { seat } = doer;
	if (!seat) return refused('seat-needed');
	if (words.trim() === '') return refused('amendment-missing');
	if (await isConsented(tx, doer)) return refused('joint-consented');
	if ((await juryIn(tx, doer)).observers.has(seat.seatId)) return refused('observer-plays-none');
	const own = (await sittings.entriesOf(tx, doer.gatheringId, 'amendment')).filter(({ seatId }) => seatId === seat.seatId);
	if (own.length >= amendmentsOfSeat) return refused('amendments-enough');
	return sittings.say(tx, doer, { kind: 'amendment', key: randomUUID(), seatId: seat.seatId, data: { version: 1, words } });
}

async function takeBack(tx: Tx, doer: Doer, { amendment }: { amendment: string }): Promise<Outcome<unknown, string>> {
	if (!doer.seat) return refused('seat-needed');
	const { seatId } = doer.seat;
	if (!(await sittings.entriesOf(tx, doer.gatheringId, 'amendment')).some((one) => one.key === amendment && one.seatId === seatId)) return refused('amendment-unknown');
	if ((await sittings.entriesOf(tx, doer.gatheringId, 'amendment-answer')).some(({ key }) => key === amendment)) return refused('amendment-answered');
	return sittings.unsay(tx, doer, { kind: 'amendment', key: amendment, seatId });
}

async function answer(tx: Tx, doer: Doer, asked: { amendment: string; answer: AmendmentAnswer; words: string }): Promise<Outcome<unknown, string>> {
	if (!mayWrite(doer)) return refused('joint-not-yours');
	if (await isConsented(tx, doer)) return refused('joint-consented');
	if (!(await sittings.entriesOf(tx, doer.gatheringId, 'amendment')).some(({ key }) => key === asked.amendment)) return refused('amendment-unknown');
	const before = (await sittings.entriesOf(tx, doer.gatheringId, 'amendment-answer')).find(({ key }) => key === asked.amendment)?.data;
	const revision = before?.answer === 'taken' ? before.revision : ((await scenarios.read(tx, doer.gatheringId, 'together'))?.revision ?? 0);
	return sittings.say(tx, doer, { kind: 'amendment-answer', key: asked.amendment, data: { version: 1, answer: asked.answer, words: asked.words, ...(revision === undefined ? {} : { revision }) } });
}

async function waive(tx: Tx, doer: Doer, { on }: { on: string }): Promise<Outcome<unknown, string>> {
	const { actor, onBehalfOf, at, gatheringId, authorityId, seat } = doer;
	const party = seat?.capacity === 'contractor' ? 'company' : 'administration';
	const waived = await scenarios.waiveNotice(tx, { actor, ...(onBehalfOf ? { onBehalfOf } : {}), at, party }, { gatheringId, author: 'together', on, today: await authorities.dayOf(tx, authorityId, at) });
	return waived.accepted ? accepted(null) : waived;
}

const text = (most: number) => v.optional(v.pipe(v.string(), v.maxLength(most)), '');
const revision = v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number));
const oneOrMany = v.union([v.string(), v.array(v.string())]);
const merging = v.object({ lines: v.optional(oneOrMany, []), revision });
const writing = v.objectWithRest({ revision, summary: text(2000) }, v.union([v.pipe(v.string(), v.maxLength(2000)), v.array(v.pipe(v.string(), v.maxLength(2000)))]));
const answering = v.object({ amendment: v.pipe(v.string(), v.maxLength(64)), answer: v.picklist(amendmentAnswers), words: text(2000) });

export const step: StepServer = {
	async hand(query, seat): Promise<JointOnHand> {
		const { seen, filed, days, said } = await look(query, seat);
		return { ...seen, filed, days, mayWrite: writesJoint(seat.capacity), mayWaive: seat.capacity === 'contractor', mine: said.filter(({ seatId }) => seatId === seat.seatId).map(({ key }) => key) };
	},

	screen: async (query, gathering): Promise<JointSeen> => (await look(query, gathering)).seen,

	async desk(query, gathering): Promise<JointWritten> {
		const { seen, filed, days } = await look(query, gathering);
		return { ...seen, filed, days };
	},

	async foresee(query, gathering) {
		const { seen } = await look(query, gathering);
		const unanswered = seen.amendments.filter((one) => one.answer === null).length;
		return {
			idle: [],
			entering: [],
			leaving: [
				...(linesOf(seen.scenario).length === 0 ? [{ warning: 'joint-scenario-missing', count: 0, isFinal: false }] : []),
				...(unanswered > 0 ? [{ warning: 'amendments-unanswered', count: unanswered, isFinal: false }] : [])
			],
			finished: []
		};
	},

	async carryOut() {},

	acts: {
		merge: { by: 'seat', when: 'any-time', shape: merging, run: merge },
		'merge-at-desk': { by: 'facilitator', when: 'any-time', shape: merging, run: merge },
		write: { by: 'seat', when: 'any-time', shape: writing, run: write },
		'write-at-desk': { by: 'facilitator', when: 'any-time', shape: writing, run: write },
		amend: { by: 'seat', when: 'step-open', shape: v.object({ words: text(2000) }), run: amend },
		'take-back': { by: 'seat', when: 'any-time', shape: v.object({ amendment: v.pipe(v.string(), v.maxLength(64)) }), run: takeBack },
		answer: { by: 'seat', when: 'any-time', shape: answering, run: answer },
		'answer-at-desk': { by: 'facilitator', when: 'any-time', shape: answering, run: answer },
		waive: { by: 'seat', when: 'any-time', shape: v.object({ on: text(20) }), run: waive }
	}
};
