import { describe, expect, test } from 'vitest';
import type { KindId } from './elements/kinds.ts';
import { readingOf, totalsOf } from './publicPage.ts';
import {
	audiencesOf,
	differenceBetween,
	digestOf,
	judgePublishing,
	noWords,
	publicCockpit,
	publicOfKind,
	readAudiences,
	readReason,
	readWords,
	type StoredElement
} from './publication.ts';

const id = (nth: number) => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;
const one = (nth: number, kind: KindId, stored: StoredElement['stored'], parent?: number): StoredElement => ({
	id: id(nth),
	kind,
	code: `${kind}-${nth}`,
	parentId: parent === undefined ? null : id(parent),
	stored
});
const amount = (more: StoredElement['stored'] = {}) => ({ stage: 'planned', amount: 340_000_00, how: 'cash', who: 'Ville', isOwn: true, ...more });
const cockpit = [
	one(1, 'line', { mode: 'purchase', object: 'Denrées', vision: 'Manger local', actors: 'CANARI-PERSON', needs: [id(7), id(8)], answers: { version: 1, secret: 'CANARI-TEAM' } }),
	one(2, 'line', { mode: 'subsidy', object: 'CANARI-RESTRICTED', seenBy: { object: 'restricted' } }),
	one(3, 'amount', amount(), 1),
	one(4, 'amount', amount({ who: 'CANARI-UNDER' }), 2),
	one(5, 'milestone', { what: 'Notification', on: '2028-06-01', size: 'milestone', owner: 'CANARI-OWNER', note: 'CANARI-NOTE' }, 1),
	one(6, 'milestone', { what: 'CANARI-TASK', on: '2028-06-01', size: 'task' }, 1),
	one(7, 'need', { what: 'Manger à sa faim' }),
	one(8, 'need', { what: 'CANARI-NEED', seenBy: { what: 'team' } }),
	one(9, 'risk', { what: 'CANARI-RISK' }, 1),
	one(10, 'document', { title: 'Étude', panel: 'initial', file: id(99), seenBy: { title: 'public', panel: 'public', file: 'public' } }, 1),
	one(11, 'need', { what: 'CANARI-GONE', gone: true }),
	one(12, 'amount', amount({ amount: 12_345_678_00, seenBy: { amount: 'restricted' } }), 1)
];
const about = { authority: 'Ville', title: 'Cantine', summary: '', words: noWords };
const content = publicCockpit(about, cockpit);

describe('what of a cockpit is public', () => {
	test('[CO100] [CO101] [CO162] what is for the team, restricted, gone, a task, or under what has no public name is nowhere; nor is any id of ours', () => {
		const told = JSON.stringify(content);
		expect(told).not.toMatch(/CANARI|12345678|00000000-0000/);
		expect(content.elements.map(({ code }) => code)).toEqual(['line-1', 'amount-3', 'milestone-5', 'need-7', 'document-10']);
		expect(content.elements[0]!.values).toEqual({ mode: 'purchase', state: 'proposed', object: 'Denrées', vision: 'Manger local', needs: ['need-7'] });
		expect(content.elements[1]).toMatchObject({ under: { kind: 'line', code: 'line-1' }, values: { amount: 340_000_00, isOwn: true } });
		expect(content.elements[4]!.values).toEqual({ title: 'Étude', panel: 'initial' });
	});
	test('[CO100] a field that a form hides is hidden, and one that nobody names is as its kind says', () => {
		const asBuyer = { stored: { seenBy: { actors: 'restricted' } }, reader: 'restricted' } as const;
		const asPrescriber = { ...asBuyer, reader: 'team' } as const;
		const typed = { 'seen-object': 'public', 'seen-vision': 'team', 'seen-actors': 'public' };
		expect(readAudiences('line', typed, asBuyer)).toEqual({ accepted: true, value: { vision: 'team', actors: 'public' } });
		// nobody opens what they do not read
		expect(readAudiences('line', typed, asPrescriber)).toEqual({ accepted: true, value: { vision: 'team', actors: 'restricted' } });
		expect(readAudiences('line', {}, asBuyer)).toEqual({ accepted: true, value: { actors: 'restricted' } });
		expect(readAudiences('line', { 'seen-object': 'everybody' }, asBuyer)).toMatchObject({ reason: 'audience-unknown' });
		const vision = (reader: 'team' | 'restricted') => audiencesOf('line', { seenBy: { vision: 'restricted' } }, reader).find(({ field }) => field === 'vision');
		expect(vision('restricted')).toEqual({ field: 'vision', seenBy: 'restricted', usual: 'public', isNaming: false });
		expect(vision('team')).toBeUndefined();
	});
	test('[CO105] a version is read by the shapes of today: what no longer fits them is left out', () => {
		const old = { elements: [{ kind: 'line', code: 'S1', under: null, values: { object: 'Denrées', state: 'a-word-of-before', begins: 12 } }] } as const;
		expect(publicOfKind(old, 'line')[0]!.values).toMatchObject({ object: 'Denrées', state: 'proposed', begins: null, needs: [] });
	});
});

