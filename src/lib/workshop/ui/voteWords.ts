import { m } from '#lib/words/messages.js';
import type { HiddenBecause } from '../../decisions/rules/tally.ts';

/** What closing the vote now does: who can no longer vote, and whether its result will be published. */
export function closingInWords({ missing, hides }: { readonly missing: number; readonly hides: HiddenBecause | null }): string {
	if (!hides) return missing > 0 ? m.choosing_desk_close_some({ count: missing }) : m.choosing_desk_close_all();
	const why = hides === 'too-few' ? m.choosing_desk_close_few() : m.choosing_desk_close_typed();
	return missing > 0 ? `${why} ${m.choosing_desk_close_wait({ count: missing })}` : why;
}
