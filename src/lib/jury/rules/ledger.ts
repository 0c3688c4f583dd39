// The ledger of the hours that jurors give: lines that are never changed, corrections that are lines too.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readHours } from './hours.ts';

/** Two to three days of seven hours over a few months (PRO-9): beyond, somebody is asked more than was said. */
export const envelopeMinutes = 21 * 60;

export const whatLimit = 200;

export interface Line {
	readonly id: string;
	readonly membershipId: string;
	/** whole minutes; of a correction: what it adds, or takes away */
	readonly minutes: number;
	/** the line that it corrects; null for a first one */
	readonly corrects: string | null;
}

export interface Entry<Own extends Line> {
	readonly line: Own;
	readonly corrections: readonly Own[];
	/** as it stands, corrections counted */
	readonly minutes: number;
}

/** The lines with what corrects each, in the order given (JU2). */
export function entriesOf<Own extends Line>(lines: readonly Own[]): readonly Entry<Own>[] {
	const corrections = Map.groupBy(
		lines.filter(({ corrects }) => corrects !== null),
		({ corrects }) => corrects!
	);
	return lines
		.filter(({ corrects }) => corrects === null)
		.map((line) => {
			const own = corrections.get(line.id) ?? [];
			return { line, corrections: own, minutes: own.reduce((sum, { minutes }) => sum + minutes, line.minutes) };
		});
}

export const totalOf = (lines: readonly Pick<Line, 'minutes'>[]): number => lines.reduce((sum, { minutes }) => sum + minutes, 0);

export type HoursRefusal = 'ledger-hours-unreadable' | 'ledger-what-missing' | 'ledger-what-too-long' | 'ledger-hours-unchanged' | 'ledger-hours-none';

function readWhat(typed: string): Outcome<string, HoursRefusal> {
	const what = typed.slice(0, 4_000).toWellFormed().normalize('NFC').replace(/\p{Cc}/gu, ' ').replace(/\s+/gu, ' ').trim();
	if (what === '') return refused('ledger-what-missing');
	return [...what].length > whatLimit ? refused('ledger-what-too-long') : accepted(what);
}

/** Hours given outside of a gathering: a training, answers read at home. Each has its reason. */
export function addHours(typed: { readonly hours: string; readonly what: string }): Outcome<{ minutes: number; what: string }, HoursRefusal> {
	const minutes = readHours(typed.hours);
	if (minutes === undefined) return refused('ledger-hours-unreadable');
	if (minutes === 0) return refused('ledger-hours-none');
	const what = readWhat(typed.what);
	return what.accepted ? accepted({ minutes, what: what.value }) : what;
}

/** A correction: the hours as they should stand, and why; it is kept as what it adds or takes away (JU2). */
export function correctHours(standing: number, typed: { readonly hours: string; readonly what: string }): Outcome<{ minutes: number; what: string }, HoursRefusal> {
	const right = readHours(typed.hours);
	if (right === undefined) return refused('ledger-hours-unreadable');
	if (right === standing) return refused('ledger-hours-unchanged');
	const what = readWhat(typed.what);
	return what.accepted ? accepted({ minutes: right - standing, what: what.value }) : what;
}

/** A line as it is read, corrections counted. Moments are ISO 8601, minutes whole. */
export interface ReadHours {
	readonly id: string;
	/** the title of the gathering, else what was said of them */
	readonly what: string;
	readonly at: string;
	readonly minutes: number;
	readonly corrections: readonly { readonly minutes: number; readonly what: string; readonly at: string }[];
}

export interface JurorLedger {
	readonly membershipId: string;
	readonly publicName: string;
	readonly minutes: number;
	readonly lines: readonly ReadHours[];
}
