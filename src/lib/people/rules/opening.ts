// What an instance without anybody's own space offers to whoever comes first: its example, and the opening of a space.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readEmail, readName, type AccountFacts, type EmailRefusal, type NameRefusal } from './accounts.ts';
import { judgePassword, type PasswordRefusal } from './passwords.ts';
import { isZone, type Zone } from './zones.ts';

/** `empty`: no account. `example-only`: none but the example's. `open`: somebody works here. */
export type Life = 'empty' | 'example-only' | 'open';

/** The first space is opened once: afterwards one is invited (PE3). */
export const mayOpenFirst = (life: Life): Outcome<Life, 'space-already-open'> =>
	life === 'open' ? refused('space-already-open') : accepted(life);

/** The example is loaded, or entered again, by anybody as long as nobody works here, and by an administrator afterwards (PE4). */
export const mayLoadExample = (
	life: Life,
	account: Pick<AccountFacts, 'isAdministrator'> | undefined
): Outcome<Life, 'example-for-administrators'> =>
	life !== 'open' || account?.isAdministrator ? accepted(life) : refused('example-for-administrators');

/** What is typed to open a space. */
export interface FirstSpace {
	readonly name: string;
	readonly email: string;
	readonly password: string;
	readonly authorityName: string;
	readonly timeZone: string;
}

export type SpaceFault = NameRefusal | EmailRefusal | PasswordRefusal | 'authority-name-missing' | 'authority-name-too-long' | 'time-zone-unknown';

/** A space as typed, read; or all that is wrong with it, one fault a field, in the order of the form (PE11). */
export function readSpace(typed: FirstSpace): { readonly space: FirstSpace & { readonly timeZone: Zone } } | { readonly faults: readonly [SpaceFault, ...SpaceFault[]] } {
	const authorityName = readName(typed.authorityName, 160);
	const name = readName(typed.name);
	const email = readEmail(typed.email);
	const { timeZone } = typed;
	const password = judgePassword(typed.password, { name: name.accepted ? name.value : '', email: email.accepted ? email.value : '' });
	if (authorityName.accepted && isZone(timeZone) && name.accepted && email.accepted && password.accepted)
		return { space: { authorityName: authorityName.value, timeZone, name: name.value, email: email.value, password: password.value } };
	const ofAuthority = { 'name-missing': 'authority-name-missing', 'name-too-long': 'authority-name-too-long' } as const;
	const [first, ...others]: SpaceFault[] = [
		...(authorityName.accepted ? [] : [ofAuthority[authorityName.reason]]),
		...(isZone(timeZone) ? [] : (['time-zone-unknown'] as const)),
		...[name, email, password].flatMap((outcome) => (outcome.accepted ? [] : [outcome.reason]))
	];
	return { faults: [first!, ...others] };
}
