// Who is whom: one person twice, several at one address. Marks say « the same » and nothing else.
import { sha256 } from '@oslojs/crypto/sha2';
import { encodeHexLowerCase } from '@oslojs/encoding';

/** Small letters without accents, signs as one blank: « Le Gall-Pérez » and « LE GALL PEREZ » are one. */
export const fold = (typed: string): string =>
	typed
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/œ/g, 'oe')
		.replace(/æ/g, 'ae')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

const mark = (jury: string, ...words: readonly string[]): string => encodeHexLowerCase(sha256(new TextEncoder().encode([jury, ...words].join('\u0000')))).slice(0, 32);

/** The mark of a person in one jury: names and year of birth. The jury's id keeps two juries apart. Source: JUR-4. */
export const personMark = (jury: string, { lastName, firstName, birthYear }: { readonly lastName: string; readonly firstName: string; readonly birthYear: number }): string =>
	// the first of several first names: a roll has them all, a volunteer says one
	mark(jury, 'person', fold(lastName), fold(firstName.trim().split(/[\s,]+/)[0] ?? ''), String(birthYear));

/** The mark of a person whom a file knows by an id alone. */
export const fileMark = (jury: string, id: string): string => mark(jury, 'file', id);

const streetWords: Readonly<Record<string, string>> = { av: 'avenue', ave: 'avenue', bd: 'boulevard', bld: 'boulevard', boul: 'boulevard', ch: 'chemin', che: 'chemin', imp: 'impasse', pl: 'place', r: 'rue', rte: 'route', all: 'allee', sq: 'square', res: 'residence', st: 'saint', ste: 'sainte' };

/** The mark of an address, usual abbreviations written out; null where it says too little to be one. */
export function householdMark(jury: string, { address, postcode, town }: { readonly address: string; readonly postcode: string; readonly town: string }): string | null {
	const street = fold(address)
		.split(' ')
		.map((word) => streetWords[word] ?? word)
		.join(' ');
	return street === '' || fold(postcode + town) === '' ? null : mark(jury, 'household', street, fold(postcode), fold(town));
}

/** Age reached in the year of the draw: a quota by age bands needs no more (one asks for no day of birth). */
export const ageIn = (year: number, birthYear: number): number => year - birthYear;

/** « 18-34 », « 60 et plus », « 60+ », « moins de 35 », « 18 à 34 ans » as bounds of whole years, both included; undefined for other words. */
export function bandOf(feature: string): { readonly from: number; readonly to: number } | undefined {
	const said = fold(feature).replace(/\bans\b/g, '').trim();
	const between = /^(\d{1,3}) (?:a )?(\d{1,3})$/.exec(said);
	if (between) return { from: Number(between[1]), to: Number(between[2]) };
	const above = /^(?:plus de )?(\d{1,3})(?: et (?:plus|au dela))?$/.exec(said);
	if (above && (/plus|\+/.test(feature) || /au.del/.test(said))) return { from: Number(above[1]), to: 150 };
	const below = /^moins de (\d{1,3})$/.exec(said);
	return below ? { from: 0, to: Number(below[1]) - 1 } : undefined;
}

interface Category {
	readonly name: string;
	readonly features: readonly { readonly name: string }[];
}

/** A category is about age when each of its features is a band. */
export const isAge = ({ features }: Category): boolean => features.length > 0 && features.every(({ name }) => bandOf(name) !== undefined);

/** The feature of somebody of an age; undefined where no band holds it. */
export const featureOfAge = ({ features }: Category, age: number): string | undefined => features.find(({ name }) => { const band = bandOf(name); return band && age >= band.from && age <= band.to; })?.name;

const women = new Set(['f', 'femme', 'femmes', 'feminin', 'mme', 'madame', 'mlle']);
const men = new Set(['m', 'h', 'homme', 'hommes', 'masculin', 'mr', 'monsieur']);
const genderOf = (said: string): 'f' | 'm' | undefined => (women.has(fold(said)) ? 'f' : men.has(fold(said)) ? 'm' : undefined);

/** A category is about gender when one of its features says women and another men. */
export const isGender = ({ features }: Category): boolean => ['f', 'm'].every((one) => features.some(({ name }) => genderOf(name) === one));

/** The feature of a gender as a roll writes it (« F », « Mme », « Masculin »); undefined for what it does not say. */
export function featureOfGender({ features }: Category, said: string): string | undefined {
	const gender = genderOf(said);
	return gender && features.find(({ name }) => genderOf(name) === gender)?.name;
}

/** What the roll already says of somebody, category by category: age and gender; the rest is theirs to say. */
export function profileOf(categories: readonly Category[], { birthYear, gender }: { readonly birthYear: number | null; readonly gender: string }, year: number): Readonly<Record<string, string>> {
	return Object.fromEntries(
		categories.flatMap((category) => {
			const feature = isAge(category) ? (birthYear === null ? undefined : featureOfAge(category, ageIn(year, birthYear))) : isGender(category) ? featureOfGender(category, gender) : undefined;
			return feature === undefined ? [] : [[category.name, feature]];
		})
	);
}
