// Who keeps the ledger of the jurors' hours: acts as data.
import type { Act } from '../../people/rules/may.ts';

/** Reads and corrects the hours of every juror, for their payment (JU3): no juror reads another's. */
export const keepLedger: Act = { name: 'keep-ledger', allows: ['administrator', 'facilitator', 'buyer'] };
