import { beforeAll, describe, expect, test } from 'vitest';
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { toCsv } from '../../papers/rules/csv.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as projects from '../../projects/server/projects.ts';
import { byStage } from '../rules/budget.ts';
import { catalogueRows, catalogueText } from '../rules/catalogue/catalogue.ts';
import { condensed, condensedId } from '../rules/catalogue/condensed.ts';
import { seriesRows } from '../rules/indicators/seriesFile.ts';
import { catalogueHead } from '../wording/report.ts';
import { modesChart, sharesChart, yearsChart } from '../wording/budget.ts';
import * as catalogues from './catalogues.ts';
import { draw } from './charts.ts';
import * as elements from './elements.ts';
import type { Doer } from './elements.ts';
import { writeTyped } from './elementForm.ts';
import * as measurements from './measurements.ts';
import { readAuthorityReport } from './reports.ts';
import { asSeen } from './overview.ts';
import { coherenceFor, measuredOf, seriesOf } from './whole.ts';

const at = new Date('2028-06-01T10:00:00Z');
const today = '2028-06-01';

const begun = (name: string): Promise<Doer> =>
	inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name, timeZone: 'Europe/Paris' }, at);
		const made = await projects.create(
			tx,
			{ title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' },
			at
		);
		if (!made.accepted) throw new Error(made.reason);
		return { authorityId, projectId: made.value, actor: 'account:ines', at, today };
	});
const act = <Value>(run: (tx: Tx) => Promise<Value>) => inTransaction(run);
const all = async (doer: Doer) => elements.ofProject(await database(), doer, today);
const indicators = async (doer: Doer) => elements.ofKind(await all(doer), 'indicator');
const file = (text: string) => new TextEncoder().encode(text);

