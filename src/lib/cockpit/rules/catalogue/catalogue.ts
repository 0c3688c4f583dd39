// A catalogue of pillars → objectives → actions → indicators: what a file must say, what is kept of it (everything), and what an indicator of it becomes in a cockpit.
import * as v from 'valibot';
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import { readFields, type Values } from '../elements/changes.ts';
import { longestLine } from '../elements/fields.ts';
import type { IndicatorType } from '../elements/kinds/indicator.ts';

// Names are those of the file, which people of a department write and read. What it says besides is kept as it is.
const label = v.pipe(v.string(), v.maxLength(4_000));
const code = v.pipe(v.string(), v.minLength(1), v.maxLength(60));
const figure = v.nullish(v.union([v.number(), label]));
const indicator = v.looseObject({
	code,
	texte: v.pipe(label, v.minLength(1)),
	type: label,
	cible: figure,
	reference: figure,
	unite: v.nullish(label),
	periodicite: v.nullish(label),
	composants: v.optional(v.pipe(v.array(label), v.maxLength(12))),
	renvoiVers: v.nullish(label)
});
const part = v.looseObject({
	code,
	titre: v.nullish(label),
	indicateurs: v.array(indicator),
	directionsPilotes: v.optional(v.array(label)),
	directionsRessources: v.optional(v.array(label))
});
const action = v.looseObject({ code, titre: label, bonus: v.optional(v.boolean()), volets: v.array(part) });
const objective = v.looseObject({ code, titre: label, resume: v.nullish(label), actions: v.array(action) });
const pillar = v.looseObject({ code, titre: label, objectifs: v.array(objective) });
export const catalogueShape = v.looseObject({
	titre: v.pipe(label, v.minLength(1)),
	collectivite: v.nullish(label),
	source: v.nullish(label),
	licence: v.nullish(label),
	directions: v.optional(v.record(v.string(), label)),
	piliers: v.pipe(v.array(pillar), v.minLength(1))
});

export type Catalogue = v.InferOutput<typeof catalogueShape>;
export type CatalogueIndicator = v.InferOutput<typeof indicator>;

export type CatalogueRefusal =
	| 'catalogue-not-json'
	| 'catalogue-unreadable'
	| 'catalogue-empty'
	| 'catalogue-code-twice'
	| 'catalogue-too-large'
	| 'catalogue-head-unknown'
	| 'catalogue-row-lacking';

export const largestCatalogue = 2_000_000;
export const mostIndicators = 2_000;

/** An indicator with what stands above it. */
export interface Placed {
	readonly pillar: Catalogue['piliers'][number];
	readonly objective: Catalogue['piliers'][number]['objectifs'][number];
	readonly action: v.InferOutput<typeof action>;
	readonly part: v.InferOutput<typeof part>;
	readonly indicator: CatalogueIndicator;
}

/** Every indicator of a catalogue, in its order. */
export const placedIn = ({ piliers }: Catalogue): readonly Placed[] =>
	piliers.flatMap((pillar) =>
		pillar.objectifs.flatMap((objective) =>
			objective.actions.flatMap((action) =>
				action.volets.flatMap((part) =>
					part.indicateurs.map((indicator) => ({ pillar, objective, action, part, indicator }))
				)
			)
		)
	);

/**
 * The text of a catalogue file → the catalogue, whole: what this program does not know is kept and goes out again (CO75). Refuses what is no JSON, lacks a level, holds no indicator, or names two indicators by one code; `where` says which place of the file.
 */
export function readCatalogue(
	text: string
): Outcome<Catalogue, CatalogueRefusal> & { readonly where?: string } {
	if (text.length > largestCatalogue) return refused('catalogue-too-large');
	let said: unknown;
	try {
		said = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		return refused('catalogue-not-json');
	}
	return judgeCatalogue(said);
}

