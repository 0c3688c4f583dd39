// A form that its own answer takes away: the focus goes to the sentence that tells what was done, not back to the top of the page.
import type { SubmitFunction } from '$app/forms';

export const landOnNotice: SubmitFunction =
	({ formElement }) =>
	async ({ update }) => {
		await update();
		if (formElement.isConnected && formElement.checkVisibility()) return;
		const told = document.querySelector<HTMLElement>('main .notice');
		if (!told) return;
		told.tabIndex = -1;
		told.focus();
	};
