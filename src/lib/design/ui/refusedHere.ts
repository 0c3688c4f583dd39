// Without JavaScript, a form that was refused comes back as a page that begins at its top: the first thing to mend takes the focus, and the head of the page leads to it. A live screen goes there by itself, and carries none of this.
import { getContext, setContext } from 'svelte';

const key = Symbol('refused');
/** where the head of the page leads to */
export const refusedAt = 'refus';

interface Page {
	isTaken: boolean;
}

/** Said by a page that answers a refused form, before what it holds. */
export function leadToRefusal(isRefused: boolean): void {
	if (import.meta.env.SSR) setContext<Page>(key, { isTaken: !isRefused });
}

/** What the place that tells a refusal bears, claimed as it is made: the first of the page has it. */
export function claimRefusal(isWrong: boolean): string | undefined {
	if (!import.meta.env.SSR || !isWrong) return undefined;
	const page = getContext<Page | undefined>(key);
	if (!page || page.isTaken) return undefined;
	page.isTaken = true;
	return refusedAt;
}
