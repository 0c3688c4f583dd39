import { beforeAll, describe, expect, test } from 'vitest';
import type { ElementId } from '../../db/rules/ids.ts';
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import { watch } from '../../live/server/live.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import { contractForHolder } from './contractPages.ts';
import * as contracts from './contracts.ts';
import { writeTyped } from './elementForm.ts';
import * as elements from './elements.ts';

const at = new Date('2028-06-01T10:00:00Z');
const today = '2028-06-01';
const canary = 'Topinambour';

describe('a contract and its holder', () => {
	let doer: elements.Doer;
	let holder: elements.Doer;
	let [contract, other, incident, theirs] = ['', '', '', ''] as unknown as ElementId[];
	let [member, observer] = ['', ''];
	const act = <Value>(run: (tx: Tx) => Promise<Value>) => inTransaction(run);
	const make = async (asked: elements.Made): Promise<ElementId> => {
		const outcome = await act((tx) => elements.make(tx, doer, asked));
		if (!outcome.accepted) throw new Error(outcome.reason);
		return outcome.value;
	};
	const read = async (id = contract!) => (await contracts.read(await database(), doer, id, today))!;
	const byHolder = async (typed: Parameters<typeof contracts.writeByHolder>[3]) => {
		const outcome = await act((tx) => contracts.writeByHolder(tx, holder, contract!, typed));
		return outcome.accepted ? 'accepted' : outcome.reason;
	};
	beforeAll(async () => {
		await act(async (tx) => {
			const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
			const made = await projects.create(
				tx,
				{ title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' },
				at
			);
			if (!made.accepted) throw new Error(made.reason);
			doer = { authorityId, projectId: made.value, actor: 'account:ines', at, today };
			holder = { ...doer, actor: 'account:titulaire' };
			const add = async (name: string, capacity: 'contractor' | 'observer') => {
				const added = await memberships.add(
					tx,
					{ authorityId, projectId: made.value, person: { name }, capacity, actor: 'system' },
					at
				);
				if (!added.accepted) throw new Error(added.reason);
				return added.value as string;
			};
			[member, observer] = [await add('Boulangerie', 'contractor'), await add('Observatrice', 'observer')];
		});
		const line = await make({ kind: 'line', values: { mode: 'purchase', object: canary } });
		contract = await make({
			kind: 'contract',
			parentId: line,
			values: { object: 'Du pain', holder: 'La boulangerie', note: canary, amount: 100_00 }
		});
		other = await make({ kind: 'contract', parentId: line, values: { object: canary, holder: canary } });
		incident = await make({
			kind: 'incident',
			parentId: contract,
			values: { on: today, what: 'Retard', severity: 'serious', answer: 'On appelle', owner: canary }
		});
		theirs = await make({
			kind: 'incident',
			parentId: other,
			values: { on: today, what: canary, severity: 'minor' }
		});
		await make({
			kind: 'modification',
			parentId: contract,
			values: { version: 2, what: canary, state: 'drafted', total: 999_00 }
		});
		await make({
			kind: 'modification',
			parentId: contract,
			values: {
				version: 2,
				what: 'Plus de pain',
				state: 'signed',
				signedOn: today,
				total: 120_00,
				note: canary
			}
		});
		await make({
			kind: 'meeting',
			parentId: contract,
			values: { on: today, what: 'Point', seenBy: { agreed: 'restricted' }, agreed: canary }
		});
	});

	test('[CO59] is opened to the contractors of its project alone, and shut again', async () => {
		const open = async (ids: readonly string[]) => {
			const found = await read();
			const outcome = await act((tx) =>
				contracts.openTo(tx, doer, found, { revision: `${found.revision}`, holder: ids })
			);
			return [outcome.accepted, (await read()).values.openedTo];
		};
		expect(await open([observer!, 'nobody'])).toEqual([true, []]);
		expect(await open([member!, observer!])).toEqual([true, [member]]);
		const mine = async () =>
			(await contracts.openedTo(await database(), doer, [member!], today)).map(({ id }) => id);
		expect(await mine()).toEqual([contract]);
		expect(await open([])).toEqual([true, []]);
		expect(await mine()).toEqual([]);
		await act((tx) =>
			memberships.revoke(
				tx,
				{ ...doer, membershipId: member as Parameters<typeof memberships.revoke>[1]['membershipId'] },
				'system',
				at
			)
		);
		expect(await open([member!])).toEqual([true, []]);
	});

	test('[CO59] taken away, it shuts the screens that stand on it at once', async () => {
		const gone = await make({ kind: 'contract', parentId: (await read()).parentId, values: { object: 'Des œufs', holder: 'Un élevage' } });
		const told = Promise.withResolvers<string>();
		const stop = await watch((topic) => topic === `rights:project:${doer.projectId}`, told.resolve);
		expect(await act((tx) => elements.setGone(tx, doer, { element: gone, gone: true, revision: 1 }))).toMatchObject({ accepted: true });
		expect(await told.promise).toContain('rights:project:');
		stop();
	});

	test('[CO58] hears its holder on what is theirs to say, and on nothing else', async () => {
		const made = (
			kind: string,
			fields: Readonly<Record<string, string>>,
			more: Readonly<Record<string, string>> = {}
		) => byHolder({ kind, element: '', fields: Object.keys(fields), ...fields, ...more });
		expect([
			await made('incident', { on: today, what: 'Panne', severity: 'blocking' }),
			await made('remark', { words: 'Bonjour' }),
			await made('remark', { words: 'Nous arrivons' }, { parent: incident! }),
			await made('document', { title: 'Plan' }),
			await made('incident', { on: '2028-02-30', what: 'Panne', severity: 'minor' }),
			await made('remark', { words: 'Ailleurs' }, { parent: theirs! }),
			await made('remark', { words: 'Ailleurs' }, { parent: other! }),
			await made('modification', { what: 'x', version: '9', state: 'signed' }),
			await made('incident', { on: today, what: 'x', severity: 'minor', closedOn: today }),
			await made('measurement', { on: today, value: '1' })
		]).toEqual([
			'accepted',
			'accepted',
			'accepted',
			'accepted',
			'fields-wrong',
			'parent-unfit',
			'parent-unfit',
			'element-unknown',
			'element-unknown',
			'element-unknown'
		]);
		const write = (element: string, name: string) =>
			byHolder({ kind: 'incident', element, revision: '1', fields: name, [name]: 'Réparé' });
		expect([
			await write(incident!, 'holderAnswer'),
			await write(incident!, 'answer'),
			await write(theirs!, 'holderAnswer'),
			// whatever kind the form claims, the contract is none of theirs to write
			await write(contract!, 'holderAnswer')
		]).toEqual(['accepted', 'element-unknown', 'element-unknown', 'element-unknown']);
		expect((await read()).stored).not.toHaveProperty('holderAnswer');
		expect((await elements.read(await database(), doer, incident!, today))!.values).toMatchObject({
			answer: 'On appelle',
			holderAnswer: 'Réparé'
		});
	});

	test('[CO60] [CO166] no form reads or writes what its writer may not, whatever kind it claims', async () => {
		const prescriber = { ...doer, audience: 'team' } as const;
		const typed = async (kind: string, fields: Readonly<Record<string, string>>, element = contract!) => {
			const outcome = await act((tx) =>
				writeTyped(tx, prescriber, { kind, element, revision: '0', fields: Object.keys(fields), ...fields })
			);
			return [outcome.accepted ? 'accepted' : outcome.reason, JSON.stringify(outcome).includes(canary)];
		};
		const before = (await read()).stored;
		expect([
			await typed('need', { note: 'x' }),
			await typed('incident', { owner: 'x' }),
			await typed('contract', { note: 'x' }),
			await typed('contract', { note: '' }),
			await typed('milestone', { state: 'done' }, incident)
		]).toEqual([
			['element-unknown', false],
			['element-unknown', false],
			['fields-hidden', false],
			['accepted', false],
			['element-unknown', false]
		]);
		expect((await read()).stored).toEqual(before);
		const own = await act((tx) =>
			elements.write(tx, prescriber, { element: contract!, revision: 99, values: { openedTo: [] } })
		);
		expect(own).toMatchObject({ accepted: false, reason: 'fields-hidden' });
	});

	test('[CO57] shows its holder nothing restricted, drafted, of another contract or of the project', async () => {
		const query = await database();
		const found = await read();
		const page = await contractForHolder(query, {
			doer: holder,
			contract: found,
			account: {} as Parameters<typeof contractForHolder>[1]['account'],
			project: {} as Parameters<typeof contractForHolder>[1]['project'],
			timeZone: 'Europe/Paris'
		});
		expect(JSON.stringify(page)).not.toContain(canary);
		expect(page.standing).toMatchObject({ total: 120_00, version: 2 });
		expect(page.remarks.map(({ words, side }) => `${words} ${side}`)).toEqual([
			'Bonjour holder',
			'Nous arrivons holder'
		]);
		expect(page.incidents.map(({ values }) => values.what)).toEqual(['Panne', 'Retard']);
	});

	test('[CO167] [CO168] everybody speaks for themselves, and once of a form sent twice', async () => {
		const say = async (typed: Readonly<Record<string, string>>, by: elements.Doer = doer) => {
			const { kind: _, element: __, parent: ___, once: ____, ...fields } = typed;
			const outcome = await act((tx) =>
				writeTyped(tx, by, { revision: '99', ...typed, fields: Object.keys(fields) })
			);
			return outcome.accepted ? outcome.value : outcome.reason;
		};
		expect([
			await say({ kind: 'incident', element: incident!, holderAnswer: 'Tout est de notre faute' }),
			await say({
				kind: 'incident',
				element: '',
				parent: contract!,
				on: today,
				what: 'x',
				severity: 'minor',
				holderAnswer: 'Oui'
			})
		]).toEqual(['words-of-another', 'words-of-another']);
		// another field of the same incident is still the team's
		expect(await say({ kind: 'incident', element: incident!, owner: 'Inès' })).toBe(incident);
		const once = '0123456789abcdef0123456789abcdef';
		const remark = { kind: 'remark', element: '', parent: contract!, words: 'Merci' };
		const made = await Promise.all([
			say({ ...remark, once }),
			say({ ...remark, once }),
			say({ ...remark, words: 'Encore', once }),
			say({ ...remark, once: once.replace('0', '1') }),
			say(remark)
		]);
		expect(made[0]).toBe(made[1]);
		expect(new Set(made).size).toBe(4);
		const found = (await elements.read(await database(), doer, made[0]!, today))!;
		expect(found.values).toEqual({
			words: 'Merci',
			by: doer.actor,
			side: 'authority',
			saidAt: at.toISOString()
		});
		expect([
			await say(
				{ kind: 'remark', element: made[0]!, words: 'Non merci' },
				{ ...doer, actor: 'account:karim' }
			),
			await say({ kind: 'remark', element: made[0]!, words: 'Merci à vous' })
		]).toEqual(['words-of-another', made[0]]);
	});
});
