import { and, eq } from 'drizzle-orm';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RoleCardId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { gatherings, seats } from '../../gatherings/server/tables.ts';
import type { Doer, SeatAtStep, StepServer } from '../../gatherings/server/step.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import { authorities, persons } from '../../people/server/tables.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { memberships, projects } from '../../projects/server/tables.ts';
import * as texts from '../../texts/server/texts.ts';
import type { MatrixOnDesk, MatrixOnHand, MatrixOnWall } from '../rules/steps/matrix.ts';
import type { ScenariosOnDesk, ScenariosOnHand, ScenariosOnWall } from '../rules/steps/scenarios.ts';
import type { VoteOnDesk, VoteOnHand, VoteOnWall } from '../rules/steps/vote.ts';
import * as casting from './casting.ts';
import * as deck from './deck.ts';
import * as matrices from './matrices.ts';
import { readRecord } from './record.ts';
import { recordPaper } from './recordPaper.ts';
import { toHtml } from '../../papers/rules/html.ts';
import * as scenarios from './scenarios.ts';
import { step as amendmentsStep } from './steps/amendments.ts';
import { step as matrixStep } from './steps/matrix.ts';
import { step as scenariosStep } from './steps/scenarios.ts';
import { step as voteStep } from './steps/vote.ts';
import { playedRoles, proposals, roleCards } from './tables.ts';

const authorityId = newId<'authority'>();
const at = new Date('2027-03-13T10:00:00Z');
const servers = { amendments: amendmentsStep, scenarios: scenariosStep, matrix: matrixStep, vote: voteStep } satisfies Record<string, StepServer>;
type StepName = keyof typeof servers;

beforeAll(async () => {
	await (await database()).insert(authorities).values({ id: authorityId, name: 'Trois-Rivelles', createdAt: at });
});

/** A room with v0 sealed, the team, jurors who play roles that name lines of the matrix, one who plays their own, and two scenarios. */
async function roomOf() {
	const db = await database();
	const [projectId, gatheringId] = [newId<'project'>(), newId<'gathering'>()];
	await db.insert(projects).values({ id: projectId, authorityId, code: projectId.slice(0, 8), title: 'À table', createdAt: at });
	const steps = (['amendments', 'scenarios', 'matrix', 'vote'] as const).map((step) => ({ step, plannedMinutes: 10, minimumMinutes: 5, isProtected: false, isOptional: false, register: 'write' as const }));
	await db.insert(gatherings).values({
		id: gatheringId,
		authorityId,
		projectId,
		kind: 'workshop',
		title: 'À table',
		startsAt: at,
		agenda: { version: 1, steps: [{ ...steps[0]!, step: 'roles' }, ...steps] },
		position: 1,
		joinCode: newId(),
		joinToken: newId(),
		joinTokenHash: newId(),
		joinOpensAt: at,
		joinClosesAt: at,
		projectorToken: newId(),
		projectorTokenHash: newId(),
		createdAt: at
	});
	const place = { authorityId, projectId, gatheringId, currentStep: 'scenarios' };
	let minutes = 0;
	const sitter = async (publicName: string, capacity: Capacity): Promise<SeatAtStep> => {
		const [personId, membershipId, seatId] = [newId<'person'>(), newId<'membership'>(), newId<'seat'>()];
		const joinedAt = new Date(at.getTime() + (minutes += 1) * 60_000);
		await db.insert(persons).values({ id: personId, authorityId, name: publicName, createdAt: at });
		await db.insert(memberships).values({ id: membershipId, authorityId, projectId, personId, capacity, publicName, startsAt: new Date(0), createdAt: at });
		await db.insert(seats).values({ id: seatId, authorityId, gatheringId, membershipId, state: 'admitted', joinedAt, admittedAt: joinedAt });
		return { ...place, seatId, membershipId, capacity, publicName };
	};
	const ines = await sitter('Inès', 'prescriber');
	const karim = await sitter('Karim', 'buyer');
	const brigitte = await sitter('Brigitte', 'elected-official');
	const aubepine = await sitter('Aubépine', 'juror');
	const tilleul = await sitter('Tilleul', 'juror');
	const saule = await sitter('Saule', 'juror');
	const solene = await sitter('Solène', 'reservist');
	const card = async (code: string, impacts: string[], risks: string[]): Promise<RoleCardId> => {
		const id = newId<'role-card'>();
		await db.insert(roleCards).values({ id, authorityId, projectId, code, name: `Rôle ${code}`, impacts, risks, createdAt: at });
		return id;
	};
	const plays = (seat: SeatAtStep, roleCardId: RoleCardId | null) => db.insert(playedRoles).values({ authorityId, gatheringId, seatId: seat.seatId, roleCardId, how: roleCardId ? 'chosen' : 'own', takenAt: at });
	const [r1, r3] = [await card('R1', ['I1', 'I2', 'I3'], ['RK1', 'RK2']), await card('R3', ['I4', 'I5', 'I1'], ['RK2', 'RK3'])];
	await plays(aubepine, r1);
	await plays(tilleul, r3);
	await plays(saule, null);
	const passages = ['Rénover la cuisine', 'Un prestataire'].map((text) => ({ id: newId<'passage'>() as string, kind: 'paragraph' as const, text }));
	await inTransaction(async (tx) => {
		const id = await texts.create(tx, { authorityId, projectId, occasionId: gatheringId, name: 'proposal', topic: `step:${gatheringId}` });
		expect((await texts.seal(tx, { textId: id, base: -1, passages, causes: passages.map(({ id: passageId }) => ({ passageId, author: 'prescriber', by: 'draft' })), actor: 'system', at })).accepted).toBe(true);
		await tx.insert(proposals).values({ gatheringId, authorityId, textId: id, sealedAt: at });
		for (const code of ['A', 'B']) expect(await scenarios.write(tx, place, { code, name: `Scénario ${code}`, idea: '', facts: [['Délai', code]] }, 'system')).toMatchObject({ accepted: true });
	});
	return { place, projectId, gatheringId, passages, ines, karim, brigitte, aubepine, tilleul, saule, solene, r1 };
}
type Room = Awaited<ReturnType<typeof roomOf>>;

