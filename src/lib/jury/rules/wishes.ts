// What a juror asks for and may take back: to leave the jury, to be told of the next ones.

/** `leave` waits for the team; `stay` takes it back; `keep-in-touch` and `forget-me` say whether the authority may write once the jury has ended. */
export const wishes = ['leave', 'stay', 'keep-in-touch', 'forget-me'] as const;
export type Wish = (typeof wishes)[number];

export const readWish = (typed: string): Wish | undefined => wishes.find((one) => one === typed);

export interface Wished {
	readonly wantsToLeave: boolean;
	/** false until it was said: nobody is kept in touch by default (JU86) */
	readonly keepsInTouch: boolean;
}

/** What holds of what was said, in the order in which it was said: the last word of each kind (JU78, JU86). */
export const heldOf = (said: readonly Wish[]): Wished => ({
	wantsToLeave: said.findLast((one) => one === 'leave' || one === 'stay') === 'leave',
	keepsInTouch: said.findLast((one) => one === 'keep-in-touch' || one === 'forget-me') === 'keep-in-touch'
});
