// Reads the scenarios whole: what each holds of the proposal and of its amendments, which needs it answers, what it costs, and in what they differ.
import type { Query } from '../../db/server/database.ts';
import { together } from '../../db/server/together.ts';
import * as texts from '../../texts/server/texts.ts';
import { reachOf, weigh } from '../rules/budget.ts';
import { compose, differencesOf, litIn, type AmendmentToCompose, type Composition } from '../rules/composition.ts';
import type { BuiltScenario } from '../rules/scenarios.ts';
import type { AmendmentInScenario, ScenarioBench, ScenarioShown, ScenariosSeen } from '../rules/steps/scenarios.ts';
import * as amendments from './amendments.ts';
import type { ToldAmendment } from './amendments.ts';
import * as budgets from './budgets.ts';
import * as needs from './needs.ts';
import * as proposals from './proposals.ts';
import type { Place } from './proposals.ts';
import * as scenarios from './scenarios.ts';
import * as votes from './votes.ts';

const asComposed = ({ id, needs, resultingVersion, scenario, state }: ToldAmendment): AmendmentToCompose => ({ id, needs, resultingVersion, scenario, isWithdrawn: state === 'withdrawn' });

export const inShort = ({ id, code, role, capacity, text }: ToldAmendment): AmendmentInScenario => ({ id, code, role, capacity, text });

export interface Composed {
	readonly scenario: BuiltScenario;
	readonly composition: Composition;
}

/** What each scenario holds, in the order of their letters, and the amendments that the room has seen. */
export async function readComposed(query: Query, place: Place): Promise<{ readonly composed: readonly Composed[]; readonly told: readonly ToldAmendment[] }> {
	const [written, told, choices, text] = [
		await scenarios.list(query, place),
		await amendments.tellShown(query, place.gatheringId),
		await scenarios.choicesOf(query, place),
		await texts.find(query, place.authorityId, place.gatheringId, proposals.textName)
	];
	const composed = written.map((scenario) => ({
		scenario,
		composition: compose({ code: scenario.code, base: scenario.base, choices: choices.get(scenario.code) ?? new Map() }, told.map(asComposed), text && text.latest >= 0 ? text.latest : null)
	}));
	return { composed, told };
}

export interface ScenariosRead {
	readonly seen: ScenariosSeen;
	readonly bench: ScenarioBench;
}

export const read = (query: Query, place: Parameters<typeof readForAll>[1]): Promise<ScenariosRead> => together(query, `scenarios:${place.gatheringId}`, () => readForAll(query, place));

async function readForAll(query: Query, place: Parameters<typeof amendments.scenariosToName>[1]): Promise<ScenariosRead> {
	const [{ composed, told }, proposal, allNeeds, total, lines, boxId, toName, suggestions] = [
		await readComposed(query, place),
		await proposals.read(query, place),
		await needs.readNeeds(query, place.gatheringId),
		await budgets.totalOf(query, place),
		await budgets.linesOf(query, place),
		await votes.boxOf(query, place),
		await amendments.scenariosToName(query, place),
		await scenarios.suggestionsOf(query, place)
	];
	const chain = proposal.textId ? await texts.chain(query, proposal.textId) : [];
	const amendmentOf = new Map(told.map((one) => [one.id as string, inShort(one)]));
	const named = (ids: readonly string[]) => ids.flatMap((id) => amendmentOf.get(id) ?? []);
	const toCompose = told.map(asComposed);
	const each = composed.map(({ scenario, composition }) => {
		const lights = litIn(proposal.needs, toCompose, composition);
		const budget = lines.filter((line) => line.scenario === scenario.code).map(({ id, label, low, high }) => ({ id, label, low, high }));
		return { scenario, composition, lights, budget, weighed: weigh(budget, total) };
	});
	const differences = differencesOf(each.map(({ scenario, composition, lights }) => ({ code: scenario.code, holds: [...composition.kept, ...composition.added], lights, facts: scenario.facts })));
	const needText = new Map(allNeeds.map(({ id, text }) => [id, text]));
	const shown = each.map(({ scenario, composition, lights, budget, weighed }): ScenarioShown => {
		const { base: _, ...words } = scenario;
		const dark = allNeeds.filter(({ id }) => !lights.has(id)).map(({ text }) => text);
		return {
			...words,
			version: composition.base,
			kept: composition.kept.length,
			added: named(composition.added),
			removed: named(composition.removed),
			lit: allNeeds.length - dark.length,
			dark,
			budget,
			weighed
		};
	});
	const seen: ScenariosSeen = {
		scenarios: shown,
		differences: {
			amendments: differences.amendments.flatMap(({ id, in: codes }) => {
				const one = amendmentOf.get(id);
				return one ? [{ ...one, in: codes }] : [];
			}).sort((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true })),
			needs: differences.needs.flatMap(({ id, in: codes }) => (needText.has(id) ? [{ text: needText.get(id)!, in: codes }] : [])),
			facts: differences.facts
		},
		needs: allNeeds.length,
		total,
		reach: reachOf(each.flatMap(({ weighed }) => weighed?.sum ?? []), total),
		isFixed: boxId !== undefined,
		toName
	};
	const holding = (id: string) => composed.filter(({ composition }) => composition.kept.includes(id) || composition.added.includes(id)).map(({ scenario }) => scenario.code);
	const bench: ScenarioBench = {
		versions: chain.map(({ number }) => number),
		amendments: told.filter(({ state }) => state !== 'withdrawn').map((one) => ({ ...inShort(one), in: holding(one.id), of: one.resultingVersion })),
		bases: Object.fromEntries(composed.map(({ scenario }) => [scenario.code, scenario.base])),
		suggestions: suggestions.filter(({ state }) => state === 'waiting').map(({ id, scenario, kind, text }) => ({ id, scenario, kind, text }))
	};
	return { seen, bench };
}

/** Shared by the hands that look at once. */
export const tablesTogether = (query: Query, place: Place) => together(query, `scenario-tables:${place.gatheringId}`, () => scenarios.tablesOf(query, place));
export const suggestionsTogether = (query: Query, place: Place) => together(query, `scenario-suggestions:${place.gatheringId}`, () => scenarios.suggestionsOf(query, place));
