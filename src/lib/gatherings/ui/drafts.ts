// A draft is what somebody typed or chose and has not sent: kept by the device for one seat and one form, until it has been sent, the seat has left the device, or a day has passed.
type Field = HTMLInputElement | HTMLTextAreaElement;
type Choice = HTMLInputElement | HTMLSelectElement;

export interface Whose {
	readonly gathering: string;
	readonly seat: string;
	readonly step: string;
}

/** Milliseconds: longer than a gathering and its breaks, shorter than a phone that is lent. */
const keptFor = 24 * 3_600_000;

interface Draft {
	/** milliseconds since 1970 */
	readonly at: number;
	/** the version of a text that the words change: they are not put over another */
	readonly base: string;
	readonly words: Readonly<Record<string, string>>;
	/** what is chosen under each name: several where there are several boxes or lists */
	readonly choices: Readonly<Record<string, readonly string[]>>;
}

const isTyped = (element: unknown): element is Field =>
	element instanceof HTMLTextAreaElement ||
	(element instanceof HTMLInputElement && ['text', 'search', 'number', 'email', 'tel', 'url'].includes(element.type));

const isChoice = (element: unknown): element is Choice =>
	element instanceof HTMLSelectElement || (element instanceof HTMLInputElement && (element.type === 'radio' || element.type === 'checkbox'));

const fieldsOf = (form: HTMLFormElement): Field[] => [...form.elements].filter(isTyped);
const choicesOf = (form: HTMLFormElement): Choice[] => [...form.elements].filter(isChoice);

/** A field by its name; the second and those after it that bear the same one by their place too: a table of lines has several. */
function placeOf(field: Field | Choice): string {
	const { form, name } = field;
	const same = form && isTyped(field) ? fieldsOf(form).filter((one) => one.name === name) : [field];
	const nth = same.indexOf(field);
	return nth <= 0 ? name : `${name}#${nth}`;
}

/** what each field held when its form was last sent and accepted: the server may have kept it in tidier words than those that still stand there */
const accepted = new WeakMap<Field, string>();

const bare = (words: string): string => words.replaceAll('\r\n', '\n').trim();

function isUnsent(field: Field): boolean {
	const words = bare(field.value);
	return words !== '' && words !== bare(field.defaultValue) && words !== accepted.get(field);
}

const isChosen = (choice: Choice): boolean => choice instanceof HTMLSelectElement || choice.checked;

/** Whether somebody chose it: what the page itself proposed is nobody's choice. */
function isMade(choice: Choice): boolean {
	if (choice instanceof HTMLInputElement) return choice.checked !== choice.defaultChecked;
	const options = [...choice.options];
	return choice.value !== (options.find((option) => option.defaultSelected) ?? options[0])?.value;
}

/** A choice counts as unsent, but in a form that is nothing without its text (`data-needs`): who looked at another question and wrote nothing follows the room. */
function holdsChoice(form: HTMLFormElement): boolean {
	const needed = form.dataset.needs === undefined ? null : form.elements.namedItem(form.dataset.needs);
	if (isTyped(needed) && needed.value.trim() === '') return false;
	return choicesOf(form).some(isMade);
}

const holdsUnsent = (form: HTMLFormElement): boolean => fieldsOf(form).some(isUnsent) || holdsChoice(form);

const ofGathering = (gathering: string) => `draft|${gathering}|`;
const ofSeat = ({ gathering, seat }: Whose) => `${ofGathering(gathering)}${seat}|`;

/** The hidden fields tell one form of a step from another: two cards being corrected are two drafts. */
function keyOf(whose: Whose, form: HTMLFormElement): string {
	const hidden = [...form.querySelectorAll<HTMLInputElement>('input[type=hidden]:not([name=base])')].map((input) => `${input.name}=${input.value}`).sort();
	return `${ofSeat(whose)}${[whose.step, ...hidden].join('|')}`;
}

const baseOf = (form: HTMLFormElement): string => form.querySelector<HTMLInputElement>('input[type=hidden][name=base]')?.value ?? '';

const read = (form: HTMLFormElement): Draft => {
	const words = fieldsOf(form).flatMap((field) => (field.name && isUnsent(field) ? [[placeOf(field), field.value] as const] : []));
	const choices: Record<string, string[]> = {};
	for (const choice of choicesOf(form)) if (choice.name) (choices[choice.name] ??= []).push(...(isChosen(choice) ? [choice.value] : []));
	return { at: Date.now(), base: baseOf(form), words: Object.fromEntries(words), choices };
};

