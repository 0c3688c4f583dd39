// Who does what with a project's jury: acts as data.
import type { Act } from '../../people/rules/may.ts';

/** Reads and corrects the hours of every juror, for their payment (JU3): no juror reads another's. */
export const keepLedger: Act = { name: 'keep-ledger', allows: ['administrator', 'facilitator', 'buyer'] };

/** Reads how far the jury is, in figures: no name, no address. */
export const readJury: Act = { name: 'read-jury', allows: ['administrator', 'facilitator', 'buyer', 'prescriber', 'elected-official'] };

/** Announces, keeps the lists, draws, invites: reads the names of those to whom one must write. */
export const keepJury: Act = { name: 'keep-jury', allows: ['administrator', 'facilitator'] };
