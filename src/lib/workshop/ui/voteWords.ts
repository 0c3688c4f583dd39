import { m } from '#lib/words/messages.js';
import type { HiddenBecause } from '../../decisions/rules/tally.ts';

interface Closing {
	readonly missing: number;
	readonly voted: number;
	readonly hides: HiddenBecause | null;
	/** pairs of seats that look like one person and have both voted */
	readonly doubles?: number;
}

/** What closing the vote now does: who can no longer vote, who may be counted twice, and whether its result will be published. */
export function closingInWords({ missing, voted, hides, doubles = 0 }: Closing): string {
	const twice = doubles > 0 ? [m.workshop_warning_vote_counts_twice({ count: doubles })] : [];
	const wait = missing > 0 ? [m.choosing_desk_close_wait({ count: missing })] : [];
	if (voted === 0) return [m.choosing_desk_close_empty(), ...wait].join(' ');
	if (!hides) return [missing > 0 ? m.choosing_desk_close_some({ count: missing }) : m.choosing_desk_close_all(), ...twice].join(' ');
	return [hides === 'too-few' ? m.choosing_desk_close_few() : m.choosing_desk_close_typed(), ...wait, ...twice].join(' ');
}
