import type { SubmitFunction } from '$app/forms';
import { tick } from 'svelte';
import { landOnNotice } from '../../design/ui/landing.ts';
import { goToRefusal } from './saying.svelte.ts';

/** A form that is longer than a screen: refused, what was typed stays and the focus goes to the first thing to mend; done, to the sentence that says so. */
export const landOnRefusal: SubmitFunction = (sent) => {
	const landed = landOnNotice(sent);
	return async (answered) => {
		if (answered.result.type !== 'failure') return (await landed)?.(answered);
		await answered.update({ reset: false });
		await tick();
		goToRefusal(answered.formElement);
	};
};
