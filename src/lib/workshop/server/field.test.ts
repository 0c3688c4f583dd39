// The frame, what the field says, the cards that cite it: played through the steps' own acts.
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import type { MaterialId } from '../../db/rules/ids.ts';
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import * as materials from '../../enquiry/server/materials.ts';
import type { Agenda } from '../../gatherings/rules/agenda.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { Foreseen } from '../../gatherings/server/step.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import type { FieldOnDesk, FieldOnHand, FieldOnWall } from '../rules/steps/field.ts';
import type { GroundRulesOnDesk, GroundRulesOnHand, GroundRulesOnWall } from '../rules/steps/ground-rules.ts';
import type { LandscapeGroupingOnHand } from '../rules/steps/landscape-grouping.ts';
import type { LandscapeWritingOnHand } from '../rules/steps/landscape-writing.ts';
import type { WelcomeOnHand, WelcomeOnWall } from '../rules/steps/welcome.ts';
import { stepRules, type StepId } from '../rules/steps.ts';
import { must, Room, type Sitter } from './example/room.ts';
import { gatheredBefore } from './example/field.ts';
import { theExample } from '../../../../tests/world/the-example.ts';
import { fileForRoom } from './gallery.ts';
import { readPublicly } from './publications.ts';
import { readRecord } from './record.ts';
import { recordPaper } from './recordPaper.ts';
import { stepServers } from './steps.ts';

const sitters = { prescriber: 'prescriber', buyer: 'buyer', juror1: 'juror', juror2: 'juror', juror3: 'juror' } as const satisfies Record<string, Capacity>;
type Who = keyof typeof sitters;
const order = ['welcome', 'ground-rules', 'field', 'landscape-writing', 'landscape-grouping', 'closing'] as const satisfies StepId[];
const agenda: Agenda = { version: 1, steps: order.map((step) => ({ step, ...stepRules[step].usual })) };
const at = new Date('2027-03-13T08:40:00Z');

interface Played {
	readonly room: Room<Who>;
	readonly ids: Readonly<Record<'figure' | 'photo' | 'testimony' | 'unready', MaterialId>>;
	readonly enquirer: { readonly authorityId: Room<Who>['by']['authorityId']; readonly projectId: Room<Who>['by']['projectId']; readonly accountId: Room<Who>['by']['accountId']; readonly at: Date };
}

let picture: Uint8Array;
beforeAll(async () => {
	picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#225588' } }).jpeg().toBuffer();
});

/** The doors are open on a project with three materials ready and one that is not; nothing of it stays. */
async function playing<Value>(play: (tx: Tx, played: Played) => Promise<Value>): Promise<void> {
	const { examine } = await import('../../files/server/files.ts');
	const file = must(await examine(picture));
	const over = new Error('over');
	await inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Trois-Rivelles', timeZone: 'Europe/Paris' }, at);
		const { accountId } = must(await accounts.create(tx, { authorityId, name: 'Solène', email: `solene+${authorityId}@exemple.invalid`, passwordHash: null }, at));
		const actor = `account:${accountId}` as const;
		const projectId = must(await projects.create(tx, { title: 'À table', summary: 'Refonder la cantine', code: '', authorityId, actor }, at));
		const place = { authorityId, projectId, actor };
		const enquirer = { authorityId, projectId, accountId, at };
		const ids = {
			figure: must(await materials.keep(tx, enquirer, 'figure', { title: 'Restes', value: '118 g', source: 'pesée' }, null)),
			photo: must(await materials.keep(tx, enquirer, 'photo', { title: 'Du pain', alt: 'Un chariot', consent: 'nobody' }, file)),
			testimony: must(await materials.keep(tx, enquirer, 'testimony', { title: 'Je réchauffe', consent: 'given' }, null)),
			unready: must(await materials.keep(tx, enquirer, 'photo', { title: 'Un visage', alt: 'Quelqu’un', consent: 'not-yet' }, { ...file, hash: 'autre' }))
		};
		const members = new Map<Who, Sitter>();
		for (const [who, capacity] of Object.entries(sitters)) {
			const membershipId = must(await memberships.add(tx, { ...place, person: { name: who }, capacity, code: who, startsAt: at }, at));
			members.set(who as Who, { membershipId, capacity, publicName: who });
		}
		const gatheringId = must(await gatherings.create(tx, { ...place, kind: 'workshop', title: 'À table', place: '', startsAt: at, agenda }, at));
		const room = new Room<Who>(tx, { authorityId, projectId, gatheringId, accountId, name: 'Solène' }, at);
		expect(await fileForRoom(tx, gatheringId, ids.photo)).toBeUndefined();
		await room.fill(members);
		await play(tx, { room, ids, enquirer });
		throw over;
	}).catch((error: unknown) => {
		if (error !== over) throw error;
	});
}

