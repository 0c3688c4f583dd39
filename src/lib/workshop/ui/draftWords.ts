import { m } from '#lib/words/messages.js';
import type { PassageKind } from '../../texts/rules/passages.ts';
import { fromDesk } from '../rules/proposal.ts';

export const kindInWords = {
	title: () => m.proposing_kind_title(),
	heading: () => m.proposing_kind_heading(),
	paragraph: () => m.proposing_kind_paragraph(),
	item: () => m.proposing_kind_item()
} satisfies Record<PassageKind, () => string>;

/** The name of a draft's act at the desk, which does it in its own name, and at a hand. */
export const actOf = (verb: string, from: 'hand' | 'desk'): string => (from === 'desk' ? fromDesk(verb) : verb);
