// Decides what the file of a landscape's cards tells: what the room has read of them, and nothing more.
import type { Capacity } from '../../projects/rules/capacities.ts';
import type { Act } from '../../people/rules/may.ts';
import type { LandscapeZone, Zone } from './landscape.ts';

/** Carries the cards away as a table: those who facilitate, and the team of the project (BO37). */
export const exportCards: Act = { name: 'export-cards', allows: ['administrator', 'facilitator', 'buyer', 'prescriber', 'elected-official'] };

export interface CardInFile {
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
}

export interface CardsFile {
	readonly form: 'eclaireurs/landscape-cards';
	readonly version: 1;
	readonly cards: readonly CardInFile[];
}

/** The cards in the order in which they are read, each with its zone and its group; no id, no author, no date (BO37). */
export const cardsFile = (zones: readonly LandscapeZone[], cited: readonly { readonly code: string; readonly title: string }[]): CardsFile => ({
	form: 'eclaireurs/landscape-cards',
	version: 1,
	cards: zones.flatMap(({ zone, groups }) =>
		groups.flatMap(({ id, title, cards }) =>
			cards.map(({ kind, text, capacity, dots, sources = [] }) => ({
				zone,
				kind,
				words: text,
				group: id === null ? null : title,
				capacity,
				dots,
				evidence: sources.map((code) => ({ code, title: cited.find((one) => one.code === code)?.title ?? null }))
			}))
		)
	)
});
