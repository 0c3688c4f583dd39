// The sentences of the people feature's refusals: a reason without words does not compile.
import type { EmailRefusal, NameRefusal } from '#lib/people/rules/accounts.ts';
import type { MayRefusal } from '#lib/people/rules/may.ts';
import type { PasswordRefusal } from '#lib/people/rules/passwords.ts';
import type { LoginRefusal, OpenRefusal } from '#lib/people/server/accounts.ts';
import { m } from '#lib/words/messages.js';
import { ofRights } from './rightRefusals.ts';

export type PeopleRefusal =
	| EmailRefusal
	| NameRefusal
	| PasswordRefusal
	| LoginRefusal
	| OpenRefusal
	| MayRefusal
	| 'example-for-administrators';

export const refusals = {
	'name-missing': () => m.people_name_missing(),
	'name-too-long': () => m.people_name_too_long(),
	'email-missing': () => m.people_email_missing(),
	'email-not-an-address': () => m.people_email_not_an_address(),
	'email-taken': () => m.people_email_taken(),
	'password-too-short': () => m.people_password_too_short(),
	'password-too-long': () => m.people_password_too_long(),
	'password-too-common': () => m.people_password_too_common(),
	'password-holds-name': () => m.people_password_holds_name(),
	'login-wrong': () => m.people_login_wrong(),
	'too-many-attempts': () => m.people_too_many_attempts(),
	'authority-name-missing': () => m.people_authority_name_missing(),
	'authority-name-too-long': () => m.people_authority_name_too_long(),
	'time-zone-unknown': () => m.people_time_zone_unknown(),
	'space-already-open': () => m.people_space_already_open(),
	'example-for-administrators': () => m.people_example_for_administrators(),
	...ofRights
} satisfies Record<PeopleRefusal, () => string>;
