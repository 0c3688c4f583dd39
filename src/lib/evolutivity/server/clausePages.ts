// Reads what the pages of a clause show: to the team, and to the holder of its contract.
import * as elements from '../../cockpit/server/elements.ts';
import type { Audience } from '../../cockpit/rules/elements/fields.ts';
import { asSeen, labelOf } from '../../cockpit/server/overview.ts';
import type { Query } from '../../db/server/database.ts';
import { datesOf } from '../rules/triggers.ts';
import { missingToFreeze } from '../rules/terms.ts';
import * as charters from './charters.ts';
import type { StoredClause } from './clauses.ts';
import * as sittings from './sittings.ts';
import * as triggers from './triggers.ts';

const charterShown = ({ id, version, state, terms, signatures, reviewOn, revision }: charters.StoredCharter) => ({ id, version, state, terms, signatures, reviewOn, revision });
export type CharterShown = ReturnType<typeof charterShown>;

/** Requests with their dates; never their annexes, only whether the reader may ask for one. */
async function requestsOf(query: Query, clause: StoredClause, versions: readonly charters.StoredCharter[], today: string) {
	const held = await sittings.ofClause(query, clause.id);
	return (await triggers.ofClause(query, clause.id)).flatMap((one) => {
		const charter = versions.find(({ id }) => id === one.charterId);
		if (!charter) return [];
		const { id, number, party, category, criteria, motives, evidence, receivedOn, admissibility, admissibilityReason, withdrawnOn, gatheringId } = one;
		const sittingHeldOn = sittings.heldOnFor(held, one);
		const left = held.findLast(({ undecided }) => undecided?.requests.includes(id));
		const told = charter.terms.criteria.filter(({ code }) => criteria.includes(code)).map(({ code, what }) => ({ code, what }));
		return [{ id, number, party, category, criteria: told, motives, evidence, receivedOn, admissibility, admissibilityReason, withdrawnOn, gatheringId, leftBy: left?.undecided ? { number: left.number, heldOn: left.heldOn, failure: left.undecided.failure } : null, ...datesOf({ receivedOn, admissibility, withdrawnOn, sittingHeldOn }, charter.terms.procedure, today) }];
	});
}
export type RequestShown = Awaited<ReturnType<typeof requestsOf>>[number];

/** All that a clause's page shows to an audience, but the annexes. */
export async function ofClause(query: Query, place: elements.Place, audience: Audience, clause: StoredClause, today: string) {
	const [versions, all] = [await charters.ofClause(query, clause.id), asSeen(await elements.ofProject(query, place, today), audience)];
	const contracts = elements.ofKind(all, 'contract');
	const contract = contracts.find(({ id }) => id === clause.contractId);
	const { id, title, terms, revision, frozenOn } = clause;
	return {
		clause: { id, title, terms, revision, frozenOn, missing: frozenOn === null ? missingToFreeze(terms) : [] },
		contract: contract ? { id: contract.id as string, label: labelOf(contract) } : null,
		joinable: contracts.filter(({ parentId }) => parentId === clause.lineId).map((one) => ({ value: one.id as string, label: labelOf(one) })),
		indicators: elements.ofKind(all, 'indicator').map(({ code, values, hidden }) => ({ value: code, label: labelOf({ code, values, hidden }) })),
		charters: versions.map(charterShown),
		requests: await requestsOf(query, clause, versions, today)
	};
}

/** What the holder of a contract reads: the clause, the charter in force or to sign, the requests. */
export async function forHolder(query: Query, clause: StoredClause, today: string) {
	const versions = await charters.ofClause(query, clause.id);
	const { title, terms } = clause;
	const shown = versions.find(({ state }) => state === 'in-force') ?? versions.find(({ state }) => state === 'draft');
	return { title, terms, charter: shown ? charterShown(shown) : null, requests: await requestsOf(query, clause, versions, today) };
}
