// Reads what the sittings of a contract came to, for its holder: what was agreed, where its version stands, what the contract is worth today (EV151).
import { standingOf, valuesForHolder } from '../../cockpit/rules/contracts.ts';
import * as elements from '../../cockpit/server/elements.ts';
import type { AtContract } from '../../cockpit/server/holderGuards.ts';
import type { Query } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { stillToCome } from '../rules/versions.ts';
import { veiled } from '../rules/veil.ts';
import type { StoredClause } from './clauses.ts';
import { showing } from './filedScenarios.ts';
import * as gate from './gate.ts';
import * as scenarios from './scenarios.ts';
import * as sittings from './sittings.ts';
import { veilOf } from './veils.ts';
import * as versions from './versions.ts';

async function outcomeOf(query: Query, { gatheringId, number, heldOn }: sittings.Sitting) {
	const [gathering, p3, verdicts, [consented], [failure], version] = await Promise.all([
		gatherings.read(query, gatheringId),
		scenarios.read(query, gatheringId, 'together'),
		gate.verdictsOf(query, gatheringId),
		sittings.entriesOf(query, gatheringId, 'consented'),
		sittings.entriesOf(query, gatheringId, 'failure'),
		versions.ofSitting(query, gatheringId)
	]);
	const isAgreed = p3 !== undefined && (version !== undefined || consented?.data.revision === p3.revision);
	if (gathering.closedAt === null && !isAgreed && !failure) return null;
	const outcome = {
		...{ gatheringId: gatheringId as string, number, heldOn },
		agreed: isAgreed ? { scenario: (await showing(query, gatheringId))(p3), conditions: verdicts[0]?.note.conditions ?? [] } : null,
		failure: failure && !isAgreed ? failure.data : null,
		version: version ? { number: version.number, chain: version.chain, toCome: stillToCome(version.chain), reviewOn: version.reviewOn } : null
	};
	return veiled(outcome, await veilOf(query, gatheringId, 'team'));
}

/** What the sittings of a clause came to, the latest first; nothing of one that is still under way. */
export async function outcomesFor(query: Query, { doer, contract }: Pick<AtContract, 'doer' | 'contract'>, clause: StoredClause) {
	const held = (await sittings.ofProject(query, doer)).filter(({ clauseId }) => clauseId === clause.id);
	const [outcomes, family] = await Promise.all([Promise.all(held.map((sitting) => outcomeOf(query, sitting))), elements.under(query, doer, contract.id, doer.today)]);
	const own = valuesForHolder('contract', contract.stored);
	const modifications = elements.ofKind(family, 'modification').map(({ stored }) => valuesForHolder('modification', stored));
	const { version, total } = standingOf(own, modifications, doer.today);
	return { outcomes: outcomes.filter((one) => one !== null), now: { version, total, first: own.amount ?? own.maximum } };
}
export type OutcomesForHolder = Awaited<ReturnType<typeof outcomesFor>>;
