import sharp from 'sharp';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import * as files from '../../files/server/files.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as projects from '../../projects/server/projects.ts';
import type { MaterialTyped } from '../rules/materials.ts';
import * as contextAnswers from './contextAnswers.ts';
import type { Enquirer } from './contextAnswers.ts';
import * as materials from './materials.ts';

const must = <Value>(outcome: Outcome<Value, string>): Value => {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
};

let ines: Enquirer;
let karim: Enquirer;
beforeAll(async () => {
	const at = new Date('2027-01-20T09:00:00Z');
	await inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Trois-Rivelles', timeZone: 'Europe/Paris' }, at);
		const account = async (name: string) => must(await accounts.create(tx, { authorityId, name, email: `${name}-${newId()}@rivelles.invalid`, passwordHash: null }, at)).accountId;
		const accountId = await account('Inès Vaudremer');
		const projectId = must(await projects.create(tx, { title: 'À table, les Rivelles !', summary: '', code: '', authorityId, actor: `account:${accountId}` }, at));
		ines = { authorityId, projectId, accountId, at };
		karim = { ...ines, accountId: await account('Karim Delestang') };
	});
});

const ofTeam = async () => materials.ofTeam(await database(), ines);
const one = async (id: string) => (await ofTeam()).find((material) => material.id === id)!;
const picture = (colour: string) => sharp({ create: { width: 60, height: 40, channels: 3, background: colour } }).jpeg().toBuffer();
const photo: MaterialTyped = { title: 'Chariot de pain jeté', caption: 'École du Gué', alt: 'Un chariot plein de pain', consent: 'nobody' };

describe('the answers of context', () => {
	const write = (by: Enquirer, text: string, read: number) => inTransaction((tx) => contextAnswers.answer(tx, by, { question: 'origin', text, read }));

	test('[EN2] [EN3] keep every version, with who wrote it; of two at once one is told, and nothing is lost', async () => {
		must(await write(ines, 'Une pétition', 0));
		const outcomes = await Promise.all([write(ines, 'Une pétition de parents', 1), write(karim, 'Le marché s’arrête', 1)]);
		expect(outcomes.filter(({ accepted }) => accepted)).toHaveLength(1);
		expect(outcomes.flatMap((outcome) => (outcome.accepted ? [] : [outcome.reason]))).toEqual(['answered-meanwhile']);
		must(await write(karim, 'Une pétition de parents, et le marché s’arrête', 2));
		// the same words again are no version more
		expect(must(await write(ines, 'Une pétition de parents, et le marché s’arrête', 2))).toBe(3);
		const read = await contextAnswers.read(await database(), ines);
		expect(read).toHaveLength(4);
		expect(read[0]!.versions.map(({ version, writtenBy }) => ({ version, writtenBy }))).toEqual([
			{ version: 3, writtenBy: 'Karim Delestang' },
			{ version: 2, writtenBy: expect.stringMatching(/Inès Vaudremer|Karim Delestang/) as string },
			{ version: 1, writtenBy: 'Inès Vaudremer' }
		]);
	});
});

