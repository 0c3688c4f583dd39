// How a handful of times is told, in milliseconds.
export type Figures = Readonly<Record<string, number | string | boolean | null>>;

const rounded = (value: number) => Math.round(value * 10) / 10;

/** The smallest time that this share of all is not above. */
function quantile(sorted: readonly number[], share: number): number {
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

export function spread(times: readonly number[]): { readonly p50: number; readonly p95: number; readonly p99: number; readonly worst: number } {
	const sorted = [...times].sort((one, other) => one - other);
	const at = (share: number) => rounded(quantile(sorted, share));
	return { p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: rounded(sorted.at(-1)!) };
}
