// Prepares the project in which a rehearsal is played: what a workshop brings, copied by the verbs of each feature, or the ready-made one. Nothing here is read back by the real ones.
import type { AccountId, AuthorityId, GatheringId, ProjectId } from '../../db/rules/ids.ts';
import type { Tx } from '../../db/server/database.ts';
import type { ContextQuestion } from '../../enquiry/rules/contextAnswers.ts';
import type { MaterialAtTeam, MaterialKind, MaterialTyped } from '../../enquiry/rules/materials.ts';
import * as contextAnswers from '../../enquiry/server/contextAnswers.ts';
import * as materials from '../../enquiry/server/materials.ts';
import type { Examined } from '../../files/server/files.ts';
import * as files from '../../files/server/files.ts';
import type { Agenda } from '../../gatherings/rules/agenda.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { Gathering } from '../../gatherings/server/gatherings.ts';
import type { Actor } from '../../journal/server/journal.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import type { Project } from '../../projects/server/projects.ts';
import { readRange, type BudgetLine, type Range } from '../../workshop/rules/budget.ts';
import type { RiskScore } from '../../workshop/rules/matrix.ts';
import { writeDraft } from '../../workshop/rules/proposal.ts';
import { fewestScenarios, type Scenario } from '../../workshop/rules/scenarios.ts';
import type { TypedLine } from '../../workshop/rules/scoring.ts';
import { usualAgenda } from '../../workshop/rules/steps.ts';
import * as budgets from '../../workshop/server/budgets.ts';
import * as casting from '../../workshop/server/casting.ts';
import * as deck from '../../workshop/server/deck.ts';
import type { OfferedCard } from '../../workshop/server/deck.ts';
import * as readyMade from '../../workshop/server/example/content.ts';
import * as readyProposal from '../../workshop/server/example/proposal.ts';
import * as readyField from '../../workshop/server/example/field.ts';
import { roles as readyRoles } from '../../workshop/server/example/roles.ts';
import * as readyMatrix from '../../workshop/server/example/scenarios.ts';
import * as fieldShows from '../../workshop/server/fieldShows.ts';
import * as groundRules from '../../workshop/server/groundRules.ts';
import * as matrices from '../../workshop/server/matrices.ts';
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
	/** how each scenario would be bought and when, by its letter */
	readonly around: Readonly<Record<string, { readonly modes: string; readonly calendar: string }>>;
	/** why the room is here, who decides; null: what the project says of itself */
	readonly frame: { readonly objective: string; readonly body: string } | null;
	readonly materials: readonly CarriedMaterial[];
	readonly matrix: readonly TypedLine[];
	/** the team's scores of the risks */
	readonly preparedRisks: readonly RiskScore[];
	/** in cents */
	readonly total: Range | null;
	readonly budget: readonly (BudgetLine & { readonly scenario: string })[];
}

interface CarriedMaterial {
	readonly kind: MaterialKind;
	readonly words: MaterialTyped;
	/** of the ready-made one alone: a real file, which may be withdrawn tomorrow, is not copied for an evening */
	readonly file?: () => Uint8Array;
	/** the room looks at it, in this order */
	readonly chosen?: number;
}

/** What must hold, or nothing of the rehearsal is kept. */
function must<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(`the sandbox was refused: ${outcome.reason}`);
	return outcome.value;
}

const placeAmong = (chosen: readonly string[], one: string): { readonly chosen?: number } => (chosen.includes(one) ? { chosen: chosen.indexOf(one) } : {});

const readyDraft = writeDraft(readyProposal.draft);
const readyScenarios: readonly Scenario[] = readyMade.scenarios;

/** The one that needs no project and no document. */
export const readyMadeLuggage = (at: Date): Luggage => ({
	title: readyMade.project.title,
	summary: readyMade.project.summary,
	place: 'Salle des fêtes du Gué',
	agenda: usualAgenda(),
	draft: readyDraft,
	scenarios: readyScenarios,
	deck: readyRoles,
	contextAnswers: readyMade.contextAnswers,
	around: {},
	frame: readyField.frame,
	materials: readyField
		.gatheredBefore(at)
		.filter(({ kind, file }) => kind === 'figure' || kind === 'testimony' || file)
		.map(({ code, kind, words, file }) => ({ kind, words, ...(file && { file }), ...placeAmong(readyField.chosen, code) })),
	matrix: readyMatrix.matrixLines,
	preparedRisks: readyMatrix.preparedRisks,
	total: must(readRange(readyMatrix.total)),
	budget: []
});

/** A material that says nothing of a person and needs no file: what a real enquiry may lend for an evening. */
const lends = ({ kind, consent, file }: MaterialAtTeam) => (kind === 'figure' || kind === 'testimony') && consent === 'nobody' && file === null;

