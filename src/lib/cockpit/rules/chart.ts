// What a chart shows, before anybody draws it, and what a drawing is made of: shapes and words, never markup.

interface Said {
	/** what it is, for whoever does not see it; the table behind says the figures */
	readonly title: string;
	/** a figure as its axis says it */
	readonly say: (value: number) => string;
}

/** Bars side by side, a group of them for each name. */
export interface BarsChart extends Said {
	readonly kind: 'bars';
	readonly lie: 'upright' | 'flat';
	readonly names: readonly string[];
	readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/** Figures over days; `path` is where they are meant to go. */
export interface LineChart extends Said {
	readonly kind: 'line';
	readonly name: string;
	readonly points: readonly { readonly on: string; readonly value: number }[];
	readonly path?: {
		readonly name: string;
		readonly points: readonly { readonly on: string; readonly value: number }[];
	};
	readonly sayDay: (day: string) => string;
}

export type Chart = BarsChart | LineChart;

/** A shape of a drawing, with what it holds. Attributes are plain words and figures. */
export interface Shape {
	readonly tag: string;
	readonly attributes: Readonly<Record<string, string | number>>;
	readonly shapes: readonly Shape[];
	readonly words?: string;
}

/** One chart drawn twice, for a phone and for a page: words must stay as large as the others. */
export interface Drawn {
	readonly title: string;
	readonly narrow: Shape;
	readonly wide: Shape;
}
