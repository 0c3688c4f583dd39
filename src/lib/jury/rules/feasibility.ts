// Whether quotas can be kept by those who may be drawn.
import type { Change } from './sortition/changes.ts';

export type Feasibility = { readonly isFeasible: true } | { readonly isFeasible: false; readonly changes: readonly Change[] };
