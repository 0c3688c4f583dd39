// What an account is to the doors, and what its address and name may look like.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { AccountId, AuthorityId } from '../../db/rules/ids.ts';

/** What every door knows of the account that asks. */
export interface AccountFacts {
	readonly accountId: AccountId;
	/** the account's home authority */
	readonly authorityId: AuthorityId;
	readonly name: string;
	readonly email: string;
	/** of its home authority only */
	readonly isAdministrator: boolean;
}

export type NameRefusal = 'name-missing' | 'name-too-long';

/** A name as typed: spaces tidied, control and direction characters removed. 1 to `longest` characters. */
export function readName(typed: string, longest = 80): Outcome<string, NameRefusal> {
	// composing a flood of accents costs the square of their number
	if (typed.length > 20 * longest) return refused('name-too-long');
	const name = typed
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
		.replace(/\s+/gu, ' ')
		.trim();
	if (name === '') return refused('name-missing');
	return [...name].length > longest ? refused('name-too-long') : accepted(name);
}

export type EmailRefusal = 'email-missing' | 'email-not-an-address';

/** An e-mail address as typed, in small letters: one `@`, a dot after it, no space, at most 254 characters. */
export function readEmail(typed: string): Outcome<string, EmailRefusal> {
	if (typed.length > 2_000) return refused('email-not-an-address');
	const email = typed.trim().normalize('NFC').toLowerCase();
	if (email === '') return refused('email-missing');
	if (email.length > 254 || !/^[^\s@\p{Cc}]+@[^\s@.\p{Cc}]+(\.[^\s@.\p{Cc}]+)+$/u.test(email))
		return refused('email-not-an-address');
	return accepted(email);
}

/** Where to go after logging in: a path of this site, in the characters that a header may hold, never another site. Anything else gives `otherwise`. */
export function readReturn(path: string | null | undefined, otherwise = '/projets'): string {
	return path && /^\/(?![/\\])[!-[\]-~]*$/.test(path) ? path : otherwise;
}
