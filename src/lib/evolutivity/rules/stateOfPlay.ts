// The state of play of a contract, frozen from the cockpit: figures, milestones, spend and incidents; what people say of them stands apart.
import * as v from 'valibot';

const isoDay = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const line = v.pipe(v.string(), v.maxLength(400));

/** What a figure is of: the contract's own, or an indicator that is followed. */
export const figureKinds = ['maximum', 'paid', 'share', 'incidents', 'milestones', 'indicator'] as const;
export type FigureKind = (typeof figureKinds)[number];

export const figureShape = v.strictObject({
	/** short and plain: the key of what is said of it */
	id: v.pipe(v.string(), v.regex(/^[\w-]{1,60}$/)),
	of: v.picklist(figureKinds),
	/** of an indicator; empty for the contract's own figures, which the screens name */
	name: line,
	/** cents of `maximum` and `paid`, basis points of `share`, whole for counts, a decimal of an indicator; null: nobody has measured it */
	value: v.nullable(v.string()),
	unit: line,
	on: v.nullable(isoDay)
});
export type Figure = v.InferOutput<typeof figureShape>;

export const stateOfPlayShape = v.strictObject({
	version: v.literal(1),
	/** the day whose cockpit it is */
	frozenOn: isoDay,
	contract: v.strictObject({ object: line, holder: line }),
	figures: v.pipe(v.array(figureShape), v.maxLength(24)),
	milestones: v.pipe(v.array(v.strictObject({ what: line, on: v.nullable(isoDay), state: line })), v.maxLength(60)),
	incidents: v.pipe(v.array(v.strictObject({ what: line, on: v.nullable(isoDay), severity: line, closedOn: v.nullable(isoDay) })), v.maxLength(60))
});
export type StateOfPlay = v.InferOutput<typeof stateOfPlayShape>;

/** Fewer than this, and the room has little to stand on (script 4.2, step 3). */
export const figuresWanted = 5;

export interface CockpitFacts {
	/** ISO day */
	readonly today: string;
	readonly contract: { readonly object: string; readonly holder: string; readonly maximum: number | null };
	/** cents paid on the line of the contract */
	readonly paid: number;
	readonly indicators: readonly { readonly code: string; readonly name: string; readonly unit: string; readonly last: { readonly value: string; readonly on: string } | null }[];
	readonly milestones: readonly { readonly what: string; readonly on: string | null; readonly state: string }[];
	readonly incidents: readonly { readonly what: string; readonly on: string | null; readonly severity: string; readonly closedOn: string | null }[];
}

/** The state of play that a cockpit makes: its own figures first, then those of the indicators that were measured, then those that were not. The same facts make the same state. Source: EVO-7. */
export function stateOfPlayOf({ today, contract, paid, indicators, milestones, incidents }: CockpitFacts): StateOfPlay {
	const figure = (of: FigureKind, value: string, on: string | null = null): Figure => ({ id: of, of, name: '', value, unit: '', on });
	const measured = indicators.toSorted((a, b) => Number(b.last !== null) - Number(a.last !== null));
	return {
		version: 1,
		frozenOn: today,
		contract: { object: contract.object, holder: contract.holder },
		figures: [
			...(contract.maximum === null ? [] : [figure('maximum', String(contract.maximum))]),
			figure('paid', String(paid)),
			...(contract.maximum ? [figure('share', String(Math.round((paid * 10_000) / contract.maximum)))] : []),
			figure('incidents', String(incidents.filter(({ closedOn }) => closedOn === null).length)),
			figure('milestones', String(milestones.filter(({ state }) => state === 'done').length)),
			...measured.map(({ code, name, unit, last }): Figure => ({ id: code.replace(/[^\w-]/g, '-').slice(0, 60), of: 'indicator', name, value: last?.value ?? null, unit, on: last?.on ?? null }))
		].slice(0, 24),
		milestones: milestones.slice(0, 60),
		incidents: incidents.slice(0, 60)
	};
}

/** How a figure was read: seats that understood it, seats that have a question; those with most questions first, for whoever leads. */
export function readingsOf(figures: readonly Figure[], said: readonly { readonly key: string; readonly reading: 'understood' | 'question' }[]): readonly { readonly id: string; readonly understood: number; readonly questions: number }[] {
	return figures.map(({ id }) => {
		const own = said.filter(({ key }) => key === id);
		return { id, understood: own.filter(({ reading }) => reading === 'understood').length, questions: own.filter(({ reading }) => reading === 'question').length };
	});
}
