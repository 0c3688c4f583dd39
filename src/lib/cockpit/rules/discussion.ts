// The discussion of a line: what a message may be, and until when its author may mend it (CO39).
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export const longestMessage = 4_000;
/** Milliseconds. */
export const mendable = 10 * 60_000;

export type MessageRefusal =
	'message-empty' | 'message-too-long' | 'message-unknown' | 'message-not-yours' | 'message-too-late';

/** Plain text of 1 to 4 000 characters; line ends are kept. */
export function readMessage(typed: string): Outcome<string, 'message-empty' | 'message-too-long'> {
	const words = typed.normalize('NFC').replaceAll('\0', '').replaceAll('\r\n', '\n').trim();
	if (words === '') return refused('message-empty');
	return [...words].length > longestMessage ? refused('message-too-long') : accepted(words);
}

export interface MessageFacts {
	readonly by: string;
	/** epoch milliseconds */
	readonly writtenAt: number;
}

/** Whether an actor may mend a message at a moment: its author, within ten minutes; ten minutes sharp is still in time. */
export function judgeMending(
	{ by, writtenAt }: MessageFacts,
	{ actor, at }: { readonly actor: string; readonly at: number }
): Outcome<true, 'message-not-yours' | 'message-too-late'> {
	if (by !== actor) return refused('message-not-yours');
	return at - writtenAt > mendable ? refused('message-too-late') : accepted(true);
}
