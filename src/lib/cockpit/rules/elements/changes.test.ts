import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as changes from './changes.ts';
import type { Change } from './changes.ts';
import * as field from './fields.ts';
import { fieldsOf, isKind, kindIds, kindOf } from './kinds.ts';

const change = (number: number, trueOn: string, values: changes.Values, recordedAt = number): Change => ({
	number,
	trueOn,
	recordedAt,
	values
});

describe('what an element said', () => {
	const told = [
		change(0, '2027-10-15', { what: 'Notification', on: '2027-10-15' }),
		change(1, '2028-06-01', { on: '2028-07-01' }),
		change(2, '2028-01-01', { on: '2028-02-01', owner: 'Karim' })
	];
	test.each<[string, string, number | undefined, changes.Values]>([
		['before the first', '2027-10-14', undefined, {}],
		['on its day', '2027-10-15', undefined, { what: 'Notification', on: '2027-10-15' }],
		[
			'what was recorded later of an earlier day',
			'2028-03-01',
			undefined,
			{ what: 'Notification', on: '2028-02-01', owner: 'Karim' }
		],
		['as it was known before that', '2028-03-01', 1, { what: 'Notification', on: '2027-10-15' }],
		[
			'a later day holds over an earlier one, whenever it was recorded',
			'2028-06-02',
			undefined,
			{ what: 'Notification', on: '2028-07-01', owner: 'Karim' }
		]
	])('[CO21] %s', (_, on, knownAt, expected) => {
		expect(changes.valuesOn(told, { on, ...(knownAt !== undefined && { knownAt }) })).toEqual(expected);
	});
	test('[CO21] of two records of the same day the last one holds, in whatever order they are read', () => {
		const days = fc.constantFrom('2027-01-01', '2027-02-01', '2027-03-01');
		fc.assert(
			fc.property(
				fc.array(fc.tuple(days, fc.constantFrom('what', 'owner'), fc.nat(3)), { maxLength: 12 }),
				days,
				fc.nat(14),
				fc.nat(),
				(acts, on, knownAt, seed) => {
					const all = acts.map(([trueOn, name, value], number) => change(number, trueOn, { [name]: value }));
					const shuffled = all.toSorted(
						(a, b) => ((a.number * 7919 + seed) % 13) - ((b.number * 7919 + seed) % 13)
					);
					// field by field, the naive way
					const expected: Record<string, unknown> = {};
					for (const name of ['what', 'owner']) {
						const held = all.filter(
							({ trueOn, recordedAt, values }) => trueOn <= on && recordedAt <= knownAt && name in values
						);
						const last = held.reduce<Change | undefined>(
							(best, one) => (!best || one.trueOn >= best.trueOn ? one : best),
							undefined
						);
						if (last) expected[name] = last.values[name];
					}
					expect(changes.valuesOn(shuffled, { on, knownAt })).toEqual(expected);
				}
			),
			{ seed: 416_225_361, numRuns: 300 }
		);
	});
	test('[CO21] what is recorded of a day to come holds from that day on', () => {
		expect([changes.nextAfter(told, '2027-10-15'), changes.nextAfter(told, '2028-06-01')]).toEqual([
			'2028-01-01',
			null
		]);
	});
});

describe('two people write', () => {
	const read = { what: 'Notification', on: '2027-10-15' };
	test.each<[string, changes.Values, changes.Values, readonly string[], changes.Values]>([
		['nothing differs: nothing is recorded', { ...read }, read, [], {}],
		['only what differs is recorded', { ...read, on: '2027-11-01' }, read, [], { on: '2027-11-01' }],
		[
			'another field was changed meanwhile: both stand',
			{ ...read, on: '2027-11-01' },
			{ ...read, owner: 'Inès' },
			[],
			{ on: '2027-11-01' }
		],
		[
			'the same field, to something else: contested',
			{ ...read, on: '2027-11-01' },
			{ ...read, on: '2027-12-01' },
			['on'],
			{ on: '2027-11-01' }
		],
		[
			'the same field, to the same: nothing to record',
			{ ...read, on: '2027-12-01' },
			{ ...read, on: '2027-12-01' },
			[],
			{}
		],
		[
			'what somebody else changed and this form left as it was is theirs',
			{ ...read },
			{ ...read, on: '2027-12-01' },
			[],
			{}
		],
		['emptied is a change', { ...read, on: null }, read, [], { on: null }]
	])('[CO22] %s', (_, asked, standing, contested, values) => {
		expect(changes.judge('milestone', { asked, read, standing })).toEqual({ contested, values });
	});
});

