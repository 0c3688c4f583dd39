/**
 * Leaves the sealed room when its stream says that it is shut, or no longer answers for that. It never asks for the page again, as live screens do: each time that a page
 * of the room is handed out is a line in its register.
 */
export function watchRoom(url: () => string, away: () => string): void {
	$effect(() => {
		const source = new EventSource(url());
		const leave = () => {
			source.close();
			location.replace(away());
		};
		source.addEventListener('lost', leave);
		// refused, and not merely cut: a cut stream tries again by itself
		source.onerror = () => {
			if (source.readyState === EventSource.CLOSED) leave();
		};
		return () => source.close();
	});
}
