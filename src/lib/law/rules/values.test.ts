import { describe, expect, test } from 'vitest';
import { lawValues, reaches, upToDateOn, valueAt, type LawKey } from './values.ts';

const keys = Object.keys(lawValues) as LawKey[];
const on = (key: LawKey, day: string) => {
	const looked = valueAt(key, day);
	return looked.standing === 'unknown' ? 'unknown' : looked.value;
};

describe('a value of the law on a day', () => {
	test.each<[LawKey, string, number | 'unknown']>([
		['formal-procedure-supplies-services', '2025-12-31', 22_100_000],
		['formal-procedure-supplies-services', '2026-01-01', 21_600_000],
		['formal-procedure-supplies-services', '2027-12-31', 21_600_000],
		['formal-procedure-works', '2027-03-13', 540_400_000],
		['no-publicity-supplies-services', '2026-03-31', 4_000_000],
		['no-publicity-supplies-services', '2026-04-01', 6_000_000],
		['innovative-purchase', '2027-03-13', 10_000_000],
		['subsidy-agreement', '2027-03-13', 2_300_000],
		['small-change-supplies-services', '2027-03-13', 1000]
	])('[LA1] %s on %s', (key, day, value) => {
		expect(on(key, day)).toBe(value);
	});

	test.each<[LawKey, string]>([
		['formal-procedure-supplies-services', '2028-01-01'],
		['formal-procedure-works', '2028-06-01'],
		['formal-procedure-supplies-services', '2023-12-31'],
		['innovative-purchase', '2015-01-01']
	])('[LA2] %s on %s is unknown, and says which article to look up', (key, day) => {
		expect(valueAt(key, day)).toEqual({ standing: 'unknown', article: lawValues[key].article });
	});

	test('[LA3] what has no known end is told as last read once the texts are older than the day', () => {
		expect(valueAt('innovative-purchase', upToDateOn).standing).toBe('in-force');
		expect(valueAt('innovative-purchase', '2027-03-13').standing).toBe('as-last-read');
		expect(valueAt('formal-procedure-works', '2027-03-13').standing, 'its end is known').toBe('in-force');
	});

	test('[LA4] periods follow one another, each with its source', () => {
		for (const key of keys) {
			const { article, periods } = lawValues[key];
			expect(article, key).not.toBe('');
			for (const [nth, period] of periods.entries()) {
				expect(period.source, key).not.toBe('');
				expect(period.from, key).toMatch(/^\d{4}-\d\d-\d\d$/);
				if (period.until !== null) expect(period.from < period.until, key).toBe(true);
				const next = periods[nth + 1];
				if (next) expect(period.until !== null && period.until < next.from, key).toBe(true);
			}
		}
	});

	test('[LA5] 100 000 is no longer below 100 000, 23 000 is not above 23 000', () => {
		const bound = (key: LawKey) => valueAt(key, '2027-03-13') as Parameters<typeof reaches>[1];
		expect(reaches(9_999_999, bound('innovative-purchase'))).toBe('not-reached');
		expect(reaches(10_000_000, bound('innovative-purchase'))).toBe('reached');
		expect(reaches(2_300_000, bound('subsidy-agreement'))).toBe('not-reached');
		expect(reaches(2_300_001, bound('subsidy-agreement'))).toBe('reached');
		expect(reaches(21_600_000, bound('formal-procedure-supplies-services'))).toBe('reached');
	});
});
