import { beforeAll, expect, test } from 'vitest';
import * as annotations from '../../annotations/server/annotations.ts';
import type { AccountId, ElementId } from '../../db/rules/ids.ts';
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { hearProcesses, tellProcesses } from '../../live/server/live.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import * as elements from './elements.ts';
import type { Doer } from './elements.ts';
import * as histories from './histories.ts';
import * as openElements from './openElements.ts';
import * as presence from './presence.ts';
import * as questionings from './questionings.ts';
import * as remarks from './remarks.ts';
import * as snapshots from './snapshots.ts';
import * as visits from './visits.ts';

const at = new Date('2028-06-01T10:00:00Z');
const today = '2028-06-01';
let doer: Doer;
let account: AccountId;
let line: ElementId;
let late: ElementId;

const act = <Value>(run: (tx: Tx) => Promise<Value>) => inTransaction(run);
function must<Value>(
	outcome:
		{ readonly accepted: true; readonly value: Value } | { readonly accepted: false; readonly reason: string }
): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const said = (outcome: { readonly accepted: boolean; readonly reason?: string }) =>
	outcome.accepted ? 'accepted' : outcome.reason;
const make = async (asked: elements.Made, by = doer) => must(await act((tx) => elements.make(tx, by, asked)));
const standing = async (day = today) => elements.ofProject(await database(), doer, day);

beforeAll(async () => {
	await act(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const projectId = must(
			await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at)
		);
		const made = await accounts.create(
			tx,
			{ authorityId, email: 'ines@example.org', name: 'Inès', passwordHash: null, isAdministrator: false },
			at
		);
		account = must(made).accountId;
		doer = { authorityId, projectId, actor: `account:${account}`, at, today };
	});
	line = await make({ kind: 'line', values: { mode: 'purchase', object: 'Denrées', state: 'proposed' } });
	late = await make({
		kind: 'milestone',
		parentId: line,
		values: { what: 'Notification', on: '2028-05-01', size: 'milestone', owner: 'Karim' }
	});
});

test('[CO143] a state is kept under a name, as it is known now: what is written of that day later changes nothing of it', async () => {
	const named = await act(async (tx) =>
		snapshots.nameState(tx, doer, { fields: ['name', 'on'], name: 'Comité de juin', on: today })
	);
	const snapshot = (await standing()).find(({ id }) => id === must(named));
	expect(snapshot?.values).toMatchObject({ name: 'Comité de juin', on: today, knownAt: at.toISOString() });
	const later = { ...doer, at: new Date('2028-06-05T10:00:00Z'), today: '2028-06-05' };
	must(
		await act((tx) =>
			elements.write(tx, later, { element: late, revision: 1, values: { on: '2028-07-01' }, trueOn: today })
		)
	);
	const read = async (knownOn: string | null) =>
		snapshots.readState(await database(), later, 'team', {
			on: today,
			knownOn,
			against: null,
			unreadable: []
		});
	expect(await read('2028-06-01')).toMatchObject({ milestones: [{ values: { on: '2028-05-01' } }] });
	expect(await read(null)).toMatchObject({ milestones: [{ values: { on: '2028-07-01' } }] });
	expect(
		await snapshots.readState(await database(), later, 'team', {
			on: '2028-06-05',
			knownOn: null,
			against: '2028-05-19',
			unreadable: []
		})
	).toMatchObject({ on: '2028-05-19', against: '2028-06-05' });
	expect(
		said(
			await act(async (tx) =>
				snapshots.nameState(tx, doer, { fields: ['name', 'on'], name: 'x', on: '2028-02-30' })
			)
		)
	).toBe('fields-wrong');
});

