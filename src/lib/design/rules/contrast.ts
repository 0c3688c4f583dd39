// Decides whether two colours can be told apart: the contrast ratio of WCAG 2.2, and the pairs that the product puts together.
import type { Palette } from './tokens.ts';

function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Takes two `#rrggbb`, gives 1 to 21. Source: WCAG 2.2, « contrast ratio ». */
export function contrast(one: string, other: string): number {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

export interface Pair {
	readonly over: keyof Palette;
	readonly under: keyof Palette;
	readonly is: 'text' | 'shape';
}

const surfaces = ['page', 'card', 'sunken', 'raised'] as const;
const zones = ['needs', 'resources', 'innovation', 'constraints'] as const;
const tones = ['done', 'warning', 'error'] as const;

/** Whatever is read on a colour (text: 4.5, and 7 in high contrast), or must be seen on it (shape: 3). */
export const pairs: readonly Pair[] = [
	...surfaces.flatMap((under) =>
		(['text', 'muted', 'action', 'action-strong', ...zones, ...tones] as const).map((over): Pair => ({
			over,
			under,
			is: 'text'
		}))
	),
	...[...zones, ...tones].flatMap((over): Pair[] => [
		{ over, under: `${over}-tint`, is: 'text' },
		{ over: 'text', under: `${over}-tint`, is: 'text' },
		{ over: 'muted', under: `${over}-tint`, is: 'text' }
	]),
	{ over: 'on-action', under: 'action', is: 'text' },
	{ over: 'on-action', under: 'action-strong', is: 'text' },
	{ over: 'on-light', under: 'light', is: 'text' },
	{ over: 'on-light', under: 'light-strong', is: 'text' },
	{ over: 'text', under: 'action-tint', is: 'text' },
	{ over: 'action', under: 'action-tint', is: 'text' },
	{ over: 'muted', under: 'action-tint', is: 'text' },
	{ over: 'text', under: 'light-tint', is: 'text' },
	{ over: 'muted', under: 'light-tint', is: 'text' },
	{ over: 'action', under: 'light-tint', is: 'text' },
	...surfaces.map((under): Pair => ({ over: 'edge', under, is: 'shape' }))
];
