import { applyAction, enhance as enhanceEach, type ActionResult, type SubmitFunction } from '$app/forms';
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

let sent = 0;
/** Of what was answered, what was sent last: the page answers that, whatever comes after it. */
let latest: { readonly nth: number; readonly result: ActionResult; readonly path: string } | undefined;

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
		const nth = ++sent;
		const answered = await submit?.({ ...input, cancel });
		return async (outcome) => {
			const words = unanswered(outcome.result);
			// what a screen says under its forms by itself stays
			if (words !== undefined || isSaid) sayUnder(input.formElement, words ?? '');
			isSaid = words !== undefined;
			if (isSaid) outcome = { ...outcome, update: async () => {} };
			if (!latest || latest.nth < nth) latest = { nth, result: outcome.result, path: location.pathname };
			try {
				await (answered ? answered(outcome) : outcome.update());
				// sent before, shown after: a success looks at the page again before it says so
				if (latest.nth > nth && latest.path === location.pathname && (latest.result.type === 'failure' || latest.result.type === 'success')) await applyAction(latest.result);
			} finally {
				free();
			}
		};
	});
}
