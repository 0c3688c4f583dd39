// What a simulated person, and whoever leads by itself, does at a moment of a step: given what the screen shows, a seed and how far the step has come.
import { chance } from './chance.ts';
import type { Person } from './people.ts';
import type { Subject } from './subject.ts';

/** What the panel asked of one person: done at the first occasion, once. */
export const askings = ['object', 'hurtful-words'] as const;
export type Asked = (typeof askings)[number];

/** A moment of a step, as all of its people have it. */
export interface Moment {
	readonly seed: string;
	/** of the step's planned minutes: 0 as it begins, 1 when they are over, more afterwards */
	readonly share: number;
	/** ISO day, in the authority's zone */
	readonly today: string;
	/** what the workshop is about, in its own words */
	readonly subject?: Subject;
}

/** A form's fields; a list for a name that comes several times. */
export type Fields = Readonly<Record<string, string | string[]>>;

/** An act of the step, as its form would send it. */
export interface Doing {
	readonly act: string;
	readonly fields: Fields;
}

/** `asked` is null for everybody but the one of whom the panel asks something. */
export type OfHand<Hand> = (hand: Hand, me: Person, moment: Moment, asked: Asked | null) => Doing | null;
export type OfDesk<Desk> = (desk: Desk, moment: Moment) => Doing | null;

/** Who does what in one step. Without `hand` people wait, without `lead` time passes. */
export interface StepBehaviour<Hand, Desk> {
	readonly hand?: OfHand<Hand>;
	readonly lead?: OfDesk<Desk>;
}

export const doing = (act: string, fields: Fields = {}): Doing => ({ act, fields });

/** How early somebody begins and ends, as shares of the time that a thing has. */
const windows: Readonly<Record<Person['temperament'], readonly [number, number]>> = {
	brisk: [0, 0.45],
	slow: [0.5, 1],
	silent: [0.3, 1],
	wordy: [0.1, 0.9],
	objecting: [0.1, 0.7],
	late: [0.3, 0.9],
	unplugged: [0.1, 0.9],
	'on-paper': [0.2, 1]
};

/** Whether the time has come for somebody to do a thing that the room does between two shares of the step: earlier or later, as they are. */
export function isDue(me: Person, { seed, share }: Moment, what: string, [from, to]: readonly [number, number] = [0.05, 0.8]): boolean {
	const [early, late] = windows[me.temperament];
	const within = early + (late - early) * chance(seed, me.nth, what, 'when');
	return share >= from + (to - from) * within;
}

/** Whether somebody is of those, so many in a hundred, who do a thing. */
export const isOneOf = (me: Person, { seed }: Moment, what: string, percent: number): boolean => chance(seed, me.nth, what, 'whether') * 100 < percent;

/** Whether somebody has lost the network just now: who is so by temperament, in one step of three, for a third of it (RE3). */
export const hasLostNetwork = (me: Person, step: string, { seed, share }: Moment): boolean => me.temperament === 'unplugged' && share >= 0.25 && share < 0.6 && chance(seed, me.nth, step, 'network') < 0.34;
