import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../annotations/rules/annotation.ts';
import * as annotations from '../../annotations/server/annotations.ts';
import * as elements from '../../cockpit/server/elements.ts';
import type { ElementId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as live from '../../live/server/live.ts';
import { odtContent } from '../../papers/rules/odt.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as files from '../../files/server/files.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import * as annotating from '../../workshop/server/annotating.ts';
import { charterPaper, charterParts, clausePaper } from '../wording/documents.ts';
import * as charters from './charters.ts';
import * as charterTexts from './charterTexts.ts';
import * as clauses from './clauses.ts';
import * as example from './example.ts';
import { laneOf } from './lane.ts';
import * as lawValues from './lawValues.ts';
import * as triggers from './triggers.ts';
import * as watch from './watch.ts';

const at = new Date('2028-11-20T10:00:00Z');
const said = (outcome: { readonly accepted: boolean; readonly reason?: string }) => (outcome.accepted ? 'accepted' : outcome.reason);
const typed = { scope: 'Champ', nature: 'Nature', conditions: 'Conditions', unequivocal: 'on', perChange: '8', cumulated: '15', movable: ['budget'], fixed: 'Le bio' };
const charterForm = { ...typed, cumulated: '12', noticeDays: '42', admissibilityWorkingDays: '5', sessionDays: '30', 'criterion-code': 'A1', 'criterion-party': 'administration', 'criterion-what': 'Effectif', 'criterion-indicator': 'I1', 'criterion-side': 'above', 'criterion-threshold': '2000' };

/** Every table of which some row says these words, as text or as bytes. */
async function tablesThatHold(words: string): Promise<readonly string[]> {
	const query = await database();
	const tables = await query.execute<{ name: string }>(sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`);
	const found: string[] = [];
	for (const { name } of tables) {
		const [row] = await query.execute<{ holds: boolean }>(sql`select exists(select 1 from ${sql.identifier(name)} as held where held::text like ${`%${words}%`} or held::text like ${`%${Buffer.from(words).toString('hex')}%`}) as holds`);
		if (row!.holds) found.push(name);
	}
	return found;
}

describe('clauses, charters, the watch and requests', () => {
	let doer: elements.Doer;
	let line: ElementId;
	const make = async (asked: elements.Made): Promise<ElementId> => {
		const made = await inTransaction((tx) => elements.make(tx, doer, asked));
		if (!made.accepted) throw new Error(made.reason);
		return made.value;
	};
	const aContract = () => make({ kind: 'contract', parentId: line, values: { object: 'Lot 3', holder: 'Les Paniers', maximum: 62_000_000 } });
	beforeAll(async () => {
		doer = await inTransaction(async (tx): Promise<elements.Doer> => {
			const authorityId = await authorities.create(tx, { name: 'Les Rivelles', timeZone: 'Europe/Paris' }, at);
			const made = await projects.create(tx, { title: 'À table', summary: '', code: '', authorityId, actor: 'system' }, at);
			if (!made.accepted) throw new Error(made.reason);
			return { authorityId, projectId: made.value, actor: 'account:marc', at, today: '2028-11-20' };
		});
		line = await make({ kind: 'line', values: { mode: 'purchase', object: 'Légumes de saison' } });
	});
	const begin = async () => {
		const made = await inTransaction((tx) => clauses.add(tx, doer, { title: 'Article 12', line }));
		if (!made.accepted) throw new Error(made.reason);
		return made.value;
	};
	test('[CO168] is begun once of a form sent twice, and twice of two forms that say the same', async () => {
		const before = await clauses.ofProject(await database(), doer);
		const add = (once: string) => inTransaction((tx) => clauses.add(tx, doer, { title: 'Article 13', line, once: `${once} ${line}` }));
		const made = await Promise.all([add('a'), add('a'), add('b')]);
		expect(new Set(made.map((one) => one.accepted && one.value)).size).toBe(2);
		expect(await clauses.ofProject(await database(), doer)).toHaveLength(before.length + 2);
	});
	const write = (clause: string, revision: number) => inTransaction((tx) => clauses.write(tx, doer, { clause, revision, typed }));
	const freeze = (clause: string, revision: number) => inTransaction((tx) => clauses.freeze(tx, doer, { clause, revision, on: doer.today, confirmed: 'yes' }));

	test('[EV15][EV13] of two who write at once the second is told; of a freeze and an edit at once one wins; nothing moves once frozen', async () => {
		const clause = await begin();
		expect(await freeze(clause, 0)).toMatchObject({ reason: 'clause-incomplete', missing: ['scope', 'nature', 'conditions', 'unequivocal', 'movable'] });
		expect((await Promise.all([write(clause, 0), write(clause, 0)])).map(said).sort()).toEqual(['accepted', 'clause-changed-meanwhile']);
		expect(['accepted,clause-frozen', 'accepted,clause-changed-meanwhile']).toContain((await Promise.all([freeze(clause, 1), write(clause, 1)])).map(said).sort().join());
		await freeze(clause, 2);
		expect(said(await write(clause, 1))).toBe('clause-frozen');
		expect(said(await write(clause, 2))).toBe('clause-frozen');
		const other = { ...doer, authorityId: await inTransaction((tx) => authorities.create(tx, { name: 'Les Rivelles', timeZone: 'Europe/Paris' }, at)) };
		expect(await clauses.read(await database(), other, clause)).toBeUndefined();
	});

	test('[EV13] what is frozen is what the form says, and not before the clause was begun', async () => {
		const clause = await begin();
		await write(clause, 0);
		const freezes = (on: string, over: object = {}) => inTransaction((tx) => clauses.freeze(tx, doer, { clause, revision: 1, on, confirmed: 'yes', typed: { ...typed, scope: 'Ce que l’écran montre', ...over } }));
		expect(said(await freezes('2028-11-19'))).toBe('day-before-clause');
		expect(said(await freezes(doer.today, { perChange: 'huit' }))).toBe('share-unreadable');
		expect(await freezes(doer.today, { nature: '' })).toMatchObject({ reason: 'clause-incomplete', missing: ['nature'] });
		expect(await clauses.read(await database(), doer, clause)).toMatchObject({ frozenOn: null, revision: 1, terms: { scope: 'Champ' } });
		expect(said(await freezes(doer.today))).toBe('accepted');
		expect(await clauses.read(await database(), doer, clause)).toMatchObject({ frozenOn: doer.today, revision: 2, terms: { scope: 'Ce que l’écran montre' } });
	});

	test('[EV13][EV17][EV18][EV11][EV20][EV21][EV100][EV101] a charter is drafted within its clause, signed by both at once, in force once, and watched by the cockpit', async () => {
		const clause = await begin();
		await write(clause, 0);
		const draft = (revision: number, over: object = {}) => inTransaction((tx) => charters.draft(tx, doer, { clause, revision, reviewOn: '2029-10-15', typed: { ...charterForm, 'criterion-indicator': code, ...over } }));
		const indicator = await make({ kind: 'indicator', parentId: line, values: { name: 'Effectif', type: 'count', unit: 'repas' } });
		const { code } = (await elements.read(await database(), doer, indicator, doer.today))!;
		expect(said(await draft(-1))).toBe('clause-not-frozen');
		await freeze(clause, 1);
		expect(await draft(-1, { perChange: '9', fixed: '' })).toMatchObject({ reason: 'charter-wider', wider: [{ what: 'per-change' }, { what: 'fixed-missing' }] });
		expect((await Promise.all([draft(-1), draft(-1)])).map(said).sort()).toEqual(['accepted', 'charter-changed-meanwhile']);
		const sign = (party: 'administration' | 'company') => inTransaction((tx) => watch.sign(tx, doer, { clause, revision: 0, signature: { party, name: 'Ada', function: '', signedOn: doer.today } }));
		expect(said(await sign('company'))).toBe('contract-missing');
		const contract = await aContract();
		const twin = await begin();
		await write(twin, 0);
		await freeze(twin, 1);
		const join = (one: string) => inTransaction((tx) => clauses.joinContract(tx, doer, { clause: one, contract }));
		expect((await Promise.all([join(clause), join(twin)])).map(said).sort()).toEqual(['accepted', 'contract-has-clause']);
		await join(clause);
		const joined = (await clauses.ofContract(await database(), doer, contract))!.id;
		if (joined !== clause) await inTransaction(async (tx) => clauses.joinContract(tx, doer, { clause, contract: await elements.make(tx, doer, { kind: 'contract', parentId: line, values: { object: 'Lot 4', holder: 'Les Paniers', maximum: 62_000_000 } }).then((made) => (made.accepted ? made.value : '')) }));
		const both = await Promise.all([sign('company'), sign('administration'), sign('administration')]);
		expect(both.map(said).sort()).toEqual(expect.arrayContaining(['accepted', 'accepted']));
		expect(both.filter(({ accepted }) => accepted)).toHaveLength(2);
		expect((await charters.inForce(await database(), clause))?.signatures).toHaveLength(2);
		// the charter restricts what the clause allows: it is what evolutions have left
		expect((await laneOf(await database(), doer, doer.today)).find(({ id }) => id === clause)?.share).toEqual({ used: 0, bound: 1200 });

		expect((await watch.reviewsOf(await database(), clause)).map(({ dueOn, answer: given }) => [dueOn, given])).toEqual([['2029-05-20', null]]);
		await make({ kind: 'measurement', parentId: indicator, values: { on: '2028-10-31', value: '2000' } });
		expect(await inTransaction((tx) => watch.raiseCrossings(tx, doer))).toBe(0);
		await make({ kind: 'measurement', parentId: indicator, values: { on: '2028-11-15', value: '2005' } });
		const looks = await Promise.all([1, 2, 3].map(() => inTransaction((tx) => watch.raiseCrossings(tx, doer))));
		expect(looks.reduce((sum, raised) => sum + raised)).toBe(1);
		const measure = (values: elements.Made['values']) => inTransaction((tx) => watch.thenWatched((inside, { doer: by }) => elements.make(inside, by, { kind: 'measurement', parentId: indicator, values }))(tx, { doer }));
		const raised = async () => (await watch.ofProject(await database(), doer)).map(({ seenOn, words, criterion }) => [seenOn, words, criterion]);
		expect(said(await measure({ on: '2028-11-16', value: '2010' }))).toBe('accepted');
		expect(await raised()).toEqual([['2028-11-16', '2010 repas', 'A1'], ['2028-11-15', '2005 repas', 'A1']]);
		expect(said(await measure({ on: '2028-11-17' }))).toBe('fields-wrong');
		await expect(inTransaction(async (tx) => {
			await watch.thenWatched((inside, { doer: by }) => elements.make(inside, by, { kind: 'measurement', parentId: indicator, values: { on: '2028-11-18', value: '2020' } }))(tx, { doer });
			throw new Error('undone');
		})).rejects.toThrow('undone');
		expect(await raised()).toHaveLength(2);
		const asks = await Promise.all([1, 2].map(() => inTransaction((tx) => watch.askFirst(tx, doer, { clause: twin, dueOn: '2028-11-20' }))));
		expect(asks.map(said).sort()).toEqual(['accepted', 'need-asked']);
		const answer = () => inTransaction((tx) => watch.answerNeed(tx, doer, { clause, answer: 'changed', words: '', rhythm: 6 }));
		expect(said(await answer())).toBe('accepted');
		expect((await watch.reviewsOf(await database(), clause)).map(({ dueOn, answer: given }) => [dueOn, given])).toEqual(expect.arrayContaining([['2029-05-20', null], ['2029-05-20', 'changed']]));

		expect(said(await draft(-1))).toBe('accepted');
		expect((await charters.ofClause(await database(), clause)).map(({ version, state }) => [version, state])).toEqual([[2, 'draft'], [1, 'in-force']]);
		for (const party of ['administration', 'company'] as const) await sign(party);
		expect((await charters.ofClause(await database(), clause)).map(({ version, state }) => [version, state])).toEqual([[2, 'in-force'], [1, 'replaced']]);
	});

	test('[EV27][EV22][EV24][EV23][EV28][EV102][EV108] the example stands as 5.12 and 5.13 tell it, and its annex is read by the buyer and by that holder alone', async () => {
		const contractId = await aContract();
		const told = await inTransaction((tx) => example.load(tx, doer, { lineId: line, contractId }));
		const query = await database();
		const clause = (await clauses.read(query, doer, told.clauseId))!;
		expect([clause.frozenOn, clause.contractId, clause.terms.bounds]).toEqual(['2027-06-07', contractId, { perChange: 800, cumulated: 1500 }]);
		expect((await charters.inForce(query, clause.id))?.id).toBe(told.charterId);
		const filed = await triggers.ofClause(query, clause.id);
		expect(filed.map(({ number, admissibility, answeredOn }) => [number, admissibility, answeredOn])).toEqual([1, 2, 3].map((number) => [number, 'admissible', '2028-11-13']));
		const canary = 'Trésorerie : six semaines d’avance.';
		const [, second] = told.requests;
		expect((await triggers.annexFor(query, doer, { as: 'buyer' }, second!))?.words).toBe(canary);
		expect((await triggers.annexFor(query, doer, { as: 'holder', contract: { id: contractId } }, second!))?.words).toBe(canary);
		expect(await triggers.annexFor(query, doer, { as: 'holder', contract: { id: await aContract() } }, second!)).toBeUndefined();
		const lane = await laneOf(query, doer, doer.today);
		expect(lane.find(({ id }) => id === clause.id)).toMatchObject({ share: { used: 0, bound: 1500 }, requests: [1, 2, 3].map((number) => ({ number, answerDueOn: '2028-11-14', sittingDueOn: '2028-12-07', waitsFor: 'sitting', isLate: false })) });
		expect(JSON.stringify([lane, filed, await triggers.ofProject(query, doer), await watch.ofProject(query, doer)])).not.toContain('Trésorerie');
		const file = await files.examine(Buffer.from('Comptes-Sous-Scellé,1'));
		if (!file.accepted) throw new Error(file.reason);
		const sealed = { party: 'company', category: 'financial-difficulty', criteria: ['E3'], motives: 'Le gel', evidence: 'Le bilan', receivedOn: '2028-11-20', experiment: '', clause: clause.id } as const;
		const heard: string[] = [];
		const last = Promise.withResolvers<void>();
		const stop = await live.watch(() => true, (topic) => (topic === 'last' ? last.resolve() : void heard.push(topic)));
		const fileOnce = () => inTransaction((tx) => triggers.file(tx, doer, { ...sealed, annex: { words: 'Mots-Sous-Scellé', file: file.value }, once: 'un double clic' }));
		const [sent, again] = await Promise.all([fileOnce(), fileOnce()]);
		if (!sent.accepted) throw new Error(sent.reason);
		expect([again, await fileOnce()]).toEqual([sent, sent]);
		expect(await triggers.ofClause(query, clause.id)).toHaveLength(4);
		const sizeFor = async (reader: triggers.AnnexReader) => (await triggers.annexFileFor(query, doer, reader, sent.value))?.size;
		expect(await Promise.all([sizeFor({ as: 'buyer' }), sizeFor({ as: 'holder', contract: { id: contractId } }), sizeFor({ as: 'holder', contract: { id: await aContract() } })])).toEqual([file.value.whole.length, file.value.whole.length, undefined]);
		await live.announceAlone(['last']);
		await last.promise;
		stop();
		expect(heard.join()).toContain(`project:${doer.projectId}`);
		expect(heard.join()).not.toContain('Sous-Scellé');
		expect(await tablesThatHold('Mots-Sous-Scellé')).toEqual(['annexes']);
		expect(await tablesThatHold('Comptes-Sous-Scellé')).toEqual(['file_pieces']);
		const withdraw = (request: string, party: 'company' | 'administration', of: string = clause.id) => inTransaction((tx) => triggers.withdraw(tx, doer, { clause: of, request, party }));
		expect([said(await withdraw(sent.value, 'administration')), said(await withdraw(sent.value, 'company', line))]).toEqual(['request-not-yours', 'request-unknown']);
		expect((await Promise.all([withdraw(sent.value, 'company'), withdraw(sent.value, 'company')])).map(said).sort()).toEqual(['accepted', 'request-withdrawn']);
		expect((await triggers.read(query, doer, sent.value))?.withdrawnOn).toBe(doer.today);
		const rewritten = await Promise.all(['admissible', 'inadmissible'].map((answer) => inTransaction((tx) => triggers.answer(tx, doer, { request: second!, answer, reason: 'Non' }))));
		expect(rewritten.map(said)).toEqual(['request-answered', 'request-answered']);
	});

	test('[EV124][EV125][AN3][AN9] a charter is taken away as a document, opened to the jurors, annotated, and what was said is found again when it changes', async () => {
		const { clauseId } = await inTransaction(async (tx) => example.load(tx, doer, { lineId: line, contractId: await aContract() }));
		const query = await database();
		const clause = (await clauses.read(query, doer, clauseId))!;
		const [signed] = await charters.ofClause(query, clauseId);
		const paper = charterPaper({ title: clause.title, ...signed! });
		const written = JSON.stringify(paper);
		for (const words of ['A1 · L’effectif varie', 'Le volume plancher reste payé', '8\u00a0% au plus', 'sous 5 jours ouvrés', 'Marc Le Floch', '15 octobre 2028']) expect(written).toContain(words);
		expect(odtContent(paper)).toContain('Marc Le Floch');
		expect([clausePaper(clause), clausePaper({ ...clause, frozenOn: null })].map(({ subtitle }) => /figée le 7 juin 2027/.test(subtitle))).toEqual([true, false]);

		const open = (version: number) => inTransaction((tx) => charterTexts.open(tx, doer, { clause: clauseId, version, told: ({ title }, charter) => charterParts({ title, ...charter }) }));
		expect(await annotating.chartersOpenIn(query, doer)).toEqual([]);
		expect((await Promise.all([open(1), open(1)])).map(said).sort()).toEqual(['accepted', 'charter-open-already']);
		expect(said(await open(2))).toBe('charter-unknown');
		const [text] = await annotating.chartersOpenIn(query, doer);
		expect(JSON.stringify(text)).not.toContain('Marc Le Floch');
		const membership = await inTransaction((tx) => memberships.add(tx, { ...doer, person: { name: 'Tilleul' }, capacity: 'juror', actor: 'system' }, at));
		if (!membership.accepted) throw new Error(membership.reason);
		const author = { authorityId: doer.authorityId, projectId: doer.projectId, membershipId: membership.value, at };
		const passages = ['A1 · ', 'Préavis'].map((words) => text!.version.passages.find((passage) => passage.text.startsWith(words))!);
		for (const [nth, { id }] of passages.entries()) expect(said(await inTransaction((tx) => annotating.annotate(tx, { ...author, at: new Date(at.getTime() + nth) }, { what: 'passage', textId: text!.textId, passageId: id, version: 0 }, { kind: 'doubt', words: 'Est-ce assez ?', quote: '' })))).toBe('accepted');
		expect(said(await inTransaction((tx) => charters.draft(tx, doer, { clause: clauseId, revision: -1, reviewOn: '', typed: { ...example.charterForm, noticeDays: '30' } })))).toBe('accepted');
		expect([said(await open(2)), said(await open(2)), (await charterTexts.openedOf(query, doer, clauseId))?.openedOn]).toEqual(['accepted', 'charter-open-already', '2028-11-20']);
		const found = async () => (await annotating.whereTheyStand(query, doer, await annotations.ofProject(query, doer, at))).map(({ id, of, where, standing }) => ({ id, of, where: where.state, standing }));
		expect((await found()).map(({ of, where, standing }) => [of, where, standing])).toEqual(['stands', 'changed'].map((where) => ['charter', where, { state: 'owed', isContested: false, dueOn: '2028-12-05', isLate: false }]));
		const [first] = await found();
		expect(said(await inTransaction((tx) => annotations.answer(tx, { ...author, actor: 'account:marc', capacity: 'buyer' }, first!.id, { outcome: 'kept', words: 'Six semaines suffisent.' })))).toBe('accepted');
		expect(digestOf(await annotations.ofAuthor(query, author, at))).toMatchObject({ written: 2, waiting: 1, toRead: 1, kept: 1 });
	});

	test('[EV25][EV26] two entries of the law at once on the same days: one counts, for its authority alone, until it is withdrawn', async () => {
		const entry = { key: 'formal-procedure-supplies-services', value: 22_000_000, from: '2028-01-01', until: '2029-12-31', source: 'JO' };
		const enter = () => inTransaction((tx) => lawValues.enter(tx, doer, entry));
		const twice = await Promise.all([enter(), enter()]);
		expect(twice.map(said).sort()).toEqual(['accepted', 'periods-overlap']);
		const law = async (authorityId = doer.authorityId) => (await lawValues.lawOf(await database(), authorityId))('formal-procedure-supplies-services', '2028-12-05').standing;
		expect(await law()).toBe('in-force');
		expect(await law(await inTransaction((tx) => authorities.create(tx, { name: 'Ailleurs', timeZone: 'Europe/Paris' }, at)))).toBe('unknown');
		const [kept] = await lawValues.entered(await database(), doer.authorityId);
		expect(said(await inTransaction((tx) => lawValues.withdraw(tx, doer, kept!.id)))).toBe('accepted');
		expect(await law()).toBe('unknown');
		expect(said(await inTransaction((tx) => lawValues.withdraw(tx, doer, kept!.id)))).toBe('law-entry-unknown');
	});
});
