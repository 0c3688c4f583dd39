// Prepares the project in which a rehearsal is played: what a workshop brings, copied by the verbs of each feature, or the ready-made one. Nothing here is read back by the real ones.
import type { AccountId, AuthorityId, GatheringId, ProjectId } from '../../db/rules/ids.ts';
import type { Tx } from '../../db/server/database.ts';
import type { ContextQuestion } from '../../enquiry/rules/contextAnswers.ts';
import type { MaterialKind, MaterialTyped } from '../../enquiry/rules/materials.ts';
import * as contextAnswers from '../../enquiry/server/contextAnswers.ts';
import * as materials from '../../enquiry/server/materials.ts';
import type { Agenda } from '../../gatherings/rules/agenda.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { Gathering } from '../../gatherings/server/gatherings.ts';
import type { Actor } from '../../journal/server/journal.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import type { Project } from '../../projects/server/projects.ts';
import { writeDraft } from '../../workshop/rules/proposal.ts';
import { fewestScenarios, type Scenario } from '../../workshop/rules/scenarios.ts';
import { usualAgenda } from '../../workshop/rules/steps.ts';
import * as casting from '../../workshop/server/casting.ts';
import * as deck from '../../workshop/server/deck.ts';
import type { OfferedCard } from '../../workshop/server/deck.ts';
import * as readyMade from '../../workshop/server/example/content.ts';
import * as readyProposal from '../../workshop/server/example/proposal.ts';
import * as readyField from '../../workshop/server/example/field.ts';
import { roles as readyRoles } from '../../workshop/server/example/roles.ts';
import * as proposals from '../../workshop/server/proposals.ts';
import * as scenarios from '../../workshop/server/scenarios.ts';
import { startDeck } from '../../workshop/server/startDeck.ts';
import { daysKept } from '../rules/course.ts';

/** What a rehearsal begins with. */
export interface Luggage {
	readonly title: string;
	readonly summary: string;
	readonly place: string;
	readonly agenda: Agenda;
	/** as typed in the form of the draft */
	readonly draft: string;
	readonly scenarios: readonly Scenario[];
	readonly deck: readonly OfferedCard[];
	readonly contextAnswers: readonly { readonly question: ContextQuestion; readonly text: string }[];
	/** those that are words alone: a file is not copied for an evening */
	readonly materials: readonly { readonly kind: MaterialKind; readonly words: MaterialTyped }[];
}

const readyDraft = writeDraft(readyProposal.draft);
const readyScenarios: readonly Scenario[] = readyMade.scenarios;

/** The one that needs no project and no document. */
export const readyMadeLuggage: Luggage = {
	title: readyMade.project.title,
	summary: readyMade.project.summary,
	place: 'Salle des fêtes du Gué',
	agenda: usualAgenda(),
	draft: readyDraft,
	scenarios: readyScenarios,
	deck: readyRoles,
	contextAnswers: readyMade.contextAnswers,
	materials: readyField.gathered.filter(({ kind }) => kind === 'figure' || kind === 'testimony')
};

/** What a workshop brings; where it brings no draft, too few scenarios or no roles yet, those of the ready-made one stand in, so that every step can be practised. */
export async function packed(tx: Tx, gathering: Gathering, project: Project): Promise<Luggage> {
	const place = { authorityId: gathering.authorityId, projectId: gathering.projectId, gatheringId: gathering.id };
	const { draftBoardId } = await proposals.read(tx, place);
	const draft = writeDraft((await proposals.readDraft(tx, draftBoardId)).passages);
	const written = await scenarios.list(tx, place);
	const cards = await casting.deckOf(tx, place);
	const answers = (await contextAnswers.read(tx, place)).flatMap(({ question, versions }) => (versions[0] ? [{ question, text: versions[0].text }] : []));
	const { promisedMinutes: _, ...agenda } = gathering.agenda;
	return {
		title: gathering.title,
		summary: project.summary,
		place: gathering.place,
		agenda,
		draft: draft || readyDraft,
		scenarios: written.length >= fewestScenarios ? written : readyScenarios,
		deck: cards.length > 0 ? cards : startDeck,
		contextAnswers: answers,
		materials: readyMadeLuggage.materials
	};
}

export interface SandboxAsked {
	readonly authorityId: AuthorityId;
	readonly accountId: AccountId;
	readonly accountName: string;
	/** who lends whoever rehearses */
	readonly lentBy: string;
	readonly pace: number;
	readonly code: string;
}

/** What must hold, or nothing of the rehearsal is kept. */
function must<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(`the sandbox was refused: ${outcome.reason}`);
	return outcome.value;
}

const titled = (title: string) => [...`Répétition : ${title}`].slice(0, 120).join('');

export interface Sandbox {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly gatheringId: GatheringId;
	readonly actor: Actor;
}

/** A project that holds this rehearsal and nothing else, with whoever rehearses as its facilitator. */
export async function build(tx: Tx, luggage: Luggage, { authorityId, accountId, accountName, lentBy, pace, code }: SandboxAsked, at: Date): Promise<Sandbox> {
	const actor: Actor = `account:${accountId}`;
	const { title, summary } = luggage;
	const projectId = must(await projects.create(tx, { title: titled(title), summary, code, authorityId, actor, isRehearsal: true }, at));
	const place = { authorityId, projectId, actor };
	must(
		await memberships.add(
			tx,
			{
				...place,
				person: { name: accountName, accountId },
				capacity: 'reservist',
				permissions: ['facilitate'],
				endsAt: new Date(at.getTime() + (daysKept + 1) * 86_400_000),
				mandate: { lentBy, grantedBy: accountId }
			},
			at
		)
	);
	const enquirer = { ...place, accountId, at };
	for (const { question, text } of luggage.contextAnswers) must(await contextAnswers.answer(tx, enquirer, { question, text, read: 0 }));
	for (const { kind, words } of luggage.materials) must(await materials.keep(tx, enquirer, kind, words, null));
	must(await deck.take(tx, { ...place, at }, luggage.deck));
	const gatheringId = must(
		await gatherings.create(tx, { ...place, kind: 'workshop', title: titled(title), place: luggage.place, startsAt: at, agenda: luggage.agenda, rehearsal: { pace } }, at)
	);
	must(await proposals.writeDraft(tx, { ...place, gatheringId, at }, { text: luggage.draft, version: '' }));
	for (const { code: letter, name, idea, facts } of luggage.scenarios) must(await scenarios.write(tx, { ...place, gatheringId }, { code: letter, name, idea, facts }, actor));
	return { authorityId, projectId, gatheringId, actor };
}
