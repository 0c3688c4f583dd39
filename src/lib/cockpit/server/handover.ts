// What a consolidated strategy hands over to the cockpit: its lines, each once, with the needs and impacts that they serve, their dates and their money (CO14).
import type { ElementId, GatheringId, StrategyLineId } from '../../db/rules/ids.ts';
import type { Tx } from '../../db/server/database.ts';
import type { Actor } from '../../journal/server/journal.ts';
import * as authorities from '../../people/server/authorities.ts';
import type { Served } from '../rules/difference.ts';
import type { Values } from '../rules/elements/changes.ts';
import type { KindId } from '../rules/elements/kinds.ts';
import type { Origin } from '../rules/elements/origin.ts';
import { isOwnShare, plannedOf } from '../rules/handover.ts';
import { seedsOf } from '../rules/modes/seeds.ts';
import type { WholeLine } from '../rules/strategy.ts';
import * as elements from './elements.ts';

interface From extends elements.Place {
	readonly gatheringId: GatheringId;
	readonly actor: Actor;
	readonly at: Date;
}

/** Adds what a strategy proposes; what is there already stays as it is. */
export async function propose(
	tx: Tx,
	from: From,
	lines: readonly (WholeLine & { readonly id: StrategyLineId })[],
	served: Served
): Promise<void> {
	const { authorityId, projectId, gatheringId: gathering, actor, at } = from;
	const authority = await authorities.read(tx, authorityId);
	const doer: elements.Doer = {
		authorityId,
		projectId,
		actor,
		at,
		today: await authorities.dayOf(tx, authorityId, at)
	};
	async function make(
		kind: KindId,
		values: Values,
		origin: Origin,
		more: { readonly part?: string; readonly parentId?: ElementId; readonly code?: string } = {}
	): Promise<ElementId> {
		const { part, ...rest } = more;
		const made = await elements.make(tx, doer, {
			kind,
			values,
			origin: { from: origin, ...(part !== undefined && { part }) },
			...rest
		});
		if (!made.accepted) throw new Error(`handing over: ${made.reason}`);
		return made.value;
	}
	const needs = new Map<string, ElementId>();
	for (const { id, text } of served.needs)
		needs.set(
			id,
			await make('need', { what: text.slice(0, 300) }, { version: 1, what: 'card', gathering, card: id })
		);
	const impacts = new Map<string, ElementId>();
	for (const { code, name } of served.impacts)
		impacts.set(
			code,
			await make('impact', { name: name.slice(0, 300) }, { version: 1, what: 'impact', gathering, code })
		);
	const among = (known: ReadonlyMap<string, ElementId>, ids: readonly string[]) =>
		ids.flatMap((id) => known.get(id) ?? []);
	for (const line of lines) {
		const origin: Origin = { version: 1, what: 'strategy-line', gathering, line: line.id };
		const { mode, object, actors, answers, parts } = line;
		const lineId = await make(
			'line',
			{
				mode,
				object,
				actors,
				answers,
				parts,
				state: 'proposed',
				needs: among(needs, line.needs),
				impacts: among(impacts, line.impacts)
			},
			origin,
			{ code: line.code }
		);
		for (const [nth, { on, what }] of line.milestones.entries())
			await make('milestone', { what, on, size: 'milestone', state: 'planned' }, origin, {
				part: `:milestone-${nth}`,
				parentId: lineId
			});
		for (const { kind, values, part } of seedsOf(mode, answers, parts))
			await make(kind, values, origin, { part, parentId: lineId });
		for (const [nth, { who, how, amount, year }] of plannedOf(line, doer.today).entries())
			await make(
				'amount',
				{ stage: 'planned', amount, how, who, year, isOwn: isOwnShare(who, authority?.name ?? '') },
				origin,
				{ part: `:amount-${nth}`, parentId: lineId }
			);
	}
}
