// What the team of the worked example follows in its cockpit since the strategy was handed over: who holds each date, what is measured, and the contracts that run.
import * as elements from '../../../cockpit/server/elements.ts';
import type { Values } from '../../../cockpit/rules/elements/changes.ts';
import type { KindId } from '../../../cockpit/rules/elements/kinds.ts';
import type { Tx } from '../../../db/server/database.ts';
import * as authorities from '../../../people/server/authorities.ts';
import { daysAfter } from '../../../time/rules/workingDays.ts';
import { must } from './room.ts';

/** Who holds the dates of each line. */
const owners: Readonly<Record<string, string>> = {
	S1: 'Karim Delestang',
	S2: 'Inès Vaudremer',
	S3: 'Le service insertion',
	S4: 'Les services techniques'
};

/** Codes of a line and of an impact of the matrix → what is counted of it. */
const indicators: readonly { readonly line: string; readonly impact: string; readonly says: Values }[] = [
	{
		line: 'S2',
		impact: 'I-gaspillage',
		says: {
			name: 'Restes par convive',
			type: 'measure',
			unit: 'g',
			direction: 'down',
			baseline: '118',
			target: '70',
			every: 6
		}
	},
	{
		line: 'S1',
		impact: 'I-qualite',
		says: {
			name: 'Denrées durables et de qualité',
			type: 'percentage',
			unit: '%',
			direction: 'up',
			baseline: '31',
			target: '50',
			every: 12
		}
	},
	{
		line: 'S1',
		impact: 'I-contenants',
		says: {
			name: 'Contenants jetables par an',
			type: 'count',
			direction: 'down',
			baseline: '212000',
			target: '0',
			every: 12
		}
	},
	{
		line: 'S1',
		impact: 'I-origine',
		says: {
			name: 'Denrées venues de 60 km au plus',
			type: 'percentage',
			unit: '%',
			direction: 'up',
			baseline: '14',
			target: '35',
			every: 12
		}
	},
	{
		line: 'S3',
		impact: 'I-insertion',
		says: {
			name: 'Heures d’insertion par an',
			type: 'count',
			unit: 'h',
			direction: 'up',
			baseline: '0',
			target: '4200',
			every: 12
		}
	},
	{
		line: 'S1',
		impact: 'I-depense',
		says: {
			name: 'Coût complet d’un repas',
			type: 'measure',
			unit: '€',
			direction: 'keep',
			baseline: '9.8',
			target: '10.1',
			every: 12
		}
	}
];

/** Of the first of them: so many days before, so many grams. */
const weighed = [
	[60, '118'],
	[35, '97'],
	[10, '81']
] as const;

const contracts: readonly { readonly line: string; readonly says: Values; readonly daysBefore: number }[] = [
	{
		line: 'S1',
		daysBefore: 330,
		says: {
			object: 'Denrées des cantines, le marché qui s’achève',
			holder: 'Table du Plateau',
			form: 'public-contract',
			months: 24,
			amount: 64_232_000,
			rhythm: 'Une réunion par mois'
		}
	},
	{
		line: 'S2',
		daysBefore: 45,
		says: {
			object: 'Défi « moins de restes »',
			holder: 'Fourchette libre',
			form: 'agreement',
			months: 16,
			amount: 5_500_000,
			rhythm: 'Un appel tous les quinze jours'
		}
	}
];

/** Written on the day of `by.at`; what is dated before it says so. */
export async function follow(tx: Tx, by: Omit<elements.Doer, 'today'>): Promise<void> {
	const today = await authorities.dayOf(tx, by.authorityId, by.at);
	const doer: elements.Doer = { ...by, today };
	const before = (days: number) => daysAfter(today, -days);
	const all = await elements.ofProject(tx, doer, today);
	const lineOf = new Map(elements.ofKind(all, 'line').map(({ code, id }) => [code, id]));
	const impactOf = new Map(
		elements
			.ofKind(all, 'impact')
			.flatMap(({ id, origin }) => (origin?.what === 'impact' ? [[origin.code, id] as const] : []))
	);
	const make = async (kind: KindId, parentId: string, values: Values) =>
		must(await elements.make(tx, doer, { kind, parentId, values }));

	for (const [code, owner] of Object.entries(owners))
		for (const { id, revision } of elements
			.ofKind(all, 'milestone')
			.filter(({ parentId }) => parentId === lineOf.get(code)))
			must(await elements.write(tx, doer, { element: id, revision, values: { owner } }));
	const counted = [];
	for (const { line, impact, says } of indicators)
		counted.push(
			await make('indicator', lineOf.get(line)!, {
				...says,
				baselineOn: before(60),
				targetOn: '2029-12-31',
				impacts: [impactOf.get(impact)!]
			})
		);
	for (const [days, value] of weighed)
		await make('measurement', counted[0]!, {
			on: before(days),
			value,
			source: 'Pesée d’essai dans trois écoles',
			by: owners.S2
		});
	for (const { line, says, daysBefore } of contracts)
		await make('contract', lineOf.get(line)!, {
			...says,
			state: 'running',
			notifiedOn: before(daysBefore),
			contact: owners[line]
		});
}
