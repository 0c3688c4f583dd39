import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { database, driver, inTransaction } from '../../db/server/database.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import { newId } from '../../db/server/ids.ts';
import { mend, type KeptQuotas } from '../rules/quotas.ts';
import { seedOf, timeOf } from '../rules/beacon.ts';
import { drawFrom } from '../rules/sortition/draw.ts';
import { redraw } from '../rules/sortition/redraw.ts';
import { openSealed } from '../rules/sortition/seal.ts';
import { loadSolver } from './highs.ts';
import * as juries from './juries.ts';
import * as members from './members.ts';
import * as panel from './panel.ts';
import * as pools from './pools.ts';
import * as sortitions from './sortitions.ts';
import * as redraws from './redraws.ts';
import { candidates, contacts, jurySeats, sortitions as attempts } from './tables.ts';

const at = new Date('2027-01-29T10:00:00Z');
const today = '2027-01-29';
const later = (days: number) => new Date(at.getTime() + days * 86_400_000);
function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);
const dice = { method: 'dice', text: '4-1-6 / 2-2-5 / 3-6-1', witnesses: 'la doyenne' };

const quotas: KeptQuotas = { version: 1, categories: [{ name: 'Lieu', features: [{ name: 'bourg', min: 2, max: 3 }, { name: 'villages', min: 1, max: 2 }] }] };

/** A jury of four volunteers, for which twelve people of the town and six of the villages came forward. */
async function aJury(people = 18) {
	const { by, jury } = await inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const keeper: juries.Keeper = { authorityId, projectId, actor: 'account:solene', at };
		await juries.begin(tx, keeper);
		const typed = quotas.categories.map(({ name, features }) => ({ name, features: features.map((one) => ({ name: one.name, min: String(one.min), max: String(one.max) })) }));
		expect(reasonOf(await juries.setQuotas(tx, keeper, { roll: '0', volunteers: '4', quorum: '', isOneOfAHousehold: true, categories: typed }))).toBe('accepted');
		value(await juries.publish(tx, keeper, { announcement: 'Un jury', deliberation: '', deliberationOn: '', volunteersUntil: '', mandateStartsOn: '2027-02-20', purgeOn: '' }, today));
		return { by: keeper, jury: (await juries.ofProject(tx, keeper))! };
	});
	for (let n = 0; n < people; n += 1)
		value(
			await inTransaction((tx) =>
				pools.volunteer(tx, by, { firstName: `Prénom${'abcdefghijklmnopqrstuvwxyz'[n]}`, lastName: 'Test', birthYear: String(1950 + n), address: `${n} rue X`, postcode: '62130', town: 'Rivelle', email: '', phone: '0600000000', accessNeeds: '', consents: true, channel: 'form', features: { Lieu: n % 3 === 0 ? 'villages' : 'bourg' } }, today)
			)
		);
	return { by, jury };
}

async function drawn(people = 18) {
	const { by, jury } = await aJury(people);
	const id = value(await sortitions.begin(by));
	await sortitions.settled(id);
	value(await inTransaction((tx) => sortitions.seal(tx, by, id)));
	value(await inTransaction((tx) => sortitions.draw(tx, by, { sortition: id, ...dice })));
	return { by, jury, id, query: await database() };
}

test('[JU60] [JU64] an attempt is computed, sealed, given its seed, and anybody finds the same panel from what is public', async () => {
	const { by, jury } = await aJury();
	const query = await database();
	const begun = await Promise.all([sortitions.begin(by), sortitions.begin(by), sortitions.begin(by)]);
	expect(begun.map(reasonOf).sort()).toEqual(['accepted', 'sortition-standing', 'sortition-standing']);
	const id = value(begun.find(({ accepted }) => accepted)!);
	await sortitions.settled(id);
	const ready = (await sortitions.latest(query, jury.id))!;
	expect(ready).toMatchObject({ attempt: 1, state: 'ready', figures: { people: 18, seats: 4, isProven: true } });
	expect(ready.figures!.fair.lowest).toBeCloseTo(4 / 18, 3);
	expect(await sortitions.publicOnes(query, jury.id), 'nothing is public before the seal').toEqual([]);
	expect(reasonOf(await inTransaction((tx) => sortitions.draw(tx, by, { sortition: id, ...dice })))).toBe('sortition-elsewhere');

	const seals = await Promise.all([1, 2, 3].map(() => inTransaction((tx) => sortitions.seal(tx, by, id))));
	expect(seals.map(reasonOf).sort()).toEqual(['accepted', 'sortition-elsewhere', 'sortition-elsewhere']);
	const draws = await Promise.all(['1-2-3', '4-5-6', '6-6-6'].map((text) => inTransaction((tx) => sortitions.draw(tx, by, { sortition: id, ...dice, text }))));
	expect(draws.map(reasonOf).sort(), 'one seed, once').toEqual(['accepted', 'sortition-elsewhere', 'sortition-elsewhere']);
	const done = (await sortitions.publicOnes(query, jury.id))[0]!;
	const again = value(drawFrom(done.sealedText!, done.seedText!));
	expect([again.seal, again.panel, again.replacements]).toEqual([done.sealHash, done.panel, done.replacements]);
	expect(done.panel).toHaveLength(4);
	expect(done.sealedText).not.toMatch(/Prénom|rue X|060000/);
	const journal = await query.select().from(journalEntries).where(eq(journalEntries.projectId, by.projectId)).orderBy(asc(journalEntries.number));
	expect(journal.map(({ act }) => act).filter((act) => act.startsWith('sortition-'))).toEqual(['sortition-begun', 'sortition-computed', 'sortition-sealed', 'sortition-drawn']);
});

