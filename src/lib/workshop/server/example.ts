// Loads « À table, les Rivelles ! »: a project with its people and its enquiry, a workshop ready to start, and one played to its end through the same acts as a room's.
import * as boards from '../../boards/server/boards.ts';
import type { AccountId, AuthorityId, GatheringId, ProjectId } from '../../db/rules/ids.ts';
import { inTransaction, type Tx } from '../../db/server/database.ts';
import * as contextAnswers from '../../enquiry/server/contextAnswers.ts';
import * as materials from '../../enquiry/server/materials.ts';
import * as files from '../../files/server/files.ts';
import type { Agenda } from '../../gatherings/rules/agenda.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { Actor } from '../../journal/server/journal.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import * as canvases from '../../sourcing/server/canvases.ts';
import * as notes from '../../sourcing/server/notes.ts';
import * as operators from '../../sourcing/server/operators.ts';
import { now } from '../../time/server/clock.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { cardsEach } from '../rules/landscape.ts';
import { writeDraft } from '../rules/proposal.ts';
import { usualAgenda } from '../rules/steps.ts';
import { usualGrades } from '../rules/steps/vote.ts';
import * as amending from './example/amendments.ts';
import * as example from './example/content.ts';
import * as terrain from './example/field.ts';
import * as written from './example/proposal.ts';
import * as strategic from './example/sketching.ts';
import * as noted from './example/canvas.ts';
import * as cockpit from './example/cockpit.ts';
import { annotateProposal, sitJury } from './example/jury.ts';
import { roles } from './example/roles.ts';
import { minute, must, Room as AnyRoom, type Sitter } from './example/room.ts';
import * as choosing from './example/scenarios.ts';
import inputs from './example/seats.json' with { type: 'json' };
import * as amendments from './amendments.ts';
import * as casting from './casting.ts';
import * as consents from './consents.ts';
import * as deck from './deck.ts';
import * as fieldShows from './fieldShows.ts';
import * as groundRules from './groundRules.ts';
import * as landscape from './landscape.ts';
import * as needs from './needs.ts';
import * as proposals from './proposals.ts';
import * as questions from './questions.ts';
import * as scenarios from './scenarios.ts';

const day = 24 * 60 * minute;

export interface Loaded {
	/** the example's reservist, who facilitates */
	readonly accountId: AccountId;
	readonly projectId: ProjectId;
	readonly ready: GatheringId;
	readonly finished: GatheringId;
}

interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly actor: Actor;
	readonly accountId: AccountId;
}

/** Codes of the materials → their ids. */
type Materials = ReadonlyMap<string, string>;

type SeatCode = keyof typeof inputs.dots;
type Room = AnyRoom<SeatCode>;

const capacityOf = (seat: { readonly college: string; readonly capacity?: string }): Capacity =>
	seat.college === 'jury' ? 'juror' : (seat.capacity!.replace(' ', '-') as Capacity);

/** The jury that was drawn, and the team. */
async function addPeople(tx: Tx, place: Place, at: Date): Promise<Map<SeatCode, Sitter>> {
	const members = new Map<SeatCode, Sitter>();
	const jurors = inputs.seats.flatMap(({ college, code, publicName }) => (college === 'jury' ? [{ code, publicName: publicName! }] : []));
	const seated = await sitJury(tx, place, jurors, at, example.authority.timeZone);
	for (const seat of inputs.seats) {
		const publicName = seat.publicName ?? seat.name!;
		const capacity = capacityOf(seat);
		const membershipId = seated.get(seat.code) ?? must(await memberships.add(tx, { ...place, person: { name: publicName }, capacity, code: seat.code, startsAt: at }, at));
		members.set(seat.code as SeatCode, { membershipId, capacity, publicName });
	}
	return members;
}

type Prepared = ReturnType<typeof terrain.gatheredBefore>[number] & { readonly examined: files.Examined | null };

/** The files are read and cleaned before anything is written. */
const prepare = (before: Date): Promise<Prepared[]> => Promise.all(terrain.gatheredBefore(before).map(async (one) => ({ ...one, examined: one.file ? must(await files.examine(one.file())) : null })));

