// Runs published examples, which are never part of this repository, from a folder: npm run check:published -- [FOLDER] (default ../shared/domain). What is not there is told as skipped.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
	catalogueText,
	elementsOf,
	measuredOf,
	placedIn,
	readCatalogue
} from '../src/lib/cockpit/rules/catalogue/catalogue.ts';
import { Ajv } from 'ajv';
import { readDecp, sourceOfFile, type DecpFile, type Json } from '../src/lib/cockpit/rules/decp/reading.ts';
import { faultsOf } from '../src/lib/cockpit/rules/decp/shape.ts';
import { rankByMajority } from '../src/lib/decisions/rules/majority.ts';
import { leximin } from '../src/lib/jury/rules/sortition/leximin.ts';
import {
	chanceByPerson,
	chancesOf,
	fairnessOf,
	type Fairness
} from '../src/lib/jury/rules/sortition/distribution.ts';
import { prepare } from '../src/lib/jury/rules/sortition/pool.ts';
import { readPeople, readQuotas } from '../src/lib/jury/rules/sortition/reading.ts';
import { loadSolver } from '../src/lib/jury/server/highs.ts';

interface Check {
	readonly name: string;
	readonly files: readonly string[];
	/** what is wrong; none when it agrees with what was published */
	run(texts: readonly string[]): Promise<readonly string[]>;
}

/** Chances are given in billionths, so they may miss what is published by a few. */
const near = (found: number, published: number, tolerance = 1e-7) => Math.abs(found - published) <= tolerance;

async function fairest(
	[quotasText, peopleText]: readonly string[],
	size: number
): Promise<{ readonly fairness: Fairness; readonly people: number }> {
	const quotas = readQuotas(quotasText!);
	if (!quotas.accepted) throw new Error(JSON.stringify(quotas.faults));
	const pool = readPeople(peopleText!, quotas.value);
	if (!pool.accepted) throw new Error(JSON.stringify(pool.faults));
	const problem = prepare(pool.value.people, quotas.value, { size, isOneAHousehold: false, certain: [] });
	const distribution = leximin(problem, await loadSolver());
	if (!distribution.accepted) throw new Error(distribution.reason);
	const chances = [...chanceByPerson(problem, chancesOf(problem, distribution.value.panels)).values()];
	return { fairness: fairnessOf(chances), people: chances.length };
}

