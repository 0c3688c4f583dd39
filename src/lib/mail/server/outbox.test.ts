import process from 'node:process';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Letterbox } from '../../../../tests/world/smtp.ts';
import type { AuthorityId, MailId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import * as outbox from './outbox.ts';
import { sendDue } from './postman.ts';
import { deliver } from './smtp.ts';
import { mails } from './tables.ts';

const at = new Date('2027-02-16T08:00:00Z');
const minutes = (count: number) => () => new Date(at.getTime() + count * 60_000);
const authorityId: AuthorityId = newId<'authority'>();
const letterbox = new Letterbox();
const typed = { to: 'rose@exemple.fr', subject: 'Rappel : la formation du jury', body: 'Bonjour Rose,\nà samedi à 9 h 30, salle du Gué.' };

const on = () => Object.assign(process.env, { SMTP_URL: letterbox.url, MAIL_FROM: 'jury@exemple.fr' });
function off(): void {
	delete process.env.SMTP_URL;
	delete process.env.MAIL_FROM;
}

beforeAll(() => letterbox.open());
afterAll(async () => {
	off();
	await letterbox.close();
});
beforeEach(async () => {
	on();
	letterbox.manner = 'takes';
	letterbox.received.length = 0;
	await inTransaction((tx) => tx.delete(mails));
});

async function queued(key = 'one'): Promise<MailId> {
	const outcome = await inTransaction((tx) => outbox.queue(tx, { authorityId, at }, key, typed));
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const rowOf = async (id: MailId) => (await (await database()).select().from(mails).where(eq(mails.id, id)))[0]!;
const stateOf = async (id: MailId) => (await outbox.stateOf(await database(), [id])).get(id)!;

test('[ML1] where nothing is set, what waits stays and no connection is made', async () => {
	const id = await queued();
	off();
	const before = letterbox.connections;
	expect([outbox.isOn(), await sendDue(minutes(1))]).toEqual([false, 0]);
	expect([letterbox.connections, (await stateOf(id)).state]).toEqual([before, 'waiting']);
});

test('[ML2, ML7] plain words arrive, with nothing beside them; the outbox forgets them', async () => {
	const id = await queued();
	expect(await sendDue(minutes(0))).toBe(1);
	const [{ to, text }] = letterbox.received as [{ to: string; text: string }];
	expect(to).toBe('rose@exemple.fr');
	expect(text).toContain(`Message-ID: <${id}@exemple.fr>`);
	expect(text).toMatch(/^From: jury@exemple\.fr\r$/m);
	expect(text).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
	expect(text).toContain('Auto-Submitted: auto-generated');
	expect(text).not.toMatch(/multipart|html|attachment|X-Mailer|http/i);
	expect(await rowOf(id)).toMatchObject({ state: 'sent', to: '', subject: '', body: '', trouble: null });
});

test('[ML3] an address that is none never enters the outbox', async () => {
	const outcome = await inTransaction((tx) => outbox.queue(tx, { authorityId, at }, 'one', { ...typed, to: 'rose@exemple.fr, tous@exemple.fr' }));
	expect(outcome).toEqual({ accepted: false, reason: 'address-unreadable' });
});

test('[ML4] undone with its act; once under one key; and sent once, however many send', async () => {
	await inTransaction(async (tx) => {
		await outbox.queue(tx, { authorityId, at }, 'undone', typed);
		throw new Error('the act was refused');
	}).catch(() => undefined);
	const [one, again] = await Promise.all([queued('one'), queued('one')]);
	expect(again).toBe(one);
	for (const key of ['two', 'three', 'four', 'five']) await queued(key);
	const sent = await Promise.all([1, 2, 3].map(() => sendDue(minutes(0))));
	expect(sent.reduce((sum, count) => sum + count, 0)).toBe(5);
	expect(new Set(letterbox.received.map(({ text }) => /^Message-ID: (.*)\r$/m.exec(text)?.[1])).size).toBe(5);
});

test('[ML5] a server that is down is asked again later; a person whom it refuses is given up, with its words', async () => {
	const id = await queued();
	await letterbox.close();
	expect(await sendDue(minutes(0))).toBe(1);
	expect(await stateOf(id)).toMatchObject({ state: 'waiting', trouble: 'server-away', tries: 1 });
	expect(await outbox.nextAt(await database())).toEqual(minutes(1)());
	await letterbox.open();
	letterbox.manner = 'later';
	expect([await sendDue(minutes(0)), await sendDue(minutes(1))]).toEqual([0, 1]);
	expect(await stateOf(id)).toMatchObject({ state: 'waiting', trouble: 'recipient-refused', said: '451 Greylisted' });
	letterbox.manner = 'never';
	expect([await sendDue(minutes(5)), await sendDue(minutes(6))]).toEqual([0, 1]);
	expect(await stateOf(id)).toMatchObject({ state: 'given-up', trouble: 'recipient-refused', said: '550 No such person here', tries: 3 });
	expect([await sendDue(minutes(60)), letterbox.received.length, (await rowOf(id)).to]).toEqual([0, 0, '']);
});

test('[ML6] a server that dies with the whole text is sent it once more, under the same id, and no third time', async () => {
	const id = await queued();
	letterbox.manner = 'dies';
	await sendDue(minutes(0));
	expect(await stateOf(id)).toMatchObject({ state: 'waiting', trouble: 'perhaps-received' });
	await sendDue(minutes(1));
	expect(await stateOf(id)).toMatchObject({ state: 'given-up', trouble: 'perhaps-received' });
	await sendDue(minutes(900));
	const ids = letterbox.received.map(({ text }) => /^Message-ID: (.*)\r$/m.exec(text)?.[1]);
	expect(ids).toEqual([`<${id}@exemple.fr>`, `<${id}@exemple.fr>`]);
});

test('[ML6] killed between sending and saying so: one double at most, and what the dead one says later changes nothing', async () => {
	const id = await queued();
	const killedAt = async (minute: number) => {
		const taken = (await outbox.take(minutes(minute)()))!;
		await deliver(outbox.settings()!, taken, at);
		return taken;
	};
	const dead = await killedAt(0);
	expect(await outbox.take(minutes(9)())).toBeUndefined();
	await killedAt(11);
	await outbox.settle(dead, { came: 'away', said: 'late' }, minutes(12)());
	expect(await stateOf(id)).toMatchObject({ state: 'waiting', tries: 2 });
	expect(await sendDue(minutes(22))).toBe(0);
	expect([(await stateOf(id)).trouble, (await stateOf(id)).state, letterbox.received.length]).toEqual(['perhaps-received', 'given-up', 2]);
});
