/** A fold that lies over the screen: Escape, the keyboard that goes on and a finger beside it close it. */
export function foldsAway(details: HTMLDetailsElement): () => void {
	const isBeside = (at: EventTarget | null) => at instanceof Node && !details.contains(at);
	const outside = (event: Event) => {
		if (isBeside(event.target)) details.open = false;
	};
	const leave = (event: FocusEvent) => {
		if (isBeside(event.relatedTarget)) details.open = false;
	};
	const escape = (event: KeyboardEvent) => {
		if (event.key !== 'Escape' || !details.open) return;
		details.open = false;
		details.querySelector('summary')?.focus();
	};
	document.addEventListener('pointerdown', outside);
	details.addEventListener('focusout', leave);
	details.addEventListener('keydown', escape);
	return () => {
		document.removeEventListener('pointerdown', outside);
		details.removeEventListener('focusout', leave);
		details.removeEventListener('keydown', escape);
	};
}
