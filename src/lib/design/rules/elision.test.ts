import { expect, test } from 'vitest';
import { de } from './elision.ts';
import { que } from './que.ts';

test.each([
	['Aubépine', 'd’'],
	['Érable', 'd’'],
	['E\u0301rable', 'd’'],
	['If', 'd’'],
	['Orme', 'd’'],
	['Œillet', 'd’'],
	['AM05', 'd’'],
	['Inès Marchand', 'd’'],
	['Yves', 'd’'],
	['Hélène', 'd’'],
	['Hortense', 'd’'],
	['Hubert', 'd’'],
	['Hyacinthe', 'd’'],
	['Saule', 'de '],
	['Hêtre', 'de '],
	['Houx', 'de '],
	['Héron', 'de '],
	['Hassan', 'de '],
	['Yasmine', 'de '],
	['Onze-Heures', 'de '],
	['11', 'de '],
	['', 'de ']
] as const)('%s', (name, word) => expect(de(name)).toBe(word));

test.each([['Odette', 'qu’'], ['Hélène', 'qu’'], ['Camille', 'que '], ['Houria', 'que '], ['la personne', 'que ']] as const)('« que » before %s: %s', (name, word) => expect(que(name)).toBe(word));
