// A line of a sketch: one investment mode, for what, with whom, in which season, in what order of magnitude, for which needs and impacts.
import { readMoney, type Money, type MoneyRefusal } from '../../money/rules/euros.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { longestObject, type CockpitModeId, type ModeId } from './modes/ids.ts';
import { checksOf, readAnswers, type Answers } from './modes/modes.ts';
import { discuss, listIn, type Fields, type Finding, type ModeRefusal } from './modes/mode.ts';
import { isSeason, partsOf, seasons, type Season } from './seasons.ts';

export interface LineWords {
	readonly object: string;
	readonly actors: string;
	readonly season: Season | null;
	readonly money: Money;
	/** ids of the needs that it serves, cards of the landscape */
	readonly needs: readonly string[];
	/** codes of the impacts that it serves, lines of the matrix */
	readonly impacts: readonly string[];
	readonly answers: Answers;
}

export interface SketchLine extends LineWords {
	/** S1, S2 … never given twice */
	readonly code: string;
	readonly mode: ModeId;
}

export const mostLines = 12;

export type LineRefusal = 'object-missing' | 'line-too-long' | 'season-unreadable' | MoneyRefusal | ModeRefusal;

const tidy = (value: Fields[string] | undefined): string => (typeof value === 'string' ? value : '').normalize('NFC').replaceAll('\0', '').trim();

/** What a room types in a line's form. Refuses a line without an object, a text above 280 characters, an amount or a season that cannot be read. Needs and impacts are those known, the others left out. */
export function readLine(mode: ModeId, fields: Fields, known: { readonly needs: readonly string[]; readonly impacts: readonly string[] }): Outcome<LineWords, LineRefusal> {
	const [object, actors, season] = [tidy(fields.object), tidy(fields.actors), tidy(fields.season)];
	if (object === '') return refused('object-missing');
	if ([...object].length > longestObject || [...actors].length > longestObject) return refused('line-too-long');
	if (season !== '' && !isSeason(season)) return refused('season-unreadable');
	const money = readMoney({ low: tidy(fields.low), high: tidy(fields.high), isNone: tidy(fields.none) === 'yes' });
	if (!money.accepted) return money;
	const answers = readAnswers(mode, fields);
	if (!answers.accepted) return answers;
	const among = (name: string, all: readonly string[]) => all.filter((one) => listIn(fields, name).includes(one));
	return accepted({ object, actors, season: season === '' ? null : (season as Season), money: money.value, needs: among('need', known.needs), impacts: among('impact', known.impacts), answers: answers.value });
}

/** The ISO day on which thresholds are looked up: the first of its season, else the day of the gathering. */
export function dayOf(season: Season | null, today: string): string {
	if (season === null) return today;
	const { year, name } = partsOf(season);
	return `${year}-${String(seasons.indexOf(name) * 3 + 1).padStart(2, '0')}-01`;
}

/** Everything that a look at a line finds, of its mode and of any mode (CO4). Never a reason to stop anybody. */
export function checksOfLine({ mode, actors, season, money, needs, impacts, answers }: LineWords & { readonly mode: CockpitModeId }, today: string): readonly Finding[] {
	return [
		...checksOf(mode, answers, { money, day: dayOf(season, today) }),
		...(actors === '' ? [discuss('actors-unsaid')] : []),
		...(money.kind === 'unsaid' ? [discuss('money-unsaid')] : []),
		...(needs.length + impacts.length === 0 ? [discuss('serves-nothing')] : [])
	];
}

/** What no line serves (CO5). */
export function orphansOf<Need extends { readonly id: string }, Impact extends { readonly code: string }>(
	lines: readonly Pick<LineWords, 'needs' | 'impacts'>[],
	needs: readonly Need[],
	impacts: readonly Impact[]
): { readonly needs: readonly Need[]; readonly impacts: readonly Impact[] } {
	const [served, sought] = [new Set(lines.flatMap((line) => line.needs)), new Set(lines.flatMap((line) => line.impacts))];
	return { needs: needs.filter(({ id }) => !served.has(id)), impacts: impacts.filter(({ code }) => !sought.has(code)) };
}

/** The next code after all those ever given. */
export const nextCode = (given: readonly string[]): string => `S${Math.max(0, ...given.map((code) => Number(code.slice(1)) || 0)) + 1}`;

/** The orders of magnitude of the lines that say one, added bound by bound, in cents. */
export function sumOfRanges(lines: readonly Pick<LineWords, 'money'>[]): { readonly low: number; readonly high: number } {
	const ranges = lines.flatMap(({ money }) => (money.kind === 'range' ? [money] : []));
	return { low: ranges.reduce((sum, { low }) => sum + low, 0), high: ranges.reduce((sum, { high }) => sum + high, 0) };
}
