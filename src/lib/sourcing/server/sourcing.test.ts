import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { SeatId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { FacilitatorFacts, Registries } from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { SeatFacts } from '../../gatherings/server/seats.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import { watch } from '../../live/server/live.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import * as projects from '../../projects/server/projects.ts';
import type { EntryTyped } from '../rules/canvas.ts';
import { notesEach } from '../rules/notes.ts';
import * as canvases from './canvases.ts';
import * as noteForms from './noteForms.ts';
import * as notes from './notes.ts';
import * as operators from './operators.ts';
import { notes as noteRows } from './tables.ts';

const at = new Date('2027-03-13T10:00:00Z');
const registries: Registries = { rules: {}, servers: {} };
const agenda = { version: 1, steps: [{ step: 'welcome', plannedMinutes: 6, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' }] } as const;

function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

let count = 0;
async function anAuthority() {
	count += 1;
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: `Ville ${count}`, timeZone: 'Europe/Paris' }, at);
		const { accountId, name } = value(await accounts.create(tx, { authorityId, name: 'Solène', email: `solene${count}@canevas.test`, passwordHash: null, isAdministrator: true }, at));
		return { authorityId, accountId, name };
	});
}

/** A project of this authority, its room open, and people in it. */
async function room(of?: Awaited<ReturnType<typeof anAuthority>>) {
	const { authorityId, accountId, name } = of ?? (await anAuthority());
	const by = await inTransaction(async (tx): Promise<FacilitatorFacts> => {
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const gatheringId = value(await gatherings.create(tx, { authorityId, projectId, kind: 'workshop', title: 'À table', startsAt: at, agenda, actor: 'system' }, at));
		const facts = { authorityId, projectId, gatheringId, accountId, name };
		value(await gatherings.openDoors(tx, facts, { revision: 0 }, at));
		return facts;
	});
	return { by, juror: await sitDown(by, 'Aubépine', 'juror'), other: await sitDown(by, 'Tilleul', 'juror'), buyer: await sitDown(by, 'Karim', 'buyer') };
}

async function sitDown(by: FacilitatorFacts, publicName: string, capacity: Capacity): Promise<SeatFacts> {
	return inTransaction(async (tx) => {
		const { joinToken } = await gatherings.read(tx, by.gatheringId);
		const { seatId } = value(await seats.join(tx, { by: { token: joinToken }, publicName, capacity, address: 'ici' }, at));
		value(await seats.admit(tx, by, { seatId, place: 'another-person' }, at));
		return { ...(await seats.admitted(tx, by, seatId))!, state: 'admitted', seenAt: null, reading: { textSize: 100, contrast: 'normal' } };
	});
}

const note = (seat: SeatFacts, text: string, kind = 'know', names = '') => inTransaction((tx) => noteForms.noteInHand(tx, seat, { kind, text, names, for: '' }, at));
const close = async ({ by }: Awaited<ReturnType<typeof room>>) => {
	const { revision } = await gatherings.read(await database(), by.gatheringId);
	return inTransaction((tx) => gatherings.close(tx, registries, by, { revision }, at));
};
const waiting = async (by: FacilitatorFacts) => (await notes.toSort(await database(), by)).filter(({ state }) => state === 'unsorted');
const keeper = async (by: FacilitatorFacts) => canvases.keeperOf(await database(), by, `account:${by.accountId}`, at);
const name = async (by: FacilitatorFacts, family: string) => {
	const who = await keeper(by);
	return inTransaction((tx) => canvases.nameFamily(tx, who, family));
};
const journalOf = async ({ projectId }: FacilitatorFacts) => (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, projectId));
const plain: EntryTyped = { chapter: 'norms', text: 'Seuils durables', source: '', datedOn: '', verifiedOn: '', verifiedBy: '', validUntil: '', isToAsk: false, namesOperator: false };

