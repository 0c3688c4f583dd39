import { describe, expect, test } from 'vitest';
import { zones } from '../../design/rules/zones.ts';
import { zones as zonesOfLandscape } from '../../workshop/rules/landscape.ts';
import { may } from '../../people/rules/may.ts';
import { enquire } from './acts.ts';
import { answerLimit, contextQuestions, nextVersion } from './contextAnswers.ts';
import { fieldsOf, limits, materialKinds, mayHold, missingToShow, nextCode, readMaterial, type MaterialKind, type MaterialTyped, type Missing } from './materials.ts';

describe('the questions of context', () => {
	test('[EN1] are four', () => expect(contextQuestions).toHaveLength(4));

	test.each<[string, number, { version: number; text: string } | undefined, unknown]>([
		['Une pétition', 0, undefined, { accepted: true, value: { version: 1, text: 'Une pétition' } }],
		['  Une pétition\r\n', 1, { version: 1, text: 'Un avis' }, { accepted: true, value: { version: 2, text: 'Une pétition' } }],
		['Une pétition', 0, { version: 3, text: 'Une pétition' }, { accepted: true, value: 'same' }],
		[' \n ', 0, undefined, { accepted: false, reason: 'answer-missing' }],
		['é'.repeat(answerLimit), 0, undefined, { accepted: true, value: { version: 1, text: 'é'.repeat(answerLimit) } }],
		['é'.repeat(answerLimit + 1), 0, undefined, { accepted: false, reason: 'answer-too-long' }]
	])('[EN2] %j, having read %i of %j', (typed, read, last, verdict) => {
		expect(nextVersion(typed, read, last)).toEqual(verdict);
	});

	test('[EN3] whoever has not read the last version is told, and nothing is made', () => {
		expect(nextVersion('La mienne', 1, { version: 2, text: 'La sienne' })).toEqual({ accepted: false, reason: 'answered-meanwhile' });
		expect(nextVersion('La mienne', 0, { version: 1, text: 'La sienne' })).toEqual({ accepted: false, reason: 'answered-meanwhile' });
	});
});

const full: MaterialTyped = { title: 'Un titre', value: '118', consent: 'nobody' };

