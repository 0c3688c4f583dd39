import { enhance as enhanceEach, type SubmitFunction } from '$app/forms';

/** SvelteKit's `enhance`, one sending of a form at a time: what is tapped again while the first is under way is not sent twice. */
export function enhance(form: HTMLFormElement, submit?: SubmitFunction) {
	let isUnderWay = false;
	const free = () => {
		isUnderWay = false;
	};
	return enhanceEach(form, async (input) => {
		if (isUnderWay) return input.cancel();
		isUnderWay = true;
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