/** What was found on the field, under the codes of the example. */
async function gather(tx: Tx, { authorityId, projectId, accountId }: Place, prepared: readonly Prepared[], at: Date): Promise<Materials> {
	const by = { authorityId, projectId, accountId, at };
	must(await contextAnswers.answer(tx, by, { ...terrain.earlierAnswer, read: 0 }));
	for (const { question, text } of example.contextAnswers) must(await contextAnswers.answer(tx, by, { question, text, read: question === terrain.earlierAnswer.question ? 1 : 0 }));
	const idOf = new Map<string, string>();
	for (const { code, kind, words, examined } of prepared) idOf.set(code, must(await materials.keep(tx, by, kind, words, examined)));
	return idOf;
}

/** A workshop with its frame, the materials that it will look at, its scenarios, the draft that its prescriber brings, the lines of the matrix and the total of the budget. */
async function createWorkshop(tx: Tx, place: Place, idOf: Materials, { title, startsAt, agenda }: { title: string; startsAt: Date; agenda: Agenda }, at: Date): Promise<GatheringId> {
	const created = await gatherings.create(tx, { ...place, kind: 'workshop', title, place: 'Salle des fêtes du Gué', startsAt, agenda }, at);
	const gatheringId = must(created);
	must(await proposals.writeDraft(tx, { ...place, gatheringId, at }, { text: writeDraft(written.draft), version: '' }));
	const doer = { ...place, gatheringId, currentStep: '', at };
	must(await groundRules.write(tx, doer, terrain.frame));
	must(await fieldShows.choose(tx, doer, terrain.chosen.map((code) => idOf.get(code)!)));
	for (const scenario of example.scenarios)
		must(await scenarios.write(tx, { ...place, gatheringId }, scenario, place.actor));
	await choosing.prepare(tx, { ...place, gatheringId, at });
	return gatheringId;
}

/** Everybody has read the frame; one question is answered aloud. */
async function agree(room: Room): Promise<void> {
	await room.act(terrain.concern.seat as SeatCode, 'ask', { text: terrain.concern.text });
	for (const code of room.seatOf.keys()) await room.act(code, 'agree');
	const { questions: asked } = await groundRules.waitingIn(room.tx, room.by.gatheringId);
	for (const { id } of asked) await room.act('facilitator', 'settle', { question: id });
}

async function lookAtField(room: Room, idOf: Materials): Promise<void> {
	for (const code of terrain.chosen) {
		room.wait(2);
		const material = idOf.get(code)!;
		await room.act('facilitator', 'show', { material });
		for (const [, seat, reaction, note = ''] of terrain.remarks.filter(([of]) => of === code)) await room.act(seat as SeatCode, 'react', { material, reaction, note });
	}
}

async function writeLandscape(room: Room): Promise<void> {
	const codes = [...room.seatOf.keys()];
	for (const [index, [card, zone, text]] of example.cards.entries()) {
		const [source1 = '', source2 = ''] = terrain.sources[card] ?? [];
		const writer = codes[Math.floor(index / cardsEach) % codes.length]!;
		await room.act(writer, 'write', { zone, text, source1, source2 });
	}
}

async function placeDots(room: Room): Promise<void> {
	const boardId = (await landscape.find(room.tx, room.by.gatheringId))!.boardId!;
	const idOf = new Map((await boards.readCards(room.tx, boardId)).map((card) => [card.text, card.id]));
	const textOf = new Map<string, string>(example.cards.map(([code, , text]) => [code, text]));
	for (const [seat, codes] of Object.entries(inputs.dots))
		for (const code of codes) await room.act(seat as SeatCode, 'place', { card: idOf.get(textOf.get(code)!)! });
}

