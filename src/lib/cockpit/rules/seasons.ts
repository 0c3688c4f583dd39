// Seasons as a room says them: a quarter of a year, so that a date can be held against it.
export const seasons = ['winter', 'spring', 'summer', 'autumn'] as const;
export type SeasonName = (typeof seasons)[number];

/** « 2027-spring »: January to March is winter, and so on by quarters. */
export type Season = `${number}-${SeasonName}`;

const shape = /^(20\d\d)-(winter|spring|summer|autumn)$/;

export const isSeason = (text: string): text is Season => shape.test(text);

export function partsOf(season: Season): { readonly year: number; readonly name: SeasonName } {
	const [, year, name] = shape.exec(season)!;
	return { year: Number(year), name: name as SeasonName };
}

/** The season of an ISO day. */
export const seasonOf = (day: string): Season => `${Number(day.slice(0, 4))}-${seasons[Math.floor((Number(day.slice(5, 7)) - 1) / 3)]!}`;

/** Seasons to choose from, the one of this ISO day first: five years of them. */
export function seasonsFrom(day: string): readonly Season[] {
	const { year, name } = partsOf(seasonOf(day));
	const first = seasons.indexOf(name);
	return Array.from({ length: 20 }, (_, nth): Season => `${year + Math.floor((first + nth) / 4)}-${seasons[(first + nth) % 4]!}`);
}

/** Where a day is before the season that was said: in it, earlier or later. */
export function compare(day: string, season: Season): 'within' | 'earlier' | 'later' {
	const place = (one: Season) => partsOf(one).year * 4 + seasons.indexOf(partsOf(one).name);
	const gap = place(seasonOf(day)) - place(season);
	return gap === 0 ? 'within' : gap < 0 ? 'earlier' : 'later';
}
