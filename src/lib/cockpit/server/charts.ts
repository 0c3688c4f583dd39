// Draws charts here, as shapes: a page that shows one loads no library, and nothing from anywhere. Colours are those of the screen, patterns tell series apart in black and white (CO74).
import { BarChart as Bars, LineChart as Lines } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { BarsChart, Chart, Drawn, LineChart, Shape } from '../rules/chart.ts';

echarts.use([Bars, Lines, AriaComponent, GridComponent, LegendComponent, SVGRenderer]);

const widths = { narrow: 340, wide: 720 } as const;
const ink = 'var(--text)';
const muted = 'var(--muted)';
const paper = 'var(--card)';

/** One look a series, in their order: a colour, and the pattern on it; the first is plain. */
const looks = [
	{ color: 'var(--action)', decal: { symbol: 'none' } },
	{
		color: 'var(--resources)',
		decal: { color: paper, dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4 }
	},
	{
		color: 'var(--constraints)',
		decal: {
			color: paper,
			symbol: 'circle',
			symbolSize: 0.7,
			dashArrayX: [
				[6, 6],
				[0, 6, 6, 0]
			],
			dashArrayY: [6, 0]
		}
	}
];

/** What a painter of the library answers; its types leave it out. */
interface Node {
	readonly tag: string;
	readonly attrs?: Readonly<Record<string, string | number | boolean | undefined>>;
	readonly children?: readonly Node[];
	readonly text?: string;
}
interface Painter {
	renderToVNode(options: { readonly useViewBox: boolean }): Node;
}

const kept = new Set([
	'width',
	'height',
	'viewBox',
	'x',
	'y',
	'x1',
	'x2',
	'y1',
	'y2',
	'cx',
	'cy',
	'r',
	'd',
	'points',
	'fill',
	'fill-opacity',
	'stroke',
	'stroke-width',
	'stroke-opacity',
	'stroke-dasharray',
	'stroke-linecap',
	'stroke-linejoin',
	'transform',
	'dominant-baseline',
	'text-anchor',
	'clip-path',
	'id',
	'patternUnits',
	'patternTransform'
]);
const tags = new Set([
	'svg',
	'g',
	'path',
	'rect',
	'circle',
	'polyline',
	'line',
	'text',
	'defs',
	'pattern',
	'clipPath'
]);

/** Ids of a drawing are its own: several stand on one page. */
function shapeOf({ tag, attrs = {}, children = [], text }: Node, ids: string): Shape {
	const own = (value: string | number) =>
		typeof value === 'string' ? value.replace(/zr\d+-/g, `${ids}-`) : value;
	return {
		tag,
		attributes: Object.fromEntries(
			Object.entries(attrs).flatMap(([name, value]) =>
				kept.has(name) && (typeof value === 'string' || typeof value === 'number') ? [[name, own(value)]] : []
			)
		),
		shapes: children.filter((one) => tags.has(one.tag)).map((one) => shapeOf(one, ids)),
		...(text !== undefined && { words: text })
	};
}

const axisLooks = {
	axisLabel: { color: muted, fontSize: 13 },
	axisLine: { lineStyle: { color: 'var(--edge)' } },
	axisTick: { show: false },
	splitLine: { lineStyle: { color: 'var(--hairline)' } }
};
const common = {
	animation: false,
	textStyle: { fontFamily: 'inherit', fontSize: 13 },
	legend: {
		bottom: 0,
		left: 0,
		itemWidth: 28,
		itemHeight: 16,
		itemGap: 18,
		textStyle: { color: ink, fontSize: 14 }
	}
};

function barsOption({ lie, names, series, say }: BarsChart, width: number) {
	const isFlat = lie === 'flat';
	const categories = {
		type: 'category' as const,
		data: [...names],
		...(isFlat && { inverse: true }),
		...axisLooks,
		axisLabel: {
			...axisLooks.axisLabel,
			color: ink,
			...(isFlat && { width: width / 3.2, overflow: 'break' as const }),
			hideOverlap: true
		}
	};
	const amounts = {
		type: 'value' as const,
		min: 0,
		...axisLooks,
		axisLabel: { ...axisLooks.axisLabel, formatter: say, hideOverlap: true },
		splitNumber: isFlat && width < 500 ? 2 : 4
	};
	return {
		...common,
		grid: { left: 8, right: 24, top: 16, bottom: 56 },
		...(isFlat ? { xAxis: amounts, yAxis: categories } : { xAxis: categories, yAxis: amounts }),
		series: series.map(({ name, values }, nth) => ({
			type: 'bar' as const,
			name,
			data: [...values],
			barMaxWidth: 40,
			barGap: '10%',
			itemStyle: { ...looks[nth % looks.length]!, borderColor: ink, borderWidth: 1 },
			emphasis: { disabled: true }
		}))
	};
}

function lineOption({ name, points, path, say, sayDay }: LineChart, width: number) {
	const days = (all: LineChart['points']) =>
		all.map(({ on, value }): [number, number] => [Date.parse(`${on}T00:00:00Z`), value]);
	const values = [...points, ...(path?.points ?? [])].map(({ value }) => value);
	const isLevel = Math.min(...values) === Math.max(...values);
	return {
		...common,
		useUTC: true,
		grid: { left: 8, right: 32, top: 24, bottom: 56 },
		xAxis: {
			type: 'time' as const,
			...axisLooks,
			splitLine: { show: false },
			splitNumber: width < 500 ? 2 : 5,
			axisLabel: {
				...axisLooks.axisLabel,
				hideOverlap: true,
				formatter: (at: number) => sayDay(new Date(at).toISOString().slice(0, 10))
			}
		},
		yAxis: {
			type: 'value' as const,
			scale: !isLevel,
			...axisLooks,
			splitNumber: 4,
			axisLabel: { ...axisLooks.axisLabel, formatter: say }
		},
		series: [
			{
				type: 'line' as const,
				name,
				data: days(points),
				symbol: 'circle',
				symbolSize: 9,
				lineStyle: { width: 3, color: 'var(--action)' },
				itemStyle: { color: 'var(--action)' },
				emphasis: { disabled: true }
			},
			...(path
				? [
						{
							type: 'line' as const,
							name: path.name,
							data: days(path.points),
							symbol: 'diamond',
							symbolSize: 11,
							lineStyle: { width: 2, type: 'dashed' as const, color: ink },
							itemStyle: { color: ink },
							emphasis: { disabled: true }
						}
					]
				: [])
		]
	};
}

function drawnAt(chart: Chart, width: number, ids: string): Shape {
	const height =
		chart.kind === 'bars' && chart.lie === 'flat'
			? 96 + chart.names.length * 24 * (chart.series.length + 0.6)
			: 320;
	const canvas = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height: Math.round(height) });
	try {
		canvas.setOption(chart.kind === 'bars' ? barsOption(chart, width) : lineOption(chart, width));
		const { painter } = canvas.getZr() as unknown as { readonly painter: Painter };
		return shapeOf(painter.renderToVNode({ useViewBox: true }), ids);
	} finally {
		canvas.dispose();
	}
}

/** A chart as shapes, twice: for a phone and for a page. `id` is its own on the page. */
export const draw = (chart: Chart, id: string): Drawn => ({
	title: chart.title,
	narrow: drawnAt(chart, widths.narrow, `${id}-n`),
	wide: drawnAt(chart, widths.wide, `${id}-w`)
});
