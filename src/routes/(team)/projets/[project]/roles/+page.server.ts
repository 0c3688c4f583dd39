import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { readId } from '#lib/db/server/ids.ts';
import { refused, type Outcome } from '#lib/outcomes/rules/outcome.ts';
import { requireProject } from '#lib/projects/server/guards.ts';
import * as projects from '#lib/projects/server/projects.ts';
import { now } from '#lib/time/server/clock.ts';
import { editDeck } from '#lib/workshop/rules/roles.ts';
import { deckOf } from '#lib/workshop/server/casting.ts';
import * as deck from '#lib/workshop/server/deck.ts';
import * as matrices from '#lib/workshop/server/matrices.ts';
import type { DeckDoer, DeckRefusal } from '#lib/workshop/server/deck.ts';
import { startDeck } from '#lib/workshop/server/startDeck.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const text = v.optional(v.string(), '');
/** a field that may come several times comes one a line */
const list = v.pipe(text, v.transform((lines) => lines.split('\n').filter(Boolean)));
const card = v.object({ lines: text, impact: list, risk: list, name: text, mission: text, defends: text, fears: text, means: text, questions: text, forbidden: text, concerned: text, absent: text });

const severalTimes = ['impact', 'risk'];
async function fieldsOf(event: RequestEvent): Promise<Record<string, string>> {
	const form = await event.request.formData();
	const several = severalTimes.flatMap((name): [string, string][] => (form.has(name) ? [[name, form.getAll(name).filter((value) => typeof value === 'string').join('\n')]] : []));
	return Object.fromEntries([...[...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'), ...several]);
}

function readCard(fields: Record<string, string>) {
	const { concerned, absent, lines, impact, risk, ...written } = v.parse(card, fields);
	return { ...written, isConcerned: concerned === 'on', isAbsent: absent === 'on', ...(lines ? { lines: { impacts: impact, risks: risk } } : {}) };
}

/** The other projects of this authority that this account sees, and how many cards each holds. */
async function sourcesOf({ account, project }: Awaited<ReturnType<typeof requireProject>>) {
	const query = await database();
	const others = (await projects.ofAccount(query, account, now())).filter(
		({ authorityId, projectId }) => authorityId === project.authorityId && projectId !== project.projectId
	);
	const sizes = await deck.sizesOf(
		query,
		project.authorityId,
		others.map(({ projectId }) => projectId)
	);
	return others.flatMap(({ projectId, title }) => (sizes.has(projectId) ? [{ projectId, title, cards: sizes.get(projectId)! }] : []));
}

export const load: PageServerLoad = async (event) => {
	const at = await requireProject(event, event.params.project, editDeck);
	const { projectId, title } = at.project;
	event.depends(`project:${projectId}`);
	return { project: { projectId, title }, deck: await deckOf(await database(), at.project), lines: await matrices.linesOfProject(await database(), at.project), sources: await sourcesOf(at) };
};

/** One act on the deck: what was typed comes back with a refusal. */
function onDeck(act: string, run: (tx: Tx, doer: DeckDoer, fields: Record<string, string>, event: RequestEvent) => Promise<Outcome<unknown, DeckRefusal>>) {
	return async (event: RequestEvent) => {
		const { account, project } = await requireProject(event, event.params.project, editDeck);
		const fields = await fieldsOf(event);
		const { authorityId, projectId } = project;
		const doer: DeckDoer = { authorityId, projectId, actor: `account:${account.accountId}`, at: now() };
		const outcome = await inTransaction((tx) => run(tx, doer, fields, event));
		if (!outcome.accepted) return fail(422, { act, refusal: outcome.reason, fields });
		return { act, done: act, count: typeof outcome.value === 'number' ? outcome.value : 1 };
	};
}

export const actions: Actions = {
	ajouter: onDeck('ajouter', (tx, doer, fields) => deck.add(tx, doer, readCard(fields))),

	modifier: onDeck('modifier', (tx, doer, fields) => deck.change(tx, doer, fields.card ?? '', readCard(fields))),

	retirer: onDeck('retirer', (tx, doer, fields) => deck.withdraw(tx, doer, fields.card ?? '')),

	commencer: onDeck('commencer', (tx, doer, fields) => (fields.deck === 'start' ? deck.take(tx, doer, startDeck) : Promise.resolve(refused('nothing-to-take')))),

	reprendre: onDeck('reprendre', async (tx, doer, fields, event) => {
		const from = readId<'project'>(fields.from);
		const sources = await sourcesOf(await requireProject(event, event.params.project, editDeck));
		const source = sources.find(({ projectId }) => projectId === from);
		return source ? deck.takeFrom(tx, doer, source.projectId) : refused('project-unknown');
	})
};
