// Dated values of the law, as data: each with its article, its days and the source in which it was read. A lookup never invents.

export type Unit = 'cents' | 'basis-points';

/** How a text compares with its bound: « inférieur à » leaves the bound out, « supérieur à » begins above it. */
export type Bound = 'below' | 'above' | 'from';

interface Period {
	/** cents without tax, or basis points */
	readonly value: number;
	/** ISO day from which a source says it; not always the day on which it took effect */
	readonly from: string;
	/** the last ISO day; null: no end was read */
	readonly until: string | null;
	readonly source: string;
}

interface LawValue {
	readonly unit: Unit;
	readonly bound: Bound;
	readonly article: string;
	readonly periods: readonly Period[];
}

/** The newest day to which the texts were read: what was passed since is not in here (LA3). */
export const upToDateOn = '2026-04-30';

const euros = (amount: number) => amount * 100;
const percent = (rate: number) => rate * 100;

const europe2024 = 'Avis relatif aux seuils de procédure 2024-2025, annexe n° 2 du code de la commande publique';
const europe2026 = 'Avis relatif aux seuils de procédure, JO du 26 décembre 2025 ; règlements délégués (UE) 2025/2150, 2151 et 2152';
const twoYears = (before: number, now: number): readonly Period[] => [
	{ value: euros(before), from: '2024-01-01', until: '2025-12-31', source: europe2024 },
	{ value: euros(now), from: '2026-01-01', until: '2027-12-31', source: europe2026 }
];

export const lawValues = {
	/** below it an innovative purchase needs neither publicity nor competition */
	'innovative-purchase': {
		unit: 'cents',
		bound: 'below',
		article: 'CCP, art. R2122-9-1',
		periods: [{ value: euros(100_000), from: '2022-01-01', until: null, source: 'Décret n° 2021-1634 du 13 décembre 2021' }]
	},
	/** small lots of supplies and services, innovative too, within a fifth of the whole */
	'innovative-small-lot': {
		unit: 'cents',
		bound: 'below',
		article: 'CCP, art. R2122-9-1 et R2123-1',
		periods: [{ value: euros(80_000), from: '2022-01-01', until: null, source: 'Décret n° 2021-1634 du 13 décembre 2021' }]
	},
	'no-publicity-supplies-services': {
		unit: 'cents',
		bound: 'below',
		article: 'CCP, art. R2122-8',
		periods: [
			{ value: euros(40_000), from: '2024-01-01', until: '2026-03-31', source: 'CCP, art. R2122-8, rédaction antérieure au décret n° 2025-1386' },
			{ value: euros(60_000), from: '2026-04-01', until: null, source: 'Décret n° 2025-1386 du 29 décembre 2025' }
		]
	},
	'no-publicity-works': {
		unit: 'cents',
		bound: 'below',
		article: 'CCP, art. R2122-8',
		periods: [{ value: euros(100_000), from: '2024-01-01', until: null, source: 'Mesure temporaire, rendue permanente au 1er janvier 2026 (décret n° 2025-1386)' }]
	},
	'formal-procedure-state': { unit: 'cents', bound: 'from', article: 'CCP, art. L2124-1 et annexe n° 2', periods: twoYears(143_000, 140_000) },
	'formal-procedure-supplies-services': { unit: 'cents', bound: 'from', article: 'CCP, art. L2124-1 et annexe n° 2', periods: twoYears(221_000, 216_000) },
	'formal-procedure-networks': { unit: 'cents', bound: 'from', article: 'CCP, art. L2124-1 et annexe n° 2', periods: twoYears(443_000, 432_000) },
	'formal-procedure-works': { unit: 'cents', bound: 'from', article: 'CCP, art. L2124-1 et annexe n° 2', periods: twoYears(5_538_000, 5_404_000) },
	/** of a local authority's contract: from it on, the contract and its modifications are transmitted to the State's representative; set every two years at the European threshold */
	'legality-control': {
		unit: 'cents',
		bound: 'from',
		article: 'CGCT, art. L2131-2 et D2131-5-1',
		periods: twoYears(221_000, 216_000)
	},
	/** a year's subsidy above it needs a written agreement */
	'subsidy-agreement': {
		unit: 'cents',
		bound: 'above',
		article: 'Loi n° 2000-321 du 12 avril 2000, art. 10',
		periods: [{ value: euros(23_000), from: '2002-01-01', until: null, source: 'Décret n° 2001-495 du 6 juin 2001, art. 1er' }]
	},
	'published-data': {
		unit: 'cents',
		bound: 'from',
		article: 'CCP, art. R2196-1',
		periods: [{ value: euros(40_000), from: '2024-01-01', until: null, source: 'Arrêtés du 22 décembre 2022 sur les données essentielles' }]
	},
	'small-change-supplies-services': {
		unit: 'basis-points',
		bound: 'below',
		article: 'CCP, art. R2194-8',
		periods: [{ value: percent(10), from: '2019-04-01', until: null, source: 'Code de la commande publique' }]
	},
	'small-change-works': {
		unit: 'basis-points',
		bound: 'below',
		article: 'CCP, art. R2194-8',
		periods: [{ value: percent(15), from: '2019-04-01', until: null, source: 'Code de la commande publique' }]
	},
	/** each modification for extra works, supplies or services, or for what nobody could foresee: it may reach the bound */
	'extra-or-unforeseen': {
		unit: 'basis-points',
		bound: 'above',
		article: 'CCP, art. R2194-3',
		periods: [{ value: percent(50), from: '2019-04-01', until: null, source: 'Code de la commande publique' }]
	},
	/** the increase above which the tender commission gives its opinion */
	'commission-opinion': {
		unit: 'basis-points',
		bound: 'above',
		article: 'CGCT, art. L1414-4',
		periods: [{ value: percent(5), from: '2019-04-01', until: null, source: 'Code général des collectivités territoriales' }]
	}
} satisfies Readonly<Record<string, LawValue>>;

export type LawKey = keyof typeof lawValues;
export const lawKeys = Object.keys(lawValues) as readonly LawKey[];

export type Known = {
	/** `as-last-read`: no end is known, and the day comes after the texts were last read */
	readonly standing: 'in-force' | 'as-last-read';
	readonly value: number;
	readonly unit: Unit;
	readonly bound: Bound;
	readonly article: string;
	readonly source: string;
	readonly from: string;
	readonly until: string | null;
};

export type Looked = Known | { readonly standing: 'unknown'; readonly article: string };

/** What a value is on an ISO day; `unknown` where no period covers it (LA2). */
export function valueAt(key: LawKey, day: string): Looked {
	const { unit, bound, article, periods }: LawValue = lawValues[key];
	const found = periods.find(({ from, until }) => from <= day && (until === null || day <= until));
	if (!found) return { standing: 'unknown', article };
	return { ...found, standing: found.until === null && day > upToDateOn ? 'as-last-read' : 'in-force', unit, bound, article };
}

/** Where an amount stands before a bound, as the text compares (LA5): `reached` is the side on which more is asked. */
export function reaches(amount: number, { value, bound }: Pick<Known, 'value' | 'bound'>): 'reached' | 'not-reached' {
	return (bound === 'above' ? amount > value : amount >= value) ? 'reached' : 'not-reached';
}
