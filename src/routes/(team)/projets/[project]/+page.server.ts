import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import * as annotations from '#lib/annotations/server/annotations.ts';
import { database, inTransaction, type Query, type Tx } from '#lib/db/server/database.ts';
import { readId } from '#lib/db/server/ids.ts';
import { minutesOf, type Agenda } from '#lib/gatherings/rules/agenda.ts';
import { agendaFrom, templateStepsOf, type Template } from '#lib/gatherings/rules/templates.ts';
import * as contextAnswers from '#lib/enquiry/server/contextAnswers.ts';
import * as materials from '#lib/enquiry/server/materials.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import * as templates from '#lib/gatherings/server/templates.ts';
import { keepLedger } from '#lib/jury/rules/acts.ts';
import * as ledger from '#lib/jury/server/ledger.ts';
import * as lexicon from '#lib/lexicon/server/lexicon.ts';
import { invitationAddress } from '#lib/gatherings/server/guards.ts';
import { may, standing } from '#lib/people/rules/may.ts';
import { readReturn } from '#lib/people/rules/accounts.ts';
import * as accounts from '#lib/people/server/accounts.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { keepSession } from '#lib/people/server/guards.ts';
import { projectActs } from '#lib/projects/rules/acts.ts';
import { capacities } from '#lib/projects/rules/capacities.ts';
import { isExampleRole } from '#lib/projects/rules/exampleRoles.ts';
import { dayIn, endOfDay, momentOf } from '#lib/projects/rules/local-time.ts';
import * as exampleRoles from '#lib/projects/server/exampleRoles.ts';
import { requireProject, requireRealProject } from '#lib/projects/server/guards.ts';
import * as invitations from '#lib/projects/server/invitations.ts';
import * as memberships from '#lib/projects/server/memberships.ts';
import * as team from '#lib/projects/server/team.ts';
import { readBegin } from '#lib/rehearsal/server/doors.ts';
import * as rehearsals from '#lib/rehearsal/server/rehearsals.ts';
import * as canvases from '#lib/sourcing/server/canvases.ts';
import * as notes from '#lib/sourcing/server/notes.ts';
import { now } from '#lib/time/server/clock.ts';
import { offeredSteps, stepRules } from '#lib/workshop/rules/steps.ts';
import { isShipped, shippedSteps, shippedTemplates } from '#lib/workshop/rules/templates.ts';
import { duplicate } from '#lib/workshop/server/duplicating.ts';
import * as sketches from '#lib/workshop/server/sketches.ts';
import { shippedWords } from '#lib/workshop/wording/templates.ts';
import { m } from '#lib/words/messages.js';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const text = v.optional(v.string(), '');
const invitee = v.object({
	name: text,
	email: text,
	capacity: text,
	from: text,
	to: text,
	lentBy: text,
	facilitates: text
});

const workshop = v.object({ title: text, place: text, day: text, time: text, template: text });
const again = v.object({ gathering: text, title: text, place: text, day: text, time: text, scenarios: text, draft: text });

const kind = 'workshop';
const agendaOf = (template: Pick<Template, 'steps'>): Agenda => agendaFrom(stepRules, template, offeredSteps);

/** The agenda of the template that a form names: one that is shipped, or one that the project's authority keeps. */
async function agendaNamed(query: Query, authorityId: templates.KeptTemplate['authorityId'], asked: string): Promise<Agenda | undefined> {
	if (asked === '') return agendaOf({ steps: shippedSteps('demi-journee') }); // MO280
	if (isShipped(asked)) return agendaOf({ steps: shippedSteps(asked) });
	const id = readId<'template'>(asked);
	const kept = id && (await templates.find(query, id));
	return kept && kept.authorityId === authorityId && kept.kind === kind ? agendaOf(kept) : undefined;
}

/** What one chooses among: a name and its minutes. */
async function choices(query: Query, authorityId: templates.KeptTemplate['authorityId']) {
	const choice = (key: string, name: string, template: Pick<Template, 'steps'>) => ({ key, name, minutes: minutesOf(agendaOf(template).steps) });
	return {
		shipped: shippedTemplates.map((key) => choice(key, shippedWords(key).name, { steps: shippedSteps(key) })),
		own: (await templates.ofAuthorityBy(query, { authorityId, kind })).map((kept) => choice(kept.id, kept.name, kept))
	};
}

const fieldsOf = async (event: RequestEvent) =>
	Object.fromEntries(
		[...(await event.request.formData())].filter(
			(entry): entry is [string, string] => typeof entry[1] === 'string'
		)
	);

/** Handed over by hand, and opened on another machine. */
const linkOf = (event: RequestEvent, token: string) => `${invitationAddress(event)}/invitation/${token}`;