const asSeat = (seat: SeatAtStep): Doer => ({ ...seat, actor: `seat:${seat.seatId}`, seat, at });
const asDesk = ({ place }: Room): Doer => ({ ...place, actor: `account:${newId()}`, at });

async function act(doer: Doer, step: StepName, name: string, fields: Record<string, string | string[]> = {}): Promise<string> {
	const found = servers[step].acts[name]!;
	const outcome = (await inTransaction((tx) => found.run(tx, doer, v.parse(found.shape, fields) as never))) as Outcome<unknown, string>;
	return outcome.accepted ? 'accepted' : outcome.reason;
}
const wall = async <Seen = ScenariosOnWall>(room: Room, step: StepName = 'scenarios') => (await servers[step].screen(await database(), room.place)) as Seen;
const desk = async <Seen = ScenariosOnDesk>(room: Room, step: StepName = 'scenarios') => (await servers[step].desk(await database(), room.place)) as Seen;
const hand = async <Seen = ScenariosOnHand>(seat: SeatAtStep, step: StepName = 'scenarios') => (await servers[step].hand(await database(), seat)) as Seen;
const one = async (room: Room, code: string) => (await wall(room)).scenarios.find((scenario) => scenario.code === code)!;
const words = (more: Record<string, string> = {}) => ({ scenario: 'A', revision: '0', base: '', name: 'Scénario A', idea: '', facts: 'Délai : A', modes: '', calendar: '', ...more });

/** Two amendments before the room: one integrated into v1, one that waits. */
async function amended(room: Room) {
	for (const [text, passage] of [['Une cuisine neuve', 0], ['Sept lots', 1]] as const) await act({ ...asSeat(room.aubepine), at: new Date(at.getTime() + passage * 1000) }, 'amendments', 'write', { type: 'replace', passage: room.passages[passage]!.id, text, reason: 'parce que' });
	await act(asDesk(room), 'amendments', 'begin');
	const { amendments } = await desk<{ amendments: { id: string; code: string }[] }>(room, 'amendments');
	const [first, second] = [amendments.find(({ code }) => code === 'AM01')!.id, amendments.find(({ code }) => code === 'AM02')!.id];
	await act(asSeat(room.ines), 'amendments', 'answer', { amendment: first, answer: 'take' });
	expect(await act(asSeat(room.karim), 'amendments', 'integrate', { base: '0', amendment: first, [`words-${room.passages[0]!.id}`]: 'Une cuisine neuve' })).toBe('accepted');
	return { first, second };
}

