import { untrack } from 'svelte';
import { sayUnder } from '../../design/ui/under.ts';

/** What the screen says aloud, in one place that is always there: a live region that comes with its words in it is often not heard. */
export const said = $state({ words: '' });

/** what is being said now: two things that happen together are both heard */
let together: string[] = [];

export function say(words: string): void {
	if (together.length === 0) setTimeout(() => (together = []));
	if (together.includes(words)) return;
	together.push(words);
	const sentences = together.map((one, nth) => (nth === together.length - 1 || /[.!?…]$/.test(one) ? one : `${one}.`)).join(' ');
	// the same words twice are two events, told apart by a space that nobody hears
	said.words = untrack(() => said.words) === sentences ? `${sentences}\u00a0` : sentences;
}

/** What was said of a step goes with it: it stays in the page for whoever reads line by line. */
export function hush(): void {
	together = [];
	said.words = '';
}

/** Says what an act has done, each time that one is answered. */
export function sayDone(answer: () => { readonly done?: string } | null | undefined, words: Readonly<Record<string, () => string>>): void {
	$effect(() => {
		const done = answer()?.done;
		if (done && Object.hasOwn(words, done)) untrack(() => say(words[done]!()));
	});
}

/** After a refusal: to the first thing to mend; else the sentence is shown where one pressed; else, where the form is gone, to the sentence. */
export function goToRefusal(form: HTMLFormElement | undefined): void {
	const at = form?.isConnected ? form : undefined;
	const field = (at ?? document).querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong="true"] input');
	if (field) return field.focus();
	const alert = document.querySelector<HTMLElement>('main [role="alert"]');
	if (at) return sayUnder(at, alert?.querySelector('.notice-text')?.textContent ?? '', 'shown');
	if (!alert) return;
	alert.tabIndex = -1;
	alert.focus();
}