/** The draft as it was brought, what the landscape leaves without an answer, and what the break writes. */
async function retouch(room: Room, need: (code: string) => string): Promise<void> {
	for (const code of written.needsOfDraft) await room.act('T1', 'answer-need', { need: need(code) });
	room.wait(6);
	const { draftBoardId } = await proposals.read(room.tx, room.by);
	const { version } = await proposals.readDraft(room.tx, draftBoardId);
	await room.act('T1', 'write-draft', { text: writeDraft(written.sealed), version });
	const answeredNow = written.needsOfV0.filter((code) => !written.needsOfDraft.includes(code as never));
	for (const code of answeredNow) await room.act('T1', 'answer-need', { need: need(code) });
	for (const [code, reason] of written.unanswered) await room.act('T1', 'leave-need', { need: need(code), reason });
	await room.act('T1', 'write-changed', { changed: written.changed });
}

async function takeRoles(room: Room): Promise<void> {
	const idOf = new Map((await casting.deckOf(room.tx, room.by)).map(({ code, id }) => [code, id as string]));
	for (const [seat, role] of Object.entries(inputs.assignment)) await room.act(seat as SeatCode, 'choose', { card: idOf.get(role)! });
	for (const [seat, sentence] of amending.sentences) await room.act(seat as SeatCode, 'say', { sentence });
	await room.act('facilitator', 'draw-absent-voice');
	await room.act('facilitator', 'lock');
}

async function clarify(room: Room): Promise<void> {
	for (const { seat, text } of amending.questions) {
		room.wait(1);
		await room.act(seat as SeatCode, 'ask', { text });
	}
	const asked = new Map((await questions.ofGathering(room.tx, room.by.gatheringId)).map(({ text, id }) => [text, id as string]));
	for (const { text, supports, answer } of amending.questions) {
		const question = asked.get(text)!;
		for (const seat of supports) await room.act(seat as SeatCode, 'support', { question });
		if (answer) await room.act('facilitator', 'answer', { question, text: answer });
		else await room.act('facilitator', 'park', { question });
	}
}

/** Writes, answers, integrates: three versions, in the order of the turn. */
async function amend(room: Room, need: (code: string) => string): Promise<void> {
	const { by, tx } = room;
	const sealed = (await amendments.lastVersion(tx, by))!;
	// v0 says the passages of the draft in their order
	const passageOf = new Map(written.sealed.map(({ code }, place) => [code, sealed.passages[place]!.id]));
	const passage = (code: string | null) => (code === null ? '' : passageOf.get(code)!);
	const write = async (when: 'silence' | 'turn') => {
		for (const { seat, type, aimsAt, quote = '', text, reason, needs: answered } of amending.amendments.filter((one) => one.written === when)) {
			room.wait(1);
			await room.act(seat as SeatCode, 'write', { type, passage: passage(aimsAt), quote, text, reason, need: answered.map(need) });
		}
	};
	await write('silence');
	await room.act('facilitator', 'begin');
	await write('turn');

	const idOf = new Map((await amendments.shown(tx, by.gatheringId)).map(({ code, id }) => [code!, id as string]));
	for (const { code, fate } of amending.amendments) {
		const amendment = idOf.get(code)!;
		if (fate.answer === 'not-keep') {
			await room.act('facilitator', 'not-keep', { amendment, reason: fate.reason });
			continue;
		}
		await room.act('T1', 'answer', { amendment, answer: fate.answer, ...(fate.answer === 'to-scenario' ? { scenario: fate.scenario } : {}) });
		if (fate.answer === 'otherwise') await room.act('facilitator', 'give-reason', { amendment, reason: fate.reason });
	}
	await room.act('facilitator', 'rest');
	for (const version of [1, 2, 3]) {
		room.wait(4);
		const fields: Record<string, string | string[]> = { base: String(version - 1), amendment: [] };
		for (const { code, aimsAt, fate } of amending.amendments) {
			if (!('integrated' in fate) || fate.integrated.version !== version) continue;
			const { words, added } = fate.integrated;
			const id = idOf.get(code)!;
			(fields.amendment as string[]).push(id);
			fields[`words-${added ? id : passage(aimsAt)}`] = words;
			if (added) Object.assign(fields, { [`after-${id}`]: passage(added.after), [`kind-${id}`]: added.kind });
		}
		await room.act('T2', 'integrate', fields);
	}
}

