import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { database, inTransaction } from '../../db/server/database.ts';
import type { AccountFacts } from '../rules/accounts.ts';
import { sessionLife } from '../rules/sessions.ts';
import * as accounts from './accounts.ts';
import { attempt, limitFailures } from './limits.ts';
import { accepted, refused } from '../../outcomes/rules/outcome.ts';
import * as authorities from './authorities.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import * as sessions from './sessions.ts';
import { accounts as accountsTable, authorities as authoritiesTable, loginSessions } from './tables.ts';

const at = new Date('2027-03-13T08:40:00Z');
const later = (ms: number) => new Date(at.getTime() + ms);
const good = 'cheval agrafe pile correct';
const space = (name: string) => ({
	name,
	email: `${name.toLowerCase()}@rivelles.fr`,
	password: good,
	authorityName: `Communauté de ${name}`,
	timeZone: 'Indian/Reunion'
});

describe('the first space', () => {
	test('[PE3] of two people who open it at once, one wins and the other is told; the loser leaves nothing behind', async () => {
		const query = await database();
		expect(await accounts.life(query)).toBe('empty');
		const outcomes = await Promise.all(
			['Ines', 'Karim', 'Brigitte'].map((name) => accounts.openFirst(space(name), at))
		);
		expect(outcomes.filter(({ accepted }) => accepted)).toHaveLength(1);
		expect(outcomes.filter((one) => !one.accepted && one.reason === 'space-already-open')).toHaveLength(2);
		expect(await query.select().from(accountsTable)).toHaveLength(1);
		const [authority] = await query.select().from(authoritiesTable);
		expect(authority).toMatchObject({ timeZone: 'Indian/Reunion', isExample: false });
		expect(await accounts.life(query)).toBe('open');
		expect(await accounts.openFirst(space('Zoe'), at)).toMatchObject({ reason: 'space-already-open' });
	});

	test.each([
		[{ name: ' ' }, 'name-missing'],
		[{ authorityName: '' }, 'authority-name-missing'],
		[{ authorityName: 'x'.repeat(10_000) }, 'authority-name-too-long'],
		[{ email: 'nobody' }, 'email-not-an-address'],
		[{ timeZone: 'Mars/Olympus' }, 'time-zone-unknown'],
		[{ password: 'court' }, 'password-too-short']
	])('[PE1] refuses %j with %s', async (part, reason) =>
		expect(await accounts.openFirst({ ...space('Ada'), ...part }, at)).toMatchObject({ reason })
	);

	test('[PE4] an instance that holds the example alone is still to be opened', async () => {
		const query = await database();
		await query.update(authoritiesTable).set({ isExample: true });
		expect(await accounts.life(query)).toBe('example-only');
		await query.update(authoritiesTable).set({ isExample: false });
	});
});

async function anAccount(email: string): Promise<AccountFacts> {
	const passwordHash = await hashPassword(good);
	const made = await inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ternoy', timeZone: 'Europe/Paris' }, at);
		return accounts.create(tx, { authorityId, name: 'Solène Abarnec', email, passwordHash }, at);
	});
	if (!made.accepted) throw new Error(made.reason);
	return made.value;
}

