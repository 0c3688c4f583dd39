import { m } from '#lib/words/messages.js';
import type { ModerationRule } from '../rules/moderation.ts';

const words = {
	'names-somebody': () => m.scribe_rule_names(),
	insults: () => m.scribe_rule_insults(),
	'candidate-or-price': () => m.scribe_rule_candidate(),
	unreadable: () => m.scribe_rule_unreadable()
} satisfies Record<ModerationRule, () => string>;

/** The four rules as they are published, each said of a text: « il nomme quelqu’un ». */
export const publishedRules = (): { readonly rule: ModerationRule; readonly words: string }[] =>
	Object.entries(words).map(([rule, say]) => ({ rule: rule as ModerationRule, words: say() }));

export const moderationInWords = (rule: string): string => (Object.hasOwn(words, rule) ? words[rule as ModerationRule]() : rule);
