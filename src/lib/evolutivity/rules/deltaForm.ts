// Reads a scenario as it is typed: lists of services, a calendar, parts of a budget, indicators. Everything wrong is said at once, with its place.
import { isDay } from '../../decisions/rules/consent.ts';
import { readSignedEuros, signedEurosTyped } from '../../money/rules/euros.ts';
import { monthsAfter } from '../../time/rules/workingDays.ts';
import type { BudgetPart, Delta, IndicatorChange, Scenario, WordsChange } from './scenario.ts';

/** As a form posts it: a name that comes several times is a list, in the order of the lines. */
export type TypedDelta = Readonly<Record<string, string | readonly string[]>>;

export const deltaLimits = { lines: 20, words: 400, summary: 280 } as const;

export type DeltaFault = 'delta-words-missing' | 'delta-words-too-long' | 'delta-amount-unreadable' | 'delta-day-unreadable' | 'delta-day-missing' | 'delta-day-beyond' | 'delta-too-many-lines' | 'delta-days-reversed';

export interface FoundFault {
	readonly reason: DeltaFault;
	/** the name of the field; several of one name are told apart by `line`, from 0 */
	readonly field: string;
	readonly line: number;
}

const listIn = (typed: TypedDelta, name: string): readonly string[] => {
	const said = typed[name];
	return (said === undefined ? [] : typeof said === 'string' ? [said] : said).map((text) => text.normalize('NFC').replaceAll('\0', '').replace(/[^\S\n]+/gu, ' ').trim());
};

/** The lines of a table: those of which nothing is said are no lines. */
function linesIn(typed: TypedDelta, names: readonly string[]): readonly { readonly line: number; readonly words: readonly string[] }[] {
	const columns = names.map((name) => listIn(typed, name));
	const longest = Math.max(0, ...columns.map(({ length }) => length));
	return Array.from({ length: longest }, (_, line) => ({ line, words: columns.map((column) => column[line] ?? '') })).filter(({ words }) => words.some((word) => word !== ''));
}

/** The first and the last ISO day that a scenario may name. */
export interface ScenarioDays {
	readonly first: string;
	readonly last: string;
}

/** From the notification of the contract to five years after its end, since a scenario may prolong it (EV131). ISO days; where the contract does not say one, five years on either side of the sitting, ten after it where nothing ends. */
export const daysOfScenario = ({ notifiedOn, endsOn, heldOn }: { readonly notifiedOn: string | null; readonly endsOn: string | null; readonly heldOn: string }): ScenarioDays => ({
	first: notifiedOn ?? monthsAfter(heldOn, -60),
	last: monthsAfter(endsOn === null ? monthsAfter(heldOn, 60) : endsOn < heldOn ? heldOn : endsOn, 60)
});

/** The fields of each list of a scenario, as a form names them. */
export const deltaTables = { services: ['service-what', 'service-before', 'service-after'], budget: ['budget-what', 'budget-amount', 'budget-until'], indicators: ['indicator-name', 'indicator-before', 'indicator-after'] } as const;
export type DeltaTable = keyof typeof deltaTables;

/** Under what name a form posts the lines (from 0) of a table that are taken away. */
export const goneName = (table: DeltaTable): string => `${table}-gone`;

/** A scenario as it was typed, the lines that are ticked to be taken away emptied: the others keep their place (EV133). */
export function withoutGone(typed: TypedDelta): TypedDelta {
	const emptied: Record<string, string | readonly string[]> = { ...typed };
	for (const table of Object.keys(deltaTables) as DeltaTable[]) {
		const gone = new Set(listIn(typed, goneName(table)));
		delete emptied[goneName(table)];
		if (gone.size > 0) for (const name of deltaTables[table]) emptied[name] = listIn(typed, name).map((word, line) => (gone.has(String(line)) ? '' : word));
	}
	return emptied;
}

