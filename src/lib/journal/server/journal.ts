// The only writer of the journal: what was done, by whom, when; ids only, no name, no free text. One hash chain a project.
import { and, eq, notLike, or, sql } from 'drizzle-orm';
import type { AuthorityId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { announce } from '../../live/server/live.ts';
import { now } from '../../time/server/clock.ts';
import { beginning, entryHash, type Head } from '../rules/chain.ts';
import { headTopic } from './heads.ts';
import { journalEntries, journalHeads } from './tables.ts';

/** `seat:<id>`, `account:<id>`, `membership:<id>` (a juror at home, in no gathering) or `system`. */
export type Actor = `seat:${string}` | `account:${string}` | `membership:${string}` | 'system';
/** `role:<id>`: a voice that nobody in the room has, for which somebody types. */
export type Absent = `role:${string}`;

export interface Done {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	/** kebab words: `ballot-cast`, `step-opened` */
	readonly act: string;
	readonly actor: Actor;
	/** The seat, or the absent voice, for whom another typed. */
	readonly onBehalfOf?: Actor | Absent;
	/** Ids, counts and kebab words: never a name, never what somebody wrote. */
	readonly about?: Readonly<Record<string, string | number | boolean | null>>;
}

type Chain = Pick<Done, 'authorityId' | 'projectId'>;

/** What an authority does outside its projects has a chain of its own, which bears the authority's id. */
export const ofAuthority = (authorityId: AuthorityId): Chain => ({ authorityId, projectId: authorityId as string as ProjectId });

const headOfChain = ({ authorityId, projectId }: Chain) => and(eq(journalHeads.authorityId, authorityId), eq(journalHeads.projectId, projectId));

/** The head, held until the transaction ends; made by the first act of a project, which others at the same moment wait for. */
async function holdHead(tx: Tx, chain: Chain): Promise<Head> {
	const held = () => tx.select().from(journalHeads).where(headOfChain(chain)).for('update');
	const [known] = await held();
	if (known) return known;
	const { authorityId, projectId } = chain;
	await tx.insert(journalHeads).values({ authorityId, projectId, count: 0, head: beginning }).onConflictDoNothing();
	return (await held())[0]!;
}

/** Nobody appends to a chain until the transaction ends. */
export async function holdChain(tx: Tx, chain: Chain): Promise<void> {
	await holdHead(tx, chain);
}

/** Appends one entry in the act's own transaction; the chain's head is locked until it commits. */
export async function record(tx: Tx, done: Done): Promise<void> {
	const { authorityId, projectId } = done;
	const last = await holdHead(tx, { authorityId, projectId });
	const at = now();
	const entry = {
		projectId,
		number: last.count + 1,
		act: done.act,
		actor: done.actor,
		onBehalfOf: done.onBehalfOf ?? null,
		about: done.about ?? {},
		previous: last.head
	};
	const hash = entryHash({ ...entry, at: at.toISOString() });
	// three statements on their way at once: the head is held for one round trip, not for three
	await Promise.all([
		tx.insert(journalEntries).values({ authorityId, ...entry, at, hash }),
		tx
			.update(journalHeads)
			.set({ count: sql`${journalHeads.count} + 1`, head: hash })
			.where(headOfChain({ authorityId, projectId })),
		announce(tx, headTopic(projectId))
	]);
}

/** How long a project's chain is and its last hash: printed in each record, so that a cut tail shows on paper too. */
export async function headOf(query: Query, chain: Pick<Done, 'authorityId' | 'projectId'>): Promise<Head> {
	const [found] = await query
		.select({ count: journalHeads.count, head: journalHeads.head })
		.from(journalHeads)
		.where(and(eq(journalHeads.authorityId, chain.authorityId), eq(journalHeads.projectId, chain.projectId)));
	return found ?? { count: 0, head: beginning };
}

/** How many acts that count stand under an actor, done by them or for them; taking and leaving a seat does not count. */
export async function countActs(
	query: Query,
	chain: Pick<Done, 'authorityId' | 'projectId'>,
	actor: Actor
): Promise<number> {
	return query.$count(
		journalEntries,
		and(
			eq(journalEntries.authorityId, chain.authorityId),
			eq(journalEntries.projectId, chain.projectId),
			or(eq(journalEntries.actor, actor), eq(journalEntries.onBehalfOf, actor)),
			notLike(journalEntries.act, 'seat-%'),
			notLike(journalEntries.act, 'membership-%')
		)
	);
}