describe('the fields', () => {
	test('[CO20] every kind hangs on kinds that are there, refers to kinds that are there, and has letters of its own', () => {
		for (const id of kindIds) {
			for (const under of kindOf(id).under) expect(isKind(under)).toBe(true);
			for (const [, { of }] of fieldsOf(id)) if (of) expect(isKind(of)).toBe(true);
			expect(changes.readValues(id, {})).toEqual(
				Object.fromEntries(fieldsOf(id).map(([name, { none }]) => [name, none]))
			);
		}
		expect(new Set(kindIds.map((id) => kindOf(id).prefix)).size).toBe(kindIds.length);
	});
	test.each<[string, field.Field<unknown>, string, unknown]>([
		['a day', field.day(), '2028-02-29', '2028-02-29'],
		['a day as it is written', field.day(), '1/6/2028', '2028-06-01'],
		['a day that does not exist', field.day(), '2027-02-29', 'day-unreadable'],
		['words for a day', field.day(), 'en mai', 'day-unreadable'],
		['no day', field.day(), ' ', null],
		['euros', field.euros(), '2 760 000', 276_000_000],
		['a negative amount', field.euros(), '-5', 'amount-negative'],
		['a negative amount, with a true minus', field.euros(), '− 5', 'amount-negative'],
		['a million million', field.euros(), '1 000 000 000 000', 'amount-too-large'],
		['a number', field.number(), '9,960', '9.96'],
		['a negative number', field.number(), '−3,5', '-3.5'],
		['leading noughts', field.number(), '007', '7'],
		['nought', field.number(), '-0,0', '0'],
		['noughts at the end', field.number(), '120,500', '120.5'],
		['a number longer than anybody writes', field.number(), `0.${'0'.repeat(19_000)}1`, 'number-unreadable'],
		['hundreds', field.number(), '1 200', '1200'],
		['words for a number', field.number(), 'beaucoup', 'number-unreadable'],
		['a number of nobody', field.number(), '1e9', 'number-unreadable'],
		['a count', field.count({ least: 1, most: 4 }), '4', 4],
		['a count out of bounds', field.count({ least: 1, most: 4 }), '5', 'count-unreadable'],
		['a choice', field.choice(['up', 'down']), 'up', 'up'],
		['another', field.choice(['up', 'down']), 'toString', 'choice-unknown'],
		['a mark', field.mark(), 'yes', true],
		['no mark', field.mark(), '', false],
		['a line', field.line(), ' une \n ligne ', 'une ligne'],
		['a line too long', field.line(), 'a'.repeat(301), 'words-too-long'],
		['a text', field.text(), ' un\r\ntexte ', 'un\ntexte']
	])('[CO20] %s', (_, of, typed, expected) => {
		const read = of.read([typed]);
		expect(read.accepted ? read.value : read.reason).toEqual(expected);
	});
	test('[CO20] a form says all that is wrong at once, and only of the fields that it shows', () => {
		expect(
			changes.readFields('milestone', {
				fields: ['what', 'on', 'owner'],
				what: ' ',
				on: '2027-02-30',
				owner: 'Inès',
				note: 'x'.repeat(9000)
			})
		).toEqual({
			values: { owner: 'Inès' },
			wrongs: [
				{ field: 'what', reason: 'field-missing' },
				{ field: 'on', reason: 'day-unreadable' }
			]
		});
		expect(changes.missingIn('milestone', { what: 'x' })).toEqual([{ field: 'on', reason: 'field-missing' }]);
		expect(changes.readFields('line', { fields: ['state'], state: 'adopted' }).values).toEqual({});
	});
	test.each([
		['', '2027-05-01', '2027-05-01'],
		['2026-02-30', '2027-05-01', 'true-day-unreadable'],
		['2020-01-01', '2027-05-01', '2020-01-01'],
		['2038-01-01', '2027-05-01', 'true-day-to-come-far']
	])('[CO21] true since « %s », today %s', (typed, today, expected) => {
		const read = changes.readTrueDay(typed, today);
		expect(read.accepted ? read.value : read.reason).toBe(expected);
	});
});

describe('what is kept', () => {
	test('[CO166] a value that its field does not read is dropped, the others stay', () => {
		expect(
			changes.readValues('milestone', {
				what: 'Notification',
				on: 'demain',
				state: 'adopted',
				after: 'J1',
				ghost: 1
			})
		).toMatchObject({ what: 'Notification', on: null, state: null, after: [] });
	});
	test.each<[string, Parameters<typeof changes.unfitFor>, ReturnType<typeof changes.unfitFor>]>([
		['its own', ['questioning', { state: 'convened', gone: false, seenBy: { state: 'team' } }], null],
		['a state of another kind', ['questioning', { state: 'adopted' }], 'value-unfit'],
		['a field of another kind', ['contract', { holderAnswer: 'x' }], 'field-unknown'],
		['nobody knows whom', ['contract', { seenBy: { note: 'everybody' } }], 'value-unfit'],
		['what every object has', ['line', { constructor: 'x' }], 'field-unknown']
	])('[CO166] %s', (_, [kind, values], expected) => {
		expect(changes.unfitFor(kind, values)).toBe(expected);
	});
});

describe('who sees what', () => {
	test('[CO27] a field is seen as its kind says, unless somebody said otherwise of this element; what is unknown is seen by the fewest', () => {
		const stored = { what: 'Notification', owner: 'Karim', seenBy: { owner: 'public', what: 'restricted' } };
		expect(
			(['what', 'owner', 'note', 'gone'] as const).map((name) =>
				changes.audienceOf('milestone', stored, name)
			)
		).toEqual(['restricted', 'public', 'team', 'restricted']);
		expect(changes.valuesFor('milestone', stored, 'public')).toMatchObject({ what: '', owner: 'Karim' });
		expect(changes.valuesFor('milestone', stored, 'restricted')).toMatchObject({
			what: 'Notification',
			owner: 'Karim'
		});
	});
	test.each<[string, string | undefined, string | undefined, boolean]>([
		['was the team’s, is restricted', 'team', 'restricted', false],
		['was restricted, is the team’s', 'restricted', 'team', false],
		['as its kind says, is restricted', undefined, 'restricted', false],
		['is the team’s both times', 'public', undefined, true]
	])('[CO144] what was said of a day is read by who may read it then and now: %s', (_, then, now, isRead) => {
		const seen = (audience: string | undefined) => ({
			owner: 'Karim',
			...(audience && { seenBy: { owner: audience } })
		});
		const both = changes.withBothAudiences('milestone', seen(then), seen(now));
		expect(changes.valuesFor('milestone', both, 'team').owner).toBe(isRead ? 'Karim' : '');
		expect(changes.valuesFor('milestone', both, 'restricted').owner).toBe('Karim');
	});
	test('[CO24] what is taken away is gone, and not before', () => {
		expect([changes.isGone({}), changes.isGone({ gone: true })]).toEqual([false, true]);
	});
});