const goTo = async (room: Room<Who>, step: StepId) => {
	while (room.step !== step || (await gatherings.read(room.tx, room.by.gatheringId)).position < 0) await room.advance(1);
};
const seatOf = (room: Room<Who>, who: Who) => ({ ...room.seatOf.get(who)!, currentStep: room.step });
const handOf = async <Data>(room: Room<Who>, who: Who, step: StepId = room.step) => (await stepServers[step].hand(room.tx, seatOf(room, who))) as Data;
const wallOf = async <Data>(room: Room<Who>) => (await stepServers[room.step].screen(room.tx, room.standing())) as Data;
const deskOf = async <Data>(room: Room<Who>, step: StepId = room.step) => (await stepServers[step].desk(room.tx, room.standing())) as Data;
const foresee = async (room: Room<Who>, step: StepId) => (await (stepServers[step] as { foresee(tx: Tx, at: object): Promise<Foreseen> }).foresee(room.tx, room.standing()));
const journalOf = async (room: Room<Who>) => room.tx.select().from(journalEntries).where(eq(journalEntries.projectId, room.by.projectId)).orderBy(journalEntries.number);

describe('at the doors', () => {
	test('[MO190] hands and wall are given what is ready, and nothing else', async () => {
		await playing(async (_, { room }) => {
			await goTo(room, 'welcome');
			for (const seen of [await handOf<WelcomeOnHand>(room, 'juror1'), await wallOf<WelcomeOnWall>(room)]) {
				expect(seen.gallery.map(({ title }) => title)).toEqual(['Restes', 'Du pain', 'Je réchauffe']);
				expect(JSON.stringify(seen)).not.toMatch(/visage|consent|revision/);
			}
		});
	});

	test('[MO191] the file of what is ready is for the room once its doors are open, of its own project', async () => {
		await playing(async (tx, { room, ids, enquirer }) => {
			const { gatheringId } = room.by;
			expect((await fileForRoom(tx, gatheringId, ids.photo))?.code).toBe('M02');
			for (const asked of [ids.unready, ids.figure, newId(), 'nimporte']) expect(await fileForRoom(tx, gatheringId, asked)).toBeUndefined();
			must(await materials.withdraw(tx, enquirer, ids.photo));
			expect(await fileForRoom(tx, gatheringId, ids.photo)).toBeUndefined();
		});
	});
});