describe('indicators', () => {
	let doer: Doer;
	let other: Doer;
	let indicator: string;
	beforeAll(async () => {
		[doer, other] = [await begun('Ville'), await begun('Voisine')];
		const made = await act((tx) =>
			elements.make(tx, doer, { kind: 'indicator', values: { name: 'Repas', type: 'count' } })
		);
		if (!made.accepted) throw new Error(made.reason);
		indicator = made.value;
	});
	const bring = (text: string, of = indicator, by = doer) =>
		act((tx) => measurements.bring(tx, by, { indicator: of, bytes: file(text) }));

	test('[CO180] a measurement of a day to come is refused, on a form and in a file', async () => {
		expect(await act((tx) => elements.make(tx, doer, { kind: 'measurement', parentId: indicator, values: { on: '2028-06-02', value: '3' } }))).toMatchObject({ reason: 'fields-wrong', wrongs: [{ field: 'on', reason: 'measured-to-come' }] });
		expect(await bring('date;valeur\n2028-01-01;3\n2028-06-02;4')).toMatchObject({ reason: 'series-wrong', wrongs: [{ row: 3, column: 'on', reason: 'measured-to-come' }] });
		expect(elements.ofKind(await all(doer), 'measurement')).toHaveLength(0);
	});

	test('[CO73] a file of measurements comes whole or not at all, once, and goes out as it came in', async () => {
		expect(await bring('date;valeur\n2028-01-01;3\n2028-02-30;4')).toMatchObject({
			accepted: false,
			wrongs: [{ row: 3, column: 'on' }]
		});
		expect(seriesOf(await all(doer)).get('N1')).toEqual([]);
		const good = 'date;valeur;source\n2028-02-01;-4,5;=SOMME(A1)\n2028-01-01;3;relevé';
		expect(await bring(good)).toEqual({ accepted: true, value: { added: 2, known: 0 } });
		expect(await bring(good)).toEqual({ accepted: true, value: { added: 0, known: 2 } });
		const [one] = await indicators(doer);
		const out = toCsv({
			head: ['date', 'valeur', 'source', 'auteur', 'note'],
			rows: seriesRows(measuredOf(await all(doer), one!))
		});
		expect(out).toContain("'=SOMME(A1)");
		expect(await bring(out)).toEqual({ accepted: true, value: { added: 0, known: 2 } });
		expect(await bring(good, indicator, other)).toMatchObject({ reason: 'element-unknown' });
		expect(await bring('x'.repeat(measurements.largestSeries + 1))).toMatchObject({
			reason: 'series-file-large'
		});
	});

	test('[CO72] a formula is judged among the indicators that are there, then computed', async () => {
		const write = (formula: string, more = {}) =>
			act((tx) =>
				writeTyped(tx, doer, {
					kind: 'indicator',
					fields: ['name', 'type', 'formula'],
					name: 'Double',
					type: 'composite',
					formula,
					...more
				})
			);
		expect(await write('N7 * 2')).toMatchObject({ reason: 'formula-unknown-code' });
		expect(await write('N1 * 2')).toMatchObject({ accepted: true });
		const made = (await indicators(doer)).find(({ values }) => values.formula !== '')!;
		expect(await write(made.code, { element: made.id, revision: '1' })).toMatchObject({
			reason: 'formula-circular'
		});
		// whatever act writes it
		const said = (formula: string) =>
			act((tx) => elements.write(tx, doer, { element: indicator, revision: 99, values: { formula } }));
		expect([await said('((('), await said(`${made.code} + 1`)]).toMatchObject([
			{ reason: 'formula-unreadable' },
			{ reason: 'formula-circular' }
		]);
		expect(seriesOf(await all(doer)).get(made.code)).toEqual([
			{ on: '2028-01-01', value: '6' },
			{ on: '2028-02-01', value: '-9' }
		]);
		expect(await bring('date;valeur\n2028-03-01;1', made.id)).toMatchObject({ reason: 'series-computed' });
	});

	test('[CO80] nothing is said to an audience of an element that it does not read whole', async () => {
		const need = await act((tx) =>
			elements.make(tx, doer, {
				kind: 'need',
				values: { what: 'Secret', note: 'x', seenBy: { note: 'restricted' } }
			})
		);
		const id = need.accepted ? need.value : '';
		const isTold = async (audience: 'team' | 'restricted') =>
			coherenceFor(await all(doer), audience, today).some(({ of }) => of.id === id);
		expect([await isTold('team'), await isTold('restricted')]).toEqual([false, true]);
		expect(elements.ofKind(asSeen(await all(doer), 'team'), 'need')[0]?.values.note).toBe('');
	});

	test('[CO75] [CO77] [CO164] a catalogue goes out as it came in, once, and only to its own authority', async () => {
		const text = catalogueText({ ...condensed, titre: 'Schéma', propre: { à: [1] } });
		const bring = async (name: string, sent: string) => {
			const read = await catalogues.readFile({ name, bytes: file(sent) });
			return act((tx) => catalogues.bring(tx, doer, read));
		};
		const [one, again] = [await bring('schema.json', text), await bring('schema.json', text)];
		if (!one.accepted || !again.accepted) throw new Error('not brought');
		expect(again.value.id).toBe(one.value.id);
		expect(catalogueText((await catalogues.read(await database(), doer.authorityId, one.value.id))!)).toBe(
			text
		);
		expect(await catalogues.read(await database(), other.authorityId, one.value.id)).toBeUndefined();
		expect(
			(await catalogues.ofAuthority(await database(), doer.authorityId)).map(({ title }) => title)
		).toEqual(['Catalogue condensé', 'Schéma']);
		// as a table, the way it leaves here: a cell that begins with « = » goes out as text and comes back as it was
		const rows = catalogueRows(condensed).map((row, nth) => (nth === 0 ? row.with(5, '=SOMME(A1)') : row));
		const table = toCsv({ head: catalogueHead(), rows });
		expect(table).toContain("'=SOMME(A1)");
		const brought = await bring('Schéma 2028.csv', table);
		if (!brought.accepted) throw new Error(brought.reason);
		const there = (await catalogues.read(await database(), doer.authorityId, brought.value.id))!;
		expect([there.titre, catalogueRows(there)]).toEqual(['Schéma 2028', rows]);
		expect(await bring('schema.csv', 'code;texte')).toMatchObject({ reason: 'catalogue-head-unknown' });
	});

	test('[CO165] the report of an authority sums the projects that an account reads, and nothing restricted', async () => {
		const contractIn = async (by: Doer, values: Record<string, unknown>) => {
			const line = await act((tx) => elements.make(tx, by, { kind: 'line', values: { mode: 'purchase', object: 'Pain' } }));
			if (!line.accepted) throw new Error(line.reason);
			const contract = { object: 'Pain', holder: 'Ferme', notifiedOn: '2027-03-01', amount: 100_00, ...values };
			expect((await act((tx) => elements.make(tx, by, { kind: 'contract', parentId: line.value, values: contract }))).accepted).toBe(true);
		};
		const second = await act((tx) => projects.create(tx, { title: 'École', summary: '', code: '', authorityId: doer.authorityId, actor: 'system' }, at));
		if (!second.accepted) throw new Error(second.reason);
		const said = { version: 1, kind: 'marche', values: { considerationsSociales: { considerationSociale: ['Clause sociale'] } }, kept: {} };
		await contractIn(doer, { decp: said });
		await contractIn({ ...doer, projectId: second.value }, { seenBy: { amount: 'restricted' } });
		await contractIn(other, { decp: said });
		const account = { accountId: newId<'account'>(), authorityId: doer.authorityId, name: 'Inès', email: '', isAdministrator: true };
		const read = async (search = '') => readAuthorityReport(await database(), account, at, new URLSearchParams(search));
		const found = (await read())!;
		expect([found.name, found.projects, found.report.contracts, found.report.amount, found.report.unsaid]).toEqual(['Ville', 2, 2, 100_00, 1]);
		expect(found.report.rates[0]).toMatchObject({ category: 'social', contracts: 1, byNumber: 10_000 });
		expect((await read('du=2020-01-01&au=2020-12-31'))!.report.contracts).toBe(0);
		expect(await read(`collectivite=${other.authorityId}`)).toBeUndefined();
	});

	test('[CO76] what is picked comes once, with its link back; what another authority holds is not there', async () => {
		const pick = (codes: readonly string[], catalogue = condensedId) =>
			act((tx) => catalogues.pick(tx, other, { catalogue, codes }));
		expect(await pick(['E1.1#1', 'T1.2#2', 'inconnu'])).toEqual({ accepted: true, value: { picked: 2 } });
		await pick(['E1.1#1']);
		expect((await indicators(other)).map(({ origin, values }) => [origin, values.target])).toEqual([
			[{ version: 1, what: 'catalogue', catalogue: condensedId, code: 'E1.1#1' }, null],
			[{ version: 1, what: 'catalogue', catalogue: condensedId, code: 'T1.2#2' }, null]
		]);
		expect(await pick([])).toEqual({ accepted: false, reason: 'pick-none' });
		expect(await pick(['E1.1#1'], '00000000-0000-4000-8000-000000000000')).toEqual({
			accepted: false,
			reason: 'catalogue-unknown'
		});
	});
});

