import { m } from '#lib/words/messages.js';
import type { HiddenBecause } from '../../decisions/rules/tally.ts';

/** What closing the vote now does: who can no longer vote, and whether its result will be published. */
export function closingInWords({ missing, voted, hides }: { readonly missing: number; readonly voted: number; readonly hides: HiddenBecause | null }): string {
	if (voted === 0) return missing > 0 ? `${m.choosing_desk_close_empty()} ${m.choosing_desk_close_wait({ count: missing })}` : m.choosing_desk_close_empty();
	if (!hides) return missing > 0 ? m.choosing_desk_close_some({ count: missing }) : m.choosing_desk_close_all();
	const why = hides === 'too-few' ? m.choosing_desk_close_few() : m.choosing_desk_close_typed();
	return missing > 0 ? `${why} ${m.choosing_desk_close_wait({ count: missing })}` : why;
}
