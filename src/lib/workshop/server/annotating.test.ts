import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { seatOnPanel } from '../../../../tests/world/jury.ts';
import type { GatheringId } from '../../db/rules/ids.ts';
import * as annotations from '../../annotations/server/annotations.ts';
import { noAnswers, noParts } from '../../cockpit/rules/modes/modes.ts';
import * as elements from '../../cockpit/server/elements.ts';
import { strategies, strategyLines } from '../../cockpit/server/tables.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { gatherings as gatheringRows } from '../../gatherings/server/tables.ts';
import * as farewells from '../../jury/server/farewells.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import * as texts from '../../texts/server/texts.ts';
import * as annotating from './annotating.ts';
import * as followed from './followed.ts';
import * as handover from './handover.ts';
import { proposals } from './tables.ts';

const at = new Date('2027-03-13T10:00:00Z');
const agenda = { version: 1, steps: [{ step: 'welcome', plannedMinutes: 6, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' }] } as const;
function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}

/** A project whose workshop has a proposal and a strategy of two lines, as the tables hold them. */
async function aProject() {
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const gatheringId = value(await gatherings.create(tx, { authorityId, projectId, kind: 'workshop', title: 'À table', startsAt: at, agenda, actor: 'system' }, at));
		const membershipId = value(await memberships.add(tx, { authorityId, projectId, person: { name: 'Tilleul' }, capacity: 'juror', actor: 'system' }, at));
		const passage = { id: newId<'passage'>(), kind: 'paragraph' as const, text: 'Un pain de seigle' };
		const textId = await texts.create(tx, { authorityId, projectId, occasionId: gatheringId, name: 'proposal', topic: `step:${gatheringId}` });
		value(await texts.seal(tx, { textId, base: -1, passages: [passage], causes: [{ passageId: passage.id, author: 'prescriber', by: 'draft' }], actor: 'system', at }));
		await tx.insert(proposals).values({ gatheringId, authorityId, textId, sealedAt: at });
		await tx.insert(strategies).values({ gatheringId, authorityId, projectId, begunAt: at });
		for (const code of ['S1', 'S2']) await tx.insert(strategyLines).values({ id: newId<'strategy-line'>(), authorityId, gatheringId, code, mode: 'purchase', object: `Un marché ${code}`, parameters: { answers: noAnswers('purchase'), parts: noParts('purchase') }, createdAt: at });
		return { place: { authorityId, projectId }, gatheringId, textId, passageId: passage.id, author: { authorityId, projectId, membershipId, at } };
	});
}

const change = async (gatheringId: GatheringId, change: Partial<typeof gatheringRows.$inferInsert>) => (await database()).update(gatheringRows).set(change).where(eq(gatheringRows.id, gatheringId));
const typed = { kind: 'question', words: 'Qui lave ?', quote: '' };

test('[AN11] a proposal opens once its workshop is over, a strategy once it is shown; a rehearsal never', async () => {
	const { place, gatheringId, textId, passageId, author } = await aProject();
	const open = async () => (await annotating.openIn(await database(), place)).map(({ proposal, strategy }) => [proposal?.version.number ?? null, strategy.map(({ code }) => code)]);
	const onPassage = () => inTransaction((tx) => annotating.annotate(tx, author, { what: 'passage', textId, passageId, version: 0 }, typed));
	const onLine = (code: string) => inTransaction((tx) => annotating.annotate(tx, author, { what: 'line', place: gatheringId, code }, typed));
	expect(await open()).toEqual([]);
	expect(await onPassage()).toMatchObject({ reason: 'passage-unknown' });
	await change(gatheringId, { closedAt: at });
	expect(await open()).toEqual([[0, []]]);
	expect(await onLine('S1')).toMatchObject({ reason: 'passage-unknown' });
	await (await database()).update(strategies).set({ shownAt: at }).where(eq(strategies.gatheringId, gatheringId));
	expect(await open()).toEqual([[0, ['S1', 'S2']]]);
	expect([(await onPassage()).accepted, (await onLine('S1')).accepted]).toEqual([true, true]);
	expect(await onLine('S3')).toMatchObject({ reason: 'passage-unknown' });
	expect(await inTransaction((tx) => annotating.annotate(tx, author, undefined, typed))).toMatchObject({ reason: 'passage-unknown' });
	await change(gatheringId, { isRehearsal: true });
	expect(await open()).toEqual([]);
});

