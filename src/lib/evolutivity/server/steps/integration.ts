// What was decided applied in one act, with its before and after, and what comes next; each hand leaves its word.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import * as gatherings from '../../../gatherings/server/gatherings.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import * as ledger from '../../../jury/server/ledger.ts';
import { refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import * as authorities from '../../../people/server/authorities.ts';
import { now } from '../../../time/server/clock.ts';
import * as closings from '../../../workshop/server/closings.ts';
import { step as closing } from '../../../workshop/server/steps/closing.ts';
import { letsThrough, opinionExpectedOn } from '../../rules/gate.ts';
import type { IntegrationOnDesk, IntegrationOnHand, IntegrationSeen, NotYet } from '../../rules/steps/integration.ts';
import { effectWords } from '../../wording/effects.ts';
import * as gate from '../gate.ts';
import * as scenarios from '../scenarios.ts';
import * as consents from '../sittingConsents.ts';
import * as sittings from '../sittings.ts';
import * as versions from '../versions.ts';

const look = (query: Query, gathering: GatheringAtStep) =>
	together(query, `integration:${gathering.gatheringId}`, async () => {
		const { gatheringId, authorityId } = gathering;
		const today = await authorities.dayOf(query, authorityId, now());
		const [{ sitting, clause }, version, computed, isConsented, failure, p3, left, [consented]] = await Promise.all([
			sittings.facts(query, gatheringId),
			versions.ofSitting(query, gatheringId),
			gate.compute(query, gatheringId, today),
			consents.isAllConsented(query, gathering),
			sittings.failureOf(query, gatheringId),
			scenarios.read(query, gatheringId, 'together'),
			closings.leftBy(query, gathering),
			sittings.entriesOf(query, gatheringId, 'consented')
		]);
		const changes = version?.changes ?? (await versions.effects(query, gatheringId, effectWords(sitting.number), today));
		const notYet: NotYet | null = version ? null : !computed.isWritten ? 'joint-scenario-missing' : !letsThrough(computed.standing) ? 'gate-stands' : !isConsented ? 'consent-missing' : clause.contractId === null ? 'contract-missing' : null;
		const seen: IntegrationSeen = {
			changes: changes.map(({ writes: _, ...change }) => change),
			duties: computed.last?.note.found.duties ?? [],
			reviewOn: version ? version.reviewOn : (p3?.delta.calendar?.reviewOn ?? null),
			notYet,
			failure,
			isConsented: consented !== undefined,
			clarified: consented?.data.clarified ?? [],
			opinionOn: opinionExpectedOn(computed.last?.note.conditions ?? []),
			applied: version ? { number: version.number, chain: version.chain, notice: version.notice } : null,
			left: left.size
		};
		return { seen, left };
	});

type Applying = GatheringAtStep & Pick<Doer, 'actor' | 'at'>;

/** What all consented to, written to the cockpit and to the contract's versions, once. */
async function write(tx: Tx, doer: Applying, notice: string): Promise<Outcome<versions.ContractVersion, string>> {
	const { authorityId, projectId, gatheringId, actor, at } = doer;
	const [today, sitting, p3] = await Promise.all([authorities.dayOf(tx, authorityId, at), sittings.find(tx, gatheringId), scenarios.read(tx, gatheringId, 'together')]);
	return versions.apply(
		tx,
		{ authorityId, projectId, actor, at, today },
		{ gatheringId, isConsented: await consents.isAllConsented(tx, doer), notice, words: effectWords(sitting?.number ?? 1), what: p3?.summary ?? '' }
	);
}

/** At the desk, while the sitting lasts. */
async function apply(tx: Tx, doer: Doer, { notice }: { notice: string }): Promise<Outcome<unknown, string>> {
	return (await gatherings.read(tx, doer.gatheringId)).closedAt ? refused('sitting-over') : write(tx, doer, notice);
}

/** After the sitting, by the buyer on its page (EV137). The door has seen who asks. */
export async function applyAfterwards(tx: Tx, by: Pick<Doer, 'actor' | 'at' | 'gatheringId'>, notice: string): Promise<Outcome<unknown, string>> {
	const gathering = await gatherings.read(tx, by.gatheringId);
	return gathering.closedAt ? write(tx, { ...gatherings.standing(gathering), ...by }, notice) : refused('sitting-under-way');
}

export const step: StepServer = {
	async hand(query, seat): Promise<IntegrationOnHand> {
		const { seen } = await look(query, seat);
		const mine = await closings.leftByOne(query, seat, seat.seatId);
		const isJuror = seat.capacity === 'juror';
		return { ...seen, isJuror, usefulness: mine?.usefulness ?? null, word: mine?.word ?? '', minutes: mine?.minutes ?? null, ledgerMinutes: isJuror ? await ledger.ofJuror(query, seat) : null };
	},

	screen: async (query, gathering): Promise<IntegrationSeen> => (await look(query, gathering)).seen,

	async desk(query, gathering): Promise<IntegrationOnDesk> {
		const { seen, left } = await look(query, gathering);
		const roll = await seats.rollOf(query, gathering.gatheringId);
		return {
			...seen,
			projectId: gathering.projectId,
			arrived: roll.length,
			paperSeats: roll.filter(({ isOnPaper }) => isOnPaper).map(({ seatId, publicName, capacity }) => ({ id: seatId, publicName, isJuror: capacity === 'juror', hasLeftWord: left.has(seatId) }))
		};
	},

	async foresee(query, gathering) {
		const { seen, left } = await look(query, gathering);
		const silent = (await seats.rollOf(query, gathering.gatheringId)).filter(({ seatId }) => !left.has(seatId)).length;
		return {
			idle: [],
			entering: [],
			leaving: [
				...(seen.applied === null && seen.notYet === null ? [{ warning: 'evolution-not-applied', count: 0, isFinal: false }] : []),
				...(silent > 0 ? [{ warning: 'closing-words-missing', count: silent, isFinal: false }] : [])
			],
			finished: [...left.keys()]
		};
	},

	async carryOut() {},

	async atEnd(tx, gathering, at) {
		await closings.giveHours(tx, gathering, at);
		// EV135
		if ((await sittings.entriesOf(tx, gathering.gatheringId, 'consented')).length === 0) await sittings.release(tx, { ...gathering, actor: 'system', at });
	},

	acts: {
		apply: { by: 'facilitator', when: 'any-time', shape: v.object({ notice: v.optional(v.pipe(v.string(), v.maxLength(20_000)), '') }), run: apply },
		leave: { ...closing.acts.leave!, shape: v.object({ usefulness: v.optional(v.string(), ''), word: v.optional(v.pipe(v.string(), v.maxLength(2000)), ''), hours: v.optional(v.pipe(v.string(), v.maxLength(200)), ''), postcard: v.optional(v.literal(''), '') }) }
	}
};
