// What the three doors that begin a rehearsal share: the form, and who begins.
import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { beginShape } from '../rules/asked.ts';

/** What was typed, and what it asks; undefined for what is no such form. */
export async function readBegin(event: RequestEvent) {
	const form = Object.fromEntries([...(await event.request.formData())].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
	const read = v.safeParse(beginShape, form);
	const fields = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value.slice(0, 200)]));
	return { fields, asked: read.success ? read.output : undefined };
}
