// Whether quotas can be kept by those who may be drawn.
export interface Change {
	readonly category: string;
	readonly feature: string;
	readonly bound: 'min' | 'max';
	readonly from: number;
	readonly to: number;
}
export type Feasibility = { readonly isFeasible: true } | { readonly isFeasible: false; readonly changes: readonly Change[] };