test('[CO142] [CO144] what others wrote since the last visit, in the words of whoever reads; pages of the history follow one another', async () => {
	const query = await database();
	expect(await visits.look(query, doer, account, at)).toEqual(new Date(at.getTime() - 14 * 86_400_000));
	const monday = new Date('2028-06-12T08:00:00Z');
	expect(await visits.look(query, doer, account, monday)).toEqual(at);
	await act((tx) => visits.readAll(tx, doer, account, monday));
	expect(await visits.look(query, doer, account, monday)).toEqual(monday);
	const karim = {
		...doer,
		actor: 'account:karim' as const,
		at: new Date('2028-06-12T09:00:00Z'),
		today: '2028-06-12'
	};
	must(
		await act((tx) =>
			elements.write(tx, karim, { element: late, revision: 9, values: { owner: 'Inès' }, reason: 'congé' })
		)
	);
	const news = async (audience: 'team' | 'public', notBy: Doer['actor']) =>
		(await histories.tell(query, doer, audience, { since: monday, notBy, most: 10 })).changes;
	expect(await news('team', doer.actor)).toMatchObject([
		{
			label: 'J1 · Notification',
			what: 'changed',
			reason: 'congé',
			fields: [{ field: 'owner', before: 'Karim', after: 'Inès' }]
		}
	]);
	expect([await news('public', doer.actor), await news('team', 'account:karim')]).toEqual([[], []]);
	const all = (await histories.tell(query, doer, 'team', { most: 100 })).changes;
	const first = await histories.tell(query, doer, 'team', { most: 2 });
	const after = histories.readPlace(first.next)!;
	const rest = await histories.tell(query, doer, 'team', { most: 100, after });
	expect([...first.changes, ...rest.changes].map(({ id, number }) => `${id} ${number}`)).toEqual(
		all.map(({ id, number }) => `${id} ${number}`)
	);
	expect(rest.next).toBeNull();
	expect(
		(await histories.tell(query, doer, 'team', { kind: 'snapshot', by: doer.actor, most: 9 })).changes.map(
			({ kind }) => kind
		)
	).toEqual(['snapshot']);
});

test('[CO144] what is restricted today is read of no day before by whoever may not read it today', async () => {
	const secret = await make(
		{ kind: 'risk', parentId: line, values: { what: 'Grève', severity: 2 } },
		{ ...doer, today: '2028-05-01', at: new Date('2028-05-01T10:00:00Z') }
	);
	const later = { ...doer, today: '2028-06-20', at: new Date('2028-06-20T10:00:00Z') };
	const write = (revision: number, values: elements.Written['values']) =>
		act((tx) => elements.write(tx, later, { element: secret, revision, values }));
	must(await write(1, { what: 'Boycott' }));
	must(await write(2, { seenBy: { what: 'restricted' } }));
	const asked = { knownOn: null, unreadable: [] };
	const compared = async (audience: 'team' | 'restricted') =>
		JSON.stringify(
			await snapshots.readState(await database(), later, audience, {
				...asked,
				on: '2028-05-02',
				against: '2028-06-20'
			})
		);
	const stateOf = async (on: string) =>
		(await elements.asOn(await database(), later, { on })).find(({ id }) => id === secret)!.stored;
	expect(await compared('team')).not.toMatch(/Grève|Boycott/);
	expect(await compared('restricted')).toMatch(/Grève.*Boycott|Boycott.*Grève/);
	expect(await stateOf('2028-05-02')).toMatchObject({
		what: 'Grève',
		seenBy: { what: 'restricted', severity: 'team' }
	});
});

test('[CO141] a rhythm is promised, and taken back', async () => {
	const query = await database();
	for (const [typed, expected] of [
		['31', 31],
		['30', 31],
		['', null]
	] as const) {
		await act((tx) => visits.promise(tx, doer, typed));
		expect(await visits.rhythmOf(query, doer)).toBe(expected);
	}
});

test('[CO145] [CO146] [CO147] [CO180] from a questioning to conclusions that stand in the cockpit, all or nothing', async () => {
	// whatever else the form names, it is a questioning that is made
	const raised = must(
		await act((tx) =>
			questionings.raise(tx, doer, {
				kind: 'line',
				element: line,
				parent: line,
				fields: ['what', 'reason', 'evidence', 'lines', 'object'],
				what: 'Le seigle',
				reason: 'Trop cher',
				evidence: 'V3',
				lines: line,
				object: 'Autre'
			})
		)
	);
	const find = async (id: string, day = today) => (await elements.read(await database(), doer, id, day))!;
	expect(await find(raised)).toMatchObject({
		kind: 'questioning',
		values: { state: 'raised', lines: [line] }
	});
	expect(
		said(
			await act((tx) =>
				questionings.raise(tx, doer, {
					fields: ['what', 'reason', 'evidence'],
					what: 'x',
					reason: '',
					evidence: ''
				})
			)
		)
	).toBe('fields-wrong');
	const checkpoint = must(
		await act((tx) =>
			questionings.convene(
				tx,
				{ ...doer, today: '2028-07-15' },
				{ parent: raised, fields: ['on', 'place'], on: '2028-07-20', place: 'Mairie' }
			)
		)
	);
	expect((await find(raised, '2028-07-15')).values).toMatchObject({ state: 'convened' });
	const asked = await elements.read(await database(), doer, checkpoint, '2028-07-15');
	expect(asked?.kind === 'checkpoint' && asked.values.agenda.map(({ what }) => what)).toEqual([
		'questioning',
		'line',
		'late',
		'conclude'
	]);
	const conclude = (more: Readonly<Record<string, string | readonly string[]>>, today = '2028-07-20') =>
		act((tx) =>
			questionings.conclude(
				tx,
				{ ...doer, today },
				{
					element: checkpoint,
					verdict: 'adapted',
					conclusions: 'Moins de seigle.',
					taskWhat: ['Refaire le menu', ''],
					taskOwner: ['Karim', ''],
					taskOn: ['2028-09-01', ''],
					...more
				}
			)
		);
	const before = (await standing('2028-07-20')).length;
	expect(said(await conclude({ taskOn: ['2028-02-30', ''] }))).toBe('task-day-unreadable');
	expect((await standing('2028-07-20')).length).toBe(before);
	expect(said(await conclude({}, '2028-07-19'))).toBe('checkpoint-to-come');
	expect(said(await conclude({}))).toBe('accepted');
	const tasks = (await standing('2028-07-20')).filter(({ origin }) => origin?.what === 'checkpoint');
	expect(tasks).toMatchObject([
		{
			kind: 'milestone',
			parentId: line,
			values: { what: 'Refaire le menu', owner: 'Karim', on: '2028-09-01', size: 'task' }
		}
	]);
	expect((await find(raised, '2028-07-20')).values).toMatchObject({ state: 'concluded' });
	expect(said(await conclude({ conclusions: 'Autre chose' }))).toBe('checkpoint-concluded');
});

