import { describe, expect, it } from 'vitest';
import { countdown, elapsedSeconds, toTheSecond } from './countdown.ts';

describe('countdown', () => {
	it.each([
		[10, 0, { state: 'left', minutes: 10 }],
		[10, 1, { state: 'left', minutes: 10 }],
		[10, 360, { state: 'left', minutes: 4 }],
		[10, 540, { state: 'left', minutes: 1 }],
		[10, 541, { state: 'last' }],
		[10, 599, { state: 'last' }],
		[10, 600, { state: 'done' }],
		[10, 659, { state: 'done' }],
		[10, 660, { state: 'over', minutes: 1 }],
		[10, 795, { state: 'over', minutes: 3 }],
		[0, 0, { state: 'done' }]
	])('%i minutes planned, %i seconds in', (planned, elapsed, said) => {
		expect(countdown(planned, elapsed)).toEqual(said);
	});
});

describe('toTheSecond', () => {
	it.each([
		[300, 0, { state: 'left', digits: '5:00' }],
		[300, 55.9, { state: 'left', digits: '4:05' }],
		[300, 270, { state: 'last', digits: '0:30' }],
		[150, 149, { state: 'last', digits: '0:01' }],
		[150, 150, { state: 'over', digits: '0:00' }],
		[150, 221, { state: 'over', digits: '1:11' }]
	])('%i seconds planned, %d in', (planned, elapsed, said) => {
		expect(toTheSecond(planned, elapsed)).toEqual(said);
	});
});

describe('elapsedSeconds', () => {
	it('trusts a device that agrees with the server', () => {
		expect(elapsedSeconds(250, 4, 0)).toBe(250);
	});
	it('counts from what the server said on a device whose clock is wrong', () => {
		expect(elapsedSeconds(7450, 4, 20)).toBe(260);
		expect(elapsedSeconds(-3000, 4, 20)).toBe(260);
	});
});
