/** Tells the whole page how much of it a bar covers, as `--bar-above` or `--bar-below`: bars grow with their words, and stand in the page where letters are large. */
export function covers(place: '--bar-above' | '--bar-below') {
	return (bar: HTMLElement): void | (() => void) => {
		if (typeof ResizeObserver === 'undefined') return;
		const { style } = document.documentElement;
		const measure = () => style.setProperty(place, getComputedStyle(bar).position === 'sticky' ? `${bar.offsetHeight}px` : '0px');
		const observer = new ResizeObserver(measure);
		observer.observe(bar);
		return () => {
			observer.disconnect();
			style.removeProperty(place);
		};
	};
}