/** A scenario as it was typed, and everything that is wrong in it (EVO-8). Amounts become cents, days stay ISO and within `days` where they are given; nothing is guessed. */
export function readDelta(asTyped: TypedDelta, days?: ScenarioDays): { readonly delta: Delta; readonly faults: readonly FoundFault[] } {
	const typed = withoutGone(asTyped);
	const faults: FoundFault[] = [];
	const wrong = (reason: DeltaFault, field: string, line = 0) => faults.push({ reason, field, line });
	const fits = (word: string, field: string, line: number, needs: 'needed' | 'free'): void => {
		if (needs === 'needed' && word === '') wrong('delta-words-missing', field, line);
		else if ([...word].length > deltaLimits.words) wrong('delta-words-too-long', field, line);
	};
	const checkDay = (day: string, field: string, line = 0): void => {
		if (day === '') return;
		if (!isDay(day)) wrong('delta-day-unreadable', field, line);
		else if (days && (day < days.first || day > days.last)) wrong('delta-day-beyond', field, line);
	};
	const table = (names: readonly string[]) => {
		const lines = linesIn(typed, names);
		if (lines.length > deltaLimits.lines) wrong('delta-too-many-lines', names[0]!);
		return lines.slice(0, deltaLimits.lines);
	};
	const services = table(deltaTables.services).map(({ line, words: [what = '', before = '', after = ''] }): WordsChange => {
		fits(what, 'service-what', line, 'needed');
		fits(before, 'service-before', line, 'free');
		fits(after, 'service-after', line, 'needed');
		return { what, before, after };
	});
	const budget = table(deltaTables.budget).map(({ line, words: [what = '', typedAmount = '', until = ''] }): BudgetPart => {
		fits(what, 'budget-what', line, 'needed');
		const amount = readSignedEuros(typedAmount);
		if (!amount.accepted) wrong('delta-amount-unreadable', 'budget-amount', line);
		checkDay(until, 'budget-until', line);
		return { what, amount: amount.accepted ? amount.value : 0, until: isDay(until) ? until : null };
	});
	const hows = ['added', 'changed', 'suspended'] as const;
	const indicators = table([...deltaTables.indicators, 'indicator-how'])
		.filter(({ words: [name, before, after] }) => [name, before, after].some((word) => word !== ''))
		.map(({ line, words: [name = '', before = '', after = '', how = ''] }): IndicatorChange => {
			fits(name, 'indicator-name', line, 'needed');
			fits(before, 'indicator-before', line, 'free');
			fits(after, 'indicator-after', line, how === 'suspended' ? 'free' : 'needed');
			return { how: hows.find((one) => one === how) ?? 'changed', name, before, after };
		});
	const [from = '', until = '', reviewOn = ''] = ['from', 'until', 'review-on'].map((name) => listIn(typed, name)[0] ?? '');
	for (const [field, day] of [['from', from], ['until', until], ['review-on', reviewOn]] as const) checkDay(day, field);
	if (from === '' && (until !== '' || reviewOn !== '')) wrong('delta-day-missing', 'from');
	if (isDay(from) && isDay(until) && until < from) wrong('delta-days-reversed', 'until');
	const calendar = isDay(from) ? { from, until: isDay(until) ? until : null, reviewOn: isDay(reviewOn) ? reviewOn : null } : null;
	return { delta: { version: 1, services, calendar, budget, indicators }, faults };
}

/** Nothing asked of any family. */
export const emptyDelta: Delta = { version: 1, services: [], calendar: null, budget: [], indicators: [] };

/** Whether anything is asked at all. */
export const isEmptyDelta = ({ services, calendar, budget, indicators }: Delta): boolean => services.length + budget.length + indicators.length === 0 && calendar === null;

/** A scenario as a form would post it: `readDelta` reads it back the same. */
export const typedFrom = ({ services, calendar, budget, indicators }: Scenario): TypedDelta => ({
	'service-what': services.map(({ what }) => what),
	'service-before': services.map(({ before }) => before),
	'service-after': services.map(({ after }) => after),
	from: calendar?.from ?? '',
	until: calendar?.until ?? '',
	'review-on': calendar?.reviewOn ?? '',
	'budget-what': budget.map(({ what }) => what),
	'budget-amount': budget.map(({ amount }) => signedEurosTyped(amount)),
	'budget-until': budget.map(({ until }) => until ?? ''),
	'indicator-name': indicators.map(({ name }) => name),
	'indicator-before': indicators.map(({ before }) => before),
	'indicator-after': indicators.map(({ after }) => after),
	'indicator-how': indicators.map(({ how }) => how)
});
