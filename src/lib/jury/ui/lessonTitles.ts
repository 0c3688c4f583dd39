// The lessons by their titles, and each in one sentence.
import { m } from '#lib/words/messages.js';
import type { Lesson } from '../rules/training.ts';

export const lessonTitles: Readonly<Record<Lesson, { readonly title: () => string; readonly short: () => string }>> = {
	purchase: { title: () => m.training_purchase_title(), short: () => m.training_purchase_short() },
	transparency: { title: () => m.training_transparency_title(), short: () => m.training_transparency_short() },
	equality: { title: () => m.training_equality_title(), short: () => m.training_equality_short() },
	access: { title: () => m.training_access_title(), short: () => m.training_access_short() },
	secrecy: { title: () => m.training_secrecy_title(), short: () => m.training_secrecy_short() },
	conflicts: { title: () => m.training_conflicts_title(), short: () => m.training_conflicts_short() }
};
