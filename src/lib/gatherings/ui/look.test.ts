import { expect, test } from 'vitest';
import { withLook } from './look.ts';

const here = 'https://a.invalid/projets/1/annotations?voir=a-repondre&/repondre';

test.each([
	['?/repondre', here, '?/repondre&voir=a-repondre'],
	['?/repondre&voir=toutes', here, undefined],
	['?/ecrire&le=2027-01-01', 'https://a.invalid/h?le=2026-01-01&et=2028-01-01', '?/ecrire&le=2027-01-01&et=2028-01-01'],
	['?/ecrire', 'https://a.invalid/h', undefined],
	['/deconnexion', here, undefined],
	['https://b.invalid/projets/1/annotations?/repondre', here, undefined]
])('an act sent to %s from %s goes to %s', (action, from, expected) => expect(withLook(action, from)).toBe(expected));
