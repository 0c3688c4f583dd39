import type { Passage } from '../rules/passages.ts';

export interface Part {
	/** the id of its first passage */
	readonly key: string;
	readonly isList: boolean;
	readonly passages: readonly Passage[];
}

/** The passages in order, items that follow one another gathered into one list. */
export function inLists(passages: readonly Passage[]): Part[] {
	const parts: (Part & { passages: Passage[] })[] = [];
	for (const passage of passages) {
		const last = parts.at(-1);
		const isList = passage.kind === 'item';
		if (isList && last?.isList) last.passages.push(passage);
		else parts.push({ key: passage.id, isList, passages: [passage] });
	}
	return parts;
}