describe('logging in', () => {
	test('[PE9] takes the right password, and answers the same to a wrong one and to an unknown address', async () => {
		const account = await anAccount('login@ternoy.fr');
		const login = (email: string, password: string) =>
			accounts.login({ email, password, address: '192.0.2.1' }, at);
		expect(await login(' Login@Ternoy.FR ', good)).toEqual({ accepted: true, value: account });
		expect(await login('login@ternoy.fr', 'another password')).toEqual({
			accepted: false,
			reason: 'login-wrong'
		});
		expect(await login('nobody@ternoy.fr', good)).toEqual({ accepted: false, reason: 'login-wrong' });
		expect(await login('', '')).toEqual({ accepted: false, reason: 'login-wrong' });
		expect(await login('x'.repeat(10_000), 'x'.repeat(10_000))).toEqual({
			accepted: false,
			reason: 'login-wrong'
		});
	});

	test('[PE9] an account that has no password is entered by nobody', async () => {
		const account = await anAccount('none@ternoy.fr');
		await (
			await database()
		)
			.update(accountsTable)
			.set({ passwordHash: null })
			.where(eq(accountsTable.id, account.accountId));
		for (const password of ['', 'null', good])
			expect(
				await accounts.login({ email: 'none@ternoy.fr', password, address: '192.0.2.2' }, at)
			).toMatchObject({ reason: 'login-wrong' });
	});

	test('[PE9] five wrong passwords close the account for that address, not for another, even sent all at once', async () => {
		await anAccount('guessed@ternoy.fr');
		const guess = (password: string, address: string) =>
			accounts.login({ email: 'guessed@ternoy.fr', password, address }, at);
		const guesses = await Promise.all(
			Array.from({ length: 15 }, (_, turn) => guess(`wrong password ${turn}`, '192.0.2.3'))
		);
		const reasons = guesses.map((one) => (one.accepted ? 'accepted' : one.reason));
		expect(reasons.filter((reason) => reason === 'login-wrong')).toHaveLength(5);
		expect(reasons.filter((reason) => reason === 'too-many-attempts')).toHaveLength(10);
		expect(await guess(good, '192.0.2.3')).toMatchObject({ reason: 'too-many-attempts' });
		expect(await guess(good, '192.0.2.4')).toMatchObject({ accepted: true });
	});

	test('[PE9] successes are never counted: sixty in a row behind one address all come in', async () => {
		const limit = limitFailures('a-room', 5, 60);
		const all = await Promise.all(
			Array.from({ length: 60 }, () => attempt(limit, 'town hall', async () => accepted(true)))
		);
		expect(all.every((one) => one.accepted)).toBe(true);
		const wrong = await Promise.all(
			Array.from({ length: 60 }, () => attempt(limit, 'town hall', async () => refused('wrong')))
		);
		expect(wrong.filter((one) => !one.accepted && one.reason === 'wrong')).toHaveLength(5);
	});

	test('[PE9] passwords are argon2id of the decided cost, and a check with no hash says no', async () => {
		const stored = await hashPassword(good);
		expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(await hashPassword(good)).not.toBe(stored);
		expect(await checkPassword(stored, good)).toBe(true);
		expect(await checkPassword(null, 'an address that nobody has')).toBe(false);
	});
});

describe('a login session', () => {
	const begin = (account: AccountFacts) => inTransaction((tx) => sessions.begin(tx, account, at));

	test('[PE5] is known by its token, of which only a hash is kept, and has a new id each time', async () => {
		const account = await anAccount('session@ternoy.fr');
		const [one, other] = [await begin(account), await begin(account)];
		expect(one.token).not.toBe(other.token);
		const query = await database();
		expect(await sessions.accountOf(query, one.token, at)).toEqual({ account });
		const kept = JSON.stringify(await query.select().from(loginSessions));
		expect(kept).not.toContain(one.token);
		expect(await sessions.accountOf(query, 'something else', at)).toBeUndefined();
	});

	test('[PE5] slides at half-life, and ends to the second', async () => {
		const account = await anAccount('sliding@ternoy.fr');
		const query = await database();
		const { token } = await begin(account);
		expect(await sessions.accountOf(query, token, later(sessionLife / 2))).toEqual({ account });
		const slid = await sessions.accountOf(query, token, later(sessionLife / 2 + 1000));
		expect(slid?.renewedUntil?.toISOString()).toBe(later(sessionLife * 1.5 + 1000).toISOString());
		expect(await sessions.accountOf(query, token, later(sessionLife * 1.5))).toBeDefined();
		const { token: forgotten } = await begin(account);
		expect(await sessions.accountOf(query, forgotten, later(sessionLife))).toBeUndefined();
	});

	test('[PE5] ends at logout, and all of them when the password changes', async () => {
		const account = await anAccount('changing@ternoy.fr');
		const query = await database();
		const [phone, desk, other] = [await begin(account), await begin(account), await begin(account)];
		await inTransaction((tx) => sessions.end(tx, other.token));
		expect(await sessions.accountOf(query, other.token, at)).toBeUndefined();
		expect(
			await accounts.changePassword(account, { current: 'wrong', next: 'un autre chemin vert' }, at)
		).toMatchObject({ reason: 'login-wrong' });
		expect(await sessions.accountOf(query, phone.token, at)).toBeDefined();
		const changed = await accounts.changePassword(
			account,
			{ current: good, next: 'un autre chemin vert' },
			at
		);
		for (const { token } of [phone, desk]) expect(await sessions.accountOf(query, token, at)).toBeUndefined();
		expect(changed.accepted && (await sessions.accountOf(query, changed.value.token, at))).toMatchObject({
			account
		});
		expect(
			await accounts.login({ email: account.email, password: good, address: '192.0.2.9' }, at)
		).toMatchObject({ reason: 'login-wrong' });
		expect(
			await accounts.login(
				{ email: account.email, password: 'un autre chemin vert', address: '192.0.2.9' },
				at
			)
		).toMatchObject({ accepted: true });
	});
});
