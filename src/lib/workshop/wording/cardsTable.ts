// The cards of a landscape as a table for spreadsheets: one row a card.
import { m } from '../../words/messages.js';
import type { CardsFile } from '../rules/cardsFile.ts';
import type { Kind } from '../rules/landscape.ts';
import { capacityNames } from './capacities.ts';
import { kindName } from './kinds.ts';
import { sourcesInWords } from './sources.ts';
import { zoneNames } from './thread.ts';

export const cardsTable = ({ cards }: CardsFile): { head: string[]; rows: (string | number)[][] } => ({
	head: [m.landscape_file_number(), m.landscape_file_zone(), m.landscape_file_kind(), m.landscape_file_words(), m.landscape_file_group(), m.landscape_file_capacity(), m.landscape_file_dots(), m.landscape_file_evidence(), m.landscape_file_links()],
	rows: cards.map(({ number, zone, kind, words, group, capacity, dots, evidence, links }) => [
		number,
		zoneNames[zone](),
		Object.hasOwn(kindName, kind) ? kindName[kind as Kind]() : kind,
		words,
		group ?? '',
		capacity ? capacityNames[capacity]!() : '',
		dots ?? '',
		sourcesInWords(
			evidence.map(({ code }) => code),
			evidence.flatMap(({ code, title }) => (title === null ? [] : [{ code, title }]))
		),
		links.join(', ')
	])
});