describe('publishing', () => {
	test('[CO103] publishes what was read, when it is something and something new, in whatever order it comes back', () => {
		const again = JSON.parse(JSON.stringify(content, Object.keys(content).toReversed().concat(['kind', 'code', 'under', 'values']))) as typeof content;
		const empty = publicCockpit(about, []);
		expect(judgePublishing(content, { read: digestOf(content), last: null }).accepted).toBe(true);
		expect(judgePublishing(empty, { read: digestOf(empty), last: null })).toMatchObject({ reason: 'publication-nothing-public' });
		expect(judgePublishing(content, { read: digestOf(again), last: null })).toMatchObject({ reason: 'publication-read-again' });
		const reordered = { ...Object.fromEntries(Object.entries(content).toReversed()), ...content, words: { consultations: '', commitments: '', introduction: '' } };
		expect(judgePublishing(content, { read: digestOf(reordered), last: reordered })).toMatchObject({ reason: 'publication-nothing-new' });
	});
	test('[CO104] what changed since the last version is told: words, what appears, what goes, each field', () => {
		const after = publicCockpit(
			{ ...about, words: { ...noWords, introduction: 'Voici.' } },
			cockpit.flatMap((each) => (each.code === 'need-7' ? [] : each.code === 'line-1' ? [{ ...each, stored: { ...each.stored, vision: '', needs: [] } }] : [each])).concat(one(13, 'impact', { name: 'Climat' }))
		);
		const { words, elements } = differenceBetween(content, after);
		expect(words).toEqual([{ field: 'introduction', before: '', after: 'Voici.' }]);
		expect(elements.map(({ what, code }) => [what, code])).toEqual([['changed', 'line-1'], ['added', 'impact-13'], ['removed', 'need-7']]);
		expect(elements[0]!.fields).toEqual([{ field: 'vision', before: 'Manger local', after: null }, { field: 'needs', before: ['need-7'], after: null }]);
		expect(differenceBetween(null, content).elements.every(({ what }) => what === 'added')).toBe(true);
	});
	test('[CO106] a withdrawal says why; words too long are refused', () => {
		expect([readReason('  '), readReason('x'.repeat(601)), readReason(' Une \n erreur ')]).toMatchObject([{ reason: 'publication-reason-missing' }, { reason: 'publication-reason-too-long' }, { value: 'Une erreur' }]);
		expect(readWords({ introduction: 'é'.repeat(4_001) })).toMatchObject({ reason: 'public-words-too-long' });
		expect(readWords({ introduction: ' Bonjour\r\nà tous ' })).toMatchObject({ value: { introduction: 'Bonjour\nà tous', commitments: '' } });
	});
});

describe('the public page', () => {
	test('[CO107] [CO163] [CO183] tells lines with the own share beside the others\', dates to come for whoever reads, consultations, results and contracts', () => {
		const elements = publicCockpit(about, [
			...cockpit,
			one(20, 'amount', amount({ amount: 60_000_00, who: 'Agence', isOwn: false, year: 2029 }), 1),
			one(21, 'line', { mode: 'purchase', object: 'Légumerie', state: 'in-execution' }),
			one(22, 'indicator', { name: 'Bio', type: 'percentage', unit: '%', target: '60' }),
			one(23, 'measurement', { on: '2029-01-01', value: '40' }, 22),
			one(24, 'measurement', { on: '2028-01-01', value: '30' }, 22)
		]).elements;
		const told = [
			...elements,
			{ kind: 'contract' as KindId, code: 'C1', under: { kind: 'line' as const, code: 'line-1' }, values: { object: 'Pain', holder: 'Ferme', amount: 100, notifiedOn: '2028-01-01', months: 12 } },
			{ kind: 'modification' as KindId, code: 'M1', under: { kind: 'contract' as KindId, code: 'C1' }, values: { version: 2, what: 'Prix', state: 'signed', total: 120 } },
			{ kind: 'modification' as KindId, code: 'M2', under: { kind: 'contract' as KindId, code: 'C1' }, values: { version: 3, what: 'Prix', state: 'drafted', total: 999 } }
		];
		const reading = readingOf({ elements: told }, '2028-05-01');
		expect(reading.sums.planned).toMatchObject({ own: 340_000_00, others: 60_000_00 });
		// money of which nobody said the year is told beside the years, never left out
		expect(reading.years.map(({ year, sums }) => [year, sums.planned.others])).toEqual([[2029, 60_000_00]]);
		expect(reading.withoutYear?.planned.own).toBe(340_000_00);
		expect(readingOf({ elements: told.filter(({ code }) => code !== 'amount-3') }, '2028-05-01').withoutYear).toBeNull();
		expect(reading.lines.map(({ code, needs, next }) => [code, needs, next?.code])).toEqual([['line-1', ['Manger à sa faim'], 'milestone-5'], ['line-21', [], undefined]]);
		expect([reading.toCome, readingOf({ elements: told }, '2028-06-02').toCome].map((all) => all.length)).toEqual([1, 0]);
		expect(reading.consultations, '[CO183] its contract is awarded').toEqual([]);
		expect(readingOf({ elements }, '2028-05-01').consultations.map(({ code }) => code)).toEqual(['line-1']);
		const modifications = reading.contracts[0]!.modifications;
		expect([{ amount: 100, maximum: null }, { amount: null, maximum: 110 }].map((one) => totalsOf({ ...one, modifications })), '[CO183]').toEqual([{ first: 100, now: 120, isMaximum: false }, { first: 110, now: 120, isMaximum: true }]);
		expect(reading.indicators[0]!.measurements.map(({ value }) => value)).toEqual(['30', '40']);
		expect(reading.contracts).toMatchObject([{ code: 'C1', modifications: [{ total: 120 }] }]);
	});
});
