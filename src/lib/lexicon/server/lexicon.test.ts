import { eq } from 'drizzle-orm';
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
import * as projects from '../../projects/server/projects.ts';
import { tapsEach } from '../rules/words.ts';
import * as lexicon from './lexicon.ts';
import { stuckWords } from './tables.ts';

const at = new Date('2027-03-13T10:00:00Z');
const registries: Registries = { rules: {}, servers: {} };
const agenda = { version: 1, steps: [{ step: 'welcome', plannedMinutes: 6, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' }] } as const;

function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

let count = 0;
/** A room with its doors open and three people in it. */
async function room() {
	count += 1;
	const by = await inTransaction(async (tx): Promise<FacilitatorFacts> => {
		const authorityId = await authorities.create(tx, { name: `Ville ${count}`, timeZone: 'Europe/Paris' }, at);
		const { accountId, name } = value(await accounts.create(tx, { authorityId, name: 'Solène', email: `solene${count}@mots.test`, passwordHash: null, isAdministrator: true }, at));
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const gatheringId = value(await gatherings.create(tx, { authorityId, projectId, kind: 'workshop', title: 'À table', startsAt: at, agenda, actor: 'system' }, at));
		const facts = { authorityId, projectId, gatheringId, accountId, name };
		value(await gatherings.openDoors(tx, facts, { revision: 0 }, at));
		return facts;
	});
	const people: SeatFacts[] = [];
	for (const name of ['Aubépine', 'Tilleul', 'Saule']) people.push(await sitDown(by, name));
	return { by, people: people as [SeatFacts, SeatFacts, SeatFacts] };
}

async function sitDown(by: FacilitatorFacts, publicName: string): Promise<SeatFacts> {
	return inTransaction(async (tx) => {
		const { joinToken } = await gatherings.read(tx, by.gatheringId);
		const { seatId } = value(await seats.join(tx, { by: { token: joinToken }, publicName, capacity: 'juror', address: 'ici' }, at));
		value(await seats.admit(tx, by, { seatId }, at));
		return { ...(await seats.admitted(tx, by, seatId))!, state: 'admitted', seenAt: null, reading: { textSize: 100, contrast: 'normal' } };
	});
}

const tap = (seat: SeatFacts, word: string) => inTransaction((tx) => lexicon.tap(tx, seat, { word }));
const explain = (by: FacilitatorFacts, word: string, meaning: string) => inTransaction((tx) => lexicon.explain(tx, by, { word, meaning }, at));
const taps = async ({ by }: Awaited<ReturnType<typeof room>>) => lexicon.tapsOf(await database(), by.gatheringId);
const kept = async ({ by }: Awaited<ReturnType<typeof room>>) => (await database()).select().from(stuckWords).where(eq(stuckWords.gatheringId, by.gatheringId));
const close = async ({ by }: Awaited<ReturnType<typeof room>>) => {
	const { revision } = await gatherings.read(await database(), by.gatheringId);
	return inTransaction((tx) => gatherings.close(tx, registries, by, { revision }, at));
};

describe('the word that trips', () => {
	test('[LE3] two taps of one seat count once, also at once and in two forms', async () => {
		const here = await room();
		const [a, b] = here.people;
		await Promise.all(Array.from({ length: 4 }, () => ['Allotissement', 'l’allotissement', 'allotissement.']).flat().map((word) => tap(a, word)));
		await tap(b, 'allotissement');
		expect(await taps(here)).toMatchObject([{ key: 'allotissement', seats: 2 }]);
		expect(await kept(here)).toHaveLength(2);
	});

	test('[LE3] a seat takes its tap back, and its own alone', async () => {
		const here = await room();
		const [a, b] = here.people;
		await tap(a, 'lot');
		await tap(b, 'lot');
		await inTransaction((tx) => lexicon.takeBack(tx, a, { word: 'Lot' }));
		expect(await taps(here)).toEqual([{ key: 'lot', word: 'lot', seats: 1 }]);
		const db = await database();
		expect([(await lexicon.inHand(db, a)).stuck, (await lexicon.inHand(db, b)).stuck]).toEqual([[], [{ key: 'lot', word: 'lot' }]]);
	});

	test('[LE3] one seat cannot drown the others', async () => {
		const here = await room();
		for (let nth = 0; nth < tapsEach; nth += 1) expect(reasonOf(await tap(here.people[0], `mot${nth}`))).toBe('accepted');
		expect(reasonOf(await tap(here.people[0], 'encore'))).toBe('taps-too-many');
		expect(reasonOf(await tap(here.people[0], 'mot3'))).toBe('accepted');
		expect(reasonOf(await tap(here.people[1], 'encore'))).toBe('accepted');
	});

	test('[LE3] nor by tapping everything at once on several screens', async () => {
		const here = await room();
		const outcomes = await Promise.all(Array.from({ length: tapsEach + 20 }, (_, nth) => tap(here.people[0], `mot${nth}`)));
		expect(outcomes.filter(({ accepted }) => accepted)).toHaveLength(tapsEach);
		expect(new Set(outcomes.flatMap((one) => (one.accepted ? [] : [one.reason])))).toEqual(new Set(['taps-too-many']));
		expect(await kept(here)).toHaveLength(tapsEach);
	});

	test('[LE4] counts alone are told: no seat, in the answer or in the journal; only those in the room count', async () => {
		const here = await room();
		const [a, b, c] = here.people;
		for (const seat of [a, b, c]) await tap(seat, 'Zigzag');
		await inTransaction((tx) => seats.expel(tx, here.by, c.seatId as SeatId, at));
		const told = await taps(here);
		expect(told).toEqual([{ key: 'zigzag', word: 'Zigzag', seats: 2 }]);
		const journal = await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, here.by.projectId));
		expect(journal.filter(({ act }) => /tap|word|stuck/.test(act))).toEqual([]);
		expect(JSON.stringify(journal)).not.toMatch(/zigzag/i);
	});

	test('[LE3] who still waits at the door, or was shown out, taps nothing', async () => {
		const here = await room();
		const [a, b] = here.people;
		expect(reasonOf(await tap({ ...a, state: 'waiting' }, 'lot'))).toBe('seat-waiting');
		await inTransaction((tx) => seats.expel(tx, here.by, b.seatId as SeatId, at));
		expect(reasonOf(await tap(b, 'lot'))).toBe('seat-expelled');
		expect(await kept(here)).toEqual([]);
	});

	test('[LE6] are erased by the closing, and none comes after it', async () => {
		const here = await room();
		const other = await room();
		await tap(here.people[0], 'lot');
		await tap(other.people[0], 'lot');
		expect(reasonOf(await close(here))).toBe('accepted');
		expect(await kept(here)).toEqual([]);
		expect(reasonOf(await tap(here.people[1], 'lot'))).toBe('gathering-closed');
		expect(await kept(here)).toEqual([]);
		expect(await taps(other)).toHaveLength(1);
	});

	test('[LE6] tapping while somebody closes leaves nothing behind', async () => {
		for (let round = 0; round < 5; round += 1) {
			const here = await room();
			await Promise.all([...here.people.map((seat) => tap(seat, 'lot')), close(here), ...here.people.map((seat) => tap(seat, 'DCE'))]);
			expect(await kept(here)).toEqual([]);
		}
	});
});

describe('the lexicon', () => {
	test('[LE2] a word has one meaning in a project: explained anew, it changes', async () => {
		const { by } = await room();
		value(await explain(by, 'l’allotissement', 'Couper un marché en lots.'));
		value(await explain(by, 'évolutivité', 'Pouvoir changer en route.'));
		value(await explain(by, 'Allotissement', 'Couper un marché en plusieurs parts.'));
		expect(await lexicon.entriesOf(await database(), by.projectId)).toEqual([
			{ word: 'Allotissement', key: 'allotissement', meaning: 'Couper un marché en plusieurs parts.' },
			{ word: 'évolutivité', key: 'evolutivite', meaning: 'Pouvoir changer en route.' }
		]);
		expect(reasonOf(await explain(by, ' ', 'Rien'))).toBe('word-missing');
		expect(reasonOf(await explain(by, 'lot', ' '))).toBe('meaning-missing');
	});

	test('[LE2] two who explain one word at once leave one meaning', async () => {
		const { by } = await room();
		await Promise.all(['un', 'deux', 'trois', 'quatre'].map((meaning) => explain(by, 'lot', meaning)));
		expect(await lexicon.entriesOf(await database(), by.projectId)).toHaveLength(1);
	});

	test('[LE7] the journal says that a word was explained, never which nor how; the room is told to look', async () => {
		const { by } = await room();
		const heard: string[] = [];
		let tell = () => {};
		const stop = await watch(
			(topic) => topic === `step:${by.gatheringId}`,
			(topic) => {
				heard.push(topic);
				tell();
			}
		);
		const { id } = value(await explain(by, 'canari', 'mot-secret'));
		while (heard.length === 0) await new Promise<void>((told) => (tell = told));
		stop();
		const [entry] = await (await database()).select().from(journalEntries).where(eq(journalEntries.act, 'word-explained')).then((rows) => rows.filter(({ projectId }) => projectId === by.projectId));
		expect(entry).toMatchObject({ actor: `account:${by.accountId}`, about: { gathering: by.gatheringId, entry: id } });
		expect(JSON.stringify(entry)).not.toMatch(/canari|secret/);
	});

	test('[LE7] another project does not read it', async () => {
		const [here, there] = [await room(), await room()];
		value(await explain(here.by, 'lot', 'Une part'));
		expect(await lexicon.entriesOf(await database(), there.by.projectId)).toEqual([]);
	});

	test('[LE9] is kept on the page of the project too: every open room is told, the journal names no word', async () => {
		const { by } = await room();
		const { gatheringId, ...onPage } = by;
		const heard: string[] = [];
		let tell = () => {};
		const stop = await watch(
			(topic) => topic === `step:${gatheringId}`,
			(topic) => {
				heard.push(topic);
				tell();
			}
		);
		const hears = async (times: number) => {
			while (heard.length < times) await new Promise<void>((told) => (tell = told));
		};
		value(await explain(onPage as FacilitatorFacts, 'canari', 'mot-secret'));
		await hears(1);
		value(await inTransaction((tx) => lexicon.withdraw(tx, onPage, { word: 'Canari' })));
		await hears(2);
		stop();
		expect(await lexicon.entriesOf(await database(), by.projectId)).toEqual([]);
		expect(reasonOf(await inTransaction((tx) => lexicon.withdraw(tx, onPage, { word: 'canari' })))).toBe('word-unknown');
		const journal = await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, by.projectId));
		expect(journal.map(({ act }) => act)).toEqual(expect.arrayContaining(['word-explained', 'explanation-withdrawn']));
		expect(JSON.stringify(journal)).not.toMatch(/canari|secret/);
	});

	test('[LE9] nobody takes an explanation out of another project', async () => {
		const [here, there] = [await room(), await room()];
		value(await explain(here.by, 'lot', 'Une part'));
		expect(reasonOf(await inTransaction((tx) => lexicon.withdraw(tx, there.by, { word: 'lot' })))).toBe('word-unknown');
		expect(await lexicon.entriesOf(await database(), here.by.projectId)).toHaveLength(1);
	});
});