describe('a note', () => {
	test('[SO2] is kept from a hand, from the console for a seat on paper, and from the console for the room', async () => {
		const { by, juror } = await room();
		value(await note(juror, 'Le pain'));
		const paper = value(await inTransaction((tx) => seats.addOnPaper(tx, by, { publicName: 'Genêt', capacity: 'juror' }, at)));
		const desk = (who: string, text: string) => inTransaction((tx) => noteForms.noteAtDesk(tx, by, { kind: 'ask', text, names: 'yes', for: who }, at));
		value(await desk(paper, 'Quelle eau ?'));
		value(await desk('', 'Qui paie ?'));
		expect(reasonOf(await desk(juror.seatId, 'À sa place'))).toBe('seat-not-on-paper');
		expect((await waiting(by)).map(({ text, kind, namesOperator }) => [text, kind, namesOperator]).sort()).toEqual([
			['Le pain', 'know', false],
			['Quelle eau ?', 'ask', true],
			['Qui paie ?', 'ask', true]
		]);
		const entries = (await journalOf(by)).filter(({ act }) => act === 'canvas-note-written');
		expect(entries.map(({ actor, onBehalfOf }) => [actor, onBehalfOf])).toEqual([
			[`seat:${juror.seatId}`, null],
			[`account:${by.accountId}`, `seat:${paper}`],
			[`account:${by.accountId}`, null]
		]);
	});

	test('[SO2] sent twice, also at once, is one; thirty a seat and no more, also at once', async () => {
		const { by, juror, other } = await room();
		await Promise.all(Array.from({ length: 6 }, () => note(juror, ' Le  pain ')));
		expect(await waiting(by)).toHaveLength(1);
		const sent = await Promise.all(Array.from({ length: notesEach + 10 }, (_, nth) => note(juror, `Note ${nth}`)));
		expect(sent.filter(({ accepted }) => accepted)).toHaveLength(notesEach - 1);
		expect(new Set(sent.map(reasonOf))).toEqual(new Set(['accepted', 'notes-too-many']));
		expect(reasonOf(await note(other, 'Une autre'))).toBe('accepted');
	});

	test('[SO2] none comes from who waits, was shown out, or after the end, also while somebody closes', async () => {
		const here = await room();
		expect(reasonOf(await note({ ...here.juror, state: 'waiting' }, 'Le pain'))).toBe('seat-waiting');
		await inTransaction((tx) => seats.expel(tx, here.by, here.other.seatId as SeatId, at));
		expect(reasonOf(await note(here.other, 'Le pain'))).toBe('seat-expelled');
		const [closed, ...sent] = await Promise.all([close(here), ...Array.from({ length: 8 }, (_, nth) => note(here.juror, `Note ${nth}`))]);
		expect(reasonOf(closed!)).toBe('accepted');
		const kept = await (await database()).select().from(noteRows).where(eq(noteRows.gatheringId, here.by.gatheringId));
		expect(kept).toHaveLength(sent.filter(({ accepted }) => accepted).length);
		expect(reasonOf(await note(here.juror, 'Trop tard'))).toBe('gathering-closed');
	});

	test('[SO3] nobody reads whose it is, nor the journal which or what; the wall reads numbers', async () => {
		const { by, juror } = await room();
		value(await note(juror, 'mot-canari', 'ask'));
		const told = JSON.stringify([await noteForms.openAtDesk(await database(), by), await notes.countsOf(await database(), by)]);
		expect(told).not.toContain(juror.seatId);
		const [kept] = await waiting(by);
		const journal = JSON.stringify((await journalOf(by)).filter(({ act }) => act === 'canvas-note-written'));
		expect(journal).not.toContain('canari');
		expect(journal).not.toContain(kept!.id);
		expect(await notes.countsOf(await database(), by)).toEqual({ know: 0, ask: 1, unsorted: 1 });
	});

	test('[SO3] wakes the screens that show notes, and not every hand', async () => {
		const { by, juror } = await room();
		const heard: string[] = [];
		let tell = () => {};
		const stop = await watch(
			(topic) => topic.endsWith(by.gatheringId),
			(topic) => {
				heard.push(topic);
				tell();
			}
		);
		value(await note(juror, 'Le pain'));
		while (heard.length === 0) await new Promise<void>((told) => (tell = told));
		stop();
		expect(heard).toEqual([`notes:${by.gatheringId}`]);
	});

	test('[SO5] is taken back by its own seat alone, while it waits', async () => {
		const { by, juror, other } = await room();
		const id = value(await note(juror, 'Le pain')) as string;
		const back = (seat: SeatFacts) => inTransaction((tx) => noteForms.takeBackInHand(tx, seat, { note: id }, at));
		expect(reasonOf(await back(other))).toBe('note-unknown');
		expect((await notes.ofSeat(await database(), other)).length).toBe(0);
		expect((await notes.ofSeat(await database(), juror)).map(({ text, state }) => [text, state])).toEqual([['Le pain', 'unsorted']]);
		value(await back(juror));
		expect(reasonOf(await back(juror))).toBe('note-already-sorted');
		expect(await waiting(by)).toEqual([]);
		// taken back, it counts no more among the thirty, and may be written again
		expect(reasonOf(await note(juror, 'Le pain'))).toBe('accepted');
	});
});