async function vote(room: Room): Promise<void> {
	for (const [seat, ballot] of Object.entries(inputs.ballots))
		await room.act(
			seat as SeatCode,
			'cast',
			Object.fromEntries(Object.entries(ballot).map(([code, grade]) => [`grade-${code}`, String(usualGrades.indexOf(grade))]))
		);
	await room.act('facilitator', 'close-vote', {});
	await room.act('facilitator', 'write-sentence', { sentence: example.matrixSentence });
}

async function consent(room: Room): Promise<void> {
	await room.act('facilitator', 'move-to', { phase: 'objections' });
	for (const code of room.seatOf.keys())
		if (code === example.objection.seat) await room.act(code, 'object', { risk: example.objection.risk, wouldLift: example.objection.liftedBy });
		else await room.act(code, 'consent', {});
	const objection = (await consents.roundOf(room.tx, room.by))!.objections[0]!.id;
	await room.act('facilitator', 'take-up', { objection });
	await room.act('facilitator', 'integrate', { objection, text: example.objection.integration });
	await room.act(example.objection.seat as SeatCode, 'release', { objection });
	await room.act('facilitator', 'lift', { objection });
	await room.act('facilitator', 'obtain', {});
}

/** What the room notes for later on, once it has left a step. */
async function note(room: Room, after: (typeof noted.notes)[number]['after']): Promise<void> {
	for (const { seat: code, kind, text, namesOperator = false } of noted.notes.filter((one) => one.after === after)) {
		const seat = room.seatOf.get(code as SeatCode)!;
		must(await notes.write(room.tx, { ...room.standing(), seat, at: room.at }, { kind, text, namesOperator }));
	}
}

/** The buyer sorts, in the last minutes, what was noted. */
async function sortNotes(room: Room): Promise<void> {
	const buyer = room.seatOf.get('T2')!;
	const by = await canvases.keeperOf(room.tx, room.by, `seat:${buyer.seatId}`, room.at);
	const idOf = new Map((await notes.toSort(room.tx, room.by)).map(({ text, id }) => [text, id as string]));
	for (const { text, kind, chapter, source = '' } of noted.notes)
		must(await canvases.sort(room.tx, by, idOf.get(text)!, { chapter, text: '', source, datedOn: '', verifiedOn: '', verifiedBy: '', validUntil: '', isToAsk: kind === 'ask' }));
}

/** What the authority knew before anybody sat down, and the names that it hides until the award. */
async function openCanvas(tx: Tx, place: Place, at: Date): Promise<void> {
	const by = await canvases.keeperOf(tx, place, place.actor, at);
	must(await canvases.nameFamily(tx, by, noted.family));
	for (const { chapter, text, source = '', verified } of noted.added) {
		const verifiedOn = verified ? new Date(at.getTime() - verified[0] * day).toISOString().slice(0, 10) : '';
		must(await canvases.add(tx, by, { chapter, text, source, datedOn: '', verifiedOn, verifiedBy: verified?.[1] ?? '', validUntil: '', isToAsk: false, namesOperator: false }));
	}
	for (const operator of noted.operators) must(await operators.name(tx, { ...place, at }, operator));
}

async function conclude(room: Room, at: Date): Promise<void> {
	const { body, bodyOn, dates, later } = example.closingAfter(at);
	const days = Object.fromEntries(dates.flatMap(([on, what], index) => [[`on${index + 1}`, on], [`what${index + 1}`, what]]));
	await room.act('facilitator', 'write-closing', {
		body,
		bodyOn,
		...days,
		year: String(Number(noted.contractEnds) + later)
	});
	const words = ['utile', 'concret', 'dense', 'écoute', 'clair', 'surprenant', 'collectif', 'long', 'vivant', 'juste', 'exigeant', 'précis', 'utile'];
	for (const [index, code] of [...room.seatOf.keys()].entries())
		await room.act(code, 'leave', { usefulness: String(index % 4 === 3 ? 4 : 5), word: words[index]!, hours: code.startsWith('J') ? '3 h 30' : '', postcard: noted.postcards[code] ?? '' });
}

