import { m } from '#lib/words/messages.js';
import type { Reaction } from '../rules/field.ts';

export const reactionWords = { surprises: m.field_surprises, confirms: m.field_confirms, question: m.field_question } satisfies Record<Reaction, () => string>;

export const countWords = { surprises: m.field_count_surprises, confirms: m.field_count_confirms, question: m.field_count_question } satisfies Record<Reaction, (of: { count: number }) => string>;
