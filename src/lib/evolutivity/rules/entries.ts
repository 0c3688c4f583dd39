// What a sitting keeps of what is said in it, by kind: each kind is one line with its shape, keyed by what it is about.
import * as v from 'valibot';
import { reactions, rounds, unforeseenCards } from './simulation.ts';
import { failureOutcomes } from './parties.ts';
import { needAnswers } from './watch.ts';
import { stateOfPlayShape } from './stateOfPlay.ts';

/** Grows by one line for each thing that a step keeps; `data` is validated on the way in and out by the kind's own shape. */
export interface SittingEntry {
	readonly kind: string;
	readonly key: string;
	readonly data: Readonly<Record<string, unknown>>;
}

const version = v.literal(1);
const words = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));
const said = (most: number) => v.pipe(words(most), v.minLength(1));

export const wordsLimit = 400;
export const sentenceLimit = 280;

/** What a hand says on a figure. */
export const readings = ['understood', 'question'] as const;
export type Reading = (typeof readings)[number];

/** What a hand marks in a scenario. */
export const marks = ['keep', 'worry'] as const;
export type Mark = (typeof marks)[number];

/** Who comments on a figure: facts stand apart from what each side says of them. */
export const commenters = ['service', 'company'] as const;
export type Commenter = (typeof commenters)[number];

/** What whoever writes P3 makes of an amendment. */
export const amendmentAnswers = ['taken', 'left'] as const;
export type AmendmentAnswer = (typeof amendmentAnswers)[number];

/** Amendments that one seat may have at a time. */
export const amendmentsOfSeat = 3;

const isoDay = v.nullable(v.pipe(v.string(), v.isoDate()));

/** `of`: said by a seat for itself, or of the room as a whole. A key is empty where a kind has one entry. */
export const entryKinds = {
	/** « j'ai lu le cadre » */
	acknowledgement: { of: 'seat', shape: v.strictObject({ version }) },
	/** the state of play, as it was frozen */
	'state-of-play': { of: 'room', shape: stateOfPlayShape },
	/** key: `figure/service` or `figure/company` */
	comment: { of: 'room', shape: v.strictObject({ version, words: said(wordsLimit) }) },
	/** key: the figure */
	reading: {
		of: 'seat',
		shape: v.strictObject({ version, reading: v.picklist(readings), words: words(sentenceLimit) })
	},
	/** key: the request */
	motive: { of: 'room', shape: v.strictObject({ version, sentence: said(sentenceLimit) }) },
	/** « le besoin est-il toujours juste ? » */
	need: {
		of: 'seat',
		shape: v.strictObject({ version, answer: v.picklist(needAnswers), words: words(sentenceLimit) })
	},
	/** key: `P1/services/0`, a line of a scenario */
	mark: {
		of: 'seat',
		shape: v.strictObject({ version, mark: v.picklist(marks), words: words(sentenceLimit) })
	},
	/** the round of the simulation that is played */
	round: { of: 'room', shape: v.strictObject({ version, round: v.picklist(rounds) }) },
	/** the unforeseen card that lies there */
	unforeseen: { of: 'room', shape: v.strictObject({ version, card: v.picklist(unforeseenCards) }) },
	/** key: the round; cents, signed as weeks and people are */
	reaction: {
		of: 'seat',
		shape: v.strictObject({
			version,
			reaction: v.picklist(reactions),
			weeks: v.pipe(v.number(), v.integer()),
			amount: v.pipe(v.number(), v.integer()),
			people: v.pipe(v.number(), v.integer()),
			words: words(sentenceLimit)
		})
	},
	/** key: one of its own; a seat has a few */
	amendment: { of: 'seat', shape: v.strictObject({ version, words: said(sentenceLimit) }) },
	/** key: the amendment; the revision of P3 that the answer saw, from which a retained one is to be written */
	'amendment-answer': {
		of: 'room',
		shape: v.strictObject({ version, answer: v.picklist(amendmentAnswers), words: words(sentenceLimit), revision: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))) })
	},
	/** key: a seat that speaks for no usual party: the name of the one it speaks for */
	party: { of: 'room', shape: v.strictObject({ version, name: said(60) }) },
	/** the revision of P3 that every party consented to, and what it took to lift objections */
	consented: {
		of: 'room',
		shape: v.strictObject({
			version,
			revision: v.pipe(v.number(), v.integer()),
			clarified: v.optional(v.array(v.strictObject({ risk: v.string(), change: v.string() })), [])
		})
	},
	/** what becomes of a sitting without consent */
	failure: {
		of: 'room',
		shape: v.strictObject({ version, outcome: v.picklist(failureOutcomes), on: isoDay, words: words(wordsLimit) })
	},
	/** key: a request that it took up and decided nothing of: another sitting may take it up */
	released: { of: 'room', shape: v.strictObject({ version }) },
	/** what was there when the break began: counts by kind */
	snapshot: {
		of: 'room',
		shape: v.strictObject({ version, at: v.string(), counts: v.record(v.string(), v.number()) })
	}
} as const satisfies Readonly<
	Record<string, { readonly of: 'seat' | 'room'; readonly shape: v.GenericSchema }>
>;

export type EntryKind = keyof typeof entryKinds;
export type EntryData<Kind extends EntryKind> = v.InferOutput<(typeof entryKinds)[Kind]['shape']>;

/** What is typed for an entry, read by its kind's own shape; undefined where it cannot be. Keys are short plain words. */
export function readEntry<Kind extends EntryKind>(
	kind: Kind,
	key: string,
	data: unknown
): EntryData<Kind> | undefined {
	if (!/^[\w/-]{0,120}$/.test(key)) return undefined;
	const read = v.safeParse(entryKinds[kind].shape, data);
	return read.success ? (read.output as EntryData<Kind>) : undefined;
}
