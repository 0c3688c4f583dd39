// Reads the rows of an electoral roll: the few columns that a draw and a letter need; the rest is left out before anything is written.
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import { tidyLine } from '../campaign.ts';
import { fold } from './identity.ts';
import type { RowRefusal } from './report.ts';

export const rollFields = ['lastName', 'usedName', 'firstName', 'birth', 'gender', 'number', 'street', 'place', 'postcode', 'town', 'id'] as const;
export type RollField = (typeof rollFields)[number];

/** Names under which the usual files have a column, folded; the most precise first. */
const known: Readonly<Record<RollField, readonly string[]>> = {
	lastName: ['nom de naissance', 'nom naissance', 'nom de famille', 'nom', 'last name', 'surname'],
	usedName: ['nom d usage', 'nom usage'],
	firstName: ['prenoms', 'prenom', 'prenom s', 'first name'],
	birth: ['date de naissance', 'date naissance', 'ne le', 'nee le', 'ne e le', 'annee de naissance', 'annee naissance', 'ddn', 'date of birth'],
	gender: ['sexe', 'genre', 'civilite', 'gender'],
	number: ['numero de voie', 'numero voie', 'n de voie', 'no voie'],
	street: ['libelle de voie', 'libelle voie', 'adresse', 'adresse 1', 'adresse postale', 'voie', 'rue', 'address'],
	place: ['lieu dit', 'lieudit', 'adresse lieu dit'],
	postcode: ['code postal', 'cp', 'adresse code postal', 'postcode'],
	town: ['commune', 'ville', 'localite', 'adresse commune', 'libelle commune', 'town'],
	id: ['numero d electeur', 'numero electeur', 'numero national d electeur', 'identifiant', 'id', 'ine']
};
const needed = ['lastName', 'firstName', 'birth', 'street', 'town'] as const;
export type NeededField = (typeof needed)[number];

export interface RollHead {
	readonly at: Readonly<Partial<Record<RollField, number>>>;
	readonly kept: readonly string[];
	readonly dropped: readonly string[];
}

/** Where each field stands in a file, from its first row. Refuses with what misses, in the order of `needed`. Source: JUR-2, « minimal fields ». */
export function readHead(cells: readonly string[]): Outcome<RollHead, 'roll-columns-missing'> & { readonly missing?: readonly NeededField[] } {
	const folded = cells.map(fold);
	const at: Partial<Record<RollField, number>> = {};
	for (const field of rollFields) {
		const found = known[field].map((name) => folded.indexOf(name)).find((index) => index >= 0 && !Object.values(at).includes(index));
		if (found !== undefined) at[field] = found;
	}
	const missing = needed.filter((field) => at[field] === undefined);
	if (missing.length > 0) return { ...refused('roll-columns-missing'), missing };
	const used = new Set(Object.values(at));
	const named = (isUsed: boolean) => cells.flatMap((cell, index) => (used.has(index) === isUsed && cell.trim() !== '' ? [tidyLine(cell).slice(0, 80)] : []));
	return accepted({ at, kept: named(true), dropped: named(false) });
}

export interface RollRow {
	readonly lastName: string;
	readonly firstName: string;
	readonly birthYear: number;
	readonly gender: string;
	readonly address: string;
	readonly postcode: string;
	readonly town: string;
	/** as the file tells people apart; empty where it does not */
	readonly id: string;
}

/** The year in « 12/03/1984 », « 1984-03-12 », « 12.03.84 » is not guessed, « 1984 » is read. */
function yearOf(typed: string): number | undefined {
	const text = typed.trim();
	const found = /^(\d{4})$/.exec(text)?.[1] ?? /^\d{1,2}[/.\- ]\d{1,2}[/.\- ](\d{4})(?:\s.*)?$/.exec(text)?.[1] ?? /^(\d{4})[/.-]\d{1,2}[/.-]\d{1,2}(?:[T\s].*)?$/.exec(text)?.[1] ?? /^\d{4}(\d{4})$/.exec(text)?.[1];
	return found === undefined ? undefined : Number(found);
}

const most = { name: 80, address: 160, town: 80 } as const;
const cut = (text: string, limit: number) => [...tidyLine(text)].slice(0, limit).join('');

/** One row, in the year of the draw. Refuses a row that is short of cells, without a name, or whose birth cannot be read or is yet to come. */
export function readRow({ at }: RollHead, cells: readonly string[], year: number): Outcome<RollRow, RowRefusal> {
	const cell = (field: RollField) => (at[field] === undefined ? '' : (cells[at[field]] ?? ''));
	if (cells.length <= Math.max(at.lastName!, at.firstName!, at.birth!)) return refused('roll-cells-missing');
	const lastName = cut(cell('usedName'), most.name) || cut(cell('lastName'), most.name);
	const firstName = cut(cell('firstName'), most.name);
	if (fold(lastName) === '' || fold(firstName) === '') return refused('roll-name-missing');
	const birthYear = yearOf(cell('birth'));
	if (birthYear === undefined || birthYear < year - 125) return refused('roll-birth-unreadable');
	if (birthYear > year) return refused('roll-birth-in-future');
	return accepted({
		lastName,
		firstName,
		birthYear,
		gender: cut(cell('gender'), 12),
		address: cut([cell('number'), cell('street'), cell('place')].filter((part) => part.trim() !== '').join(' '), most.address),
		postcode: cut(cell('postcode'), 10),
		town: cut(cell('town'), most.town),
		id: cut(cell('id'), 40)
	});
}

/** What to call a column that misses, in the words of the files themselves. */
export const columnTitles = { lastName: 'Nom', firstName: 'Prénom', birth: 'Date de naissance', street: 'Adresse', town: 'Commune' } as const satisfies Record<NeededField, string>;
