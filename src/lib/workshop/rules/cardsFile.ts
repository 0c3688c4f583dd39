// Decides what the file of a landscape's cards tells: what the room has read of them, and nothing more.
import type { Capacity } from '../../projects/rules/capacities.ts';
import type { Act } from '../../people/rules/may.ts';
import type { LandscapeZone, Zone } from './landscape.ts';

/** Carries the cards away as a table: those who facilitate, and the team of the project (BO37). */
export const exportCards: Act = { name: 'export-cards', allows: ['administrator', 'facilitator', 'buyer', 'prescriber', 'elected-official'] };

export interface CardInFile {
	/** its place in the file, from 1: by it the links name their cards */
	readonly number: number;
	readonly zone: Zone;
	readonly kind: string;
	readonly words: string;
	/** the title of its group; null where it stands in none */
	readonly group: string | null;
	/** null where fewer than three seats have it: it would name somebody */
	readonly capacity: Capacity | null;
	/** null before the dots are closed */
	readonly dots: number | null;
	/** the materials that it cites */
	readonly evidence: readonly { readonly code: string; readonly title: string | null }[];
	/** the numbers of the cards that a link of the toile joins it to, the lowest first */
	readonly links: readonly number[];
}

export interface CardsFile {
	readonly form: 'eclaireurs/landscape-cards';
	readonly version: 1;
	readonly cards: readonly CardInFile[];
}

interface Beside {
	/** the materials that the cards cite */
	readonly cited: readonly { readonly code: string; readonly title: string }[];
	/** the ids of two cards each */
	readonly links: readonly (readonly [string, string])[];
}

/** The cards in the order in which they are read, each with its zone, its group and its links; no id, no author, no date (BO37). A link to a card that is not in the file is not told. */
export function cardsFile(zones: readonly LandscapeZone[], { cited, links }: Beside): CardsFile {
	const all = zones.flatMap(({ zone, groups }) => groups.flatMap(({ id, title, cards }) => cards.map((card) => ({ ...card, zone, group: id === null ? null : title }))));
	const numbers = new Map(all.map(({ id }, index) => [id, index + 1]));
	const linkedTo = (id: string): number[] =>
		links
			.flatMap(([one, other]) => (one === id ? (numbers.get(other) ?? []) : other === id ? (numbers.get(one) ?? []) : []))
			.sort((one, other) => one - other);
	return {
		form: 'eclaireurs/landscape-cards',
		version: 1,
		cards: all.map(({ id, zone, kind, text, group, capacity, dots, sources = [] }, index) => ({
			number: index + 1,
			zone,
			kind,
			words: text,
			group,
			capacity,
			dots,
			evidence: sources.map((code) => ({ code, title: cited.find((one) => one.code === code)?.title ?? null })),
			links: linkedTo(id)
		}))
	};
}
