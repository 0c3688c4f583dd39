// The draft, its needs and its sealing, as the doors ask for them: in the Trois-Rivelles.
import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkOf, roomOf, serve, type Serving } from '../../../../tests/world/boardroom.ts';
import * as boards from '../../boards/server/boards.ts';
import * as hub from '../../boards/server/hub.ts';
import { connectBoard } from '../../boards/ui/board.svelte.ts';
import type { AccountId, GatheringId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { effectsOf } from '../../gatherings/rules/advance.ts';
import type { Agenda } from '../../gatherings/rules/agenda.ts';
import type { FacilitatorFacts } from '../../gatherings/server/gatherings.ts';
import type { GatheringAtStep, SeatAtStep, StepServer } from '../../gatherings/server/step.ts';
import { carry, type Who } from '../../gatherings/server/stepActs.ts';
import { gatherings, seats, stays } from '../../gatherings/server/tables.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import { announce, watch } from '../../live/server/live.ts';
import { authorities, persons } from '../../people/server/tables.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { memberships, projects } from '../../projects/server/tables.ts';
import * as texts from '../../texts/server/texts.ts';
import { now } from '../../time/server/clock.ts';
import { stepRules } from '../rules/steps.ts';
import type { ClarificationOnDesk, ClarificationOnHand, ClarificationOnWall } from '../rules/steps/clarification.ts';
import type { ProposalOnDesk, ProposalOnHand, ProposalOnWall } from '../rules/steps/proposal.ts';
import type { RetouchOnDesk, RetouchOnHand, RetouchOnWall } from '../rules/steps/retouch.ts';
import { strongUnsaid, writeDraft } from '../rules/proposal.ts';
import * as content from './example/content.ts';
import * as example from './example/proposal.ts';
import * as landscape from './landscape.ts';
import { readNeeds } from './needs.ts';
import * as proposals from './proposals.ts';
import { readProposal } from './recordProposal.ts';
import { stepServers } from './steps.ts';

const authorityId = newId<'authority'>();
const projectId = newId<'project'>();
const accountId = newId<'account'>() as AccountId;

const inputs = JSON.parse(readFileSync(new URL('./example/seats.json', import.meta.url), 'utf8')) as {
	readonly seats: readonly { readonly code: string; readonly publicName?: string; readonly name?: string }[];
	readonly dots: Readonly<Record<string, readonly string[]>>;
};

beforeAll(async () => {
	const db = await database();
	await db.insert(authorities).values({ id: authorityId, name: 'Trois-Rivelles', createdAt: now() });
	await db.insert(projects).values({ id: projectId, authorityId, code: 'ATR', title: 'À table, les Rivelles !', createdAt: now() });
});

const order = ['landscape-dots', 'retouch', 'roles', 'proposal', 'clarification', 'amendments'] as const;
type Step = (typeof order)[number];
const servers: Readonly<Record<string, StepServer>> = stepServers;
const agenda: Agenda = { version: 1, steps: order.map((step) => ({ step, ...stepRules[step].usual })) };

interface Room {
	readonly gatheringId: GatheringId;
	step: Step;
	readonly seats: Map<string, SeatAtStep>;
}

const here = (room: Room): GatheringAtStep => ({ authorityId, projectId, gatheringId: room.gatheringId, currentStep: room.step });
const seatOf = (room: Room, code: string): SeatAtStep => ({ ...room.seats.get(code)!, currentStep: room.step });

async function seatDown(room: Room, code: string, capacity: Capacity, publicName: string, isOnPaper = false): Promise<void> {
	const db = await database();
	const [personId, membershipId, seatId] = [newId<'person'>(), newId<'membership'>(), newId<'seat'>()];
	const { gatheringId } = room;
	await db.insert(persons).values({ id: personId, authorityId, name: publicName, createdAt: now() });
	await db.insert(memberships).values({ id: membershipId, authorityId, projectId, personId, capacity, publicName, startsAt: new Date(0), createdAt: now() });
	await db.insert(seats).values({ id: seatId, authorityId, gatheringId, membershipId, state: 'admitted', isOnPaper, joinedAt: now(), admittedAt: now() });
	room.seats.set(code, { authorityId, projectId, gatheringId, currentStep: room.step, seatId, membershipId, capacity, publicName });
}

/** The Trois-Rivelles at the dots, with their landscape: no dot is counted yet. */
async function rivelles(): Promise<Room> {
	const gatheringId = newId<'gathering'>();
	const db = await database();
	await db.insert(gatherings).values({
		id: gatheringId,
		authorityId,
		projectId,
		kind: 'workshop',
		title: content.project.title,
		startsAt: now(),
		agenda,
		position: 0,
		openedAt: now(),
		joinCode: newId(),
		joinToken: newId(),
		joinTokenHash: newId(),
		joinOpensAt: now(),
		joinClosesAt: now(),
		projectorToken: newId(),
		projectorTokenHash: newId(),
		createdAt: now()
	});
	const room: Room = { gatheringId, step: 'landscape-dots', seats: new Map() };
	const capacities: Record<string, Capacity> = { T1: 'prescriber', T2: 'buyer', T3: 'elected-official' };
	for (const { code, publicName, name } of inputs.seats) await seatDown(room, code, capacities[code] ?? 'juror', publicName ?? name!);
	await inTransaction(async (tx) => {
		const boardId = await landscape.boardFor(tx, await landscape.lock(tx, here(room)), now());
		await boards.seed(tx, boardId, content.cards.map(([, zone, text]) => ({ id: newId<'card'>(), zone, kind: zone, text, capacity: null })));
	});
	return room;
}

async function moveTo(room: Room, step: Step): Promise<void> {
	const place = (of: Step) => order.indexOf(of);
	await inTransaction(async (tx) => {
		await tx.update(stays).set({ leftAt: now() }).where(eq(stays.gatheringId, room.gatheringId));
		await tx.insert(stays).values({ id: newId<'stay'>(), authorityId, gatheringId: room.gatheringId, step, position: place(step), enteredAt: now() });
		await tx.update(gatherings).set({ position: place(step) }).where(eq(gatherings.id, room.gatheringId));
		for (const { step: of, effect } of effectsOf(stepRules, agenda, place(room.step), place(step))) await servers[of]!.carryOut(tx, { ...here(room), currentStep: step }, effect, now());
	});
	room.step = step;
}

type Fields = Record<string, string>;

/** Through the door's own verb: what is refused goes back whole. */
async function act(room: Room, who: string, step: Step, name: string, fields: Record<string, string | string[]> = {}, onBehalfOf = ''): Promise<string> {
	const asking: Who =
		who === 'desk'
			? { facilitator: { authorityId, projectId, gatheringId: room.gatheringId, accountId, name: 'Solène' } satisfies FacilitatorFacts }
			: { seat: { ...seatOf(room, who), state: 'admitted', seenAt: null } as never };
	const outcome = await carry(servers, { step, act: name, onBehalfOf: onBehalfOf && seatOf(room, onBehalfOf).seatId, fields }, asking, now());
	return outcome.accepted ? 'accepted' : outcome.reason;
}

const hand = async <Data>(room: Room, code: string, step: Step) => (await servers[step]!.hand(await database(), seatOf(room, code))) as Data;
const wall = async <Data>(room: Room, step: Step) => (await servers[step]!.screen(await database(), here(room))) as Data;
const desk = async <Data>(room: Room, step: Step) => (await servers[step]!.desk(await database(), here(room))) as Data;
const read = async (room: Room) => proposals.read(await database(), here(room));
const chainOf = async (room: Room) => texts.chain(await database(), (await read(room)).textId!);
const codeOf = new Map<string, string>(content.cards.map(([code, , text]) => [text, code]));
const idsOf = async (room: Room) => new Map((await readNeeds(await database(), room.gatheringId)).map(({ id, text }) => [codeOf.get(text)!, id]));

async function placeDots(room: Room): Promise<void> {
	await inTransaction((tx) => servers['landscape-dots']!.carryOut(tx, here(room), { do: 'open', what: 'dots' }, now()));
	const cards = new Map((await boards.readCards(await database(), (await landscape.find(await database(), room.gatheringId))!.boardId!)).map(({ id, text }) => [codeOf.get(text)!, id]));
	for (const [seat, codes] of Object.entries(inputs.dots)) for (const code of codes) expect(await act(room, seat, 'landscape-dots', 'place', { card: cards.get(code)! })).toBe('accepted');
}

/** The draft as it is brought, a week before. */
async function bringDraft(room: Room, text = writeDraft(example.draft)): Promise<void> {
	const { draft } = await desk<ProposalOnDesk>(room, 'proposal');
	expect(await act(room, 'desk', 'proposal', 'write-draft-from-desk', { text, version: draft.version })).toBe('accepted');
}

describe('the needs of the Rivelles', () => {
	test('[MO100] the strongest first once the dots are counted; in the order of their texts before', async () => {
		const room = await rivelles();
		const before = await readNeeds(await database(), room.gatheringId);
		expect(before.map(({ dots }) => dots)).toEqual(Array.from({ length: 8 }, () => null));
		await placeDots(room);
		await moveTo(room, 'retouch');
		const needs = await readNeeds(await database(), room.gatheringId);
		expect(needs.map(({ text, dots }) => [codeOf.get(text), dots])).toEqual([['B1', 9], ['B7', 8], ['B3', 7], ['B2', 6], ['B6', 5], ['B8', 4], ['B4', 4], ['B5', 3]]);
	});

	test('[MO101] [MO104] [MO105] [MO106] [MO107] two answered by the draft, five by v0: the wall lights them when it is sealed', async () => {
		const room = await rivelles();
		await bringDraft(room);
		await placeDots(room);
		await moveTo(room, 'retouch');
		const ids = await idsOf(room);
		for (const code of example.needsOfDraft) expect(await act(room, 'T1', 'retouch', 'answer-need', { need: ids.get(code)! })).toBe('accepted');
		const open = (await hand<RetouchOnHand>(room, 'T2', 'retouch')).draft!.needs.filter(({ stance }) => stance === 'open');
		expect(open.slice(0, 3).map(({ text, dots }) => [codeOf.get(text), dots])).toEqual([['B1', 9], ['B7', 8], ['B3', 7]]);

		const { version } = (await hand<RetouchOnHand>(room, 'T1', 'retouch')).draft!;
		expect(await act(room, 'T1', 'retouch', 'write-draft', { text: writeDraft(example.sealed), version })).toBe('accepted');
		for (const code of ['B1', 'B7', 'B3']) expect(await act(room, 'T2', 'retouch', 'answer-need', { need: ids.get(code)! })).toBe('accepted');
		for (const [code, reason] of example.unanswered) expect(await act(room, 'T1', 'retouch', 'leave-need', { need: ids.get(code)!, reason })).toBe('accepted');
		expect(await act(room, 'T1', 'retouch', 'leave-need', { need: ids.get('B8')!, reason: ' ' })).toBe('need-reason-missing');
		expect(await act(room, 'T1', 'retouch', 'answer-need', { need: newId() })).toBe('need-unknown');
		expect(await act(room, 'T1', 'retouch', 'write-changed', { changed: example.changed })).toBe('accepted');

		await moveTo(room, 'proposal');
		const before = await wall<ProposalOnWall>(room, 'proposal');
		expect([before.changed, before.passages, before.needs.filter(({ isLit }) => isLit).length, before.needs.length]).toEqual([example.changed, null, 0, 8]);
		expect(await act(room, 'T1', 'proposal', 'seal')).toBe('accepted');
		const after = await wall<ProposalOnWall>(room, 'proposal');
		expect(after.needs.filter(({ isLit }) => isLit).map(({ text }) => codeOf.get(text)).sort()).toEqual([...example.needsOfV0]);
		expect(after.passages!.map(({ kind, text }) => ({ kind, text }))).toEqual(example.sealed.map(({ kind, text }) => ({ kind, text })));
		const [v0, ...more] = await chainOf(room);
		expect(more).toEqual([]);
		expect(v0!.causes).toEqual(v0!.passages.map(({ id }) => ({ passageId: id, author: 'prescriber', by: 'draft' })));
		expect((await texts.find(await database(), authorityId, room.gatheringId, 'proposal'))!.latest).toBe(0);
		const acts = (await (await database()).select({ act: journalEntries.act, about: journalEntries.about }).from(journalEntries).where(eq(journalEntries.projectId, projectId)).orderBy(journalEntries.number)).filter(({ about }) => (about as Fields).gathering === room.gatheringId);
		expect(acts.at(-1)).toMatchObject({ act: 'proposal-sealed', about: { version: 0, needs: 5 } });
		expect(JSON.stringify(acts)).not.toMatch(/cuisine|paysage|écoles/);
	});

	test('[MO111] the seal takes the reasons said with it, and v0 and the record say them; before v0 nobody else reads them', async () => {
		const room = await rivelles();
		await bringDraft(room);
		await placeDots(room);
		await moveTo(room, 'proposal');
		const ids = await idsOf(room);
		expect(strongUnsaid((await hand<ProposalOnHand>(room, 'T1', 'proposal')).draft!.needs).map(({ text }) => codeOf.get(text))).toEqual(['B1', 'B7', 'B3', 'B2', 'B6']);
		const foreseen = await servers.proposal!.foresee!(await database(), here(room));
		expect(foreseen.leaving).toContainEqual({ warning: 'needs-unsaid', count: 5, isFinal: true });
		const reason = 'Le budget de 2026 est voté.';
		const b1 = ids.get('B1')!;
		expect(await act(room, 'T1', 'proposal', 'seal', { [`reason-${b1}`]: 'x'.repeat(300) })).toBe('need-reason-too-long');
		expect((await read(room)).sealedAt).toBeNull();
		expect(await act(room, 'T1', 'proposal', 'seal', { [`reason-${b1}`]: reason, [`reason-${ids.get('B7')!}`]: ' ' })).toBe('accepted');
		const { needs } = await wall<ProposalOnWall>(room, 'proposal');
		expect(needs.filter(({ reason: said }) => said !== '').map(({ id, reason: said }) => [id, said])).toEqual([[b1, reason]]);
		const recorded = (await readProposal(await database(), room.gatheringId))!;
		expect(recorded.needs.find(({ text }) => codeOf.get(text) === 'B1')).toMatchObject({ litSince: null, reason });
	});

	test('[MO106] what is said of a need may be taken back', async () => {
		const room = await rivelles();
		await moveTo(room, 'retouch');
		const need = (await idsOf(room)).get('B4')!;
		const stance = async () => (await hand<RetouchOnHand>(room, 'T1', 'retouch')).draft!.needs.find(({ id }) => id === need);
		expect(await act(room, 'T1', 'retouch', 'leave-need', { need, reason: 'plus tard' })).toBe('accepted');
		expect(await stance()).toMatchObject({ stance: 'left', reason: 'plus tard' });
		expect(await act(room, 'desk', 'retouch', 'answer-need-from-desk', { need })).toBe('accepted');
		expect(await stance()).toMatchObject({ stance: 'answered', reason: '' });
		expect(await act(room, 'T2', 'retouch', 'reopen-need', { need })).toBe('accepted');
		expect(await stance()).toMatchObject({ stance: 'open', reason: '' });
	});
});

describe('the draft', () => {
	test('[MO103] a text of 20,000 characters is pasted at the desk a week before, and the prescriber sees it', async () => {
		const room = await rivelles();
		const long = Array.from({ length: 50 }, (_, index) => `${index} `.padEnd(400, 'é')).join('\n');
		await bringDraft(room, long);
		const { draft } = await hand<RetouchOnHand>(room, 'T1', 'retouch');
		expect(draft!.passages).toHaveLength(50);
		expect(draft!.passages.map(({ text }) => text).join('')).toHaveLength(20_000);
		expect(draft!.boardId).toBe((await read(room)).draftBoardId);
	});

	test('[MO102] prescriber, buyer and desk write; a juror, the elected official, a form that is not theirs do not', async () => {
		const room = await rivelles();
		await moveTo(room, 'retouch');
		const need = (await idsOf(room)).get('B1')!;
		const asked: readonly (readonly [string, Fields])[] = [
			['write-draft', { text: 'volé', version: '' }],
			['answer-need', { need }],
			['leave-need', { need, reason: 'x' }],
			['reopen-need', { need }],
			['write-changed', { changed: 'x' }]
		];
		for (const [name, fields] of asked)
			for (const step of ['retouch', 'proposal'] as const) {
				for (const who of ['J1', 'T3']) expect(await act(room, who, step, name, fields)).toBe('not-a-writer-of-the-draft');
				expect(await act(room, 'J1', step, `${name}-from-desk`, fields)).toBe('act-not-yours');
				expect(await act(room, 'desk', step, name, fields)).toBe('seat-not-on-paper');
			}
		await moveTo(room, 'proposal');
		for (const who of ['J1', 'T2', 'T3']) expect(await act(room, who, 'proposal', 'seal')).toBe('not-the-prescriber');
		expect(await read(room)).toMatchObject({ needs: [], unanswered: {}, changed: '', sealedAt: null });
	});

	test('[MO102] a prescriber on paper brings a draft too: the desk types for them', async () => {
		const room = await rivelles();
		await seatDown(room, 'P', 'prescriber', 'Inès sur papier', true);
		await seatDown(room, 'PJ', 'juror', 'Orme sur papier', true);
		await moveTo(room, 'proposal');
		const { version } = (await desk<ProposalOnDesk>(room, 'proposal')).draft;
		expect(await act(room, 'desk', 'proposal', 'write-draft', { text: 'Dès 2028.', version }, 'PJ')).toBe('not-a-writer-of-the-draft');
		expect(await act(room, 'desk', 'proposal', 'write-draft', { text: 'Dès 2028.', version }, 'P')).toBe('accepted');
		expect(await act(room, 'desk', 'proposal', 'seal', {}, 'PJ')).toBe('not-the-prescriber');
		expect(await act(room, 'desk', 'proposal', 'seal', {}, 'P')).toBe('accepted');
		const entries = await (await database()).select().from(journalEntries).where(eq(journalEntries.act, 'proposal-sealed'));
		expect(entries.find(({ about }) => (about as Fields).gathering === room.gatheringId)).toMatchObject({ actor: `account:${accountId}`, onBehalfOf: `seat:${seatOf(room, 'P').seatId}` });
	});

	test('[MO103] whoever types over a text that they have not read is told, and nothing is overwritten', async () => {
		const room = await rivelles();
		await bringDraft(room, 'Un\nDeux');
		const { version } = (await hand<RetouchOnHand>(room, 'T1', 'retouch')).draft!;
		expect(await act(room, 'T2', 'retouch', 'write-draft', { text: 'Un\nDeux bis', version })).toBe('accepted');
		expect(await act(room, 'T1', 'retouch', 'write-draft', { text: 'Rien', version })).toBe('draft-changed-meanwhile');
		expect(await act(room, 'T1', 'retouch', 'write-draft', { text: 'Rien', version: '' })).toBe('draft-changed-meanwhile');
		const { draft } = await hand<RetouchOnHand>(room, 'T1', 'retouch');
		expect(draft!.passages.map(({ text }) => text)).toEqual(['Un', 'Deux bis']);
		expect(await act(room, 'T1', 'retouch', 'write-draft', { text: ' ', version: draft!.version })).toBe('draft-empty');
		const both = await Promise.all(['T1', 'T2'].map((who) => act(room, who, 'retouch', 'write-draft', { text: `Par ${who}`, version: draft!.version })));
		expect(both.sort()).toEqual(['accepted', 'draft-changed-meanwhile']);
	});
});

describe('the sealing', () => {
	async function atProposal(text?: string): Promise<Room> {
		const room = await rivelles();
		await bringDraft(room, text);
		await moveTo(room, 'retouch');
		await moveTo(room, 'proposal');
		return room;
	}

	test('[MO104] two seal at once: one v0, and the other is told', async () => {
		const room = await atProposal();
		const said = await Promise.all([act(room, 'T1', 'proposal', 'seal'), act(room, 'desk', 'proposal', 'seal-from-desk'), act(room, 'T1', 'proposal', 'seal')]);
		expect(said.sort()).toEqual(['accepted', 'proposal-sealed', 'proposal-sealed']);
		expect((await chainOf(room)).map(({ number }) => number)).toEqual([0]);
	});

	test('[MO105] an empty draft is not sealed, and stays open; nor does it hold the room back', async () => {
		const room = await rivelles();
		await moveTo(room, 'proposal');
		const boardId = (await read(room)).draftBoardId!;
		expect(await act(room, 'T1', 'proposal', 'seal')).toBe('draft-empty');
		expect(await boards.isFrozen(await database(), boardId)).toBe(false);
		await moveTo(room, 'clarification');
		expect([(await read(room)).sealedAt, await boards.isFrozen(await database(), boardId)]).toEqual([null, false]);
		await moveTo(room, 'proposal');
		await bringDraft(room, 'Un mot');
		expect(await act(room, 'desk', 'proposal', 'seal-from-desk')).toBe('accepted');
	});

	test('[MO104] the room that goes on seals a draft that nobody sealed; the room that goes back does not', async () => {
		const room = await atProposal();
		await moveTo(room, 'retouch');
		expect((await read(room)).sealedAt).toBeNull();
		await moveTo(room, 'proposal');
		await moveTo(room, 'clarification');
		expect((await read(room)).sealedAt).not.toBeNull();
		expect((await chainOf(room)).map(({ number }) => number)).toEqual([0]);
	});

	test('[MO104] [MO105] after v0 nothing of the draft moves any more, wherever the room goes', async () => {
		const room = await atProposal('Un\nDeux');
		const need = (await idsOf(room)).get('B1')!;
		expect(await act(room, 'desk', 'proposal', 'seal-from-desk')).toBe('accepted');
		const [before] = await chainOf(room);
		for (const step of ['clarification', 'proposal', 'retouch', 'proposal', 'amendments'] as const) {
			await moveTo(room, step);
			const { draft } = await desk<ProposalOnDesk>(room, 'proposal');
			expect(draft.isSealed).toBe(true);
			expect(await boards.isFrozen(await database(), (await read(room)).draftBoardId!)).toBe(true);
			for (const at of ['retouch', 'proposal'] as const) expect(await act(room, 'T1', at, 'write-draft', { text: 'Autre', version: draft.version })).toBe('proposal-sealed');
			expect(await act(room, 'T1', 'retouch', 'answer-need', { need })).toBe('proposal-sealed');
			expect(await act(room, 'T1', 'proposal', 'write-changed', { changed: 'x' })).toBe('proposal-sealed');
		}
		expect(await act(room, 'T1', 'proposal', 'seal')).toBe('step-not-open');
		expect(await chainOf(room)).toEqual([before]);
	});

	test('[MO105] sealed while somebody types: v0 is what the board holds, with every letter that was acknowledged, and the rest is given back', async () => {
		const serving: Serving = await serve(hub);
		const { gatheringId, hands } = await roomOf(1);
		const db = await database();
		const [row] = await db.select({ authorityId: gatherings.authorityId, projectId: gatherings.projectId }).from(gatherings).where(eq(gatherings.id, gatheringId));
		const own = db.select({ id: seats.membershipId }).from(seats).where(eq(seats.id, hands[0]!.seatId));
		await db.update(memberships).set({ capacity: 'prescriber' }).where(eq(memberships.id, own));
		const place = { ...row!, gatheringId };
		const boardId = await inTransaction((tx) => proposals.boardFor(tx, place));
		const board = connectBoard(boardId, { cards: [], groups: [] }, networkOf(serving.at, hands[0]!));
		await expect.poll(() => board.mayWrite, { timeout: 5_000, interval: 5 }).toBe(true);
		const id = board.addPassages(null, [{ kind: 'paragraph', text: '0' }])!;
		await expect.poll(() => board.saved, { timeout: 5_000, interval: 5 }).toBe('saved');
		let acknowledged = '0';
		let sealing: Promise<unknown> | undefined;
		for (let letter = 1; board.mayWrite && letter < 2_000; letter++) {
			if (board.unsaved === 0) acknowledged = board.cards[0]!.text;
			board.typePassage(id, `${board.cards[0]?.text ?? ''}${letter % 10}`);
			if (letter === 40) sealing = inTransaction((tx) => proposals.seal(tx, { ...place, actor: 'system', at: now() }));
			await new Promise((go) => setImmediate(go));
		}
		expect(await sealing).toMatchObject({ accepted: true });
		await expect.poll(() => board.unsaved === 0 && board.connection === 'live' && !board.mayWrite, { timeout: 5_000, interval: 5 }).toBe(true);
		const v0 = (await texts.readVersion(db, (await proposals.read(db, place)).textId!, 0))!.passages[0]!.text;
		expect((await boards.readPassages(db, boardId)).passages.map(({ text }) => text)).toEqual([v0]);
		expect(v0.startsWith(acknowledged)).toBe(true);
		expect(board.cards.map(({ text }) => text)).toEqual([v0]);
		if (board.refused) expect(board.refused.texts.every((text) => text.startsWith(v0))).toBe(true);
		board.destroy();
		await serving.end();
	});
});

describe('what nobody else receives', () => {
	test('[MO102] no byte of the draft reaches a juror’s hand, the wall or the stream before v0', async () => {
		const room = await rivelles();
		const canaries = ['canari-brouillon', 'canari-raison', 'canari-phrase'];
		const woken: string[] = [];
		const stop = await watch(() => true, (topic) => void woken.push(topic));
		await bringDraft(room, canaries[0]!);
		await moveTo(room, 'retouch');
		const need = (await idsOf(room)).get('B1')!;
		await act(room, 'T1', 'retouch', 'leave-need', { need, reason: canaries[1]! });
		await act(room, 'T1', 'retouch', 'answer-need', { need: (await idsOf(room)).get('B2')! });
		await act(room, 'T1', 'retouch', 'write-changed', { changed: canaries[2]! });
		for (const at of ['retouch', 'roles', 'proposal'] as const) {
			await moveTo(room, at);
			for (const step of order) {
				const others = await Promise.all(['J1', 'J9', 'T3'].map((code) => hand(room, code, step)));
				const seen = JSON.stringify([...others, await wall(room, step)]);
				expect(seen).not.toContain(canaries[0]);
				expect(seen).not.toContain(canaries[1]);
				expect(seen).not.toContain('"isLit":true');
				expect(seen).not.toContain((await read(room)).draftBoardId);
				// the sentence is the first thing said of the proposal, in its own step
				if (at !== 'proposal') expect(seen).not.toContain(canaries[2]);
			}
		}
		expect((await hand<ProposalOnHand>(room, 'J1', 'proposal')).draft).toBeNull();
		expect((await hand<RetouchOnHand>(room, 'J1', 'retouch')).draft).toBeNull();
		expect(JSON.stringify(await hand(room, 'T2', 'retouch'))).toContain(canaries[0]);
		expect(await act(room, 'T1', 'proposal', 'seal')).toBe('accepted');
		expect(JSON.stringify(await hand(room, 'J1', 'proposal'))).toContain(canaries[0]);
		// said of v0, it is read with v0 (MO111)
		expect(JSON.stringify(await hand(room, 'J1', 'proposal'))).toContain(canaries[1]);
		await expect.poll(() => woken.includes(`step:${room.gatheringId}`)).toBe(true);
		stop();
		expect(woken.filter((topic) => canaries.some((canary) => topic.includes(canary)))).toEqual([]);
	});

	test('[MO108] a bookmark and its note reach nobody else, wake nobody and leave nothing in the journal', async () => {
		const room = await rivelles();
		await bringDraft(room, 'Un\nDeux');
		await moveTo(room, 'proposal');
		expect(await act(room, 'J1', 'proposal', 'bookmark', { passage: newId() })).toBe('proposal-not-sealed');
		await act(room, 'T1', 'proposal', 'seal');
		const [first, second] = (await wall<ProposalOnWall>(room, 'proposal')).passages!;
		const entries = async () => (await (await database()).select({ id: journalEntries.number }).from(journalEntries).where(eq(journalEntries.projectId, projectId))).length;
		const before = await entries();
		const woken: string[] = [];
		const stop = await watch((topic) => topic.includes(room.gatheringId), (topic) => void woken.push(topic));
		expect(await act(room, 'J1', 'proposal', 'bookmark', { passage: first!.id, note: 'canari-note' })).toBe('accepted');
		expect(await act(room, 'J1', 'proposal', 'bookmark', { passage: second!.id })).toBe('accepted');
		expect(await act(room, 'J1', 'proposal', 'bookmark', { passage: newId() })).toBe('passage-unknown');
		expect(await act(room, 'J1', 'proposal', 'bookmark', { passage: 'passage' })).toBe('passage-unknown');
		expect(await act(room, 'J1', 'proposal', 'bookmark', { passage: first!.id, note: 'x'.repeat(281) })).toBe('note-too-long');
		expect(await act(room, 'J2', 'proposal', 'unbookmark', { passage: first!.id })).toBe('accepted');
		expect((await hand<ProposalOnHand>(room, 'J1', 'proposal')).bookmarks).toEqual({ [first!.id]: 'canari-note', [second!.id]: '' });
		const others = await Promise.all(['J2', 'T1', 'T2', 'T3'].map((code) => hand<ProposalOnHand>(room, code, 'proposal')));
		expect(others.map(({ bookmarks }) => bookmarks)).toEqual([{}, {}, {}, {}]);
		const screens = [await wall(room, 'proposal'), await desk(room, 'proposal'), await desk<RetouchOnDesk>(room, 'retouch'), await wall<RetouchOnWall>(room, 'retouch'), others];
		expect(JSON.stringify(screens)).not.toContain('canari-note');
		expect(await entries()).toBe(before);
		// heard in order: had a bookmark been told, it would stand before this
		await inTransaction((tx) => announce(tx, `gathering:${room.gatheringId}`));
		await expect.poll(() => woken.includes(`gathering:${room.gatheringId}`)).toBe(true);
		stop();
		expect(woken).toEqual([`gathering:${room.gatheringId}`]);
		expect(await act(room, 'J1', 'proposal', 'unbookmark', { passage: first!.id })).toBe('accepted');
		expect((await hand<ProposalOnHand>(room, 'J1', 'proposal')).bookmarks).toEqual({ [second!.id]: '' });
	});
});

test('[MO109] everybody reads when the room is back; elsewhere nobody waits for it', async () => {
	const room = await rivelles();
	await moveTo(room, 'retouch');
	const { backAt, isOver, timeZone } = await hand<RetouchOnHand>(room, 'J1', 'retouch');
	const minutes = (Date.parse(backAt!) - now().getTime()) / 60_000;
	expect([Math.round(minutes), isOver, timeZone]).toEqual([12, false, 'Europe/Paris']);
	expect((await wall<RetouchOnWall>(room, 'retouch')).backAt!.slice(0, 16)).toBe(backAt!.slice(0, 16));
	await (await database()).update(stays).set({ enteredAt: new Date(now().getTime() - 13 * 60_000) }).where(eq(stays.gatheringId, room.gatheringId));
	expect((await desk<RetouchOnDesk>(room, 'retouch')).isOver).toBe(true);
	await moveTo(room, 'roles');
	expect((await hand<RetouchOnHand>(room, 'J1', 'retouch')).backAt).toBeNull();
});


describe('who asks', () => {
	const inCapacity = async (room: Room, code: string, capacity: Capacity) => {
		const { membershipId } = room.seats.get(code)!;
		await (await database()).update(memberships).set({ capacity }).where(eq(memberships.id, membershipId));
		room.seats.set(code, { ...room.seats.get(code)!, capacity });
	};

	test('[MO120] [MO122] the jury and the team ask and support; the prescriber answers, and a third party reads', async () => {
		const room = await rivelles();
		await moveTo(room, 'clarification');
		expect(await act(room, 'J1', 'clarification', 'ask', { text: 'Que fait-on des barquettes ?' })).toBe('accepted');
		// MO15: a finger that touches twice asks once
		expect(await act(room, 'J1', 'clarification', 'ask', { text: 'Que fait-on des barquettes ? ' })).toBe('accepted');
		const { queue } = await wall<ClarificationOnWall>(room, 'clarification');
		const question = queue[0]!.id;
		for (const capacity of ['contractor', 'observer', 'reservist', 'prescriber'] as const) {
			await inCapacity(room, 'J2', capacity);
			expect(await act(room, 'J2', 'clarification', 'ask', { text: 'Combien ?' }), capacity).toBe('asks-nothing');
			expect(await act(room, 'J2', 'clarification', 'support', { question }), capacity).toBe('asks-nothing');
			expect(await hand<ClarificationOnHand>(room, 'J2', 'clarification')).toMatchObject({ isAsking: false, mayAsk: false, queue: [{ share: 1 }] });
		}
		for (const code of ['T2', 'T3', 'J3']) expect(await act(room, code, 'clarification', 'support', { question })).toBe('accepted');
		expect((await wall<ClarificationOnWall>(room, 'clarification')).queue.map(({ share }) => share)).toEqual([4]);
	});

	test('[MO122] somebody shown out takes nothing off the counts, which would tell what was theirs', async () => {
		const room = await rivelles();
		await moveTo(room, 'clarification');
		await act(room, 'J1', 'clarification', 'ask', { text: 'Que fait-on des barquettes ?' });
		await act(room, 'J2', 'clarification', 'ask', { text: 'Où vont-elles ?' });
		const before = await wall<ClarificationOnWall>(room, 'clarification');
		await act(room, 'J3', 'clarification', 'support', { question: before.queue[1]!.id });
		const supported = await wall<ClarificationOnWall>(room, 'clarification');
		for (const code of ['J1', 'J3']) await (await database()).update(seats).set({ state: 'expelled' }).where(eq(seats.id, room.seats.get(code)!.seatId));
		expect(await wall<ClarificationOnWall>(room, 'clarification')).toEqual(supported);
		expect(supported.queue.map(({ share }) => share)).toEqual([2, 1]);
	});
});

describe('questions that are merged', () => {
	async function asked(): Promise<{ room: Room; idOf: (text: string) => Promise<string> }> {
		const room = await rivelles();
		await moveTo(room, 'clarification');
		for (const [code, text] of [['J1', 'Que fait-on des barquettes ?'], ['J3', 'Où vont-elles ?']] as const) expect(await act(room, code, 'clarification', 'ask', { text })).toBe('accepted');
		const idOf = async (text: string) => (await desk<ClarificationOnDesk>(room, 'clarification')).queue.find((one) => one.text === text)!.id;
		return { room, idOf };
	}
	const mine = async (room: Room, code: string) => (await hand<ClarificationOnHand>(room, code, 'clarification')).mine;

	test('[MO120] [MO125] whoever asked one reads the answer of the first, and may then ask another', async () => {
		const { room, idOf } = await asked();
		const [head, other] = [await idOf('Que fait-on des barquettes ?'), await idOf('Où vont-elles ?')];
		expect(await act(room, 'J9', 'clarification', 'support', { question: other })).toBe('accepted');
		expect(await act(room, 'desk', 'clarification', 'merge', { question: [head, other] })).toBe('accepted');
		const under = { id: head, text: 'Que fait-on des barquettes ?' };
		expect(await mine(room, 'J3')).toEqual([{ id: other, text: 'Où vont-elles ?', state: 'asked', answer: '', under }]);
		expect(await act(room, 'J3', 'clarification', 'ask', { text: 'Combien ?' })).toBe('question-already-asked');

		expect(await act(room, 'desk', 'clarification', 'answer', { question: head, text: 'À l’incinérateur.' })).toBe('accepted');
		expect(await mine(room, 'J3')).toEqual([{ id: other, text: 'Où vont-elles ?', state: 'answered', answer: 'À l’incinérateur.', under }]);
		const isTold = async (code: string) => (await hand<ClarificationOnHand>(room, code, 'clarification')).isAnsweredSupported;
		expect([await isTold('J9'), await isTold('J3'), await isTold('J8')]).toEqual([true, false, false]);
		expect(await act(room, 'J3', 'clarification', 'ask', { text: 'Combien ?' })).toBe('accepted');
	});

	test('[MO121] [MO125] the first withdrawn, the others wait again by themselves', async () => {
		const { room, idOf } = await asked();
		const [head, other] = [await idOf('Que fait-on des barquettes ?'), await idOf('Où vont-elles ?')];
		expect(await act(room, 'desk', 'clarification', 'merge', { question: [head, other] })).toBe('accepted');
		expect(await act(room, 'J1', 'clarification', 'withdraw', { question: head })).toBe('accepted');
		expect((await desk<ClarificationOnDesk>(room, 'clarification')).queue.map(({ text, share }) => [text, share])).toEqual([['Où vont-elles ?', 1]]);
	});
});
