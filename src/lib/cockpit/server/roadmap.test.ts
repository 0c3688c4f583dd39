import { beforeAll, describe, expect, test } from 'vitest';
import type { ElementId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as projects from '../../projects/server/projects.ts';
import { writeTyped } from './elementForm.ts';
import * as elements from './elements.ts';
import { move, pushed } from './roadmap.ts';
import { readAsked, roadmapOf } from './roadmapPage.ts';

const at = new Date('2028-06-01T10:00:00Z');
const today = '2028-06-01';

describe('the roadmap of a cockpit', () => {
	let doer: elements.Doer;
	let line: ElementId;
	const ids: Record<string, ElementId> = {};
	const make = async (asked: elements.Made): Promise<ElementId> => {
		const outcome = await inTransaction((tx) => elements.make(tx, doer, asked));
		if (!outcome.accepted) throw new Error(outcome.reason);
		return outcome.value;
	};
	const all = async () => elements.ofProject(await database(), doer, today);
	const days = async () =>
		Object.fromEntries(
			elements.ofKind(await all(), 'milestone').map(({ values }) => [values.what, values.on])
		);
	const moveTo = async (on: string, more: Partial<Parameters<typeof move>[2]> = {}) => {
		const push = pushed(await all(), { id: ids.a!, on }, 'team');
		const seen = push.accepted ? push.value.seen : '';
		const outcome = await inTransaction((tx) =>
			move(tx, doer, { id: ids.a!, on, seen, reason: 'Le conseil se réunit plus tard', ...more })
		);
		return outcome.accepted ? outcome.value : outcome.reason;
	};
	beforeAll(async () => {
		await inTransaction(async (tx) => {
			const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
			const made = await projects.create(
				tx,
				{ title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' },
				at
			);
			if (!made.accepted) throw new Error(made.reason);
			doer = { authorityId, projectId: made.value, actor: 'account:ines', at, today };
		});
		line = await make({ kind: 'line', values: { mode: 'purchase', object: 'Denrées' } });
		const milestone = (what: string, on: string, more: elements.Made['values'] = {}) =>
			make({ kind: 'milestone', parentId: line, values: { what, on, ...more } });
		ids.a = await milestone('a', '2028-07-01', { owner: 'Inès' });
		ids.b = await milestone('b', '2028-07-11', { after: [ids.a], until: '2028-07-20' });
		ids.c = await milestone('c', '2028-08-01', { after: [ids.b] });
		ids.done = await milestone('done', '2028-07-05', { after: [ids.a], state: 'done' });
		ids.late = await milestone('late', '2028-05-20');
	});

	test('[CO50] moves all that was seen, in one act, for one reason', async () => {
		expect([
			await moveTo('2028-07-04', { reason: ' ' }),
			await moveTo('2028-07-04', { reason: 'x'.repeat(601) })
		]).toEqual(['reason-missing', 'reason-too-long']);
		expect(await moveTo('2028-07-04')).toBe(3);
		expect(await days()).toEqual({
			a: '2028-07-04',
			b: '2028-07-14',
			c: '2028-08-04',
			done: '2028-07-05',
			late: '2028-05-20'
		});
		const query = await database();
		for (const id of [ids.a!, ids.b!, ids.c!])
			expect((await elements.historyOf(query, doer, id))[0]).toMatchObject({
				reason: 'Le conseil se réunit plus tard',
				by: 'account:ines'
			});
		expect((await elements.read(query, doer, ids.b!, today))!.values).toMatchObject({ until: '2028-07-23' });
	});

	test('[CO50] moves nothing where somebody changed the road meanwhile', async () => {
		const push = pushed(await all(), { id: ids.a!, on: '2028-07-10' }, 'team');
		const seen = push.accepted ? push.value.seen : '';
		const before = await days();
		const other = await inTransaction((tx) =>
			elements.write(tx, doer, { element: ids.c!, revision: 2, values: { owner: 'Karim' } })
		);
		expect(other.accepted).toBe(true);
		expect(await moveTo('2028-07-10', { seen })).toBe('push-changed');
		expect(await days()).toEqual(before);
		// two at once, of the same look: one is told
		const both = await Promise.all([moveTo('2028-07-10'), moveTo('2028-07-10')]);
		expect(both.toSorted().map(String)).toEqual(['3', 'day-unmoved']);
	});

	test('[CO51] refuses a round where it is written, and names it', async () => {
		const outcome = await inTransaction((tx) =>
			writeTyped(tx, doer, {
				kind: 'milestone',
				element: ids.a!,
				revision: '99',
				fields: 'after',
				after: ids.c!
			})
		);
		expect(outcome).toMatchObject({ accepted: false, reason: 'dependencies-loop' });
		expect('named' in outcome && outcome.named?.split(' → ').toSorted()).toEqual([
			'J1 · a',
			'J2 · b',
			'J3 · c'
		]);
	});

	test('[CO60] leaves alone a field that its writer does not read', async () => {
		const secret = await make({
			kind: 'milestone',
			parentId: line,
			values: { what: 'secret', on: '2030-01-01', note: 'réservé', seenBy: { note: 'restricted' } }
		});
		const outcome = await inTransaction((tx) =>
			writeTyped(
				tx,
				{ ...doer, audience: 'team' },
				{
					kind: 'milestone',
					element: secret,
					revision: '1',
					fields: ['note', 'owner'],
					note: '',
					owner: 'Zoé'
				}
			)
		);
		expect(outcome.accepted).toBe(true);
		expect((await elements.read(await database(), doer, secret, today))!.values).toMatchObject({
			note: 'réservé',
			owner: 'Zoé'
		});
	});

	test('[CO52] [CO53] is shown by span, filter and line', async () => {
		const road = async (search: string) =>
			roadmapOf(await all(), readAsked(new URLSearchParams(search), today), {
				audience: 'team',
				today,
				name: 'Inès Roux'
			});
		const whole = await road('du=2028-02-30&echelle=siecles&voir=rien&page=-1&ligne=nulle');
		expect(whole.asked).toEqual({ scale: 'years', from: today, filter: 'all', line: '' });
		expect(whole.counts).toEqual({ all: 6, mine: 1, late: 1, month: 0 });
		expect(whole.rows.map(({ what, late }) => `${what} ${late}`)).toEqual([
			'late 12',
			'done 0',
			'a 0',
			'b 0',
			'c 0',
			'secret 0'
		]);
		expect(whole.lanes.map(({ name }) => name)).toEqual(['S1 · Denrées']);
		expect((await road('voir=late')).rows.map(({ what }) => what)).toEqual(['late']);
		expect((await road('echelle=weeks&du=2029-01-01')).lanes).toEqual([]);
	});
});
