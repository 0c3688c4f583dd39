// The materials that a card cites, in words: the same on screens and in the record.
import { m } from '../../words/messages.js';

interface Titled {
	readonly code: string;
	readonly title: string;
}

const shortened = (title: string, most: number): string => (title.length > most ? `${title.slice(0, most - 1).trimEnd()}…` : title);

/** The materials that a card cites, each with its title where it is known: « M06 « Je ne cuisine plus » ». */
export const sourcesInWords = (codes: readonly string[], known: readonly Titled[], most = 60): string =>
	codes
		.map((code) => {
			const title = known.find((one) => one.code === code)?.title.replace(/^[«“"\s]+|[»”"\s]+$/g, '');
			return title ? m.field_from_named({ code, title: shortened(title, most) }) : code;
		})
		.join(', ');