test('[JU64] what changed since the computation is not sealed', async () => {
	const { by, jury } = await aJury();
	const id = value(await sortitions.begin(by));
	await sortitions.settled(id);
	const [someone] = await (await database()).select().from(candidates).where(eq(candidates.juryId, jury.id)).limit(1);
	value(await inTransaction((tx) => pools.withdraw(tx, by, someone!.id)));
	expect(reasonOf(await inTransaction((tx) => sortitions.seal(tx, by, id)))).toBe('lists-changed');
});

test('[JU63] an attempt that is given up says why, stays, and frees the next', async () => {
	const { by, jury } = await aJury();
	const first = value(await sortitions.begin(by));
	await sortitions.settled(first);
	value(await inTransaction((tx) => sortitions.seal(tx, by, first)));
	expect(reasonOf(await sortitions.begin(by))).toBe('sortition-standing');
	expect(reasonOf(await inTransaction((tx) => sortitions.abort(tx, by, { sortition: first, why: ' ' })))).toBe('abort-why-missing');
	value(await inTransaction((tx) => sortitions.abort(tx, by, { sortition: first, why: 'Un témoin manquait.' })));
	const second = value(await sortitions.begin(by));
	await sortitions.settled(second);
	const query = await database();
	expect((await sortitions.ofJury(query, jury.id)).map(({ attempt, state }) => [attempt, state])).toEqual([[1, 'aborted'], [2, 'ready']]);
	expect((await sortitions.publicOnes(query, jury.id)).map(({ abortedWhy }) => abortedWhy)).toEqual(['Un témoin manquait.']);
	value(await inTransaction((tx) => sortitions.seal(tx, by, second)));
	value(await inTransaction((tx) => sortitions.draw(tx, by, { sortition: second, ...dice })));
	expect(reasonOf(await inTransaction((tx) => sortitions.abort(tx, by, { sortition: second, why: 'x' }))), 'what is drawn is drawn').toBe('sortition-elsewhere');
});

test('[JU60] quotas that cannot be kept end an attempt with what would mend them', async () => {
	const { by, jury } = await aJury(3);
	const id = value(await sortitions.begin(by));
	await sortitions.settled(id);
	expect(await sortitions.latest(await database(), jury.id)).toMatchObject({ state: 'impossible', trouble: { reason: 'sortition-quotas-impossible', obstacles: expect.arrayContaining([{ reason: 'size-above-people', size: 4, people: 3 }]) } });
	expect(reasonOf(await sortitions.begin(by)), 'another may begin').toBe('accepted');
});