describe('a material', () => {
	test.each(materialKinds)('[EN4] of kind %s is read with a title alone and what its kind needs', (kind) => {
		expect(readMaterial(kind, full)).toMatchObject({ accepted: true, value: { title: 'Un titre', nature: 'observation', zone: null, seenOn: null } });
	});

	test.each<[MaterialKind, MaterialTyped, string]>([
		['photo', { ...full, title: ' ' }, 'material-title-missing'],
		['figure', { ...full, value: '' }, 'material-value-missing'],
		['photo', { ...full, seenOn: '2027-02-30' }, 'material-day-unknown'],
		['photo', { ...full, seenOn: 'hier' }, 'material-day-unknown'],
		['sound', { ...full, consent: undefined }, 'material-consent-missing'],
		['photo', { ...full, consent: 'peut-être' }, 'material-consent-missing'],
		...materialKinds.flatMap((kind) => fieldsOf[kind].map((field): [MaterialKind, MaterialTyped, string] => [kind, { ...full, [field]: 'x'.repeat(limits[field] + 1) }, `material-${field}-too-long`]))
	])('[EN4] of kind %s is refused with %j: %s', (kind, typed, reason) => {
		expect(readMaterial(kind, typed)).toEqual({ accepted: false, reason });
	});

	test('[EN4] keeps what its kind has and nothing else; its zone is one of the landscape', () => {
		const everything: MaterialTyped = { ...full, unit: 'g', alt: 'Vu', transcript: 'Dit', zone: 'needs', nature: 'opinion', seenOn: '2027-01-14', place: 'École' };
		expect(readMaterial('figure', everything)).toMatchObject({ value: { value: '118', unit: 'g', alt: '', transcript: '' } });
		expect(readMaterial('photo', everything)).toMatchObject({ value: { value: '', alt: 'Vu', transcript: '', zone: 'needs', nature: 'opinion', seenOn: '2027-01-14' } });
		expect(readMaterial('sound', everything)).toMatchObject({ value: { alt: '', transcript: 'Dit' } });
		// what another kind would refuse is none of its business
		expect(readMaterial('figure', { ...full, alt: 'x'.repeat(limits.alt + 1) })).toMatchObject({ accepted: true, value: { alt: '' } });
		expect(zones).toEqual(zonesOfLandscape);
	});

	const words = { source: 'Pesée', alt: 'Vu', transcript: 'Dit', consent: 'nobody' } as const;
	const file = (family: 'image' | 'sound' | 'video' | 'document') => ({ family });
	test.each<[string, Parameters<typeof missingToShow>[0], Missing[]]>([
		['a figure with its source', { ...words, kind: 'figure', file: null }, []],
		['[EN5] a figure without', { ...words, kind: 'figure', source: '', file: null }, ['source']],
		['[EN7] a photo with what is seen', { ...words, kind: 'photo', file: file('image') }, []],
		['[EN7] a photo without', { ...words, kind: 'photo', alt: '', file: file('image') }, ['alt']],
		['[EN7] a photo without its file', { ...words, kind: 'photo', alt: '', file: null }, ['file']],
		['[EN7] a sound without its transcript', { ...words, kind: 'sound', transcript: '', file: file('sound') }, ['transcript']],
		['[EN7] a film with neither', { ...words, kind: 'video', transcript: '', file: null }, ['file', 'transcript']],
		['[EN7] a document that is a picture', { ...words, kind: 'document', alt: '', file: file('image') }, ['alt']],
		['[EN7] a document of words', { ...words, kind: 'document', alt: '', transcript: '', file: file('document') }, []],
		['[EN8] a testimony whose author has not agreed', { ...words, kind: 'testimony', consent: 'not-yet', file: null }, ['consent']],
		['[EN8] a testimony whose author has', { ...words, kind: 'testimony', consent: 'given', file: null }, []]
	])('%s', (_, material, missing) => {
		expect(missingToShow(material)).toEqual(missing);
	});

	test('[EN8] a testimony always quotes somebody; a figure never does', () => {
		expect(readMaterial('testimony', full)).toMatchObject({ value: { consent: 'not-yet' } });
		expect(readMaterial('testimony', { ...full, consent: 'given' })).toMatchObject({ value: { consent: 'given' } });
		expect(readMaterial('figure', { ...full, consent: 'not-yet' })).toMatchObject({ value: { consent: 'nobody' } });
	});

	test.each<[MaterialKind, 'image' | 'sound' | 'video' | 'document', boolean]>([
		['photo', 'image', true],
		['photo', 'video', false],
		['sound', 'sound', true],
		['sound', 'video', false],
		['video', 'video', true],
		['document', 'document', true],
		['document', 'image', true],
		['document', 'sound', false],
		['figure', 'image', false],
		['testimony', 'sound', false]
	])('[EN10] a %s with a file of %s: %s', (kind, family, holds) => expect(mayHold(kind, family)).toBe(holds));

	test.each<[string[], string]>([
		[[], 'M01'],
		[['M01', 'M02'], 'M03'],
		[['M02', 'M09'], 'M10'],
		[['M99'], 'M100']
	])('[EN6] after %j comes %s', (given, code) => expect(nextCode(given)).toBe(code));

	test('[EN11] is the team’s: no seat, no wall, nobody of elsewhere', () => {
		const at = new Date('2027-01-01');
		const target = { authorityId: 'a', gatheringId: 'g' };
		expect(may(enquire, { target, account: { authorityId: 'a', isAdministrator: true } }, at).accepted).toBe(true);
		expect(may(enquire, { target, account: { authorityId: 'b', isAdministrator: true } }, at).accepted).toBe(false);
		expect(may(enquire, { target, seat: { gatheringId: 'g', state: 'admitted', capacity: 'buyer' } }, at).accepted).toBe(false);
		expect(may(enquire, { target, wall: { gatheringId: 'g' } }, at).accepted).toBe(false);
	});
});
