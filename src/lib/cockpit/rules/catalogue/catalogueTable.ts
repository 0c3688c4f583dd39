// A catalogue as a table file, in the shape in which it leaves here: one row an indicator, with the titles that stand above it.
import { refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import { unguarded } from '../../../papers/rules/csv.ts';
import { judgeCatalogue, mostIndicators, type Catalogue, type CatalogueRefusal } from './catalogue.ts';

/** As a head says them, in French and in English, without accents nor capitals; in the order of our own file. */
const names = {
	code: ['code'],
	pillar: ['pilier', 'pillar'],
	objective: ['objectif', 'objective'],
	action: ['action'],
	part: ['volet', 'part'],
	text: ['indicateur', 'indicator'],
	type: ['type'],
	components: ['composants', 'components'],
	unit: ['unite', 'unit'],
	every: ['periodicite', 'howoften'],
	reference: ['reference'],
	target: ['cible', 'target'],
	pilots: ['directionspilotes', 'leadingdepartments'],
	resources: ['directionsressources', 'supportingdepartments']
} as const;
type Column = keyof typeof names;
const columns = Object.keys(names) as readonly Column[];
const required: readonly Column[] = ['code', 'pillar', 'objective', 'action', 'text', 'type'];

const plain = (text: string) =>
	text
		.normalize('NFD')
		.toLowerCase()
		.replace(/[^a-z]/g, '');

const listOf = (cell: string): readonly string[] =>
	cell
		.split(',')
		.map((one) => one.trim())
		.filter((one) => one !== '');
/** A number where the file writes one and writes it as we do, else its words. */
const figureOf = (cell: string): number | string | null =>
	cell === '' ? null : String(Number(cell)) === cell ? Number(cell) : cell;

type Row = Readonly<Record<Column, string>>;

/** Rows that stand together under the same title, in the order of their first. */
const under = (rows: readonly Row[], column: Column): readonly (readonly [string, readonly Row[]])[] => [
	...Map.groupBy(rows, (row) => row[column])
];

/**
 * Rows of a file → a catalogue of this title (CO164). The first row names the columns; those that are not ours are left out. A cell is text, never a formula. Codes of pillars, objectives, actions and parts, which a table does not say, are their numbers. Refuses a head without its columns and the first row that lacks one of them (`where`: as a spreadsheet numbers it), then what `judgeCatalogue` refuses.
 */
export function readCatalogueRows(
	rows: readonly { readonly number: number; readonly cells: readonly string[] }[],
	title: string
): Outcome<Catalogue, CatalogueRefusal> & { readonly where?: string } {
	const [head, ...body] = rows;
	if (!head) return refused('catalogue-empty');
	if (body.length > mostIndicators) return refused('catalogue-too-large');
	const place = Object.fromEntries(
		columns.map((column) => [
			column,
			head.cells.findIndex((cell) => (names[column] as readonly string[]).includes(plain(cell)))
		])
	) as Readonly<Record<Column, number>>;
	if (required.some((column) => place[column] < 0)) return refused('catalogue-head-unknown');
	if (body.length === 0) return refused('catalogue-empty');
	const read: Row[] = [];
	for (const { number, cells } of body) {
		const row = Object.fromEntries(
			columns.map((column) => [column, unguarded((cells[place[column]] ?? '').trim())])
		) as Row;
		if (required.some((column) => row[column] === ''))
			return { ...refused('catalogue-row-lacking'), where: String(number) };
		read.push(row);
	}
	return judgeCatalogue({
		titre: title,
		piliers: under(read, 'pillar').map(([pillar, inPillar], p) => ({
			code: `${p + 1}`,
			titre: pillar,
			objectifs: under(inPillar, 'objective').map(([objective, inObjective], o) => ({
				code: `${p + 1}.${o + 1}`,
				titre: objective,
				actions: under(inObjective, 'action').map(([action, inAction], a) => ({
					code: `${p + 1}.${o + 1}.${a + 1}`,
					titre: action,
					volets: under(inAction, 'part').map(([part, inPart], nth) => ({
						code: `${p + 1}.${o + 1}.${a + 1}.${nth + 1}`,
						titre: part === '' ? null : part,
						directionsPilotes: listOf(inPart[0]!.pilots),
						directionsRessources: listOf(inPart[0]!.resources),
						indicateurs: inPart.map((row) => ({
							code: row.code,
							texte: row.text,
							type: row.type,
							...(row.components !== '' && { composants: listOf(row.components) }),
							unite: row.unit === '' ? null : row.unit,
							periodicite: row.every === '' ? null : row.every,
							reference: figureOf(row.reference),
							cible: figureOf(row.target)
						}))
					}))
				}))
			}))
		}))
	});
}
