import { fail, redirect } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { minutesOf } from '#lib/gatherings/rules/agenda.ts';
import { largestTemplateFile, unknownStepsIn, type ImportRefusal } from '#lib/gatherings/rules/templateFile.ts';
import { agendaFrom, nameOfCopy, type Template } from '#lib/gatherings/rules/templates.ts';
import { readTemplateOf, requireShelf, shelvesOf } from '#lib/gatherings/server/templateGuards.ts';
import * as templates from '#lib/gatherings/server/templates.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { requireAccount } from '#lib/people/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import { offeredSteps, stepRules } from '#lib/workshop/rules/steps.ts';
import { isShipped, shippedSteps, shippedTemplates } from '#lib/workshop/rules/templates.ts';
import { shippedWords } from '#lib/workshop/wording/templates.ts';
import { m } from '#lib/words/messages.js';
import type { Actions, PageServerLoad } from './$types';

const kind = 'workshop';

const onShelf = ({ name, description, steps }: Template) => {
	const offered = agendaFrom(stepRules, { steps }, offeredSteps).steps;
	return { name, description, steps: offered.length, minutes: minutesOf(offered) };
};

export const load: PageServerLoad = async (event) => {
	const account = await requireAccount(event);
	const query = await database();
	const shelves = [];
	for (const shelf of await shelvesOf(account)) {
		const own = await templates.ofAuthorityBy(query, { authorityId: shelf.authorityId, kind });
		shelves.push({ ...shelf, templates: own.map(({ id, changedAt, ...template }) => ({ id, changedAt, ...onShelf(template) })) });
	}
	return {
		shipped: shippedTemplates.map((key) => ({ key, ...onShelf({ ...shippedWords(key), steps: shippedSteps(key) }) })),
		shelves,
		timeZone: (await authorities.read(query, account.authorityId))!.timeZone,
		isDeleted: event.url.searchParams.has('supprime')
	};
};

export const actions: Actions = {
	importer: async (event) => {
		const form = await event.request.formData();
		const { account, authorityId } = await requireShelf(event, form.get('authority'));
		const [file, kept] = [form.get('file'), form.get('text')];
		const refuse = (refusal: ImportRefusal | templates.KeepRefusal, more: { unknown?: readonly string[]; text?: string } = {}) => fail(422, { act: 'importer' as const, refusal, authority: authorityId as string, ...more });
		// its size is known before anything of it is read
		if (file instanceof File && file.size > largestTemplateFile) return refuse('file-too-large');
		const text = file instanceof File && file.size > 0 ? await file.text() : typeof kept === 'string' ? kept : '';
		if (text === '') return refuse('file-missing');
		const unknown = form.get('unknown') === 'leave-out' ? 'leave-out' : 'refuse';
		const doer = { authorityId, kind, actor: `account:${account.accountId}`, at: now() } as const;
		const outcome = await inTransaction((tx) => templates.addFromFile(tx, stepRules, doer, { text, unknown }));
		if (outcome.accepted) redirect(303, `/modeles/${outcome.value.id}?importe=${outcome.value.leftOut}`);
		return outcome.reason === 'file-steps-unknown' ? refuse(outcome.reason, { unknown: unknownStepsIn(stepRules, kind, text), text }) : refuse(outcome.reason);
	},

	dupliquer: async (event) => {
		const form = await event.request.formData();
		const { account, authorityId } = await requireShelf(event, form.get('authority'));
		const asked = form.get('template');
		const source: Template | undefined = isShipped(asked) ? { ...shippedWords(asked), steps: shippedSteps(asked) } : await readTemplateOf(account, typeof asked === 'string' ? asked : '');
		if (!source) return fail(422, { act: 'dupliquer' as const, refusal: 'template-unknown' as const });
		const doer = { authorityId, kind, actor: `account:${account.accountId}`, at: now() } as const;
		const outcome = await inTransaction(async (tx) => {
			const taken = (await templates.ofAuthorityBy(tx, { authorityId, kind })).map(({ name }) => name);
			const name = nameOfCopy(source.name, taken, (copy) => (copy === 1 ? m.templates_copy() : m.templates_copy_again({ copy })));
			return templates.add(tx, stepRules, doer, { ...source, name }, String(asked));
		});
		if (!outcome.accepted) return fail(422, { act: 'dupliquer' as const, refusal: outcome.reason });
		return redirect(303, `/modeles/${outcome.value}`);
	}
};
