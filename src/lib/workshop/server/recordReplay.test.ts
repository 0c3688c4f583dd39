// The record against a replay of the journal: whatever the room does with its amendments, both tell the same.
import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import type { Agenda } from '../../gatherings/rules/agenda.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import { toHtml } from '../../papers/rules/html.ts';
import { now } from '../../time/server/clock.ts';
import { amendmentTypes } from '../rules/amendments.ts';
import { versionsTold } from '../rules/proposalRecord.ts';
import { stepRules, type StepId } from '../rules/steps.ts';
import * as amendments from './amendments.ts';
import { must, Room, type Sitter } from './example/room.ts';
import * as proposals from './proposals.ts';
import { readRecord } from './record.ts';
import { recordPaper } from './recordPaper.ts';

const sitters = { prescriber: 'prescriber', buyer: 'buyer', juror1: 'juror', juror2: 'juror', juror3: 'juror' } as const satisfies Record<string, Capacity>;
type Who = keyof typeof sitters;
const jurors = ['juror1', 'juror2', 'juror3'] as const;

const agenda: Agenda = { version: 1, steps: (['clarification', 'amendments', 'closing'] satisfies StepId[]).map((step) => ({ step, ...stepRules[step].usual })) };

/** A room at the amendments, with v0. */
async function begin(tx: Tx): Promise<Room<Who>> {
	const at = now();
	const authorityId = await authorities.create(tx, { name: 'Trois-Rivelles', timeZone: 'Europe/Paris' }, at);
	const { accountId } = must(await accounts.create(tx, { authorityId, name: 'Solène', email: `solene+${authorityId}@exemple.invalid`, passwordHash: null }, at));
	const actor = `account:${accountId}` as const;
	const projectId = must(await projects.create(tx, { title: 'À table', summary: '', code: '', authorityId, actor }, at));
	const place = { authorityId, projectId, actor };
	const members = new Map<Who, Sitter>();
	for (const [who, capacity] of Object.entries(sitters)) {
		const membershipId = must(await memberships.add(tx, { ...place, person: { name: who }, capacity, code: who, startsAt: at }, at));
		members.set(who as Who, { membershipId, capacity, publicName: who });
	}
	const gatheringId = must(await gatherings.create(tx, { ...place, kind: 'workshop', title: 'À table', place: '', startsAt: at, agenda }, at));
	const desk = { ...place, gatheringId, at };
	must(await proposals.writeDraft(tx, desk, { text: 'Rénover la cuisine\n\nUn prestataire unique\n\nDes barquettes recyclables', version: '' }));
	must(await proposals.seal(tx, desk));
	const room = new Room<Who>(tx, { authorityId, projectId, gatheringId, accountId, name: 'Solène' }, at);
	await room.fill(members);
	await room.advance(0);
	await room.advance(1);
	return room;
}

const gestures = ['write', 'write', 'write', 'clarify', 'withdraw', 'take', 'take', 'take', 'otherwise', 'to-scenario', 'later', 'not-keep', 'put-back', 'integrate', 'integrate', 'integrate', 'turn', 'there-and-back'] as const;
interface Gesture {
	readonly does: (typeof gestures)[number];
	readonly juror: (typeof jurors)[number];
	readonly type: (typeof amendmentTypes)[number];
	readonly pick: number;
}

const turnMoves = ['begin', 'next', 'previous', 'rest', 'resume', 'silence-again'] as const;

/** One gesture, refused or not: a refusal must leave no trace in either. */
async function play(room: Room<Who>, { does, juror, type, pick }: Gesture, number: number): Promise<void> {
	room.wait(1);
	const { tx, by } = room;
	const own = await amendments.ofSeat(tx, room.seatOf.get(juror)!.seatId);
	const shown = await amendments.shown(tx, by.gatheringId);
	const { passages, number: base } = (await amendments.lastVersion(tx, by))!;
	const of = <One>(list: readonly One[]): One | undefined => list[pick % Math.max(1, list.length)];
	const passage = of(passages)?.id ?? '';
	const fields = { type, passage, text: `des mots ${number}`, reason: `parce que ${number}` };
	const amendment = of(shown)?.id ?? '';
	switch (does) {
		case 'write':
			await room.attempt(juror, 'write', fields);
			return;
		case 'clarify':
			await room.attempt(juror, 'rewrite', { ...fields, amendment: of(own)?.id ?? '' });
			return;
		case 'withdraw':
			await room.attempt(juror, 'withdraw', { amendment: of(own)?.id ?? '' });
			return;
		case 'not-keep':
			await room.attempt('facilitator', 'not-keep', { amendment, reason: `non ${number}` });
			return;
		case 'put-back':
			await room.attempt('facilitator', 'put-back', { amendment });
			return;
		case 'integrate': {
			const ready = shown.filter(({ state }) => state === 'taken' || state === 'otherwise').slice(0, 1 + (pick % 3));
			const words = ready.map((one) => (one.passageId && one.type !== 'add' ? { [`words-${one.passageId}`]: `écrit ${number}` } : { [`words-${one.id}`]: `ajouté ${number}`, [`after-${one.id}`]: '' }));
			await room.attempt('buyer', 'integrate', Object.assign({ base: String(pick % 7 === 0 ? 0 : base), amendment: ready.map(({ id }) => id) }, ...words));
			return;
		}
		case 'turn':
			await room.attempt('facilitator', of(turnMoves)!);
			return;
		case 'there-and-back':
			await room.goBack();
			await room.advance(1);
			return;
		default:
			await room.attempt('prescriber', 'answer', { amendment, answer: does, scenario: '' });
	}
}

