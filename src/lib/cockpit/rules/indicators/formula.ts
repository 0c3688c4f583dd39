// The formula of a composite indicator: figures, codes of other indicators, + − × ÷ and brackets. It is read, never executed.
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import { fractionOf, type Fraction } from './decimals.ts';

export type Formula =
	| { readonly kind: 'figure'; readonly decimal: string }
	| { readonly kind: 'code'; readonly code: string }
	| {
			readonly kind: 'sum' | 'difference' | 'product' | 'quotient';
			readonly left: Formula;
			readonly right: Formula;
	  };

export type FormulaRefusal =
	'formula-unreadable' | 'formula-too-long' | 'formula-unknown-code' | 'formula-circular';

const signs = { '+': 'sum', '-': 'difference', '*': 'product', '/': 'quotient' } as const;
const written: Readonly<Record<string, string>> = { '×': '*', '÷': '/', '−': '-', '–': '-', ':': '/' };
const longest = 300;
const deepest = 40;

/** « (N1 + N2) ÷ N3 × 100 » → its parts. Codes are those of indicators (« N4 »), figures as people type them. Refuses anything else. */
export function readFormula(typed: string): Outcome<Formula, FormulaRefusal> {
	const text = typed.normalize('NFC').trim();
	if (text.length > longest) return refused('formula-too-long');
	const plain = text.replace(/[×÷−–:]/g, (sign) => written[sign]!);
	const words = plain.match(/N\d{1,6}|\d{1,12}(?:[.,]\d{1,6})?|[-+*/()]/gi) ?? [];
	if (words.length === 0 || words.join('') !== plain.replace(/\s/g, '')) return refused('formula-unreadable');
	let at = 0;
	const isNext = (...among: readonly string[]) => words[at] !== undefined && among.includes(words[at]!);

	function term(depth: number): Formula | undefined {
		const word = words[at++];
		if (word === undefined || depth > deepest) return undefined;
		if (word === '(') {
			const inside = chain(depth + 1, ['+', '-'], (deep) => chain(deep, ['*', '/'], term));
			return words[at++] === ')' ? inside : undefined;
		}
		if (/^N/i.test(word)) return { kind: 'code', code: word.toUpperCase() };
		return /^\d/.test(word) ? { kind: 'figure', decimal: word.replace(',', '.') } : undefined;
	}
	function chain(
		depth: number,
		among: readonly (keyof typeof signs)[],
		part: (depth: number) => Formula | undefined
	): Formula | undefined {
		let left = part(depth);
		while (left && isNext(...among)) {
			const sign = words[at++] as keyof typeof signs;
			const right = part(depth);
			left = right && { kind: signs[sign], left, right };
		}
		return left;
	}
	const found = chain(0, ['+', '-'], (depth) => chain(depth, ['*', '/'], term));
	return found && at === words.length ? accepted(found) : refused('formula-unreadable');
}

/** The codes that a formula reads, each once. */
export function codesOf(formula: Formula): readonly string[] {
	if (formula.kind === 'figure') return [];
	if (formula.kind === 'code') return [formula.code];
	return [...new Set([...codesOf(formula.left), ...codesOf(formula.right)])];
}

/** What a formula comes to, exact; null where a value is missing or something is divided by nought. */
export function valueOf(formula: Formula, valueBy: (code: string) => Fraction | null): Fraction | null {
	if (formula.kind === 'figure') return fractionOf(formula.decimal);
	if (formula.kind === 'code') return valueBy(formula.code);
	const left = valueOf(formula.left, valueBy);
	const right = left && valueOf(formula.right, valueBy);
	if (!left || !right) return null;
	switch (formula.kind) {
		case 'sum':
			return { top: left.top * right.bottom + right.top * left.bottom, bottom: left.bottom * right.bottom };
		case 'difference':
			return { top: left.top * right.bottom - right.top * left.bottom, bottom: left.bottom * right.bottom };
		case 'product':
			return { top: left.top * right.top, bottom: left.bottom * right.bottom };
		case 'quotient': {
			if (right.top === 0n) return null;
			const sign = right.top < 0n ? -1n : 1n;
			return { top: sign * left.top * right.bottom, bottom: sign * left.bottom * right.top };
		}
	}
}

/**
 * A formula of one indicator among the others of its cockpit (CO72). Refuses what cannot be read, a code that is not there, and a formula that would, by others, read its own indicator.
 */
export function judgeFormula(
	typed: string,
	own: string,
	formulas: ReadonlyMap<string, string>
): Outcome<Formula, FormulaRefusal> {
	const read = readFormula(typed);
	if (!read.accepted) return read;
	const seen = new Set<string>();
	const open = [...codesOf(read.value)];
	while (open.length > 0) {
		const code = open.pop()!;
		if (code === own) return refused('formula-circular');
		const theirs = formulas.get(code);
		if (theirs === undefined) return refused('formula-unknown-code');
		if (seen.has(code) || theirs === '') continue;
		seen.add(code);
		const other = readFormula(theirs);
		if (other.accepted) open.push(...codesOf(other.value).filter((one) => formulas.has(one) || one === own));
	}
	return read;
}
