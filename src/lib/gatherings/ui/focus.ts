/**
 * Keeps the keyboard where it is. After an act the framework puts the focus at the top of the page, and a button that has done its act, or
 * a step that changed, takes it away with it: it comes back to what held it, to what opened the dialog, or to the nearest part of the
 * screen that still stands.
 * From the nearest outwards, a part is: a form, by its button; a fold, by its summary; what bears `tabindex="-1"`; or what stands under a
 * heading, by that heading.
 * Who presses beside everything has let go of the focus on purpose.
 */
export function holdFocus(screen: HTMLElement): () => void {
	let last: HTMLElement | undefined;
	let opener: HTMLElement | undefined;
	let parts: (() => HTMLElement | null | undefined)[] = [];

	const letGo = () => (last = undefined);
	function partsAround(element: HTMLElement): typeof parts {
		const around: typeof parts = [];
		for (let part = element.parentElement; part && part !== screen; part = part.parentElement) {
			const one = part;
			if (one instanceof HTMLFormElement) around.push(() => one.isConnected ? one.querySelector<HTMLElement>('button:not(:disabled)') : null);
			else if (one instanceof HTMLDetailsElement) around.push(() => one.querySelector<HTMLElement>(':scope > summary'));
			if (one.localName === 'main') break;
			if (one.hasAttribute('tabindex')) around.push(() => one);
			const above = [...one.querySelectorAll<HTMLElement>('h1, h2, h3, h4')].filter((heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
			if (above.length) around.push(() => above.findLast((heading) => heading.isConnected && heading.checkVisibility()));
		}
		const main = screen.querySelector<HTMLElement>('main');
		around.push(() => main?.querySelector<HTMLElement>('h1[tabindex]'), () => main);
		return around;
	}
	function remember(target: HTMLElement): void {
		const dialog = target.closest('dialog');
		if (!dialog) opener = undefined;
		else if (last && !dialog.contains(last)) opener = last;
		last = target;
		parts = partsAround(target);
	}
	function bringBack(): void {
		if (!last || !document.hasFocus() || (document.activeElement && document.activeElement !== document.body)) return;
		const mayHold = (one: HTMLElement | null | undefined): one is HTMLElement => Boolean(one?.isConnected && !one.matches(':disabled') && one.checkVisibility());
		const held = [last, opener].find(mayHold) ?? parts.map((part) => part()).find(mayHold);
		if (!held) return;
		// a heading is come to so, never by Tab
		if (held.tabIndex < 0 && !held.hasAttribute('tabindex')) held.tabIndex = -1;
		held.focus({ preventScroll: true });
	}
	const whenOut = ({ relatedTarget }: FocusEvent) => {
		// the framework gives it to the body itself
		if (relatedTarget === null || relatedTarget === document.body) setTimeout(bringBack);
	};

	const whenIn = ({ target }: FocusEvent) => remember(target as HTMLElement);
	// a browser that gives no focus to a button that is pressed
	const whenSent = ({ submitter }: SubmitEvent) => {
		if (!last && submitter) remember(submitter);
	};
	const watching = new MutationObserver(bringBack);
	watching.observe(screen, { childList: true, subtree: true, attributeFilter: ['disabled'] });
	screen.addEventListener('focusin', whenIn);
	screen.addEventListener('focusout', whenOut);
	screen.addEventListener('submit', whenSent);
	// what is pressed takes the focus after this, and is remembered then
	document.addEventListener('pointerdown', letGo, true);
	return () => {
		watching.disconnect();
		screen.removeEventListener('focusin', whenIn);
		screen.removeEventListener('focusout', whenOut);
		screen.removeEventListener('submit', whenSent);
		document.removeEventListener('pointerdown', letGo, true);
	};
}
