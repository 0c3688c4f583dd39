// What a rehearsal is about, in the words of the workshop that it copies: what simulated people speak of.
import { beginningOf } from '../../texts/rules/beginning.ts';
import type { Zone } from '../../workshop/rules/landscape.ts';

/** What the workshop has prepared, as its authors wrote it; any part may be empty. */
export interface Prepared {
	/** the passages of the draft, without its titles */
	readonly draft: readonly string[];
	/** what the matrix weighs, by its names */
	readonly impacts: readonly string[];
	readonly risks: readonly string[];
	/** who may be played */
	readonly roles: readonly string[];
	/** names of the scenarios */
	readonly scenarios: readonly string[];
}

/** What may be spoken of: short, each once, in the order in which it was written. */
export interface Subject {
	readonly of: Readonly<Record<Zone, readonly string[]>>;
	/** of the proposal: what a question is about */
	readonly passages: readonly string[];
}

/** Signs: longer than this it is no topic any more. */
const longestTopic = 70;

function topics(...texts: readonly string[]): readonly string[] {
	const named = texts
		.map((text) => beginningOf(text.replace(/[\s.;:!?]+$/u, ''), 200))
		// a figure after a colon is no topic: what is said of it comes after one
		.filter((text) => text !== '' && [...text].length <= longestTopic && !text.includes(':'))
		.map((text) => text[0]!.toLocaleUpperCase('fr') + text.slice(1));
	return [...new Set(named)];
}

/** The subject of a workshop: needs are its impacts and the short passages of its draft, resources its roles, innovation its scenarios, constraints its risks (RE22). */
export const subjectOf = ({ draft, impacts, risks, roles, scenarios }: Prepared): Subject => ({
	of: { needs: topics(...impacts, ...draft), resources: topics(...roles), innovation: topics(...scenarios), constraints: topics(...risks) },
	passages: topics(...draft)
});
