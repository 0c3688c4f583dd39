// The consolidated strategy: what the team makes of the sketch, with amounts, lots, dates and funders; its totals and what does not hold together.
import { readEuros } from '../../money/rules/euros.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { checksOfLine } from './lines.ts';
import { longestObject, type CockpitModeId, type ModeId } from './modes/ids.ts';
import { alert, discuss, listIn, ok, readRows, rowsIn, type Fields, type Finding, type ModeRefusal } from './modes/mode.ts';
import { amountOf, coherenceOf, readAnswers, readParts, type Answers, type Parts } from './modes/modes.ts';
import { seasonOf } from './seasons.ts';

export interface Milestone {
	/** ISO day */
	readonly on: string;
	readonly what: string;
}

export const fundings = ['cash', 'in-kind'] as const;
export interface Funder {
	readonly who: string;
	readonly how: (typeof fundings)[number];
	/** cents, all years together; in kind: what it is worth in the accounts */
	readonly amount: number;
}

export interface WholeWords {
	readonly object: string;
	readonly actors: string;
	readonly milestones: readonly Milestone[];
	readonly funders: readonly Funder[];
	readonly needs: readonly string[];
	readonly impacts: readonly string[];
	readonly answers: Answers;
	readonly parts: Parts;
}

export interface WholeLine extends WholeWords {
	readonly code: string;
	readonly mode: ModeId;
}

export type WholeRefusal = 'object-missing' | 'line-too-long' | 'date-unreadable' | 'funder-missing' | ModeRefusal;

const tidy = (value: Fields[string] | undefined): string => (typeof value === 'string' ? value : '').normalize('NFC').replaceAll('\0', '').trim();

function isDay(text: string): boolean {
	if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** What the team types in a line's form (CO8). Refuses a line without an object, a milestone without its day or its words, an amount that cannot be read. */
export function readWhole(mode: ModeId, fields: Fields, known: { readonly needs: readonly string[]; readonly impacts: readonly string[] }): Outcome<WholeWords, WholeRefusal> {
	const [object, actors] = [tidy(fields.object), tidy(fields.actors)];
	if (object === '') return refused('object-missing');
	if ([...object].length > longestObject || [...actors].length > longestObject) return refused('line-too-long');
	const milestones = readRows(rowsIn(fields, ['on', 'what'], ['on', 'what']), ({ on, what }): Outcome<Milestone, 'date-unreadable' | 'name-missing'> =>
		!isDay(on) ? refused('date-unreadable') : what === '' ? refused('name-missing') : accepted({ on, what: what.slice(0, longestObject) })
	);
	if (!milestones.accepted) return milestones;
	const funders = readRows(rowsIn(fields, ['funderWho', 'funderHow', 'funderAmount'], ['funderWho', 'funderAmount']), ({ funderWho, funderHow, funderAmount }): Outcome<Funder, WholeRefusal> => {
		if (funderWho === '') return refused('funder-missing');
		const read = readEuros(funderAmount);
		return read.accepted ? accepted({ who: funderWho.slice(0, longestObject), how: funderHow === 'in-kind' ? 'in-kind' : 'cash', amount: read.value }) : read;
	});
	if (!funders.accepted) return funders;
	const answers = readAnswers(mode, fields);
	if (!answers.accepted) return answers;
	const parts = readParts(mode, fields);
	if (!parts.accepted) return parts;
	const among = (name: string, all: readonly string[]) => all.filter((one) => listIn(fields, name).includes(one));
	return accepted({
		object,
		actors,
		milestones: milestones.value.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
		funders: funders.value,
		needs: among('need', known.needs),
		impacts: among('impact', known.impacts),
		answers: answers.value,
		parts: parts.value
	});
}

const sum = (funders: readonly Funder[], how?: Funder['how']): number => funders.filter((one) => how === undefined || one.how === how).reduce((total, { amount }) => total + amount, 0);

/** What a line costs, in cents: what its funders bring, else what its own parts add up to; null while neither is said. */
export const costOf = ({ mode, funders, parts }: Pick<WholeLine, 'mode' | 'funders' | 'parts'>): number | null => (funders.length > 0 ? sum(funders) : amountOf(mode, parts));

export interface Totals {
	/** cents */
	readonly total: number;
	readonly cash: number;
	readonly inKind: number;
	/** by who brings it and how, the largest first */
	readonly funders: readonly Funder[];
}

/** Everything that the lines' funders bring (CO10). The same name in other letters is the same funder. */
export function totalsOf(lines: readonly Pick<WholeLine, 'funders'>[]): Totals {
	const all = lines.flatMap(({ funders }) => funders);
	const together = new Map<string, Funder>();
	for (const funder of all) {
		const key = `${funder.how} ${funder.who.toLocaleLowerCase('fr')}`;
		const before = together.get(key);
		together.set(key, before ? { ...before, amount: before.amount + funder.amount } : funder);
	}
	return { total: sum(all), cash: sum(all, 'cash'), inKind: sum(all, 'in-kind'), funders: [...together.values()].sort((a, b) => b.amount - a.amount || a.who.localeCompare(b.who, 'fr')) };
}

/** What holds together in a line and what does not (CO9): its own parts, its funders against them, its dates, and the checks of its mode, money in kind being no price. */
export function coherenceOfLine(line: Omit<WholeLine, 'mode'> & { readonly mode: CockpitModeId }, today: string): readonly Finding[] {
	const { mode, funders, parts, milestones } = line;
	const [brought, parted] = [sum(funders), amountOf(mode, parts)];
	const cash = sum(funders, 'cash');
	const first = milestones[0];
	return [
		...coherenceOf(mode, parts),
		funders.length === 0
			? alert('funders-missing')
			: parted !== null && parted !== brought
				? alert('funders-apart', { brought, parted, gap: Math.abs(brought - parted) })
				: ok('funders-whole', { brought }),
		...(first ? [] : [discuss('dates-missing')]),
		...checksOfLine({ ...line, season: first ? seasonOf(first.on) : null, money: cash > 0 ? { kind: 'range', low: cash, high: cash } : funders.length > 0 ? { kind: 'none' } : { kind: 'unsaid' } }, today)
	];
}
