// What a sitting tells to whoever may not read what its contract says: of an amount that is restricted, percentages, and whether a bound is passed (EV150).
import type { GroundsSeen } from './gate.ts';
import type { Flag, Limits } from './scenario.ts';
import type { StateOfPlay } from './stateOfPlay.ts';
import type { Gauge } from './steps/frame.ts';
import type { VersionChange } from './versions.ts';

export interface Veil {
	/** the total that was first signed, or the one that a modification made of it */
	readonly amounts: boolean;
	readonly object: boolean;
	readonly holder: boolean;
	/** said in the place of the object */
	readonly instead: string;
}

export type ToldChange = Omit<VersionChange, 'writes'>;

/** Changes of a contract without the totals that a reader may not read; which of them are totals stays said. */
export const changesTold = <Change extends ToldChange>(changes: readonly Change[], { amounts, object, instead }: Veil): readonly Change[] =>
	changes.map((change) =>
		change.isTotal
			? { ...change, ...(object ? { name: instead } : {}), ...(amounts ? { before: '', after: '' } : {}) }
			: change
	);

/** The parts of a frame that say something of a contract, wherever they stand in it, each without what a reader may not read. */
interface Parts {
	readonly gauges: readonly Gauge[];
	readonly flags: readonly Flag[];
	readonly grounds: GroundsSeen;
	readonly limits: Limits | null;
	readonly changes: readonly ToldChange[];
	readonly frozen: StateOfPlay | null;
}
const parts: { readonly [Name in keyof Parts]: (part: Parts[Name], veil: Veil) => Parts[Name] } = {
	gauges: (gauges, { amounts }) => (amounts ? gauges.map((one) => ({ ...one, mostAmount: null })) : gauges),
	flags: (flags, { amounts }) =>
		amounts ? flags.map((one) => (one.flag === 'above-per-change' || one.flag === 'above-cumulated' ? { ...one, amount: null, most: null } : one)) : flags,
	grounds: (grounds, { amounts }) => (amounts ? { ...grounds, base: null, smallChange: null } : grounds),
	limits: (limits, { amounts }) => (amounts && limits ? { ...limits, mostPerChange: null, mostCumulated: null } : limits),
	changes: changesTold,
	frozen: (frozen, { amounts, object, holder, instead }) =>
		frozen && {
			...frozen,
			contract: { object: object ? instead : frozen.contract.object, holder: holder ? '' : frozen.contract.holder },
			figures: amounts ? frozen.figures.filter(({ of }) => of !== 'maximum' && of !== 'share') : frozen.figures
		}
};
const isPart = (name: string): name is keyof Parts => Object.hasOwn(parts, name);

/** A frame, plain data, as whoever reads it under this veil is told it. */
export function veiled<Seen>(seen: Seen, veil: Veil): Seen {
	if (!veil.amounts && !veil.object && !veil.holder) return seen;
	if (Array.isArray(seen)) return seen.map((one: unknown) => veiled(one, veil)) as Seen;
	if (seen === null || typeof seen !== 'object' || seen instanceof Date) return seen;
	const told = Object.entries(seen).map(([name, part]) => [name, isPart(name) ? (parts[name] as (part: unknown, veil: Veil) => unknown)(part, veil) : veiled(part, veil)]);
	return Object.fromEntries(told) as Seen;
}
