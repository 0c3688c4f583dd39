import { expect, test } from 'vitest';
import { differencesBetween, readAsked, saidFor, type Stated } from './snapshots.ts';

const milestone = (id: string, stored: Stated['stored']): Stated => ({
	id,
	kind: 'milestone',
	code: id,
	stored: { what: id, on: '2028-01-01', ...stored }
});

test('[CO144] two states: what came, what changed with before and after, what went last', () => {
	const before = [milestone('same', {}), milestone('moved', { owner: 'Karim' }), milestone('went', {})];
	const after = [
		milestone('same', {}),
		milestone('moved', { on: '2028-02-01', owner: 'Inès' }),
		milestone('came', {})
	];
	expect(differencesBetween(before, after, 'team').map(({ id, what, fields }) => [id, what, fields])).toEqual(
		[
			[
				'moved',
				'changed',
				[
					{ field: 'on', before: '2028-01-01', after: '2028-02-01' },
					{ field: 'owner', before: 'Karim', after: 'Inès' }
				]
			],
			['came', 'came', []],
			['went', 'went', []]
		]
	);
});

test('[CO144] an audience reads no difference of what it may not read, not even that there is one', () => {
	const before = [milestone('a', { owner: 'Karim' })];
	const after = [milestone('a', { owner: 'Inès' })];
	expect(differencesBetween(before, after, 'public')).toEqual([]);
	const hidden = { seenBy: { on: 'restricted' } };
	expect(
		differencesBetween([milestone('a', hidden)], [milestone('a', { ...hidden, on: '2029-01-01' })], 'team')
	).toEqual([]);
	expect(
		differencesBetween(
			[milestone('a', hidden)],
			[milestone('a', { ...hidden, on: '2029-01-01' })],
			'restricted'
		)
	).toHaveLength(1);
});

test('[CO144] who sees a field today holds for what it said before', () => {
	const said = { on: '2028-01-01', owner: 'Karim', gone: true };
	expect(saidFor('milestone', said, {}, 'public')).toEqual({ on: '2028-01-01', gone: true });
	expect(saidFor('milestone', said, { seenBy: { on: 'restricted', owner: 'public' } }, 'public')).toEqual({
		owner: 'Karim',
		gone: true
	});
});

test('[CO144] days that do not exist are told, and are not asked for', () =>
	expect(readAsked({ on: '2028-02-30', knownOn: '', against: '2028-06-01' })).toEqual({
		on: null,
		knownOn: null,
		against: '2028-06-01',
		unreadable: ['on']
	}));
