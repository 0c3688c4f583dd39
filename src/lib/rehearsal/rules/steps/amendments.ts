// The turn: a few write in silence, each role speaks, the prescriber answers, the buyer writes in what was taken.
import { penBegins } from '../../../workshop/rules/standing.ts';
import type { AmendmentsOnDesk, AmendmentsOnHand, AmendmentsSeen, AmendmentShown } from '../../../workshop/rules/steps/amendments.ts';
import type { Passage } from '../../../texts/rules/passages.ts';
import { chance, pick } from '../chance.ts';
import { doing, isDue, type Doing, type Fields, type Moment, type StepBehaviour } from '../behaviour.ts';
import { penHolder, type Person } from '../people.ts';
import { additionFor, additions, alreadySaid, clashesWithAnother, clauses, conditions, hurtfulQuestion, laterReasons, reasons } from '../words.ts';

const mostAmendments = { brisk: 1, slow: 1, silent: 0, wordy: 2, objecting: 2, late: 1, unplugged: 1, 'on-paper': 1 } as const;

const withoutStop = (text: string) => text.replace(/[\s.;:!?]+$/u, '');

/** Where the silence ends, where the turn ends: shares of the step. */
const turnFrom = 0.18;
const restFrom = 0.78;

/** An amendment on a passage that can be written: not a heading. */
function write(hand: AmendmentsOnHand, me: Person, { seed }: Moment, nth: number): Fields {
	const written = hand.passages.filter(({ kind }) => kind === 'paragraph' || kind === 'item');
	const passage: Passage | undefined = written.length ? pick(written, seed, me.nth, nth, 'passage') : undefined;
	const way = chance(seed, me.nth, nth, 'way');
	const dark = hand.needs.filter(({ isLit }) => !isLit);
	const served = dark.length && chance(seed, me.nth, nth, 'need') < 0.6 ? pick(dark, seed, me.nth, nth, 'which need') : undefined;
	const about = { quote: '', reason: pick(reasons, seed, me.nth, nth, 'reason'), need: served ? [served.id] : [] };
	const addition = served ? additionFor(served.text) : pick(additions, seed, me.nth, nth, 'words');
	if (passage && way < 0.5) return { ...about, type: 'replace', passage: passage.id, text: `${withoutStop(passage.text)}, ${pick(clauses.filter((clause) => !passage.text.includes(clause)), seed, me.nth, nth, 'words')}.` };
	if (passage && way < 0.65) return { ...about, type: 'condition', passage: passage.id, text: pick(conditions, seed, me.nth, nth, 'words') };
	if (passage && way < 0.72) return { ...about, type: 'split', passage: passage.id, text: addition };
	return { ...about, type: 'add', passage: '', text: addition };
}

const waits = ({ state }: Pick<AmendmentShown, 'state'>) => state === 'proposed' || state === 'clarified';
const toWrite = ({ state }: Pick<AmendmentShown, 'state'>) => state === 'taken' || state === 'otherwise';

/** What the prescriber says of one amendment: most are taken; never one more scenario than there are. */
function answerTo(one: AmendmentShown, seed: string, scenarios: readonly string[]): Fields {
	const drawn = chance(seed, 'answer', one.text, one.type, one.reason);
	const isSplit = one.type === 'split';
	if (scenarios.length > 0 && (isSplit || drawn > 0.9)) return { amendment: one.id, answer: 'to-scenario', scenario: pick(scenarios, seed, 'scenario', one.text) };
	return { amendment: one.id, answer: isSplit || drawn > 0.78 ? 'later' : drawn > 0.62 ? 'otherwise' : 'take' };
}

/** The passage with what one amendment asks: the words that others brought stay in it. */
const written = ({ pen }: Pick<AmendmentsSeen, 'pen'>, one: AmendmentShown, { text }: Passage) => penBegins(text, [{ code: one.code, asked: pen?.asked[one.id] ?? null }]);

/** What it asks stands in its passage already, by another amendment: a version that changes nothing is none. */
const isSaid = (seen: Pick<AmendmentsSeen, 'pen'>, one: AmendmentShown, passage: Passage | undefined) =>
	passage !== undefined && (one.type === 'replace' || one.type === 'condition') && written(seen, one, passage).byHand.length === 0 && written(seen, one, passage).text === passage.text;

/** The same words have changed meanwhile: somebody of flesh is to write it. */
const isForHands = (seen: Pick<AmendmentsSeen, 'pen'>, one: AmendmentShown, passage: Passage | undefined) => passage !== undefined && !isAdding(one) && written(seen, one, passage).byHand.length > 0;
const isAdding = ({ type }: AmendmentShown) => type === 'add' || type === 'split';

