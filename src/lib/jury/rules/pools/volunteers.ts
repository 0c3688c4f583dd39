// What somebody says to be among those who may be drawn: who they are, how to reach them, and what the quotas ask.
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
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
export type ReadPerson = Outcome<Person, PersonRefusal> & { readonly field?: PersonField };

/** Jurors have a civic age. */
export const leastAge = 18;

/** The categories that a form asks: all but those that the year of birth answers. */
export const askedCategories = (categories: readonly Category[]): readonly Category[] => categories.filter((one) => !isAge(one));

/**
 * A person as typed, in the year of the draw. One way to be reached is enough: an e-mail, a phone, or an address. Refuses, with the field at fault,
 * names that miss, a year of birth that cannot be, somebody under 18, a contact that cannot be read, a category without its answer, no consent.
 * Source: JUR-2, JUR-11.
 */
export function readPerson(typed: TypedPerson, categories: readonly Category[], year: number): ReadPerson {
	const wrong = (field: PersonField, reason: PersonRefusal): ReadPerson => ({ ...refused(reason), field });
	const line = (field: 'firstName' | 'lastName' | 'address' | 'postcode' | 'town' | 'email' | 'phone') => tidyLine(typed[field]);
	const [firstName, lastName, address, postcode, town, email, phone] = [line('firstName'), line('lastName'), line('address'), line('postcode').replace(/\s/g, ''), line('town'), line('email'), line('phone')];
	if (fold(firstName) === '') return wrong('firstName', 'person-first-name-missing');
	if (fold(lastName) === '') return wrong('lastName', 'person-last-name-missing');
	const limits = [['firstName', firstName, personLimits.name], ['lastName', lastName, personLimits.name], ['address', address, personLimits.address], ['town', town, personLimits.town], ['email', email, personLimits.email], ['phone', phone, personLimits.phone]] as const;
	const long = limits.find(([, text, limit]) => [...text].length > limit);
	if (long) return wrong(long[0], 'person-text-too-long');
	const birthYear = /^\d{4}$/.test(typed.birthYear.trim()) ? Number(typed.birthYear) : undefined;
	if (birthYear === undefined || birthYear > year || birthYear < year - 125) return wrong('birthYear', 'person-birth-unreadable');
	if (ageIn(year, birthYear) < leastAge) return wrong('birthYear', 'person-too-young');
	if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return wrong('email', 'person-email-unreadable');
	if (phone !== '' && !/^\+?[\d\s.\-()]{6,}$/.test(phone)) return wrong('phone', 'person-phone-unreadable');
	if (postcode !== '' && !/^[\dA-Za-z-]{3,10}$/.test(postcode)) return wrong('postcode', 'person-postcode-unreadable');
	if (email === '' && phone === '' && (address === '' || town === '')) return wrong('email', 'person-contact-missing');
	const accessNeeds = typed.accessNeeds.slice(0, 20_000).toWellFormed().normalize('NFC').replace(/[^\P{Cc}\n]/gu, ' ').trim();
	if ([...accessNeeds].length > personLimits.needs) return wrong('accessNeeds', 'person-text-too-long');
	const profile: Record<string, string> = {};
	for (const category of categories) {
		const feature = isAge(category) ? featureOfAge(category, ageIn(year, birthYear)) : category.features.find(({ name }) => name === typed.features[category.name])?.name;
		if (feature === undefined && !isAge(category)) return wrong(`feature:${category.name}`, 'person-feature-missing');
		if (feature === undefined) return wrong('birthYear', 'person-too-young');
		profile[category.name] = feature;
	}
	if (!typed.consents) return wrong('consents', 'person-consent-missing');
	return accepted({ firstName, lastName, birthYear, address, postcode, town, email, phone, accessNeeds, profile });
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