test('[CO150] [CO151] jurors annotate what was adopted and no task; a remark becomes one task under its line', async () => {
	const open = async (audience: 'public' | 'team') =>
		(await openElements.read(await database(), doer, audience, '2028-07-20')).map(({ code }) => code);
	expect(await open('public')).toEqual([]);
	expect(await open('team')).toEqual(['S1', 'J1', 'J2']);
	must(
		await act((tx) =>
			elements.write(
				tx,
				{ ...doer, today: '2028-07-20' },
				{ element: line, revision: 99, values: { state: 'adopted' } }
			)
		)
	);
	expect(await open('public')).toEqual(['S1', 'J1']);
	const juror = must(
		await act((tx) =>
			memberships.add(tx, { ...doer, person: { name: 'Tilleul' }, capacity: 'juror', actor: 'system' }, at)
		)
	);
	const annotation = must(
		await act((tx) =>
			annotations.writeOnElement(
				tx,
				{ ...doer, membershipId: juror },
				{ element: late, code: 'J1', quote: 'Notification' },
				{ kind: 'doubt', words: 'Trop tard ?' }
			)
		)
	);
	const task = () =>
		act((tx) =>
			remarks.makeTask(
				tx,
				{ ...doer, today: '2028-07-20' },
				{ annotation, fields: ['what', 'on'], what: 'Répondre', on: '2028-08-01' }
			)
		);
	const made = must(await task());
	expect(must(await task())).toBe(made);
	expect(await elements.read(await database(), doer, made, '2028-07-20')).toMatchObject({
		parentId: line,
		origin: { what: 'annotation', annotation },
		values: { size: 'task' }
	});
	expect(
		said(
			await act((tx) =>
				remarks.makeTask(tx, doer, { annotation: newId(), fields: ['what', 'on'], what: 'x', on: today })
			)
		)
	).toBe('element-unknown');
});

test('[CO148] two people on one cockpit see each other, here and from another process, and no more once they have left', async () => {
	presence.presencePace.leavesAfterMs = 0;
	const { projectId } = doer;
	const karim = newId<'account'>();
	const seen = (me: AccountId) =>
		presence.othersAt(projectId, me).map(({ name, element }) => [name, element]);
	const leave = await presence.come(projectId, { accountId: account, name: 'Inès', element: null });
	const leaveLine = await presence.come(projectId, { accountId: account, name: 'Inès', element: line });
	const other = newId<'process'>();
	const heard = new Promise<void>(
		(done) => void hearProcesses((word) => word.includes(`:${other}:who:[[`) && done())
	);
	await tellProcesses([
		`cockpit-presence:${projectId}:${other}:who:${JSON.stringify([[karim, 'Karim', null]])}`
	]);
	await heard;
	expect([seen(account), seen(karim)]).toEqual([[['Karim', null]], [['Inès', line]]]);
	expect(presence.othersAt(newId<'project'>(), karim)).toEqual([]);
	leave();
	leaveLine();
	await expect.poll(() => seen(karim)).toEqual([]);
});
