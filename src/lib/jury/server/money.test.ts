import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { juryIn, seatOnPanel } from '../../../../tests/world/jury.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import { toCsv } from '../../papers/rules/csv.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import { accountsTable } from '../wording/accountsTable.ts';
import * as ledger from './ledger.ts';
import * as money from './money.ts';
import { jurorMoney } from './tables.ts';

const at = new Date('2027-03-20T10:00:00Z');
function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

/** Tilleul (of the panel, called =Roux) gave 3 h 30, Genêt (who came as before) 3 h 31. */
async function aProject() {
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const by = { authorityId, projectId, actor: 'account:solene' as const, at };
		const member = async (name: string, capacity: 'juror' | 'prescriber') => value(await memberships.add(tx, { authorityId, projectId, person: { name }, capacity, actor: 'system' }, at));
		const [tilleul, genet, ines] = [await member('Tilleul', 'juror'), await member('Genêt', 'juror'), await member('Inès', 'prescriber')];
		await juryIn(tx, by, at);
		await seatOnPanel(tx, by, tilleul, at, { last: '=Roux', first: 'Camille' });
		value(await ledger.add(tx, by, tilleul, { hours: '3 h 30', what: 'Atelier' }));
		value(await ledger.add(tx, by, genet, { hours: '3 h 31', what: 'Atelier' }));
		return { by, tilleul, genet, ines };
	});
}
type World = Awaited<ReturnType<typeof aProject>>;
const add = ({ by }: World, juror: string, kind: string, amount: string, what = 'Mars') => inTransaction((tx) => money.add(tx, by, juror, { kind, amount, what }));

test('[JU80] [JU81] [JU83] hours, childcare and expenses are due; payments stay within them, also many at once', async () => {
	const world = await aProject();
	expect(reasonOf(await add(world, world.ines, 'expense', '3'))).toBe('juror-unknown');
	expect(reasonOf(await add(await aProject(), world.tilleul, 'expense', '3'))).toBe('juror-unknown');
	expect(reasonOf(await add(world, world.tilleul, 'childcare', '20,01'))).toBe('childcare-above-rate');
	value(await add(world, world.tilleul, 'childcare', '15'));
	value(await add(world, world.tilleul, 'expense', '12,40'));
	const paid = await Promise.all(Array.from({ length: 8 }, () => add(world, world.tilleul, 'payment', '50')));
	expect(paid.map(reasonOf).filter((reason) => reason === 'accepted')).toHaveLength(1);
	const accounts = await money.ofProject(await database(), world.by);
	expect(accounts.map(({ publicName, realName, balance }) => [publicName, realName?.last, balance.halfDays, balance.due, balance.paid, balance.left])).toEqual([
		['Genêt', undefined, 2, 9_000, 0, 9_000],
		['Tilleul', '=Roux', 1, 7_240, 5_000, 2_240]
	]);
	expect((await money.ofJuror(await database(), world.by, world.tilleul))?.balance.left).toBe(2_240);
	const journal = await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, world.by.projectId));
	expect(JSON.stringify(journal.filter(({ act }) => act === 'juror-money-added').map(({ about }) => about))).not.toContain('Mars');
});

test('[JU82] a correction is a line more, and corrections at once wait for each other', async () => {
	const world = await aProject();
	const line = value(await add(world, world.tilleul, 'expense', '12,40', 'Train'));
	const correct = (amount: string, by = world.by) => inTransaction((tx) => money.correct(tx, by, line, { amount, what: 'Billet relu' }));
	expect(reasonOf(await correct('10', (await aProject()).by))).toBe('money-line-unknown');
	expect(reasonOf(await correct('12,40'))).toBe('money-unchanged');
	await Promise.all(['8', '9', '8', '9'].map((amount) => correct(amount)));
	value(await correct('10'));
	const account = await money.ofJuror(await database(), world.by, world.tilleul);
	expect(account?.lines).toMatchObject([{ what: 'Train', cents: 1_000 }]);
	const rows = await (await database()).select().from(jurorMoney).where(eq(jurorMoney.projectId, world.by.projectId));
	expect(rows.find(({ correctsId }) => correctsId === null)).toMatchObject({ cents: 1_240 });
	expect(reasonOf(await inTransaction((tx) => money.correct(tx, world.by, rows.find(({ correctsId }) => correctsId !== null)!.id, { amount: '1', what: 'x' })))).toBe('money-line-unknown');
});

test('[JU84] the file for finance bears real names where they are known, and nothing in it is a formula', async () => {
	const world = await aProject();
	value(await add(world, world.tilleul, 'payment', '45', '+33 virement'));
	const table = accountsTable(await money.ofProject(await database(), world.by));
	expect(table.rows.every((row) => row.length === table.head.length)).toBe(true);
	const csv = toCsv(table);
	expect(csv).toContain("'=Roux");
	expect(csv).toContain("'+33 virement");
	expect(table.rows.find(([last]) => last === '=Roux')?.slice(0, 3)).toEqual(['=Roux', 'Camille', 'Tilleul']);
	expect(table.rows.find(([, , tree]) => tree === 'Genêt')?.slice(0, 2)).toEqual(['', '']);
});
