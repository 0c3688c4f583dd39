// Reads what the cockpit says of the contract of a sitting: its initial maximum, what earlier evolutions took, and the facts of a state of play.
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { standingOf } from '../../cockpit/rules/contracts.ts';
import { sumsOf } from '../../cockpit/rules/budget.ts';
import { valuesFor } from '../../cockpit/rules/elements/changes.ts';
import * as elements from '../../cockpit/server/elements.ts';
import { amountsOf, asSeen } from '../../cockpit/server/overview.ts';
import { seriesOf } from '../../cockpit/server/whole.ts';
import type { CockpitFacts } from '../rules/stateOfPlay.ts';
import { daysOfScenario, type ScenarioDays } from '../rules/deltaForm.ts';
import type { SittingFacts } from './sittings.ts';

export interface ContractBounds {
	/** cents; null where nobody has said any */
	readonly initialMaximum: number | null;
	/** cents: net sum of the signed evolutions under the review clause */
	readonly earlier: number;
}

const contractAmong = (all: readonly elements.AnyElement[], contractId: string | null) => elements.ofKind(all, 'contract').find(({ id }) => id === contractId);

/** What bounds are measured on (EVO-2), among the elements of a cockpit. `but`: the sitting whose own evolution is no earlier one. */
export function boundsAmong(all: readonly elements.AnyElement[], contractId: string | null, today: string, but?: GatheringId): ContractBounds {
	const contract = contractAmong(all, contractId);
	if (!contract) return { initialMaximum: null, earlier: 0 };
	const modifications = elements.ofKind(all, 'modification').filter(({ parentId, origin }) => parentId === contract.id && !(origin?.what === 'sitting' && origin.gathering === but));
	const { versions } = standingOf(contract.values, modifications.map(({ values }) => values), today);
	return {
		initialMaximum: contract.values.maximum ?? contract.values.amount,
		earlier: versions.reduce((sum, { modification, difference }) => sum + (modification.ground === 'review-clause' ? (difference ?? 0) : 0), 0)
	};
}

/** What the bounds of a sitting are measured on. */
export const boundsOf = async (query: Query, { sitting, clause }: SittingFacts, today: string): Promise<ContractBounds> => boundsAmong(await elements.ofProject(query, sitting, today), clause.contractId, today, sitting.gatheringId);

/** What a scenario of a sitting may name of days (EV131). */
export async function daysFor(query: Query, { sitting, clause }: SittingFacts): Promise<ScenarioDays> {
	const all = await elements.ofProject(query, sitting, sitting.heldOn);
	const contract = contractAmong(all, clause.contractId);
	const modifications = elements.ofKind(all, 'modification').filter(({ parentId }) => contract && parentId === contract.id);
	const endsOn = contract ? standingOf(contract.values, modifications.map(({ values }) => values), sitting.heldOn).endsOn : null;
	return daysOfScenario({ notifiedOn: contract?.values.notifiedOn ?? null, endsOn, heldOn: sitting.heldOn });
}

/** The facts of a state of play, as the team reads them; nothing that is restricted comes before the room (EVO-7). */
export async function stateFacts(query: Query, facts: SittingFacts, today: string): Promise<CockpitFacts> {
	const all = await elements.ofProject(query, facts.sitting, today);
	const { lineId, title } = facts.clause;
	const contract = contractAmong(all, facts.clause.contractId);
	const read = asSeen(all, 'team');
	const seen = contract && valuesFor('contract', contract.stored, 'team');
	const ofContract = new Set<string>(seen?.indicators ?? []);
	const series = seriesOf(read);
	const onLine = <One extends { readonly parentId: string | null }>({ parentId }: One) => parentId === lineId;
	return {
		today,
		contract: { object: seen?.object ?? title, holder: seen?.holder ?? '', maximum: seen?.maximum ?? seen?.amount ?? null },
		paid: sumsOf(amountsOf(read).filter((one) => one.lineId === lineId && one.stage === 'paid')).total,
		indicators: elements
			.ofKind(all, 'indicator')
			.filter((one) => onLine(one) || ofContract.has(one.id))
			.map(({ code, stored }) => {
				const { name, unit } = valuesFor('indicator', stored, 'team');
				return { code, name, unit, last: series.get(code)?.at(-1) ?? null };
			}),
		milestones: elements
			.ofKind(all, 'milestone')
			.filter(onLine)
			.map(({ stored }) => valuesFor('milestone', stored, 'team'))
			.map(({ what, on, state }) => ({ what, on, state: state ?? 'planned' })),
		incidents: elements
			.ofKind(all, 'incident')
			.filter(({ parentId }) => contract !== undefined && parentId === contract.id)
			.map(({ stored }) => valuesFor('incident', stored, 'team'))
			.map(({ what, on, severity, closedOn }) => ({ what, on, severity: severity ?? 'minor', closedOn }))
	};
}
