// Decimals as they are kept (« -3.5 ») compared and added exactly: never as floats.
const shape = /^-?\d{1,15}(?:\.\d{1,6})?$/;
const unit = 1_000_000n;

/** Millionths of a decimal as it is kept. Throws on what no field would have kept. */
export function millionths(decimal: string): bigint {
	if (!shape.test(decimal)) throw new Error(`not a decimal: ${decimal}`);
	const isNegative = decimal.startsWith('-');
	const [whole = '0', parts = ''] = decimal.replace('-', '').split('.');
	const value = BigInt(whole) * unit + BigInt(parts.padEnd(6, '0'));
	return isNegative ? -value : value;
}

/** The decimal of so many millionths, without noughts at its end. */
export function decimalOf(value: bigint): string {
	const size = value < 0n ? -value : value;
	const parts = String(size % unit)
		.padStart(6, '0')
		.replace(/0+$/, '');
	return `${value < 0n ? '-' : ''}${size / unit}${parts === '' ? '' : `.${parts}`}`;
}

/** A fraction, exact: its bottom is above nought. */
export interface Fraction {
	readonly top: bigint;
	readonly bottom: bigint;
}

export const fractionOf = (decimal: string): Fraction => ({ top: millionths(decimal), bottom: unit });

/** Rounded to the nearest millionth, halves away from nought; null above what a field keeps. */
export function roundedOf({ top, bottom }: Fraction): string | null {
	const isNegative = top < 0n;
	const size = isNegative ? -top : top;
	const value = (size * unit * 2n + bottom) / (bottom * 2n);
	return value >= 10n ** 21n ? null : decimalOf(isNegative ? -value : value);
}
