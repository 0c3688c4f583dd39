import { beforeAll, describe, expect, test } from 'vitest';
import { sumsOf } from '../../cockpit/rules/budget.ts';
import * as elements from '../../cockpit/server/elements.ts';
import * as strategies from '../../cockpit/server/strategies.ts';
import type { StrategyDoer } from '../../cockpit/server/strategies.ts';
import { theExample } from '../../../../tests/world/the-example.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as projects from '../../projects/server/projects.ts';
import { usualAgenda } from '../rules/steps.ts';
import { sketch } from './example/strategy.ts';
import * as sketches from './sketches.ts';
import * as strategy from './strategy.ts';

const at = new Date('2027-03-27T10:00:00Z');
const said = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

/** A gathering whose sketch has two lines. */
async function sketched(how: 'frozen' | 'open' = 'frozen'): Promise<StrategyDoer> {
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const made = await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at);
		if (!made.accepted) throw new Error(made.reason);
		const created = await gatherings.create(tx, { authorityId, projectId: made.value, kind: 'workshop', title: 'À table', startsAt: at, agenda: usualAgenda(), actor: 'system' }, at);
		if (!created.accepted) throw new Error(created.reason);
		const doer: StrategyDoer = { authorityId, projectId: made.value, gatheringId: created.value, actor: 'account:karim', at };
		for (const place of [2, 3]) expect(said(await sketches.write(tx, doer, { line: '', mode: sketch[place]!.mode, revision: 0, fields: sketch[place]!.fields }))).toBe('accepted');
		if (how === 'frozen') expect(said(await sketches.freeze(tx, doer))).toBe('accepted');
		return doer;
	});
}
const act = async <Value>(run: (tx: Parameters<Parameters<typeof inTransaction>[0]>[0]) => Promise<Outcome<Value, string>>) => said(await inTransaction(run));
const read = async ({ gatheringId }: StrategyDoer) => (await strategy.readStrategy(await database(), gatheringId)).strategy!;
/** The lines of the cockpit, with what is planned for each, in cents. */
async function proposedIn(place: elements.Place) {
	const all = await elements.ofProject(await database(), place, '2027-06-01');
	const amounts = elements.ofKind(all, 'amount');
	return elements.ofKind(all, 'line').map(({ id, code, values }) => ({
		code,
		state: values.state,
		needs: values.needs.length,
		planned: sumsOf(amounts.filter(({ parentId }) => parentId === id).map((one) => ({ amount: one.values.amount ?? 0, how: one.values.how ?? 'cash', isOwn: one.values.isOwn }))).total
	}));
}
const fields = { object: 'L’école de maraîchage', funderWho: ['Collectivité'], funderHow: ['cash'], funderAmount: ['80 000'] };

describe('taking up the sketch', () => {
	test('[CO8] only once it is frozen; twice at once is once', async () => {
		expect(await act(async (tx) => strategy.begin(tx, await sketched('open')))).toBe('sketch-not-frozen');
		const doer = await sketched();
		expect(await Promise.all([act((tx) => strategy.begin(tx, doer)), act((tx) => strategy.begin(tx, doer))])).toEqual(['accepted', 'accepted']);
		const { lines, difference } = await read(doer);
		expect(lines.map(({ code, mode, reasons, cost }) => [code, mode, reasons, cost])).toEqual([
			['S1', 'subsidy', {}, null],
			['S2', 'commons', {}, null]
		]);
		expect(difference.map(({ state }) => state)).toEqual(['kept', 'kept']);
	});
});

