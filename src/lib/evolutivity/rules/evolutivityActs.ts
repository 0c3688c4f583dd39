// Who writes the clause and the charter, who watches, who files a request and who answers it, by role.
import type { Act } from '../../people/rules/may.ts';

export const evolutivityActs = {
	read: { name: 'read-evolutivity', allows: ['administrator', 'facilitator', 'buyer', 'prescriber', 'elected-official'] },
	/** the clause, the charter, the signatures: what binds the authority */
	write: { name: 'write-evolutivity', allows: ['administrator', 'buyer'] },
	watch: { name: 'watch-needs', allows: ['administrator', 'buyer', 'prescriber'] },
	/** the administration's own requests */
	request: { name: 'request-evolution', allows: ['prescriber', 'buyer'] },
	/** P1; whoever holds the gate of the sitting writes none (EV105) */
	fileScenario: { name: 'file-scenario', allows: ['prescriber', 'buyer'] },
	answer: { name: 'answer-request', allows: ['buyer'] },
	/** EV27: beside the holder at their own door */
	readAnnex: { name: 'read-annex', allows: ['buyer'] },
	/** of the authority: its administrators, and whoever buys in one of its projects */
	editLaw: { name: 'edit-law-values', allows: ['administrator', 'buyer'] }
} satisfies Record<string, Act>;
