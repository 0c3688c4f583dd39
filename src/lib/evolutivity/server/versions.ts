// The only writer of a contract's versions: applies what a sitting consented to, once, and follows it until it is in force.
import { and, asc, desc, eq } from 'drizzle-orm';
import type { AuthorityId, ElementId, GatheringId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { standingOf } from '../../cockpit/rules/contracts.ts';
import { audienceOf, valuesFor, type Values } from '../../cockpit/rules/elements/changes.ts';
import { audiences } from '../../cockpit/rules/elements/fields.ts';
import * as elements from '../../cockpit/server/elements.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { effectsOf, totalAfter, type EffectWords } from '../rules/effects.ts';
import { awaitsOpinion, hasOtherCondition, letsThrough, opinionExpectedOn } from '../rules/gate.ts';
import { wordsIn } from '../../texts/rules/signs.ts';
import { addLink, chainFrom, dutiesOfVersion, dutyNoted, isSigned, noticeLimit, type DutyOfVersion, type DutyRefusal, type LinkRefusal, type Owed, type VersionChange, type VersionState } from '../rules/versions.ts';
import * as gate from './gate.ts';
import * as scenarios from './scenarios.ts';
import * as sittings from './sittings.ts';
import { contractVersions } from './tables.ts';

export type ContractVersion = typeof contractVersions.$inferSelect;

export const ofContract = (query: Query, contractId: ElementId): Promise<ContractVersion[]> => query.select().from(contractVersions).where(eq(contractVersions.contractId, contractId)).orderBy(asc(contractVersions.number));
export const ofProject = (query: Query, { authorityId, projectId }: { readonly authorityId: AuthorityId; readonly projectId: ProjectId }): Promise<ContractVersion[]> =>
	query.select().from(contractVersions).where(and(eq(contractVersions.authorityId, authorityId), eq(contractVersions.projectId, projectId))).orderBy(desc(contractVersions.createdAt));

export async function ofSitting(query: Query, gatheringId: GatheringId): Promise<ContractVersion | undefined> {
	const [row] = await query.select().from(contractVersions).where(eq(contractVersions.gatheringId, gatheringId));
	return row;
}

export type ApplyRefusal = 'sitting-unknown' | 'contract-missing' | 'consent-missing' | 'gate-stands' | 'already-applied' | 'notice-missing' | 'cockpit-refused';

async function contractOf(query: Query, place: sittings.Place, contractId: ElementId | null, today: string) {
	const all = await elements.ofProject(query, place, today);
	const contract = elements.ofKind(all, 'contract').find(({ id }) => id === contractId);
	const modifications = contract ? elements.ofKind(all, 'modification').filter(({ parentId }) => parentId === contract.id) : [];
	const total = contract ? standingOf(contract.values, modifications.map(({ values }) => values), today).total : null;
	return { all, contract, modifications, total: total ?? contract?.values.maximum ?? null };
}

/** What stands in the cockpit and what P3 makes of it, before anything is applied (EV77). */
export async function effects(query: Query, gatheringId: GatheringId, words: EffectWords, today: string): Promise<readonly VersionChange[]> {
	const { sitting, clause } = await sittings.facts(query, gatheringId);
	const [{ all, contract, total }, p3, { last }] = await Promise.all([contractOf(query, sitting, clause.contractId, today), scenarios.read(query, gatheringId, 'together'), gate.compute(query, gatheringId, today)]);
	if (!contract || !p3) return [];
	const before = {
		contractId: contract.id,
		object: contract.values.object,
		maximum: total,
		indicators: elements.ofKind(all, 'indicator').map(({ id, values }) => ({ id, name: values.name })),
		milestones: []
	};
	return effectsOf(p3.delta, before, words, last?.note.answer === 'passes-on-condition' ? 'opinion' : 'nothing');
}

/** Writes to the cockpit what may be written now; what comes from one sitting comes once. */
async function writeDown(tx: Tx, doer: elements.Doer, { changes, lineId, gatheringId }: { readonly changes: readonly (VersionChange & { readonly nth: number })[]; readonly lineId: ElementId; readonly gatheringId: GatheringId }): Promise<boolean> {
	for (const { about, elementId, writes, nth } of changes) {
		if (Object.keys(writes).length === 0) continue;
		const values = writes as Values;
		if (elementId === null) {
			const made = await elements.make(tx, doer, { kind: about === 'indicator' ? 'indicator' : 'milestone', parentId: lineId, values, origin: { from: { version: 1, what: 'sitting', gathering: gatheringId }, part: `:${nth}` } });
			if (!made.accepted) return false;
		} else {
			const standing = await elements.read(tx, doer, elementId, doer.today);
			const written = standing && (await elements.write(tx, doer, { element: elementId, revision: standing.revision, values }));
			if (!written?.accepted) return false;
		}
	}
	return true;
}

const numbered = (changes: readonly VersionChange[]) => changes.map((change, nth) => ({ ...change, nth }));

/** What a sitting consented to, applied in one act and once (EV80): the modification of the contract with its new total, the version and its chain, what does not wait. `isConsented`: the parties' round, as its step knows it. */
export async function apply(
	tx: Tx,
	doer: elements.Doer,
	{ gatheringId, isConsented, notice, words, what }: { readonly gatheringId: GatheringId; readonly isConsented: boolean; readonly notice: string; readonly words: EffectWords; readonly what: string }
): Promise<Outcome<ContractVersion, ApplyRefusal>> {
	if (!(await sittings.find(tx, gatheringId))) return refused('sitting-unknown');
	await sittings.hold(tx, gatheringId);
	if (await ofSitting(tx, gatheringId)) return refused('already-applied');
	const { sitting, clause } = await sittings.facts(tx, gatheringId);
	const text = wordsIn(notice);
	if (text === '' || [...text].length > noticeLimit) return refused('notice-missing');
	if (!isConsented) return refused('consent-missing');
	const { standing, last } = await gate.compute(tx, gatheringId, doer.today);
	if (!letsThrough(standing)) return refused('gate-stands');
	const { contract, modifications, total: inForce } = await contractOf(tx, sitting, clause.contractId, doer.today);
	if (!contract) return refused('contract-missing');
	const changes = await effects(tx, gatheringId, words, doer.today);
	const awaits = last && awaitsOpinion(last.note) ? 'opinion' : 'nothing';
	const known = await ofContract(tx, contract.id);
	const number = Math.max(1, ...known.map((one) => one.number), ...modifications.map(({ values }) => values.version ?? 1)) + 1;
	const p3 = (await scenarios.read(tx, gatheringId, 'together'))!;
	const total = totalAfter(p3.delta, { maximum: inForce });
	// the new total is read by nobody who may not read the one it is made of (EV150)
	const narrowest = Math.max(...['maximum', 'amount'].map((name) => audiences.indexOf(audienceOf('contract', contract.stored, name))));
	const modification = await elements.make(tx, doer, {
		kind: 'modification',
		parentId: contract.id,
		values: { version: number, what, ground: 'review-clause', total, state: 'drafted', ...(narrowest > 0 ? { seenBy: { total: audiences[narrowest] } } : {}) },
		origin: { from: { version: 1, what: 'sitting', gathering: gatheringId }, part: ':modification' }
	});
	if (!modification.accepted) return refused('cockpit-refused');
	if (!(await writeDown(tx, doer, { changes: numbered(changes).filter(({ isSuspended }) => !isSuspended), lineId: clause.lineId, gatheringId }))) return refused('cockpit-refused');
	const { authorityId, projectId, actor, at, today } = doer;
	const [version] = await tx
		.insert(contractVersions)
		.values({ contractId: contract.id, authorityId, projectId, number, gatheringId, modificationId: modification.value, changes, chain: chainFrom(today, awaits), notice: text, reviewOn: p3.delta.calendar?.reviewOn ?? null, createdAt: at })
		.returning();
	await record(tx, { authorityId, projectId, act: 'evolution-applied', actor, about: { gathering: gatheringId, contract: contract.id, version: number, changes: changes.length } });
	await announce(tx, `step:${gatheringId}`);
	return accepted(version!);
}

interface Numbered {
	readonly contractId: ElementId;
	readonly number: number;
}
const ofOne = ({ authorityId, projectId }: elements.Place, { contractId, number }: Numbered) =>
	and(eq(contractVersions.authorityId, authorityId), eq(contractVersions.projectId, projectId), eq(contractVersions.contractId, contractId), eq(contractVersions.number, number));

const holdOne = async (tx: Tx, place: elements.Place, asked: Numbered): Promise<ContractVersion | undefined> => (await tx.select().from(contractVersions).where(ofOne(place, asked)).for('update'))[0];

/** What a version is owed beside its chain, as the answer at the gate says. */
export async function owedOf(query: Query, gatheringId: GatheringId): Promise<Owed> {
	const note = (await gate.verdictsOf(query, gatheringId))[0]?.note;
	return { isLocal: note?.contract.isLocal ?? false, hasCondition: note !== undefined && hasOtherCondition(note) };
}

export type AdvanceRefusal = LinkRefusal | 'version-unknown' | 'cockpit-refused';

/** The next link of a version's chain (EV76). Signed: its day is noted, and nothing of the contract changes yet. In force, from its notification: the contract is as the modification makes it, and what was suspended is written to the cockpit, as of that day (EV80). */
export async function advance(tx: Tx, doer: elements.Doer, asked: { readonly contractId: ElementId; readonly number: number; readonly state: string; readonly on: string; readonly words: string }): Promise<Outcome<ContractVersion, AdvanceRefusal>> {
	const { authorityId, projectId, actor, today } = doer;
	const version = await holdOne(tx, doer, asked);
	if (!version) return refused('version-unknown');
	const chain = addLink(version.chain, asked, await owedOf(tx, version.gatheringId), today);
	if (!chain.accepted) return chain;
	const { state } = chain.value.at(-1)!;
	const standing = await elements.read(tx, doer, version.modificationId, today);
	const said: Values | null = state === 'signed' ? { signedOn: asked.on } : state === 'in-force' ? { state: 'signed', notifiedOn: asked.on } : state === 'given-up' ? { state: 'given-up' } : null;
	if (said && standing) {
		const written = await elements.write(tx, doer, { element: version.modificationId, revision: standing.revision, values: said, trueOn: asked.on, byVersion: true });
		if (!written.accepted) return refused('cockpit-refused');
	}
	if (state === 'in-force') {
		const { clause } = await sittings.facts(tx, version.gatheringId);
		if (!(await writeDown(tx, doer, { changes: numbered(version.changes).filter(({ isSuspended }) => isSuspended), lineId: clause.lineId, gatheringId: version.gatheringId }))) return refused('cockpit-refused');
	}
	const [kept] = await tx.update(contractVersions).set({ chain: chain.value }).where(ofOne(doer, asked)).returning();
	await record(tx, { authorityId, projectId, act: 'contract-version-advanced', actor, about: { contract: asked.contractId, version: asked.number, state } });
	await announce(tx, `project:${projectId}`);
	return accepted(kept!);
}

export type NoticeRefusal = 'version-unknown' | 'notice-missing' | 'notice-before-signature';

/** The notice as the public reads it, from then on: not before its version is signed (EV152). */
export async function publishNotice(tx: Tx, doer: elements.Doer, { contractId, number, notice }: { readonly contractId: ElementId; readonly number: number; readonly notice: string }): Promise<Outcome<string, NoticeRefusal>> {
	const text = wordsIn(notice);
	if (text === '' || [...text].length > noticeLimit) return refused('notice-missing');
	const { authorityId, projectId, actor } = doer;
	const version = await holdOne(tx, doer, { contractId, number });
	if (!version) return refused('version-unknown');
	if (!isSigned(version.chain)) return refused('notice-before-signature');
	await tx.update(contractVersions).set({ notice: text, isNoticePublic: true }).where(ofOne(doer, { contractId, number }));
	await record(tx, { authorityId, projectId, act: 'evolution-notice-published', actor, about: { contract: contractId, version: number } });
	await announce(tx, `project:${projectId}`);
	return accepted(text);
}

/** The duties of a version as they stand on a day (EV120): what the gate found last, what the cockpit says of its modification. */
export async function dutiesOf(query: Query, place: elements.Place, { gatheringId, modificationId, chain }: ContractVersion, today: string): Promise<readonly DutyOfVersion[]> {
	const [[verdict], modification] = await Promise.all([gate.verdictsOf(query, gatheringId), elements.read(query, place, modificationId, today)]);
	const { noticeOn = null, publishedOn = null } = modification?.kind === 'modification' ? modification.values : {};
	const note = verdict?.note;
	return dutiesOfVersion(
		{
			chain,
			duties: note?.found.duties ?? [],
			isLocal: note?.contract.isLocal ?? false,
			opinionExpectedOn: opinionExpectedOn(note?.conditions ?? []),
			noticeOn,
			publishedOn
		},
		today
	);
}

/** Notes in the cockpit the day on which the notice of modification or the essential data of a version were published (EV120). */
export async function noteDuty(tx: Tx, doer: elements.Doer, asked: Numbered & { readonly what: string; readonly on: string }): Promise<Outcome<string, DutyRefusal | 'version-unknown' | 'cockpit-refused'>> {
	const version = await holdOne(tx, doer, asked);
	if (!version) return refused('version-unknown');
	const noted = dutyNoted(await dutiesOf(tx, doer, version, doer.today), version.chain, asked, doer.today);
	if (!noted.accepted) return noted;
	const { what, on } = noted.value;
	const standing = await elements.read(tx, doer, version.modificationId, doer.today);
	const written = standing && (await elements.write(tx, doer, { element: version.modificationId, revision: standing.revision, values: what === 'notice' ? { noticeOn: on } : { publishedOn: on }, byVersion: true }));
	if (!written?.accepted) return refused('cockpit-refused');
	const { authorityId, projectId, actor } = doer;
	await record(tx, { authorityId, projectId, act: 'contract-version-duty-done', actor, about: { contract: asked.contractId, version: asked.number, duty: what } });
	await announce(tx, `project:${projectId}`);
	return accepted(on);
}

/** A notice as anybody reads it, with where its version stands. */
export interface PublicNotice {
	readonly contractId: ElementId;
	/** as the public reads it; empty where it is not shown it */
	readonly contract: string;
	readonly number: number;
	readonly notice: string;
	readonly state: VersionState;
	/** ISO day of that state */
	readonly on: string;
}

/** The notices of a project that were published, the latest first (EV122). */
export async function publicNotices(query: Query, place: elements.Place, today: string): Promise<readonly PublicNotice[]> {
	const published = (await ofProject(query, place)).filter(({ isNoticePublic, chain }) => isNoticePublic && isSigned(chain));
	if (published.length === 0) return [];
	const contracts = elements.ofKind(await elements.ofProject(query, place, today), 'contract');
	return published.map(({ contractId, number, notice, chain }) => {
		const contract = contracts.find(({ id }) => id === contractId);
		const { state, on } = chain.at(-1)!;
		return { contractId, contract: contract ? valuesFor('contract', contract.stored, 'public').object : '', number, notice, state, on };
	});
}