describe('the frame', () => {
	test('[MO180] [MO181] [MO184] is what the facilitator wrote ahead, else what the project says; with the path; it stands on wall and hand', async () => {
		await playing(async (_, { room }) => {
			await goTo(room, 'ground-rules');
			expect(await deskOf<GroundRulesOnDesk>(room)).toMatchObject({ objective: 'Refonder la cantine', body: '', isWritten: false });
			await room.act('facilitator', 'write-frame', { objective: 'Dire de quoi la cantine a besoin', body: 'le bureau' });
			const wall = await wallOf<GroundRulesOnWall>(room);
			expect(wall).toMatchObject({ objective: 'Dire de quoi la cantine a besoin', body: 'le bureau', agreed: 0, present: 5 });
			expect(wall.path.map(({ chapter }) => chapter)).toEqual(['field', 'landscape', 'closing']);
			expect(await handOf<GroundRulesOnHand>(room, 'juror1')).toMatchObject({ objective: wall.objective, body: 'le bureau', hasAgreed: false, mayAsk: true });
			expect(await room.attempt('facilitator', 'write-frame', { objective: ' ', body: '' })).toEqual({ accepted: false, reason: 'objective-missing' });
			const { m } = await import('../../words/messages.js');
			// the words that every screen says
			expect(m.field_rules_not_text({}, { locale: 'fr' })).toContain('commission d’appel d’offres');
			expect(m.field_rules_honest_secret({}, { locale: 'fr' })).toBe('Ne parlez à personne de ce que les entreprises ont écrit.');
		});
	});

	test('[MO182] who agrees is counted, not named; it may be taken back, and the room goes on without', async () => {
		await playing(async (_, { room }) => {
			await goTo(room, 'ground-rules');
			await room.act('juror1', 'agree');
			await room.act('juror1', 'agree');
			await room.act('juror2', 'agree');
			await room.act('juror2', 'take-back');
			expect(await wallOf<GroundRulesOnWall>(room)).toMatchObject({ agreed: 1, present: 5 });
			expect(JSON.stringify(await wallOf(room))).not.toContain('juror');
			// « prêt·e » at the console would name who agrees, and so who does not
			expect((await foresee(room, 'ground-rules')).finished).toEqual([]);
			expect((await handOf<GroundRulesOnHand>(room, 'juror1')).hasAgreed).toBe(true);
			expect((await journalOf(room)).filter(({ act }) => act === 'ground-rules-agreed')).toHaveLength(2);
			await room.advance(1);
			expect(room.step).toBe('field');
		});
	});

	test('[MO183] a question reaches the console without a name, three at a time; its seat reads that it was answered', async () => {
		await playing(async (_, { room }) => {
			await goTo(room, 'ground-rules');
			await room.act('juror1', 'ask', { text: 'Mon nom sera-t-il public ?' });
			await room.act('juror1', 'ask', { text: 'Mon nom sera-t-il public ?' });
			for (const text of ['Deux', 'Trois']) {
				room.wait(1);
				await room.act('juror1', 'ask', { text });
			}
			expect(await room.attempt('juror1', 'ask', { text: 'Quatre' })).toEqual({ accepted: false, reason: 'too-many-concerns' });
			const desk = await deskOf<GroundRulesOnDesk>(room);
			expect(desk.questions.map(({ text }) => text)).toEqual(['Mon nom sera-t-il public ?', 'Deux', 'Trois']);
			expect(JSON.stringify(desk.questions)).not.toContain(seatOf(room, 'juror1').seatId);
			expect((await foresee(room, 'ground-rules')).leaving).toEqual([{ warning: 'ground-questions-waiting', count: 3, isFinal: false }]);
			await room.act('facilitator', 'settle', { question: desk.questions[0]!.id });
			expect(await room.attempt('facilitator', 'settle', { question: desk.questions[0]!.id })).toEqual({ accepted: false, reason: 'concern-unknown' });
			expect((await handOf<GroundRulesOnHand>(room, 'juror1')).mine.map(({ isSettled }) => isSettled)).toEqual([true, false, false]);
			expect((await handOf<GroundRulesOnHand>(room, 'juror2')).mine).toEqual([]);
			expect(JSON.stringify(await wallOf(room))).not.toContain('public');
			expect(JSON.stringify([await readRecord(room.tx, room.by.gatheringId, at), await journalOf(room)])).not.toContain('Mon nom');
		});
	});
});

