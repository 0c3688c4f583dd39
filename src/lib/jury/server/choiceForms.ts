// Reads the form of a sample: its words, and the picture where one was sent.
import type { RequestEvent } from '@sveltejs/kit';
import { wordsOf } from './guards.ts';

export async function sentPicture(event: RequestEvent): Promise<{ readonly fields: Readonly<Record<string, string>>; readonly sent: Uint8Array | null }> {
	const form = await event.request.formData();
	const picture = form.get('picture');
	const sent = picture instanceof File && picture.size > 0 ? new Uint8Array(await picture.arrayBuffer()) : null;
	return { fields: { ...wordsOf(form), ...(sent && { sent: 'yes' }) }, sent };
}
