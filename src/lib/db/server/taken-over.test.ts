// What one release wrote, the next one reads: rows of an earlier schema, carried forward by a migration's own statements.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type postgres from 'postgres';
import { expect, test } from 'vitest';
import { valuesOn } from '../../cockpit/rules/elements/changes.ts';
import { driver } from './database.ts';
import { migrationsFolder } from './migrations.ts';

const statementsOf = (named: string): string[] => {
	const file = readdirSync(migrationsFolder()).find((name) => name.endsWith(`_${named}.sql`))!;
	return readFileSync(join(migrationsFolder(), file), 'utf8').split('--> statement-breakpoint');
};

/** drizzle takes over how this connection reads json: it comes as text */
const readable = (rows: readonly postgres.Row[]) => rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, (name === 'values' || name === 'origin') && typeof value === 'string' ? JSON.parse(value) : value])));

test('[CO14] what workshops had proposed becomes lines, milestones and planned money, each once', async () => {
	const sql = await driver();
	const undone = new Error('undone');
	const [authority, project, gathering] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
	await sql
		.begin(async (tx) => {
			// the rows that are referred to are no matter here
			await tx`set local session_replication_role = replica`;
			await tx`create table investment_lines (id uuid, authority_id uuid, project_id uuid, gathering_id uuid, strategy_line_id uuid, state text, code text, mode text, object text, actors text, milestones jsonb, funders jsonb, cost_cents bigint, needs jsonb, impacts jsonb, parameters jsonb, created_at timestamptz)`;
			for (const [place, mode] of ['purchase', 'subsidy'].entries())
				await tx`insert into investment_lines values (${crypto.randomUUID()}, ${authority}, ${project}, ${gathering}, ${crypto.randomUUID()}, 'proposed', 'S1', ${mode}, ${`Objet ${place}`}, 'Karim', ${JSON.stringify([{ on: '2027-10-15', what: 'Notification' }])}, ${JSON.stringify([{ who: 'Collectivité', how: 'cash', amount: 276_000_000 }, { who: 'FIL', how: 'in-kind', amount: 5 }])}, 276000005, '[]', '[]', ${JSON.stringify({ answers: { version: 1 }, parts: { version: 1 } })}, ${`2027-04-0${place + 1}T10:00:00Z`})`;
			for (const statement of statementsOf('investment-lines-are-elements')) await tx.unsafe(statement);
			const rows = readable(await tx`select id, kind, code, parent_id, origin, values, revision from cockpit_elements where project_id = ${project} order by kind, code`);
			expect(rows.map(({ kind, code }) => `${kind} ${code}`)).toEqual(['amount E1', 'amount E2', 'amount E3', 'amount E4', 'line S1', 'line S1-2', 'milestone J1', 'milestone J2']);
			const line = rows.find(({ code }) => code === 'S1')!;
			expect(line).toMatchObject({ origin: { version: 1, what: 'strategy-line', gathering }, values: { mode: 'purchase', object: 'Objet 0', state: 'proposed', answers: { version: 1 } }, revision: 1 });
			expect(rows.filter(({ parent_id }) => parent_id === line.id).map(({ values }) => values)).toEqual([
				{ stage: 'planned', amount: 276_000_000, how: 'cash', who: 'Collectivité', year: null, isOwn: true },
				{ stage: 'planned', amount: 5, how: 'in-kind', who: 'FIL', year: null, isOwn: false },
				{ what: 'Notification', on: '2027-10-15', size: 'milestone', state: 'planned' }
			]);
			const changes = readable(await tx`select element_id, number, true_on::text as "trueOn", values from cockpit_changes where element_id = ${line.id}`);
			expect(valuesOn(changes.map((one) => ({ number: one.number, trueOn: one.trueOn, recordedAt: 0, values: one.values })), { on: '2027-04-01' })).toEqual(line.values);
			throw undone;
		})
		.catch((reason: unknown) => {
			if (reason !== undone) throw reason;
		});
});
