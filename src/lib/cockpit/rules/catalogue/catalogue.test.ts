import { describe, expect, test } from 'vitest';
import { readValues } from '../elements/changes.ts';
import {
	catalogueText,
	elementsOf,
	measuredOf,
	placedIn,
	readCatalogue,
	type Catalogue
} from './catalogue.ts';
import { readCatalogueRows } from './catalogueTable.ts';
import { condensed } from './condensed.ts';

const file = (indicateurs: readonly object[], more: object = {}) =>
	JSON.stringify({
		titre: 'Schéma',
		inconnu: { profond: [1, null] },
		piliers: [
			{
				code: 'A',
				titre: 'Pilier',
				fond: 1,
				objectifs: [
					{
						code: 'A1',
						titre: 'Objectif',
						fond: 2,
						actions: [
							{
								code: 'A1.1',
								titre: 'Action',
								fond: 3,
								volets: [{ code: 'A1.1', titre: null, fond: 4, directionsPilotes: ['DAAJ'], indicateurs }]
							}
						]
					}
				]
			}
		],
		...more
	});
const read = (text: string): Catalogue => {
	const outcome = readCatalogue(text);
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
};
const one = (more: object) => ({
	code: 'A#1',
	texte: 'Nombre de contrats',
	type: 'nombre',
	cible: null,
	reference: null,
	...more
});

describe('a catalogue', () => {
	test('[CO75] goes out as it came in, with what we do not know', () => {
		const text = file([one({ ventilation: ['a'], periodicite: 'annuelle' })]);
		expect(JSON.parse(catalogueText(read(text)))).toEqual(JSON.parse(text));
		expect(read(catalogueText(condensed))).toEqual(condensed);
	});
	test.each<[string, string, string]>([
		['catalogue-not-json', 'code;texte', ''],
		['catalogue-unreadable', '{"titre":"x"}', 'piliers'],
		[
			'catalogue-unreadable',
			file([{ code: 'A#1', type: 'nombre' }]),
			'piliers.0.objectifs.0.actions.0.volets.0.indicateurs.0.texte'
		],
		['catalogue-empty', file([]), ''],
		['catalogue-code-twice', file([one({}), one({})]), 'A#1']
	])('[CO75] %s', (reason, text, where) => {
		const outcome = readCatalogue(text);
		expect(outcome).toMatchObject({ accepted: false, reason, ...(where !== '' && { where }) });
	});
	const table = (...rows: readonly (readonly string[])[]) =>
		readCatalogueRows(
			rows.map((cells, nth) => ({ number: nth + 1, cells })),
			'Table'
		);
	const columns = ['Code', 'PILIER', 'Objectif', 'action', 'Indicateur', 'Type', 'Unité', 'ailleurs'];
	test('[CO164] a table becomes a catalogue, level by level, whatever the order of its columns', () => {
		const outcome = table(
			columns,
			['1', 'Sol', 'Moins', 'Compter', "'=1+1", 'nombre', '', 'x'],
			['2', 'Eau', 'Moins', 'Compter', 'Litres', 'mesure', 'l', 'x'],
			['3', 'Sol', 'Moins', 'Compter', 'Surface', 'mesure', 'm²', 'x']
		);
		if (!outcome.accepted) throw new Error(outcome.reason);
		const told = placedIn(outcome.value).map(({ pillar, part, indicator }) => [pillar.titre, part.code, indicator.code, indicator.texte, indicator.unite]);
		expect(told).toEqual([
			['Sol', '1.1.1.1', '1', '=1+1', null],
			['Sol', '1.1.1.1', '3', 'Surface', 'm²'],
			['Eau', '2.1.1.1', '2', 'Litres', 'l']
		]);
	});
	test.each<[string, readonly (readonly string[])[], string?]>([
		['catalogue-empty', []],
		['catalogue-empty', [columns]],
		['catalogue-head-unknown', [['Code', 'Indicateur'], ['1', 'Litres']]],
		['catalogue-row-lacking', [columns, ['1', 'Sol', 'Moins', 'Compter', 'Litres', 'nombre'], ['2', 'Sol', '', 'Compter', 'Litres', 'nombre']], '3'],
		['catalogue-code-twice', [columns, ['1', 'Sol', 'Moins', 'Compter', 'Litres', 'nombre'], ['1', 'Sol', 'Moins', 'Compter', 'Mètres', 'nombre']], '1'],
		['catalogue-too-large', [columns, ...Array.from({ length: 2_001 }, () => ['1'])]]
	])('[CO164] %s', (reason, rows, where) => {
		expect(table(...rows)).toMatchObject({ accepted: false, reason, ...(where !== undefined && { where }) });
	});
	test('[CO77] ours holds about thirty indicators over four pillars, every one of them measurable, and no target', () => {
		const all = placedIn(condensed);
		expect(condensed.piliers).toHaveLength(4);
		expect(all).toHaveLength(32);
		expect(
			all.every(({ indicator }) => measuredOf(indicator)?.length === 1 && indicator.cible === null)
		).toBe(true);
	});
	test.each<[object, readonly (readonly [string, string, string | null])[]]>([
		[{ type: 'oui/non' }, [['', 'yes-no', null]]],
		[{ type: 'pourcentage', cible: '30' }, [['', 'percentage', '30']]],
		[{ type: 'nombre', cible: 'en hausse' }, [['', 'count', null]]],
		[
			{ type: 'composite', composants: ['nombre', 'montant'], cible: 4 },
			[
				[':1', 'count', null],
				[':2', 'amount', null]
			]
		],
		[{ type: 'renvoi', renvoiVers: 'A1.3' }, []],
		[{ type: 'composite' }, []],
		[{ type: 'humeur' }, []]
	])('[CO76] %o', (more, expected) => {
		const [placed] = placedIn(read(file([one(more)])));
		const made = elementsOf(placed!);
		expect(made.map(({ part, values }) => [part, values.type, values.target])).toEqual(expected);
		for (const { values } of made) expect(readValues('indicator', values)).toEqual(values);
	});
	test('[CO76] who pilots it and how often come with it; a name too long stays whole in its note', () => {
		const [placed] = placedIn(read(file([one({ texte: 'x'.repeat(400), periodicite: 'annuelle' })])));
		const [made] = elementsOf(placed!);
		expect(made?.values).toMatchObject({ owner: 'DAAJ', every: 12 });
		expect(String(made?.values.name)).toHaveLength(300);
		expect(made?.values.note).toContain('x'.repeat(400));
	});
});