describe('sorting', () => {
	const sort = (who: FacilitatorFacts | SeatFacts, id: string, chapter: string) =>
		inTransaction((tx) => ('accountId' in who ? noteForms.sortAtDesk(tx, who, { note: id, chapter, star: 'yes' }, at) : noteForms.ofBuyer(noteForms.sortAtDesk)(tx, who, { note: id, chapter, star: '' }, at)));

	test('[SO4] [SO6] waits for a family, then puts the words of the note in a chapter; the buyer does it from a hand, a juror does not', async () => {
		const { by, juror, buyer } = await room();
		const id = value(await note(juror, 'Le pain', 'know', 'yes')) as string;
		expect(reasonOf(await sort(by, id, 'actors'))).toBe('family-missing');
		value(await name(by, 'Alimentation scolaire'));
		expect(reasonOf(await sort(juror, id, 'actors'))).toBe('sorting-not-yours');
		expect(reasonOf(await sort(by, id, 'autre'))).toBe('chapter-unknown');
		value(await sort(buyer, id, 'actors'));
		const { family, entries } = await canvases.read(await database(), by);
		expect(family).toBe('Alimentation scolaire');
		expect(entries).toMatchObject([{ chapter: 'actors', text: 'Le pain', isToAsk: false, namesOperator: true, gatheringId: by.gatheringId, version: 1, state: 'current', earlier: [] }]);
		expect(JSON.stringify(entries)).not.toContain(juror.seatId);
		expect(await notes.ofGathering(await database(), by)).toEqual([{ kind: 'know', text: 'Le pain', chapter: 'actors', isToAsk: false, namesOperator: true }]);
		expect(await notes.countsOf(await database(), by)).toEqual({ know: 1, ask: 0, unsorted: 0 });
	});

	test('[SO4] two at once: one sorts, the other reads that it is done; one entry', async () => {
		const { by, juror, buyer } = await room();
		value(await name(by, 'Alimentation'));
		const id = value(await note(juror, 'Le pain')) as string;
		const both = await Promise.all([sort(by, id, 'actors'), sort(buyer, id, 'norms'), sort(by, id, 'experience')]);
		expect(both.map(reasonOf).sort()).toEqual(['accepted', 'note-already-sorted', 'note-already-sorted']);
		expect((await canvases.read(await database(), by)).entries).toHaveLength(1);
	});

	test('[SO4] what is left aside comes back; a note of another project is nobody’s to sort', async () => {
		const [here, there] = [await room(), await room()];
		value(await name(there.by, 'Alimentation'));
		const id = value(await note(here.juror, 'Le pain')) as string;
		expect(reasonOf(await sort(there.by, id, 'actors'))).toBe('note-unknown');
		const move = (how: 'set-aside' | 'put-back') => inTransaction((tx) => noteForms.moveAtDesk(how)(tx, here.by, { note: id }, at));
		expect(reasonOf(await move('put-back'))).toBe('note-not-aside');
		value(await move('set-aside'));
		expect(await waiting(here.by)).toEqual([]);
		expect(await notes.countsOf(await database(), here.by)).toEqual({ know: 0, ask: 0, unsorted: 0 });
		value(await move('put-back'));
		expect(await waiting(here.by)).toHaveLength(1);
	});
});

