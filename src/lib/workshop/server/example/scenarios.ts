// How the room of « À table, les Rivelles ! » builds its three scenarios, moves the budget lever, scores the matrix and hands its cards back (demo 5.8).
import type { Tx } from '../../../db/server/database.ts';
import * as amendments from '../amendments.ts';
import * as budgets from '../budgets.ts';
import * as matrices from '../matrices.ts';
import * as scenarios from '../scenarios.ts';
import type { RiskScore } from '../../rules/matrix.ts';
import type { TypedLine } from '../../rules/scoring.ts';
import { factsAsLines } from '../../rules/scenarios.ts';
import type { Doer } from '../../../gatherings/server/step.ts';
import * as content from './content.ts';
import { must, type Room } from './room.ts';
import inputs from './seats.json' with { type: 'json' };

interface Built {
	readonly base: number;
	readonly modes: string;
	readonly calendar: string;
	readonly out: readonly string[];
	/** label, lowest, highest */
	readonly ranges: readonly (readonly [string, string, string])[];
}

/** « Un scénario peut retirer » : what each takes out of v3; what was sent into it is in it already. */
export const built: Readonly<Record<string, Built>> = {
	A: {
		base: 3,
		modes: 'Achat seul',
		calendar: 'Travaux en 2028, une seule ouverture à la rentrée',
		out: ['AM03', 'AM08', 'AM09', 'AM10', 'AM14'],
		ranges: [
			['Achat : travaux de la cuisine centrale', '2 300 000', '2 400 000'],
			['Achat : denrées, quatre ans', '2 500 000', '2 700 000']
		]
	},
	B: {
		base: 3,
		modes: 'Achat, soutien à la R&D, subvention, public-communs',
		calendar: 'Pilote de janvier à juin 2028, plein régime en septembre 2028',
		out: [],
		ranges: [
			['Achat : légumerie et deux cuisines', '650 000', '730 000'],
			['Achat : denrées, quatre ans', '2 610 000', '2 760 000'],
			['Soutien à la R&D', '65 000', '95 000'],
			['Subvention d’insertion', '110 000', '130 000']
		]
	},
	C: {
		base: 3,
		modes: 'Achat, soutien à la R&D, convention avec le Département',
		calendar: 'Foncier en 2028, première récolte en 2029',
		out: ['AM03', 'AM04', 'AM08', 'AM09'],
		ranges: [
			['Achat : ferme et ateliers', '1 050 000', '1 190 000'],
			['Achat : denrées, quatre ans', '2 550 000', '2 800 000'],
			['Soutien à la R&D', '65 000', '95 000'],
			['Convention avec le Département', '80 000', '120 000']
		]
	}
};

/** Four million euros over four years. */
export const total = { low: '4 000 000', high: '' } as const;

/** Indicator, base of 2026 and target of 2029 of each impact. */
const measures: Readonly<Record<string, readonly [indicator: string, base: string, target: string]>> = {
	'I-qualite': ['Part durable et de qualité, en valeur (ENV-1-1)', '31 %, dont 9 % bio', '50 %, dont 20 % bio'],
	'I-viandes': ['Part durable des viandes et poissons (ENV-1-1)', '38 %', '60 %'],
	'I-gaspillage': ['Grammes jetés par convive (ENV-1-1)', '118', '70'],
	'I-contenants': ['Contenants jetables par an (ENV-1-1)', '212 000', '0'],
	'I-origine': ['Part venue de moins de 60 km (ENV-1-1)', '14 %', '35 %'],
	'I-insertion': ['Heures d’insertion par an', '0', '4 200'],
	'I-acces': ['Structures nouvellement candidates (SOC-1-2B)', '2', '12'],
	'I-metiers': ['Agents formés au fait-maison', '3', '11'],
	'I-depense': ['Coût complet par repas', '9,80 €', '10,10 € au plus']
};

/** Who watches over each risk that one scenario makes grave, and how it is parried. */
const watched: Readonly<Record<string, readonly [holder: string, mitigation: string]>> = {
	RK1: ['La directrice des bâtiments', 'Études avancées à 2027, cuisine mobile louée si besoin'],
	RK3: ['Le service foncier', 'Parcelles hors de la zone rouge, cultures d’été en priorité'],
	RK4: ['La cheffe de production', 'Cuisiniers et cuisinières associés aux plans, formation avant l’ouverture'],
	RK5: ['L’acheteur', 'Prix révisables sur indice, deux lots ouverts aux variantes'],
	RK6: ['L’acheteur', 'Un dossier allégé pour tous, les rencontres tracées'],
	RK7: ['La cheffe de production', 'Plan de maîtrise sanitaire repris avec le collège avant l’ouverture']
};

