// What happens in the sealed room: who comes in, samples under neutral names in an order of each juror's own, observations without grade or rank.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { isBlank, tidyChoice, type Phase } from './choice.ts';
import type { Standing } from './declarations.ts';
import { drawing, shuffled } from './sortition/chance.ts';
import { opens, type GateRefusal, type Lesson } from './training.ts';

export type RoomRefusal = 'room-off' | 'room-not-open-yet' | 'room-over' | GateRefusal;

const closedWhile = { off: 'room-off', before: 'room-not-open-yet', over: 'room-over' } as const satisfies Record<Exclude<Phase, 'open'>, RoomRefusal>;

/** Whether the room is open to those whom it knows. */
export const isRoomOpen = (phase: Phase): Outcome<'open', 'room-off' | 'room-not-open-yet' | 'room-over'> => (phase === 'open' ? accepted('open') : refused(closedWhile[phase]));

/**
 * Whether a juror whose mandate runs comes in (JU144): the room open, all lessons done, a declaration of this stage signed since it was switched on (one of a consultation
 * before says nothing of these candidates, JU143), and taking part. Source: JUR-6, JUR-7.
 */
export function letsIn(facts: { readonly phase: Phase; readonly done: readonly Lesson[]; readonly standing: Standing; readonly signedAt: Date | null; readonly switchedOnAt: Date }): Outcome<'open', RoomRefusal> {
	const room = isRoomOpen(facts.phase);
	if (!room.accepted) return room;
	const isOfNow = facts.signedAt !== null && facts.signedAt >= facts.switchedOnAt;
	return opens({ isOfPanel: true, done: facts.done, standing: isOfNow ? facts.standing : 'to-declare' });
}

/** Herbs of here: none is above another, as a letter or a number would be. */
export const herbs = [
	'Achillée', 'Angélique', 'Aneth', 'Armoise', 'Basilic', 'Bourrache', 'Camomille', 'Cerfeuil', 'Ciboulette', 'Coriandre', 'Estragon', 'Fenouil', 'Hysope', 'Lavande', 'Livèche', 'Marjolaine', 'Mélisse', 'Menthe', 'Millepertuis',
	'Origan', 'Oseille', 'Persil', 'Pimprenelle', 'Romarin', 'Sarriette', 'Sauge', 'Tanaisie', 'Thym', 'Valériane', 'Verveine'
] as const;

/** A free herb for the next sample, by what was drawn for it (`draw`: a whole number); undefined once all are taken (JU145). */
export function herbFor(taken: ReadonlySet<string>, draw: number): string | undefined {
	const free = herbs.filter((herb) => !taken.has(herb));
	return free[draw % Math.max(1, free.length)];
}

/** The order in which one juror meets the samples: always the same for them, another for others, and replayable from the seed of the room and their id (JU146). */
export const orderFor = <Sample extends { readonly name: string }>(samples: readonly Sample[], seed: string, who: string): readonly Sample[] =>
	shuffled(
		samples.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
		drawing(new TextEncoder().encode(seed), `choice-order:${who}`)
	);

/** In characters as people count them. */
export const sampleLimits = { description: 2_000, alt: 600 } as const;
export type SampleRefusal = 'sample-description-missing' | 'sample-description-too-long' | 'sample-alt-missing' | 'sample-alt-too-long' | 'sample-not-checked';

/**
 * A sample as typed: what a juror is told of it, what its picture shows where there is one, and that whoever types has checked that no candidate can be recognised (JU145).
 * With a picture, its description in words is needed too.
 */
export function readSample(typed: Readonly<Record<string, string | undefined>>, picture: 'with-picture' | 'without-picture'): Outcome<{ readonly description: string; readonly alt: string }, SampleRefusal> {
	const description = tidyChoice(typed.description);
	if (isBlank(description)) return refused('sample-description-missing');
	if ([...description].length > sampleLimits.description) return refused('sample-description-too-long');
	const alt = picture === 'with-picture' ? tidyChoice(typed.alt) : '';
	if (picture === 'with-picture' && isBlank(alt)) return refused('sample-alt-missing');
	if ([...alt].length > sampleLimits.alt) return refused('sample-alt-too-long');
	return typed.checked === 'yes' ? accepted({ description, alt }) : refused('sample-not-checked');
}

export const observationAtLeast = 20;
export const observationAtMost = 2_000;

/** What a juror says of one sample under one criterion; `words` are empty where there is nothing to observe. */
export interface Said {
	readonly words: string;
	readonly isNothing: boolean;
}
export type ObservationRefusal = 'observation-missing' | 'observation-too-short' | 'observation-too-long' | 'observation-both';

/** An observation as typed: 20 to 2,000 characters that say why, or « nothing to observe », never both (JU149). There is no grade and no place among samples to read. */
export function readObservation(typed: Readonly<Record<string, string | undefined>>): Outcome<Said, ObservationRefusal> {
	const words = tidyChoice(typed.words);
	const isNothing = typed.nothing === 'yes';
	if (isBlank(words)) return isNothing ? accepted({ words: '', isNothing: true }) : refused('observation-missing');
	if (isNothing) return refused('observation-both');
	const length = [...words].length;
	if (length < observationAtLeast) return refused('observation-too-short');
	return length > observationAtMost ? refused('observation-too-long') : accepted({ words, isNothing: false });
}

/** What the register of the room keeps: somebody came in, a sample was handed to them, its picture was. */
export const lookActs = ['room', 'sample', 'picture'] as const;
export type LookAct = (typeof lookActs)[number];

export type SampleProgress = 'to-observe' | 'begun' | 'finished';

/** How far one is with a sample: criteria on which something was said, of all of them (JU166). */
export const progressIn = (said: number, criteria: number): SampleProgress => (said === 0 ? 'to-observe' : said < criteria ? 'begun' : 'finished');