export const load: PageServerLoad = async (event) => {
	const { account, project, facts } = await requireProject(event, event.params.project, projectActs.open);
	const query = await database();
	// the project of a rehearsal has no page of its own
	const sandbox = await rehearsals.ofSandbox(query, project.projectId);
	if (sandbox) redirect(303, `/console/${sandbox.gatheringId}`);
	const at = now();
	const authority = (await authorities.read(query, project.authorityId))!;
	event.depends(`project:${project.projectId}`);
	const planned = await gatherings.ofProject(query, project);
	const gathered = await materials.ofTeam(query, project);
	const sketched = await sketches.frozenAmong(query, project.authorityId, planned.map(({ id }) => id));
	return {
		project,
		gatherings: planned.map(({ id, title, place, startsAt, openedAt, closedAt, position }) => ({
			gatheringId: id,
			title,
			place,
			startsAt,
			hasStrategy: sketched.has(id),
			life: closedAt
				? ('closed' as const)
				: position >= 0 || openedAt
					? ('running' as const)
					: ('planned' as const)
		})),
		rehearsals: await rehearsals.ofProject(query, project.projectId, account.accountId),
		authority: { name: authority.name, timeZone: authority.timeZone, isExample: authority.isExample },
		...(await team.ofProject(query, project, at)),
		enquiry: {
			answered: (await contextAnswers.read(query, project)).filter(({ versions }) => versions.length > 0).length,
			materials: gathered.length,
			ready: gathered.filter(({ missing }) => missing.length === 0).length
		},
		annotations: await annotations.owedIn(query, project, at),
		family: (await canvases.read(query, project)).family,
		toSort: (await notes.toSort(query, project)).filter(({ state }) => state === 'unsorted').length,
		hours: may(keepLedger, facts, at).accepted ? Object.fromEntries((await ledger.ofProject(query, project)).map(({ membershipId, minutes }) => [membershipId, minutes])) : null,
		words: (await lexicon.entriesOf(query, project.projectId)).length,
		templates: await choices(query, project.authorityId),
		today: dayIn(at, authority.timeZone),
		exampleRoles: await exampleRoles.offered(query, account, project, at),
		may: {
			invite: may(projectActs.invite, facts, at).accepted,
			revoke: may(projectActs.revoke, facts, at).accepted,
			takePlace: may(projectActs.invite, facts, at).accepted && !(facts.places ?? []).some((place) => standing(place, at) === 'stands'),
			createGathering: may(projectActs.createGathering, facts, at).accepted
		},
		isGuest: account.authorityId !== project.authorityId
	};
};