describe('the materials', () => {
	test('[EN6] [EN12] each gets the next code, also when two come at once; the same one sent twice is one', async () => {
		const before = (await ofTeam()).length;
		const added = await Promise.all([materials.add(ines, 'figure', { title: 'Restes', value: '118 g', source: 'pesée' }, null), materials.add(karim, 'testimony', { title: 'Je réchauffe', consent: 'given' }, null)]);
		const codes = await Promise.all(added.map(async (outcome) => (await one(must(outcome))).code));
		expect(new Set(codes).size).toBe(2);
		const file = await picture('#225588');
		const [first, again] = await Promise.all([materials.add(ines, 'photo', photo, file), materials.add(ines, 'photo', photo, file)]);
		expect(must(first)).toBe(must(again));
		expect(must(await materials.add(ines, 'photo', photo, await picture('#cc3322')))).not.toBe(must(first));
		expect((await ofTeam()).length).toBe(before + 4);
	});

	test('[EN10] a file of another family is refused, and nothing is written', async () => {
		const before = { count: (await ofTeam()).length, space: await files.spaceOf(await database(), ines) };
		expect(await materials.add(ines, 'sound', { title: 'Le réfectoire', transcript: 'Du bruit', consent: 'nobody' }, await picture('#000000'))).toEqual({ accepted: false, reason: 'file-not-of-kind' });
		expect(await materials.add(ines, 'photo', photo, Buffer.from('<html><script>alert(1)</script>'))).toEqual({ accepted: false, reason: 'file-is-a-page' });
		expect(await materials.add(ines, 'sculpture', photo, null)).toEqual({ accepted: false, reason: 'material-kind-unknown' });
		expect({ count: (await ofTeam()).length, space: await files.spaceOf(await database(), ines) }).toEqual(before);
	});

	test('[EN3] of two who change it at once one is told; the file that is replaced is erased', async () => {
		const id = must(await materials.add(ines, 'photo', { ...photo, title: 'À changer' }, await picture('#101010')));
		const { revision } = await one(id);
		const old = (await materials.fileOf(await database(), ines, id))!.file;
		const changed = await Promise.all([
			materials.change(ines, id, revision, 'photo', { ...photo, title: 'De l’une' }, await picture('#202020')),
			materials.change(karim, id, revision, 'photo', { ...photo, title: 'De l’autre' }, null)
		]);
		expect(changed.filter(({ accepted }) => accepted)).toHaveLength(1);
		expect(changed.flatMap((outcome) => (outcome.accepted ? [] : [outcome.reason]))).toEqual(['material-changed-meanwhile']);
		must(await materials.change(ines, id, revision + 1, 'photo', { ...photo, title: 'Des deux' }, await picture('#303030')));
		expect(await files.find(await database(), ines.authorityId, old.id)).toBeUndefined();
		// without another file, its own stays
		must(await materials.change(ines, id, revision + 2, 'photo', { ...photo, title: 'Des deux' }, null));
		expect((await one(id)).file).not.toBeNull();
	});

	test('[EN7] [EN8] is shown to a room only once it is ready; and only with the agreement of whoever is in it', async () => {
		const query = await database();
		const isShown = async (id: string) => (await materials.ready(query, ines)).some((material) => material.id === id);
		const id = must(await materials.add(ines, 'photo', { ...photo, title: 'Sans mots', alt: '', consent: 'not-yet' }, await picture('#404040')));
		expect((await one(id)).missing).toEqual(['alt', 'consent']);
		expect([await isShown(id), (await materials.fileOf(query, ines, id))!.isReady]).toEqual([false, false]);
		must(await materials.change(ines, id, 1, 'photo', { ...photo, title: 'Avec', consent: 'not-yet' }, null));
		expect(await isShown(id)).toBe(false);
		must(await materials.change(ines, id, 2, 'photo', { ...photo, title: 'Avec', consent: 'given' }, null));
		expect([await isShown(id), (await materials.fileOf(query, ines, id))!.isReady]).toEqual([true, true]);
		expect(Object.keys((await materials.ready(query, ines))[0]!)).not.toContain('consent');
	});

	test('[EN9] withdrawn, its file is erased and no room sees it; its code and its title stay, and are given to no other', async () => {
		const query = await database();
		const id = must(await materials.add(ines, 'photo', { ...photo, title: 'À retirer' }, await picture('#505050')));
		const { code } = await one(id);
		const space = await files.spaceOf(query, ines);
		must(await inTransaction((tx) => materials.withdraw(tx, karim, id)));
		expect(await materials.fileOf(query, ines, id)).toBeUndefined();
		expect((await ofTeam()).some((material) => material.id === id)).toBe(false);
		expect(await files.spaceOf(query, ines)).toBeLessThan(space);
		expect((await materials.namesOf(query, ines, [id])).get(id)).toMatchObject({ code, title: 'À retirer' });
		expect(await inTransaction((tx) => materials.withdraw(tx, karim, id))).toEqual({ accepted: false, reason: 'material-unknown' });
		const next = must(await materials.add(ines, 'testimony', { title: 'Après', consent: 'given' }, null));
		expect((await one(next)).code).not.toBe(code);
	});

	test('[EN11] of another project, or of another authority, is not found', async () => {
		const query = await database();
		const id = must(await materials.add(ines, 'photo', { ...photo, title: 'D’ici' }, await picture('#606060')));
		expect(await materials.fileOf(query, { ...ines, projectId: newId<'project'>() }, id)).toBeUndefined();
		expect(await materials.fileOf(query, { ...ines, authorityId: newId<'authority'>() }, id)).toBeUndefined();
		expect(await materials.fileOf(query, ines, 'nimporte')).toBeUndefined();
	});

	test('the journal holds ids and kebab words: no title, no caption, no word of an answer', async () => {
		const entries = await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, ines.projectId));
		expect(entries.map(({ act }) => act)).toEqual(expect.arrayContaining(['context-answered', 'material-added', 'material-changed', 'material-withdrawn']));
		expect(JSON.stringify(entries)).not.toMatch(/pétition|Chariot|Gué|pain|réchauffe/);
	});
});
