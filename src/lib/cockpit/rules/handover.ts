// How a line of the strategy becomes planned money of the cockpit.
import { flowsOf } from './modes/modes.ts';
import type { Funder, WholeLine } from './strategy.ts';

/** What a funder brings, in cents; `year` null where the line says it as a whole. */
export type Planned = Funder & { readonly year: number | null };

/** The planned money of a line: by year where its one funder brings what its mode says year by year, from the year of its first date (else this one); as a whole otherwise. Source: house 5, « its yearly flows ». */
export function plannedOf(
	{ mode, parts, funders, milestones }: Pick<WholeLine, 'mode' | 'parts' | 'funders' | 'milestones'>,
	today: string
): readonly Planned[] {
	const flows = flowsOf(mode, parts, Number((milestones[0]?.on ?? today).slice(0, 4)));
	const [only, ...others] = funders;
	if (
		only &&
		others.length === 0 &&
		flows &&
		flows.reduce((sum, { amount }) => sum + amount, 0) === only.amount
	)
		return flows.map(({ year, amount }) => ({ ...only, amount, year }));
	return funders.map((funder) => ({ ...funder, year: null }));
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('fr').trim();

/** Whether who brings it is the authority itself: by its name, or as a strategy calls it. */
export const isOwnShare = (who: string, authority: string): boolean =>
	plain(who) === plain(authority) ||
	/^(?:la )?(?:collectivite|commune|ville|authority|town)$/.test(plain(who));