/** Loads everything or nothing. A second load makes a second example: nothing of the first is touched. */
export async function load(at: Date = now()): Promise<Loaded> {
	const lastWeek = new Date(Math.floor(at.getTime() / (60 * minute)) * 60 * minute - 7 * day);
	const prepared = await prepare(lastWeek);
	return inTransaction(async (tx) => {
		const lender = await authorities.create(tx, { name: `${example.reservist.lentBy} (exemple)`, timeZone: example.authority.timeZone, isExample: true }, at);
		const authorityId = await authorities.create(tx, { ...example.authority, isExample: true }, at);
		const suffix = authorityId.slice(0, 8);
		const email = example.reservist.email.replace('@', `+${suffix}@`);
		const reservist = must(await accounts.create(tx, { authorityId: lender, name: example.reservist.name, email, passwordHash: null }, at));
		const administrator = must(
			await accounts.create(
				tx,
				{ authorityId, name: 'Administration (exemple)', email: `administration+${suffix}@exemple.invalid`, passwordHash: null, isAdministrator: true },
				at
			)
		);
		const actor: Actor = `account:${administrator.accountId}`;
		const projectId = must(await projects.create(tx, { ...example.project, authorityId, actor }, at));
		const place: Place = { authorityId, projectId, actor, accountId: administrator.accountId };

		must(
			await memberships.add(
				tx,
				{
					...place,
					person: { name: example.reservist.name, accountId: reservist.accountId },
					capacity: 'reservist',
					permissions: ['facilitate'],
					startsAt: lastWeek,
					endsAt: new Date(at.getTime() + 120 * day),
					mandate: { lentBy: example.reservist.lentBy, grantedBy: administrator.accountId }
				},
				lastWeek
			)
		);
		const idOf = await gather(tx, place, prepared, lastWeek);
		const members = await addPeople(tx, place, lastWeek);

		const quarter = 15 * minute;
		const soon = new Date(Math.ceil(at.getTime() / quarter) * quarter);
		await openCanvas(tx, place, lastWeek);
		must(await deck.take(tx, { ...place, at: lastWeek }, roles));
		const { title } = example.project;
		const ready = await createWorkshop(tx, place, idOf, { title, startsAt: soon, agenda: usualAgenda() }, at);
		const finished = await createWorkshop(tx, place, idOf, { title: `${title} (séance terminée)`, startsAt: lastWeek, agenda: usualAgenda() }, lastWeek);
		const room: Room = new AnyRoom(
			tx,
			{ authorityId, projectId, gatheringId: finished, accountId: reservist.accountId, name: reservist.name },
			lastWeek
		);
		await room.fill(members);
		await room.advance(0);
		await room.advance(6);
		await agree(room);
		await room.advance(6);
		await lookAtField(room, idOf);
		await room.advance(2);
		await writeLandscape(room);
		await room.advance(11);
		await room.advance(18);
		await placeDots(room);
		await note(room, 'landscape');
		await room.advance(5);
		const idOfNeed = new Map((await needs.readNeeds(tx, finished)).map(({ id, text }) => [text, id]));
		const need = (code: string) => idOfNeed.get(example.cards.find(([one]) => one === code)![2])!;
		await retouch(room, need);
		await room.advance(6);
		await takeRoles(room);
		await room.advance(11);
		await room.act('T1', 'seal');
		await room.advance(8);
		await clarify(room);
		await note(room, 'clarification');
		await room.advance(5);
		await amend(room, need);
		await note(room, 'amendments');
		await room.advance(12);
		await choosing.build(room);
		await room.advance(9);
		await choosing.scoreMatrix(room);
		await room.advance(10);
		await choosing.handBack(room);
		await vote(room);
		await room.advance(12);
		await consent(room);
		await sortNotes(room);
		await room.advance(10);
		await strategic.sketchIt(room, need);
		await room.advance(14);
		await conclude(room, lastWeek);
		await room.close();
		await strategic.consolidate(tx, { ...place, gatheringId: finished }, need, lastWeek);
		await cockpit.follow(tx, { authorityId, projectId, actor, at: new Date(lastWeek.getTime() + 3 * day) });
		await annotateProposal(tx, place, (juror) => members.get(juror as SeatCode)!.membershipId, lastWeek);
		return { accountId: reservist.accountId, projectId, ready, finished };
	});
}