export const actions: Actions = {
	repeter: async (event) => {
		const { account, project } = await requireRealProject(event, event.params.project, projectActs.createGathering);
		const { asked, fields } = await readBegin(event);
		if (!asked) return fail(422, { rehearsal: { refusal: 'act-unreadable' as const, fields } });
		const workshopId = readId<'gathering'>(asked.workshop);
		const workshop = workshopId && (await gatherings.find(await database(), workshopId));
		const isOurs = workshop && workshop.projectId === project.projectId && !workshop.isRehearsal;
		if (asked.workshop !== '' && !isOurs) return fail(422, { rehearsal: { refusal: 'workshop-unknown' as const, fields } });
		const made = await inTransaction((tx) => rehearsals.begin(tx, account, isOurs ? workshop : 'ready-made', asked, now()));
		if (!made.accepted) return fail(422, { rehearsal: { refusal: made.reason, fields } });
		redirect(303, `/console/${made.value}`);
	},


	atelier: async (event) => {
		const { account, project } = await requireRealProject(event, event.params.project, projectActs.createGathering);
		const fields = v.parse(workshop, await fieldsOf(event));
		const { timeZone } = (await authorities.read(await database(), project.authorityId))!;
		const startsAt = momentOf(fields.day, fields.time, timeZone);
		if (!startsAt) return fail(422, { workshop: { refusal: 'gathering-time-unknown' as const, fields } });
		const { authorityId, projectId } = project;
		const { title, place } = fields;
		const agenda = await agendaNamed(await database(), authorityId, fields.template);
		if (!agenda) return fail(422, { workshop: { refusal: 'template-unknown' as const, fields } });
		const outcome = await inTransaction((tx) =>
			gatherings.create(tx, { authorityId, projectId, kind, title, place, startsAt, agenda, actor: `account:${account.accountId}` }, now())
		);
		if (!outcome.accepted) return fail(422, { workshop: { refusal: outcome.reason, fields } });
		return { created: outcome.value };
	},

	/** The same workshop on another day. */
	dupliquer: async (event) => {
		const { account, project } = await requireRealProject(event, event.params.project, projectActs.createGathering);
		const fields = v.parse(again, await fieldsOf(event));
		const { timeZone } = (await authorities.read(await database(), project.authorityId))!;
		const [startsAt, gatheringId] = [momentOf(fields.day, fields.time, timeZone), readId<'gathering'>(fields.gathering)];
		if (!gatheringId) return fail(422, { again: { refusal: 'gathering-unknown' as const, fields } });
		if (!startsAt) return fail(422, { again: { refusal: 'gathering-time-unknown' as const, fields } });
		const { title, place } = fields;
		const taken = { scenarios: fields.scenarios === 'on', draft: fields.draft === 'on' };
		const { authorityId, projectId } = project;
		const outcome = await inTransaction((tx: Tx) =>
			duplicate(tx, { authorityId, projectId, gatheringId, title, place, startsAt, taken, actor: `account:${account.accountId}` }, now())
		);
		if (!outcome.accepted) return fail(422, { again: { refusal: outcome.reason, fields } });
		return { created: outcome.value };
	},

	/** « En faire un modèle »: opens it, with the minutes that a finished workshop took beside its own (GA36). */
	modele: async (event) => {
		const { account, project } = await requireRealProject(event, event.params.project, projectActs.createGathering);
		const gatheringId = readId<'gathering'>((await fieldsOf(event)).gathering);
		if (!gatheringId) return fail(422, { model: { refusal: 'gathering-unknown' as const } });
		const gathering = await gatherings.find(await database(), gatheringId);
		if (!gathering || gathering.projectId !== project.projectId) return fail(422, { model: { refusal: 'gathering-unknown' as const } });
		const made: Template = { name: [...m.templates_from_gathering({ title: gathering.title })].slice(0, 80).join(''), description: '', steps: templateStepsOf(gathering.agenda) };
		const doer = { authorityId: project.authorityId, kind, actor: `account:${account.accountId}`, at: now() } as const;
		const outcome = await inTransaction((tx) => templates.add(tx, stepRules, doer, made, gathering.id));
		if (!outcome.accepted) return fail(422, { model: { refusal: outcome.reason } });
		return redirect(303, `/modeles/${outcome.value}${gathering.closedAt ? `?apres=${gathering.id}` : ''}`);
	},

	/** « Voir l'exemple en tant que… »: its own door, for no other project (PR11). */
	entrer: async (event) => {
		const { account, project } = await requireRealProject(event, event.params.project, projectActs.open);
		const { role = '', retour } = await fieldsOf(event);
		if (!isExampleRole(role)) return fail(422, { refusal: 'capacity-unknown' as const });
		const entered = await inTransaction((tx) => exampleRoles.enter(tx, account, project, role, now()));
		if (!entered.accepted) return fail(422, { refusal: entered.reason });
		keepSession(event, await accounts.beginSession(entered.value, now()));
		redirect(303, readReturn(retour, `/projets/${project.projectId}`));
	},

	inviter: async (event) => {
		const { account, project } = await requireRealProject(event, event.params.project, projectActs.invite);
		const fields = v.parse(invitee, await fieldsOf(event));
		const at = now();
		const { timeZone } = (await authorities.read(await database(), project.authorityId))!;
		const capacity = capacities.find((one) => one === fields.capacity && one !== 'juror');
		if (!capacity) return fail(422, { invite: { refusal: 'capacity-unknown' as const, fields } });
		const startsAt = fields.from === '' ? at : momentOf(fields.from, '00:00', timeZone);
		const endsAt = fields.to === '' ? null : endOfDay(fields.to, timeZone);
		if (!startsAt || endsAt === undefined)
			return fail(422, { invite: { refusal: 'date-unknown' as const, fields } });
		const outcome = await invitations.invite(
			account,
			project,
			{
				name: fields.name,
				email: fields.email,
				capacity,
				permissions: fields.facilitates === 'on' ? ['facilitate'] : [],
				startsAt,
				endsAt,
				lentBy: fields.lentBy.trim() === '' ? null : fields.lentBy
			},
			at
		);
		if (!outcome.accepted) return fail(422, { invite: { refusal: outcome.reason, fields } });
		return { invited: { name: outcome.value.name, link: linkOf(event, outcome.value.token) } };
	},

	/** Whoever administers the authority gives themselves the place that the procedure needs. */
	prendre: async (event) => {
		const { account, project } = await requireRealProject(event, event.params.project, projectActs.invite);
		if ((await fieldsOf(event)).capacity !== 'buyer') return fail(422, { refusal: 'capacity-unknown' as const });
		const at = now();
		const taken = await inTransaction((tx) => memberships.takePlace(tx, account, project, 'buyer', at));
		if (!taken.accepted) return fail(422, { refusal: taken.reason });
		return { taken: true };
	},

	relancer: async (event) => {
		const { account, project } = await requireRealProject(event, event.params.project, projectActs.invite);
		const membershipId = readId<'membership'>((await fieldsOf(event)).membership);
		if (!membershipId) return fail(422, { refusal: 'membership-unknown' as const });
		const outcome = await invitations.renew(account, { ...project, membershipId }, now());
		if (!outcome.accepted) return fail(422, { refusal: outcome.reason });
		return { invited: { name: outcome.value.name, link: linkOf(event, outcome.value.token) } };
	},

	retirer: async (event) => {
		const { account, project } = await requireRealProject(event, event.params.project, projectActs.revoke);
		const membershipId = readId<'membership'>((await fieldsOf(event)).membership);
		if (!membershipId) return fail(422, { refusal: 'membership-unknown' as const });
		const outcome = await memberships.withdraw(
			{ ...project, membershipId },
			`account:${account.accountId}`,
			now()
		);
		if (!outcome.accepted)
			return fail(outcome.reason === 'membership-unknown' ? 404 : 409, { refusal: outcome.reason });
		return { revoked: true };
	}
};