describe('a canvas', () => {
	test('[SO6] is shared by the projects of one family of one authority, and by no other', async () => {
		const ours = await anAuthority();
		const [first, second, elsewhere] = [await room(ours), await room(ours), await room()];
		value(await name(first.by, 'Alimentation scolaire'));
		const who = await keeper(first.by);
		value(await inTransaction((tx) => canvases.add(tx, who, plain)));
		await Promise.all([name(second.by, ' alimentation-SCOLAIRE'), name(elsewhere.by, 'Alimentation scolaire')]);
		expect((await canvases.read(await database(), second.by)).entries).toHaveLength(1);
		expect((await canvases.read(await database(), elsewhere.by)).entries).toEqual([]);
		expect(await canvases.familiesOf(await database(), ours.authorityId)).toEqual(['Alimentation scolaire']);
	});

	test('[SO6] two projects that name one family at once join one canvas', async () => {
		const ours = await anAuthority();
		const rooms = [await room(ours), await room(ours)];
		const named = await Promise.all(rooms.map(({ by }) => name(by, 'Voirie')));
		expect(new Set(named.map((one) => value(one))).size).toBe(1);
	});

	test('[SO9] changed from one version by two at once: one version more, and the words of the other refused', async () => {
		const { by } = await room();
		value(await name(by, 'Alimentation'));
		const who = await keeper(by);
		const entry = value(await inTransaction((tx) => canvases.add(tx, who, plain)));
		const change = (text: string, version = 1) => inTransaction((tx) => canvases.change(tx, who, { entry, version }, { ...plain, text }));
		const both = await Promise.all([change('Seuils à 50 %'), change('Seuils à 60 %')]);
		expect(both.map(reasonOf).sort()).toEqual(['accepted', 'entry-changed-meanwhile']);
		const [read] = (await canvases.read(await database(), by)).entries;
		expect([read!.version, read!.earlier.map(({ text, version }) => [text, version])]).toEqual([2, [['Seuils durables', 1]]]);
		expect(reasonOf(await change(read!.text, 2))).toBe('entry-unchanged');
		expect(reasonOf(await change(' ', 2))).toBe('entry-missing');
	});

	test('[SO9] withdrawn, an entry stays in the history, is changed no more, and comes back', async () => {
		const { by } = await room();
		value(await name(by, 'Alimentation'));
		const who = await keeper(by);
		const entry = value(await inTransaction((tx) => canvases.add(tx, who, plain)));
		const move = (how: 'withdraw' | 'restore', version = 1) => inTransaction((tx) => canvases.moveEntry(tx, who, { entry, version }, how));
		expect(reasonOf(await move('withdraw', 9))).toBe('entry-changed-meanwhile');
		value(await move('withdraw'));
		expect(reasonOf(await inTransaction((tx) => canvases.change(tx, who, { entry, version: 1 }, { ...plain, text: 'autre' })))).toBe('entry-withdrawn');
		expect((await canvases.read(await database(), by)).entries).toMatchObject([{ state: 'withdrawn', text: 'Seuils durables' }]);
		value(await move('restore'));
		expect(reasonOf(await move('restore'))).toBe('entry-not-withdrawn');
		expect((await journalOf(by)).map(({ act }) => act)).toEqual(expect.arrayContaining(['canvas-entry-written', 'canvas-entry-withdrawn', 'canvas-entry-restored']));
	});

	test('[SO6] an entry is not changed from a project of another family, nor of another authority', async () => {
		const ours = await anAuthority();
		const [here, there, abroad] = [await room(ours), await room(ours), await room()];
		value(await name(here.by, 'Alimentation'));
		value(await name(there.by, 'Voirie'));
		value(await name(abroad.by, 'Alimentation'));
		const who = await keeper(here.by);
		const entry = value(await inTransaction((tx) => canvases.add(tx, who, plain)));
		for (const { by } of [there, abroad]) {
			const other = await keeper(by);
			expect(reasonOf(await inTransaction((tx) => canvases.change(tx, other, { entry, version: 1 }, { ...plain, text: 'x' })))).toBe('entry-unknown');
		}
	});
});

test('[SO22] [SO23] operators are hidden from when they are named until the award is said, and again when it is unsaid', async () => {
	const { by } = await room();
	const who = { ...by, actor: `account:${by.accountId}` as const, at };
	const hidden = async () => (await operators.hiddenIn(await database(), by)).operators.map(({ name: one }) => one);
	const id = value(await inTransaction((tx) => operators.name(tx, who, { name: 'Racines de Rivelle', variants: 'Racines' })));
	value(await inTransaction((tx) => operators.name(tx, who, { name: 'Fourchette libre', variants: '' })));
	expect(await hidden()).toEqual(['Fourchette libre', 'Racines de Rivelle']);
	value(await inTransaction((tx) => operators.remove(tx, who, id)));
	expect(reasonOf(await inTransaction((tx) => operators.remove(tx, who, id)))).toBe('operator-unknown');
	expect(await hidden()).toEqual(['Fourchette libre']);
	expect(reasonOf(await inTransaction((tx) => operators.sayAwarded(tx, who, '2027-03-14', '2027-03-13')))).toBe('award-in-the-future');
	value(await inTransaction((tx) => operators.sayAwarded(tx, who, '2027-03-13', '2027-03-13')));
	expect([await hidden(), await operators.awardedOn(await database(), by)]).toEqual([[], '2027-03-13']);
	value(await inTransaction((tx) => operators.unsayAwarded(tx, who)));
	expect(reasonOf(await inTransaction((tx) => operators.unsayAwarded(tx, who)))).toBe('award-not-said');
	expect(await hidden()).toEqual(['Fourchette libre']);
	const journal = JSON.stringify((await (await database()).select().from(journalEntries).where(and(eq(journalEntries.projectId, by.projectId)))).filter(({ act }) => /operator|award/.test(act)));
	expect(journal).not.toMatch(/Fourchette|Racines/);
});
