// What somebody says to be among those who may be drawn: who they are, how to reach them, and what the quotas ask.
import { accepted, refused, type Accepted, type Refused } from '../../../outcomes/rules/outcome.ts';
import { tidyLine } from '../campaign.ts';
import type { Category } from '../quotas.ts';
import { ageIn, featureOfAge, fold, isAge } from './identity.ts';

export const personLimits = { name: 80, address: 160, town: 80, email: 254, phone: 30, needs: 600 } as const;

export type PersonRefusal =
	| 'person-first-name-missing'
	| 'person-last-name-missing'
	| 'person-birth-unreadable'
	| 'person-too-young'
	| 'person-contact-missing'
	| 'person-email-unreadable'
	| 'person-phone-unreadable'
	| 'person-postcode-unreadable'
	| 'person-feature-missing'
	| 'person-consent-missing'
	| 'person-text-too-long';

export interface TypedPerson {
	readonly firstName: string;
	readonly lastName: string;
	readonly birthYear: string;
	readonly address: string;
	readonly postcode: string;
	readonly town: string;
	readonly email: string;
	readonly phone: string;
	readonly accessNeeds: string;
	readonly consents: boolean;
	/** by category, the feature chosen */
	readonly features: Readonly<Record<string, string>>;
}

export interface Person {
	readonly firstName: string;
	readonly lastName: string;
	readonly birthYear: number;
	readonly address: string;
	readonly postcode: string;
	readonly town: string;
	readonly email: string;
	readonly phone: string;
	readonly accessNeeds: string;
	readonly profile: Readonly<Record<string, string>>;
}

export type PersonField = keyof TypedPerson | `feature:${string}`;
/** What is wrong of one field. */
export interface PersonFault {
	readonly field: PersonField;
	readonly reason: PersonRefusal;
}
/** Refused: the first fault, and all of them in the order of the form. */
export type ReadPerson = Accepted<Person> | (Refused<PersonRefusal> & { readonly field: PersonField; readonly wrongs: readonly PersonFault[] });

/** Jurors have a civic age. */
export const leastAge = 18;

/** The categories that a form asks: all but those that the year of birth answers. */
export const askedCategories = (categories: readonly Category[]): readonly Category[] => categories.filter((one) => !isAge(one));

/**
 * A person as typed, in the year of the draw. One way to be reached is enough: an e-mail, a phone, or an address. Refuses, each with the field at fault,
 * names that miss, a year of birth that cannot be, somebody under 18, a contact that cannot be read, a category without its answer, no consent: all at once,
 * so that nobody learns of them one by one. Source: JUR-2, JUR-11.
 */
export function readPerson(typed: TypedPerson, categories: readonly Category[], year: number): ReadPerson {
	const faults: PersonFault[] = [];
	const unless = (isRight: boolean, field: PersonField, reason: PersonRefusal) => {
		if (!isRight && !faults.some((one) => one.field === field)) faults.push({ field, reason });
	};
	const line = (field: 'firstName' | 'lastName' | 'address' | 'postcode' | 'town' | 'email' | 'phone') => tidyLine(typed[field]);
	const [firstName, lastName, address, postcode, town, email, phone] = [line('firstName'), line('lastName'), line('address'), line('postcode').replace(/\s/g, ''), line('town'), line('email'), line('phone')];
	const isShort = (text: string, limit: number) => [...text].length <= limit;
	unless(fold(firstName) !== '', 'firstName', 'person-first-name-missing');
	unless(isShort(firstName, personLimits.name), 'firstName', 'person-text-too-long');
	unless(fold(lastName) !== '', 'lastName', 'person-last-name-missing');
	unless(isShort(lastName, personLimits.name), 'lastName', 'person-text-too-long');
	const born = /^\d{4}$/.test(typed.birthYear.trim()) ? Number(typed.birthYear) : undefined;
	const birthYear = born !== undefined && born <= year && born >= year - 125 ? born : undefined;
	unless(birthYear !== undefined, 'birthYear', 'person-birth-unreadable');
	unless(birthYear === undefined || ageIn(year, birthYear) >= leastAge, 'birthYear', 'person-too-young');
	unless(isShort(phone, personLimits.phone), 'phone', 'person-text-too-long');
	unless(phone === '' || /^\+?[\d\s.\-()]{6,}$/.test(phone), 'phone', 'person-phone-unreadable');
	unless(isShort(email, personLimits.email), 'email', 'person-text-too-long');
	unless(email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email), 'email', 'person-email-unreadable');
	unless(email !== '' || phone !== '' || (address !== '' && town !== ''), 'email', 'person-contact-missing');
	unless(isShort(address, personLimits.address), 'address', 'person-text-too-long');
	unless(postcode === '' || /^[\dA-Za-z-]{3,10}$/.test(postcode), 'postcode', 'person-postcode-unreadable');
	unless(isShort(town, personLimits.town), 'town', 'person-text-too-long');
	const profile: Record<string, string> = {};
	for (const category of categories) {
		const feature = isAge(category) ? birthYear && featureOfAge(category, ageIn(year, birthYear)) : category.features.find(({ name }) => name === typed.features[category.name])?.name;
		unless(Boolean(feature), isAge(category) ? 'birthYear' : `feature:${category.name}`, isAge(category) ? 'person-too-young' : 'person-feature-missing');
		if (feature) profile[category.name] = feature;
	}
	const accessNeeds = typed.accessNeeds.slice(0, 20_000).toWellFormed().normalize('NFC').replace(/[^\P{Cc}\n]/gu, ' ').trim();
	unless(isShort(accessNeeds, personLimits.needs), 'accessNeeds', 'person-text-too-long');
	unless(typed.consents, 'consents', 'person-consent-missing');
	const [first] = faults;
	if (first) return { ...refused(first.reason), field: first.field, wrongs: faults };
	return accepted({ firstName, lastName, birthYear: birthYear!, address, postcode, town, email, phone, accessNeeds, profile });
}

/** A person out of the words of a form: the feature chosen in the third category is `q2`. */
export function readTypedPerson(words: Readonly<Record<string, string>>, categories: readonly Category[]): TypedPerson {
	const said = (name: string) => words[name] ?? '';
	return {
		firstName: said('firstName'),
		lastName: said('lastName'),
		birthYear: said('birthYear'),
		address: said('address'),
		postcode: said('postcode'),
		town: said('town'),
		email: said('email'),
		phone: said('phone'),
		accessNeeds: said('accessNeeds'),
		consents: said('consents') !== '',
		features: Object.fromEntries(categories.map(({ name }, index) => [name, said(`q${index}`)]))
	};
}
