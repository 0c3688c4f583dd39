// Reads what the first page of a cockpit says: what needs somebody, what is new to them, the money, the two lanes, whether it is up to date.
import * as annotations from '../../annotations/server/annotations.ts';
import type { AccountId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { costOf } from '../../jury/rules/cost.ts';
import { envelopeMinutes, totalOf } from '../../jury/rules/ledger.ts';
import { totalBalance } from '../../jury/rules/money.ts';
import { seatsIn } from '../../jury/rules/quotas.ts';
import * as juries from '../../jury/server/juries.ts';
import * as members from '../../jury/server/members.ts';
import * as money from '../../jury/server/money.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import { countsOf } from '../rules/coherence.ts';
import { byMode, byStage, type BudgetAmount } from '../rules/budget.ts';
import type { Audience } from '../rules/elements/fields.ts';
import { cockpitModeIds } from '../rules/modes/ids.ts';
import {
	dueDay,
	freshnessOf,
	isOver,
	lateMeasurements,
	lateMilestones,
	soonMilestones,
	type JuryLane
} from '../rules/overview.ts';
import * as elements from './elements.ts';
import type { AnyElement, Doer, Place } from './elements.ts';
import * as histories from './histories.ts';
import { amountsOf, asSeen, labelOf, shown, type AnySeen } from './overview.ts';
import * as visits from './visits.ts';
import { coherenceFor } from './whole.ts';

/** Of each list, so many are said; how many there are in all stands beside. */
const said = 8;
/** Changes told on the first page. */
const toldNews = 60;

/** What the jury of a project lives on (« Vie du jury »); null where there is none. */
export async function juryLane(query: Query, place: Place, at: Date): Promise<JuryLane | null> {
	const jury = await juries.ofProject(query, place);
	if (!jury) return null;
	const seats = seatsIn({ roll: jury.rollSeats, volunteers: jury.volunteerSeats });
	const own = await money.ofProject(query, place);
	const { due, paid } = totalBalance(own);
	return {
		seats,
		filled: (await members.ofProject(query, place, at)).length,
		minutes: totalOf(own),
		envelope: seats * envelopeMinutes,
		...(await annotations.owedIn(query, place, at)),
		foreseen: costOf(jury.cost, seats).total,
		due,
		paid
	};
}

/** The lines of a state, with what each costs and what comes next in it. */
export function linesOf(whole: readonly AnyElement[], audience: Audience) {
	const all = asSeen(whole, audience);
	const amounts = amountsOf(all);
	const amountsByLine = Map.groupBy(amounts, ({ lineId }) => lineId);
	const next = new Map<string, { readonly on: string; readonly what: string }>();
	for (const { parentId, values } of elements.ofKind(all, 'milestone')) {
		if (parentId === null || values.on === null || values.state === 'done' || values.state === 'dropped')
			continue;
		const before = next.get(parentId);
		if (!before || values.on < before.on) next.set(parentId, { on: values.on, what: values.what });
	}
	const lines = elements.ofKind(all, 'line');
	return {
		lines: lines.map((line) => ({
			isByHand: line.origin === null,
			...shown(line, audience),
			next: next.get(line.id) ?? null,
			sums: byStage(amountsByLine.get(line.id) ?? ([] as readonly BudgetAmount[]))
		})),
		sums: byStage(amounts),
		modes: byMode(
			lines.map(({ id, values }) => ({ id, mode: values.mode })),
			amounts,
			cockpitModeIds
		)
	};
}

/** What a state of the cockpit asks of its team today, as whoever has seen it may know. */
export function needsIn(all: readonly AnySeen[], today: string) {
	const over = new Set(
		elements.ofKind(all, 'line').flatMap(({ id, values }) => (isOver(values.state) ? [id as string] : []))
	);
	const labels = new Map(elements.ofKind(all, 'line').map((line) => [line.id as string, labelOf(line)]));
	const isFollowed = ({ parentId }: { readonly parentId: string | null }) =>
		parentId === null || !over.has(parentId);
	const milestones = elements.ofKind(all, 'milestone').filter(isFollowed);
	const named = (milestone: (typeof milestones)[number]) => ({
		id: milestone.id,
		label: labelOf(milestone),
		line: labels.get(milestone.parentId ?? '') ?? null,
		owner: milestone.values.owner,
		on: milestone.values.on ?? today,
		dueOn: dueDay(milestone) ?? today
	});
	return {
		late: lateMilestones(milestones, today).map(named),
		soon: soonMilestones(milestones, today).map(named),
		measurements: lateMeasurements(
			elements.ofKind(all, 'indicator').filter(isFollowed),
			elements.ofKind(all, 'measurement'),
			today
		).map(({ indicator, dueOn }) => ({
			id: indicator.id,
			label: labelOf(indicator),
			dueOn
		}))
	};
}

/** The first page, for one account that reads it now. */
export async function read(query: Query, doer: Doer, audience: Audience, accountId: AccountId) {
	const { today, at, authorityId } = doer;
	const all = await elements.ofProject(query, doer, today);
	const newSince = await visits.look(query, doer, accountId, at);
	const last = await elements.lastChange(query, doer);
	const everyDays = await visits.rhythmOf(query, doer);
	const authority = await authorities.read(query, authorityId);
	const needs = needsIn(asSeen(all, audience), today);
	const firstOf = <One>(list: readonly One[]) => ({ count: list.length, list: list.slice(0, said) });
	const lastOn = last ? await authorities.dayOf(query, authorityId, last.at) : null;
	const jury = await juryLane(query, doer, at);
	const owed = jury ?? (await annotations.owedIn(query, doer, at));
	return {
		...linesOf(all, audience),
		coherence: elements.ofKind(all, 'line').length > 0 ? countsOf(coherenceFor(all, audience, today)) : null,
		needs: {
			late: firstOf(needs.late),
			soon: firstOf(needs.soon),
			measurements: firstOf(needs.measurements),
			owed: owed.owed,
			lateAnswers: owed.late
		},
		news: {
			since: newSince,
			...(await histories.tell(query, doer, audience, { since: newSince, notBy: doer.actor, most: toldNews }))
		},
		freshness: {
			...freshnessOf(lastOn, everyDays, today),
			everyDays,
			lastOn,
			lastBy: last ? ((await accounts.namesOf(query, [last.by]))[last.by] ?? '') : ''
		},
		jury,
		authority: authority?.name ?? '',
		timeZone: authority?.timeZone ?? 'Europe/Paris'
	};
}
