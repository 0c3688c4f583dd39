// Counts what stays open (event streams, sockets) by who holds it and from where, and lets nobody hold without end.

const held = new Map<string, number>();

export interface Holding {
	/** `stream:seat:<id>`, `socket:<household>` */
	readonly key: string;
	readonly most: number;
}

/** Two screens for each of sixty people behind one address, several times over: what no room reaches and a flood does. */
export const mostFromOneAddress = 400;
/** Sockets that get no place and are on their way out, each for a moment: counted apart from those that have one. */
export const mostSentAwayFromOneAddress = 60;
/** Tabs and devices of one person, ghosts of a lost network among them. */
export const mostOfOnePerson = 12;

/** Counts one more under every key, or under none: undefined when a key holds its most already. What it gives counts one less, once. */
export function hold(holdings: readonly Holding[]): (() => void) | undefined {
	if (holdings.some(({ key, most }) => (held.get(key) ?? 0) >= most)) return undefined;
	for (const { key } of holdings) held.set(key, (held.get(key) ?? 0) + 1);
	let isHeld = true;
	return () => {
		if (!isHeld) return;
		isHeld = false;
		for (const { key } of holdings) {
			const left = held.get(key)! - 1;
			if (left > 0) held.set(key, left);
			else held.delete(key);
		}
	};
}
