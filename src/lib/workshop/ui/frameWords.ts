import { m } from '#lib/words/messages.js';
import type { Chapter } from '../rules/groundRules.ts';

export const chapterWords = {
	field: m.field_chapter_field,
	landscape: m.field_chapter_landscape,
	proposal: m.field_chapter_proposal,
	amendments: m.field_chapter_amendments,
	scenarios: m.field_chapter_scenarios,
	choice: m.field_chapter_choice,
	strategy: m.field_chapter_strategy,
	closing: m.field_chapter_closing
} satisfies Record<Chapter, () => string>;

/** What this room does not decide, and who does. */
export const notDecided = (body: string): string => (body ? m.field_rules_not_body({ body }) : m.field_rules_not_text());
