import { expect, test } from 'vitest';
import { askedCategories, readPerson, type TypedPerson } from './volunteers.ts';
import { usualQuotas } from '../quotas.ts';

const { categories } = usualQuotas;
const typed: TypedPerson = {
	firstName: ' Maëlle ',
	lastName: 'Le Gall',
	birthYear: '1984',
	address: '',
	postcode: '62 130',
	town: '',
	email: '',
	phone: '06 00 00 00 00',
	accessNeeds: 'Une chaise près de la porte.',
	consents: true,
	features: { Genre: 'femme', Lieu: 'villages', 'École': 'parent d’élève' }
};

test('[JU14] one way to be reached is enough; age follows from the year of birth', () => {
	expect(readPerson(typed, categories, 2027)).toMatchObject({
		accepted: true,
		value: { firstName: 'Maëlle', birthYear: 1984, postcode: '62130', accessNeeds: 'Une chaise près de la porte.', profile: { Genre: 'femme', 'Âge': '35-59', Lieu: 'villages', 'École': 'parent d’élève' } }
	});
	expect(askedCategories(categories).map(({ name }) => name)).toEqual(['Genre', 'Lieu', 'École']);
});

test.each<[Partial<TypedPerson>, string, string]>([
	[{ firstName: ' ' }, 'person-first-name-missing', 'firstName'],
	[{ lastName: '…' }, 'person-last-name-missing', 'lastName'],
	[{ lastName: 'x'.repeat(81) }, 'person-text-too-long', 'lastName'],
	[{ birthYear: '84' }, 'person-birth-unreadable', 'birthYear'],
	[{ birthYear: '2028' }, 'person-birth-unreadable', 'birthYear'],
	[{ birthYear: '2010' }, 'person-too-young', 'birthYear'],
	[{ phone: '' }, 'person-contact-missing', 'email'],
	[{ phone: '', address: '12 rue des Saules' }, 'person-contact-missing', 'email'],
	[{ email: 'moi' }, 'person-email-unreadable', 'email'],
	[{ phone: 'appelez' }, 'person-phone-unreadable', 'phone'],
	[{ postcode: '!' }, 'person-postcode-unreadable', 'postcode'],
	[{ features: { Genre: 'femme', Lieu: 'la lune', 'École': 'parent d’élève' } }, 'person-feature-missing', 'feature:Lieu'],
	[{ accessNeeds: 'x'.repeat(601) }, 'person-text-too-long', 'accessNeeds'],
	[{ consents: false }, 'person-consent-missing', 'consents']
])('[JU14] %j is refused: %s', (changed, reason, field) => expect(readPerson({ ...typed, ...changed }, categories, 2027)).toEqual({ accepted: false, reason, field, wrongs: [{ reason, field }] }));

test('[JU156] all that is wrong is told at once, in the order of the form', () => {
	const nothing = { ...typed, firstName: '', lastName: '', birthYear: '', phone: '', accessNeeds: 'x'.repeat(601), consents: false, features: { Lieu: 'villages' } };
	const read = readPerson(nothing, categories, 2027);
	expect(read.accepted ? [] : read.wrongs.map(({ field }) => field)).toEqual(['firstName', 'lastName', 'birthYear', 'email', 'feature:Genre', 'feature:École', 'accessNeeds', 'consents']);
});

test('[JU15] needs of access are apart from the profile that is drawn', () => {
	const read = readPerson(typed, categories, 2027);
	expect(JSON.stringify(read.accepted && read.value.profile)).not.toContain('chaise');
});
