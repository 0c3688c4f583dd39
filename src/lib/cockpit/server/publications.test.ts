import { beforeAll, describe, expect, test } from 'vitest';
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import { toCsv } from '../../papers/rules/csv.ts';
import { toHtml } from '../../papers/rules/html.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as projects from '../../projects/server/projects.ts';
import * as juries from '../../jury/server/juries.ts';
import { digestOf } from '../rules/publication.ts';
import { lacksTable } from '../wording/decp.ts';
import { publicPaper, publicTable, publicTableNames } from '../wording/publicFiles.ts';
import * as authorityPages from './authorityPages.ts';
import * as decp from './decp.ts';
import * as elements from './elements.ts';
import type { Doer } from './elements.ts';
import * as publications from './publications.ts';

const at = new Date('2028-06-01T10:00:00Z');
const today = '2028-06-01';
const act = <Value>(run: (tx: Tx) => Promise<Value>) => inTransaction(run);

async function begun(): Promise<Doer> {
	return act(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const made = await projects.create(tx, { title: 'Cantine', summary: '', code: 'cantine', authorityId, actor: 'system' }, at);
		if (!made.accepted) throw new Error(made.reason);
		return { authorityId, projectId: made.value, actor: 'account:ines', at, today };
	});
}

describe('what a cockpit makes public', () => {
	let doer: Doer;
	let other: Doer;
	let line: string;
	beforeAll(async () => {
		[doer, other] = [await begun(), await begun()];
		const make = async (kind: 'line' | 'amount' | 'milestone' | 'risk', values: Record<string, unknown>, parentId: string | null, by = doer) => {
			const made = await act((tx) => elements.make(tx, by, { kind, values, parentId }));
			if (!made.accepted) throw new Error(made.reason);
			return made.value;
		};
		line = await make('line', { mode: 'purchase', object: 'Denrées', vision: '=1+1' }, null);
		await make('amount', { stage: 'planned', amount: 100_00, how: 'cash', who: 'Ville', isOwn: true }, line);
		await make('milestone', { what: 'Notification', on: '2028-09-01', size: 'milestone', owner: 'CANARI-OWNER' }, line);
		await make('risk', { what: 'CANARI-RISK' }, line);
		await make('line', { mode: 'purchase', object: 'CANARI-LINE', seenBy: { object: 'restricted' } }, null);
		await make('line', { mode: 'purchase', object: 'Autre' }, null, other);
	});
	const digest = async (by = doer) => digestOf(await publications.contentNow(await database(), by, today));
	const publish = async (read: string, by = doer) => act((tx) => publications.publish(tx, by, read));

	test('[CO102] [CO103] [CO105] [CO106] [CO108] is what was read, in versions that never change; one that is taken back is a trace', async () => {
		const query = await database();
		const first = await digest();
		// two at once: one version; the other has nothing new to publish
		expect((await Promise.all([publish(first), publish(first)])).map((one) => (one.accepted ? one.value.number : one.reason)).toSorted()).toEqual([1, 'publication-nothing-new']);
		const preview = await publications.contentNow(query, doer, today);
		const shown = (await publications.bySlug(query, 'cantine'))!;
		expect(shown.content).toEqual(preview);

		// a project of the same code elsewhere has an address of its own
		expect(await publish(await digest(other), other)).toMatchObject({ value: { number: 1, slug: 'cantine-2' } });

		expect((await act((tx) => elements.write(tx, doer, { element: line, revision: 1, values: { object: 'Denrées fraîches' } }))).accepted).toBe(true);
		expect(await publish(first)).toMatchObject({ reason: 'publication-read-again' });
		expect(await publish(await digest())).toMatchObject({ value: { number: 2 } });
		expect((await publications.bySlug(query, 'cantine'))!.content!.elements[0]!.values.object).toBe('Denrées fraîches');
		expect((await publications.bySlug(query, 'cantine', 1))!.content).toEqual(preview);

		const files = publicTableNames.map((name) => toCsv(publicTable(preview, name, today)));
		const told = [JSON.stringify(preview), ...files, toHtml(publicPaper(preview, { number: 1, on: today, today }))].join('\n');
		expect(told).not.toMatch(/CANARI|[0-9a-f]{8}-[0-9a-f]{4}-4/);
		// what somebody typed never becomes a formula
		expect(files[1]).toContain(`"'=1+1"`);

		const withdraw = (number: number, reason: string) => act((tx) => publications.withdraw(tx, doer, { number, reason }));
		expect(await withdraw(2, ' ')).toMatchObject({ reason: 'publication-reason-missing' });
		expect(await withdraw(7, 'Erreur')).toMatchObject({ reason: 'publication-unknown' });
		expect((await withdraw(2, 'Un montant était faux.')).accepted).toBe(true);
		expect(await withdraw(2, 'Encore')).toMatchObject({ reason: 'publication-withdrawn-already' });
		expect(await publications.bySlug(query, 'cantine', 2)).toMatchObject({ content: null, withdrawnWhy: 'Un montant était faux.' });
		expect((await publications.bySlug(query, 'cantine'))!.number).toBe(1);
		expect((await withdraw(1, 'Elle aussi')).accepted).toBe(true);
		expect(await publications.bySlug(query, 'cantine')).toMatchObject({ number: 2, content: null });
		// the number is never given again
		expect(await publish(await digest())).toMatchObject({ value: { number: 3, slug: 'cantine' } });
		expect((await publications.versionsOf(query, doer)).map(({ number, withdrawnWhy }) => [number, withdrawnWhy])).toEqual([[3, null], [2, 'Un montant était faux.'], [1, 'Elle aussi']]);
		expect(await publications.bySlug(query, 'cantine', 9)).toBeUndefined();
	});

	test('[CO100] [CO103] who sees a field is said by whoever reads it; words of the team are not written over', async () => {
		const query = await database();
		const say = (reader: 'team' | 'restricted', seen: Record<string, string>) =>
			act((tx) => publications.sayAudiences(tx, doer, reader, { element: line, revision: '9', ...seen }));
		expect((await say('restricted', { 'seen-vision': 'restricted' })).accepted).toBe(true);
		expect((await say('team', { 'seen-vision': 'public', 'seen-actors': 'public' })).accepted).toBe(true);
		expect((await elements.read(query, doer, line, today))!.stored.seenBy).toEqual({ vision: 'restricted', actors: 'public' });
		expect(await say('team', { 'seen-actors': 'nobody' })).toMatchObject({ reason: 'audience-unknown' });
		expect(await act((tx) => publications.sayAudiences(tx, other, 'restricted', { element: line }))).toMatchObject({ reason: 'element-unknown' });

		const read = JSON.stringify(await publications.wordsOf(query, doer));
		const words = (introduction: string) => act((tx) => publications.sayWords(tx, doer, { introduction, read }));
		expect((await Promise.all([words('Un'), words('Deux')])).map((one) => (one.accepted ? 'kept' : one.reason)).toSorted()).toEqual(['kept', 'public-words-changed']);
	});

	test('[CO121] [CO122] an authority shows what it publishes, and names only projects that are public already', async () => {
		const query = await database();
		const by = { authorityId: doer.authorityId, actor: 'account:ines', at } as const;
		const write = (revision: number, text: string) => act((tx) => authorityPages.write(tx, by, { year: '2028', text, amount: '12' }, revision));
		expect(await act((tx) => authorityPages.publish(tx, by, 0))).toMatchObject({ reason: 'page-empty' });
		expect((await write(0, 'Écoles')).accepted).toBe(true);
		expect(await write(0, 'Eau')).toMatchObject({ reason: 'page-changed-meanwhile' });
		expect(await authorityPages.publicOf(query, doer.authorityId)).toBeNull();
		expect(await act((tx) => authorityPages.publish(tx, by, 1))).toMatchObject({ value: { slug: 'ville' } });
		expect((await write(2, 'CANARI-DRAFT')).accepted).toBe(true);
		expect(JSON.stringify(await authorityPages.bySlug(query, 'ville'))).not.toContain('CANARI');

		// a third project, with a jury that is not announced, then is
		const third = await act((tx) => projects.create(tx, { title: 'École', summary: '', code: 'ecole', authorityId: doer.authorityId, actor: 'system' }, at));
		if (!third.accepted) throw new Error(third.reason);
		const keeper = { authorityId: doer.authorityId, projectId: third.value, actor: 'account:ines', at } as const;
		await act((tx) => juries.begin(tx, keeper));
		const titles = async () => (await authorityPages.projectsOf(query, doer.authorityId)).map(({ title, juryUrl, cockpitUrl }) => [title, juryUrl !== null, cockpitUrl]);
		expect(await titles()).toEqual([['Cantine', false, '/public/projets/cantine']]);
		const announced = await act((tx) => juries.publish(tx, keeper, { announcement: 'Un jury', deliberation: '', deliberationOn: '', volunteersUntil: '', mandateStartsOn: '', purgeOn: '' }, today));
		expect(announced.accepted).toBe(true);
		expect(await titles()).toEqual([['École', true, null], ['Cantine', false, '/public/projets/cantine']]);
		expect((await act((tx) => authorityPages.withdraw(tx, by))).accepted).toBe(true);
		expect(await authorityPages.bySlug(query, 'ville')).toBeUndefined();
	});

	test('[CO131] [CO134] [CO161] [CO182] a record of a file makes a contract or fills one, and writes over nothing; what is whole is exported', async () => {
		const query = await database();
		const record = (more: object) => JSON.stringify({ id: '2028-1', objet: 'Pain', montant: 1200.5, dureeMois: 12, dateNotification: '2028-06-01', titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: '21750001600019' } }], codeCPV: '15000000', autre: 'ailleurs', ...more });
		const bring = (into: string, more: object = {}) => act((tx) => decp.bring(tx, doer, 'restricted', { record: record(more), into }));
		expect(await bring('')).toMatchObject({ reason: 'contract-unknown' });
		expect(await act((tx) => decp.bring(tx, doer, 'restricted', { record: 'nothing', into: `line:${line}` }))).toMatchObject({ reason: 'record-unreadable' });
		expect(await bring(`line:${line}`)).toEqual({ accepted: true, value: [] });
		const [contract] = await decp.contractsOf(query, doer, today, 'restricted');
		expect(contract!.exported).toMatchObject({ record: { id: '2028-1', montant: 1200.5, codeCPV: '15000000' }, faults: expect.arrayContaining([{ field: 'ccag', what: 'missing' }]) });
		expect(await bring(`contract:${contract!.id}`, { montant: 99, ccag: 'Travaux', codeCPV: '45000000' })).toEqual({
			accepted: true,
			value: [{ field: 'amount', here: 120_050, there: 9_900 }, { field: 'codeCPV', here: '15000000', there: '45000000' }]
		});
		// the list of what is missing says each field in plain words
		expect(lacksTable([contract!]).rows).toContainEqual([contract!.label, 'Offres reçues', 'offresRecues', 'pas encore dit', expect.stringContaining('offres')]);
		expect(lacksTable([{ label: 'Pain', exported: { faults: [], notNotified: [3] } }]).rows, '[CO182]').toEqual([['Pain', 'Modifications', 'modifications', 'la version 3 est signée, mais pas encore notifiée', expect.stringContaining('une fois notifiée')]]);
		const [filled] = await decp.contractsOf(query, doer, today, 'restricted');
		expect(filled!.exported.record).toMatchObject({ montant: 1200.5, ccag: 'Travaux', codeCPV: '15000000' });
		expect((await elements.read(query, doer, contract!.id, today))!.stored.decp).toMatchObject({ kept: { autre: 'ailleurs' } });
	});

	test('[CO160] what is missing is said by hand, all or nothing; an empty form and a second writer erase nothing', async () => {
		const query = await database();
		const { id, revision } = (await decp.contractsOf(query, doer, today, 'restricted'))[0]!;
		const read = async () => (await decp.toComplete(query, doer, today, 'restricted', id))!;
		const say = (typed: Record<string, string>, by = doer) => act((tx) => decp.complete(tx, by, 'team', id, typed));
		const typed = { revision: String(revision), codeCPV: '15000000', ccag: 'Travaux', nature: 'Marché', acheteur: '217 500 016 00019' };
		expect(await say({})).toMatchObject({ reason: 'act-unreadable' });
		expect(await say(typed, other)).toMatchObject({ reason: 'contract-unknown' });
		expect(await say({ ...typed, offresRecues: '1e12', datePublicationDonnees: '2028-02-30' })).toMatchObject({ reason: 'decp-wrong', wrongs: ['offresRecues', 'datePublicationDonnees'] });
		expect((await read()).revision).toBe(revision);
		expect((await say(typed)).accepted).toBe(true);
		const { exported, standing } = await read();
		expect(exported.record).toMatchObject({ acheteur: { id: '21750001600019' }, nature: 'Marché', montant: 1200.5 });
		expect(exported.faults.map(({ field }) => field)).not.toContain('nature');
		expect([standing.acheteur, standing.techniques]).toEqual([['21750001600019'], []]);
		expect(await say({ ...typed, nature: 'Marché de partenariat' })).toMatchObject({ reason: 'changed-meanwhile', revision: revision + 1 });
		await act((tx) => publications.sayAudiences(tx, doer, 'restricted', { element: id, revision: '9', 'seen-decp': 'restricted' }));
		expect(await say({ ...typed, revision: '9' })).toMatchObject({ reason: 'decp-hidden' });
		expect((await decp.toComplete(query, doer, today, 'team', id))!.isHidden).toBe(true);
	});
});
