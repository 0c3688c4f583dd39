// Who reads and who plans a sitting, by role.
import type { Act } from '../../people/rules/may.ts';

export const sittingActs = {
	read: { name: 'read-sittings', allows: ['administrator', 'facilitator', 'buyer', 'prescriber', 'elected-official'] },
	/** planning one, naming who holds the gate, freezing the state of play: what binds the authority */
	plan: { name: 'plan-sittings', allows: ['administrator', 'buyer'] }
} satisfies Record<string, Act>;