/** What the browser keeps, on the device or for this tab alone; one that is full, or forbids it, loses the copy and never what is on the screen. */
class Shelf {
	readonly #where: 'device' | 'tab';
	constructor(where: 'device' | 'tab') {
		this.#where = where;
	}
	#try<Value>(use: (storage: Storage) => Value): Value | undefined {
		try {
			return use(this.#where === 'device' ? localStorage : sessionStorage);
		} catch {
			return undefined;
		}
	}
	keys(beginning: string): string[] {
		return this.#try((storage) => Object.keys(storage).filter((key) => key.startsWith(beginning))) ?? [];
	}
	take(key: string): Draft | undefined {
		const draft = this.#try((storage) => JSON.parse(storage.getItem(key) ?? 'null') as Draft | null) ?? undefined;
		return draft && draft.at > Date.now() - keptFor ? draft : undefined;
	}
	put(key: string, draft: Draft | undefined): void {
		this.#try((storage) => (draft ? storage.setItem(key, JSON.stringify(draft)) : storage.removeItem(key)));
	}
}

/** Clears what this device keeps of a gathering: its seat has left. */
export function forgetDrafts(gathering: string): void {
	const shelf = new Shelf('device');
	for (const key of shelf.keys(ofGathering(gathering))) shelf.put(key, undefined);
}

/** What a step holds that has not been sent, and whether somebody is at it. */
export class Drafts {
	readonly #whose: () => Whose;
	readonly #where: 'device' | 'tab';
	readonly #shelf: Shelf;
	#root: HTMLElement | undefined;
	/** forms in which something was chosen or typed since they were last sent */
	#touched = new Set<HTMLFormElement>();
	/** the form whose answer is on its way, and those of its fields in which nothing was typed since */
	#leaving: { readonly form: HTMLFormElement; readonly key: string; readonly names: Set<string>; readonly words: ReadonlyMap<Field, string> } | undefined;
	#isGivingBack = false;

	/** A phone keeps its drafts through a tab that was closed; a laptop at which one types for several people keeps them for the tab. */
	constructor(whose: () => Whose, where: 'device' | 'tab') {
		this.#whose = whose;
		this.#where = where;
		this.#shelf = new Shelf(where);
	}