describe('what a scenario holds', () => {
	test('[MO201] [MO155] the last version where it names none, what was sent into it at once, what is taken out and put in', async () => {
		const room = await roomOf();
		const { first, second } = await amended(room);
		expect(await one(room, 'A')).toMatchObject({ version: 1, kept: 1, added: [], removed: [] });
		await act(asSeat(room.ines), 'amendments', 'answer', { amendment: second, answer: 'to-scenario', scenario: 'B' });
		expect((await one(room, 'B')).added.map(({ code }) => code)).toEqual(['AM02']);
		expect(await act(asSeat(room.karim), 'scenarios', 'take-out', { scenario: 'A', amendment: first })).toBe('accepted');
		expect(await act(asDesk(room), 'scenarios', 'put-in-at-desk', { scenario: 'A', amendment: second })).toBe('accepted');
		expect(await one(room, 'A')).toMatchObject({ kept: 0, added: [{ code: 'AM02' }], removed: [{ code: 'AM01' }] });
		expect((await wall(room)).differences.amendments.map(({ code, in: codes }) => [code, codes])).toEqual([['AM01', ['B']]]);
		await act(asSeat(room.aubepine), 'amendments', 'withdraw', { amendment: second });
		expect((await one(room, 'A')).added).toEqual([]);
	});

	test('[MO205] two who take out and put in at once have both done it', async () => {
		const room = await roomOf();
		const { first, second } = await amended(room);
		expect(await Promise.all([act(asSeat(room.karim), 'scenarios', 'take-out', { scenario: 'A', amendment: first }), act(asSeat(room.ines), 'scenarios', 'put-in', { scenario: 'A', amendment: second })])).toEqual(['accepted', 'accepted']);
		expect(await one(room, 'A')).toMatchObject({ added: [{ code: 'AM02' }], removed: [{ code: 'AM01' }] });
	});

	test('[MO205] two who write the same scenario at once: the second is told, and overwrites nothing; the same words twice are once', async () => {
		const room = await roomOf();
		const both = await Promise.all([act(asSeat(room.karim), 'scenarios', 'compose', words({ idea: 'Cuire près' })), act(asDesk(room), 'scenarios', 'compose-at-desk', words({ idea: 'Cuire loin' }))]);
		expect(both.sort()).toEqual(['accepted', 'scenario-changed-meanwhile']);
		const { idea, revision } = await one(room, 'A');
		expect(['Cuire près', 'Cuire loin']).toContain(idea);
		expect(await act(asSeat(room.karim), 'scenarios', 'compose', words({ idea, revision: '0' }))).toBe('accepted');
		expect((await one(room, 'A')).revision).toBe(revision);
		expect(await act(asSeat(room.karim), 'scenarios', 'compose', words({ idea: 'Cuire ici', revision: String(revision), base: '0', modes: 'achat', calendar: '2028' }))).toBe('accepted');
		expect(await one(room, 'A')).toMatchObject({ idea: 'Cuire ici', version: 0, modes: 'achat', calendar: '2028' });
		expect(await act(asDesk(room), 'scenarios', 'compose-at-desk', words({ revision: String(revision + 1), base: '7' }))).toBe('version-unknown');
	});

	test('[MO205] two who add a scenario at once have two letters, and a letter that an amendment opened is not given again', async () => {
		const room = await roomOf();
		const { second } = await amended(room);
		const added = await Promise.all([
			act(asDesk(room), 'scenarios', 'compose-at-desk', words({ scenario: '', name: 'Un' })),
			act(asSeat(room.karim), 'scenarios', 'compose', words({ scenario: '', name: 'Deux' })),
			act(asSeat(room.ines), 'amendments', 'answer', { amendment: second, answer: 'to-scenario' })
		]);
		expect(added).toEqual(['accepted', 'accepted', 'accepted']);
		const { scenarios: written, toName } = await wall(room);
		expect([...written.map(({ code }) => code), ...toName.map(({ code }) => code)].sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
	});

	test('[MO205] [MO30] once the vote is open nothing changes, and each scenario keeps the version on which the room votes', async () => {
		const room = await roomOf();
		await amended(room);
		expect(await act(asDesk(room), 'vote', 'open-vote')).toBe('accepted');
		expect((await scenarios.list(await database(), room.place)).map(({ base }) => base)).toEqual([1, 1]);
		const { second } = { second: (await desk<{ amendments: { id: string }[] }>(room, 'amendments')).amendments[1]!.id };
		expect(await act(asDesk(room), 'scenarios', 'compose-at-desk', words({ idea: 'trop tard' }))).toBe('vote-already-open');
		expect(await act(asSeat(room.karim), 'scenarios', 'put-in', { scenario: 'A', amendment: second })).toBe('vote-already-open');
		expect(await act(asDesk(room), 'scenarios', 'remove', { scenario: 'A' })).toBe('vote-already-open');
		expect(await act(asSeat(room.aubepine), 'scenarios', 'suggest', { scenario: 'A', kind: 'fact', text: 'tard' })).toBe('vote-already-open');
		expect(await act(asDesk(room), 'scenarios', 'add-range', { scenario: 'A', label: 'Achat', low: '1', high: '' })).toBe('vote-already-open');
		expect(await hand(room.karim)).toMatchObject({ isFixed: true, mayWrite: [], bench: null });
	});
});

describe('who writes, and who suggests', () => {
	test('[MO203] [MO209] a juror writes nowhere, then in the scenario whose table she hosts; the elected official hosts none', async () => {
		const room = await roomOf();
		expect(await act(asSeat(room.aubepine), 'scenarios', 'compose', words({ idea: 'x' }))).toBe('not-your-scenario');
		expect(await act(asDesk(room), 'scenarios', 'name-host', { scenario: 'A', seat: room.brigitte.seatId })).toBe('not-a-host');
		expect(await act(asDesk(room), 'scenarios', 'name-host', { scenario: 'A', seat: newId() })).toBe('seat-unknown');
		expect(await act(asDesk(room), 'scenarios', 'name-host', { scenario: 'A', seat: room.aubepine.seatId })).toBe('accepted');
		expect(await hand(room.aubepine)).toMatchObject({ mayWrite: ['A'], mayAdd: false, table: 'A' });
		expect(await act(asSeat(room.aubepine), 'scenarios', 'compose', words({ idea: 'x' }))).toBe('accepted');
		expect(await act(asSeat(room.aubepine), 'scenarios', 'compose', words({ scenario: 'B', name: 'x' }))).toBe('not-your-scenario');
		// one host a table, and who goes to another hosts no more
		await act(asDesk(room), 'scenarios', 'name-host', { scenario: 'A', seat: room.tilleul.seatId });
		expect((await hand(room.aubepine)).mayWrite).toEqual([]);
		await act(asSeat(room.tilleul), 'scenarios', 'sit-at', { scenario: 'B' });
		expect((await hand(room.tilleul)).mayWrite).toEqual([]);
		expect((await desk(room)).tables).toEqual([
			{ scenario: 'A', seats: 1, host: null },
			{ scenario: 'B', seats: 1, host: null }
		]);
	});

	test('[MO204] a suggestion waits without a name, is taken in one tap once, or left; its author alone takes it back', async () => {
		const room = await roomOf();
		const suggest = (seat: SeatAtStep, text: string, kind = 'fact') => act(asSeat(seat), 'scenarios', 'suggest', { scenario: 'A', kind, text });
		expect(await suggest(room.aubepine, 'Pilote : six mois')).toBe('accepted');
		expect(await suggest(room.aubepine, 'Pilote : six mois')).toBe('accepted');
		expect(await suggest(room.solene, 'x')).toBe('not-a-voice');
		const [waiting] = (await desk(room)).bench.suggestions;
		expect((await desk(room)).bench.suggestions).toHaveLength(1);
		expect(JSON.stringify((await desk(room)).bench)).not.toContain(room.aubepine.seatId);
		expect((await hand(room.tilleul)).suggestions).toEqual([]);
		expect(await act(asSeat(room.tilleul), 'scenarios', 'take-back-suggestion', { suggestion: waiting!.id })).toBe('suggestion-unknown');
		expect(await act(asSeat(room.tilleul), 'scenarios', 'take-suggestion', { suggestion: waiting!.id })).toBe('not-your-scenario');
		const both = await Promise.all([act(asDesk(room), 'scenarios', 'take-suggestion-at-desk', { suggestion: waiting!.id }), act(asSeat(room.karim), 'scenarios', 'take-suggestion', { suggestion: waiting!.id })]);
		expect(both.sort()).toEqual(['accepted', 'suggestion-unknown']);
		expect((await one(room, 'A')).facts).toEqual([['Délai', 'A'], ['Pilote', 'six mois']]);
		expect((await hand(room.aubepine)).suggestions[0]!.state).toBe('taken');
		for (const text of ['un', 'deux', 'trois', 'quatre']) expect(await suggest(room.aubepine, text, 'idea')).toBe('accepted');
		expect(await suggest(room.aubepine, 'cinq')).toBe('suggestions-too-many');
		const { suggestions } = await hand(room.aubepine);
		const idOf = (text: string) => suggestions.find((suggested) => suggested.text === text)!.id;
		await act(asSeat(room.aubepine), 'scenarios', 'take-back-suggestion', { suggestion: idOf('un') });
		await act(asSeat(room.ines), 'scenarios', 'leave-suggestion', { suggestion: idOf('deux') });
		expect(Object.fromEntries((await hand(room.aubepine)).suggestions.map(({ text, state }) => [text, state]))).toEqual({ 'Pilote : six mois': 'taken', deux: 'left', trois: 'waiting', quatre: 'waiting' });
	});
});

describe('the budget lever', () => {
	test('[MO207] [MO208] what the desk moves, every screen reads; what is no amount is refused, and the line stays', async () => {
		const room = await roomOf();
		expect(await act(asDesk(room), 'scenarios', 'write-total', { low: '4 M€', high: '' })).toBe('accepted');
		expect(await act(asDesk(room), 'scenarios', 'add-range', { scenario: 'A', label: 'Achat', low: '3,9 M€', high: '4 M€' })).toBe('accepted');
		const [line] = (await one(room, 'A')).budget;
		expect((await one(room, 'A')).weighed).toEqual({ sum: { low: 390_000_000, high: 400_000_000 }, verdict: 'fits', over: 0 });
		const move = (low: string, high: string) => act(asDesk(room), 'scenarios', 'move-range', { line: line!.id, label: 'Achat', low, high });
		expect(await move('4,1 M€', '4,2 M€')).toBe('accepted');
		for (const seen of [await wall(room), await hand(room.saule), await desk(room)]) expect(seen.scenarios[0]!.weighed).toMatchObject({ verdict: 'exceeds', over: 10_000_000 });
		expect([await move('-1', ''), await move('9999999999', ''), await move('5', '4'), await move('', '')]).toEqual(['amount-negative', 'amount-too-large', 'range-reversed', 'amount-missing']);
		expect((await one(room, 'A')).budget).toMatchObject([{ low: 410_000_000, high: 420_000_000 }]);
		const moves = () => database().then((db) => db.$count(journalEntries, and(eq(journalEntries.projectId, room.projectId), eq(journalEntries.act, 'budget-line-moved'))));
		const before = await moves();
		await move('4,1 M€', '4,2 M€');
		expect(await moves()).toBe(before);
		await act(asDesk(room), 'scenarios', 'write-total', { low: '', high: '' });
		expect((await wall(room)).total).toBeNull();
		for (let nth = 2; nth <= 12; nth += 1) expect(await act(asDesk(room), 'scenarios', 'add-range', { scenario: 'A', label: `Ligne ${nth}`, low: '1', high: '' })).toBe('accepted');
		expect(await act(asDesk(room), 'scenarios', 'add-range', { scenario: 'A', label: 'Ligne 13', low: '1', high: '' })).toBe('budget-lines-too-many');
		expect(await act(asDesk(room), 'scenarios', 'drop-range', { line: line!.id })).toBe('accepted');
		expect(await act(asDesk(room), 'scenarios', 'drop-range', { line: line!.id })).toBe('budget-line-unknown');
	});
});

/** Five impacts and three risks, those scored ahead but for the last. */
async function withLines(room: Room) {
	const line = (kind: string, code: string) => ({ line: '', kind, code, name: `Ligne ${code}`, indicator: '', base: '', target: '', holder: '', mitigation: '' });
	for (const code of ['I1', 'I2', 'I3', 'I4', 'I5']) expect(await act(asDesk(room), 'matrix', 'write-line', line('impact', code))).toBe('accepted');
	for (const code of ['RK1', 'RK2', 'RK3']) expect(await act(asDesk(room), 'matrix', 'write-line', line('risk', code))).toBe('accepted');
	for (const risk of ['RK1', 'RK2']) expect(await act(asDesk(room), 'matrix', 'prepare', { risk, [`probability:${risk}:A`]: '2', [`gravity:${risk}:A`]: '3', [`probability:${risk}:B`]: '4', [`gravity:${risk}:B`]: '4' })).toBe('accepted');
	await inTransaction((tx) => matrixStep.carryOut(tx, { ...room.place, currentStep: 'matrix' }, { do: 'open', what: 'matrix' }, at));
}
const scores = (of: Readonly<Record<string, readonly [string, string]>>) => Object.fromEntries(Object.entries(of).flatMap(([line, [a, b]]) => [[`impact:${line}:A`, a], [`impact:${line}:B`, b]]));

describe('the matrix', () => {
	test('[MO210] [MO211] lines are written ahead; what was scored does not go, and its code stays', async () => {
		const room = await roomOf();
		await withLines(room);
		const line = { kind: 'impact', indicator: '%', base: '31', target: '50', holder: '', mitigation: '' };
		expect(await act(asDesk(room), 'matrix', 'write-line', { ...line, line: '', code: 'I1', name: 'Encore' })).toBe('line-code-taken');
		expect(await act(asDesk(room), 'matrix', 'write-line', { ...line, line: 'I1', code: 'I9', name: 'Le goût' })).toBe('accepted');
		expect((await matrices.linesOf(await database(), room.place))[0]).toMatchObject({ code: 'I1', name: 'Le goût', indicator: '%' });
		expect(await act(asDesk(room), 'matrix', 'write-line', { ...line, line: 'I9', code: '', name: 'x' })).toBe('line-unknown');
		expect(await act(asDesk(room), 'matrix', 'prepare', { risk: 'I1', 'probability:I1:A': '1' })).toBe('line-unknown');
		expect(await act(asDesk(room), 'matrix', 'prepare', { risk: 'RK3', 'probability:RK3:A': '1', 'gravity:RK3:A': '1' })).toBe('line-half-scored');
		expect(await act(asSeat(room.aubepine), 'matrix', 'score-impacts', scores({ I2: ['1', '2'] }))).toBe('accepted');
		expect([await act(asDesk(room), 'matrix', 'remove-line', { line: 'I2' }), await act(asDesk(room), 'matrix', 'remove-line', { line: 'I3' }), await act(asDesk(room), 'matrix', 'remove-line', { line: 'RK1' })]).toEqual(['line-scored', 'accepted', 'accepted']);
	});

	test('[MO212] each scores the lines of its card; who plays their own role, those that the fewest do; a reservist none', async () => {
		const room = await roomOf();
		await withLines(room);
		const mine = async (seat: SeatAtStep) => {
			const { sheet } = await hand<MatrixOnHand>(seat, 'matrix');
			return sheet && [sheet.impacts.map(({ code }) => code), sheet.risks.map(({ code }) => code)];
		};
		expect(await mine(room.aubepine)).toEqual([['I1', 'I2', 'I3'], ['RK1', 'RK2']]);
		expect(await mine(room.tilleul)).toEqual([['I1', 'I4', 'I5'], ['RK2', 'RK3']]);
		expect((await mine(room.saule))![0]).toHaveLength(3);
		expect(await mine(room.solene)).toBeNull();
		expect(await act(asSeat(room.solene), 'matrix', 'confirm-risks')).toBe('not-a-scorer');
		expect(await act(asSeat(room.aubepine), 'matrix', 'score-impacts', scores({ I4: ['1', '2'] }))).toBe('line-not-yours');
		const { lines } = await desk<MatrixOnDesk>(room, 'matrix');
		expect(lines.filter(({ scorers }) => scorers === 0)).toEqual([]);
	});

	test('[MO213] [MO214] [MO216] scores are one’s own until the close, changed freely; then the sums, the order and the widest gaps', async () => {
		const room = await roomOf();
		await withLines(room);
		expect(await act(asSeat(room.aubepine), 'matrix', 'score-impacts', scores({ I1: ['3', '-2'], I2: ['1', '1'], I3: ['0', '0'] }))).toBe('accepted');
		expect(await act(asSeat(room.aubepine), 'matrix', 'score-impacts', { 'impact:I1:A': '3' })).toBe('line-half-scored');
		expect(await act(asSeat(room.aubepine), 'matrix', 'score-impacts', scores({ I1: ['3', '-1'] }))).toBe('accepted');
		expect(await act(asSeat(room.tilleul), 'matrix', 'score-impacts', scores({ I1: ['-1', '2'], I4: ['2', '2'], I5: ['0', '1'] }))).toBe('accepted');
		expect(await act(asSeat(room.aubepine), 'matrix', 'confirm-risks')).toBe('accepted');
		expect(await act(asSeat(room.tilleul), 'matrix', 'score-risks', { 'probability:RK2:A': '1', 'gravity:RK2:A': '1', 'probability:RK2:B': '1', 'gravity:RK2:B': '2', 'probability:RK3:A': '1', 'gravity:RK3:A': '1', 'probability:RK3:B': '1', 'gravity:RK3:B': '1' })).toBe('accepted');
		const open = await hand<MatrixOnHand>(room.aubepine, 'matrix');
		expect(open).toMatchObject({ isOpen: true, matrix: null, finished: 2, asked: 6, sheet: { impactScores: { I1: { A: 3, B: -1 } }, hasImpacts: true, hasRisks: true } });
		// a figure of somebody else’s is on no screen
		for (const seen of [await wall(room, 'matrix'), await hand(room.saule, 'matrix'), await desk(room, 'matrix')]) expect(JSON.stringify(seen)).not.toMatch(/"(I1|I4)":\{"A":(3|-1|2)/);
		expect((await readRecord(await database(), room.gatheringId, at)).matrix).toBeNull();
		expect((await matrixStep.foresee!(await database(), room.place)).leaving).toEqual([{ warning: 'matrix-unscored', count: 4, isFinal: false }]);

		expect(await act(asDesk(room), 'matrix', 'close')).toBe('accepted');
		const { matrix } = await wall<MatrixOnWall>(room, 'matrix');
		expect(matrix!.order).toEqual([
			{ scenario: 'B', impacts: 4.5, risks: 16 + 9 + 1, rank: 1 },
			{ scenario: 'A', impacts: 4, risks: 6 + 3.5 + 1, rank: 2 }
		]);
		expect((await desk<MatrixOnDesk>(room, 'matrix')).gaps).toEqual([
			{ line: 'I1', scenario: 'A', lowest: -1, highest: 3, scores: 2 },
			{ line: 'I1', scenario: 'B', lowest: -1, highest: 2, scores: 2 }
		]);
		expect(await act(asSeat(room.saule), 'matrix', 'confirm-risks')).toBe('matrix-closed');
		const html = toHtml(recordPaper(await readRecord(await database(), room.gatheringId, at)));
		for (const told of ['Impacts recherchés', '+4,5', '16 · très fort', 'de −1 à +3, 2 notes']) expect(html).toContain(told);
		await act(asDesk(room), 'matrix', 'reopen');
		expect((await wall<MatrixOnWall>(room, 'matrix')).matrix).toBeNull();
	});

	test('[MO218] a score that races the close counts whole and is in the table, or is refused and is in none', async () => {
		const room = await roomOf();
		await withLines(room);
		await act(asSeat(room.tilleul), 'matrix', 'score-impacts', scores({ I4: ['1', '1'], I5: ['1', '1'], I1: ['1', '1'] }));
		const [scored, closed] = await Promise.all([act(asSeat(room.aubepine), 'matrix', 'score-impacts', scores({ I1: ['3', '3'], I2: ['3', '3'], I3: ['3', '3'] })), act(asDesk(room), 'matrix', 'close')]);
		expect(closed).toBe('accepted');
		expect(['accepted', 'matrix-closed']).toContain(scored);
		const { matrix } = await wall<MatrixOnWall>(room, 'matrix');
		expect(matrix!.impacts.find(({ code }) => code === 'I2')!.means).toEqual(scored === 'accepted' ? { A: 3, B: 3 } : {});
		expect(await act(asDesk(room), 'matrix', 'close')).toBe('matrix-not-open');
		expect(await act(asSeat(room.aubepine), 'matrix', 'score-impacts', scores({ I1: ['0', '0'] }))).toBe('matrix-closed');
	});

	test('[MO218] leaving the step closes it, going back to it opens it again', async () => {
		const room = await roomOf();
		await withLines(room);
		await act(asSeat(room.tilleul), 'matrix', 'score-impacts', scores({ I4: ['1', '1'] }));
		const carry = (effect: 'open' | 'close') => inTransaction((tx) => matrixStep.carryOut(tx, room.place, { do: effect, what: 'matrix' }, at));
		await carry('close');
		await carry('close');
		expect((await wall<MatrixOnWall>(room, 'matrix')).matrix).not.toBeNull();
		await carry('open');
		expect(await wall<MatrixOnWall>(room, 'matrix')).toMatchObject({ isOpen: true, matrix: null });
	});

	test('[MO216] who was shown out before the close does not count; afterwards, the table stays', async () => {
		const room = await roomOf();
		await withLines(room);
		const db = await database();
		await act(asSeat(room.tilleul), 'matrix', 'score-impacts', scores({ I1: ['1', '1'] }));
		await act(asSeat(room.aubepine), 'matrix', 'score-impacts', scores({ I1: ['3', '3'] }));
		await db.update(seats).set({ state: 'expelled', expelledAt: at }).where(eq(seats.id, room.aubepine.seatId));
		await inTransaction((tx) => matrices.close(tx, { ...asDesk(room), at: new Date(at.getTime() + 60_000) }));
		const mean = async () => (await wall<MatrixOnWall>(room, 'matrix')).matrix!.impacts[0]!.means.A;
		expect(await mean()).toBe(1);
		await db.update(seats).set({ state: 'expelled', expelledAt: new Date(at.getTime() + 120_000) }).where(eq(seats.id, room.tilleul.seatId));
		expect(await mean()).toBe(1);
	});

	test('[MO30] a scenario that goes takes its scores along', async () => {
		const room = await roomOf();
		await withLines(room);
		await act(asSeat(room.aubepine), 'matrix', 'score-impacts', scores({ I1: ['1', '2'] }));
		await act(asSeat(room.aubepine), 'matrix', 'confirm-risks');
		await act(asDesk(room), 'scenarios', 'add-range', { scenario: 'B', label: 'Achat', low: '1', high: '' });
		expect(await act(asDesk(room), 'scenarios', 'remove', { scenario: 'B' })).toBe('accepted');
		await act(asDesk(room), 'matrix', 'close');
		expect((await wall<MatrixOnWall>(room, 'matrix')).matrix!.order).toEqual([{ scenario: 'A', impacts: 1, risks: 12, rank: 1 }]);
	});
});

describe('the card is handed back', () => {
	test('[MO220] with a sentence or without, again and back; it leaves the hand, and the vote waits for nobody', async () => {
		const room = await roomOf();
		expect(await act(asSeat(room.saule), 'vote', 'hand-back', { seen: 'x' })).toBe('role-not-taken');
		expect((await hand<VoteOnHand>(room.saule, 'vote')).card).toBeNull();
		const db = await database();
		const inHand = () => casting.inHand(db, room.gatheringId, room.aubepine.seatId);
		expect((await inHand())?.card.code).toBe('R1');
		expect(await act(asSeat(room.aubepine), 'vote', 'hand-back', { seen: 'x'.repeat(201) })).toBe('made-see-too-long');
		expect(await act(asSeat(room.aubepine), 'vote', 'hand-back', { seen: ' On ne demande  jamais qui épluche. ' })).toBe('accepted');
		expect(await inHand()).toBeNull();
		expect((await hand<VoteOnHand>(room.aubepine, 'vote')).card).toEqual({ role: { code: 'R1', name: 'Rôle R1' }, isHandedBack: true, madeSee: 'On ne demande jamais qui épluche.' });
		expect((await wall<VoteOnWall>(room, 'vote')).handedBack).toEqual({ cards: 2, back: 1, sentences: [] });
		expect(await act(asSeat(room.aubepine), 'vote', 'take-card-back')).toBe('accepted');
		expect((await inHand())?.card.code).toBe('R1');
		// who has not handed back votes all the same
		await act(asDesk(room), 'vote', 'open-vote');
		expect(await act(asSeat(room.tilleul), 'vote', 'cast', { 'grade-A': '0', 'grade-B': '1' })).toBe('accepted');
		expect(JSON.stringify(await db.select().from(journalEntries).where(eq(journalEntries.projectId, room.projectId)))).not.toContain('épluche');
	});

	test('[MO221] three sentences are shown once the vote is closed, by role and without a name; two are not', async () => {
		const room = await roomOf();
		await (await database()).update(playedRoles).set({ roleCardId: room.r1 }).where(and(eq(playedRoles.gatheringId, room.gatheringId), eq(playedRoles.seatId, room.saule.seatId)));
		await act(asDesk(room), 'vote', 'open-vote');
		for (const [seat, seen] of [[room.saule, 'Zoé verrait autrement.'], [room.aubepine, 'On ne demande pas qui épluche.']] as const) await act(asSeat(seat), 'vote', 'hand-back', { seen });
		const told = async () => [(await wall<VoteOnWall>(room, 'vote')).handedBack.sentences, (await desk<VoteOnDesk>(room, 'vote')).handedBack.sentences, (await hand<VoteOnHand>(room.tilleul, 'vote')).handedBack.sentences, (await readRecord(await database(), room.gatheringId, at)).handedBack.sentences];
		await act(asDesk(room), 'vote', 'close-vote');
		expect(await told()).toEqual([[], [], [], []]);
		expect(await act(asSeat(room.tilleul), 'vote', 'hand-back', { seen: 'La facture, je la lisais mal.' })).toBe('accepted');
		for (const sentences of await told())
			expect(sentences.map(({ role, sentence }) => [role.code, sentence])).toEqual([
				['R1', 'On ne demande pas qui épluche.'],
				['R1', 'Zoé verrait autrement.'],
				['R3', 'La facture, je la lisais mal.']
			]);
		expect(JSON.stringify(await told())).not.toContain(room.tilleul.seatId);
	});
});

test('[MO222] a card keeps its lines when only its words change, and takes others when the form says so', async () => {
	const room = await roomOf();
	await withLines(room);
	const doer = { authorityId, projectId: room.projectId, actor: 'system' as const, at };
	const card = { name: 'Rôle R1', mission: 'autre', defends: '', fears: '', means: '', questions: '', forbidden: '', isAbsent: false, isConcerned: true };
	const lines = async () => (({ impacts, risks }) => ({ impacts, risks }))((await casting.deckOf(await database(), doer)).find(({ code }) => code === 'R1')!);
	expect((await inTransaction((tx) => deck.change(tx, doer, room.r1, card))).accepted).toBe(true);
	expect(await lines()).toEqual({ impacts: ['I1', 'I2', 'I3'], risks: ['RK1', 'RK2'] });
	expect((await inTransaction((tx) => deck.change(tx, doer, room.r1, { ...card, lines: { impacts: ['I4'], risks: [] } }))).accepted).toBe(true);
	expect(await lines()).toEqual({ impacts: ['I4'], risks: [] });
	expect(await inTransaction((tx) => deck.change(tx, doer, room.r1, { ...card, lines: { impacts: ['I1', 'I2', 'I3', 'I4'], risks: [] } }))).toEqual({ accepted: false, reason: 'role-impacts-too-many' });
	expect((await matrices.linesOfProject(await database(), doer)).map(({ code }) => code)).toEqual(['I1', 'I2', 'I3', 'I4', 'I5', 'RK1', 'RK2', 'RK3']);
});
