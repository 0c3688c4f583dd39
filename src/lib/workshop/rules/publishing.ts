// Who makes a record public: acts as data.
import type { Act } from '../../people/rules/may.ts';

/** Chooses, previews, publishes and withdraws: whoever facilitates, or the team of the project (MO273). */
export const publishRecord: Act = { name: 'publish-record', allows: ['administrator', 'facilitator', 'buyer', 'prescriber', 'elected-official'] };
