// The floor plan, executed: who may import whom (docs/decisions/0003). A feature imports its own storey and those below; rules are pure; only doors join rooms.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

const storeys: Record<string, number> = {
	rehearsal: 5,
	mail: 0,
	sourcing: 3,
	annotations: 2,
	jury: 3,
	workshop: 4,
	evolutivity: 4,
	enquiry: 3,
	boards: 3,
	cockpit: 3,
	gatherings: 2,
	projects: 2,
	texts: 2,
	lexicon: 2,
	decisions: 1,
	people: 1,
	outcomes: 0,
	journal: 0,
	files: 0,
	live: 0,
	papers: 0,
	law: 0,
	money: 0,
	time: 0,
	db: 0,
	design: 0
};

/** Packages that touch neither the clock, nor chance, nor a network. */
const purePackages = ['valibot', '@oslojs/crypto/sha2', '@oslojs/crypto/hmac', '@oslojs/encoding', '@noble/curves/bls12-381.js', 'diff', 'csv-parse/sync'];
/** A room of its own: Yjs and nothing else, read by both sides of the boards. */
const ink = ['yjs', 'lib0', 'y-protocols'];

interface Import {
	readonly file: string;
	readonly from: string;
	readonly isTypeOnly: boolean;
}

function filesUnder(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) return name === 'words' || name === 'migrations' ? [] : filesUnder(path);
		return /\.(ts|svelte)$/.test(name) && !name.endsWith('.d.ts') ? [path] : [];
	});
}

function importsOf(path: string): Import[] {
	const text = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
	const found: Import[] = [];
	const file = relative(root, path);
	const place = (from: string) => {
		if (from.startsWith('#lib/')) return `src/lib/${from.slice(5)}`;
		if (from.startsWith('.')) return relative(root, resolve(dirname(path), from));
		return from;
	};
	for (const match of text.matchAll(/(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]/g))
		found.push({ file, from: place(match[2]!), isTypeOnly: Boolean(match[1]) });
	for (const match of text.matchAll(/import\(\s*['"]([^'"]+)['"]\s*\)/g))
		found.push({ file, from: place(match[1]!), isTypeOnly: false });
	return found;
}

const sources = filesUnder(join(root, 'src')).concat(filesUnder(join(root, 'server')));
const imports = sources.filter((path) => !path.includes('.test.')).flatMap(importsOf);

const featureOf = (path: string) => /^src\/lib\/([^/]+)\//.exec(path)?.[1];
const roomOf = (path: string) => /^src\/lib\/[^/]+\/([^/]+)\//.exec(path)?.[1];
const isPackage = (from: string) => !from.startsWith('src/') && !from.startsWith('server/');
/** The doors, and the one file that joins the kinds of gatherings for them. */
const isDoor = (file: string) => file === 'src/routes/registries.server.ts' || (file.startsWith('src/routes/') && /\+(page|layout)\.server\.ts$|\+server\.ts$/.test(file));

