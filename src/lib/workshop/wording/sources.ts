// The materials that a card cites, in words: the same on screens and in the record.
import { m } from '../../words/messages.js';
import { beginningOf } from '../../texts/rules/beginning.ts';

interface Titled {
	readonly code: string;
	readonly title: string;
}

/** The materials that a card cites, each with its title where it is known: « M06 « Je ne cuisine plus » ». */
export const sourcesInWords = (codes: readonly string[], known: readonly Titled[], most = 60): string =>
	codes
		.map((code) => {
			const title = known.find((one) => one.code === code)?.title.replace(/^[«“"\s]+|[»”"\s]+$/g, '');
			return title ? m.field_from_named({ code, title: beginningOf(title, most) }) : code;
		})
		.join(', ');
