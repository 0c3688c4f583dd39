import { enhance as enhanceEach, type SubmitFunction } from '$app/forms';

/** What a form says, its button included. */
const wordsOf = (form: FormData): string => JSON.stringify([...form].map(([name, value]) => [name, String(value)]));

/** SvelteKit's `enhance`, the same words one at a time: what is tapped again while its sending is under way is not sent twice. Other words are, such as those that mend a refusal before the screen has looked again. */
export function enhance(form: HTMLFormElement, submit?: SubmitFunction) {
	const underWay = new Set<string>();
	return enhanceEach(form, async (input) => {
		const words = wordsOf(input.formData);
		if (underWay.has(words)) return input.cancel();
		underWay.add(words);
		const free = () => underWay.delete(words);
		input.controller.signal.addEventListener('abort', free);
		const cancel = () => {
			free();
			input.cancel();
		};
		const answered = await submit?.({ ...input, cancel });
		return async (outcome) => {
			try {
				await (answered ? answered(outcome) : outcome.update());
			} finally {
				free();
			}
		};
	});
}