describe('a chart', () => {
	const drawn = draw(
		{
			kind: 'bars',
			lie: 'flat',
			title: 'Budget',
			names: ['Achat <script>alert(1)</script>', 'Prêt'],
			series: [
				{ name: 'Prévu', values: [3, 2] },
				{ name: 'Engagé', values: [1, 0] }
			],
			say: (value) => `${value} €`
		},
		'budget'
	);
	const text = JSON.stringify(drawn);
	test('[CO74] is shapes and words: colours of the screen, a pattern a series, nothing that runs, loads or styles', () => {
		expect(text).toContain('Achat <script>alert(1)</script>');
		expect(text).toContain('var(--action)');
		expect(text).toContain('url(#budget-w-');
		expect(new Set([...text.matchAll(/"tag":"(\w+)"/g)].map(([, tag]) => tag))).toEqual(
			new Set(['svg', 'rect', 'g', 'path', 'text', 'defs', 'pattern'])
		);
		expect(text).not.toMatch(/"(style|class|href|on\w+)":|https?:/);
	});
	test('[CO81] the budget says our share beside the others’, and planned, committed and paid side by side, in euros', () => {
		const amount = { lineId: 'S1', how: 'cash', who: 'Ville', year: 2028 } as const;
		const sums = byStage([
			{ ...amount, stage: 'planned', amount: 300, isOwn: true },
			{ ...amount, stage: 'planned', amount: 200, isOwn: false },
			{ ...amount, stage: 'paid', amount: 100, isOwn: true }
		]);
		expect(sharesChart(sums).series.map(({ values }) => values)).toEqual([
			[3, 0, 1],
			[2, 0, 0]
		]);
		for (const chart of [modesChart([{ mode: 'purchase', sums }]), yearsChart([{ year: 2028, sums }])])
			expect(chart.series.map(({ values }) => values)).toEqual([[5], [0], [1]]);
	});
});
