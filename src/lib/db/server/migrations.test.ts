import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { databaseUrl } from './database.ts';
import { migrateForward, migrationsFolder } from './migrations.ts';

interface Journal {
	readonly entries: readonly { readonly idx: number; readonly when: number; readonly tag: string }[];
}

const copy = mkdtempSync(join(tmpdir(), 'ec-migrations-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const journal = (): Journal => JSON.parse(readFileSync(join(migrationsFolder(), 'meta/_journal.json'), 'utf8'));
const files = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.sql'));

test('the journal of migrations names every file once, in the order of its dates', () => {
	const { entries } = journal();
	expect(entries.map(({ tag }) => `${tag}.sql`)).toEqual(files(migrationsFolder()).sort());
	// drizzle skips in silence a migration that is dated before the last one applied
	expect(entries.map(({ when }) => when)).toEqual(entries.map(({ when }) => when).toSorted((a, b) => a - b));
});

test('the migrations make the tables that the features declare', () => {
	cpSync(migrationsFolder(), copy, { recursive: true });
	const config = join(copy, 'drizzle.config.json');
	writeFileSync(config, JSON.stringify({ dialect: 'postgresql', schema: resolve('src/lib/*/server/tables.ts'), out: copy }));
	const before = files(copy);
	execFileSync('npx', ['drizzle-kit', 'generate', `--config=${config}`], { stdio: 'pipe' });
	expect(files(copy)).toEqual(before);
});

test('a second start finds nothing to do, and two at once wait for each other', async () => {
	await expect(Promise.all([migrateForward(databaseUrl()), migrateForward(databaseUrl())])).resolves.toBeDefined();
});
