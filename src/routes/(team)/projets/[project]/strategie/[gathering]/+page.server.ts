import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { writeStrategy } from '#lib/cockpit/rules/investment.ts';
import * as strategies from '#lib/cockpit/server/strategies.ts';
import type { StrategyDoer } from '#lib/cockpit/server/strategies.ts';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { readId } from '#lib/db/server/ids.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import { readForm, typedBack, type Fields } from '#lib/gatherings/server/stepActs.ts';
import type { Outcome } from '#lib/outcomes/rules/outcome.ts';
import { may } from '#lib/people/rules/may.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { projectActs } from '#lib/projects/rules/acts.ts';
import { requireProject } from '#lib/projects/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import * as strategy from '#lib/workshop/server/strategy.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The gathering, if it is one of this project. */
async function requireGathering(id: string, project: { readonly authorityId: string; readonly projectId: string }) {
	const gatheringId = readId<'gathering'>(id);
	const gathering = gatheringId && (await gatherings.find(await database(), gatheringId));
	if (!gathering || gathering.projectId !== project.projectId || gathering.authorityId !== project.authorityId) error(404, 'Cet atelier n’existe pas dans ce projet.');
	return gathering;
}

export const load: PageServerLoad = async (event) => {
	const { project, facts } = await requireProject(event, event.params.project, projectActs.open);
	const gathering = await requireGathering(event.params.gathering, project);
	const query = await database();
	const authority = await authorities.read(query, project.authorityId);
	return {
		project: { projectId: project.projectId, title: project.title },
		gathering: { gatheringId: gathering.id, title: gathering.title },
		timeZone: authority?.timeZone ?? 'Europe/Paris',
		mayWrite: may(writeStrategy, facts, now()).accepted,
		opened: event.url.searchParams.get('ligne'),
		read: await strategy.readStrategy(query, gathering.id)
	};
};

/** One act of the team: what was typed comes back with a refusal. */
function ofTeam<Shape extends v.GenericSchema>(act: string, shape: Shape, run: (tx: Tx, doer: StrategyDoer, input: v.InferOutput<Shape>, fields: Fields) => Promise<Outcome<unknown, string>>) {
	return async (event: RequestEvent) => {
		const { account, project } = await requireProject(event, event.params.project, writeStrategy);
		const gathering = await requireGathering(event.params.gathering, project);
		const asked = readForm(await event.request.formData());
		const typed = v.safeParse(shape, asked.fields);
		const back = { act, fields: typedBack(asked) };
		if (!typed.success) return fail(422, { ...back, refusal: 'act-unreadable' });
		const doer: StrategyDoer = { authorityId: gathering.authorityId, projectId: gathering.projectId, gatheringId: gathering.id, actor: `account:${account.accountId}`, at: now() };
		const outcome = await inTransaction((tx) => run(tx, doer, typed.output, asked.fields));
		if (!outcome.accepted) return fail(422, { ...back, refusal: outcome.reason });
		return { act, done: act };
	};
}

const word = v.pipe(v.string(), v.maxLength(64));
const text = v.pipe(v.string(), v.maxLength(20_000));
/** the fields of its mode besides: read by the mode's own file */
const lineForm = v.object({ line: word, mode: word, revision: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)) });

export const actions: Actions = {
	commencer: ofTeam('commencer', v.object({}), strategy.begin),
	ligne: ofTeam('ligne', lineForm, (tx, doer, { line, mode, revision }, fields) => strategy.write(tx, doer, { line, mode, revision, fields })),
	garder: ofTeam('garder', v.object({ line: word, kept: v.picklist(['yes', 'no']) }), strategies.keep),
	expliquer: ofTeam('expliquer', v.object({ line: word, change: word, reason: text }), strategies.explain),
	montrer: ofTeam('montrer', v.object({}), strategy.show),
	brouillon: ofTeam('brouillon', v.object({}), strategy.draft)
};