describe('what the field says', () => {
	test('[MO185] [MO186] the materials are chosen ahead, among those that are ready; the wall shows the one that the console says, and lets go on leaving', async () => {
		await playing(async (tx, { room, ids, enquirer }) => {
			await goTo(room, 'ground-rules');
			expect((await foresee(room, 'field')).entering).toEqual([{ warning: 'materials-not-chosen', count: 0, isFinal: false }]);
			await goTo(room, 'field');
			const choose = { first: ids.photo, second: '', third: ids.figure, fourth: ids.testimony };
			expect(await room.attempt('facilitator', 'choose', { ...choose, second: ids.unready })).toEqual({ accepted: false, reason: 'material-not-ready' });
			await room.act('facilitator', 'choose', choose);
			expect(await wallOf<FieldOnWall>(room)).toMatchObject({ material: null, chosen: [{ id: ids.photo }, { id: ids.figure }, { id: ids.testimony }] });
			expect(await room.attempt('facilitator', 'show', { material: ids.unready })).toEqual({ accepted: false, reason: 'material-not-chosen' });
			expect(await room.attempt('facilitator', 'play', { does: 'play' })).toEqual({ accepted: false, reason: 'nothing-to-play' });
			await room.act('facilitator', 'show', { material: ids.photo });
			expect(await wallOf<FieldOnWall>(room)).toMatchObject({ material: { id: ids.photo, alt: 'Un chariot' }, counts: { surprises: 0, confirms: 0, question: 0 }, playing: { does: 'pause', restarts: 0 } });
			await room.act('facilitator', 'play', { does: 'play' });
			await room.act('facilitator', 'play', { does: 'restart' });
			expect((await wallOf<FieldOnWall>(room)).playing).toEqual({ does: 'play', restarts: 1 });
			// another one: nothing plays on
			await room.act('facilitator', 'show', { material: ids.figure });
			expect(await wallOf<FieldOnWall>(room)).toMatchObject({ material: { id: ids.figure }, playing: { does: 'pause', restarts: 0 } });
			expect((await foresee(room, 'field')).idle).toEqual([]);
			must(await materials.withdraw(tx, enquirer, ids.figure));
			expect(await wallOf<FieldOnWall>(room)).toMatchObject({ material: null, counts: null, chosen: [{ id: ids.photo }, { id: ids.testimony }] });
			await room.act('facilitator', 'show', { material: ids.photo });
			await room.advance(1);
			await room.goBack();
			expect(await wallOf<FieldOnWall>(room)).toMatchObject({ material: null });
		});
	});

	test('[MO187] [MO188] each seat says one thing of a material that was shown, and may change it; the wall counts, the console reads the words without names', async () => {
		await playing(async (_, { room, ids }) => {
			await goTo(room, 'field');
			await room.act('facilitator', 'choose', { first: ids.photo, second: ids.figure, third: '', fourth: '' });
			expect(await room.attempt('juror1', 'react', { material: ids.photo, reaction: 'surprises', note: 'Tout ce pain' })).toEqual({ accepted: false, reason: 'material-not-shown' });
			await room.act('facilitator', 'show', { material: ids.photo });
			await room.act('juror1', 'react', { material: ids.photo, reaction: 'surprises', note: 'Tout ce pain' });
			await room.act('juror2', 'react', { material: ids.photo, reaction: 'question', note: 'Qui commande ?' });
			await room.act('buyer', 'react', { material: ids.photo, reaction: 'question', note: 'Depuis quand ?' });
			await room.act('juror1', 'react', { material: ids.photo, reaction: 'confirms', note: 'Tout ce pain' });
			await room.act('juror3', 'react', { material: ids.photo, reaction: 'confirms', note: '' });
			await room.act('juror3', 'take-back', { material: ids.photo });
			expect((await wallOf<FieldOnWall>(room)).counts).toEqual({ surprises: 0, confirms: 1, question: 2 });
			const desk = await deskOf<FieldOnDesk>(room);
			expect(desk.said[ids.photo]!.notes).toEqual([{ reaction: 'question', note: 'Depuis quand ?' }, { reaction: 'question', note: 'Qui commande ?' }, { reaction: 'confirms', note: 'Tout ce pain' }]);
			const hand = await handOf<FieldOnHand>(room, 'juror1');
			expect(hand.mine).toEqual({ [ids.photo]: { reaction: 'confirms', note: 'Tout ce pain' } });
			for (const seen of [hand, await wallOf(room)]) expect(JSON.stringify(seen)).not.toContain('Qui commande');
			// the room has gone on: the one before may still be answered
			await room.act('facilitator', 'show', { material: ids.figure });
			await room.act('juror3', 'react', { material: ids.photo, reaction: 'surprises', note: '' });
			expect((await handOf<FieldOnHand>(room, 'juror3')).before.map(({ id }) => id)).toEqual([ids.photo]);
			const said = JSON.stringify(await journalOf(room));
			for (const word of ['Tout ce pain', 'Qui commande', 'surprises', 'confirms']) expect(said).not.toContain(word);
		});
	});

	test('[MO189] the facilitator types for a seat on paper, and the journal says for whom', async () => {
		await playing(async (_, { room, ids }) => {
			await goTo(room, 'ground-rules');
			const { step: groundRules } = await import('./steps/ground-rules.ts');
			const doer = () => ({ ...room.standing(), at, actor: `account:${room.by.accountId}` as const, accountId: room.by.accountId, seat: seatOf(room, 'juror2'), onBehalfOf: `seat:${seatOf(room, 'juror2').seatId}` as const });
			must(await groundRules.acts.agree!.run(room.tx, doer(), {} as never));
			await goTo(room, 'field');
			await room.act('facilitator', 'choose', { first: ids.photo, second: '', third: '', fourth: '' });
			await room.act('facilitator', 'show', { material: ids.photo });
			const { step: field } = await import('./steps/field.ts');
			must(await field.acts.react!.run(room.tx, doer(), { material: ids.photo, reaction: 'question', note: '' } as never));
			expect((await handOf<FieldOnHand>(room, 'juror2')).mine[ids.photo]).toEqual({ reaction: 'question', note: '' });
			const typed = (await journalOf(room)).filter(({ act }) => act === 'ground-rules-agreed' || act === 'material-annotated');
			expect(typed.map(({ actor, onBehalfOf }) => ({ actor, onBehalfOf }))).toEqual(typed.map(() => ({ actor: `account:${room.by.accountId}`, onBehalfOf: `seat:${seatOf(room, 'juror2').seatId}` })));
			expect(typed).toHaveLength(2);
		});
	});

	test('[MO193] the record tells what was shown, in people, and the questions; nothing of it before, and a withdrawn one by its name', async () => {
		await playing(async (tx, { room, ids, enquirer }) => {
			await goTo(room, 'field');
			await room.act('facilitator', 'choose', { first: ids.photo, second: ids.figure, third: '', fourth: '' });
			const record = () => readRecord(tx, room.by.gatheringId, at);
			expect((await record()).field).toBeNull();
			await room.act('facilitator', 'show', { material: ids.photo });
			await room.act('juror1', 'react', { material: ids.photo, reaction: 'question', note: 'Qui commande ?' });
			await room.act('juror2', 'react', { material: ids.photo, reaction: 'surprises', note: 'Incroyable' });
			must(await materials.withdraw(tx, enquirer, ids.photo));
			expect((await record()).field).toEqual({ materials: [{ code: 'M02', kind: 'photo', title: 'Du pain', counts: { surprises: 1, confirms: 0, question: 1 }, questions: ['Qui commande ?'] }] });
			const paper = JSON.stringify(recordPaper(await record()));
			expect(paper).toContain('M02, Du pain');
			expect(paper).toContain('Qui commande ?');
			// a word that is no question stays with the console
			expect(paper).not.toContain('Incroyable');
		});
	});
});

