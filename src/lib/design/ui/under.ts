let line: HTMLParagraphElement | undefined;

/** Says something under the button or the link that was pressed: the head of the page may be three screens above. Without words, what was said is taken back. Aloud too, unless something else on the screen says it. */
export function sayUnder(pressed: HTMLElement | undefined, words: string, how: 'aloud' | 'shown' = 'aloud'): void {
	line?.remove();
	line = undefined;
	if (!pressed?.isConnected || !words) return;
	line = document.createElement('p');
	line.className = 'at-form';
	if (how === 'aloud') line.setAttribute('role', 'alert');
	if (pressed instanceof HTMLFormElement) pressed.append(line);
	else pressed.after(line);
	line.textContent = words;
	// clear of the bars
	line.scrollIntoView({ block: 'nearest' });
}

/** Replaces what stands under the button, if anything does. */
export function sayInstead(words: string): void {
	if (!line?.isConnected) return;
	line.dataset.tone = 'done';
	line.textContent = words;
}
