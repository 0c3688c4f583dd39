// What becomes of a mail after an attempt: sent, waiting for another, or given up with its reason.

/** Minutes until the next try, after the first, the second… */
const patience = [1, 5, 15, 60, 180, 360, 720] as const;
export const triesAtMost = patience.length + 1;
/** For one attempt; after that, another process may take the mail. */
export const holdMinutes = 10;

/** Why a mail is late or was given up. */
export const troubles = ['server-away', 'server-refuses', 'recipient-refused', 'perhaps-received'] as const;
export type Trouble = (typeof troubles)[number];

/** What an attempt came to, and what the server said. */
export type Attempt =
	| { readonly came: 'sent' }
	/** no server answered, or it broke off before it had the text */
	| { readonly came: 'away'; readonly said: string }
	/** an answer of the server: for ever, or for now; about this recipient, or about anybody */
	| { readonly came: 'refused'; readonly isForEver: boolean; readonly of: 'recipient' | 'server'; readonly said: string }
	/** it broke off while it received the text: perhaps it has it */
	| { readonly came: 'unknown'; readonly said: string };

export type Fate =
	| { readonly state: 'sent' }
	| { readonly state: 'waiting'; readonly afterMinutes: number; readonly trouble: Trouble; readonly said: string }
	| { readonly state: 'given-up'; readonly trouble: Trouble; readonly said: string };

/**
 * After an attempt (ML5, ML6). `tries`: attempts so far, this one included; `doubts`: those of which nobody knows what they came to, this one
 * included. One doubt is answered by one more sending, and a second one ends it.
 */
export function afterAttempt({ tries, doubts }: { readonly tries: number; readonly doubts: number }, attempt: Attempt): Fate {
	if (attempt.came === 'sent') return { state: 'sent' };
	const said = attempt.said.replace(/[\s\p{Cc}]+/gu, ' ').trim().slice(0, 200);
	const trouble: Trouble = attempt.came === 'unknown' ? 'perhaps-received' : attempt.came === 'away' ? 'server-away' : attempt.of === 'recipient' ? 'recipient-refused' : 'server-refuses';
	const isOver = tries >= triesAtMost || (attempt.came === 'unknown' && doubts > 1) || (attempt.came === 'refused' && attempt.isForEver && attempt.of === 'recipient');
	return isOver ? { state: 'given-up', trouble, said } : { state: 'waiting', afterMinutes: patience[tries - 1]!, trouble, said };
}