describe('a card', () => {
	test('[MO192] [MO274] cites two materials that are ready, changes them until the reveal, and bears them on the board', async () => {
		await playing(async (tx, { room, ids, enquirer }) => {
			await goTo(room, 'landscape-writing');
			expect((await handOf<LandscapeWritingOnHand>(room, 'juror1')).citable.map(({ code }) => code)).toEqual(['M01', 'M02', 'M03']);
			expect(await room.attempt('juror1', 'write', { zone: 'needs', text: 'Des repas chauds', source1: 'M04', source2: '' })).toEqual({ accepted: false, reason: 'source-unknown' });
			await room.act('juror1', 'write', { zone: 'needs', text: 'Des repas chauds', source1: 'M03', source2: 'M01' });
			await room.act('juror2', 'write', { zone: 'needs', text: 'Moins de restes' });
			const [mine] = (await handOf<LandscapeWritingOnHand>(room, 'juror1')).mine;
			expect(mine!.sources).toEqual(['M01', 'M03']);
			await room.act('juror1', 'rewrite', { card: mine!.id, text: 'Des repas chauds et bons' });
			await room.act('juror2', 'rewrite', { card: (await handOf<LandscapeWritingOnHand>(room, 'juror2')).mine[0]!.id, text: 'Moins de restes', source1: '', source2: 'M02' });
			await room.advance(1);
			must(await materials.withdraw(tx, enquirer, ids.photo));
			const seen = await handOf<LandscapeGroupingOnHand>(room, 'juror3');
			expect(Object.fromEntries(seen.cards.map(({ text, sources }) => [text, sources]))).toEqual({ 'Des repas chauds et bons': ['M01', 'M03'], 'Moins de restes': ['M02'] });
			expect(seen.cited).toEqual([
				{ code: 'M01', title: 'Restes' },
				{ code: 'M02', title: 'Du pain', isWithdrawn: true },
				{ code: 'M03', title: 'Je réchauffe' }
			]);
			const record = await readRecord(tx, room.by.gatheringId, at);
			expect(JSON.stringify(recordPaper(record))).toMatch(/Des repas chauds et bons \(d’après M01/);
			// [MO274] the public reads the code alone of what was withdrawn
			expect(JSON.stringify(recordPaper(record))).toContain('Du pain');
			const publicly = JSON.stringify(await readPublicly(tx, room.by.gatheringId, ['landscape'], at));
			expect(publicly).toContain('Moins de restes (d’après M02)');
			expect(publicly).toContain('Je réchauffe');
			expect(publicly).not.toContain('Du pain');
		});
	});
});

test.each([
	['2027-03-13', ['2027-01-14', '2027-01-19'], '11 au 22 janvier 2027'],
	['2026-11-27', ['2026-01-15', '2026-01-20'], '12 au 23 janvier 2026'],
	['2027-01-20', ['2026-01-15', '2026-01-20'], '12 au 23 janvier 2026'],
	['2033-02-01', ['2033-01-13', '2033-01-18'], '10 au 21 janvier 2033']
])('[MO194] what the field says is older than the room that looks at it: on %s', (day, seen, weighed) => {
	const all = gatheredBefore(new Date(`${day}T10:00:00Z`));
	expect(all.flatMap(({ words }) => words.seenOn ?? [])).toEqual(seen);
	expect(all.find(({ code }) => code === 'M01')!.words.source).toBe(`pesée des restes, ${weighed}`);
	for (const on of seen) expect(on < day).toBe(true);
});

test('[MO194] the example has its twelve materials with their files, four that its room looked at, and cards that cite them', { timeout: 60_000 }, async () => {
	const { projectId, ready, finished, loadedAt } = await theExample();
	const query = await database();
	const { authorityId } = await gatherings.read(query, finished);
	const all = await materials.ofTeam(query, { authorityId, projectId });
	expect(all.map(({ code }) => code)).toEqual(gatheredBefore(loadedAt).map(({ code }) => code));
	expect(all.filter(({ missing }) => missing.length > 0).map(({ code, missing }) => [code, missing])).toEqual([['M05', ['file']]]);
	expect(Object.fromEntries(all.flatMap(({ code, file }) => (file ? [[code, file.mime]] : [])))).toEqual({ M03: 'image/png', M04: 'audio/wav', M08: 'application/pdf', M10: 'image/png', M11: 'text/csv; charset=utf-8' });
	const record = await readRecord(query, finished, loadedAt);
	expect(record.field!.materials.map(({ code, counts }) => [code, counts.surprises + counts.confirms + counts.question])).toEqual([['M03', 6], ['M01', 6], ['M06', 6], ['M04', 5]]);
	const needs = record.landscape.zones[0]!.groups.flatMap(({ cards }) => cards);
	expect(needs.find(({ text }) => text === 'Jeter deux fois moins')?.sources).toEqual(['M01', 'M03']);
	const desk = (await stepServers.field.desk(query, await gatherings.atStep(query, ready))) as FieldOnDesk;
	expect(desk.chosen.map(({ code }) => code)).toEqual(['M03', 'M01', 'M06', 'M04']);
});
