// The panel from the draw on: invited, answering, replaced.

/** `to-invite` until the letter leaves; `silent` once the day of the answer has passed; `left` after a yes. */
export const seatStates = ['to-invite', 'invited', 'accepted', 'declined', 'silent', 'left'] as const;
export type SeatState = (typeof seatStates)[number];

export const answers = ['yes', 'no'] as const;
export type Answer = (typeof answers)[number];
