import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TextId } from '../../db/rules/ids.ts';
import { database, driver, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import { everything, watch } from '../../live/server/live.ts';
import { authorities } from '../../people/server/tables.ts';
import { projects } from '../../projects/server/tables.ts';
import { causesOf, checkChain } from '../rules/chain.ts';
import type { Passage } from '../rules/passages.ts';
import { textPassages, texts as textsTable, textVersions } from './tables.ts';
import * as texts from './texts.ts';

const at = new Date('2027-03-13T10:05:00Z');
const actor = 'seat:buyer' as const;

async function authorityWithProject() {
	const authorityId = newId<'authority'>();
	const projectId = newId<'project'>();
	const db = await database();
	await db.insert(authorities).values({ id: authorityId, name: 'Trois-Rivelles', createdAt: at });
	await db.insert(projects).values({ id: projectId, authorityId, code: 'ATR', title: 'À table, les Rivelles !', createdAt: at });
	return { authorityId, projectId };
}

let here: Awaited<ReturnType<typeof authorityWithProject>>;
let there: Awaited<ReturnType<typeof authorityWithProject>>;
beforeAll(async () => {
	here = await authorityWithProject();
	there = await authorityWithProject();
});

const passage = (text: string, kind: Passage['kind'] = 'paragraph'): Passage => ({ id: newId(), kind, text });
const occasion = () => ({ ...here, occasionId: newId(), name: 'proposal', topic: `step:${newId()}` });

async function seal(textId: TextId, base: number, passages: readonly Passage[], sealed: Partial<texts.Seal> = {}): Promise<number | texts.SealRefusal> {
	const outcome = await inTransaction(async (tx) => {
		const before = (await texts.readVersion(tx, textId, base))?.passages ?? [];
		return texts.seal(tx, { textId, base, passages, causes: causesOf(before, passages, { author: 'R1', by: 'AM01' }), actor, at, ...sealed });
	});
	return outcome.accepted ? outcome.value.number : outcome.reason;
}

async function withFirst(...passages: Passage[]): Promise<TextId> {
	const textId = await inTransaction((tx) => texts.create(tx, occasion()));
	expect(await seal(textId, -1, passages)).toBe(0);
	return textId;
}

const db = () => database();

describe('versions', () => {
	test('[TE4] v0, v1, v2, read one by one and as a chain', async () => {
		const [title, body] = [passage('À table', 'title'), passage('Un prestataire unique')];
		const where = occasion();
		const textId = await inTransaction((tx) => texts.create(tx, where));
		expect(await texts.find(await db(), where.authorityId, where.occasionId, 'proposal')).toEqual({ textId, latest: -1 });
		expect(await texts.readVersion(await db(), textId, 'latest')).toBeUndefined();
		expect(await texts.chain(await db(), textId)).toEqual([]);

		const lots = { ...body, text: 'Sept lots' };
		const pilot = passage('Un pilote de six mois', 'item');
		expect(await seal(textId, -1, [title, body])).toBe(0);
		expect(await seal(textId, 0, [title, pilot, lots], { causes: [{ passageId: lots.id, author: 'R4', by: 'AM03' }, { passageId: pilot.id, author: 'R8', by: 'AM09' }] })).toBe(1);
		expect(await seal(textId, 1, [title, pilot])).toBe(2);

		expect(await texts.find(await db(), where.authorityId, where.occasionId, 'proposal')).toEqual({ textId, latest: 2 });
		const v1 = {
			number: 1,
			passages: [title, pilot, lots],
			causes: [
				{ passageId: lots.id, author: 'R4', by: 'AM03' },
				{ passageId: pilot.id, author: 'R8', by: 'AM09' }
			],
			sealedAt: at.toISOString()
		};
		expect(await texts.readVersion(await db(), textId, 1)).toEqual(v1);
		expect(await texts.readVersion(await db(), textId, 'latest')).toMatchObject({ number: 2, passages: [title, pilot] });
		expect(await texts.readVersion(await db(), textId, 3)).toBeUndefined();
		const chain = await texts.chain(await db(), textId);
		expect(chain.map(({ number }) => number)).toEqual([0, 1, 2]);
		expect(chain[1]).toEqual(v1);
		expect(checkChain(chain).accepted).toBe(true);
	});

	test('[TE1] 20,000 characters in 300 passages are sealed and read back', async () => {
		const passages = Array.from({ length: 300 }, (_, place) => passage(`${place} `.padEnd(66, 'é')));
		const textId = await withFirst(...passages);
		// read as Postgres keeps them, one of them elsewhere than in the order of their places
		const read = await inTransaction(async (tx) => {
			await tx.update(textPassages).set({ version: 0 }).where(and(eq(textPassages.textId, textId), eq(textPassages.place, 3)));
			await tx.execute(sql`set local enable_indexscan = off`);
			await tx.execute(sql`set local enable_bitmapscan = off`);
			return texts.readVersion(tx, textId, 0);
		});
		expect(read!.passages).toEqual(passages);
	});

	test('[TE6] every passage may go, and the version without any is read', async () => {
		const textId = await withFirst(passage('Un'));
		expect(await seal(textId, 0, [])).toBe(1);
		expect(await texts.readVersion(await db(), textId, 'latest')).toMatchObject({ number: 1, passages: [] });
	});

	test('[TE5] [TE6] [TE7] what is refused writes nothing', async () => {
		const [one, two] = [passage('Un'), passage('Deux')];
		const textId = await withFirst(one, two);
		expect(await seal(textId, 0, [one])).toBe(1);
		const refusals: [texts.SealRefusal, Promise<number | string>][] = [
			['version-not-latest', seal(textId, 0, [one, passage('Trois')])],
			['passage-reused', seal(textId, 1, [one, two])],
			['nothing-changed', seal(textId, 1, [one])],
			['cause-missing', seal(textId, 1, [{ ...one, text: 'Uns' }], { causes: [] })],
			['passage-missing', seal(textId, 1, [{ ...one, text: ' ' }])],
			['passage-malformed', seal(textId, 1, [one, { id: "'; drop table texts; --", kind: 'paragraph', text: 'x' }])],
			['text-unknown', seal(newId<'text'>(), -1, [one])]
		];
		for (const [reason, answer] of refusals) expect(await answer).toBe(reason);
		expect((await texts.chain(await db(), textId)).map(({ passages }) => passages.length)).toEqual([2, 1]);
	});
});

describe('two hands at once', () => {
	test('[TE4] two seal on the same version: one wins, the other is told, nothing is lost', async () => {
		const [one, two] = [passage('Un'), passage('Deux')];
		const textId = await withFirst(one, two);
		const tries = await Promise.all([
			seal(textId, 0, [{ ...one, text: 'Un, de l’acheteur' }, two]),
			seal(textId, 0, [one, { ...two, text: 'Deux, de la plume' }], { actor: 'seat:scribe' })
		]);
		expect([...tries].sort()).toEqual([1, 'version-not-latest']);
		const winnerIsFirst = tries[0] === 1;
		const chain = await texts.chain(await db(), textId);
		expect(chain.map(({ number }) => number)).toEqual([0, 1]);
		expect(chain[0]!.passages).toEqual([one, two]);
		expect(chain[1]!.passages).toEqual(winnerIsFirst ? [{ ...one, text: 'Un, de l’acheteur' }, two] : [one, { ...two, text: 'Deux, de la plume' }]);

		// the other reads the new version and seals upon it: both changes stand
		const last = chain[1]!.passages;
		const again = winnerIsFirst ? [last[0]!, { ...two, text: 'Deux, de la plume' }] : [{ ...one, text: 'Un, de l’acheteur' }, last[1]!];
		expect(await seal(textId, 1, again)).toBe(2);
		expect((await texts.readVersion(await db(), textId, 'latest'))!.passages.map(({ text }) => text)).toEqual(['Un, de l’acheteur', 'Deux, de la plume']);
	});

	test('[TE4] the second waits for the first to commit, then reads its number', async () => {
		const one = passage('Un');
		const textId = await withFirst(one);
		let commit = () => {};
		let hold = () => {};
		const held = new Promise<void>((done) => (hold = done));
		const first = inTransaction(async (tx) => {
			const passages = [{ ...one, text: 'Une' }];
			const outcome = await texts.seal(tx, { textId, base: 0, passages, causes: causesOf([one], passages, { author: 'R1', by: 'AM01' }), actor, at });
			hold();
			await new Promise<void>((done) => (commit = done));
			return outcome.accepted;
		});
		await held;
		const second = seal(textId, 0, [{ ...one, text: 'Uns' }]);
		const watcher = await driver();
		await expect.poll(async () => (await watcher`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`).length, { interval: 5 }).toBe(1);
		commit();
		expect([await first, await second]).toEqual([true, 'version-not-latest']);
	});

	test('[TE4] twelve at once, each again until it is sealed: twelve versions without a hole, every change there', async () => {
		const passages = Array.from({ length: 12 }, (_, place) => passage(`passage ${place}`));
		const textId = await withFirst(...passages);
		let told = 0;
		await Promise.all(
			passages.map(async ({ id }, place) => {
				for (;;) {
					const last = (await texts.readVersion(await db(), textId, 'latest'))!;
					const answer = await seal(textId, last.number, last.passages.map((one) => (one.id === id ? { ...one, text: `récrit ${place}` } : one)));
					if (typeof answer === 'number') return;
					expect(answer).toBe('version-not-latest');
					told += 1;
				}
			})
		);
		const chain = await texts.chain(await db(), textId);
		expect(chain).toHaveLength(13);
		expect(checkChain(chain).accepted).toBe(true);
		expect(chain.at(-1)!.passages.map(({ text }) => text)).toEqual(passages.map((_, place) => `récrit ${place}`));
		expect(told).toBeGreaterThan(0);
	});

	test('[TE2] two create the same text at once: it is one', async () => {
		const where = occasion();
		const made = await Promise.all(Array.from({ length: 8 }, () => inTransaction((tx) => texts.create(tx, where))));
		expect(new Set(made).size).toBe(1);
	});

	test('[TE4] behind the rule, a unique key: a number is never given twice', async () => {
		const one = passage('Un');
		const textId = await withFirst(one);
		// somebody who forgot the lock
		const twice = (await db()).insert(textVersions).values({ ...{ authorityId: here.authorityId }, textId, number: 0, causes: [], sealedBy: actor, sealedAt: at });
		await expect(Promise.resolve(twice)).rejects.toMatchObject({ cause: { code: '23505' } });
	});
});

describe('the journal and the screens', () => {
	test('[TE6] a sealing is journaled with ids and counts only, and told to the topic', async () => {
		const where = { ...(await authorityWithProject()), occasionId: newId(), name: 'proposal', topic: `step:${newId()}` };
		const textId = await inTransaction((tx) => texts.create(tx, where));
		const heard: string[] = [];
		const stop = await watch((topic) => topic === where.topic, (topic) => void (topic !== everything && heard.push(topic)));
		expect(await seal(textId, -1, [passage('Un secret'), passage('Deux')], { onBehalfOf: 'seat:prescriber' })).toBe(0);
		await expect.poll(() => heard).toEqual([where.topic]);
		const [entry, ...others] = await (await db()).select().from(journalEntries).where(eq(journalEntries.projectId, where.projectId));
		expect(others).toEqual([]);
		expect(entry).toMatchObject({ act: 'text-sealed', actor, onBehalfOf: 'seat:prescriber', about: { text: textId, version: 0, passages: 2 } });
		expect(JSON.stringify(entry)).not.toContain('secret');

		expect(await seal(textId, -1, [passage('Trop tard')])).toBe('version-not-latest');
		expect(await (await db()).select().from(journalEntries).where(eq(journalEntries.projectId, where.projectId))).toHaveLength(1);
		stop();
	});

	test('[TE6] a transaction undone leaves no version, no entry', async () => {
		const one = passage('Un');
		const textId = await withFirst(one);
		const passages = [{ ...one, text: 'Une' }];
		const undone = inTransaction(async (tx) => {
			const outcome = await texts.seal(tx, { textId, base: 0, passages, causes: causesOf([one], passages, { author: 'R1', by: 'AM01' }), actor, at });
			expect(outcome.accepted).toBe(true);
			throw new Error('no');
		});
		await expect(undone).rejects.toThrow('no');
		expect(await texts.readVersion(await db(), textId, 'latest')).toMatchObject({ number: 0 });
		expect(await seal(textId, 0, passages)).toBe(1);
	});
});

describe('another authority', () => {
	test('[TE2] look-alike texts do not mix, and another’s is not found', async () => {
		const mine = occasion();
		const theirs = { ...mine, ...there, occasionId: newId() };
		const [my, their] = [await inTransaction((tx) => texts.create(tx, mine)), await inTransaction((tx) => texts.create(tx, theirs))];
		expect(await seal(my, -1, [passage('Ici')])).toBe(0);
		expect(await seal(their, -1, [passage('Là')])).toBe(0);
		expect(await texts.find(await db(), there.authorityId, mine.occasionId, 'proposal')).toBeUndefined();
		expect(await texts.find(await db(), here.authorityId, theirs.occasionId, 'proposal')).toBeUndefined();
		expect((await texts.readVersion(await db(), my, 'latest'))!.passages.map(({ text }) => text)).toEqual(['Ici']);
		const rows = await (await db()).select().from(textPassages).where(and(eq(textPassages.textId, their), eq(textPassages.authorityId, here.authorityId)));
		expect(rows).toEqual([]);
	});

	test('[TE2] an occasion is not taken over, and a text does not stand in another’s project', async () => {
		const mine = occasion();
		await inTransaction((tx) => texts.create(tx, mine));
		await expect(inTransaction((tx) => texts.create(tx, { ...mine, ...there }))).rejects.toThrow(/another authority/);
		await expect(inTransaction((tx) => texts.create(tx, { ...occasion(), projectId: there.projectId }))).rejects.toMatchObject({ cause: { code: '23503' } });
		expect(await (await db()).select().from(textsTable).where(eq(textsTable.occasionId, mine.occasionId))).toHaveLength(1);
	});

	test('[TE2] a passage of the same id in two texts is two passages', async () => {
		const same = passage('Partagé');
		const [one, two] = [await withFirst(same), await withFirst(same)];
		expect(await seal(one, 0, [])).toBe(1);
		expect(await seal(one, 1, [same])).toBe('passage-reused');
		expect((await texts.readVersion(await db(), two, 'latest'))!.passages).toEqual([same]);
	});
});
