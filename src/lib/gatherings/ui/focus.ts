/**
 * Keeps the keyboard where it is. After an act the framework puts the focus at the top of the page, and a button that has done its act, or
 * a step that changed, takes it away with it: it comes back to what held it, to what opened the dialog, or to the nearest part of the
 * screen that still stands.
 * Parts are what bears `tabindex="-1"`. Who presses beside everything has let go of the focus on purpose.
 */
export function holdFocus(screen: HTMLElement): () => void {
	let last: HTMLElement | undefined;
	let opener: HTMLElement | undefined;
	let parts: HTMLElement[] = [];

	const letGo = () => (last = undefined);
	function remember(event: FocusEvent): void {
		const target = event.target as HTMLElement;
		const dialog = target.closest('dialog');
		if (!dialog) opener = undefined;
		else if (last && !dialog.contains(last)) opener = last;
		last = target;
		parts = [];
		for (let part = last.parentElement; part; part = part.parentElement) if (part.hasAttribute('tabindex')) parts.push(part);
		const main = screen.querySelector<HTMLElement>('main');
		if (main) parts.push(main);
	}
	function bringBack(): void {
		if (!last || !document.hasFocus() || (document.activeElement && document.activeElement !== document.body)) return;
		const mayHold = (one: HTMLElement | undefined) => one?.isConnected && !one.matches(':disabled') && one.checkVisibility();
		[last, opener, ...parts].find(mayHold)?.focus({ preventScroll: true });
	}
	const whenOut = ({ relatedTarget }: FocusEvent) => {
		// the framework gives it to the body itself
		if (relatedTarget === null || relatedTarget === document.body) setTimeout(bringBack);
	};

	const watching = new MutationObserver(bringBack);
	watching.observe(screen, { childList: true, subtree: true, attributeFilter: ['disabled'] });
	screen.addEventListener('focusin', remember);
	screen.addEventListener('focusout', whenOut);
	// what is pressed takes the focus after this, and is remembered then
	document.addEventListener('pointerdown', letGo, true);
	return () => {
		watching.disconnect();
		screen.removeEventListener('focusin', remember);
		screen.removeEventListener('focusout', whenOut);
		document.removeEventListener('pointerdown', letGo, true);
	};
}
