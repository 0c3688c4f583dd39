// Who comes to a rehearsal: so many people, their capacities and their temperaments, drawn from a seed.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { pick, shuffled } from './chance.ts';

/** How somebody takes part. `late`: comes in once the room has begun; `unplugged`: loses the network now and then; `on-paper`: has no device, and somebody types for them. */
export const temperaments = ['brisk', 'slow', 'silent', 'wordy', 'objecting', 'late', 'unplugged', 'on-paper'] as const;
export type Temperament = (typeof temperaments)[number];

export interface Person {
	/** 0, 1, 2 …: what tells two apart, whatever their names */
	readonly nth: number;
	readonly publicName: string;
	readonly capacity: Capacity;
	readonly temperament: Temperament;
}

export const fewestPeople = 4;
export const mostPeople = 60;
export const usualPeople = 13;

export interface Crowd {
	readonly people: number;
	/** how many of them have no device */
	readonly onPaper: number;
}

export type CrowdRefusal = 'people-out-of-range' | 'paper-out-of-range';

/** From 4 to 60 people; those who bring the text and who hold the pen have a device, so at least two do (RE2). */
export function judgeCrowd({ people, onPaper }: Crowd): Outcome<Crowd, CrowdRefusal> {
	if (!Number.isInteger(people) || people < fewestPeople || people > mostPeople) return refused('people-out-of-range');
	if (!Number.isInteger(onPaper) || onPaper < 0 || onPaper > people - 2) return refused('paper-out-of-range');
	return accepted({ people, onPaper });
}

// prettier-ignore
const names = [
	'Aïcha', 'Bruno', 'Camille', 'Djibril', 'Élise', 'Farid', 'Gaëlle', 'Hugo', 'Inès', 'Joël', 'Karima', 'Léon', 'Maëlle', 'Nadir', 'Odile', 'Pascal',
	'Rachida', 'Simon', 'Thérèse', 'Ulysse', 'Violette', 'Walid', 'Yvonne', 'Zacharie', 'Anselme', 'Bérénice', 'Cyprien', 'Daphné', 'Edmond', 'Fatou', 'Germain', 'Hélène',
	'Idriss', 'Jeanne', 'Kévin', 'Lison', 'Marius', 'Noémie', 'Oscar', 'Paulette', 'Quentin', 'Rosalie', 'Samir', 'Tiphaine', 'Umberto', 'Viviane', 'Wassila', 'Youssef',
	'Zélie', 'Armelle', 'Basile', 'Colette', 'Driss', 'Estelle', 'Félix', 'Ghislaine', 'Honoré', 'Irène', 'Jacinthe', 'Kamel', 'Lucette', 'Moussa', 'Nora', 'Octave',
	'Perrine', 'Raoul', 'Séverine', 'Tanguy', 'Véra', 'Wilfried'
];

/** One who carries the need, one who buys, an elected official as soon as five come, a second buyer from twenty; the others are jurors. */
function capacityAt(nth: number, people: number): Capacity {
	if (nth === 0) return 'prescriber';
	if (nth === 1) return 'buyer';
	if (nth === 2 && people >= 5) return 'elected-official';
	return nth === 3 && people >= 20 ? 'buyer' : 'juror';
}

/** In this order, to the first who may be so: what a facilitator must have met once before the day. */
const certain: readonly Temperament[] = ['objecting', 'late', 'silent', 'wordy', 'unplugged'];
const usual: readonly Temperament[] = ['brisk', 'slow', 'brisk', 'slow', 'wordy', 'silent', 'brisk'];

/** Of those who buy, the one who writes for the room (`castOf`). */
export const penHolder = 1;

/** The people of a rehearsal. One objects and one comes late, as soon as four come; the same seed gives the same people (RE1). */
export function castOf(seed: string, { people, onPaper }: Crowd): Person[] {
	const called = shuffled(names, (name) => name, seed, 'names');
	const all = Array.from({ length: people }, (_, nth) => ({ nth, publicName: called[nth]!, capacity: capacityAt(nth, people) }));
	const free = shuffled(
		all.filter(({ nth }) => nth > 1),
		({ nth }) => nth,
		seed,
		'temperaments'
	);
	const written = new Set(free.slice(0, onPaper).map(({ nth }) => nth));
	const toBeSo = new Map(free.filter(({ nth }) => !written.has(nth)).flatMap(({ nth }, place) => (place < certain.length ? [[nth, certain[place]!] as const] : [])));
	return all.map((one) => ({ ...one, temperament: written.has(one.nth) ? 'on-paper' : one.nth < 2 ? 'brisk' : (toBeSo.get(one.nth) ?? pick(usual, seed, 'temperament', one.nth)) }));
}

/** One more who comes unannounced while the room is at work: a juror whom nobody awaits. `nth` is how many there were (RE7). */
export function newcomer(seed: string, nth: number): Person {
	const called = shuffled(names, (name) => name, seed, 'names');
	return { nth, publicName: called[nth % names.length]!, capacity: 'juror', temperament: 'brisk' };
}

/** When somebody stands at the door: once it is open; who is late, once the room has left its first step, or has been in it for a while (RE3). */
export function isAtTheDoor({ temperament }: Pick<Person, 'temperament'>, room: { readonly isOpen: boolean; readonly position: number; readonly share: number }): boolean {
	if (!room.isOpen) return false;
	return temperament !== 'late' || room.position > 0 || (room.position === 0 && room.share >= 0.6);
}
