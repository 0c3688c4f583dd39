import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { gatherings as gatheringsTable } from '../../gatherings/server/tables.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import * as ledger from '../../jury/server/ledger.ts';
import { toHtml } from '../../papers/rules/html.ts';
import * as canvases from '../../sourcing/server/canvases.ts';
import * as operators from '../../sourcing/server/operators.ts';
import { publicSections } from '../rules/publication.ts';
import { theExample } from '../../../../tests/world/the-example.ts';
import { operators as hidden } from './example/canvas.ts';
import * as publications from './publications.ts';
import { readRecord } from './record.ts';
import { recordPaper } from './recordPaper.ts';

const at = new Date();

test('[MO60] [MO273] [MO274] [MO275] [MO276] the finished example, as its team and as the public would read it', async () => {
	const { finished, ready } = await theExample();
	const query = await database();
	const { authorityId, projectId } = await gatherings.read(query, finished);
	const by = { authorityId, projectId, gatheringId: finished, actor: 'account:solene', at } as const;
	const told = async () => {
		const { paper, file } = await publications.readPublicly(query, finished, publicSections, at);
		// all but how many acts the journal counts
		return (toHtml(paper) + JSON.stringify(file)).replace(/Journal du projet[^<]*|"journal":\{[^}]*\}/g, '');
	};

	const record = await readRecord(query, finished, at);
	expect(record.canvas.counts).toEqual({ know: 6, ask: 5, unsorted: 0 });
	expect([record.closing.year, record.closing.postcards.length]).toEqual([2031, 6]);
	const { family, entries } = await canvases.read(query, { authorityId, projectId });
	expect([family, Object.fromEntries([...Map.groupBy(entries, ({ chapter }) => chapter)].map(([chapter, own]) => [chapter, own.length]))]).toEqual(['Alimentation scolaire', { actors: 5, norms: 5, experience: 3, information: 5 }]);
	expect(entries.filter(({ isToAsk }) => isToAsk)).toHaveLength(5);
	// the training and the workshop; nothing for the juror who moved away before
	expect((await ledger.ofProject(query, { authorityId, projectId })).map(({ minutes }) => minutes).toSorted((a, b) => b - a)).toEqual([...Array<number>(10).fill(180 + 210), 0]);
	expect(await publications.read(query, by)).toBeUndefined();

	const whole = toHtml(recordPaper(record));
	for (const { name } of hidden) expect(whole).toContain(name);
	const people = record.attendance.map(({ publicName }) => publicName);
	const masked = await told();
	for (const { name } of hidden) expect(masked, name).not.toContain(name);
	// a juror may bear the name of a school
	for (const name of people) expect(masked, name).not.toMatch(new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u'));
	expect(masked).toContain('[entreprise]');
	// the three of the team voted by name: the total of all is public, and neither college is
	expect(record.vote.result!.colleges.map(({ college, ballots }) => [college, ballots])).toEqual([['jury', 10], ['team', 3]]);
	expect(whole).toContain('Équipe (3 bulletins)');
	expect(masked).toContain('Mentions reçues, tous collèges');
	expect(masked).toContain('Le détail par collège n’est pas publié');
	expect(masked).not.toMatch(/\(\d+ bulletins?\)|"college":"/);
	expect(masked).toContain('Combien de jours entre récolte et assiette ?');

	// an award shows them, and a mistake hides them again
	await inTransaction((tx) => operators.sayAwarded(tx, by, '2020-01-01', '2027-01-01'));
	for (const { name } of hidden) expect(await told()).toContain(name);
	await inTransaction((tx) => operators.unsayAwarded(tx, by));
	expect(await told()).toBe(masked);

	// chapters that are no section, and sections that are not chosen, are not there
	const { paper } = await publications.readPublicly(query, finished, ['vote'], at);
	const titles = paper.blocks.flatMap((block) => (block.kind === 'heading' && block.level === 2 ? [block.text] : []));
	expect(titles).toEqual(['L’essentiel', 'Le vote', 'La suite']);

	const early = await inTransaction((tx) => publications.publish(tx, { ...by, gatheringId: ready }, ['vote']));
	expect(early).toEqual({ accepted: false, reason: 'publication-too-early' });
	// [MO276] the same room, had it been played with people who are not
	const markedAs = (isRehearsal: boolean) => inTransaction((tx) => tx.update(gatheringsTable).set({ isRehearsal }).where(eq(gatheringsTable.id, finished)));
	await markedAs(true);
	expect(await inTransaction((tx) => publications.publish(tx, by, ['vote']))).toEqual({ accepted: false, reason: 'publication-rehearsal' });
	expect(await publications.read(query, by)).toBeUndefined();
	await markedAs(false);
	const both = await Promise.all([['vote'], ['vote', 'consent'], ['landscape']].map((sections) => inTransaction((tx) => publications.publish(tx, by, sections))));
	const slugs = new Set(both.map((one) => (one.accepted ? one.value.slug : one.reason)));
	expect(slugs.size).toBe(1);
	const [slug] = [...slugs] as [string];
	expect(slug).toMatch(/^a-table-les-rivelles-[a-z2-7]{16}$/);
	await inTransaction((tx) => publications.publish(tx, by, ['consent', 'vote']));
	expect(await publications.bySlug(query, slug)).toMatchObject({ sections: ['vote', 'consent'], withdrawnAt: null });
	await inTransaction((tx) => publications.withdraw(tx, by));
	expect((await publications.bySlug(query, slug))!.withdrawnAt).not.toBeNull();
	expect(await inTransaction((tx) => publications.withdraw(tx, by))).toEqual({ accepted: false, reason: 'publication-unknown' });
	await inTransaction((tx) => publications.publish(tx, by, ['vote']));
	expect((await publications.bySlug(query, slug))!.withdrawnAt).toBeNull();
	const acts = (await query.select().from(journalEntries).where(eq(journalEntries.projectId, projectId)).orderBy(journalEntries.number)).map(({ act }) => act);
	expect(acts.filter((act) => act.startsWith('record-'))).toEqual(['record-published', 'record-published', 'record-published', 'record-published', 'record-withdrawn', 'record-published']);
	for (const strange of ['', '../x', '__proto__', 'x'.repeat(500), slug.toUpperCase()]) expect(await publications.bySlug(query, strange)).toBeUndefined();
});

test('[MO272] whatever the step in which it ends, the hours that were said enter the ledger', async () => {
	const { stepServers } = await import('./steps.ts');
	const { stepRules } = await import('../rules/steps.ts');
	const seats = await import('../../gatherings/server/seats.ts');
	const { ready, accountId } = await theExample();
	const query = await database();
	const { authorityId, projectId } = await gatherings.read(query, ready);
	const by = { authorityId, projectId, gatheringId: ready, accountId, name: 'Solène' };
	await inTransaction((tx) => gatherings.openDoors(tx, by, { revision: 0 }, at));
	const seatId = await inTransaction((tx) => seats.addOnPaper(tx, by, { publicName: 'Houx', capacity: 'juror' }, at));
	if (!seatId.accepted) throw new Error(seatId.reason);
	const seat = (await seats.admitted(query, by, seatId.value))!;
	const left = await inTransaction((tx) => stepServers.closing.acts.leave!.run(tx, { ...seat, seat, actor: `account:${accountId}`, at }, { usefulness: '5', word: '', hours: '2 h', postcard: '' } as never));
	expect(left.accepted).toBe(true);
	// still in its first step
	const { revision } = await gatherings.read(query, ready);
	const registries = { rules: stepRules, servers: stepServers };
	const ended = await inTransaction((tx) => gatherings.close(tx, registries, by, { revision }, at));
	expect(ended.accepted).toBe(true);
	expect(await ledger.ofJuror(query, seat)).toBe(120);
});
