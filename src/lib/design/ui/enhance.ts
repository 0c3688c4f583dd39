import { enhance as enhanceEach, type ActionResult, type SubmitFunction } from '$app/forms';
import { m } from '#lib/words/messages.js';
import { sayUnder } from './under.ts';

/** What a form says, its button included. */
const wordsOf = (form: FormData): string => JSON.stringify([...form].map(([name, value]) => [name, String(value)]));

/** What is said under a form that could not leave, or over which the server broke. */
function unanswered(result: ActionResult): string | undefined {
	if (result.type !== 'error') return undefined;
	const { status, message } = result.error as { status?: number; message?: string };
	// without a status of its own the answer is none of ours: no network, or what a proxy says for a server that is away
	if (result.status === undefined) return (status ?? 500) >= 500 ? m.design_unsent() : undefined;
	return result.status >= 500 ? (message ?? m.design_unsent()) : undefined;
}

let isSaid = false;

/** SvelteKit's `enhance`, the same words one at a time: what is tapped again while its sending is under way is not sent twice. Other words are, such as those that mend a refusal before the screen has looked again. What gets no answer leaves the page as it is, with what was typed, where SvelteKit would put its error page. */
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
			const words = unanswered(outcome.result);
			// what a screen says under its forms by itself stays
			if (words !== undefined || isSaid) sayUnder(input.formElement, words ?? '');
			isSaid = words !== undefined;
			if (isSaid) outcome = { ...outcome, update: async () => {} };
			try {
				await (answered ? answered(outcome) : outcome.update());
			} finally {
				free();
			}
		};
	});
}
