import process from 'node:process';
import { eq } from 'drizzle-orm';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { juryIn, seatOnPanel } from '../../../../tests/world/jury.ts';
import type { JurySeatId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import * as outbox from '../../mail/server/outbox.ts';
import { mails } from '../../mail/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import { reminderLetter, reminderMail } from '../wording/reminderLetters.ts';
import type { Keeper } from './juries.ts';
import * as juries from './juries.ts';
import * as reminders from './reminders.ts';
import { remindAll } from './reminding.ts';
import { candidates, contacts, jurySeats } from './tables.ts';

const at = new Date('2027-02-17T08:00:00Z');
function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const agenda = { version: 1, steps: [{ step: 'welcome', plannedMinutes: 180, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' }] } as const;
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

let by: Keeper;
const on = () => Object.assign(process.env, { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'jury@exemple.fr', ORIGIN: 'https://atelier.exemple.fr' });
function off(): void {
	for (const name of ['SMTP_URL', 'MAIL_FROM', 'ORIGIN']) delete process.env[name];
}
afterEach(off);

/** Rose gave an address, Léon did not, Zoé's is none; Ali is invited and has not answered. A gathering on the 20th. */
beforeAll(async () => {
	by = await inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const place = { authorityId, projectId };
		value(await gatherings.create(tx, { ...place, actor: 'system', kind: 'workshop', title: 'Formation du jury', place: 'Salle du Gué https://exemple.com/plan', startsAt: new Date('2027-02-20T08:30:00Z'), agenda }, at));
		const sitting = async (first: string, email: string) => {
			const membershipId = value(await memberships.add(tx, { ...place, person: { name: first }, capacity: 'juror', publicName: `Arbre ${first}`, endsAt: new Date('2028-02-20T23:00:00Z'), actor: 'system' }, at));
			const id = await seatOnPanel(tx, place, membershipId, at, { first, last: 'Roux' });
			await reach(id, email);
			return id;
		};
		const reach = async (id: JurySeatId, email: string) => {
			const [seat] = await tx.select().from(jurySeats).where(eq(jurySeats.id, id));
			await tx.update(candidates).set({ answer: 'yes' }).where(eq(candidates.id, seat!.candidateId));
			await tx.update(contacts).set({ email, phone: '06 39 98 00 01' }).where(eq(contacts.candidateId, seat!.candidateId));
		};
		await juryIn(tx, place, at);
		await sitting('Rose', 'rose@exemple.fr');
		await sitting('Léon', '');
		await sitting('Zoé', 'zoé arobase exemple');
		const invited = await sitting('Ali', 'ali@exemple.fr');
		await tx.update(jurySeats).set({ state: 'invited', answerBy: '2027-02-20', membershipId: null }).where(eq(jurySeats.id, invited));
		return { ...place, actor: 'account:solene' as const, at };
	});
});

const listed = async (moment = at) => {
	const query = await database();
	return reminders.ofJury(query, by, (await juries.ofProject(query, by))!, moment);
};

test('[JU170] [JU171] once a person and day, however many ask: by mail where it may go, by hand with the reason', async () => {
	on();
	const asked = await Promise.all([1, 2, 3].map(() => inTransaction((tx) => reminders.remind(tx, by, reminderMail))));
	await remindAll(reminderMail, at, (error) => expect.unreachable(String(error)));
	expect(asked.map((one) => value(one)).toSorted((a, b) => b.byMail - a.byMail)).toEqual([{ byMail: 2, byHand: 2 }, { byMail: 0, byHand: 0 }, { byMail: 0, byHand: 0 }]);
	const ways = (await listed()).map(({ name, kind, dueOn, way }) => [name, kind, dueOn, way.by === 'mail' ? way.state : way.why]);
	expect(ways.toSorted()).toEqual([
		['Ali Roux', 'answer', '2027-02-20', 'waiting'],
		['Léon Roux', 'date', '2027-02-20', 'no-address'],
		['Rose Roux', 'date', '2027-02-20', 'waiting'],
		['Zoé Roux', 'date', '2027-02-20', 'address-unreadable']
	]);
	const queued = await (await database()).select().from(mails);
	expect(queued.map(({ to }) => to).toSorted()).toEqual(['ali@exemple.fr', 'rose@exemple.fr']);
	const acts = (await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, by.projectId))).filter(({ act }) => act === 'jurors-reminded');
	expect(acts.map(({ actor, about }) => [actor, about.byMail, about.byHand])).toEqual([['account:solene', 2, 2]]);
});

test('[JU173] short French words, and nothing that somebody typed leads elsewhere', async () => {
	const queued = await (await database()).select().from(mails);
	const toRose = queued.find(({ to }) => to === 'rose@exemple.fr')!;
	expect(toRose.subject).toBe('Le jury se retrouve le samedi 20 février 2027');
	expect(toRose.body).toContain('« Cantine » se retrouve le samedi 20 février 2027 à 9 h 30\u00a0: Formation du jury.'.replaceAll('« ', '«\u00a0').replaceAll(' »', '\u00a0»'));
	expect(toRose.body.match(/\S+:\/\/\S+/g)).toEqual(['https://atelier.exemple.fr/jure']);
	expect(queued.find(({ to }) => to === 'ali@exemple.fr')!.body).toContain('https://atelier.exemple.fr/jury/');
	const [letter] = (await listed()).filter(({ kind }) => kind === 'answer').map(({ words }) => reminderLetter(words, 'en'));
	expect(letter!.subject).toBe('Your answer to the jury, before Saturday, February 20, 2027');
});

test('[JU171] a mail that is given up comes back to be said by hand, with the server’s words', async () => {
	const [mine] = (await (await database()).select().from(mails)).filter(({ to }) => to === 'rose@exemple.fr');
	const taken = [(await outbox.take(at))!, (await outbox.take(at))!].find(({ id }) => id === mine!.id)!;
	await outbox.settle(taken, { came: 'refused', isForEver: true, of: 'recipient', said: '550 No such person here' }, at);
	const rose = (await listed()).find(({ name }) => name === 'Rose Roux')!;
	expect(rose.way).toEqual({ by: 'hand', why: 'recipient-refused', said: '550 No such person here' });
	expect(reminders.leftByHand(await listed())).toBe(3);
});

test('[JU172] noted once as said; who answered, or whose day is over, is no longer to be called', async () => {
	const leon = (await listed()).find(({ name }) => name === 'Léon Roux')!;
	const done = await Promise.all([1, 2].map(() => inTransaction((tx) => reminders.sayDone(tx, by, leon.id))));
	expect(done.map(reasonOf).toSorted()).toEqual(['accepted', 'reminder-done']);
	expect(reasonOf(await inTransaction((tx) => reminders.sayDone(tx, by, 'nothing')))).toBe('reminder-unknown');
	expect(reminders.leftByHand(await listed())).toBe(2);
	const [entry] = (await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, by.projectId))).filter(({ act }) => act === 'juror-reminded-by-hand');
	expect(entry).toMatchObject({ actor: 'account:solene', about: { reminder: leon.id } });
	expect(JSON.stringify(entry)).not.toContain('Léon');
	expect(await listed(new Date('2027-02-21T08:00:00Z'))).toEqual([]);
});
