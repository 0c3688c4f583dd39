// Names a text by its beginning.
import { plain } from './marks.ts';

/** The beginning of a text, to name it in a label or a list: on one line, without its marks. `atMost`: signs, the ellipsis among them. */
export function beginningOf(text: string, atMost = 60): string {
	const signs = [...plain(text).replace(/\s+/g, ' ').trim()];
	return signs.length <= atMost ? signs.join('') : `${signs.slice(0, atMost - 1).join('').trimEnd()}…`;
}
