// Who does what with a project's jury: acts as data.
import type { Act } from '../../people/rules/may.ts';

/** Reads and corrects the hours of every juror, for their payment (JU3): no juror reads another's. */
export const keepLedger: Act = { name: 'keep-ledger', allows: ['administrator', 'facilitator', 'buyer'] };

/** Reads how far the jury is, in figures: no name, no address. */
export const readJury: Act = { name: 'read-jury', allows: ['administrator', 'facilitator', 'buyer', 'prescriber', 'elected-official'] };

/** Announces, keeps the lists, draws, invites: reads the names of those to whom one must write. */
export const keepJury: Act = { name: 'keep-jury', allows: ['administrator', 'facilitator'] };

/** Lets the juries of the authority take part in the choice of a candidate, or no longer (JU140). */
export const permitChoice: Act = { name: 'permit-choice', allows: ['administrator'] };

/** Reads how the choice of a candidate stands: its terms, its questions, no candidate. */
export const readChoice: Act = { name: 'read-choice', allows: ['administrator', 'facilitator', 'buyer'] };

/** Switches the part of the jury on, keeps its samples and its questions, reads the observations: who answers for the procedure (JU140). */
export const keepChoice: Act = { name: 'keep-choice', allows: ['buyer'] };

/** Switches it off: whoever may stop it (JU143). */
export const stopChoice: Act = { name: 'stop-choice', allows: ['buyer', 'administrator'] };

/** Reads who came into the sealed room (JU147). */
export const readRegister: Act = { name: 'read-register', allows: ['buyer', 'administrator'] };

/** Comes to the door of the sealed room; `staffOf` says who passes it (JU144). */
export const enterRoom: Act = { name: 'enter-sealed-room', allows: ['buyer', 'facilitator'] };