/** One published count: what each option received, from the worst grade to the best, and the ranks that it must have. */
interface PublishedCount {
	readonly title: string;
	readonly participants: number;
	/** what is made of who gave no grade to an option, so that all have received equally many */
	readonly mode?: 'StaticDefault' | 'MedianDefault' | 'Normalized';
	/** the grade that they are taken to have given, 0 the worst */
	readonly default?: number;
	readonly tallies: readonly (readonly number[])[];
	readonly ranks: readonly number[];
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

/** The tallies with equally many grades for each option, by the rule that the count states. */
function evened({
	participants,
	mode,
	default: given = 0,
	tallies
}: PublishedCount): readonly (readonly number[])[] {
	if (mode === 'Normalized') {
		const reduced = tallies.map((tally) => {
			const shared = tally.reduce(commonDivisor, 0);
			return tally.map((count) => count / shared);
		});
		const size = reduced.map(sumOf).reduce((a, b) => (a / commonDivisor(a, b)) * b, 1);
		return reduced.map((tally) => tally.map((count) => (count * size) / sumOf(tally)));
	}
	return tallies.map((tally) => {
		const missing = participants - sumOf(tally);
		// the lower of the two grades in the middle
		const middle = Math.floor((sumOf(tally) - 1) / 2);
		const median = tally.findIndex((_, grade) => sumOf(tally.slice(0, grade + 1)) > middle);
		return tally.map(
			(count, grade) => count + (grade === (mode === 'MedianDefault' ? median : given) ? missing : 0)
		);
	});
}

function ranksOf(published: PublishedCount): readonly number[] | string {
	const profiles = evened(published).map((tally, option) => ({
		id: String(option),
		counts: tally.toReversed()
	}));
	const ranked = rankByMajority(profiles[0]!.counts.length, profiles);
	if (!ranked.accepted) return ranked.reason;
	const rankOf = new Map(ranked.value.map(({ id, rank }) => [id, rank]));
	return profiles.map(({ id }) => rankOf.get(id)!);
}

/** What a catalogue of 139 indicators must come to, whole: its figures are those that its file says of itself. */
function catalogueFaults(text: string): readonly string[] {
	const read = readCatalogue(text);
	if (!read.accepted) return [`${read.reason} ${read.where ?? ''}`];
	const all = placedIn(read.value);
	const said = (read.value as { readonly controle?: { readonly indicateurs?: number } }).controle
		?.indicateurs;
	const usual = new Set(['oui/non', 'nombre', 'pourcentage', 'montant']);
	const unusual = all.filter(({ indicator: { type } }) => !usual.has(type));
	const made = all.flatMap(elementsOf);
	const facts: readonly (readonly [what: string, found: unknown, expected: unknown])[] = [
		['indicators', all.length, 139],
		['indicators that the file counts', said, 139],
		['of unusual types', unusual.length, 6],
		['that refer elsewhere', all.filter(({ indicator }) => measuredOf(indicator) === null).length, 1],
		['measured in a cockpit', made.length, 142],
		[
			'targets or baselines',
			made.filter(({ values: { target, baseline } }) => target !== null || baseline !== null).length,
			0
		]
	];
	return [
		...facts.flatMap(([what, found, expected]) =>
			found === expected ? [] : [`${what}: ${String(found)}, expected ${String(expected)}`]
		),
		...(isDeepStrictEqual(JSON.parse(catalogueText(read.value)), JSON.parse(text))
			? []
			: ['what goes out is not what came in'])
	];
}

/** The same, whatever the order of the names. */
const inOrder = (value: unknown): string =>
	JSON.stringify(value, (_, one: unknown) =>
		typeof one === 'object' && one !== null && !Array.isArray(one)
			? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
			: one
	);

function readOrFail(text: string): DecpFile {
	const read = readDecp(text);
	if (!read.accepted) throw new Error(read.reason);
	return read.value;
}

/** Faults of the published schema itself; none: it is valid. */
function validated(schemaText: string) {
	const validate = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(schemaText) as Json);
	return (file: unknown): readonly string[] =>
		validate(file) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** How often each oddity was told. */
function tally({ records, oddities }: DecpFile): string {
	const counts = new Map<string, number>();
	for (const { kind } of [...oddities, ...records.flatMap((one) => one.oddities)])
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	return [...counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
}

const decpExamples = ['marches_avec_modifications', 'marches_concessions', 'concessions', 'concessions_avec_modifications'];

const checks: readonly Check[] = [
	{
		name: 'catalogue · scheme for responsible purchasing of a department, 2026-2029: 139 indicators, 6 of unusual types, no target invented, round trip',
		files: ['spaser-62.json'],
		run: async ([text]) => catalogueFaults(text!)
	},
	{
		name: 'DECP 2.0.4 · the four official examples: valid by the published schema and by ours, read and written again without loss',
		files: ['decp/schema_decp_v2.0.4.json', ...decpExamples.map((name) => `decp/exemples/json/${name}.json`)],
		async run([schema, ...texts]) {
			const faultsBySchema = validated(schema!);
			return texts.flatMap((text, nth) => {
				const [name, original] = [decpExamples[nth]!, JSON.parse(text) as unknown];
				const file = readOrFail(text);
				const again = { marches: Object.fromEntries(Map.groupBy(file.records, ({ kind }) => kind).entries().map(([kind, own]) => [kind, own.map(({ values }) => values)])) };
				console.log(`         ${name}: ${file.records.length} records; ${tally(file) || 'nothing odd'}`);
				return [
					...faultsBySchema(original).map((fault) => `${name}, as published: ${fault}`),
					...faultsBySchema(again).map((fault) => `${name}, as exported: ${fault}`),
					...file.records.flatMap(({ kind, values }) => faultsOf(kind, values).map(({ field, what }) => `${name}: ${field} ${what}`)),
					...(inOrder(sourceOfFile(file)) === inOrder(original) ? [] : [`${name}: the round trip loses something`]),
					...(inOrder(again) === inOrder(original) ? [] : [`${name}: the export differs from what was read`])
				];
			});
		}
	},
	{
		name: 'DECP of 2019 · 24 real records: read with every oddity told, written again without loss; complete ones are valid 2.0.4',
		files: ['decp/schema_decp_v2.0.4.json', 'decp/decp-2019-extrait.json'],
		async run([schema, text]) {
			const file = readOrFail(text!);
			console.log(`         ${file.records.length} records; ${tally(file)}`);
			const faultsBySchema = validated(schema!);
			// what the form of 2019 never said is given here, so that what it did say is judged by the schema
			const since2024 = {
				techniques: { technique: ['Sans objet'] }, modalitesExecution: { modaliteExecution: ['Sans objet'] }, marcheInnovant: false, ccag: 'Pas de CCAG', offresRecues: 1, attributionAvance: false,
				typeGroupementOperateurs: 'Pas de groupement', sousTraitanceDeclaree: false, formePrix: 'Mixte',
				considerationsSociales: { considerationSociale: ['Pas de considération sociale'] }, considerationsEnvironnementales: { considerationEnvironnementale: ['Pas de considération environnementale'] }
			};
			const silent = file.records.filter(({ oddities }) => oddities.length === 0).length;
			const told = (kind: string) => file.records.some(({ oddities }) => oddities.some((one) => one.kind === kind));
			return [
				...(file.records.length === 24 ? [] : [`${file.records.length} records`]),
				...(inOrder(sourceOfFile(file)) === inOrder(JSON.parse(text!)) ? [] : ['the round trip loses something']),
				...(silent === 0 ? [] : [`${silent} records without a word`]),
				...['value-impossible', 'value-translated', 'unknown-field', 'field-of-2024', 'total-or-difference'].flatMap((kind) => (told(kind) ? [] : [`never told: ${kind}`])),
				...file.records.flatMap(({ values, oddities }) => {
					const whole = { ...since2024, ...values };
					const impossible = oddities.filter(({ kind }) => kind === 'value-impossible' || kind === 'field-missing');
					const faults = faultsBySchema({ marches: { marche: [whole] } });
					return impossible.length === 0 ? faults.map((fault) => `${String(values.id)}: ${fault}`) : faults.length > 0 ? [] : [`${String(values.id)}: valid although a value is impossible`];
				})
			];
		}
	},
	{
		name: 'majority judgment · assertions shared by the libraries of MieuxVoter: ranks of nine counts, ties and abstentions included',
		files: ['majority-judgment/assertions.json'],
		async run([text]) {
			const counts = JSON.parse(text!) as readonly PublishedCount[];
			const faults = counts.flatMap((published) => {
				const found = ranksOf(published);
				return String(found) === String(published.ranks)
					? []
					: [`${published.title}: ${String(found)}, published ${String(published.ranks)}`];
			});
			return counts.length === 0 ? ['no count in the file'] : faults;
		}
	},
	{
		name: 'sortition · example_small (Flanigan et al., 2021): 200 people, 20 seats, 10 % for each',
		files: ['sortition/example_small_20/categories.csv', 'sortition/example_small_20/respondents.csv'],
		async run(texts) {
			const { fairness, people } = await fairest(texts, 20);
			return people === 200 && near(fairness.min, 0.1) && near(fairness.max, 0.1) && near(fairness.gini, 0)
				? []
				: [JSON.stringify({ people, ...fairness })];
		}
	},
	{
		name: 'sortition · fixture of the Sortition Foundation: 150 people, 22 seats, lowest chance 1/11, Gini 14.0 %',
		files: ['sortition/sf-fixtures/features.csv', 'sortition/sf-fixtures/candidates.csv'],
		async run(texts) {
			const { fairness, people } = await fairest(texts, 22);
			return people === 150 && near(fairness.min, 1 / 11) && near(fairness.gini, 0.14, 5e-4)
				? []
				: [JSON.stringify({ people, ...fairness })];
		}
	}
];

const folder = resolve(
	process.env.INIT_CWD ?? process.cwd(),
	process.argv[2] ?? join(import.meta.dirname, '../../shared/domain')
);
let wrong = 0;
let skipped = 0;
for (const { name, files, run } of checks) {
	const paths = files.map((file) => join(folder, file));
	if (!paths.every((path) => existsSync(path))) {
		skipped++;
		console.log(`skipped  ${name}: not in ${folder}`);
		continue;
	}
	const since = performance.now();
	const faults = await run(paths.map((path) => readFileSync(path, 'utf8'))).catch((error: unknown) => [
		error instanceof Error ? error.message : String(error)
	]);
	if (faults.length > 0) wrong++;
	console.log(
		`${faults.length > 0 ? 'WRONG  ' : 'agrees '}  ${name} (${Math.round(performance.now() - since)} ms)${faults.map((fault) => `\n         ${fault}`).join('')}`
	);
}
console.log(`${checks.length - wrong - skipped} agree, ${wrong} wrong, ${skipped} skipped`);
process.exitCode = wrong > 0 ? 1 : 0;