test('[JU65] [JU66] [JU61] [JU165] a yes by the letter opens a place under a tree for twelve months, once', async () => {
	const { by, jury, query } = await drawn();
	const letters = value(await inTransaction((tx) => panel.invite(tx, by, { answerBy: '2027-02-10' })));
	expect(letters).toHaveLength(4);
	const { seat, drawCode } = (await panel.byToken(query, letters[0]!.token))!;
	expect((await sortitions.drawnOf(query, jury.id))!.panel).toContain(drawCode);
	expect(letters[0]!.drawCode).toBe(drawCode);
	const said = await Promise.all([1, 2, 3].map(() => inTransaction((tx) => panel.move(tx, { ...by, actor: 'system' }, { seat: seat.id, act: 'accept', channel: 'form' }))));
	expect(said.map(reasonOf).sort()).toEqual(['accepted', 'seat-already-answered', 'seat-already-answered']);
	expect(value(said.find(({ accepted }) => accepted)!).code).toMatch(/\S{6,}/);
	const jurors = (await memberships.ofProject(query, by)).filter(({ capacity }) => capacity === 'juror');
	expect(jurors).toHaveLength(1);
	expect(jurors[0]).toMatchObject({ endsAt: new Date('2028-02-19T23:00:00.000Z') });
	expect(await members.drawCodeOf(query, jurors[0]!.membershipId)).toBe(drawCode);
	expect(jurors[0]!.publicName).not.toMatch(/Test|Prénom|\d/);
	expect((await panel.ofJury(query, jury.id)).find(({ id }) => id === seat.id)).toMatchObject({ state: 'accepted', publicName: jurors[0]!.publicName, channel: 'form' });
	const journal = await query.select().from(journalEntries).where(eq(journalEntries.projectId, by.projectId));
	expect(JSON.stringify(journal)).not.toMatch(/Prénom|rue X/);
	const other = (await panel.byToken(query, letters[1]!.token))!.seat.id;
	const [anew] = value(await inTransaction((tx) => panel.invite(tx, by, { answerBy: '2027-02-12', seat: other })));
	expect(await panel.byToken(query, letters[1]!.token), 'a newer letter makes the first worth nothing').toBeUndefined();
	expect((await panel.byToken(query, anew!.token))!.seat.id).toBe(other);
});

test('[JU65] [JU67] a no, a silence and a departure call the next in the order drawn, once', async () => {
	const { by, jury, query } = await drawn();
	const letters = value(await inTransaction((tx) => panel.invite(tx, by, { answerBy: '2027-02-10' })));
	const seats = await Promise.all(letters.map(async ({ token }) => (await panel.byToken(query, token))!.seat.id));
	value(await inTransaction((tx) => panel.move(tx, by, { seat: seats[0]!, act: 'decline', channel: 'phone' })));
	expect(reasonOf(await inTransaction((tx) => panel.move(tx, by, { seat: seats[1]!, act: 'silence', channel: '' })))).toBe('answer-day-not-over');
	value(await inTransaction((tx) => panel.move(tx, { ...by, at: later(20) }, { seat: seats[1]!, act: 'silence', channel: '' })));
	value(await inTransaction((tx) => panel.move(tx, by, { seat: seats[2]!, act: 'accept', channel: 'paper' })));
	const membershipId = (await query.select().from(jurySeats).where(eq(jurySeats.id, seats[2]!)))[0]!.membershipId!;
	expect(reasonOf(await inTransaction((tx) => panel.move(tx, by, { seat: seats[2]!, act: 'leave', channel: '', why: '' })))).toBe('leave-why-missing');
	value(await inTransaction((tx) => panel.move(tx, by, { seat: seats[2]!, act: 'leave', channel: '', why: 'Déménage' })));
	expect((await memberships.read(query, membershipId))!.revokedAt, 'the right is gone at once').toEqual(at);
	expect(await panel.funnelOf(query, jury.id)).toMatchObject({ seats: 4, declined: 1, silent: 1, left: 1, waiting: 1, vacant: 3 });

	const proposed = value(await panel.proposalFor(query, jury, seats[0]!));
	expect(proposed.broken).toBe(0);
	const called = await Promise.all([1, 2, 3].map(() => inTransaction((tx) => panel.callReplacement(tx, by, seats[0]!))));
	expect(called.map(reasonOf).sort()).toEqual(['accepted', 'seat-already-replaced', 'seat-already-replaced']);
	const replacement = (await panel.ofJury(query, jury.id)).find(({ isReplacement }) => isReplacement)!;
	expect(replacement).toMatchObject({ code: proposed.code, state: 'to-invite' });
	expect(reasonOf(await inTransaction((tx) => panel.move(tx, by, { seat: seats[0]!, act: 'accept', channel: 'phone' }))), 'too late').toBe('seat-already-answered');
	expect(reasonOf(await inTransaction((tx) => panel.callReplacement(tx, by, seats[3]!)))).toBe('seat-not-vacant');
});

test('[JU16] [JU67] once those who were not drawn are forgotten, nobody is left to call', async () => {
	const { by, jury, query } = await drawn();
	const letters = value(await inTransaction((tx) => panel.invite(tx, by, { answerBy: '2027-02-10' })));
	const { seat } = (await panel.byToken(query, letters[0]!.token))!;
	value(await inTransaction((tx) => panel.move(tx, by, { seat: seat.id, act: 'decline', channel: 'form' })));
	expect(value(await inTransaction((tx) => pools.purgeNotDrawn(tx, by))).people).toBe(14);
	expect(reasonOf(await panel.proposalFor(query, jury, seat.id))).toBe('nobody-left');
	expect(await query.select().from(contacts).where(eq(contacts.juryId, jury.id))).toHaveLength(4);
});