/** Says why an import breaks the plan, or undefined when it may stand. */
export function fault({ file, from, isTypeOnly }: Import): string | undefined {
	const feature = featureOf(file);
	const room = roomOf(file);
	const toFeature = featureOf(from);
	const toRoom = roomOf(from);
	const isWords = from.startsWith('src/lib/words/');

	if (feature && toFeature && !isWords) {
		const here = storeys[feature];
		const there = storeys[toFeature];
		if (here === undefined) return `${feature} stands on no storey`;
		if (there === undefined) return `${toFeature} stands on no storey`;
		if (there > here) return `${feature} (storey ${here}) imports ${toFeature} (storey ${there}) above it`;
	}
	if (room === 'rules') {
		if (isPackage(from)) return purePackages.includes(from) ? undefined : `rules/ imports the package ${from}`;
		return toRoom === 'rules' ? undefined : `rules/ imports ${from}`;
	}
	if (room === 'wording') {
		if (isPackage(from)) return `wording/ imports the package ${from}`;
		return isWords || toRoom === 'rules' || toRoom === 'wording' ? undefined : `wording/ imports ${from}`;
	}
	if (room === 'server') {
		if ((isWords || toRoom === 'wording') && feature !== 'workshop' && feature !== 'evolutivity' && feature !== 'papers') return 'server/ imports interface texts';
		if (toRoom === 'ui' || from.startsWith('src/routes/')) return `server/ imports ${from}`;
		if (from.endsWith('/server/tables.ts') && toFeature !== feature && !file.endsWith('/server/tables.ts'))
			return `${feature} reads the tables of ${toFeature}`;
		return undefined;
	}
	if (room === 'ink') {
		if (isPackage(from)) return ink.some((name) => from.startsWith(name)) ? undefined : `ink/ imports ${from}`;
		return toRoom === 'rules' || toRoom === 'ink' ? undefined : `ink/ imports ${from}`;
	}
	if (room === 'ui') {
		if (toRoom === 'server' && !isTypeOnly) return `ui/ imports ${from}`;
		if (from.startsWith('src/routes/') || from.startsWith('server/')) return `ui/ imports ${from}`;
		return undefined;
	}
	if (isDoor(file)) {
		if (from.endsWith('/tables.ts') || from.startsWith('drizzle-orm') || from === 'postgres')
			return `a door imports ${from}: it asks a feature's verb instead`;
		if (toRoom === 'ui') return `a door imports ${from}`;
		return undefined;
	}
	if (file.startsWith('src/routes/')) {
		if (toRoom === 'server') return `a page imports ${from}`;
		if (from.startsWith('drizzle-orm')) return `a page imports ${from}`;
		return undefined;
	}
	if (file === 'server/main.ts' && from.startsWith('src/')) return 'server/main.ts imports the sources: two copies of every pool';
	if (file.startsWith('server/') && from.startsWith('src/')) {
		// pure: what a start refuses and what a mail is sent by are read by one rule
		if (file === 'server/settings.ts' && from === 'src/lib/mail/rules/settings.ts') return undefined;
		const open = ['boards', 'live', 'people', 'db', 'gatherings'];
		return toRoom === 'server' && open.includes(toFeature ?? '') ? undefined : `server/ imports ${from}`;
	}
	return undefined;
}