/** What is taken, written as one new version: each passage once, the others wait for the next one. */
function integrate(hand: Pick<AmendmentsSeen, 'version' | 'passages' | 'amendments' | 'pen'>): Fields | null {
	const standing = new Map(hand.passages.map((passage) => [passage.id as string, passage]));
	const touched = new Set<string>();
	const fields: Record<string, string | string[]> = {};
	const ids: string[] = [];
	for (const one of hand.amendments.filter(toWrite)) {
		const passage = one.passageId === null ? undefined : standing.get(one.passageId);
		const isAddition = !passage || isAdding(one);
		if (!isAddition && (touched.has(passage.id) || isSaid(hand, one, passage) || isForHands(hand, one, passage))) continue;
		ids.push(one.id);
		if (isAddition) {
			Object.assign(fields, { [`after-${one.id}`]: passage?.id ?? '', [`kind-${one.id}`]: 'paragraph', [`words-${one.id}`]: one.text || one.reason });
			continue;
		}
		touched.add(passage.id);
		fields[`words-${passage.id}`] = written(hand, one, passage).text;
		if (one.type === 'remove') fields[`remove-${passage.id}`] = 'yes';
	}
	return ids.length > 0 && hand.version !== null ? { base: String(hand.version), amendment: ids, ...fields } : null;
}

/** When the pen writes: three times in the turn, and whenever nothing more is to be answered. */
const penFrom = [0.45, 0.65, 0.82];

function penNext(hand: AmendmentsOnHand, { share }: Moment): Doing | null {
	const from = penFrom[Math.min((hand.version ?? 0), penFrom.length - 1)]!;
	if (hand.pen?.isHeld || hand.phase === 'silence' || share < from || (hand.version! >= penFrom.length && hand.amendments.some(waits))) return null;
	const fields = integrate(hand);
	return fields && doing('integrate', fields);
}

export const amendments: StepBehaviour<AmendmentsOnHand, AmendmentsOnDesk> = {
	hand(hand, me, moment, asked) {
		if (hand.version === null) return null;
		if (hand.mayAnswer) {
			const next = hand.amendments.find((one) => waits(one) && (hand.phase === 'rest' || hand.onTheFloor.includes(one.code) || moment.share >= restFrom));
			return next ? doing('answer', answerTo(next, moment.seed, hand.scenarios)) : null;
		}
		if (hand.mayWrite && hand.left > 0 && asked === 'hurtful-words') return doing('write', { ...write(hand, me, moment, 9), type: 'add', passage: '', text: additions[0]!, reason: hurtfulQuestion });
		const nth = hand.mine.length;
		if (hand.mayWrite && hand.left > 0 && nth < mostAmendments[me.temperament] && hand.phase !== 'rest' && isDue(me, moment, `amendment ${nth}`, nth === 0 ? [0.02, turnFrom] : [0.25, 0.6]))
			return doing('write', write(hand, me, moment, nth));
		// of two who buy, one holds the pen
		if (hand.mayIntegrate && me.nth === penHolder) {
			const pen = penNext(hand, moment);
			if (pen) return pen;
		}
		return hand.myTurn === 'speaking' && nth === 0 && me.temperament === 'silent' ? doing('pass') : null;
	},

	lead(desk, moment) {
		const { seed, share } = moment;
		if (desk.version === null) return null;
		const owing = desk.amendments.find(({ owesReason }) => owesReason);
		if (owing) return doing('give-reason', { amendment: owing.id, reason: pick(laterReasons, seed, 'later', owing.code) });
		const [unnamed] = desk.toName.filter(({ isTooLate }) => !isTooLate);
		if (unnamed && desk.phase !== 'silence') return doing('name-scenario-at-desk', { scenario: unnamed.code, name: 'Une autre voie', idea: unnamed.amendments[0]?.text ?? '' });
		if (desk.phase === 'silence') return share >= turnFrom && desk.asked > 0 && share < 1 ? doing('begin') : null;
		const place = desk.speakers.findIndex(({ state }) => state === 'speaking');
		if (desk.phase === 'turn') {
			if (share >= restFrom || place < 0) return doing('rest');
			return share >= turnFrom + (restFrom - turnFrom) * ((place + 1) / desk.speakers.length) ? doing('next') : null;
		}
		if (share < 0.9) return null;
		const left = desk.amendments.find(waits);
		if (left) return doing('not-keep', { amendment: left.id, reason: pick(laterReasons, seed, 'not kept', left.code) });
		// whoever holds the pen may be somebody of flesh, or away
		if (share < 0.97 || desk.pen?.isHeld) return null;
		const standing = new Map(desk.passages.map((passage) => [passage.id as string, passage]));
		const passageOf = ({ passageId }: AmendmentShown) => (passageId === null ? undefined : standing.get(passageId));
		const said = desk.amendments.find((one) => toWrite(one) && isSaid(desk, one, passageOf(one)));
		if (said) return doing('not-keep', { amendment: said.id, reason: alreadySaid });
		const clashing = desk.amendments.find((one) => toWrite(one) && isForHands(desk, one, passageOf(one)));
		if (clashing) return doing('not-keep', { amendment: clashing.id, reason: clashesWithAnother });
		const fields = integrate(desk);
		return fields && doing('integrate-at-desk', fields);
	}
};
