import type { SubmitFunction } from '$app/forms';
import { refreshAll } from '$app/navigation';

/** Sends an act and stays where one is, at the same address: what was typed elsewhere is not emptied, and a refusal brings the state that it was judged on. */
export const stay: SubmitFunction =
	() =>
	async ({ result, update }) => {
		await update({ reset: false, navigate: false });
		if (result.type === 'failure' && result.status !== 503) await refreshAll();
	};

/** As `stay`, and the form is emptied for the next one. */
export const send: SubmitFunction =
	() =>
	async ({ result, update }) => {
		await update({ navigate: false });
		if (result.type === 'failure' && result.status !== 503) await refreshAll();
	};
