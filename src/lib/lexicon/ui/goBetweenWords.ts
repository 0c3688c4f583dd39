/** Words of a text as one stop of the keyboard: arrows go from word to word and from line to line, Enter and the space bar tap, Escape ends. */
export function goBetweenWords({ ontap, onend }: { ontap: (word: string, key: string) => void; onend: () => void }): (text: HTMLElement) => () => void {
	return (text) => {
		const all = () => [...text.querySelectorAll<HTMLElement>('[data-word]')];
		const wordAt = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('[data-word]') : null);
		const isSeen = (word: HTMLElement) => {
			const { top, bottom } = word.getBoundingClientRect();
			return top >= 0 && bottom <= window.innerHeight;
		};
		function stopAt(word: HTMLElement | undefined): void {
			for (const other of text.querySelectorAll('[data-word][tabindex="0"]')) other.setAttribute('tabindex', '-1');
			word?.setAttribute('tabindex', '0');
		}
		function onLine(from: HTMLElement, way: -1 | 1): HTMLElement | undefined {
			const { top, left, height } = from.getBoundingClientRect();
			const beyond = all()
				.map((word) => ({ word, at: word.getBoundingClientRect() }))
				.filter(({ at }) => (at.top - top) * way > height / 2);
			const nearest = Math.min(...beyond.map(({ at }) => Math.abs(at.top - top)));
			return beyond
				.filter(({ at }) => Math.abs(Math.abs(at.top - top) - nearest) < height / 2)
				.toSorted((a, b) => Math.abs(a.at.left - left) - Math.abs(b.at.left - left))[0]?.word;
		}
		function tap(word: HTMLElement): void {
			stopAt(word);
			ontap(word.dataset.word!, word.dataset.key!);
		}
		function click({ target }: MouseEvent): void {
			const word = wordAt(target);
			if (word) tap(word);
		}
		function press(event: KeyboardEvent): void {
			if (event.key === 'Escape') return onend();
			const word = wordAt(event.target);
			if (!word || event.ctrlKey || event.metaKey || event.altKey) return;
			const words = all();
			const place = words.indexOf(word);
			const goes: Record<string, () => HTMLElement | undefined> = {
				ArrowRight: () => words[place + 1],
				ArrowLeft: () => words[place - 1],
				ArrowDown: () => onLine(word, 1),
				ArrowUp: () => onLine(word, -1),
				Home: () => words[0],
				End: () => words.at(-1)
			};
			const isTap = event.key === 'Enter' || event.key === ' ';
			if (!isTap && !Object.hasOwn(goes, event.key)) return;
			event.preventDefault();
			if (isTap) return tap(word);
			const next = goes[event.key]!();
			if (!next) return;
			stopAt(next);
			next.focus();
		}
		const words = all();
		stopAt(words.find(isSeen) ?? words[0]);
		// a text that changes keeps one stop
		const watching = new MutationObserver(() => {
			if (!text.querySelector('[data-word][tabindex="0"]')) stopAt(all()[0]);
		});
		watching.observe(text, { childList: true, subtree: true });
		text.addEventListener('click', click);
		text.addEventListener('keydown', press);
		return () => {
			watching.disconnect();
			text.removeEventListener('click', click);
			text.removeEventListener('keydown', press);
		};
	};
}