	get isBusy(): boolean {
		const root = this.#root;
		if (!root) return false;
		const active = document.activeElement;
		if (active && root.contains(active) && (isTyped(active) || active instanceof HTMLSelectElement)) return true;
		if (active instanceof HTMLElement && root.contains(active) && active.isContentEditable) return true;
		for (const form of this.#touched) if (!form.isConnected) this.#touched.delete(form);
		return [...this.#touched].some(holdsUnsent);
	}

	/** The words that stand unsent on this screen, but for those that are nothing beside it (`data-secret`). */
	get onScreen(): readonly string[] {
		return [...(this.#root?.querySelectorAll<HTMLFormElement>('form:not([data-secret])') ?? [])].flatMap((form) => fieldsOf(form).filter(isUnsent).map((field) => field.value));
	}

	/** The words that this device keeps of the seat, whatever the step. */
	get kept(): readonly string[] {
		return this.#shelf.keys(ofSeat(this.#whose())).flatMap((key) => Object.values(this.#shelf.take(key)?.words ?? {}));
	}

	/** Forgets what this form has just sent, and was accepted; returns its words. */
	sent(sent: HTMLFormElement | undefined): readonly string[] {
		let gone: readonly string[] = [];
		if (this.#leaving && this.#leaving.form === sent) {
			const { form, key, names, words } = this.#leaving;
			this.#leaving = undefined;
			this.#touched.delete(form);
			gone = [...words.values()];
			for (const [field, typed] of words) if (bare(field.value) === bare(typed)) accepted.set(field, bare(typed));
			const draft = this.#shelf.take(key);
			const since = <Value>(of: Readonly<Record<string, Value>>) => Object.fromEntries(Object.entries(of).filter(([name]) => !names.has(name)));
			const left = draft && { ...draft, words: since(draft.words), choices: since(draft.choices) };
			this.#shelf.put(key, left && Object.keys({ ...left.words, ...left.choices }).length ? left : undefined);
		}
		if (!this.#root) return gone;
		// what was typed while the answer was on its way went with the emptied form: here it is again
		this.#giveBack(this.#root);
		for (const form of this.#root.querySelectorAll('form')) if (fieldsOf(form).some(isUnsent)) this.#touched.add(form);
		return gone;
	}

	/** Clears everything that this device keeps of the seat. */
	forget(): void {
		for (const key of this.#shelf.keys(ofSeat(this.#whose()))) this.#shelf.put(key, undefined);
	}

	/** What is a day old, or of another seat of this gathering: this device has changed hands. */
	#sweep(): void {
		const whose = this.#whose();
		for (const key of this.#shelf.keys('draft|')) {
			const isAnothers = this.#where === 'device' && key.startsWith(ofGathering(whose.gathering)) && !key.startsWith(ofSeat(whose));
			if (isAnothers || !this.#shelf.take(key)) this.#shelf.put(key, undefined);
		}
	}

	#giveBack(within: ParentNode): void {
		const forms = new Set([...within.querySelectorAll<Field | Choice>('input, textarea, select')].flatMap(({ form }) => form ?? []));
		this.#isGivingBack = true;
		for (const form of forms) this.#giveBackTo(form);
		this.#isGivingBack = false;
	}

	#giveBackTo(form: HTMLFormElement): void {
		const key = keyOf(this.#whose(), form);
		const draft = this.#shelf.take(key);
		if (!draft || draft.base !== baseOf(form)) return;
		// an emptied form whose answer is on its way stays empty
		const isLeaving = (name: string) => this.#leaving?.key === key && this.#leaving.names.has(name);
		const filled: HTMLElement[] = [];
		const isUntouched = !this.#touched.has(form);
		for (const choice of choicesOf(form)) {
			const chosen = draft.choices[choice.name];
			if (!isUntouched || !chosen || isMade(choice) || isLeaving(choice.name)) continue;
			if (choice instanceof HTMLSelectElement) {
				const value = chosen[choicesOf(form).filter(({ name }) => name === choice.name).indexOf(choice)];
				if (value === choice.value || ![...choice.options].some((option) => option.value === value)) continue;
				choice.value = value!;
			} else if (choice.checked === chosen.includes(choice.value)) continue;
			else choice.checked = chosen.includes(choice.value);
			filled.push(choice);
		}
		for (const field of fieldsOf(form)) {
			const words = draft.words[placeOf(field)];
			if (!words || field.value !== field.defaultValue || isLeaving(placeOf(field))) continue;
			field.value = words;
			filled.push(field);
		}
		if (!filled.length) return;
		this.#touched.add(form);
		for (const element of filled) {
			// words in a fold that is closed would be lost all the same
			for (let fold = element.closest('details'); fold && this.#root?.contains(fold); fold = fold.parentElement?.closest('details') ?? null) fold.open = true;
			const isPressed = !(element instanceof HTMLInputElement && element.type === 'radio' && !element.checked);
			if (isPressed) element.dispatchEvent(new Event(isTyped(element) ? 'input' : 'change', { bubbles: true }));
		}
	}

	attach = (root: HTMLElement): (() => void) => {
		this.#root = root;
		this.#sweep();
		const keep = ({ target }: Event): void => {
			if (this.#isGivingBack || !(target instanceof HTMLElement)) return;
			const form = target.closest('form');
			if (!form) return;
			this.#touched.add(form);
			// a ballot is secret, and what was looked for is of no use later: nothing of it stays on the device
			if (form.dataset.secret !== undefined || !(isTyped(target) || isChoice(target))) return;
			if (this.#leaving?.form === form) this.#leaving.names.delete(placeOf(target));
			this.#shelf.put(keyOf(this.#whose(), form), holdsUnsent(form) ? read(form) : undefined);
		};
		const leave = ({ target }: Event): void => {
			if (!(target instanceof HTMLFormElement)) return;
			const names = [...fieldsOf(target), ...choicesOf(target)].map(placeOf);
			const words = new Map(fieldsOf(target).map((field) => [field, field.value]));
			this.#leaving = { form: target, key: keyOf(this.#whose(), target), names: new Set(names), words };
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
