// A draft is what somebody typed and has not sent: kept by this tab alone, for one step and one field, until it has been sent.
type Field = HTMLInputElement | HTMLTextAreaElement;

const isTyped = (element: EventTarget | null): element is Field =>
	element instanceof HTMLTextAreaElement ||
	(element instanceof HTMLInputElement && ['text', 'search', 'number', 'email', 'tel', 'url'].includes(element.type));

/** The hidden fields tell one form of a step from another: two cards being corrected are two drafts. */
function keyOf(step: string, field: Field): string | undefined {
	if (!field.form || !field.name) return undefined;
	const hidden = [...field.form.querySelectorAll<HTMLInputElement>('input[type=hidden]')]
		.map((input) => `${input.name}=${input.value}`)
		.sort();
	return ['draft', step, ...hidden, field.name].join('|');
}

function store(): Storage | undefined {
	try {
		return sessionStorage;
	} catch {
		return undefined;
	}
}

const typedIn = (root: ParentNode): Field[] =>
	[...root.querySelectorAll<Field>('input, textarea')].filter((field) => isTyped(field));

const isUnsent = (field: Field): boolean => field.value.trim() !== '' && field.value !== field.defaultValue;

/** A choice counts as unsent, but in a form that is nothing without its text (`data-needs`): who looked at another question and wrote nothing follows the room. */
function holdsChoice(form: HTMLFormElement): boolean {
	const needed = form.dataset.needs === undefined ? null : form.elements.namedItem(form.dataset.needs);
	if (needed instanceof Element && isTyped(needed) && needed.value.trim() === '') return false;
	return form.querySelector('input:checked:not([type=hidden])') !== null;
}

/** What a step holds that has not been sent, and whether somebody is at it. */
export class Drafts {
	readonly #step: () => string;
	#root: HTMLElement | undefined;
	/** forms in which something was chosen or typed since they were last sent */
	#touched = new Set<HTMLFormElement>();
	#leaving: string[] = [];

	constructor(step: () => string) {
		this.#step = step;
	}

	get isBusy(): boolean {
		const root = this.#root;
		if (!root) return false;
		const active = document.activeElement;
		if (active && root.contains(active) && (isTyped(active) || active instanceof HTMLSelectElement)) return true;
		if (active instanceof HTMLElement && root.contains(active) && active.isContentEditable) return true;
		for (const form of this.#touched) if (!form.isConnected) this.#touched.delete(form);
		if ([...this.#touched].some((form) => [...form.elements].some((field) => isTyped(field) && isUnsent(field)))) return true;
		return [...this.#touched].some(holdsChoice);
	}

	/** Forgets what was just sent and accepted. */
	sent(): void {
		for (const key of this.#leaving) store()?.removeItem(key);
		this.#leaving = [];
		this.#touched.clear();
		if (!this.#root) return;
		// what was typed while the answer was on its way went with the emptied form: here it is again
		this.#giveBack(this.#root);
		for (const field of typedIn(this.#root)) if (isUnsent(field) && field.form) this.#touched.add(field.form);
	}

	#giveBack(within: ParentNode): void {
		for (const field of typedIn(within)) {
			const key = keyOf(this.#step(), field);
			// an emptied form whose answer is on its way stays empty
			if (!key || this.#leaving.includes(key)) continue;
			const kept = store()?.getItem(key);
			if (!kept || field.value !== field.defaultValue) continue;
			field.value = kept;
			field.dispatchEvent(new Event('input', { bubbles: true }));
		}
	}

	attach = (root: HTMLElement): (() => void) => {
		this.#root = root;
		const keep = ({ target }: Event): void => {
			if (!(target instanceof HTMLElement)) return;
			const form = target.closest('form');
			if (form) this.#touched.add(form);
			if (!isTyped(target)) return;
			const key = keyOf(this.#step(), target);
			if (!key) return;
			this.#leaving = this.#leaving.filter((leaving) => leaving !== key);
			try {
				if (isUnsent(target)) store()?.setItem(key, target.value);
				else store()?.removeItem(key);
			} catch {
				// A full or forbidden store loses the copy, never the text on the screen.
			}
		};
		const leave = ({ target }: Event): void => {
			if (!(target instanceof HTMLFormElement)) return;
			this.#leaving = typedIn(target).flatMap((field) => keyOf(this.#step(), field) ?? []);
		};
		root.addEventListener('input', keep);
		root.addEventListener('change', keep);
		root.addEventListener('submit', leave);
		const newcomers = new MutationObserver((changes) => {
			for (const { addedNodes } of changes)
				for (const node of addedNodes) if (node instanceof HTMLElement && node.isConnected) this.#giveBack(node.parentElement ?? node);
		});
		newcomers.observe(root, { childList: true, subtree: true });
		this.#giveBack(root);
		return () => {
			newcomers.disconnect();
			root.removeEventListener('input', keep);
			root.removeEventListener('change', keep);
			root.removeEventListener('submit', leave);
			if (this.#root === root) this.#root = undefined;
		};
	};
}
