import { fail, redirect } from '@sveltejs/kit';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { spentIn } from '#lib/gatherings/rules/clock.ts';
import { arrange, arrangementOf, minutesTaken, templateActs, typedOf, withMinutes, type TypedTemplate } from '#lib/gatherings/rules/templates.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import { readFacilitator } from '#lib/gatherings/server/guards.ts';
import { requireTemplate, shelvesOf } from '#lib/gatherings/server/templateGuards.ts';
import * as templates from '#lib/gatherings/server/templates.ts';
import type { TemplateDoer } from '#lib/gatherings/server/templates.ts';
import { requireAccount } from '#lib/people/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import { offeredSteps, stepRules } from '#lib/workshop/rules/steps.ts';
import { isShipped, shippedSteps } from '#lib/workshop/rules/templates.ts';
import { shippedWords } from '#lib/workshop/wording/templates.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The minutes that each step of a finished workshop really took, where whoever looks ran it (GA36). */
async function takenIn(event: RequestEvent): Promise<ReadonlyMap<string, number>> {
	const facilitator = await readFacilitator(event, event.url.searchParams.get('apres') ?? '');
	const query = await database();
	const gathering = facilitator && (await gatherings.read(query, facilitator.gatheringId));
	if (!gathering?.closedAt) return new Map();
	const stays = await gatherings.staysOf(query, gathering.id);
	return minutesTaken(new Map(stays.map(({ step }) => [step, spentIn(stays, step, gathering.closedAt!)])));
}

export const load: PageServerLoad = async (event) => {
	const account = await requireAccount(event);
	const key = event.params.template;
	const shelves = (await shelvesOf(account)).filter(({ mayEdit }) => mayEdit).map(({ authorityId, name }) => ({ authorityId, name }));
	const about = { key, offered: offeredSteps, shelves, imported: event.url.searchParams.get('importe'), after: event.url.searchParams.get('apres')?.slice(0, 40) ?? '' };
	if (isShipped(key)) return { ...about, isShipped: true, mayEdit: false, revision: 0, typed: typedOf(stepRules, { ...shippedWords(key), steps: shippedSteps(key) }), taken: new Map<string, number>() };
	const { template, mayEdit } = await requireTemplate(event, key, templateActs.read);
	return { ...about, isShipped: false, mayEdit, revision: template.revision, typed: typedOf(stepRules, template), taken: mayEdit ? await takenIn(event) : new Map<string, number>() };
};

const listOf = (form: FormData, name: string) => form.getAll(name).map((value) => (typeof value === 'string' ? value.slice(0, 4_000) : ''));
const wordOf = (form: FormData, name: string) => listOf(form, name)[0] ?? '';

/** The template as the form holds it: one line for each step that it names. */
function readTyped(form: FormData): TypedTemplate {
	const [planned, minimum, standing, sentence] = ['planned', 'minimum', 'standing', 'sentence'].map((name) => listOf(form, name)) as [string[], string[], string[], string[]];
	const steps = listOf(form, 'step').slice(0, 100);
	return {
		name: wordOf(form, 'name'),
		description: wordOf(form, 'description'),
		steps: steps.map((step, line) => ({ step, planned: planned[line] ?? '', minimum: minimum[line] ?? '', standing: standing[line] ?? '', sentence: sentence[line] ?? '' }))
	};
}

const revisionOf = (form: FormData) => (/^\d{1,9}$/.test(wordOf(form, 'revision')) ? Number(wordOf(form, 'revision')) : -1);

async function requireEditor(event: RequestEvent) {
	const { account, authorityId, template } = await requireTemplate(event, event.params.template, templateActs.edit);
	const doer: TemplateDoer = { authorityId, kind: template.kind, actor: `account:${account.accountId}`, at: now() };
	return { doer, template, form: await event.request.formData() };
}

export const actions: Actions = {
	enregistrer: async (event) => {
		const { doer, template, form } = await requireEditor(event);
		const [typed, revision] = [readTyped(form), revisionOf(form)];
		const outcome = await inTransaction((tx) => templates.change(tx, stepRules, doer, { id: template.id, revision, typed }));
		if (outcome.accepted) return { act: 'enregistrer' as const, saved: outcome.value };
		const there = outcome.reason === 'template-changed-meanwhile' ? await templates.find(await database(), template.id) : undefined;
		const theirs = there && { revision: there.revision, typed: typedOf(stepRules, there) };
		return fail(422, { act: 'enregistrer' as const, refusal: outcome.reason, typed, revision, theirs });
	},

	/** Without JavaScript: the form comes back arranged, and nothing is kept yet. */
	ranger: async (event) => {
		const { form } = await requireEditor(event);
		const [typed, revision, gesture] = [readTyped(form), revisionOf(form), wordOf(form, 'do')];
		if (gesture === 'minutes') return { act: 'ranger' as const, typed: { ...typed, steps: withMinutes(typed.steps, await takenIn(event)) }, revision };
		if (gesture === 'count') return { act: 'ranger' as const, typed, revision, start: wordOf(form, 'start') };
		const change = arrangementOf(gesture, typed.steps, wordOf(form, `to-${gesture.split(':')[1]}`));
		if (!change) return fail(422, { act: 'ranger' as const, refusal: 'arrangement-unknown' as const, typed, revision });
		return { act: 'ranger' as const, typed: { ...typed, steps: arrange(stepRules, typed.steps, change) }, revision };
	},

	/** What one typed while somebody else saved, kept as a template of its own. */
	copie: async (event) => {
		const { doer, template, form } = await requireEditor(event);
		const [typed, revision] = [readTyped(form), revisionOf(form)];
		const outcome = await inTransaction((tx: Tx) => templates.addTyped(tx, stepRules, doer, typed, template.id));
		if (!outcome.accepted) return fail(422, { act: 'copie' as const, refusal: outcome.reason, typed, revision });
		return redirect(303, `/modeles/${outcome.value}`);
	},

	supprimer: async (event) => {
		const { doer, template, form } = await requireEditor(event);
		if (wordOf(form, 'sure') !== 'yes') return fail(422, { act: 'supprimer' as const, refusal: 'delete-not-confirmed' as const });
		const outcome = await inTransaction((tx) => templates.remove(tx, doer, { id: template.id, revision: revisionOf(form) }));
		if (!outcome.accepted) return fail(422, { act: 'supprimer' as const, refusal: outcome.reason });
		return redirect(303, '/modeles?supprime');
	}
};
