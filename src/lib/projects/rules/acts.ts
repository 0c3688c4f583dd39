// The acts of the projects, as data: who may do each, by role.
import type { Act } from '../../people/rules/may.ts';

export const projectActs = {
	open: {
		name: 'open-project',
		allows: ['administrator', 'facilitator', 'buyer', 'prescriber', 'elected-official']
	},
	invite: { name: 'invite-to-project', allows: ['administrator'] },
	revoke: { name: 'revoke-membership', allows: ['administrator'] },
	createGathering: { name: 'create-gathering', allows: ['administrator', 'facilitator'] }
} satisfies Record<string, Act>;

/** Asked about the account's own authority. */
export const createProject: Act = { name: 'create-project', allows: ['administrator'] };
