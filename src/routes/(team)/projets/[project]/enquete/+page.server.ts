import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { enquire } from '#lib/enquiry/rules/acts.ts';
import * as contextAnswers from '#lib/enquiry/server/contextAnswers.ts';
import type { Enquirer } from '#lib/enquiry/server/contextAnswers.ts';
import * as materials from '#lib/enquiry/server/materials.ts';
import type { Outcome } from '#lib/outcomes/rules/outcome.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { requireProject } from '#lib/projects/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const text = v.optional(v.string(), '');
const whole = v.pipe(v.optional(v.string(), ''), v.transform((typed) => (/^\d{1,9}$/.test(typed) ? Number(typed) : -1)));
const answered = v.object({ question: text, text, read: whole });
const material = v.object({ title: text, caption: text, value: text, unit: text, source: text, zone: text, place: text, seenOn: text, nature: text, alt: text, transcript: text, consent: text });
const named = v.object({ material: text, kind: text, read: whole });

export const load: PageServerLoad = async (event) => {
	const { project } = await requireProject(event, event.params.project, enquire);
	const { projectId, title, authorityId } = project;
	event.depends(`project:${projectId}`);
	const query = await database();
	return {
		project: { projectId, title },
		timeZone: (await authorities.read(query, authorityId))?.timeZone ?? 'Europe/Paris',
		questions: await contextAnswers.read(query, project),
		materials: await materials.ofTeam(query, project)
	};
};

/** The words of a form, and its file: the one taken on the spot, else the one chosen. */
async function readSent(event: RequestEvent) {
	const form = await event.request.formData();
	const fields: Record<string, string> = {};
	let sent: File | undefined;
	for (const [name, value] of form)
		if (typeof value === 'string') fields[name] = value;
		else if ((name === 'file' || name === 'taken') && value.size > 0 && (!sent || name === 'taken')) sent = value;
	return { fields, sent };
}

/** One act on the enquiry: what was typed comes back with a refusal, and that a file was sent, which no page can give back. */
function onEnquiry<Value>(act: string, run: (by: Enquirer, fields: Record<string, string>, sent: Uint8Array | null) => Promise<Outcome<Value, string>>, told: (by: Enquirer, value: Value) => Promise<object> = async () => ({})) {
	return async (event: RequestEvent) => {
		const { account, project } = await requireProject(event, event.params.project, enquire);
		const { fields, sent } = await readSent(event);
		const { authorityId, projectId } = project;
		const by: Enquirer = { authorityId, projectId, accountId: account.accountId, at: now() };
		const outcome = await run(by, fields, sent ? new Uint8Array(await sent.arrayBuffer()) : null);
		if (!outcome.accepted) return fail(422, { act, refusal: outcome.reason as never, fields: { ...fields, ...(sent ? { sent: 'yes' } : {}) } });
		return { act, done: act, fields: { question: fields.question ?? '' }, ...(await told(by, outcome.value)) };
	};
}

const codeOf = async (by: Enquirer, id: string) => ({ code: (await materials.namesOf(await database(), by, [id])).get(id)?.code ?? '' });

export const actions: Actions = {
	repondre: onEnquiry('repondre', (by, fields) => inTransaction((tx) => contextAnswers.answer(tx, by, v.parse(answered, fields)))),

	ajouter: onEnquiry('ajouter', (by, fields, sent) => materials.add(by, fields.kind ?? '', v.parse(material, fields), sent), codeOf),

	modifier: onEnquiry(
		'modifier',
		(by, fields, sent) => {
			const { material: id, kind, read } = v.parse(named, fields);
			return materials.change(by, id, read, kind, v.parse(material, fields), sent);
		},
		codeOf
	),

	retirer: onEnquiry('retirer', (by, fields) => inTransaction((tx) => materials.withdraw(tx, by, fields.material ?? '')))
};
