import { expect, test } from 'vitest';
import { hold, mostFromOneAddress } from './held.ts';

test('a person holds so many, an address so many more, and what is let go can be held again', () => {
	const of = (person: string) => hold([{ key: person, most: 2 }, { key: 'town hall', most: 5 }]);
	const first = of('léa')!;
	expect([of('léa'), of('léa'), of('karim'), of('karim'), of('karim'), of('inès')].map(Boolean)).toEqual([true, false, true, true, false, true]);
	// the address is full: nothing was counted for who was refused
	expect(of('zoé')).toBeUndefined();
	first();
	first();
	expect(of('zoé')).toBeDefined();
	expect(of('zoé')).toBeUndefined();
});

test('sixty people behind one address with two screens each stay far below', () => expect(mostFromOneAddress).toBeGreaterThan(2 * 60 * 2));
