import { describe, expect, test } from 'vitest';
import { readEmail, readName, readReturn } from './accounts.ts';
import { mayLoadExample, mayOpenFirst, readSpace } from './opening.ts';
import { judgePassword } from './passwords.ts';
import { judgeSession, sessionEnd, sessionLife } from './sessions.ts';
import { isZone, zones } from './zones.ts';

const solene = { name: 'Solène Abarnec', email: 'solene.abarnec@hopital-ternoy.fr' };
const verdict = (password: string) => {
	const outcome = judgePassword(password, solene);
	return outcome.accepted ? 'accepted' : outcome.reason;
};

describe('a password', () => {
	test.each([
		['cheval agrafe pile correct', 'accepted'],
		['éàü œuf nœud ça va', 'accepted'],
		['🐦🐦🐧🐤🐔🦆🦅🦉🦇🐺🐗🐴', 'accepted'],
		['x'.repeat(11), 'password-too-short'],
		['', 'password-too-short'],
		['🐦'.repeat(11), 'password-too-short'],
		[`${'mot agrafe '.repeat(30)}`, 'password-too-long']
	])('[PE1] %j is %s', (password, expected) => expect(verdict(password)).toBe(expected));

	test.each([
		'motdepasse123',
		'Mot De Passe 2026!',
		'AZERTYUIOP12',
		'azertyuiopqs1'.replace('qs1', 'qsdfghjklm'),
		'123456789012',
		'abcdefghijklm',
		'aaaaaaaaaaaaaa',
		'abcabcabcabcabc',
		'000000000000',
		'Collectivité2026',
		'motdepasse--2026'
	])('[PE2] %j is too common', (password) => expect(verdict(password)).toBe('password-too-common'));

	test.each(['soleneabarnec', 'Abarnec-2026!', 'SolèneAbarnec1', 'hopital-ternoy'])(
		'[PE2] %j holds little but the name',
		(password) => expect(verdict(password)).toBe('password-holds-name')
	);

	test('[PE2] a name among other words is no reason', () =>
		expect(verdict('solene aime le vélo rouge')).toBe('accepted'));
});

describe('a login session', () => {
	const at = new Date('2027-03-13T08:00:00Z');
	const inMs = (ms: number) => new Date(at.getTime() + ms);
	test.each([
		['alive', sessionLife],
		['alive', sessionLife / 2],
		['renewed', sessionLife / 2 - 1],
		['renewed', 1],
		['ended', 0],
		['ended', -1]
	] as const)('[PE5] is %s with %i ms left', (state, left) =>
		expect(judgeSession(inMs(left), at)).toBe(state)
	);
	test('[PE5] begins with thirty days', () =>
		expect(sessionEnd(at).toISOString()).toBe('2027-04-12T08:00:00.000Z'));
});

describe('the first page', () => {
	test.each([
		['empty', true, true],
		['example-only', true, true],
		['open', false, false]
	] as const)('[PE3] [PE4] of an instance that is %s', (life, opens, loads) => {
		expect(mayOpenFirst(life).accepted).toBe(opens);
		expect(mayLoadExample(life, undefined).accepted).toBe(loads);
		expect(mayLoadExample(life, { isAdministrator: false }).accepted).toBe(loads);
		expect(mayLoadExample(life, { isAdministrator: true }).accepted).toBe(true);
	});
	test('[PE3] knows the zones of overseas, and each is one that the system knows', () => {
		expect(isZone('Indian/Reunion')).toBe(true);
		expect(isZone('Europe/Berlin')).toBe(false);
		for (const zone of zones) expect(() => new Intl.DateTimeFormat('fr', { timeZone: zone })).not.toThrow();
	});
});

describe('what is typed', () => {
	test.each([
		['  Solène   Abarnec ', 'Solène Abarnec'],
		['Zo\u202Eé', 'Zo é'],
		['a\nb', 'a b'],
		['<b>Zoé</b>', '<b>Zoé</b>']
	])('a name %j is read as %j', (typed, name) =>
		expect(readName(typed)).toEqual({ accepted: true, value: name })
	);
	test.each(['', '   ', '\u200B'])('a name %j is missing', (typed) =>
		expect(readName(typed)).toMatchObject({ reason: 'name-missing' })
	);
	test('a name of 10,000 letters is too long', () =>
		expect(readName('é'.repeat(10_000))).toMatchObject({ reason: 'name-too-long' }));

	test.each([
		[' Ines@Rivelles.FR ', 'ines@rivelles.fr'],
		['prénom.nom@mairie-é.fr', 'prénom.nom@mairie-é.fr']
	])('an address %j is read as %j', (typed, email) =>
		expect(readEmail(typed)).toEqual({ accepted: true, value: email })
	);
	test.each([
		'ines',
		'ines@',
		'@rivelles.fr',
		'ines@rivelles',
		'a b@c.fr',
		'a@b@c.fr',
		'a@b..fr',
		`${'a'.repeat(300)}@b.fr`
	])('an address %j is none', (typed) =>
		expect(readEmail(typed)).toMatchObject({ reason: 'email-not-an-address' })
	);

	test.each([
		['/console/42?x=1', '/console/42?x=1'],
		['//evil.fr', '/projets'],
		['/\\evil.fr', '/projets'],
		['https://evil.fr', '/projets'],
		['javascript:alert(1)', '/projets'],
		['/a\tb', '/projets'],
		['/中', '/projets'],
		['/a\u2028b', '/projets'],
		['', '/projets'],
		[null, '/projets']
	])('[PE10] coming back to %j leads to %j', (asked, path) => expect(readReturn(asked)).toBe(path));
});

describe('a space to open', () => {
	const typed = { authorityName: 'Ville', timeZone: 'Europe/Paris', name: 'Zoé', email: 'Zoe@ville.fr ', password: 'cheval agrafe pile correct' };
	test.each([
		[{ email: 'zoe', password: 'court' }, ['email-not-an-address', 'password-too-short']],
		[{ authorityName: '', name: ' ' }, ['authority-name-missing', 'name-missing']],
		[{ timeZone: 'Mars/Olympus', authorityName: 'x'.repeat(161) }, ['authority-name-too-long', 'time-zone-unknown']],
		[{ authorityName: '', timeZone: '', name: '', email: '', password: '' }, ['authority-name-missing', 'time-zone-unknown', 'name-missing', 'email-missing', 'password-too-short']]
	])('[PE11] %j is told all of %j', (part, faults) => expect(readSpace({ ...typed, ...part })).toEqual({ faults }));
	test('[PE11] nothing wrong is told of nothing wrong', () => expect(readSpace(typed)).toEqual({ space: { ...typed, email: 'zoe@ville.fr' } }));
});
