// What an authority says publicly of its year: its main budget orientations, explained (PRO-1).
import { readEurosIfAny, type AmountRefusal } from '../../money/rules/euros.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Act } from '../../people/rules/may.ts';
import { longestText } from './elements/fields.ts';
import { listIn, type Fields } from './modes/mode.ts';

export interface Orientation {
	readonly year: number;
	readonly text: string;
	/** cents; null: no amount is said */
	readonly amount: number | null;
}

export interface AuthorityPage {
	/** to everybody, in plain words */
	readonly introduction: string;
	readonly orientations: readonly Orientation[];
}

export const writeAuthorityPage: Act = { name: 'write-authority-page', allows: ['administrator'] };

export const emptyPage: AuthorityPage = { introduction: '', orientations: [] };
export const mostOrientations = 40;
export const longestOrientation = 1_000;

export type AuthorityPageRefusal =
	| 'page-words-too-long'
	| 'orientation-text-missing'
	| 'orientation-too-long'
	| 'orientation-year-unreadable'
	| 'orientation-amount-negative'
	| AmountRefusal
	| 'orientations-too-many'
	| 'page-empty'
	| 'page-changed-meanwhile';

const tidy = (typed: string) => typed.normalize('NFC').replaceAll('\0', '').replaceAll('\r\n', '\n').trim();

/**
 * A page as typed (CO121): rows of `year`, `text`, `amount` in euros; a row without words is none, and one with an amount or a year alone is refused.
 * Years from 1990 to 2099; the last year first. Refuses with the row, from 0, in which it stands.
 */
export function readAuthorityPage(typed: Fields): Outcome<AuthorityPage, AuthorityPageRefusal> & { readonly row?: number } {
	const introduction = tidy(listIn(typed, 'introduction')[0] ?? '');
	if ([...introduction].length > longestText) return refused('page-words-too-long');
	const [years, texts, amounts] = (['year', 'text', 'amount'] as const).map((name) => listIn(typed, name));
	const orientations: Orientation[] = [];
	for (const [row, words] of texts!.entries()) {
		const text = tidy(words);
		const said = { year: tidy(years![row] ?? ''), amount: tidy(amounts![row] ?? '') };
		if (text === '' && said.amount === '') continue;
		if (text === '') return { ...refused('orientation-text-missing'), row };
		if ([...text].length > longestOrientation) return { ...refused('orientation-too-long'), row };
		if (!/^(?:199\d|20\d\d)$/.test(said.year)) return { ...refused('orientation-year-unreadable'), row };
		if (/^[-−–]\s*\d/.test(said.amount)) return { ...refused('orientation-amount-negative'), row };
		const amount = readEurosIfAny(said.amount);
		if (!amount.accepted) return { ...amount, row };
		orientations.push({ year: Number(said.year), text, amount: amount.value });
	}
	if (orientations.length > mostOrientations) return refused('orientations-too-many');
	return accepted({ introduction, orientations: orientations.toSorted((one, other) => other.year - one.year) });
}

/** By year, the last first. */
export const byYearOf = ({ orientations }: AuthorityPage): readonly (readonly [number, readonly Orientation[]])[] =>
	[...Map.groupBy(orientations, ({ year }) => year)].toSorted(([one], [other]) => other - one);
