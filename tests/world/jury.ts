// A jury and its seats, written straight into their tables: what tests of jurors stand on, whoever writes the panel.
import { and, eq } from 'drizzle-orm';
import type { AuthorityId, CandidateId, JuryId, JurySeatId, MembershipId, ProjectId, SortitionId } from '../../src/lib/db/rules/ids.ts';
import type { Tx } from '../../src/lib/db/server/database.ts';
import { newId } from '../../src/lib/db/server/ids.ts';
import { noCost, type Cost } from '../../src/lib/jury/rules/cost.ts';
import { usualQuotas } from '../../src/lib/jury/rules/quotas.ts';
import { candidates, contacts, juries, jurySeats, sortitions } from '../../src/lib/jury/server/tables.ts';

export interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}

interface Told {
	readonly cost?: Partial<Cost>;
	readonly quorum?: number;
	readonly observesCandidates?: boolean;
}

/** The jury of a project, made once. 45 € a half-day and 20 € of childcare unless told. */
export async function juryIn(tx: Tx, place: Place, at: Date, told: Told = {}): Promise<{ juryId: JuryId; sortitionId: SortitionId }> {
	const { authorityId, projectId } = place;
	const [begun] = await tx
		.select({ juryId: juries.id })
		.from(juries)
		.where(and(eq(juries.authorityId, authorityId), eq(juries.projectId, projectId)));
	const juryId = begun?.juryId ?? (await beginJury(tx, place, at, told));
	const [known] = await tx.select({ id: sortitions.id }).from(sortitions).where(eq(sortitions.juryId, juryId));
	if (known) return { juryId, sortitionId: known.id };
	const sortitionId = newId<'sortition'>();
	// far from the attempts that a jury makes, and given up: no page shows a panel for it
	await tx.insert(sortitions).values({ id: sortitionId, authorityId, juryId, attempt: 99, state: 'aborted', begunBy: 'system', begunAt: at });
	return { juryId, sortitionId };
}

async function beginJury(tx: Tx, { authorityId, projectId }: Place, at: Date, told: Told): Promise<JuryId> {
	const juryId = newId<'jury'>();
	await tx.insert(juries).values({
		id: juryId,
		authorityId,
		projectId,
		rollSeats: 6,
		volunteerSeats: 4,
		quotas: usualQuotas,
		quorum: told.quorum ?? 2,
		cost: { ...noCost, allowance: 4_500, childcare: 2_000, ...told.cost },
		deliberation: '2027-014',
		deliberationOn: '2027-01-14',
		slug: `jury-${juryId.slice(0, 8)}`,
		observesCandidates: told.observesCandidates ?? false,
		createdAt: at
	});
	return juryId;
}

/** A seat of the panel that said yes, with its place in the project and a real name. */
export async function seatOnPanel(tx: Tx, place: Place, membershipId: MembershipId, at: Date, name: { readonly last: string; readonly first: string } = { last: 'Roux', first: 'Camille' }): Promise<JurySeatId> {
	const { authorityId } = place;
	const { juryId, sortitionId } = await juryIn(tx, place, at);
	const candidateId: CandidateId = newId<'candidate'>();
	const id = newId<'jury-seat'>();
	await tx.insert(candidates).values({ id: candidateId, authorityId, juryId, pool: 'volunteers', code: candidateId.slice(0, 8), profile: {}, household: candidateId, channel: 'form', enteredBy: 'system' });
	await tx.insert(contacts).values({ candidateId, authorityId, juryId, lastName: name.last, firstName: name.first, sameAs: candidateId });
	await tx.insert(jurySeats).values({ id, authorityId, juryId, sortitionId, candidateId, state: 'accepted', answeredAt: at, membershipId });
	return id;
}