/** What a file says, as a catalogue: refused as `readCatalogue` refuses it. */
export function judgeCatalogue(
	said: unknown
): Outcome<Catalogue, CatalogueRefusal> & { readonly where?: string } {
	const read = v.safeParse(catalogueShape, said);
	if (!read.success) return { ...refused('catalogue-unreadable'), where: v.getDotPath(read.issues[0]) ?? '' };
	const codes = placedIn(read.output).map(({ indicator: { code } }) => code);
	if (codes.length === 0) return refused('catalogue-empty');
	if (codes.length > mostIndicators) return refused('catalogue-too-large');
	const twice = codes.find((one, nth) => codes.indexOf(one) !== nth);
	return twice === undefined ? accepted(read.output) : { ...refused('catalogue-code-twice'), where: twice };
}

/** The text of a catalogue's file: reads back the same (CO75). */
export const catalogueText = (catalogue: Catalogue): string => `${JSON.stringify(catalogue, null, '\t')}\n`;

const typesOf: Readonly<Record<string, IndicatorType>> = {
	'oui/non': 'yes-no',
	nombre: 'count',
	pourcentage: 'percentage',
	montant: 'amount',
	mesure: 'measure'
};

/** What is measured of an indicator: its own type, or those of its components; null where the catalogue only refers to another place, or names a type that no cockpit measures (CO76). */
export function measuredOf({ type, composants }: CatalogueIndicator): readonly IndicatorType[] | null {
	const own = typesOf[type];
	if (own) return [own];
	const parts = (composants ?? []).map((one) => typesOf[one]);
	return parts.length > 0 && parts.every((one) => one !== undefined) ? parts : null;
}

const monthsOf: Readonly<Record<string, number>> = {
	mensuelle: 1,
	trimestrielle: 3,
	semestrielle: 6,
	annuelle: 12,
	biennale: 24
};

/** A figure as a field of a cockpit keeps it; null where the catalogue says none, or words. Nothing is invented. */
function figureOf(said: CatalogueIndicator['cible']): string | null {
	const read = readFields('indicator', { fields: ['target'], target: String(said ?? '') });
	return typeof read.values.target === 'string' ? read.values.target : null;
}

const shortened = (text: string, most = longestLine) =>
	[...text].length > most ? `${[...text].slice(0, most - 1).join('')}…` : text;

/**
 * What an indicator of a catalogue becomes in a cockpit (CO76): one element, or one for each component of what is counted in several ways; `part` tells them apart. Targets and baselines are the catalogue's own, or none.
 */
export function elementsOf({ pillar, part, indicator }: Placed): readonly {
	readonly part: string;
	readonly values: Values;
}[] {
	const types = measuredOf(indicator) ?? [];
	return types.map((type, nth) => ({
		part: types.length > 1 ? `:${nth + 1}` : '',
		values: {
			name: shortened(
				types.length > 1
					? `${indicator.texte} (${nth + 1}/${types.length} : ${indicator.composants![nth]!})`
					: indicator.texte
			),
			type,
			unit: indicator.unite ?? (type === 'percentage' ? '%' : type === 'amount' ? '€' : ''),
			direction: null,
			baseline: null,
			baselineOn: null,
			target: types.length > 1 ? null : figureOf(indicator.cible),
			targetOn: null,
			impacts: [],
			formula: '',
			source: '',
			owner: shortened((part.directionsPilotes ?? []).join(', ')),
			every: monthsOf[indicator.periodicite ?? ''] ?? null,
			note: [pillar.titre, [...indicator.texte].length > longestLine ? indicator.texte : '']
				.filter(Boolean)
				.join('\n')
		}
	}));
}

/** A catalogue as rows, one an indicator, for a spreadsheet. */
export const catalogueRows = (catalogue: Catalogue): readonly (readonly string[])[] =>
	placedIn(catalogue).map(({ pillar, objective, action, part, indicator }) => [
		indicator.code,
		pillar.titre,
		objective.titre,
		action.titre,
		part.titre ?? '',
		indicator.texte,
		indicator.type,
		(indicator.composants ?? []).join(', '),
		indicator.unite ?? '',
		indicator.periodicite ?? '',
		String(indicator.reference ?? ''),
		String(indicator.cible ?? ''),
		(part.directionsPilotes ?? []).join(', '),
		(part.directionsRessources ?? []).join(', ')
	]);
