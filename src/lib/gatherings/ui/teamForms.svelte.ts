// The forms of a page of the team: what its address asks to see stays in the address that a form is sent to, and a refusal leads to what is to be mended.
import { page } from '$app/state';
import { sayUnder } from '../../design/ui/under.ts';
import { withLook } from './look.ts';
import { goToRefusal } from './saying.svelte.ts';

/** Minds the forms of a layout while it is there. */
export function mindForms(): void {
	let pressed: HTMLFormElement | undefined;
	$effect(() => {
		const send = (event: SubmitEvent) => {
			const form = event.target;
			if (!(form instanceof HTMLFormElement) || form.getAttribute('method')?.toUpperCase() !== 'POST') return;
			pressed = form;
			sayUnder(pressed, '');
			const { submitter: button } = event;
			const [sender, name] = button?.hasAttribute('formaction') ? ([button, 'formaction'] as const) : ([form, 'action'] as const);
			const to = withLook(sender.getAttribute(name) ?? '', location.href);
			if (to !== undefined) sender.setAttribute(name, to);
		};
		document.addEventListener('submit', send, { capture: true });
		return () => document.removeEventListener('submit', send, { capture: true });
	});
	$effect(() => {
		const answer = page.form as { readonly refusal?: string } | null | undefined;
		// SvelteKit hands the answer to the page a moment after
		if (answer?.refusal && pressed) setTimeout(() => goToRefusal(pressed));
	});
}