async function carriedMaterials(tx: Tx, gathering: Gathering): Promise<readonly CarriedMaterial[]> {
	const { chosen } = await fieldShows.find(tx, gathering.id);
	const lent = (await materials.ofTeam(tx, gathering)).filter((one) => one.missing.length === 0 && lends(one));
	return lent.map(({ id, code: _, kind, file: __, revision: ___, missing: ____, ...words }) => ({ kind, words: asTyped(words), ...placeAmong(chosen, id) }));
}

const asTyped = (words: object): MaterialTyped => Object.fromEntries(Object.entries(words).map(([field, value]) => [field, value === null ? '' : String(value)]));

/** What a workshop brings; where it brings no draft, too few scenarios or no roles yet, those of the ready-made one stand in, so that every step can be practised. */
export async function packed(tx: Tx, gathering: Gathering, project: Project, at: Date): Promise<Luggage> {
	const standIn = readyMadeLuggage(at);
	const place = { authorityId: gathering.authorityId, projectId: gathering.projectId, gatheringId: gathering.id };
	const { draftBoardId } = await proposals.read(tx, place);
	const draft = writeDraft((await proposals.readDraft(tx, draftBoardId)).passages);
	const written = await scenarios.list(tx, place);
	const cards = await casting.deckOf(tx, place);
	const answers = (await contextAnswers.read(tx, place)).flatMap(({ question, versions }) => (versions[0] ? [{ question, text: versions[0].text }] : []));
	const { promisedMinutes: _, ...agenda } = gathering.agenda;
	const areStandIns = written.length < fewestScenarios;
	const lent = await carriedMaterials(tx, gathering);
	const lines = await matrices.linesOf(tx, place);
	return {
		title: gathering.title,
		summary: project.summary,
		place: gathering.place,
		agenda,
		draft: draft || readyDraft,
		scenarios: areStandIns ? readyScenarios : written,
		around: areStandIns ? {} : Object.fromEntries(written.map(({ code, modes, calendar }) => [code, { modes, calendar }])),
		deck: cards.length > 0 ? cards : startDeck,
		contextAnswers: answers,
		frame: (await groundRules.find(tx, gathering.id)) ?? null,
		materials: lent.length > 0 ? lent : standIn.materials,
		...(lines.some(({ kind }) => kind === 'impact') ? { matrix: lines, preparedRisks: await matrices.preparedOf(tx, place) } : { matrix: readyMatrix.matrixLines, preparedRisks: readyMatrix.preparedRisks }),
		total: (await budgets.totalOf(tx, place)) ?? standIn.total,
		budget: areStandIns ? [] : await budgets.linesOf(tx, place)
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
	const chosen: { readonly id: string; readonly place: number }[] = [];
	for (const { kind, words, file, chosen: place } of luggage.materials) {
		const id = must(await materials.keep(tx, enquirer, kind, words, file ? await examined(file) : null));
		if (place !== undefined) chosen.push({ id, place });
	}
	must(await deck.take(tx, { ...place, at }, luggage.deck));
	const gatheringId = must(
		await gatherings.create(tx, { ...place, kind: 'workshop', title: titled(title), place: luggage.place, startsAt: at, agenda: luggage.agenda, rehearsal: { pace } }, at)
	);
	must(await proposals.writeDraft(tx, { ...place, gatheringId, at }, { text: luggage.draft, version: '' }));
	const doer = { ...place, gatheringId, currentStep: '', at };
	for (const { code: letter, name, idea, facts } of luggage.scenarios) {
		must(await scenarios.write(tx, doer, { code: letter, name, idea, facts }, actor));
		// the versions are those of this evening: none is named
		await scenarios.writeAround(tx, doer, letter, { base: null, modes: '', calendar: '', ...luggage.around[letter] });
	}
	if (luggage.frame) must(await groundRules.write(tx, doer, luggage.frame));
	if (chosen.length > 0) must(await fieldShows.choose(tx, doer, chosen.toSorted((a, b) => a.place - b.place).map(({ id }) => id)));
	must(await matrices.bring(tx, doer, luggage.matrix, luggage.preparedRisks));
	if (luggage.total) must(await budgets.writeTotal(tx, doer, asEuros(luggage.total)));
	for (const { scenario, label, ...range } of luggage.budget) must(await budgets.addLine(tx, doer, { scenario, label, ...asEuros(range) }));
	return { authorityId, projectId, gatheringId, actor };
}

/** Cents as somebody would type them in euros. */
const asEuros = ({ low, high }: Range) => ({ low: inEuros(low), high: inEuros(high) });
const inEuros = (cents: number) => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;

const drawn = new Map<() => Uint8Array, Promise<Examined>>();

/** A file of the ready-made one, drawn and cleaned once in a process. */
function examined(file: () => Uint8Array): Promise<Examined> {
	const known = drawn.get(file) ?? files.examine(file()).then(must);
	drawn.set(file, known);
	return known;
}
