import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import type { Outcome } from '#lib/outcomes/rules/outcome.ts';
import { may } from '#lib/people/rules/may.ts';
import { projectActs } from '#lib/projects/rules/acts.ts';
import { requireProject } from '#lib/projects/server/guards.ts';
import { keepCanvas } from '#lib/sourcing/rules/acts.ts';
import * as canvases from '#lib/sourcing/server/canvases.ts';
import * as notes from '#lib/sourcing/server/notes.ts';
import * as operators from '#lib/sourcing/server/operators.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { account, project, facts } = await requireProject(event, event.params.project, projectActs.open);
	const query = await database();
	const { projectId, title, authorityId } = project;
	event.depends(`project:${projectId}`);
	const at = now();
	const mayKeep = may(keepCanvas, facts, at).accepted;
	const titles = new Map((await gatherings.ofProject(query, project)).map((one) => [one.id, one.title]));
	const canvas = await canvases.read(query, project);
	const { today } = await canvases.keeperOf(query, project, `account:${account.accountId}`, at);
	return {
		project: { projectId, title },
		today,
		family: canvas.family,
		families: mayKeep ? await canvases.familiesOf(query, authorityId) : [],
		// of another project, its gatherings stay its own
		entries: canvas.entries.map(({ projectId: of, gatheringId, ...entry }) => ({ ...entry, from: (gatheringId && titles.get(gatheringId)) || null, isOfAnother: of !== projectId })),
		notes: (await notes.toSort(query, project)).map(({ gatheringId, ...note }) => ({ ...note, from: titles.get(gatheringId) ?? '' })),
		operators: await operators.list(query, project),
		awardedOn: await operators.awardedOn(query, project),
		mayKeep
	};
};

const text = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');
const shape = v.object({
	family: text,
	note: text,
	entry: text,
	version: text,
	chapter: text,
	text,
	source: text,
	datedOn: text,
	verifiedOn: text,
	verifiedBy: text,
	validUntil: text,
	star: text,
	names: text,
	operator: text,
	name: text,
	variants: text,
	on: text
});
type Typed = v.InferOutput<typeof shape>;

const words = ({ star, names, ...typed }: Typed) => ({ ...typed, isToAsk: star === 'yes', namesOperator: names === 'yes' });
const asked = ({ entry, version }: Typed) => ({ entry, version: /^\d{1,6}$/.test(version) ? Number(version) : 0 });

/** One act on the canvas: what was typed comes back with a refusal. */
function onCanvas(act: string, run: (tx: Tx, by: canvases.Keeper, typed: Typed) => Promise<Outcome<unknown, string>>) {
	return async (event: RequestEvent) => {
		const { account, project } = await requireProject(event, event.params.project, keepCanvas);
		const form = [...(await event.request.formData())];
		const fields = Object.fromEntries(form.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 20_000)]] : [])));
		const outcome = await inTransaction(async (tx) => run(tx, await canvases.keeperOf(tx, project, `account:${account.accountId}`, now()), v.parse(shape, fields)));
		return outcome.accepted ? { act, done: act } : fail(422, { act, refusal: outcome.reason, fields });
	};
}

export const actions: Actions = {
	famille: onCanvas('famille', (tx, by, { family }) => canvases.nameFamily(tx, by, family)),
	sort: onCanvas('sort', (tx, by, typed) => canvases.sort(tx, by, typed.note, words(typed))),
	aside: onCanvas('aside', (tx, by, { note }) => canvases.moveNote(tx, by, note, 'set-aside')),
	unaside: onCanvas('unaside', (tx, by, { note }) => canvases.moveNote(tx, by, note, 'put-back')),
	ajouter: onCanvas('ajouter', (tx, by, typed) => canvases.add(tx, by, words(typed))),
	modifier: onCanvas('modifier', (tx, by, typed) => canvases.change(tx, by, asked(typed), words(typed))),
	retirer: onCanvas('retirer', (tx, by, typed) => canvases.moveEntry(tx, by, asked(typed), 'withdraw')),
	remettre: onCanvas('remettre', (tx, by, typed) => canvases.moveEntry(tx, by, asked(typed), 'restore')),
	masquer: onCanvas('masquer', (tx, by, typed) => operators.name(tx, by, typed)),
	demasquer: onCanvas('demasquer', (tx, by, { operator }) => operators.remove(tx, by, operator)),
	attribuer: onCanvas('attribuer', (tx, by, { on }) => operators.sayAwarded(tx, by, on, by.today)),
	reprendre: onCanvas('reprendre', (tx, by) => operators.unsayAwarded(tx, by))
};
