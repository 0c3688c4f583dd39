import { expect, test, vi } from 'vitest';
import { Backoff, Glance } from './pace.ts';

test('a screen looks at once, then at most twice a second, however often it is told', async () => {
	vi.useFakeTimers();
	try {
		const looks: number[] = [];
		const glance = new Glance(async () => looks.push(Date.now()), 500, () => Date.now());
		const begun = Date.now();
		for (let told = 0; told < 100; told += 1) {
			glance.look();
			await vi.advanceTimersByTimeAsync(20);
		}
		await vi.runAllTimersAsync();
		expect(looks.map((at) => at - begun)).toEqual([0, 500, 1000, 1500, 2000]);
	} finally {
		vi.useRealTimers();
	}
});

test('a look that takes long is never doubled, and what came meanwhile is looked at after it', async () => {
	let end = () => {};
	let under = 0;
	let most = 0;
	let looks = 0;
	const glance = new Glance(async () => {
		looks += 1;
		most = Math.max(most, ++under);
		await new Promise<void>((done) => (end = done));
		under -= 1;
	}, 0);
	glance.look();
	glance.look();
	glance.look();
	expect(looks).toBe(1);
	end();
	await vi.waitFor(() => expect(looks).toBe(2));
	end();
	expect(most).toBe(1);
});

test('tries come further and further apart, and never together', () => {
	const steps = (chance: number) => {
		const backoff = new Backoff(() => chance);
		return Array.from({ length: 6 }, () => backoff.next());
	};
	expect(steps(0)).toEqual([500, 1000, 2000, 4000, 7500, 7500]);
	expect(steps(1)).toEqual([1000, 2000, 4000, 8000, 15000, 15000]);
});
