import { error, fail } from '@sveltejs/kit';
import { kindOf } from '#lib/cockpit/rules/elements/kinds.ts';
import { cockpitActs } from '#lib/cockpit/rules/investment.ts';
import { answersWith, checksOf } from '#lib/cockpit/rules/modes/modes.ts';
import * as documents from '#lib/cockpit/server/documents.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { writeTyped } from '#lib/cockpit/server/elementForm.ts';
import { onCockpit, requireCockpit, word, type AtCockpit } from '#lib/cockpit/server/guards.ts';
import * as lines from '#lib/cockpit/server/lines.ts';
import * as messages from '#lib/cockpit/server/messages.ts';
import { amountsOf, asSeen, choicesFor, lineFactsOf, shown } from '#lib/cockpit/server/overview.ts';
import { database, type Tx } from '#lib/db/server/database.ts';
import { readForm, typedBack } from '#lib/gatherings/server/stepActs.ts';
import type { Act } from '#lib/people/rules/may.ts';
import * as accounts from '#lib/people/server/accounts.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, audience, mayWrite, mayDecide } = await requireCockpit(event);
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	const line = await lines.read(query, doer, event.params.element);
	if (!line) error(404, 'element-unknown');
	const all = asSeen(await elements.ofProject(query, doer, doer.today), audience);
	const under = all.filter(({ parentId }) => parentId === line.id);
	const said = await messages.ofElement(query, doer, line.id);
	const names = await accounts.namesOf(
		query,
		said.map(({ by }) => by)
	);
	const amounts = amountsOf(under);
	const own = shown(line, audience);
	const { mode, answers } = own.values;
	const followed = {
		lots: elements.ofKind(under, 'lot').length,
		hypotheses: elements.ofKind(under, 'hypothesis').map(({ values }) => values.what)
	};
	return {
		project: { projectId, title },
		mayWrite,
		mayDecide,
		today: doer.today,
		timeZone: (await authorities.read(query, project.authorityId))?.timeZone ?? 'Europe/Paris',
		line: own,
		origin: line.origin,
		under: under.map((one) => shown(one, audience)),
		amounts,
		stays: own.hidden.includes('state') ? [] : await lines.staysOf(query, doer, line.id),
		findings: answers === null ? [] : checksOf(mode, answersWith(mode, answers, followed), lineFactsOf(own.values, amounts, doer.today)),
		hasSeeds: mayWrite && lines.hasSeeds(line, under),
		messages: said.map(({ by, writtenAt, editedAt, ...message }) => ({
			...message,
			who: names[by] ?? '',
			writtenAt,
			isMended: editedAt !== null,
			isMine: by === doer.actor
		})),
		now: doer.at,
		choices: choicesFor({ ...kindOf('line').fields, after: kindOf('milestone').fields.after! }, all)
	};
};

/** An act on the line that the page is about. */
const onLine =
	(
		act: string,
		run: (
			tx: Tx,
			at: AtCockpit,
			line: elements.Element<'line'>,
			typed: Parameters<typeof word>[0]
		) => ReturnType<Parameters<typeof onCockpit>[1]>,
		who: Act = cockpitActs.write
	) =>
	(event: RequestEvent) =>
		onCockpit(
			act,
			async (tx, at, typed) => {
				const line = await lines.read(tx, at.doer, event.params.element);
				if (!line) error(404, 'element-unknown');
				return run(tx, at, line, typed);
			},
			who
		)(event);

export const actions: Actions = {
	ecrire: onCockpit('ecrire', (tx, { doer }, typed) => writeTyped(tx, doer, typed)),
	etat: onLine('etat', (tx, { doer, mayDecide }, line, typed) =>
		lines.move(tx, doer, line, typed, mayDecide)
	),
	mode: onLine('mode', (tx, { doer }, line, typed) => lines.writeMode(tx, doer, line, typed)),
	suivre: onLine('suivre', (tx, { doer }, line) => lines.sow(tx, doer, line)),
	dire: onLine(
		'dire',
		(tx, { doer }, line, typed) =>
			messages.say(tx, doer, line.id, { words: word(typed, 'words'), thread: word(typed, 'thread') }),
		cockpitActs.read
	),
	corriger: onLine(
		'corriger',
		(tx, { doer }, line, typed) =>
			messages.mend(tx, doer, line.id, { words: word(typed, 'words'), message: word(typed, 'message') }),
		cockpitActs.read
	),
	document: async (event) => {
		const { doer } = await requireCockpit(event, cockpitActs.write);
		const form = await event.request.formData();
		const asked = readForm(form);
		const file = form.get('file');
		const sent = file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null;
		const line = await lines.read(await database(), doer, event.params.element);
		if (!line) error(404, 'element-unknown');
		const outcome = await documents.add(doer, { ...asked.fields, parent: line.id }, sent);
		if (outcome.accepted) return { act: 'document', done: 'document' };
		const { accepted: _, reason, ...told } = outcome;
		return fail(422, {
			act: 'document',
			refusal: reason,
			...told,
			fields: { ...typedBack(asked), ...(sent && { sent: 'yes' }) }
		});
	}
};
