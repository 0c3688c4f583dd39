// Reads who the jury of a project is: its seats with a place in the project, and the real names that its contacts still hold.
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { MembershipId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { standing } from '../../people/rules/may.ts';
import type { MembershipFacts } from '../../projects/rules/memberships.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { noContact } from '../rules/contact.ts';
import { noCost } from '../rules/cost.ts';
import * as juries from './juries.ts';
import type { Place } from './juries.ts';
import { candidates, contacts, jurySeats } from './tables.ts';

/** What the accounts and the pages of jurors need to know of the jury itself; nothing is paid and nobody is needed where the project has none. */
export async function juryOf(query: Query, place: Place) {
	const jury = await juries.ofProject(query, place);
	return {
		cost: jury?.cost ?? noCost,
		quorum: jury?.quorum ?? 0,
		deliberation: jury?.deliberation ?? '',
		forgetOn: jury?.forgetOn ?? null,
		contact: jury?.contact ?? noContact,
		slug: jury?.announcedAt ? jury.slug : null,
		observesCandidates: jury?.observesCandidates ?? false
	};
}

/** Which of these places a seat of the jury opened: those whom the gate holds (JU72). */
export async function ofPanel(query: Query, membershipIds: readonly MembershipId[]): Promise<ReadonlySet<MembershipId>> {
	if (membershipIds.length === 0) return new Set();
	const rows = await query
		.select({ membershipId: jurySeats.membershipId })
		.from(jurySeats)
		.where(and(inArray(jurySeats.membershipId, [...membershipIds]), isNotNull(jurySeats.membershipId)));
	return new Set(rows.flatMap(({ membershipId }) => (membershipId ? [membershipId] : [])));
}

/** The code under which the holder of a place was drawn, for that person alone; null for whoever came in without a seat (JU165). */
export async function drawCodeOf(query: Query, membershipId: MembershipId): Promise<string | null> {
	const [row] = await query.select({ code: candidates.code }).from(jurySeats).innerJoin(candidates, eq(candidates.id, jurySeats.candidateId)).where(eq(jurySeats.membershipId, membershipId));
	return row?.code ?? null;
}

/** What the holder of a place said they need to come, for that person alone; empty where nothing was, or once it is forgotten (JU15). */
export async function needsOf(query: Query, membershipId: MembershipId): Promise<string> {
	const [row] = await query.select({ needs: contacts.accessNeeds }).from(jurySeats).innerJoin(contacts, eq(contacts.candidateId, jurySeats.candidateId)).where(eq(jurySeats.membershipId, membershipId));
	return row?.needs ?? '';
}

export interface RealName {
	readonly last: string;
	readonly first: string;
}

/** Real names, while the jury holds them: for whoever pays, and for the person's own certificate. */
export async function realNames(query: Query, membershipIds: readonly MembershipId[]): Promise<ReadonlyMap<MembershipId, RealName>> {
	if (membershipIds.length === 0) return new Map();
	const rows = await query
		.select({ membershipId: jurySeats.membershipId, last: contacts.lastName, first: contacts.firstName })
		.from(jurySeats)
		.innerJoin(contacts, and(eq(contacts.candidateId, jurySeats.candidateId), eq(contacts.authorityId, jurySeats.authorityId)))
		.where(inArray(jurySeats.membershipId, [...membershipIds]));
	return new Map(rows.flatMap(({ membershipId, ...name }) => (membershipId ? [[membershipId, name]] : [])));
}

export interface Member extends MembershipFacts {
	readonly isOfPanel: boolean;
}

/** The jurors of a project whose place stands: those of the panel where there is one, else every juror. In the order of their names. */
export async function ofProject(query: Query, place: Place, at: Date): Promise<readonly Member[]> {
	const jurors = (await memberships.ofProject(query, place)).filter((facts) => facts.capacity === 'juror' && standing(facts, at) === 'stands');
	const panel = await ofPanel(
		query,
		jurors.map(({ membershipId }) => membershipId)
	);
	const inOrder = new Intl.Collator('fr');
	return jurors
		.filter(({ membershipId }) => panel.size === 0 || panel.has(membershipId))
		.map((facts) => ({ ...facts, isOfPanel: panel.has(facts.membershipId) }))
		.sort((a, b) => inOrder.compare(a.publicName, b.publicName));
}

/** One juror of this project, as a form names them: undefined for anybody else. */
export async function find(query: Query, place: Place, typed: string, at: Date): Promise<Member | undefined> {
	return (await ofProject(query, place, at)).find(({ membershipId }) => membershipId === typed);
}
