// What was just done, said once and aside: never the only place where it shows.

export interface Toast {
	readonly id: number;
	readonly text: string;
}

let last = 0;
export const toasts = $state<Toast[]>([]);

export function dismiss(id: number): void {
	const at = toasts.findIndex((toast) => toast.id === id);
	if (at >= 0) toasts.splice(at, 1);
}

/** Stays long enough to be read twice: 6 s and 60 ms a character. */
export function say(text: string): void {
	const id = ++last;
	toasts.push({ id, text });
	if (toasts.length > 3) toasts.shift();
	setTimeout(() => dismiss(id), 6000 + text.length * 60);
}