describe('the team completes it', () => {
	let doer: StrategyDoer;
	beforeAll(async () => {
		doer = await sketched();
		await act((tx) => strategy.begin(tx, doer));
	});

	test('[CO13] two write the same line at once: one is written, the other is told', async () => {
		const [line] = (await read(doer)).lines;
		const typed = (object: string) => ({ line: line!.id, mode: '', revision: line!.revision, fields: { ...fields, object } });
		const both = await Promise.all([act((tx) => strategy.write(tx, doer, typed('Un'))), act((tx) => strategy.write(tx, doer, typed('Deux')))]);
		expect(both.toSorted()).toEqual(['accepted', 'line-changed']);
		expect((await read(doer)).lines[0]).toMatchObject({ revision: 1, object: both[0] === 'accepted' ? 'Un' : 'Deux' });
	});

	test('[CO8] a line more, whatever is unreadable refused, an unknown line told', async () => {
		const write = (typed: Partial<strategies.Typed>) => act((tx) => strategy.write(tx, doer, { line: '', mode: 'purchase', revision: 0, fields: { object: 'Une étude' }, ...typed }));
		expect(await write({})).toBe('accepted');
		expect((await read(doer)).lines.at(-1)!.code).toBe('S3');
		expect(await write({ mode: 'loan' })).toBe('mode-unknown');
		expect(await write({ line: newId() })).toBe('line-unknown');
		expect(await write({ fields: { object: 'x', funderWho: ['a'], funderAmount: ['2.760'] } })).toBe('amount-unreadable');
	});

	test('[CO11, CO12] nothing is shown while a reason is owed, and everything once all are said', async () => {
		expect((await strategy.visibleStrategy(await database(), doer.gatheringId)).strategy, 'the jurors see nothing of the work').toBeNull();
		expect((await read(doer)).owed).toBeGreaterThan(0);
		expect(await act((tx) => strategy.show(tx, doer))).toBe('reasons-owed');
		expect(await act((tx) => strategy.draft(tx, doer))).toBe('strategy-not-shown');
		const strategyNow = await read(doer);
		const explain = (line: string, change: string, reason: string) => act((tx) => strategies.explain(tx, doer, { line, change, reason }));
		expect(await explain(strategyNow.lines[0]!.id, 'object', ' ')).toBe('reason-missing');
		expect(await explain(strategyNow.lines[0]!.id, 'mood', 'x')).toBe('change-unknown');
		expect(await explain(newId(), 'object', 'x')).toBe('line-unknown');
		expect(await explain(strategyNow.lines[0]!.id, 'object', 'a'.repeat(301))).toBe('words-too-long');
		for (const { code, reason, changes } of strategyNow.difference) {
			const { id } = strategyNow.lines.find((one) => one.code === code)!;
			if (reason === '') expect(await explain(id, 'line', 'Il en faut une.')).toBe('accepted');
			// two reasons of one line said at once are both kept
			expect(await Promise.all(changes.filter((one) => one.reason === '').map(({ kind }) => explain(id, kind, `Raison : ${kind}`)))).not.toContain('refused');
		}
		expect((await read(doer)).owed).toBe(0);
		expect(await act((tx) => strategy.show(tx, doer))).toBe('accepted');
		expect((await strategy.visibleStrategy(await database(), doer.gatheringId)).strategy?.difference).toHaveLength(3);
	});

	test('[CO8] a line that the team does not keep stays in the difference, and may be kept again', async () => {
		const { id } = (await read(doer)).lines[1]!;
		const keep = (kept: 'yes' | 'no') => act((tx) => strategies.keep(tx, doer, { line: id, kept }));
		expect([await keep('no'), await keep('no')]).toEqual(['accepted', 'accepted']);
		expect((await read(doer)).difference.map(({ state }) => state)).toEqual(['changed', 'removed', 'added']);
		expect(await act((tx) => strategy.write(tx, doer, { line: id, mode: '', revision: 1, fields }))).toBe('line-unknown');
		expect(await keep('yes')).toBe('accepted');
		expect((await read(doer)).totals.total).toBe(8_000_000);
	});

	test('[CO14] the cockpit’s draft is made once, whoever asks and however often; then nothing changes', async () => {
		expect(await Promise.all([act((tx) => strategy.draft(tx, doer)), act((tx) => strategy.draft(tx, doer)), act((tx) => strategy.draft(tx, doer))])).toEqual(['accepted', 'accepted', 'accepted']);
		expect((await proposedIn(doer)).map(({ state }) => state)).toEqual(['proposed', 'proposed', 'proposed']);
		const [line] = (await read(doer)).lines;
		expect(await act((tx) => strategy.write(tx, doer, { line: line!.id, mode: '', revision: line!.revision, fields }))).toBe('strategy-drafted');
		expect(await act((tx) => strategies.keep(tx, doer, { line: line!.id, kept: 'no' }))).toBe('strategy-drafted');
		expect(await act((tx) => strategies.explain(tx, doer, { line: line!.id, change: 'object', reason: 'x' }))).toBe('strategy-drafted');
		expect(await act((tx) => strategy.draft(tx, doer)), 'asked again').toBe('accepted');
		expect((await proposedIn(doer)).map(({ code, planned }) => [code, planned])).toEqual([
			['S1', 8_000_000],
			['S2', 0],
			['S3', 0]
		]);
	});
});

test('[MO251] the finished example has its four lines frozen, every figure of the strategy, both findings, and the cockpit’s draft', async () => {
	const { finished, projectId } = await theExample();
	const query = await database();
	const { strategy: whole, sketch: lines, scenario, impacts } = await strategy.readStrategy(query, finished);
	expect(scenario?.code).toBe('B');
	expect(lines.map(({ code, mode }) => [code, mode])).toEqual([
		['S1', 'purchase'],
		['S2', 'research'],
		['S3', 'subsidy'],
		['S4', 'commons']
	]);
	expect(impacts).toHaveLength(9);
	expect(whole?.totals).toMatchObject({ total: 373_900_000, cash: 364_500_000, inKind: 9_400_000 });
	expect(whole?.lines.flatMap(({ findings }) => findings.filter(({ level }) => level === 'alert'))).toEqual([
		expect.objectContaining({ check: 'volume-over', figures: expect.objectContaining({ needed: 277_477_200, gap: 1_477_200 }) }),
		{ check: 'running-missing', level: 'alert', figures: { name: 'Légumerie' } }
	]);
	expect(whole?.orphans.impacts.map(({ name }) => name)).toEqual(['Métiers de cuisine']);
	expect(whole?.orphans.needs.map(({ text }) => text)).toEqual(['Un métier de cuisine attractif']);
	expect(whole?.difference.map(({ state }) => state)).toEqual(['changed', 'kept', 'changed', 'kept']);
	expect(whole?.owed).toBe(0);
	expect([whole?.shownAt, whole?.draftedAt]).not.toContain(null);
	const { authorityId } = await gatherings.read(query, finished);
	expect((await proposedIn({ authorityId, projectId })).map(({ code, state, planned, needs }) => [code, state, planned, needs])).toEqual([
		['S1', 'proposed', 345_000_000, expect.any(Number)],
		['S2', 'proposed', 8_500_000, expect.any(Number)],
		['S3', 'proposed', 12_000_000, expect.any(Number)],
		['S4', 'proposed', 8_400_000, expect.any(Number)]
	]);
	const all = await elements.ofProject(query, { authorityId, projectId }, '2027-06-01');
	expect(elements.ofKind(all, 'amount').filter(({ values }) => values.year !== null).map(({ values }) => [values.year, values.amount])).toEqual([
		[2027, 4_000_000],
		[2028, 4_000_000],
		[2029, 4_000_000],
		[2027, 2_800_000],
		[2028, 2_800_000],
		[2029, 2_800_000]
	]);
});
