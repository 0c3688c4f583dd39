// A charter as a versioned text: which passage of the next version is which of the last one, so that what was annotated is found again.
import type { Passage } from '../../texts/rules/passages.ts';

export type TextPart = Pick<Passage, 'kind' | 'text'>;

export type OpenRefusal = 'clause-unknown' | 'charter-unknown' | 'charter-open-already' | 'charter-text-unfit';

/** What names a part whose words change: what stands before its first « · » or « : ». */
const nameOf = (text: string): string => /^(.{1,80}?)\s*[·:]\s/u.exec(text)?.[1] ?? '';

const placed = <One extends TextPart>(parts: readonly One[]): readonly { readonly part: One; readonly section: string }[] => {
	let section = '';
	return parts.map((part) => {
		if (part.kind === 'heading') section = part.text;
		return { part, section };
	});
};

/**
 * The next version of a text with the ids of the last one (EV125): the same words first; then, under the same heading, the same name before « · » or « : »; then, of what is left there of a kind and without a name,
 * in order where as many left as came. What is new takes an id of `fresh`, as many as there are parts.
 */
export function carriedOver(before: readonly Passage[], after: readonly TextPart[], fresh: readonly string[]): readonly Passage[] {
	const old = placed(before);
	const now = placed(after);
	const ids = new Map<number, string>();
	const used = new Set<string>();
	const take = (nth: number, id: string | undefined): void => {
		if (id === undefined || ids.has(nth)) return;
		ids.set(nth, id);
		used.add(id);
	};
	const pair = (isSame: (one: (typeof old)[number], other: (typeof now)[number]) => boolean) =>
		now.forEach((other, nth) => {
			if (!ids.has(nth)) take(nth, old.find((one) => !used.has(one.part.id) && one.part.kind === other.part.kind && isSame(one, other))?.part.id);
		});
	pair((one, other) => one.section === other.section && one.part.text === other.part.text);
	pair((one, other) => one.part.text === other.part.text);
	pair((one, other) => one.section === other.section && nameOf(other.part.text) !== '' && nameOf(one.part.text) === nameOf(other.part.text));
	for (const [key, came] of Map.groupBy([...now.entries()].filter(([nth, { part }]) => !ids.has(nth) && nameOf(part.text) === ''), ([, { part, section }]) => `${part.kind} ${section}`)) {
		const left = old.filter(({ part, section }) => !used.has(part.id) && nameOf(part.text) === '' && `${part.kind} ${section}` === key);
		if (left.length === came.length) came.forEach(([nth], place) => take(nth, left[place]!.part.id));
	}
	return after.map(({ kind, text }, nth) => ({ id: ids.get(nth) ?? fresh[nth]!, kind, text }));
}

/** Whether two texts say the same, whatever the ids. */
export const saysTheSame = (one: readonly TextPart[], other: readonly TextPart[]): boolean => one.length === other.length && one.every(({ kind, text }, nth) => other[nth]!.kind === kind && other[nth]!.text === text);
