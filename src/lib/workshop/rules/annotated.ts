// Finds what an address says that one annotates among the texts that are open.
import type { About } from '../../annotations/rules/about.ts';

interface Open {
	readonly gatheringId: string;
	readonly proposal: { readonly textId: string; readonly version: { readonly passages: readonly { readonly id: string; readonly text: string }[] } } | null;
	readonly strategy: readonly { readonly code: string; readonly object: string }[];
}

/** The words of a thing in what is open today; a passage reads as in its last version. Undefined for what is not open, or is no more. */
export function textAt(workshops: readonly Open[], about: About | undefined, elements: readonly { readonly id: string; readonly text: string }[] = [], charters: readonly NonNullable<Open['proposal']>[] = []): string | undefined {
	if (about?.what === 'element') return elements.find(({ id }) => id === about.element)?.text;
	if (about?.what === 'passage') {
		const text = workshops.find((one) => one.proposal?.textId === about.textId)?.proposal ?? charters.find(({ textId }) => textId === about.textId);
		return text?.version.passages.find(({ id }) => id === about.passageId)?.text;
	}
	return about && workshops.find(({ gatheringId }) => gatheringId === about.place)?.strategy.find(({ code }) => code === about.code)?.object;
}

/** Where a thing stands in the page of the texts. */
export function anchorOf(about: About): string {
	switch (about.what) {
		case 'passage':
			return `p-${about.passageId}`;
		case 'line':
			return `l-${about.place}-${about.code}`;
		case 'element':
			return `e-${about.element}`;
	}
}
