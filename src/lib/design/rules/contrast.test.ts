import { describe, expect, it } from 'vitest';
import { contrast, pairs } from './contrast.ts';
import { stylesheet } from './stylesheet.ts';
import { dawn, night, nightHigh, onDawn, paper, paperHigh, shadeOf } from './tokens.ts';

const themes = { paper, night, paperHigh, nightHigh };

describe('contrast', () => {
	it('is the ratio of WCAG', () => {
		expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
		expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
		expect(contrast('#ffffff', '#777777')).toBe(contrast('#777777', '#ffffff'));
	});

	for (const [theme, palette] of Object.entries(themes)) {
		it(`can be read on ${theme}`, () => {
			const least = theme.endsWith('High') ? { text: 7, shape: 4.5 } : { text: 4.5, shape: 3 };
			const tooLow = pairs
				.map(({ over, under, is }) => ({ over, under, is, ratio: contrast(palette[over], palette[under]) }))
				.filter(({ is, ratio }) => ratio < least[is]);
			expect(tooLow).toEqual([]);
		});

		it(`shows the focus on ${theme}: one of its two rings stands out on every surface`, () => {
			for (const under of ['page', 'card', 'sunken', 'action', 'light', 'light-tint', 'action-tint'] as const)
				expect(
					Math.max(
						contrast(palette['focus-outer'], palette[under]),
						contrast(palette['focus-inner'], palette[under])
					)
				).toBeGreaterThanOrEqual(3);
		});
	}
});

describe('the ramp of grades', () => {
	it('darkens at every grade, and its words can be read on it', () => {
		for (const [rank, shade] of dawn.entries()) {
			expect(contrast(shade, onDawn[rank]!)).toBeGreaterThanOrEqual(4.5);
			if (rank > 0) expect(contrast(shade, '#000000')).toBeLessThan(contrast(dawn[rank - 1]!, '#000000'));
		}
	});

	it('steps down evenly enough to be told apart without colour, and is neither red nor blue', () => {
		for (const grades of [3, 4, 5, 6, 7])
			for (let rank = 1; rank < grades; rank += 1) expect(contrast(dawn[shadeOf(rank - 1, grades)]!, dawn[shadeOf(rank, grades)]!), `${rank} of ${grades}`).toBeGreaterThan(1.3);
		for (const shade of dawn) {
			const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(shade.slice(at, at + 2), 16)) as [number, number, number];
			expect([red - green < 60, blue - Math.max(red, green) < 12], shade).toEqual([true, true]);
		}
	});

	it('spreads over any number of grades, best to worst', () => {
		expect([0, 1, 2, 3, 4].map((rank) => shadeOf(rank, 5))).toEqual([0, 2, 3, 5, 6]);
		expect([0, 1, 2, 3, 4, 5, 6].map((rank) => shadeOf(rank, 7))).toEqual([0, 1, 2, 3, 4, 5, 6]);
		expect(shadeOf(0, 1)).toBe(0);
	});
});

describe('the stylesheet', () => {
	it('says what the tokens say', async () => {
		await expect(stylesheet()).toMatchFileSnapshot('../ui/tokens.css');
	});
});
