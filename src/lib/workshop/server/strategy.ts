// Joins the room's frozen sketch and the team's consolidated strategy: what the team's page works on, and what the jurors read.
import { differenceOf, reasonsOwed, type LineDifference, type ReadLine, type Served } from '../../cockpit/rules/difference.ts';
import { orphansOf } from '../../cockpit/rules/lines.ts';
import { coherenceOfLine, costOf, totalsOf, type Totals } from '../../cockpit/rules/strategy.ts';
import * as strategies from '../../cockpit/server/strategies.ts';
import type { StrategyDoer } from '../../cockpit/server/strategies.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { GatheringId } from '../../db/rules/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as sketches from './sketches.ts';
import { scenarioOf } from './steps/sketch.ts';

export interface ReadStrategy extends Served {
	/** ISO 8601; null while the sketch can still change */
	readonly frozenAt: string | null;
	readonly sketch: readonly sketches.LineRead[];
	readonly scenario: { readonly code: string; readonly name: string } | null;
	/** null while the team has not taken up the sketch */
	readonly strategy: {
		readonly shownAt: string | null;
		readonly draftedAt: string | null;
		readonly lines: readonly ReadLine[];
		readonly totals: Totals;
		readonly difference: readonly LineDifference[];
		readonly owed: number;
		readonly orphans: Served;
	} | null;
}

export async function readStrategy(query: Query, gatheringId: GatheringId): Promise<ReadStrategy> {
	const { authorityId, startsAt } = await gatherings.read(query, gatheringId);
	const place = { authorityId, gatheringId };
	const { frozenAt, lines: sketch } = await sketches.read(query, place);
	const { needs, impacts } = await sketches.served(query, place);
	const { scenario } = await scenarioOf(query, place);
	const today = await authorities.dayOf(query, authorityId, startsAt);
	const strategy = await strategies.read(query, place);
	const kept = strategy?.lines.filter(({ isRemoved }) => !isRemoved) ?? [];
	const difference = strategy ? differenceOf(sketch, strategy.lines) : [];
	return {
		frozenAt: frozenAt?.toISOString() ?? null,
		sketch: frozenAt ? sketch : [],
		scenario,
		needs,
		impacts,
		strategy: strategy && {
			shownAt: strategy.shownAt?.toISOString() ?? null,
			draftedAt: strategy.draftedAt?.toISOString() ?? null,
			lines: strategy.lines.map((line) => ({ ...line, cost: costOf(line), findings: coherenceOfLine(line, today) })),
			totals: totalsOf(kept),
			difference,
			owed: reasonsOwed(difference).length,
			orphans: orphansOf(kept, needs, impacts)
		}
	};
}

/** What the jurors may read of it: nothing of the team's work before it is shown to them (CO12). */
export async function visibleStrategy(query: Query, gatheringId: GatheringId): Promise<ReadStrategy> {
	const read = await readStrategy(query, gatheringId);
	return read.strategy?.shownAt ? read : { ...read, strategy: null };
}

type NotFrozen = 'sketch-not-frozen';

async function frozen(tx: Tx, doer: StrategyDoer) {
	const sketch = await sketches.read(tx, doer);
	return sketch.frozenAt ? sketch.lines : null;
}

export async function begin(tx: Tx, doer: StrategyDoer): Promise<Outcome<null, NotFrozen | 'sketch-empty'>> {
	const lines = await frozen(tx, doer);
	return lines ? strategies.begin(tx, doer, lines) : refused('sketch-not-frozen');
}

export async function write(tx: Tx, doer: StrategyDoer, typed: Omit<strategies.Typed, 'known'>) {
	const { needs, impacts } = await sketches.served(tx, doer);
	return strategies.write(tx, doer, { ...typed, known: { needs: needs.map(({ id }) => id), impacts: impacts.map(({ code }) => code) } });
}

export const show = async (tx: Tx, doer: StrategyDoer) => strategies.show(tx, doer, (await sketches.read(tx, doer)).lines);
export const draft = async (tx: Tx, doer: StrategyDoer) => strategies.draft(tx, doer, (await sketches.read(tx, doer)).lines, await sketches.served(tx, doer));
