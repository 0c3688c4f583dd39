import { beforeAll, describe, expect, test } from 'vitest';
import type { ElementId } from '../../db/rules/ids.ts';
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as projects from '../../projects/server/projects.ts';
import * as elements from './elements.ts';
import type { Doer } from './elements.ts';

const at = new Date('2028-06-01T10:00:00Z');
const today = '2028-06-01';

async function begun(): Promise<Doer> {
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const made = await projects.create(
			tx,
			{ title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' },
			at
		);
		if (!made.accepted) throw new Error(made.reason);
		return { authorityId, projectId: made.value, actor: 'account:ines', at, today };
	});
}
const act = <Value>(run: (tx: Tx) => Promise<Value>) => inTransaction(run);
async function made(doer: Doer, asked: elements.Made): Promise<ElementId> {
	const outcome = await act((tx) => elements.make(tx, doer, asked));
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const said = (outcome: { readonly accepted: boolean; readonly reason?: string }) =>
	outcome.accepted ? 'accepted' : outcome.reason;

describe('an element of a cockpit', () => {
	let doer: Doer;
	let other: Doer;
	let line: ElementId;
	beforeAll(async () => {
		[doer, other] = [await begun(), await begun()];
		line = await made(doer, { kind: 'line', values: { mode: 'purchase', object: 'Denrées' }, code: 'S1' });
	});
	const read = async (id: string, on = today) => (await elements.read(await database(), doer, id, on))!;

	test('[CO25] has a code never given twice, however many are made at once; what comes from one place comes once', async () => {
		const origin = { from: { version: 1, what: 'card', gathering: 'g', card: 'c' } as const };
		const all = await Promise.all(
			Array.from({ length: 8 }, (_, nth) =>
				made(doer, { kind: 'need', values: { what: `Besoin ${nth}` }, ...(nth < 4 && { origin }) })
			)
		);
		expect(new Set(all.slice(0, 4)).size).toBe(1);
		expect(
			(await elements.ofProject(await database(), doer, today))
				.filter(({ kind }) => kind === 'need')
				.map(({ code }) => code)
		).toEqual(['B1', 'B2', 'B3', 'B4', 'B5']);
		expect(
			(
				await read(
					await made(doer, { kind: 'line', values: { mode: 'subsidy', object: 'École' }, code: 'S1' })
				)
			).code
		).toBe('S2');
	});

	test('[CO26] hangs on what is of its project, fits and is there; refers in the same way', async () => {
		const theirs = await made(other, { kind: 'line', values: { mode: 'purchase', object: 'Autre' } });
		const amount = { stage: 'planned', amount: 100, how: 'cash', who: 'Ville', isOwn: true };
		const need = await made(doer, { kind: 'need', values: { what: 'Manger' } });
		const make = async (parentId: string | null) =>
			said(await act((tx) => elements.make(tx, doer, { kind: 'amount', parentId, values: amount })));
		expect(await Promise.all([make(null), make(theirs), make(need), make('nothing'), make(line)])).toEqual([
			'parent-unfit',
			'parent-unfit',
			'parent-unfit',
			'parent-unfit',
			'accepted'
		]);
		const refer = async (ids: readonly string[]) =>
			said(
				await act((tx) => elements.write(tx, doer, { element: line, revision: 99, values: { needs: ids } }))
			);
		expect([await refer([theirs]), await refer([line]), await refer([need])]).toEqual([
			'reference-unknown',
			'reference-unknown',
			'accepted'
		]);
		expect(
			said(
				await act((tx) => elements.write(tx, other, { element: line, revision: 99, values: { object: 'x' } }))
			)
		).toBe('element-unknown');
	});

	test('[CO22] two at once on different fields are both kept; on one field, one is told what the other wrote', async () => {
		const milestone = await made(doer, {
			kind: 'milestone',
			parentId: line,
			values: { what: 'Notification', on: '2027-10-15' }
		});
		const write = (values: elements.Written['values'], by = doer) =>
			act((tx) => elements.write(tx, by, { element: milestone, revision: 1, values }));
		expect((await Promise.all([write({ owner: 'Karim' }), write({ on: '2027-11-01' })])).map(said)).toEqual([
			'accepted',
			'accepted'
		]);
		expect(await read(milestone)).toMatchObject({
			revision: 3,
			values: { owner: 'Karim', on: '2027-11-01' }
		});
		expect(await write({ owner: 'Inès' })).toEqual({
			accepted: false,
			reason: 'changed-meanwhile',
			wrongs: [],
			contested: { owner: 'Karim' },
			revision: 3
		});
		expect(said(await write({ what: '' }))).toBe('fields-wrong');
		expect((await read(milestone)).revision).toBe(3);
	});

	test('[CO21] [CO23] the state of a day, as it was known at a moment, with who said what before and after', async () => {
		const milestone = await made(
			{ ...doer, at: new Date('2027-09-01T08:00:00Z'), today: '2027-09-01' },
			{ kind: 'milestone', parentId: line, values: { what: 'Pilote', on: '2028-01-10' } }
		);
		const later = {
			...doer,
			at: new Date('2028-06-02T08:00:00Z'),
			today: '2028-06-02',
			actor: 'account:karim' as const
		};
		await act((tx) =>
			elements.write(tx, later, {
				element: milestone,
				revision: 1,
				values: { on: '2028-02-01' },
				trueOn: '2028-01-05',
				reason: 'travaux'
			})
		);
		await act((tx) =>
			elements.write(tx, later, {
				element: milestone,
				revision: 2,
				values: { state: 'done' },
				trueOn: '2028-09-01'
			})
		);
		const on = async (day: string, knownAt?: Date) =>
			(await elements.asOn(await database(), doer, { on: day, ...(knownAt && { knownAt }) })).find(
				({ id }) => id === milestone
			)?.values;
		expect(await on('2027-08-31')).toBeUndefined();
		expect(await on('2027-12-31')).toMatchObject({ on: '2028-01-10', state: null });
		expect(await on('2028-01-05')).toMatchObject({ on: '2028-02-01', state: null });
		expect(await on('2028-01-05', new Date('2028-06-01T00:00:00Z'))).toMatchObject({ on: '2028-01-10' });
		// what is to come comes true by itself
		expect([await read(milestone, '2028-06-02'), await read(milestone, '2028-09-01')]).toMatchObject([
			{ values: { state: null } },
			{ values: { state: 'done' } }
		]);
		expect(
			(await elements.historyOf(await database(), doer, milestone)).map(
				({ by, trueOn, before, after, reason }) => ({ by, trueOn, before, after, reason })
			)
		).toEqual([
			{
				by: 'account:karim',
				trueOn: '2028-09-01',
				before: { state: null },
				after: { state: 'done' },
				reason: ''
			},
			{
				by: 'account:karim',
				trueOn: '2028-01-05',
				before: { on: '2028-01-10' },
				after: { on: '2028-02-01' },
				reason: 'travaux'
			},
			{
				by: 'account:ines',
				trueOn: '2027-09-01',
				before: {},
				after: { what: 'Pilote', on: '2028-01-10' },
				reason: ''
			}
		]);
		expect(
			(await elements.since(await database(), doer, new Date('2028-06-02T00:00:00Z'))).map(
				({ elementId }) => elementId
			)
		).toEqual([milestone, milestone]);
		expect((await elements.lastChange(await database(), doer))?.by).toBe('account:karim');
	});

	test('[CO24] taken away it is left out, stays in what was, and may come back', async () => {
		const risk = await made(doer, { kind: 'risk', values: { what: 'Une sécheresse' } });
		const gone = (isGone: boolean, revision: number) =>
			act((tx) => elements.setGone(tx, doer, { element: risk, gone: isGone, revision }));
		expect(said(await gone(true, 1))).toBe('accepted');
		expect((await elements.ofProject(await database(), doer, today)).some(({ id }) => id === risk)).toBe(
			false
		);
		expect(
			said(await act((tx) => elements.write(tx, doer, { element: risk, revision: 2, values: { what: 'x' } })))
		).toBe('element-gone');
		expect(said(await gone(false, 2))).toBe('accepted');
		expect((await read(risk)).values).toMatchObject({ what: 'Une sécheresse' });
	});
});
