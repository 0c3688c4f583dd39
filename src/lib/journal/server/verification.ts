// Reads every chain of the journal and says of each whether it holds. Writes nothing.
import { asc, eq } from 'drizzle-orm';
import type { ProjectId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { verifyChain, type ChainFault } from '../rules/chain.ts';
import { projectsWithHeads, readHeads } from './heads.ts';
import { journalEntries, journalHeads } from './tables.ts';

export interface VerifiedChain {
	readonly projectId: string;
	readonly count: number;
	readonly head: string;
	/** how many heads kept outside the database were compared */
	readonly witnesses: number;
	readonly faults: readonly ChainFault[];
}

/** One project after the other: a journal of years never stands in memory at once. */
export async function* verifyAll(query: Query, folder?: string): AsyncGenerator<VerifiedChain> {
	const stored = new Map(
		(await query.select().from(journalHeads)).map((head) => [head.projectId as string, head])
	);
	const written = await query.selectDistinct({ projectId: journalEntries.projectId }).from(journalEntries);
	const projectIds = new Set([
		...stored.keys(),
		...written.map(({ projectId }) => projectId as string),
		...(await projectsWithHeads(folder))
	]);
	for (const projectId of [...projectIds].sort()) {
		const entries = await query
			.select()
			.from(journalEntries)
			.where(eq(journalEntries.projectId, projectId as ProjectId))
			.orderBy(asc(journalEntries.number), asc(journalEntries.authorityId));
		const witnesses = await readHeads(projectId, folder);
		const head = stored.get(projectId);
		yield {
			projectId,
			count: entries.length,
			head: entries.at(-1)?.hash ?? '',
			witnesses: witnesses.length,
			faults: verifyChain(
				entries.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
				head && { count: head.count, head: head.head },
				witnesses
			)
		};
	}
}

/** What was done of one kind, in every project: for a feature that bound its figures to the chain to compare them. */
export const entriesOf = (query: Query, act: string) =>
	query
		.select({ projectId: journalEntries.projectId, about: journalEntries.about })
		.from(journalEntries)
		.where(eq(journalEntries.act, act))
		.orderBy(asc(journalEntries.projectId), asc(journalEntries.number));