const empty = { indicator: '', base: '', target: '', holder: '', mitigation: '' };

/** The lines of the matrix: what is measured of each impact, who watches over each risk. */
export const matrixLines: readonly TypedLine[] = [
	...content.impacts.map(([code, name]): TypedLine => {
		const [indicator, base, target] = measures[code]!;
		return { ...empty, kind: 'impact', code, name, indicator, base, target };
	}),
	...content.risks.map(([code, name]): TypedLine => {
		const [holder, mitigation] = watched[code] ?? ['', ''];
		return { ...empty, kind: 'risk', code, name, holder, mitigation };
	})
];

/** The team's own view of the risks, which every seat confirms: once for each risk and each scenario. */
export const preparedRisks: readonly RiskScore[] = [...new Map(inputs.riskScores.map(({ risk, scenario, probability, gravity }) => [`${risk} ${scenario}`, { risk, scenario, probability, gravity }])).values()];

/** What the team brings: the lines of the matrix, its own view of the risks, the total that is not to be passed. */
export async function prepare(tx: Tx, doer: Pick<Doer, 'authorityId' | 'projectId' | 'gatheringId' | 'actor' | 'at'>): Promise<void> {
	must(await matrices.bring(tx, doer, matrixLines, preparedRisks));
	must(await budgets.writeTotal(tx, doer, total));
}

/** The buyer takes from v3 what each scenario leaves out, the prescriber says how it would be bought, a juror adds a fact, the desk moves the lever. */
export async function build<Seat extends string>(room: Room<Seat>): Promise<void> {
	const idOf = new Map((await amendments.shown(room.tx, room.by.gatheringId)).map(({ code, id }) => [code!, id as string]));
	for (const { code, name, idea, facts } of content.scenarios) {
		const { base, modes, calendar, out } = built[code]!;
		const { revision } = (await scenarios.list(room.tx, room.by)).find((one) => one.code === code)!;
		await room.act('T1' as Seat, 'compose', { scenario: code, revision: String(revision), base: String(base), name, idea, facts: factsAsLines(facts), modes, calendar });
		for (const one of out) await room.act('T2' as Seat, 'take-out', { scenario: code, amendment: idOf.get(one)! });
	}
	room.wait(4);
	for (const [seat, scenario] of tables) await room.act(seat as Seat, 'sit-at', { scenario });
	await room.act('J4' as Seat, 'suggest', { scenario: 'C', kind: 'fact', text: 'Terres à trouver : 6 hectares, aucun promis' });
	const waiting = (await scenarios.suggestionsOf(room.tx, room.by)).find(({ state }) => state === 'waiting')!;
	await room.act('facilitator', 'take-suggestion-at-desk', { suggestion: waiting.id });
	room.wait(4);
	for (const [code, { ranges }] of Object.entries(built)) for (const [label, low, high] of ranges) await room.act('facilitator', 'add-range', { scenario: code, label, low, high });
}

const tables: readonly (readonly [string, string])[] = [
	['J1', 'B'],
	['J2', 'A'],
	['J3', 'B'],
	['J4', 'C'],
	['J5', 'B'],
	['J6', 'A'],
	['J7', 'A'],
	['J8', 'C'],
	['J9', 'C'],
	['J10', 'B']
];

/** Each scores what its role defends, and confirms with one tap what the team said of the two risks that it fears. */
export async function scoreMatrix<Seat extends string>(room: Room<Seat>): Promise<void> {
	for (const seat of room.seatOf.keys()) {
		const mine = inputs.impactScores.filter((score) => score.seat === seat);
		await room.act(seat, 'score-impacts', Object.fromEntries(mine.map(({ impact, scenario, score }) => [`impact:${impact}:${scenario}`, String(score)])));
		await room.act(seat, 'confirm-risks');
	}
}

/** « Ce qu'elle m'a fait voir » ; who says nothing hands the card back all the same. */
export const madeSee: Readonly<Record<string, string>> = {
	J1: 'On dessine souvent les cuisines sans demander qui épluche.',
	J4: 'Livrer six écoles le même matin, je n’y avais jamais pensé.',
	J5: 'Un dossier de quatre-vingt-dix pages, c’est déjà choisir qui répond.',
	J7: 'Le coût complet change l’ordre des scénarios.',
	J9: 'La rivière n’a pas de bulletin, et pourtant elle paie.',
	J10: 'Un marché peut apprendre un métier à quelqu’un.',
	T3: 'Défendre un autre point de vue que le mien m’a fait douter.'
};

export async function handBack<Seat extends string>(room: Room<Seat>): Promise<void> {
	for (const seat of room.seatOf.keys()) await room.act(seat, 'hand-back', { seen: madeSee[seat] ?? '' });
}
