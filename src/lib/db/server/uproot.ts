// Deletes one project that was never real, and whatever hangs on it in any feature's table: read from the catalogue, so that a table made tomorrow is not forgotten.
import { sql, type SQL } from 'drizzle-orm';
import type { ProjectId } from '../rules/ids.ts';
import type { Tx } from './database.ts';

interface Key {
	readonly child: string;
	readonly parent: string;
	readonly columns: string[];
	readonly referred: string[];
	/** its rows go with what they refer to */
	readonly cascades: boolean;
}

/** Columns that say what a row belongs to, with or without a foreign key: a gathering is called an occasion where decisions do not know what it is. */
const belonging = ['project_id', 'gathering_id', 'occasion_id'] as const;

interface Catalogue {
	readonly keys: readonly Key[];
	/** table → those of `belonging` that it has */
	readonly columns: ReadonlyMap<string, readonly string[]>;
}

async function readCatalogue(tx: Tx): Promise<Catalogue> {
	const keys = await tx.execute(sql`
		select child.relname as child, parent.relname as parent, c.confdeltype = 'c' as cascades,
			to_json(array(select a.attname::text from unnest(c.conkey) with ordinality k(num, place) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num order by k.place)) as columns,
			to_json(array(select a.attname::text from unnest(c.confkey) with ordinality k(num, place) join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.num order by k.place)) as referred
		from pg_constraint c join pg_class child on child.oid = c.conrelid join pg_class parent on parent.oid = c.confrelid
		where c.contype = 'f' and c.connamespace = current_schema()::regnamespace`);
	const columns = await tx.execute(sql`
		select c.table_name as name, json_agg(c.column_name::text) as columns
		from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
		where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.data_type = 'uuid' and c.column_name in (${sql.join(belonging.map((name) => sql`${name}`), sql`, `)})
		group by c.table_name`);
	return { keys: [...keys] as unknown as Key[], columns: new Map([...columns].map((row) => [row.name as string, row.columns as string[]])) };
}

const names = (columns: readonly string[]) => sql.join(columns.map((name) => sql.identifier(name)), sql`, `);

/** Children before their parents. A table that refers to itself is emptied in one statement; a wider ring would be refused by Postgres, and nothing is deleted then. */
function inOrder(tables: ReadonlySet<string>, keys: readonly Key[]): string[] {
	const ordered: string[] = [];
	const seen = new Set<string>();
	const visit = (table: string) => {
		if (seen.has(table)) return;
		seen.add(table);
		for (const { child, parent } of keys) if (parent === table && tables.has(child)) visit(child);
		ordered.push(table);
	};
	for (const table of tables) visit(table);
	return ordered;
}

/** Deletes a project and all that hangs on it. Throws for one that is not marked, from its creation, as holding a rehearsal. */
export async function uproot(tx: Tx, projectId: ProjectId): Promise<void> {
	const [marked] = await tx.execute(sql`select id from projects where id = ${projectId} and is_rehearsal for update`);
	if (!marked) throw new Error(`the project ${projectId} is no rehearsal`);
	const { keys, columns } = await readCatalogue(tx);
	const gatherings = sql`select id from gatherings where project_id = ${projectId}`;
	const told: Readonly<Record<(typeof belonging)[number], SQL>> = {
		project_id: sql`= ${projectId}`,
		gathering_id: sql`in (${gatherings})`,
		occasion_id: sql`in (${gatherings})`
	};
	/** which rows of a table go: those that say whose they are, and those that refer to a row that goes */
	const going = new Map<string, SQL | null>();
	const rowsOf = (table: string): SQL | null => {
		if (table === 'projects') return sql`id = ${projectId}`;
		if (going.has(table)) return going.get(table)!;
		going.set(table, null);
		const own = (columns.get(table) ?? []).map((name) => sql`${sql.identifier(name)} ${told[name as keyof typeof told]}`);
		const referring = keys.flatMap(({ child, parent, columns: from, referred }) => {
			if (child !== table || parent === table || own.length > 0) return [];
			const rows = rowsOf(parent);
			return rows ? [sql`(${names(from)}) in (select ${names(referred)} from ${sql.identifier(parent)} where ${rows})`] : [];
		});
		const found = [...own, ...referring];
		const condition = found.length > 0 ? sql.join(found, sql` or `) : null;
		going.set(table, condition);
		return condition;
	};
	const tables = new Set(['projects', ...columns.keys(), ...keys.map(({ child }) => child)].filter((table) => rowsOf(table) !== null));
	for (const table of inOrder(tables, keys)) await tx.execute(sql`delete from ${sql.identifier(table)} where ${rowsOf(table)}`);
}

/** Of some rows of a table that others may still refer to, deletes those that nobody refers to any more. */
export async function deleteForgotten(tx: Tx, table: string, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	const { keys } = await readCatalogue(tx);
	const kept = keys
		.filter(({ parent, child, cascades }) => parent === table && child !== table && !cascades)
		.map(({ child, columns, referred }) => sql`not exists (select from ${sql.identifier(child)} c where ${sql.join(columns.map((name, place) => sql`c.${sql.identifier(name)} = t.${sql.identifier(referred[place]!)}`), sql` and `)})`);
	await tx.execute(sql`delete from ${sql.identifier(table)} t where ${sql.join([sql`t.id in (${sql.join(ids.map((id) => sql`${id}`), sql`, `)})`, ...kept], sql` and `)}`);
}
