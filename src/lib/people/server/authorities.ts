// The only writer of the contracting authorities, the tenants.
import { eq } from 'drizzle-orm';
import type { AuthorityId } from '../../db/rules/ids.ts';
import { newId } from '../../db/server/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { authorities } from './tables.ts';

export interface Authority {
	readonly authorityId: AuthorityId;
	readonly name: string;
	/** IANA */
	readonly timeZone: string;
	readonly isExample: boolean;
}

export async function create(
	tx: Tx,
	authority: { name: string; timeZone: string; isExample?: boolean },
	at: Date
): Promise<AuthorityId> {
	const id = newId<'authority'>();
	await tx.insert(authorities).values({ id, ...authority, createdAt: at });
	return id;
}

export async function read(query: Query, authorityId: AuthorityId): Promise<Authority | undefined> {
	const [found] = await query
		.select({
			authorityId: authorities.id,
			name: authorities.name,
			timeZone: authorities.timeZone,
			isExample: authorities.isExample
		})
		.from(authorities)
		.where(eq(authorities.id, authorityId));
	return found;
}

/** The day that it is for an authority at a moment, ISO. */
export async function dayOf(query: Query, authorityId: AuthorityId, at: Date): Promise<string> {
	const zone = (await read(query, authorityId))?.timeZone ?? 'Europe/Paris';
	return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}
