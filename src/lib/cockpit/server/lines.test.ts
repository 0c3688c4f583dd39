import { beforeAll, describe, expect, test } from 'vitest';
import { database, inTransaction } from '../../db/server/database.ts';
import * as files from '../../files/server/files.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as projects from '../../projects/server/projects.ts';
import { sinceOf } from '../rules/lineStates.ts';
import type { Fields } from '../rules/modes/mode.ts';
import * as documents from './documents.ts';
import { writeTyped } from './elementForm.ts';
import * as elements from './elements.ts';
import type { Doer } from './elements.ts';
import * as lines from './lines.ts';
import * as messages from './messages.ts';

const at = new Date('2028-06-01T10:00:00Z');
const said = (outcome: { readonly accepted: boolean; readonly reason?: string }) =>
	outcome.accepted ? 'accepted' : outcome.reason;

describe('a line of a cockpit', () => {
	let doer: Doer;
	beforeAll(async () => {
		doer = await inTransaction(async (tx): Promise<Doer> => {
			const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
			const made = await projects.create(
				tx,
				{ title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' },
				at
			);
			if (!made.accepted) throw new Error(made.reason);
			return { authorityId, projectId: made.value, actor: 'account:ines', at, today: '2028-06-01' };
		});
	});
	const add = async (typed: Fields) => {
		const made = await inTransaction((tx) =>
			lines.add(tx, doer, { fields: ['object'], object: 'Une ligne', ...typed })
		);
		if (!made.accepted) throw new Error(made.reason);
		return made.value;
	};
	const read = async (id: string) => (await lines.read(await database(), doer, id))!;
	const under = async (id: elements.AnyElement['id']) =>
		elements.under(await database(), doer, id, doer.today);

	test('[CO34] is added by hand in any mode, under a code of its own, and moves with its true days', async () => {
		expect(
			said(
				await inTransaction((tx) =>
					lines.add(tx, doer, { mode: 'toString', fields: ['object'], object: 'x' })
				)
			)
		).toBe('mode-unknown');
		expect(
			said(
				await inTransaction((tx) => lines.add(tx, doer, { mode: 'other', fields: ['object'], object: ' ' }))
			)
		).toBe('fields-wrong');
		const id = await add({ mode: 'training', trueOn: '2028-01-15' });
		const line = await read(id);
		expect([line.values.mode, line.values.state, line.origin]).toEqual(['training', 'proposed', null]);
		const move = async (typed: Fields, mayDecide = true) => {
			const now = await read(id);
			return said(
				await inTransaction((tx) =>
					lines.move(tx, doer, now, { revision: String(now.revision), ...typed }, mayDecide)
				)
			);
		};
		expect([
			await move({ to: 'consolidated', trueOn: '2028-01-14' }, false),
			await move({ to: 'consolidated', trueOn: '2028-02-01' }, false)
		]).toEqual(['state-said-later', 'accepted']);
		const adoption = {
			to: 'adopted',
			deliberation: '2028-14',
			trueOn: '2028-04-02',
			differenceWhat: ['Deux jours'],
			differenceReason: ['Trois coûtent trop']
		};
		expect([
			await move(adoption, false),
			await move({ ...adoption, trueOn: '2028-01-31' }),
			await move({ ...adoption, trueOn: '31/02/2028' }),
			await move(adoption)
		]).toEqual(['move-not-yours', 'state-said-later', 'true-day-unreadable', 'accepted']);
		expect((await read(id)).values).toMatchObject({
			state: 'adopted',
			deliberation: '2028-14',
			adoptedOn: '2028-04-02',
			differences: [{ what: 'Deux jours', reason: 'Trois coûtent trop' }]
		});
		const before = (await elements.asOn(await database(), doer, { on: '2028-03-01' })).find(
			(one) => one.id === id
		);
		expect(before?.values).toMatchObject({ object: 'Une ligne', state: 'consolidated' });
		expect(await lines.staysOf(await database(), doer, id)).toEqual([
			{ state: 'proposed', since: '2028-01-15' },
			{ state: 'consolidated', since: '2028-02-01' },
			{ state: 'adopted', since: '2028-04-02' }
		]);
	});

	test('[CO28][CO21] a deliberation of last week is noted with its true day, though the line was consolidated since', async () => {
		const id = await add({ mode: 'training', trueOn: '2028-01-15' });
		const move = async (typed: Fields) => {
			const { revision } = await read(id);
			return said(await inTransaction(async (tx) => lines.move(tx, doer, (await lines.read(tx, doer, id))!, { revision: String(revision), ...typed }, true)));
		};
		expect(await move({ to: 'consolidated' })).toBe('accepted');
		expect(await move({ to: 'adopted', deliberation: '2028-31', trueOn: '2028-01-14' })).toBe('state-said-later');
		expect(await move({ to: 'adopted', deliberation: '2028-31', trueOn: '2028-05-25' })).toBe('accepted');
		expect((await read(id)).values).toMatchObject({ state: 'adopted', adoptedOn: '2028-05-25' });
		const on = async (day: string) => (await elements.asOn(await database(), doer, { on: day })).find((one) => one.id === id)?.values;
		expect([await on('2028-05-24'), await on('2028-05-25')]).toMatchObject([{ state: 'proposed' }, { state: 'adopted', deliberation: '2028-31' }]);
		expect(sinceOf(await lines.staysOf(await database(), doer, id)).get('adopted')).toBe('2028-05-25');
		// a true day that somebody said stands
		expect(await move({ to: 'in-execution', trueOn: '2028-05-20' })).toBe('state-said-later');
	});

	test('[CO36] what a strategy said as one whole is followed one by one, once, even asked twice at once; its mode’s answers are of that mode', async () => {
		const id = await add({ mode: 'research' });
		const write = async (typed: Fields) => {
			const line = await read(id);
			return said(
				await inTransaction((tx) =>
					lines.writeMode(tx, doer, line, { revision: String(line.revision), ...typed })
				)
			);
		};
		expect([
			await write({ hypotheses: 'Une' }),
			await write({ mode: 'research', hypotheses: 'Une\nDeux', amount: '85 000' })
		]).toEqual(['mode-unknown', 'accepted']);
		const line = await read(id);
		const sow = () => inTransaction((tx) => lines.sow(tx, doer, line));
		expect((await Promise.all([sow(), sow()])).map(said).toSorted()).toEqual([
			'accepted',
			'nothing-to-follow'
		]);
		expect(elements.ofKind(await under(id), 'hypothesis').map(({ values }) => values.what)).toEqual([
			'Une',
			'Deux'
		]);
	});

	test('[CO37] nobody takes more than a quarter of a pact’s units, even twice at once, by a correction, or taken back', async () => {
		const id = await add({ mode: 'commons' });
		const use = (units: number) =>
			inTransaction((tx) =>
				elements.make(tx, doer, {
					kind: 'use',
					parentId: id,
					values: { who: 'Ana', on: '2028-03-01', units }
				})
			);
		expect(said(await use(1))).toBe('allotment-unsaid');
		await inTransaction((tx) =>
			elements.write(tx, doer, { element: id, revision: 1, values: { allotment: 400 } })
		);
		expect((await Promise.all([use(60), use(60)])).map(said).toSorted()).toEqual([
			'accepted',
			'use-above-share'
		]);
		const [only] = elements.ofKind(await under(id), 'use');
		const write = async (values: object) =>
			said(
				await inTransaction((tx) =>
					elements.write(tx, doer, { element: only!.id, revision: 99, values: { ...values } })
				)
			);
		expect([
			await write({ units: 101 }),
			await write({ gone: true }),
			said(await use(100)),
			await write({ gone: false })
		]).toEqual(['use-above-share', 'accepted', 'accepted', 'use-above-share']);
		// two corrections at the same instant, each of which would be in order alone
		const bo = async () => {
			const made = await inTransaction((tx) =>
				elements.make(tx, doer, {
					kind: 'use',
					parentId: id,
					values: { who: 'Bo', on: '2028-03-01', units: 40 }
				})
			);
			if (!made.accepted) throw new Error(made.reason);
			return made.value;
		};
		const both = [await bo(), await bo()];
		const raised = await Promise.all(
			both.map((element) =>
				inTransaction((tx) => elements.write(tx, doer, { element, revision: 1, values: { units: 60 } }))
			)
		);
		expect(raised.map(said).toSorted()).toEqual(['accepted', 'use-above-share']);
	});

	test('[CO38] a document is a file or a place; what is refused leaves nothing', async () => {
		const id = await add({ mode: 'other' });
		const pdf = new TextEncoder().encode('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
		const fields = {
			parent: id,
			fields: ['title', 'panel', 'where'],
			title: 'Convention',
			panel: 'legal',
			where: ''
		};
		const space = async () => files.spaceOf(await database(), doer);
		expect(said(await documents.add(doer, fields, null))).toBe('document-nowhere');
		expect(said(await documents.add(doer, { ...fields, where: 'https://example.org' }, null))).toBe(
			'accepted'
		);
		expect(
			said(await documents.add(doer, { ...fields, parent: '00000000-0000-4000-8000-000000000000' }, pdf))
		).toBe('parent-unfit');
		expect(await space()).toBe(0);
		const made = await documents.add(doer, fields, pdf);
		if (!made.accepted) throw new Error(made.reason);
		expect(await space()).toBe(pdf.length);
		const found = (audience: 'team' | 'public', place: elements.Place = doer) =>
			database().then((query) => documents.fileOf(query, place, made.value, { today: doer.today, audience }));
		expect((await found('team'))?.file.size).toBe(pdf.length);
		expect(await found('public')).toBeUndefined();
	});

	test('[CO39] a discussion has threads of one depth, and ten minutes to mend one’s own words', async () => {
		const [id, other] = [await add({ mode: 'other' }), await add({ mode: 'other' })];
		const say = (words: string, thread = '', line = id) =>
			inTransaction((tx) => messages.say(tx, doer, line, { words, thread }));
		const first = await say('Qui signe ?');
		if (!first.accepted) throw new Error(first.reason);
		const answer = await say('Moi', first.value);
		if (!answer.accepted) throw new Error(answer.reason);
		await say('Merci', answer.value);
		expect([
			said(await say('  ')),
			said(await say('Ailleurs', first.value, other)),
			said(await say('x', 'y'))
		]).toEqual(['message-empty', 'message-unknown', 'message-unknown']);
		const mend = (who: Doer, words: string) =>
			inTransaction((tx) => messages.mend(tx, who, id, { words, message: answer.value })).then(said);
		const later = (minutes: number) => ({ ...doer, at: new Date(at.getTime() + minutes * 60_000) });
		expect([
			await mend({ ...doer, actor: 'account:karim' }, 'Lui'),
			await mend(later(11), 'Trop tard'),
			await mend(later(10), 'Moi, lundi')
		]).toEqual(['message-not-yours', 'message-too-late', 'accepted']);
		const all = await messages.ofElement(await database(), doer, id);
		expect(new Set(all.map(({ words }) => words))).toEqual(new Set(['Qui signe ?', 'Moi, lundi', 'Merci']));
		expect(new Set(all.map(({ threadId }) => threadId))).toEqual(new Set([null, first.value]));
	});

	test('[CO60] who is not shown a field does not empty it', async () => {
		const id = await add({ mode: 'other' });
		const made = await inTransaction((tx) =>
			elements.make(tx, doer, {
				kind: 'actor',
				parentId: id,
				values: { name: 'Léa', role: 'Cheffe', contact: '01 02' }
			})
		);
		if (!made.accepted) throw new Error(made.reason);
		const typed = {
			kind: 'actor',
			element: made.value,
			revision: '1',
			fields: ['name', 'contact'],
			name: 'Léa B.',
			contact: ''
		};
		expect(said(await inTransaction((tx) => writeTyped(tx, { ...doer, audience: 'team' }, typed)))).toBe(
			'accepted'
		);
		const [actor] = elements.ofKind(await under(id), 'actor');
		expect(actor!.values).toMatchObject({ name: 'Léa B.', contact: '01 02' });
		await inTransaction((tx) =>
			writeTyped(tx, { ...doer, audience: 'restricted' }, { ...typed, revision: '2' })
		);
		expect(elements.ofKind(await under(id), 'actor')[0]!.values.contact).toBe('');
	});
});
