// The only writer of what the buyer says at the legal gate; computes what the law finds of P3 as things stand.
import { desc, eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { keptOf } from '../../cockpit/rules/decp/exporting.ts';
import { standingOf } from '../../cockpit/rules/contracts.ts';
import * as elements from '../../cockpit/server/elements.ts';
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { upToDateOn } from '../../law/rules/values.ts';
import { announce } from '../../live/server/live.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { clauseBeforeGate, gateStanding, groundsSeen, lawOfGate, readGate, type GateNote, type GateRefusal, type GateStanding, type GroundsSeen, type OwnValue, type OwnValueSeen, type TypedGate } from '../rules/gate.ts';
import { emptyDelta, isEmptyDelta } from '../rules/deltaForm.ts';
import { areAnswered, factsFrom, factsOf, type GateFacts } from '../rules/gateForm.ts';
import { groundsOf, type ContractFacts, type Law, type Modification, type Verdict } from '../rules/grounds.ts';
import { lawWith, ownOn } from '../rules/lawCorrections.ts';
import { entered } from './lawValues.ts';
import * as scenarios from './scenarios.ts';
import * as sittings from './sittings.ts';
import { contractVersions, gateVerdicts } from './tables.ts';

export type KeptVerdict = typeof gateVerdicts.$inferSelect;

export const verdictsOf = (query: Query, gatheringId: GatheringId): Promise<KeptVerdict[]> =>
	query.select().from(gateVerdicts).where(eq(gateVerdicts.gatheringId, gatheringId)).orderBy(desc(gateVerdicts.number));

/** The ground of the law under which the cockpit keeps a modification. */
const grounds: Readonly<Record<string, string>> = { 'review-clause': 'R2194-1', additional: 'R2194-2', unforeseen: 'R2194-5', 'new-holder': 'R2194-6', 'not-substantial': 'R2194-7', 'low-value': 'R2194-8' };

export interface Computed {
	/** of P3; 0 while nothing of it is written */
	readonly revision: number;
	/** whether P3 asks for anything at all */
	readonly isWritten: boolean;
	readonly facts: GateFacts;
	readonly contract: ContractFacts;
	readonly modification: Modification;
	readonly found: Verdict;
	readonly standing: GateStanding;
	readonly last: KeptVerdict | undefined;
	readonly own: readonly OwnValue[];
	/** a version was made of it: what was found then stands */
	readonly isApplied: boolean;
}

/** What the law finds of P3 now (EV70): live while it is written. `told`: the buyer's own facts; those of the last answer where nobody tells others. `law`: as the authority reads it where nothing else is given. `day`: the one on which thresholds are looked up. */
export async function compute(query: Query, gatheringId: GatheringId, day: string, { told, law: given }: { readonly told?: GateFacts; readonly law?: Law } = {}): Promise<Computed> {
	const { sitting, clause } = await sittings.facts(query, gatheringId);
	const [[applied], p3, verdicts, all, corrections] = await Promise.all([
		query.select({ number: contractVersions.number }).from(contractVersions).where(eq(contractVersions.gatheringId, gatheringId)),
		scenarios.read(query, gatheringId, 'together'), verdictsOf(query, gatheringId), elements.ofProject(query, sitting, day), entered(query, sitting.authorityId)]);
	const law = given ?? lawWith(corrections);
	const own = ownOn(corrections, day).filter(({ key }) => lawOfGate.includes(key));
	const ownOfGate = await Promise.all(own.map(async ({ key, value, source, from, by, at }): Promise<OwnValue> => ({ key, value, source, from, by, enteredOn: await authorities.dayOf(query, sitting.authorityId, at) })));
	const last = verdicts[0];
	const [revision, isWritten] = [p3?.revision ?? 0, !isEmptyDelta(p3?.delta ?? emptyDelta)];
	// what was applied on an answer stays what was found then: its own modification is no earlier one
	if (applied && last) {
		const { contract, modification, found, answer } = last.note;
		return { revision, isWritten, facts: factsOf(last.note), contract, modification, found, standing: answer, last, own: last.note.own ?? [], isApplied: true };
	}
	const contract = elements.ofKind(all, 'contract').find(({ id }) => id === clause.contractId);
	const facts = told ?? (last ? factsOf(last.note) : factsFrom(keptOf(contract?.values.decp).values.procedure));
	const signed = contract ? standingOf(contract.values, elements.ofKind(all, 'modification').filter(({ parentId }) => parentId === contract.id).map(({ values }) => (values.signedOn && values.state !== 'given-up' ? { ...values, state: 'signed' as const } : values)), day).versions : [];
	const initialAmount = contract?.values.maximum ?? contract?.values.amount ?? 0;
	const earlier = signed.flatMap(({ modification, difference }) => (difference === null ? [] : [{ ground: grounds[modification.ground ?? ''] ?? '', amount: difference }]));
	const delta = p3?.delta ?? emptyDelta;
	const contractFacts: ContractFacts = { buyer: facts.buyer, isLocal: facts.isLocal, category: facts.category, initialAmount, revision: facts.revision, day, // what nobody has said is computed as owed
		isFormal: facts.isFormal ?? true, wentToCommission: facts.wentToCommission ?? true, earlier };
	const underClause = earlier.reduce((sum, one) => sum + (one.ground === 'R2194-1' ? one.amount : 0), 0);
	const modification: Modification = {
		amount: delta.budget.reduce((sum, { amount }) => sum + amount, 0),
		changesOverallNature: facts.changesOverallNature,
		clause: clauseBeforeGate(clause, delta, { initialMaximum: initialAmount, earlier: underClause }),
		extra: facts.extra,
		isUnforeseen: facts.isUnforeseen,
		newHolder: facts.newHolder,
		substance: facts.substance
	};
	const found = groundsOf(contractFacts, modification, law);
	return { revision, isWritten, facts, contract: contractFacts, modification, found, standing: gateStanding(last, revision, told && last ? last.note.found : found), last, own: ownOfGate, isApplied: false };
}

/** Values that an authority entered itself, with who did. */
export async function ownSeen(query: Query, own: readonly OwnValue[]): Promise<readonly OwnValueSeen[]> {
	if (own.length === 0) return [];
	const names = await accounts.namesOf(query, own.map(({ by }) => by));
	return own.map(({ by, ...value }) => ({ ...value, who: names[by] ?? '' }));
}

/** The computation as the room reads it, live (script 4.2, step 11). */
export async function groundsNow(query: Query, gatheringId: GatheringId, day: string): Promise<{ readonly computed: Computed; readonly grounds: GroundsSeen }> {
	const computed = await compute(query, gatheringId, day);
	return { computed, grounds: groundsSeen(computed.contract, computed.modification, computed.found, upToDateOn, await ownSeen(query, computed.own)) };
}

export type AnswerRefusal = GateRefusal | 'sitting-unknown' | 'gathering-closed' | 'gate-not-yours' | 'joint-scenario-missing' | 'scenario-changed-meanwhile' | 'gate-applied' | 'gate-facts-missing';

/** The buyer answers on the revision of P3 that was read, alone (EV71, EV73). Nothing of an answer is ever changed: another one follows it. */
export async function answer(
	tx: Tx,
	by: { readonly actor: Actor; readonly at: Date },
	asked: { readonly gatheringId: GatheringId; readonly revision: number; readonly day: string; readonly told: GateFacts; readonly typed: TypedGate; readonly law?: Law }
): Promise<Outcome<GateNote, AnswerRefusal>> {
	const { gatheringId } = asked;
	const sitting = await sittings.find(tx, gatheringId);
	if (!sitting) return refused('sitting-unknown');
	if (sitting.gateHeldBy !== by.actor) return refused('gate-not-yours');
	// two answers at once follow one another
	await sittings.hold(tx, gatheringId);
	if ((await gatherings.read(tx, gatheringId)).closedAt) return refused('gathering-closed');
	const computed = await compute(tx, gatheringId, asked.day, { told: asked.told, law: asked.law });
	if (computed.isApplied) return refused('gate-applied');
	if (!computed.isWritten) return refused('joint-scenario-missing');
	if (!areAnswered(asked.told)) return refused('gate-facts-missing');
	if (computed.revision !== asked.revision) return refused('scenario-changed-meanwhile');
	const read = readGate(asked.typed, computed.found, asked.day);
	if (!read.accepted) return read;
	const note: GateNote = { version: 1, contract: computed.contract, modification: computed.modification, found: computed.found, own: computed.own, ...read.value };
	// the same answer to the same question, sent twice, is one (EV154)
	if (computed.last?.scenarioRevision === computed.revision && isDeepStrictEqual(computed.last.note, note)) return accepted(note);
	const number = (computed.last?.number ?? 0) + 1;
	await tx.insert(gateVerdicts).values({ id: randomUUID(), authorityId: sitting.authorityId, gatheringId, number, scenarioRevision: computed.revision, note, by: by.actor, at: by.at });
	await record(tx, { authorityId: sitting.authorityId, projectId: sitting.projectId, act: 'gate-answered', actor: by.actor, about: { gathering: gatheringId, number, revision: computed.revision, answer: note.answer } });
	await announce(tx, `step:${gatheringId}`);
	return accepted(note);
}
