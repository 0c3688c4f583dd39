// Decides which materials of the enquiry a room looks at, in which order, and what each seat may say of one.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { asKept } from '../../texts/rules/signs.ts';

/** Among all, in an order (MO185; script 4.1, step 3). */
export const chosenAtMost = 4;
/** In characters as people count them. */
export const noteLimit = 140;
/** Materials that one card cites (MO192). */
export const sourcesEach = 2;

/** What a seat says of a material that is shown: « ça m'étonne », « ça confirme », « question ». */
export const reactions = ['surprises', 'confirms', 'question'] as const;
export type Reaction = (typeof reactions)[number];

export type ChoiceRefusal = 'material-chosen-twice' | 'material-not-ready';

/**
 * The ids of the materials to be shown, in their order; empty places close up. Refuses one that is asked for twice, and one that is neither ready nor
 * chosen before: `ready` are those that a room may see (MO185). What is beyond `chosenAtMost` is never asked for.
 */
export function readChosen(typed: readonly string[], ready: ReadonlySet<string>): Outcome<readonly string[], ChoiceRefusal> {
	const chosen = typed.slice(0, chosenAtMost).filter((id) => id !== '');
	if (new Set(chosen).size < chosen.length) return refused('material-chosen-twice');
	return chosen.every((id) => ready.has(id)) ? accepted(chosen) : refused('material-not-ready');
}

export type ReactionRefusal = 'material-not-shown' | 'note-too-long' | 'reaction-missing';

/** What a seat says of a material that the room has seen, `seen` being those (MO187). The note may stay empty. */
export function readReaction(typed: { readonly material: string; readonly reaction: string; readonly note: string }, seen: readonly string[]): Outcome<{ readonly reaction: Reaction; readonly note: string }, ReactionRefusal> {
	if (!seen.includes(typed.material)) return refused('material-not-shown');
	const reaction = reactions.find((one) => one === typed.reaction);
	if (!reaction) return refused('reaction-missing');
	if (typed.note.length > 20_000) return refused('note-too-long');
	const note = asKept(typed.note).replace(/\s+/gu, ' ');
	return [...note].length > noteLimit ? refused('note-too-long') : accepted({ reaction, note });
}

export type ReactionCounts = Readonly<Record<Reaction, number>>;

/** How many seats said each (MO188). */
export function countReactions(said: readonly { readonly reaction: Reaction }[]): ReactionCounts {
	const counts = { surprises: 0, confirms: 0, question: 0 };
	for (const { reaction } of said) counts[reaction] += 1;
	return counts;
}

export type SourceRefusal = 'source-unknown';

/** The codes of the materials that a card cites, once each, in their order; `ready` are those that a room may see. Refuses another one (MO192). What is beyond `sourcesEach` is never asked for. */
export function readSources(typed: readonly string[], ready: ReadonlySet<string>): Outcome<readonly string[], SourceRefusal> {
	const cited = [...new Set(typed.slice(0, sourcesEach).filter((code) => code !== ''))].sort();
	return cited.every((code) => ready.has(code)) ? accepted(cited) : refused('source-unknown');
}