test('[JU104] [JU106] seats that are free together are filled by one act, once, and anybody finds the same people from what is published', async () => {
	const { by, jury, query } = await drawn();
	const letters = value(await inTransaction((tx) => panel.invite(tx, by, { answerBy: '2027-02-10' })));
	expect(reasonOf(await redraws.fill(by))).toBe('redraw-no-seat');
	for (const { token } of letters.slice(0, 3)) value(await inTransaction(async (tx) => panel.move(tx, by, { seat: (await panel.byToken(tx, token))!.seat.id, act: 'decline', channel: 'phone' })));
	const foreseen = await redraws.foresee(query, jury.id);
	expect(foreseen).toMatchObject({ seats: 3, found: { departures: [] } });
	const filled = await Promise.all([redraws.fill(by), redraws.fill(by), redraws.fill(by)]);
	expect(filled.map(reasonOf).sort()).toEqual(['accepted', 'redraw-changed', 'redraw-changed']);
	expect(await panel.funnelOf(query, jury.id)).toMatchObject({ seats: 4, declined: 3, waiting: 1, toInvite: 3, vacant: 0 });
	expect(value(await inTransaction((tx) => panel.invite(tx, by, { answerBy: '2027-02-20' }))), 'invited as at the first draw').toHaveLength(3);

	const [{ report, number } = { report: null, number: 0 }, ...others] = await redraws.ofJury(query, jury.id);
	expect([number, others]).toEqual([1, []]);
	const published = (await sortitions.publicOnes(query, jury.id))[0]!;
	expect(report).toMatchObject({ format: 'eclaireurs-redraw-1', attempt: 1, seal: published.sealHash, seats: 3, chosen: foreseen.found!.chosen });
	expect(report!.waiting).toEqual(published.replacements);
	const sealed = openSealed(published.sealedText!);
	expect(sealed.accepted && redraw(sealed.value.problem, report!, await loadSolver())?.chosen).toEqual(report!.chosen);
	expect(JSON.stringify(report)).not.toMatch(/Prénom|rue X/);
});

test('[JU113] an attempt whose process died is marked by itself, one that another process computes is not, and another begins', async () => {
	const { by, jury } = await aJury();
	const query = await database();
	const id = newId<'sortition'>();
	const insert = (attempt: number, one = id) => query.insert(attempts).values({ id: one, authorityId: by.authorityId, juryId: jury.id, attempt, state: 'computing', begunBy: by.actor, begunAt: at });
	await insert(1);
	const elsewhere = await (await driver()).reserve();
	await elsewhere`select pg_advisory_lock(hashtextextended(${`sortition:${id}`}, 0))`;
	await sortitions.markInterrupted(at);
	expect((await sortitions.latest(query, jury.id))!.state).toBe('computing');
	expect(reasonOf(await sortitions.begin(by))).toBe('sortition-standing');
	await elsewhere`select pg_advisory_unlock(hashtextextended(${`sortition:${id}`}, 0))`;
	elsewhere.release();
	await Promise.all([sortitions.markInterrupted(at), sortitions.markInterrupted(at)]);
	expect((await sortitions.latest(query, jury.id))!.state).toBe('interrupted');
	await insert(2, newId<'sortition'>());
	const again = value(await sortitions.begin(by));
	await sortitions.markInterrupted(at);
	await sortitions.settled(again);
	expect((await sortitions.ofJury(query, jury.id)).map(({ attempt, state }) => [attempt, state]), 'its own is not cut short').toEqual([[1, 'interrupted'], [2, 'interrupted'], [3, 'ready']]);
	const journal = await query.select().from(journalEntries).where(eq(journalEntries.projectId, by.projectId));
	expect(journal.filter(({ act }) => act === 'sortition-interrupted')).toHaveLength(2);
});

