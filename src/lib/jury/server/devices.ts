// The only writer of the browsers in which a juror is at home, and of the links that open one: by the personal code, or by a link that serves once.
import { and, eq, gt } from 'drizzle-orm';
import type { MembershipId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import * as seats from '../../gatherings/server/seats.ts';
import { record } from '../../journal/server/journal.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { householdOf } from '../../people/rules/addresses.ts';
import { standing } from '../../people/rules/may.ts';
import { attempt, limitFailures, type TooMany } from '../../people/server/limits.ts';
import { hashToken, newToken } from '../../people/server/tokens.ts';
import type { MembershipFacts } from '../../projects/rules/memberships.ts';
import * as memberships from '../../projects/server/memberships.ts';
import type { Keeper } from './juries.ts';
import * as members from './members.ts';
import { jurorDevices } from './tables.ts';

const wrongCodes = limitFailures('juror-code', 50, 300);

const day = 86_400_000;
/** As long as a mandate, so that nobody types a code at each stage; shorter than a forgotten phone would last. */
export const deviceDays = 120;
const linkDays = 14;

/** A link is kept beside the browsers, under a mark that no cookie can bear. */
const linkHash = (token: string): string => hashToken(`link:${token}`);
const isToken = (token: string): boolean => /^[a-z0-9]{32}$/.test(token);

export type EnterRefusal = TooMany | 'code-unknown' | 'not-a-juror';
export interface Entered {
	readonly projectId: ProjectId;
	/** for the cookie of this project: only its hash is kept */
	readonly token: string;
}

async function open(tx: Tx, { authorityId, projectId, membershipId }: MembershipFacts, at: Date): Promise<Entered> {
	const token = newToken();
	await tx.insert(jurorDevices).values({ tokenHash: hashToken(token), authorityId, projectId, membershipId, expiresAt: new Date(at.getTime() + deviceDays * day) });
	await record(tx, { authorityId, projectId, act: 'juror-came-home', actor: `membership:${membershipId}`, about: { membership: membershipId } });
	return { projectId, token };
}

/** Whether a place has a home: a juror's, of the panel, brought by the team, or whom a room let in; not who only waits at a door. */
async function hasHome(query: Query, { capacity, membershipId }: MembershipFacts): Promise<boolean> {
	if (capacity !== 'juror') return false;
	if ((await members.ofPanel(query, [membershipId])).has(membershipId)) return true;
	const seated = await seats.ofMembership(query, membershipId);
	return seated.length === 0 || seated.some(({ state }) => state === 'admitted');
}

/** By the personal code (JU77); a wrong one counts against its address. */
export async function enterByCode(tx: Tx, asked: { readonly code: string; readonly address: string }, at: Date): Promise<Outcome<Entered, EnterRefusal>> {
	return attempt(wrongCodes, householdOf(asked.address), async () => {
		const facts = await memberships.byReentry(tx, asked.code, at);
		if (!facts) return refused('code-unknown');
		return (await hasHome(tx, facts)) ? accepted(await open(tx, facts, at)) : refused('not-a-juror');
	});
}

/** In the browser where a letter has just been answered with a yes: who holds the letter needs no code there (JU158). */
export async function enterByYes(tx: Tx, membershipId: MembershipId, at: Date): Promise<Entered> {
	return open(tx, (await memberships.read(tx, membershipId))!, at);
}

/** Makes a link for one juror, shown once, good for fourteen days. */
export async function makeLink(tx: Tx, by: Keeper, juror: string): Promise<Outcome<{ readonly token: string; readonly publicName: string }, 'juror-unknown'>> {
	const member = await members.find(tx, by, juror, by.at);
	if (!member) return refused('juror-unknown');
	const { authorityId, projectId, membershipId, publicName } = member;
	const token = newToken();
	await tx.insert(jurorDevices).values({ tokenHash: linkHash(token), authorityId, projectId, membershipId, expiresAt: new Date(by.at.getTime() + linkDays * day) });
	await record(tx, { authorityId, projectId, act: 'juror-link-made', actor: by.actor, about: { membership: membershipId } });
	return accepted({ token, publicName });
}

async function behind(query: Query, tokenHash: string, at: Date): Promise<MembershipFacts | undefined> {
	const [row] = await query
		.select({ membershipId: jurorDevices.membershipId })
		.from(jurorDevices)
		.where(and(eq(jurorDevices.tokenHash, tokenHash), gt(jurorDevices.expiresAt, at)));
	const facts = row && (await memberships.read(query, row.membershipId));
	return facts && standing(facts, at) === 'stands' ? facts : undefined;
}

/** Whose link this is, as long as it serves: a visit consumes nothing. */
export const lookAtLink = async (query: Query, token: string, at: Date): Promise<MembershipFacts | undefined> => (isToken(token) ? behind(query, linkHash(token), at) : undefined);

/** Consumes a link: one browser, once (JU77). */
export async function enterByLink(tx: Tx, token: string, at: Date): Promise<Outcome<Entered, 'link-unknown'>> {
	const facts = await lookAtLink(tx, token, at);
	if (!facts) return refused('link-unknown');
	const [used] = await tx.delete(jurorDevices).where(eq(jurorDevices.tokenHash, linkHash(token))).returning({ membershipId: jurorDevices.membershipId });
	return used ? accepted(await open(tx, facts, at)) : refused('link-unknown');
}

/** Whose browser this is, in this project only, while their place stands: asked at each request (JU77). */
export async function jurorOf(query: Query, projectId: ProjectId, token: string, at: Date): Promise<MembershipFacts | undefined> {
	const facts = isToken(token) ? await behind(query, hashToken(token), at) : undefined;
	return facts?.projectId === projectId ? facts : undefined;
}

/** Ends the home of a juror in every browser, and the links that would open one. */
export async function endAll(tx: Tx, membershipId: MembershipId): Promise<void> {
	await tx.delete(jurorDevices).where(eq(jurorDevices.membershipId, membershipId));
}

export async function end(tx: Tx, token: string): Promise<void> {
	await tx.delete(jurorDevices).where(eq(jurorDevices.tokenHash, hashToken(token)));
}
