// Every colour of the product, as data: what the stylesheet is written from and what the contrast test reads.

export interface Palette {
	readonly page: string;
	readonly card: string;
	readonly sunken: string;
	/** a slip of paper lying on a tinted zone */
	readonly raised: string;
	readonly text: string;
	readonly muted: string;
	readonly hairline: string;
	/** the border of what is typed in or pressed: at least 3:1 */
	readonly edge: string;
	readonly action: string;
	readonly 'action-strong': string;
	readonly 'on-action': string;
	readonly 'action-tint': string;
	/** what is lit, ready or next; never a text on paper */
	readonly light: string;
	readonly 'light-strong': string;
	readonly 'on-light': string;
	readonly 'light-tint': string;
	readonly needs: string;
	readonly 'needs-tint': string;
	readonly resources: string;
	readonly 'resources-tint': string;
	readonly innovation: string;
	readonly 'innovation-tint': string;
	readonly constraints: string;
	readonly 'constraints-tint': string;
	readonly done: string;
	readonly 'done-tint': string;
	readonly warning: string;
	readonly 'warning-tint': string;
	readonly error: string;
	readonly 'error-tint': string;
	readonly 'focus-outer': string;
	readonly 'focus-inner': string;
}

export const paper: Palette = {
	page: '#fffaf2',
	card: '#ffffff',
	sunken: '#f7efe1',
	raised: '#ffffff',
	text: '#1b1f3b',
	muted: '#5a5f7d',
	hairline: '#e9dfcd',
	edge: '#857f92',
	action: '#2f3ea8',
	'action-strong': '#232f86',
	'on-action': '#ffffff',
	'action-tint': '#eceefb',
	light: '#ffc53d',
	'light-strong': '#f5b31b',
	'on-light': '#1b1f3b',
	'light-tint': '#fff3d3',
	needs: '#b3364a',
	'needs-tint': '#fdeef0',
	resources: '#17675f',
	'resources-tint': '#e6f4f1',
	innovation: '#67449a',
	'innovation-tint': '#f3edfb',
	constraints: '#7d5200',
	'constraints-tint': '#fbf1df',
	done: '#1e6b3a',
	'done-tint': '#e7f4ea',
	warning: '#b8400a',
	'warning-tint': '#fdeee4',
	error: '#a81c2b',
	'error-tint': '#fdecec',
	'focus-outer': '#1b1f3b',
	'focus-inner': '#ffc53d'
};

export const night: Palette = {
	page: '#14183a',
	card: '#1f2550',
	sunken: '#0f122e',
	raised: '#2a3166',
	text: '#f4f1ea',
	muted: '#b9bddb',
	hairline: '#363d75',
	edge: '#7f86bd',
	action: '#a9b4ff',
	'action-strong': '#c5ccff',
	'on-action': '#14183a',
	'action-tint': '#2b3370',
	light: '#ffc53d',
	'light-strong': '#ffd56e',
	'on-light': '#1b1f3b',
	'light-tint': '#3a3550',
	needs: '#ff9aa8',
	'needs-tint': '#2c2147',
	resources: '#7fd8cc',
	'resources-tint': '#17304c',
	innovation: '#cfb2ff',
	'innovation-tint': '#272455',
	constraints: '#f0c36b',
	'constraints-tint': '#2b2742',
	done: '#86dba4',
	'done-tint': '#183449',
	warning: '#f0c36b',
	'warning-tint': '#302c47',
	error: '#ff9aa0',
	'error-tint': '#322346',
	'focus-outer': '#14183a',
	'focus-inner': '#ffc53d'
};

/** « contraste renforcé »: every text at 7:1 at least. */
export const paperHigh: Palette = {
	...paper,
	page: '#ffffff',
	sunken: '#f4f4f4',
	text: '#000000',
	muted: '#33364d',
	hairline: '#6b6b76',
	edge: '#1b1f3b',
	action: '#1e2a8a',
	'action-strong': '#000000',
	'on-light': '#000000',
	needs: '#8c1d31',
	resources: '#0c4a44',
	innovation: '#4b2a80',
	constraints: '#5a3a00',
	done: '#0f4d26',
	warning: '#7f2a00',
	error: '#860f1d',
	'focus-outer': '#000000'
};

export const nightHigh: Palette = {
	...night,
	page: '#000000',
	card: '#0b0d24',
	sunken: '#000000',
	raised: '#1b2050',
	text: '#ffffff',
	muted: '#e2e4f6',
	hairline: '#8a90c4',
	edge: '#d5d9ff',
	action: '#c9d1ff',
	'action-strong': '#ffffff',
	'on-action': '#000000',
	'action-tint': '#20264f',
	'on-light': '#000000',
	'light-tint': '#2b2740',
	needs: '#ffc2ca',
	'needs-tint': '#2a1c38',
	resources: '#a8ece3',
	'resources-tint': '#122b40',
	innovation: '#e2d0ff',
	'innovation-tint': '#241f4c',
	constraints: '#ffdc96',
	'constraints-tint': '#29243a',
	done: '#b2f0c6',
	'done-tint': '#122d3c',
	warning: '#ffdc96',
	'warning-tint': '#29243a',
	error: '#ffc4c8',
	'error-tint': '#2c1d38',
	'focus-outer': '#000000'
};

/** The ramp of grades, best to worst: from the light to a stone in the dark, read by its darkness alone. None has the colour of an error, of an act or of a link. */
export const dawn = ['#ffc53d', '#b0b257', '#7f9a65', '#757666', '#665c50', '#52463f', '#333039'] as const;
export const onDawn = ['#1b1f3b', '#1b1f3b', '#1b1f3b', '#ffffff', '#ffffff', '#ffffff', '#ffffff'] as const;

/** The colour of the grade of this rank (0 = best) among so many: the whole ramp whatever their number. */
export function shadeOf(rank: number, grades: number): number {
	if (grades <= 1) return 0;
	return Math.round((rank * (dawn.length - 1)) / (grades - 1));
}