test('[JU120] [JU121] [JU122] a public value announced after the seal is the only seed there may be, and its signature is checked', async () => {
	// the round 32281667 of drand quicknet, as its relays gave it, and the one after 32285085
	const signature = 'b0f5ae301358ff87a9d3dd539ed4a07c0148b1ab4f7b61a8ca43c7e9ca7ca9553e4faae9188deb30b2cd1a7f447e3e5b';
	const other = 'a64d99fd7fa3e48912be7209c7b69c72c88fc5224be2516949b6f29f3a4b7e3fa069dd58b2bbb4bf2c34ae61ef631a44';
	const due = timeOf(32281667);
	const { by, jury } = await aJury(8);
	const query = await database();
	const id = value(await sortitions.begin(by));
	await sortitions.settled(id);
	const sealing = { ...by, at: new Date(due.getTime() - 600_000) };
	const announce = (wait = '10') => inTransaction((tx) => sortitions.announceBeacon(tx, sealing, { sortition: id, wait }));
	const receive = (typed: string, when = due) => inTransaction((tx) => sortitions.drawFromBeacon(tx, { ...by, at: when }, { sortition: id, signature: typed }));
	expect(reasonOf(await announce()), 'before the seal').toBe('sortition-elsewhere');
	value(await inTransaction((tx) => sortitions.seal(tx, sealing, id)));
	expect([await announce('3'), await receive(signature)].map(reasonOf)).toEqual(['beacon-wait-unknown', 'beacon-not-announced']);
	const announced = await Promise.all([announce(), announce(), announce()]);
	expect([...announced, await announce('60')].map(reasonOf).sort(), 'one value, once').toEqual(['accepted', 'beacon-announced', 'beacon-announced', 'beacon-announced']);
	const { round } = value(announced.find(({ accepted }) => accepted)!);
	expect(round).toBe(32281667);
	expect(reasonOf(await inTransaction((tx) => sortitions.draw(tx, by, { sortition: id, ...dice })))).toBe('beacon-announced');
	expect((await sortitions.publicOnes(query, jury.id))[0]).toMatchObject({ beacon: { round, signature: null }, seedText: null });
	expect([await receive(signature, new Date(due.getTime() - 1)), await receive(other), await receive(signature.replace('a9', 'aa')), await receive(JSON.stringify({ round: round + 1, signature }))].map(reasonOf)).toEqual(['beacon-too-early', 'beacon-not-signed', 'beacon-not-signed', 'beacon-other-round']);
	expect(reasonOf(await receive(JSON.stringify({ round, signature })))).toBe('accepted');
	const done = (await sortitions.publicOnes(query, jury.id))[0]!;
	expect(done).toMatchObject({ state: 'drawn', seedMethod: 'beacon', witnesses: '', beacon: { round, signature }, seedText: seedOf(signature) });
	expect(value(drawFrom(done.sealedText!, done.seedText!)).panel).toEqual(done.panel);
	expect(reasonOf(await receive(signature)), 'once').toBe('sortition-elsewhere');
});

test('[JU123] [JU124] typed quotas are looked at with the lists as they are; the last asked is answered, and what is proposed mends', async () => {
	const { by, jury } = await aJury(8);
	const query = await database();
	const typed = (...bounds: readonly string[]) => ({ roll: '0', volunteers: '4', quorum: '', isOneOfAHousehold: true, categories: [{ name: 'Lieu', features: [{ name: 'bourg', min: bounds[0]!, max: '4' }, { name: 'villages', min: bounds[1]!, max: '4' }] }] });
	const ask = (...bounds: readonly string[]) => sortitions.tryQuotas(query, jury, by, typed(...bounds));
	expect(value(await ask('1', '1'))).toEqual({ people: 8, incomplete: 0, feasibility: { isFeasible: true } });
	expect(await ask('3', '2'), 'more minimums than seats').toMatchObject({ accepted: false, reason: 'mins-above-seats', at: { category: 0 } });
	// three people live in the villages
	const tight = value(await ask('0', '4'));
	expect(tight.feasibility).toEqual({ isFeasible: false, obstacles: [{ reason: 'min-above-people', category: 'Lieu', feature: 'villages', min: 4, people: 3 }], changes: [{ category: 'Lieu', feature: 'villages', bound: 'min', from: 4, to: 3 }] });
	const mended = mend(typed('0', '4'), tight.feasibility?.isFeasible === false ? tight.feasibility.changes : []);
	expect(value(await sortitions.tryQuotas(query, jury, by, mended)).feasibility).toEqual({ isFeasible: true });
	const [first, last] = await Promise.all([ask('1', '1'), ask('0', '3')]);
	expect([first, last].map(reasonOf)).toEqual(['look-called-off', 'accepted']);
	const renamed = typed('1', '1');
	expect(value(await sortitions.tryQuotas(query, jury, by, { ...renamed, categories: [{ ...renamed.categories[0]!, name: 'Quartier' }] }))).toMatchObject({ people: 0, incomplete: 8, feasibility: { isFeasible: false, changes: [] } });
	expect((await sortitions.lookAt(query, (await juries.ofProject(query, by))!)).feasibility, 'nothing was kept').toEqual({ isFeasible: true });
});