test('[AN3] each is told with its workshop, and a line says whether it changed or is no more', async () => {
	const { place, gatheringId, textId, passageId, author } = await aProject();
	await change(gatheringId, { closedAt: at });
	await (await database()).update(strategies).set({ shownAt: at }).where(eq(strategies.gatheringId, gatheringId));
	value(await inTransaction((tx) => annotating.annotate(tx, author, { what: 'passage', textId, passageId, version: 0 }, typed)));
	value(await inTransaction((tx) => annotating.annotate(tx, author, { what: 'line', place: gatheringId, code: 'S1' }, typed)));
	const found = async () => (await annotating.whereTheyStand(await database(), place, await annotations.ofProject(await database(), place, at))).map(({ title, thing, where }) => [title, thing.what, where.state]).toSorted();
	expect(await found()).toEqual([
		['À table', 'line', 'stands'],
		['À table', 'passage', 'stands']
	]);
	await (await database()).update(strategyLines).set({ object: 'Un marché plus court' }).where(and(eq(strategyLines.gatheringId, gatheringId), eq(strategyLines.code, 'S1')));
	expect((await found())[0]).toEqual(['À table', 'line', 'changed']);
	await (await database()).update(strategyLines).set({ removedAt: at }).where(and(eq(strategyLines.gatheringId, gatheringId), eq(strategyLines.code, 'S1')));
	expect((await found())[0]).toEqual(['À table', 'line', 'gone']);
});

test('[JU107] whoever comes in reads what was done and answered, once trained; before, nothing of it', async () => {
	const { place, gatheringId, textId, passageId, author } = await aProject();
	const query = await database();
	await change(gatheringId, { closedAt: at });
	const annotation = value(await inTransaction((tx) => annotating.annotate(tx, author, { what: 'passage', textId, passageId, version: 0 }, typed)));
	value(await inTransaction((tx) => annotations.answer(tx, { ...place, actor: 'account:ines', capacity: 'prescriber', at }, annotation, { outcome: 'answered', words: 'La cantine.' })));
	value(await inTransaction((tx) => farewells.leave(tx, author, 'Osez demander.')));
	const comes = value(await inTransaction((tx) => memberships.add(tx, { ...place, person: { name: 'Houx' }, capacity: 'juror', actor: 'system' }, at)));
	const facts = (await memberships.read(query, comes))!;
	expect(await handover.toldTo(query, facts, at)).toMatchObject({
		stages: [{ title: 'À table', version: 0, taken: 0, first: [], consent: { state: null }, strategyLines: 0, slug: null }],
		answers: [{ publicName: 'Tilleul', words: 'Qui lave ?', answer: 'La cantine.' }],
		words: [{ publicName: 'Tilleul', words: 'Osez demander.' }]
	});
	await inTransaction((tx) => seatOnPanel(tx, place, comes, at));
	expect(await handover.toldTo(query, facts, at)).toBeNull();
});

test('[CO150] [CO152] a juror annotates what was adopted, reads where it stands, and is told what moves behind it', async () => {
	const { place, author } = await aProject();
	const doer = { ...place, actor: 'account:karim' as const, at, today: '2027-03-13' };
	const made = (asked: elements.Made) => inTransaction(async (tx) => {
		const outcome = await elements.make(tx, doer, asked);
		if (!outcome.accepted) throw new Error(outcome.reason);
		return outcome.value;
	});
	const line = await made({ kind: 'line', values: { mode: 'purchase', object: 'Denrées', state: 'proposed' } });
	const milestone = await made({ kind: 'milestone', parentId: line, values: { what: 'Notification', on: '2027-10-15', size: 'milestone', owner: 'Karim' } });
	const annotate = () => inTransaction((tx) => annotating.annotate(tx, author, { what: 'element', element: milestone }, typed));
	expect(await annotate()).toMatchObject({ reason: 'passage-unknown' });
	const write = (element: string, revision: number, values: elements.Written['values'], later = at) => inTransaction((tx) => elements.write(tx, { ...doer, at: later }, { element, revision, values }));
	await write(line, 1, { state: 'adopted' });
	const told = async () => (await followed.ofMembership(await database(), place, author.membershipId, new Date('2027-03-20T10:00:00Z')))?.changes;
	expect(await told()).toBeUndefined();
	value(await annotate());
	await write(milestone, 1, { on: '2027-11-01', owner: 'Inès' }, new Date('2027-03-19T10:00:00Z'));
	// the owner is the team's own
	expect((await told())?.[0]).toMatchObject({ what: 'changed', fields: [{ field: 'on', before: '2027-10-15', after: '2027-11-01' }] });
	const stands = async () => (await annotating.whereTheyStand(await database(), place, await annotations.ofProject(await database(), place, at), at)).map(({ where }) => where.state);
	expect(await stands()).toEqual(['stands']);
	await write(milestone, 2, { what: 'Signature' });
	expect(await stands()).toEqual(['changed']);
});
