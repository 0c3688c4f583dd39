// Every numbered rule has a test, and every test that names a rule names a living one.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

function filesUnder(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		return statSync(path).isDirectory() ? filesUnder(path) : [path];
	});
}

const lib = filesUnder(join(root, 'src/lib'));
const tests = [...lib, ...filesUnder(join(root, 'tests'))].filter((path) => /\.(test|spec)\.ts$/.test(path));

const written = lib
	.filter((path) => path.endsWith('/RULES.md'))
	.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/^\s*(?:[-*]\s+|#+\s+|\|\s*)?\**([A-Z]{2}\d+)\b/gm)].map((match) => match[1]!));

const tested = tests.flatMap((path) =>
	[...readFileSync(path, 'utf8').matchAll(/['"`]\s*((?:\[[A-Z]{2}\d+(?:,\s*[A-Z]{2}\d+)*\]\s*)+)/g)].flatMap((match) =>
		[...match[1]!.matchAll(/[A-Z]{2}\d+/g)].map(([id]) => id)
	)
);

test('no id of a rule is used twice', () => {
	expect(written.filter((id, index) => written.indexOf(id) !== index)).toEqual([]);
});

test('every written rule is tested', () => {
	expect(written.length).toBeGreaterThan(10);
	expect(written.filter((id) => !tested.includes(id))).toEqual([]);
});

test('every rule that a test names is written', () => {
	expect([...new Set(tested.filter((id) => !written.includes(id)))]).toEqual([]);
});
