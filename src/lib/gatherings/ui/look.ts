/** Where an act is sent, with what the address of the page asks to see besides: else its answer is another page's, and what was typed goes with the panel that held it. Undefined where there is nothing to add. */
export function withLook(action: string, here: string): string | undefined {
	const from = new URL(here);
	const to = new URL(action, from);
	if (to.origin !== from.origin || to.pathname !== from.pathname) return undefined;
	const kept = [...from.searchParams].filter(([name]) => !name.startsWith('/') && !to.searchParams.has(name));
	return kept.length === 0 ? undefined : `${to.search}&${new URLSearchParams(kept)}`;
}
