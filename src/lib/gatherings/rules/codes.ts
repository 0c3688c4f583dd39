// Tells the two codes of a room apart by their length: the short one of the wall and the personal one that gives a seat back.
import { reentryLength } from '../../projects/rules/reentry.ts';
import { joinCodeLength } from './invitation.ts';

/** What somebody seems to have typed, right or wrong. Spaces and signs do not count. */
export function codeLooksLike(typed: string): 'of-the-gathering' | 'personal' | undefined {
	const length = [...typed.replace(/[^\p{L}\p{N}]/gu, '')].length;
	return length === joinCodeLength ? 'of-the-gathering' : length === reentryLength ? 'personal' : undefined;
}