describe('the house', () => {
	test('stands on its storeys, and every room keeps its walls', () => {
		expect(sources.length).toBeGreaterThan(20);
		const faults = imports.flatMap((line) => {
			const why = fault(line);
			return why ? [`${line.file}: ${why}`] : [];
		});
		expect(faults).toEqual([]);
	});

	test('the plan would see each kind of trespass', () => {
		const trespasses: [string, string][] = [
			['src/lib/decisions/rules/majority.ts', 'drizzle-orm'],
			['src/lib/decisions/rules/majority.ts', 'src/lib/db/server/database.ts'],
			['src/lib/decisions/server/ballots.ts', 'src/lib/workshop/server/scenarios.ts'],
			['src/lib/workshop/server/scenarios.ts', 'src/lib/decisions/server/tables.ts'],
			['src/lib/decisions/server/ballots.ts', 'src/lib/decisions/ui/BallotForm.svelte'],
			['src/lib/decisions/ui/BallotForm.svelte', 'src/lib/decisions/server/ballots.ts'],
			['src/lib/workshop/wording/fates.ts', 'src/lib/workshop/ui/fateWords.ts'],
			['src/lib/workshop/wording/fates.ts', 'src/lib/workshop/server/record.ts'],
			['src/lib/workshop/rules/record.ts', 'src/lib/workshop/wording/fates.ts'],
			['src/lib/decisions/server/ballots.ts', 'src/lib/decisions/wording/hidden.ts'],
			['src/routes/(team)/projets/+page.server.ts', 'drizzle-orm'],
			['src/routes/(team)/projets/+page.svelte', 'src/lib/projects/server/projects.ts'],
			['server/main.ts', 'src/lib/db/server/database.ts'],
			['src/lib/boards/ink/document.ts', 'src/lib/boards/server/hub.ts']
		];
		for (const [file, from] of trespasses)
			expect(fault({ file, from, isTypeOnly: false }), `${file} → ${from}`).toBeTruthy();
	});

	test('rules take neither the clock, nor chance, nor the network', () => {
		const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bfetch\(|\bprocess\.|\bcrypto\.|\bperformance\./;
		const faults = sources
			.filter((path) => path.includes('/rules/') && !path.includes('.test.'))
			.filter((path) => impure.test(readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')))
			.map((path) => relative(root, path));
		expect(faults).toEqual([]);
	});

	test('no folder is named after a technique, and no file is a drawer', () => {
		const drawers = /\/(utils?|helpers?|common|shared|services?|managers?|handlers?)(\/|\.ts$)|\/types\.ts$|\/index\.ts$/;
		expect(sources.map((path) => `/${relative(root, path)}`).filter((path) => drawers.test(path))).toEqual([]);
	});

	test('every rules, server and wording file opens with one sentence', () => {
		const silent = sources
			.filter((path) => /src\/lib\/[^/]+\/(rules|server|wording)\//.test(path) && /\.ts$/.test(path))
			.filter((path) => !path.includes('.test.') && !path.endsWith('tables.ts'))
			.filter((path) => !/^(\/\/|\/\*\*)/.test(readFileSync(path, 'utf8')))
			.map((path) => relative(root, path));
		expect(silent).toEqual([]);
	});

	test('markup is never built from text', () => {
		const raw = sources
			.filter((path) => path.endsWith('.svelte'))
			.filter((path) => readFileSync(path, 'utf8').includes('{@html'))
			.map((path) => relative(root, path));
		expect(raw).toEqual([]);
	});

	test('a form is sent once at a time', () => {
		// five dots in a row are five taps
		const several = ['src/lib/workshop/ui/steps/LandscapeDots.svelte'];
		const own = 'src/lib/design/ui/enhance.ts';
		const bare = sources
			.filter((path) => /import \{[^}]*\benhance\b[^}]*\} from '\$app\/forms'/.test(readFileSync(path, 'utf8')))
			.map((path) => relative(root, path))
			.filter((file) => file !== own && !several.includes(file));
		expect(bare).toEqual([]);
	});

	test('no space between words stands at the edge of an element or a block, where Svelte drops it', () => {
		const tag = 'span|strong|em|b|small|bdi|a';
		const dropped = new RegExp(`<(?:${tag})(?:\\s[^<>]*)?> [·:,;(]|[·:,;] (?:</(?:${tag})>|\\{/if\\})|\\{#if[^{}]*\\} [·:]`, 'g');
		expect('<span class="of"> · {of}</span>'.match(dropped), 'it would see one').not.toBeNull();
		expect('<span class="of">· {of}</span>'.match(dropped)).toBeNull();
		const found = sources.filter((path) => path.endsWith('.svelte')).flatMap((path) => (readFileSync(path, 'utf8').match(dropped) ?? []).map((words) => `${relative(root, path)}: ${words}`));
		expect(found).toEqual([]);
	});
});

describe('the words', () => {
	const wordsOf = (locale: string) =>
		Object.fromEntries(
			readdirSync(join(root, 'messages', locale)).map((name) => [
				name,
				Object.keys(JSON.parse(readFileSync(join(root, 'messages', locale, name), 'utf8'))).sort()
			])
		);

	test('every French sentence has its English one, and the reverse', () => {
		expect(wordsOf('en')).toEqual(wordsOf('fr'));
	});

	test('every file of words is one that the compiler reads', () => {
		const settings = JSON.parse(readFileSync(join(root, 'project.inlang/settings.json'), 'utf8'));
		const read: string[] = settings['plugin.inlang.messageFormat'].pathPattern.map((path: string) => path.split('/').at(-1));
		expect(Object.keys(wordsOf('fr')).sort()).toEqual([...read].sort());
	});

	test('no French sentence lets its « ; : ? ! » begin a line', () => {
		const breaks = / [;:?!»]|« /;
		const found = readdirSync(join(root, 'messages/fr')).flatMap((name) => {
			const sentences: string[] = [];
			JSON.parse(readFileSync(join(root, 'messages/fr', name), 'utf8'), (key, value: unknown) => {
				if (typeof value === 'string' && key !== 'declarations') sentences.push(value);
				return value;
			});
			return sentences.filter((sentence) => breaks.test(sentence)).map((sentence) => `${name}: ${sentence}`);
		});
		expect(found).toEqual([]);
	});
});

test('the canvas of the toile is the last one that a town hall may use without a key, and nothing of its interface comes with it', () => {
	const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version: string }> };
	const named = Object.entries(packages).flatMap(([path, { version }]) => {
		const name = path.split('node_modules/').at(-1)!;
		return /^(@tldraw\/|tldraw$)/.test(name) ? [`${name}@${version}`] : [];
	});
	expect(named.sort()).toEqual(['editor', 'state', 'store', 'tlschema', 'utils', 'validate'].map((name) => `@tldraw/${name}@2.0.0-alpha.19`));
	const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
	// without a caret: the next release may not be used
	expect(devDependencies['@tldraw/editor']).toBe('2.0.0-alpha.19');
});

test('only the toile knows what it is drawn with', () => {
	const knowing = filesUnder(join(root, 'src')).flatMap((path) => importsOf(path)).filter(({ from }) => /^(@tldraw|react)/.test(from));
	expect(new Set(knowing.map(({ file }) => file))).toEqual(new Set(['src/lib/boards/ui/toile/tldraw.ts']));
});
