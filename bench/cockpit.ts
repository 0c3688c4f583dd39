// A cockpit of ten years, alone on a real Postgres: how long the server takes to read its first page, the state of a day, two days compared and a page of its history; and how that grows.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { startPostgres } from '../server/postgres.ts';
import { migrateForward } from '../src/lib/db/server/migrations.ts';
import { spread } from './figures.ts';

/** of issue 7: 60 lines, 1,500 milestones, 139 indicators × 20 measurements */
const usual = {
	lines: 60,
	milestones: 1_500,
	indicators: 139,
	measurements: 20,
	amounts: 6,
	years: 10,
	changes: 6
};
const aims = { opens: 500, 'state-of-a-day': 1_000 } as const;
const repeats = 7;

export async function benchCockpit(flags: readonly string[]): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'ec-'));
	const started = await startPostgres(folder);
	const rows: unknown[] = [];
	try {
		await migrateForward(started.url);
		process.env.DATABASE_URL = started.url;
		for (const times of flags.includes('--short') ? [1] : [1, 2, 4]) rows.push(...(await measure(times)));
		for (const row of rows) console.log(JSON.stringify(row));
		if (!flags.includes('--dry'))
			writeFileSync(
				`bench/results/cockpit-${new Date().toISOString().slice(0, 10)}.json`,
				`${JSON.stringify(rows, null, '\t')}\n`
			);
	} finally {
		await (await import('../src/lib/db/server/database.ts')).closeDatabase();
		await started.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function measure(times: number): Promise<readonly unknown[]> {
	const { database, inTransaction } = await import('../src/lib/db/server/database.ts');
	const { newId } = await import('../src/lib/db/server/ids.ts');
	const accounts = await import('../src/lib/people/server/accounts.ts');
	const authorities = await import('../src/lib/people/server/authorities.ts');
	const projects = await import('../src/lib/projects/server/projects.ts');
	const elements = await import('../src/lib/cockpit/server/elements.ts');
	const histories = await import('../src/lib/cockpit/server/histories.ts');
	const outlook = await import('../src/lib/cockpit/server/outlook.ts');
	const snapshots = await import('../src/lib/cockpit/server/snapshots.ts');
	const tables = await import('../src/lib/cockpit/server/tables.ts');
	const { kindOf } = await import('../src/lib/cockpit/rules/elements/kinds.ts');
	type KindId = import('../src/lib/cockpit/rules/elements/kinds.ts').KindId;
	type Values = import('../src/lib/cockpit/rules/elements/changes.ts').Values;
	type ElementId = import('../src/lib/db/rules/ids.ts').ElementId;

	const at = new Date('2036-06-01T08:00:00Z');
	const today = '2036-06-01';
	const { doer, accountId } = await inTransaction(async (tx) => {
		const authorityId = await authorities.create(
			tx,
			{ name: 'Les Trois-Rivelles', timeZone: 'Europe/Paris' },
			at
		);
		const made = await projects.create(
			tx,
			{ title: `Cantine ${times}`, summary: '', code: '', authorityId, actor: 'system' },
			at
		);
		const account = await accounts.create(
			tx,
			{ authorityId, name: 'Inès', email: `ines-${times}@example.org`, passwordHash: null },
			at
		);
		if (!made.accepted || !account.accepted) throw new Error('no project to measure');
		const { accountId } = account.value;
		return {
			accountId,
			doer: { authorityId, projectId: made.value, actor: `account:${accountId}` as const, at, today }
		};
	});
	const { authorityId, projectId } = doer;
	const day = (nth: number) => new Date(Date.UTC(2026, 5, 1) + nth * 86_400_000).toISOString().slice(0, 10);
	const days = usual.years * 365;
	const elementRows: (typeof tables.cockpitElements.$inferInsert)[] = [];
	const changeRows: (typeof tables.cockpitChanges.$inferInsert)[] = [];
	const counts = new Map<KindId, number>();
	/** an element and what was said of it since, over ten years */
	function add(
		kind: KindId,
		parentId: ElementId | null,
		first: Values,
		later: (nth: number) => Values,
		changes: number
	): ElementId {
		const id = newId<'element'>();
		const number = (counts.get(kind) ?? 0) + 1;
		counts.set(kind, number);
		let values = first;
		for (let nth = 0; nth <= changes; nth++) {
			const said = nth === 0 ? first : later(nth);
			const trueOn = day(Math.floor(((nth + (number % 10) / 10) / (changes + 1)) * days));
			changeRows.push({
				elementId: id,
				authorityId,
				projectId,
				number: nth,
				trueOn,
				recordedAt: new Date(`${trueOn}T09:00:00Z`),
				by: doer.actor,
				values: said,
				before: values,
				reason: ''
			});
			values = { ...values, ...said };
		}
		elementRows.push({
			id,
			authorityId,
			projectId,
			kind,
			code: `${kindOf(kind).prefix}${number}`,
			parentId,
			revision: changes + 1,
			values,
			settledOn: today,
			createdAt: at,
			changedAt: at
		});
		return id;
	}
	const lines = Array.from({ length: usual.lines * times }, (_, nth) =>
		add(
			'line',
			null,
			{ mode: 'purchase', object: `Ligne ${nth}`, state: 'in-execution', actors: 'La cuisine centrale' },
			(change) => ({ actors: `La cuisine centrale, ${change}` }),
			usual.changes
		)
	);
	const under = (nth: number) => lines[nth % lines.length]!;
	for (let nth = 0; nth < usual.amounts * lines.length; nth++)
		add(
			'amount',
			under(nth),
			{
				stage: (['planned', 'committed', 'paid'] as const)[nth % 3],
				amount: 1_000_000 + nth,
				how: 'cash',
				who: 'Ville',
				isOwn: nth % 2 === 0,
				year: 2026 + (nth % 10)
			},
			(change) => ({ amount: 2_000_000 + change }),
			2
		);
	for (let nth = 0; nth < usual.milestones * times; nth++)
		add(
			'milestone',
			under(nth),
			{
				what: `Jalon ${nth}`,
				on: day(nth % days),
				size: 'milestone',
				state: nth % 5 === 0 ? 'planned' : 'done',
				owner: 'Karim'
			},
			(change) => ({ on: day((nth + change * 30) % days) }),
			usual.changes
		);
	for (let nth = 0; nth < usual.indicators * times; nth++) {
		const indicator = add(
			'indicator',
			under(nth),
			{
				name: `Indicateur ${nth}`,
				type: 'percentage',
				unit: '%',
				baseline: '1',
				baselineOn: '2026-06-01',
				target: '60',
				targetOn: '2036-06-01',
				every: 6
			},
			(change) => ({ target: String(50 + change) }),
			3
		);
		for (let each = 0; each < usual.measurements; each++)
			add(
				'measurement',
				indicator,
				{ on: day(Math.floor((each / usual.measurements) * days)), value: String(each), source: 'Relevé' },
				() => ({}),
				0
			);
	}
	await inTransaction(async (tx) => {
		await tx.insert(tables.cockpits).values({ projectId, authorityId, begunAt: at });
		for (let from = 0; from < elementRows.length; from += 1_000)
			await tx.insert(tables.cockpitElements).values(elementRows.slice(from, from + 1_000));
		for (let from = 0; from < changeRows.length; from += 1_000)
			await tx.insert(tables.cockpitChanges).values(changeRows.slice(from, from + 1_000));
	});
	const query = await database();
	const asked = { on: '2031-06-01', knownOn: null, against: null, unreadable: [] };
	const acts: Readonly<Record<string, () => Promise<unknown>>> = {
		opens: () => outlook.read(query, doer, 'team', accountId),
		'state-of-a-day': () => snapshots.readState(query, doer, 'team', asked),
		'two-days-compared': () => snapshots.readState(query, doer, 'team', { ...asked, against: '2034-01-01' }),
		'page-of-history': () => histories.tell(query, doer, 'team', { most: 50 }),
		'elements-alone': () => elements.ofProject(query, doer, today)
	};
	const rows: unknown[] = [];
	for (const [metric, run] of Object.entries(acts)) {
		const took: number[] = [];
		await run();
		for (let nth = 0; nth < repeats; nth++) {
			const since = performance.now();
			JSON.stringify(await run());
			took.push(performance.now() - since);
		}
		const figures = spread(took);
		const aim = times === 1 ? (aims as Readonly<Record<string, number>>)[metric] : undefined;
		rows.push({
			bench: 'cockpit',
			metric,
			times,
			elements: elementRows.length,
			changes: changeRows.length,
			...figures,
			...(aim !== undefined && { aim, isMet: figures.p95 <= aim }),
			load: Math.round(loadavg()[0]! * 10) / 10
		});
	}
	return rows;
}
