// The sentence of each refusal to open a charter to the jurors; it does not compile where one is forgotten.
import { m } from '#lib/words/messages.js';
import type { OpenRefusal } from '../rules/charterText.ts';

const sentences: Readonly<Record<OpenRefusal, () => string>> = {
	'clause-unknown': m.evolutivity_refused_clause_unknown,
	'charter-unknown': m.charter_text_refused_unknown,
	'charter-open-already': m.charter_text_refused_open_already,
	'charter-text-unfit': m.charter_text_refused_unfit
};

/** Never empty: a reason that is none of these asks to reload. */
export const openSentence = (reason: string): string => (Object.hasOwn(sentences, reason) ? sentences[reason as OpenRefusal]() : m.versions_refused_unreadable());
