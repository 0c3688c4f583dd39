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

const checks: readonly Check[] = [
	{
		name: 'catalogue · scheme for responsible purchasing of a department, 2026-2029: 139 indicators, 6 of unusual types, no target invented, round trip',
		files: ['spaser-62.json'],
		run: async ([text]) => catalogueFaults(text!)
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