interface Told {
	readonly state: string;
	readonly scenario: string | null;
	readonly version: number | null;
}

/** What the journal alone tells: its acts and ids, folded one after the other. */
function fold(entries: readonly (typeof journalEntries.$inferSelect)[], gathering: string) {
	const told = new Map<string, Told>();
	const versions: number[] = [];
	for (const { act, about: written } of entries) {
		const about = written as Readonly<Record<string, string | number>>;
		if (act === 'text-sealed') versions.push(Number(about.version));
		if (about.gathering !== gathering || typeof about.amendment !== 'string') continue;
		const was = told.get(about.amendment) ?? { state: '', scenario: null, version: null };
		const state = String(about.state ?? was.state);
		if (act === 'amendment-answered') told.set(about.amendment, { ...was, state, scenario: (about.scenario as string | undefined) ?? null });
		else if (act === 'amendment-integrated') told.set(about.amendment, { ...was, state, version: Number(about.version) });
		else told.set(about.amendment, { ...was, state });
	}
	return { told: [...told], versions };
}

test('[MO65] [MO147] whatever is written, answered, integrated, withdrawn, put back, the record is what a replay of the journal gives', { timeout: 120_000 }, async () => {
	const seen = new Set<string>();
	const gesture: fc.Arbitrary<Gesture> = fc.record({ does: fc.constantFrom(...gestures), juror: fc.constantFrom(...jurors), type: fc.constantFrom(...amendmentTypes), pick: fc.nat(60) });
	await fc.assert(
		fc.asyncProperty(fc.array(gesture, { minLength: 40, maxLength: 60 }), async (sequence) => {
			const { gatheringId, projectId } = await inTransaction(async (tx) => {
				const room = await begin(tx);
				await room.act('juror1', 'write', { type: 'replace', passage: (await amendments.lastVersion(tx, room.by))!.passages[0]!.id, text: 'Deux cuisines', reason: 'le chaud' });
				await room.act('facilitator', 'begin');
				for (const [number, one] of sequence.entries()) await play(room, one, number);
				return room.by;
			});
			const query = await database();
			const entries = await query.select().from(journalEntries).where(eq(journalEntries.projectId, projectId)).orderBy(journalEntries.number);
			const replayed = fold(entries, gatheringId);
			const { proposal } = await readRecord(query, gatheringId, now());
			expect(proposal!.amendments.map(({ id, state, scenario, resultingVersion }) => [id, { state, scenario, version: resultingVersion }])).toEqual(replayed.told);
			expect(proposal!.amendments.map(({ code }) => code)).toEqual(replayed.told.map((_, place) => `AM${String(place + 1).padStart(2, '0')}`));
			expect(proposal!.versions.map(({ number }) => number)).toEqual(replayed.versions);
			// each version is told with the amendments that caused its passages
			for (const { number, amendments: codes } of versionsTold(proposal!).slice(1)) {
				const causes = new Set(proposal!.versions[number]!.causes.map(({ by }) => by));
				expect(new Set(proposal!.amendments.filter(({ code }) => codes.includes(code)).map(({ id }) => id))).toEqual(causes);
			}
			for (const { state } of proposal!.amendments) seen.add(state);
			if (proposal!.versions.length > 2) seen.add('v2');
		}),
		// a smaller sequence would be looked for in the database, for minutes
		{ seed: 416_225_361, numRuns: 6, endOnFailure: true }
	);
	// the seed leads everywhere
	for (const state of ['proposed', 'integrated', 'withdrawn', 'not-kept', 'moved-to-scenario', 'v2']) expect(seen).toContain(state);
});

test('[MO64] what somebody keeps for themselves is not in the record: an amendment in silence, a bookmark; what was shown is, also withdrawn', async () => {
	const written = async (room: Room<Who>) => {
		const record = await readRecord(room.tx, room.by.gatheringId, now());
		return JSON.stringify(record) + toHtml(recordPaper(record));
	};
	await inTransaction(async (tx) => {
		const room = await begin(tx);
		const [passage] = (await amendments.lastVersion(tx, room.by))!.passages;
		await room.act('juror1', 'write', { type: 'replace', passage: passage!.id, text: 'canari-silence', reason: 'canari-raison' });
		const seat = { ...room.seatOf.get('juror1')!, currentStep: room.step };
		must(await proposals.bookmark(tx, { ...room.standing(), seat, actor: `seat:${seat.seatId}`, at: now() }, { passage: passage!.id, note: 'canari-marge' }));
		expect(await written(room)).not.toContain('canari');

		await room.act('facilitator', 'begin');
		expect(await written(room)).toContain('canari-silence');
		const [one] = await amendments.shown(tx, room.by.gatheringId);
		await room.act('juror1', 'withdraw', { amendment: one!.id });
		expect(await written(room)).toContain('canari-silence');
		expect(await written(room)).not.toContain('canari-marge');
	});
});
