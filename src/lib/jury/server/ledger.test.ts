import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { MembershipId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import { ledgerTable } from '../wording/ledgerTable.ts';
import * as ledger from './ledger.ts';
import { jurorHours } from './tables.ts';

const at = new Date('2027-03-13T10:00:00Z');
const agenda = { version: 1, steps: [{ step: 'welcome', plannedMinutes: 6, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' }] } as const;
function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

async function aProject() {
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const gatheringId = value(await gatherings.create(tx, { authorityId, projectId, kind: 'workshop', title: 'À table', startsAt: at, agenda, actor: 'system' }, at));
		const member = async (name: string, capacity: 'juror' | 'prescriber') => value(await memberships.add(tx, { authorityId, projectId, person: { name }, capacity, actor: 'system' }, at));
		return { by: { authorityId, projectId, actor: 'account:solene' as const, at }, gatheringId, tilleul: await member('Tilleul', 'juror'), erable: await member('Érable', 'juror'), ines: await member('Inès', 'prescriber') };
	});
}

test('[JU5] the hours of a gathering enter once, also when it is ended twice at once', async () => {
	const { by, gatheringId, tilleul, erable } = await aProject();
	const hours = [
		{ membershipId: tilleul, minutes: 210 },
		{ membershipId: erable, minutes: 0 }
	];
	const given = await Promise.all(Array.from({ length: 4 }, () => inTransaction((tx) => ledger.give(tx, { ...by, gatheringId }, hours, at))));
	expect(given.toSorted()).toEqual([0, 0, 0, 1]);
	expect(await inTransaction((tx) => ledger.give(tx, { ...by, gatheringId }, [{ membershipId: tilleul, minutes: 30 }], at))).toBe(0);
	expect(await ledger.ofJuror(await database(), { ...by, membershipId: tilleul })).toBe(210);
	expect((await ledger.ofProject(await database(), by)).map(({ publicName, minutes, lines }) => [publicName, minutes, lines.map(({ what }) => what)])).toEqual([
		['Érable', 0, []],
		['Tilleul', 210, ['À table']]
	]);
	const journal = await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, by.projectId));
	expect(journal.filter(({ act }) => act === 'juror-hours-given')).toMatchObject([{ actor: 'system', about: { gathering: gatheringId, jurors: 1 } }]);
});

test('[JU2] corrections add lines, one after the other; two at once end on the last said', async () => {
	const { by, gatheringId, tilleul } = await aProject();
	await inTransaction((tx) => ledger.give(tx, { ...by, gatheringId }, [{ membershipId: tilleul, minutes: 210 }], at));
	const [{ lines } = { lines: [] }] = (await ledger.ofProject(await database(), by)).filter(({ minutes }) => minutes > 0);
	const line = lines[0]!.id;
	const correct = (hours: string) => inTransaction((tx) => ledger.correct(tx, by, line, { hours, what: 'relu' }));
	expect(reasonOf(await correct('3 h 30'))).toBe('ledger-hours-unchanged');
	await Promise.all(['3', '2', '3', '1', '2,5'].map(correct));
	const total = await ledger.ofJuror(await database(), { ...by, membershipId: tilleul });
	expect([60, 120, 150, 180]).toContain(total);
	value(await correct('4'));
	expect(await ledger.ofJuror(await database(), { ...by, membershipId: tilleul })).toBe(240);
	const rows = await (await database()).select().from(jurorHours).where(eq(jurorHours.projectId, by.projectId));
	expect(rows.find(({ correctsId }) => correctsId === null)).toMatchObject({ minutes: 210 });
	// a correction is not corrected: the line is
	expect(reasonOf(await inTransaction((tx) => ledger.correct(tx, by, rows.find(({ correctsId }) => correctsId !== null)!.id, { hours: '1', what: 'x' })))).toBe('ledger-line-unknown');
	const table = ledgerTable(await ledger.ofProject(await database(), by));
	expect(table.rows.filter(([name]) => name === 'Tilleul').reduce((sum, row) => sum + (row[2] === 'total' ? 0 : Number(row[4])), 0)).toBe(240);
	expect(table.rows.at(-1)).toEqual(['Tilleul', '', 'total', '', 240, '4\u00a0h\u00a000']);
});

test('[JU4] hours given elsewhere are a juror’s of this project, and nobody else’s', async () => {
	const [here, there] = [await aProject(), await aProject()];
	const add = (membership: string) => inTransaction((tx) => ledger.add(tx, here.by, membership, { hours: '3', what: 'Formation' }));
	for (const who of [here.ines, there.tilleul, 'nobody' as MembershipId]) expect(reasonOf(await add(who))).toBe('juror-unknown');
	const line = value(await add(here.tilleul));
	expect(reasonOf(await inTransaction((tx) => ledger.correct(tx, there.by, line, { hours: '1', what: 'x' })))).toBe('ledger-line-unknown');
	expect(await ledger.ofJuror(await database(), { ...here.by, membershipId: here.erable })).toBe(0);
});
