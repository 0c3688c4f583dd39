// The only writer of the mails to send: queued with the act that causes them, taken by one process at a time, settled once.
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { and, asc, eq, inArray, isNull, lt, lte, min, or } from 'drizzle-orm';
import type { AuthorityId, MailId } from '../../db/rules/ids.ts';
import { inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, type Outcome } from '../../outcomes/rules/outcome.ts';
import { afterAttempt, holdMinutes, type Attempt, type Fate, type Trouble } from '../rules/delivery.ts';
import { readMail, type Mail, type MailRefusal } from '../rules/mail.ts';
import { readSmtp, type SmtpSettings } from '../rules/settings.ts';
import { mails } from './tables.ts';

/** Said when a mail is queued. */
export const topic = 'mail';

/** Null where nothing is set, or what is set cannot be read: a start refuses that with a sentence. */
export function settings(): SmtpSettings | null {
	const read = readSmtp(process.env);
	return read.accepted ? read.value : null;
}

export const isOn = (): boolean => settings() !== null;

/** The public address, where one is set: the only place that a mail may lead to. */
export const publicOrigin = (): string | undefined => process.env.ORIGIN?.replace(/\/+$/, '') || undefined;

/** Queues a mail in the transaction of the act that causes it; under a key that is there already, the first one stands (ML4). */
export async function queue(tx: Tx, by: { readonly authorityId: AuthorityId; readonly at: Date }, key: string, typed: Mail): Promise<Outcome<MailId, MailRefusal>> {
	const mail = readMail(typed, publicOrigin());
	if (!mail.accepted) return mail;
	const { authorityId, at } = by;
	const [made] = await tx
		.insert(mails)
		.values({ id: newId<'mail'>(), authorityId, key, ...mail.value, dueAt: at, queuedAt: at })
		.onConflictDoNothing()
		.returning({ id: mails.id });
	if (!made) return accepted((await tx.select({ id: mails.id }).from(mails).where(and(eq(mails.authorityId, authorityId), eq(mails.key, key))))[0]!.id);
	await announce(tx, topic);
	return accepted(made.id);
}

export interface Taken extends Mail {
	readonly id: MailId;
	readonly holder: string;
	readonly tries: number;
	readonly doubts: number;
}

const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);
/** of one that is settled: whom and what are forgotten (ML7) */
const settled = (state: 'sent' | 'given-up', at: Date) => ({ state, settledAt: at, to: '', subject: '', body: '', holder: null, heldUntil: null });

/** The next mail that is due, this process's for ten minutes; what a process left without a word counts as a doubt (ML6). Undefined when nothing is due. */
export async function take(at: Date): Promise<Taken | undefined> {
	const found = await inTransaction(async (tx): Promise<Taken | 'given-up' | undefined> => {
		const [row] = await tx
			.select()
			.from(mails)
			.where(and(eq(mails.state, 'waiting'), lte(mails.dueAt, at), or(isNull(mails.heldUntil), lt(mails.heldUntil, at))))
			.orderBy(asc(mails.dueAt), asc(mails.id))
			.limit(1)
			.for('update', { skipLocked: true });
		if (!row) return undefined;
		const doubts = row.doubts + (row.holder ? 1 : 0);
		const left: Fate | undefined = row.holder ? afterAttempt({ tries: row.tries, doubts }, { came: 'unknown', said: '' }) : undefined;
		if (left?.state === 'given-up') {
			await tx.update(mails).set({ ...settled('given-up', at), doubts, trouble: left.trouble, said: left.said }).where(eq(mails.id, row.id));
			return 'given-up';
		}
		const [holder, tries] = [randomUUID(), row.tries + 1];
		await tx.update(mails).set({ holder, heldUntil: minutesAfter(at, holdMinutes), tries, doubts }).where(eq(mails.id, row.id));
		return { id: row.id, to: row.to, subject: row.subject, body: row.body, holder, tries, doubts };
	});
	return found === 'given-up' ? take(at) : found;
}

/** Writes what an attempt came to; of an attempt that another process has taken over, nothing. */
export async function settle({ id, holder, tries, doubts: before }: Taken, attempt: Attempt, at: Date): Promise<void> {
	const doubts = before + (attempt.came === 'unknown' ? 1 : 0);
	const fate = afterAttempt({ tries, doubts }, attempt);
	const told = fate.state === 'sent' ? { trouble: null, said: '' } : { trouble: fate.trouble, said: fate.said };
	const became = fate.state === 'waiting' ? { dueAt: minutesAfter(at, fate.afterMinutes), holder: null, heldUntil: null } : settled(fate.state, at);
	await inTransaction(async (tx) => {
		await tx
			.update(mails)
			.set({ ...became, ...told, doubts })
			.where(and(eq(mails.id, id), eq(mails.holder, holder), eq(mails.state, 'waiting')));
	});
}

/** When there will be something to do next; null while nothing waits. */
export async function nextAt(query: Query): Promise<Date | null> {
	const [[due], [held]] = await Promise.all([
		query.select({ at: min(mails.dueAt) }).from(mails).where(and(eq(mails.state, 'waiting'), isNull(mails.holder))),
		query.select({ at: min(mails.heldUntil) }).from(mails).where(eq(mails.state, 'waiting'))
	]);
	return [due?.at, held?.at].reduce<Date | null>((first, at) => (at && (!first || at < first) ? at : first), null);
}

export interface MailState {
	readonly state: 'waiting' | 'sent' | 'given-up';
	readonly trouble: Trouble | null;
	readonly said: string;
	readonly tries: number;
	readonly settledAt: Date | null;
}

/** What became of some mails. */
export async function stateOf(query: Query, ids: readonly MailId[]): Promise<ReadonlyMap<MailId, MailState>> {
	if (ids.length === 0) return new Map();
	const rows = await query.select().from(mails).where(inArray(mails.id, [...ids]));
	return new Map(rows.map(({ id, state, trouble, said, tries, settledAt }) => [id, { state, trouble, said, tries, settledAt }]));
}
