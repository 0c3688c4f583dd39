import { sql } from 'drizzle-orm';
import { bigint, boolean, date, foreignKey, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { AuthorityId, CandidateId, FileId, GatheringId, Id, JuryId, JurySeatId, MailId, MembershipId, PersonId, ProjectId, SortitionId } from '../../db/rules/ids.ts';
import type { AnswerOutcome } from '../../annotations/rules/kinds.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { files } from '../../files/server/tables.ts';
import { gatherings } from '../../gatherings/server/tables.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { mails } from '../../mail/server/tables.ts';
import { memberships, projects } from '../../projects/server/tables.ts';
import type { Beacon } from '../rules/beacon.ts';
import type { ActionKind } from '../rules/campaign.ts';
import type { ChoiceKind, Criterion } from '../rules/choice.ts';
import type { Clarity } from '../rules/choiceGrid.ts';
import type { TakenIntoAccount } from '../rules/choiceOutcome.ts';
import type { LookAct } from '../rules/choiceRoom.ts';
import type { Cost } from '../rules/cost.ts';
import { noContact, type Contact } from '../rules/contact.ts';
import type { Declared, Stage, Verdict } from '../rules/declarations.ts';
import type { ImportReport } from '../rules/pools/report.ts';
import type { Channel, Pool } from '../rules/pools/pools.ts';
import type { KeptQuotas } from '../rules/quotas.ts';
import type { SeedMethod, SortitionFigures, SortitionState } from '../rules/ceremony.ts';
import type { RedrawReport } from '../rules/sortition/redraw.ts';
import type { MoneyKind } from '../rules/money.ts';
import type { Answer, SeatState } from '../rules/panel.ts';
import type { ReminderKind } from '../rules/reminders.ts';
import type { Lesson, QuizAnswers } from '../rules/training.ts';
import type { Wish } from '../rules/wishes.ts';

export type LineId = Id<'ledger-line'>;
export type ChoiceId = Id<'choice'>;
export type GridQuestionId = Id<'grid-question'>;
export type SampleId = Id<'sample'>;

/** The hours that jurors give. Append only: a correction is a line. */
export const jurorHours = pgTable(
	'juror_hours',
	{
		id: uuid('id').primaryKey().$type<LineId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		/** the gathering in which they were given; null for those given elsewhere */
		gatheringId: uuid('gathering_id').$type<GatheringId>(),
		/** the line that this one corrects */
		correctsId: uuid('corrects_id').$type<LineId>(),
		/** whole minutes; signed in a correction */
		minutes: integer('minutes').notNull(),
		/** of what, or why; empty for a gathering, which has its title */
		what: text('what').notNull(),
		writtenBy: text('written_by').notNull().$type<Actor>(),
		writtenAt: moment('written_at').notNull()
	},
	(table) => [
		unique('juror_hours_tenant_key').on(table.authorityId, table.id),
		index('juror_hours_project').on(table.authorityId, table.projectId),
		index('juror_hours_membership').on(table.membershipId),
		uniqueIndex('juror_hours_once_key')
			.on(table.gatheringId, table.membershipId)
			.where(sql`corrects_id is null`),
		foreignKey({
			name: 'juror_hours_membership_fk',
			columns: [table.authorityId, table.membershipId],
			foreignColumns: [memberships.authorityId, memberships.id]
		}),
		foreignKey({
			name: 'juror_hours_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		}),
		foreignKey({
			name: 'juror_hours_corrects_fk',
			columns: [table.authorityId, table.correctsId],
			foreignColumns: [table.authorityId, table.id]
		})
	]
);

/** The jury of a project: its seats, its quotas, what is announced of it and what it costs. One a project. */
export const juries = pgTable(
	'juries',
	{
		id: uuid('id').primaryKey().$type<JuryId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		/** seats drawn among those whom the electoral rolls gave */
		rollSeats: integer('roll_seats').notNull(),
		volunteerSeats: integer('volunteer_seats').notNull(),
		quotas: jsonb('quotas').notNull().$type<KeptQuotas>(),
		/** no two of one household */
		oneOfAHousehold: boolean('one_of_a_household').notNull().default(true),
		/** present members below which the jury does not deliberate */
		quorum: integer('quorum').notNull(),
		mandateStartsOn: date('mandate_starts_on', { mode: 'string' }),
		cost: jsonb('cost').notNull().$type<Cost>(),
		/** whom a juror or a volunteer turns to */
		contact: jsonb('contact').notNull().default(noContact).$type<Contact>(),
		/** what is said of it publicly, months before */
		announcement: text('announcement').notNull().default(''),
		/** the deliberation that fixes allowances: its number, its day */
		deliberation: text('deliberation').notNull().default(''),
		deliberationOn: date('deliberation_on', { mode: 'string' }),
		/** the last word of the public address */
		slug: text('slug').notNull(),
		announcedAt: moment('announced_at'),
		/** the last day on which one may volunteer */
		volunteersUntil: date('volunteers_until', { mode: 'string' }),
		/** the day on which those who were not drawn are forgotten */
		purgeOn: date('purge_on', { mode: 'string' }),
		/** jurors give observations on candidates: off until the authority's legal service says yes */
		observesCandidates: boolean('observes_candidates').notNull().default(false),
		endedAt: moment('ended_at'),
		/** once it has ended: the day on which who its members were is forgotten */
		forgetOn: date('forget_on', { mode: 'string' }),
		/** why accounts were not at zero as it ended */
		endNote: text('end_note').notNull().default(''),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		unique('juries_tenant_key').on(table.authorityId, table.id),
		unique('juries_project_key').on(table.authorityId, table.projectId),
		unique('juries_slug_key').on(table.slug),
		foreignKey({ name: 'juries_project_fk', columns: [table.authorityId, table.projectId], foreignColumns: [projects.authorityId, projects.id] })
	]
);

const ofJury = <Kind extends string = JuryId>() => uuid('jury_id').notNull().$type<Kind>();

/** What was done so that people hear of it: where, when, how many. */
export const campaignActions = pgTable(
	'jury_campaign_actions',
	{
		id: uuid('id').primaryKey().$type<Id<'campaign-action'>>(),
		authorityId: authorityId<AuthorityId>(),
		juryId: ofJury<JuryId>(),
		kind: text('kind').notNull().$type<ActionKind>(),
		what: text('what').notNull(),
		onDay: date('on_day', { mode: 'string' }).notNull(),
		/** people reached, as far as one knows */
		reach: integer('reach'),
		createdAt: moment('created_at').notNull(),
		removedAt: moment('removed_at')
	},
	(table) => [
		index('jury_campaign_actions_jury').on(table.authorityId, table.juryId),
		foreignKey({ name: 'jury_campaign_actions_jury_fk', columns: [table.authorityId, table.juryId], foreignColumns: [juries.authorityId, juries.id] })
	]
);

/** A file of the electoral roll that was read: what was kept of it, what was refused and why. */
export const rollImports = pgTable(
	'jury_roll_imports',
	{
		id: uuid('id').primaryKey().$type<Id<'roll-import'>>(),
		authorityId: authorityId<AuthorityId>(),
		juryId: ofJury<JuryId>(),
		fileName: text('file_name').notNull(),
		fileHash: text('file_hash').notNull(),
		report: jsonb('report').notNull().$type<ImportReport>(),
		importedBy: text('imported_by').notNull().$type<Actor>(),
		importedAt: moment('imported_at').notNull(),
		/** null while it is read, and for one that was cut short */
		finishedAt: moment('finished_at')
	},
	(table) => [
		index('jury_roll_imports_jury').on(table.authorityId, table.juryId),
		foreignKey({ name: 'jury_roll_imports_jury_fk', columns: [table.authorityId, table.juryId], foreignColumns: [juries.authorityId, juries.id] })
	]
);

/** Somebody who may be drawn, without a name: their pool, their profile, their household as a mark. Names are in `jury_contacts`. */
export const candidates = pgTable(
	'jury_candidates',
	{
		id: uuid('id').primaryKey().$type<CandidateId>(),
		authorityId: authorityId<AuthorityId>(),
		juryId: ofJury<JuryId>(),
		pool: text('pool').notNull().$type<Pool>(),
		/** what stands for this person in everything that is published */
		code: text('code').notNull(),
		/** by category, the feature; a category may miss until the person answers */
		profile: jsonb('profile').notNull().$type<Readonly<Record<string, string>>>(),
		/** equal for people of one address, and says nothing of it; null where the address is not known */
		household: text('household'),
		channel: text('channel').notNull().$type<Channel>(),
		enteredBy: text('entered_by').notNull().$type<Actor>(),
		/** of the roll: when their letter was drawn */
		writtenToAt: moment('written_to_at'),
		/** when they said that they may be drawn, or that they may not */
		answeredAt: moment('answered_at'),
		answer: text('answer').$type<Answer>(),
		/** the same person already stands under this one */
		duplicateOf: uuid('duplicate_of').$type<CandidateId>(),
		withdrawnAt: moment('withdrawn_at'),
		/** the answer's link, in the letter */
		tokenHash: text('token_hash')
	},
	(table) => [
		unique('jury_candidates_tenant_key').on(table.authorityId, table.id),
		unique('jury_candidates_code_key').on(table.authorityId, table.juryId, table.code),
		unique('jury_candidates_token_key').on(table.tokenHash),
		index('jury_candidates_pool').on(table.authorityId, table.juryId, table.pool, table.answer),
		index('jury_candidates_household').on(table.juryId, table.household),
		foreignKey({ name: 'jury_candidates_jury_fk', columns: [table.authorityId, table.juryId], foreignColumns: [juries.authorityId, juries.id] })
	]
);

/** Who that is and how to write to them: apart, and the first to be forgotten. */
export const contacts = pgTable(
	'jury_contacts',
	{
		candidateId: uuid('candidate_id').primaryKey().$type<CandidateId>(),
		authorityId: authorityId<AuthorityId>(),
		juryId: ofJury<JuryId>(),
		lastName: text('last_name').notNull(),
		firstName: text('first_name').notNull(),
		birthYear: integer('birth_year'),
		/** as a roll writes it */
		gender: text('gender').notNull().default(''),
		address: text('address').notNull().default(''),
		postcode: text('postcode').notNull().default(''),
		town: text('town').notNull().default(''),
		email: text('email').notNull().default(''),
		phone: text('phone').notNull().default(''),
		/** equal for one person twice in a list: folded names and day of birth, as a mark */
		sameAs: text('same_as').notNull(),
		/** what somebody needs to take part: read by whoever prepares the room, and never part of a draw */
		accessNeeds: text('access_needs').notNull().default(''),
		/** what else a file said of them, column by column: given back to whoever keeps the jury, and never part of a draw */
		carried: jsonb('carried').notNull().default({}).$type<Readonly<Record<string, string>>>()
	},
	(table) => [
		index('jury_contacts_same').on(table.juryId, table.sameAs),
		foreignKey({ name: 'jury_contacts_candidate_fk', columns: [table.authorityId, table.candidateId], foreignColumns: [candidates.authorityId, candidates.id] })
	]
);

/** The proof that people were forgotten: how many, which (as one hash of their codes), when. */
export const purges = pgTable(
	'jury_purges',
	{
		id: uuid('id').primaryKey().$type<Id<'jury-purge'>>(),
		authorityId: authorityId<AuthorityId>(),
		juryId: ofJury<JuryId>(),
		what: text('what').notNull().$type<'not-drawn' | 'end-of-jury' | 'asked'>(),
		people: integer('people').notNull(),
		codesHash: text('codes_hash').notNull(),
		dueOn: date('due_on', { mode: 'string' }),
		doneBy: text('done_by').notNull().$type<Actor>(),
		doneAt: moment('done_at').notNull()
	},
	(table) => [
		index('jury_purges_jury').on(table.authorityId, table.juryId),
		foreignKey({ name: 'jury_purges_jury_fk', columns: [table.authorityId, table.juryId], foreignColumns: [juries.authorityId, juries.id] })
	]
);

/** An attempt to draw the panel, aborted ones too: sealed, then given its seed in public, then drawn. */
export const sortitions = pgTable(
	'jury_sortitions',
	{
		id: uuid('id').primaryKey().$type<SortitionId>(),
		authorityId: authorityId<AuthorityId>(),
		juryId: ofJury<JuryId>(),
		/** first, second…: of the jury */
		attempt: integer('attempt').notNull(),
		state: text('state').notNull().$type<SortitionState>(),
		/** how the solving goes: whole percents, and a sentence's key */
		progress: integer('progress').notNull().default(0),
		/** where solving failed: the refusal of the rule */
		trouble: jsonb('trouble'),
		/** the sealed text, exactly as it is published: pool, quotas, version, panels, integer weights */
		sealedText: text('sealed_text'),
		sealHash: text('seal_hash'),
		sealedAt: moment('sealed_at'),
		figures: jsonb('figures').$type<SortitionFigures>(),
		seedMethod: text('seed_method').$type<SeedMethod>(),
		/** as it was typed before witnesses */
		seedText: text('seed_text'),
		witnesses: text('witnesses').notNull().default(''),
		/** the public value announced as the seed, and its signature once it has come */
		beacon: jsonb('beacon').$type<Beacon>(),
		drawnAt: moment('drawn_at'),
		/** codes of candidates, in the order of the draw */
		panel: jsonb('panel').$type<readonly string[]>(),
		replacements: jsonb('replacements').$type<readonly string[]>(),
		abortedAt: moment('aborted_at'),
		abortedWhy: text('aborted_why').notNull().default(''),
		begunBy: text('begun_by').notNull().$type<Actor>(),
		begunAt: moment('begun_at').notNull()
	},
	(table) => [
		unique('jury_sortitions_tenant_key').on(table.authorityId, table.id),
		unique('jury_sortitions_attempt_key').on(table.juryId, table.attempt),
		foreignKey({ name: 'jury_sortitions_jury_fk', columns: [table.authorityId, table.juryId], foreignColumns: [juries.authorityId, juries.id] })
	]
);

/** A seat of the panel, from the invitation on: who was asked, what they said, who came after whom. */
export const jurySeats = pgTable(
	'jury_seats',
	{
		id: uuid('id').primaryKey().$type<JurySeatId>(),
		authorityId: authorityId<AuthorityId>(),
		juryId: ofJury<JuryId>(),
		sortitionId: uuid('sortition_id').notNull().$type<SortitionId>(),
		candidateId: uuid('candidate_id').notNull().$type<CandidateId>(),
		state: text('state').notNull().$type<SeatState>(),
		/** whose place this person was called to take; null for the panel as drawn */
		replacesId: uuid('replaces_id').$type<JurySeatId>(),
		invitedAt: moment('invited_at'),
		answerBy: date('answer_by', { mode: 'string' }),
		remindedAt: moment('reminded_at'),
		answeredAt: moment('answered_at'),
		/** how the answer came, and who typed it where it was not the person */
		channel: text('channel').$type<Channel>(),
		enteredBy: text('entered_by').$type<Actor>(),
		/** why somebody left, as the team says it; never published */
		leftWhy: text('left_why').notNull().default(''),
		leftAt: moment('left_at'),
		/** the place in the project that a yes opens */
		membershipId: uuid('membership_id').$type<MembershipId>(),
		tokenHash: text('token_hash')
	},
	(table) => [
		unique('jury_seats_tenant_key').on(table.authorityId, table.id),
		unique('jury_seats_candidate_key').on(table.sortitionId, table.candidateId),
		unique('jury_seats_token_key').on(table.tokenHash),
		unique('jury_seats_replaces_key').on(table.replacesId),
		foreignKey({ name: 'jury_seats_jury_fk', columns: [table.authorityId, table.juryId], foreignColumns: [juries.authorityId, juries.id] }),
		foreignKey({ name: 'jury_seats_sortition_fk', columns: [table.authorityId, table.sortitionId], foreignColumns: [sortitions.authorityId, sortitions.id] }),
		foreignKey({ name: 'jury_seats_candidate_fk', columns: [table.authorityId, table.candidateId], foreignColumns: [candidates.authorityId, candidates.id] }),
		foreignKey({ name: 'jury_seats_replaces_fk', columns: [table.authorityId, table.replacesId], foreignColumns: [table.authorityId, table.id] }),
		foreignKey({ name: 'jury_seats_membership_fk', columns: [table.authorityId, table.membershipId], foreignColumns: [memberships.authorityId, memberships.id] })
	]
);

/** What a juror has read and answered of the training. */
export const lessonsDone = pgTable(
	'jury_lessons_done',
	{
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		lesson: text('lesson').notNull().$type<Lesson>(),
		answers: jsonb('answers').notNull().$type<QuizAnswers>(),
		doneAt: moment('done_at').notNull()
	},
	(table) => [
		unique('jury_lessons_done_key').on(table.membershipId, table.lesson),
		foreignKey({ name: 'jury_lessons_done_membership_fk', columns: [table.authorityId, table.membershipId], foreignColumns: [memberships.authorityId, memberships.id] })
	]
);

/** What a juror declared at the start, before the choice of a candidate, before each session; the last one of a stage holds. */
export const declarations = pgTable(
	'jury_declarations',
	{
		id: uuid('id').primaryKey().$type<Id<'declaration'>>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		stage: text('stage').notNull().$type<Stage>(),
		gatheringId: uuid('gathering_id').$type<GatheringId>(),
		/** the words that were signed: their version */
		version: integer('version').notNull(),
		declared: text('declared').notNull().$type<Declared>(),
		/** the link that is declared: read by whoever keeps the jury alone */
		details: text('details').notNull().default(''),
		/** signed on paper, and typed by somebody */
		typedBy: text('typed_by').$type<Actor>(),
		signedAt: moment('signed_at').notNull()
	},
	(table) => [
		unique('jury_declarations_tenant_key').on(table.authorityId, table.id),
		index('jury_declarations_membership').on(table.membershipId, table.stage),
		foreignKey({ name: 'jury_declarations_membership_fk', columns: [table.authorityId, table.membershipId], foreignColumns: [memberships.authorityId, memberships.id] }),
		foreignKey({ name: 'jury_declarations_gathering_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [gatherings.authorityId, gatherings.id] })
	]
);

/** Whether somebody takes part in a stage, as whoever keeps the jury says of what was declared, and why: the last one holds. */
export const recusals = pgTable(
	'jury_recusals',
	{
		id: uuid('id').primaryKey().$type<Id<'recusal'>>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		declarationId: uuid('declaration_id').notNull().$type<Id<'declaration'>>(),
		verdict: text('verdict').notNull().$type<Verdict>(),
		/** read by the juror and by whoever keeps the jury */
		reason: text('reason').notNull(),
		decidedBy: text('decided_by').notNull().$type<Actor>(),
		decidedAt: moment('decided_at').notNull()
	},
	(table) => [
		index('jury_recusals_declaration').on(table.authorityId, table.declarationId),
		foreignKey({ name: 'jury_recusals_declaration_fk', columns: [table.authorityId, table.declarationId], foreignColumns: [declarations.authorityId, declarations.id] })
	]
);

/** What a juror asked for or took back; the last one of its kind holds. */
export const jurorWishes = pgTable(
	'juror_wishes',
	{
		id: uuid('id').primaryKey().$type<Id<'juror-wish'>>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		wish: text('wish').notNull().$type<Wish>(),
		saidAt: moment('said_at').notNull()
	},
	(table) => [
		index('juror_wishes_membership').on(table.membershipId),
		foreignKey({ name: 'juror_wishes_membership_fk', columns: [table.authorityId, table.membershipId], foreignColumns: [memberships.authorityId, memberships.id] })
	]
);

/** A browser in which a juror is at home: the hash of its token. */
export const jurorDevices = pgTable(
	'juror_devices',
	{
		tokenHash: text('token_hash').primaryKey(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		expiresAt: moment('expires_at').notNull()
	},
	(table) => [
		index('juror_devices_membership').on(table.membershipId),
		foreignKey({ name: 'juror_devices_membership_fk', columns: [table.authorityId, table.membershipId], foreignColumns: [memberships.authorityId, memberships.id] })
	]
);

/** What is due to a juror and what was paid: lines that never change. Cents; an expense has its reason. */
export const jurorMoney = pgTable(
	'juror_money',
	{
		id: uuid('id').primaryKey().$type<Id<'money-line'>>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		kind: text('kind').notNull().$type<MoneyKind>(),
		cents: bigint('cents', { mode: 'number' }).notNull(),
		what: text('what').notNull(),
		/** the line that this one takes back */
		correctsId: uuid('corrects_id').$type<Id<'money-line'>>(),
		writtenBy: text('written_by').notNull().$type<Actor>(),
		writtenAt: moment('written_at').notNull()
	},
	(table) => [
		unique('juror_money_tenant_key').on(table.authorityId, table.id),
		index('juror_money_project').on(table.authorityId, table.projectId),
		foreignKey({ name: 'juror_money_membership_fk', columns: [table.authorityId, table.membershipId], foreignColumns: [memberships.authorityId, memberships.id] }),
		foreignKey({ name: 'juror_money_corrects_fk', columns: [table.authorityId, table.correctsId], foreignColumns: [table.authorityId, table.id] })
	]
);

export type ReminderId = Id<'jury-reminder'>;

/** Somebody of the panel is reminded of a day: once, by mail, or by whoever keeps the jury, who says when it is done. */
export const juryReminders = pgTable(
	'jury_reminders',
	{
		id: uuid('id').primaryKey().$type<ReminderId>(),
		authorityId: authorityId<AuthorityId>(),
		juryId: ofJury<JuryId>(),
		seatId: uuid('seat_id').notNull().$type<JurySeatId>(),
		kind: text('kind').notNull().$type<ReminderKind>(),
		/** the gathering, of a date; empty otherwise */
		about: text('about').notNull(),
		/** of what they are reminded */
		dueOn: date('due_on', { mode: 'string' }).notNull(),
		/** null where no mail could be written */
		mailId: uuid('mail_id').$type<MailId>(),
		madeAt: moment('made_at').notNull(),
		/** by telephone or letter */
		doneAt: moment('done_at'),
		doneBy: text('done_by').$type<Actor>()
	},
	(table) => [
		unique('jury_reminders_once_key').on(table.seatId, table.kind, table.about, table.dueOn),
		index('jury_reminders_jury').on(table.authorityId, table.juryId),
		foreignKey({ name: 'jury_reminders_jury_fk', columns: [table.authorityId, table.juryId], foreignColumns: [juries.authorityId, juries.id] }),
		foreignKey({ name: 'jury_reminders_seat_fk', columns: [table.authorityId, table.seatId], foreignColumns: [jurySeats.authorityId, jurySeats.id] }),
		foreignKey({ name: 'jury_reminders_mail_fk', columns: [table.authorityId, table.mailId], foreignColumns: [mails.authorityId, mails.id] })
	]
);

/** What a juror answers as their mandate comes to its end; the last one about an end holds. */
export const jurorRenewals = pgTable(
	'juror_renewals',
	{
		id: uuid('id').primaryKey().$type<Id<'juror-renewal'>>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		/** the end of the mandate that was asked about */
		endsAt: moment('ends_at').notNull(),
		answer: text('answer').notNull().$type<Answer>(),
		channel: text('channel').notNull().$type<Channel>(),
		saidBy: text('said_by').notNull().$type<Actor>(),
		saidAt: moment('said_at').notNull()
	},
	(table) => [
		index('juror_renewals_membership').on(table.membershipId),
		foreignKey({ name: 'juror_renewals_membership_fk', columns: [table.authorityId, table.membershipId], foreignColumns: [memberships.authorityId, memberships.id] })
	]
);

/** The word that a juror leaves for those who come: read by jurors alone, forgotten with them. */
export const jurorFarewells = pgTable(
	'juror_farewells',
	{
		membershipId: uuid('membership_id').primaryKey().$type<MembershipId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		words: text('words').notNull(),
		writtenAt: moment('written_at').notNull()
	},
	(table) => [
		index('juror_farewells_project').on(table.authorityId, table.projectId),
		foreignKey({ name: 'juror_farewells_membership_fk', columns: [table.authorityId, table.membershipId], foreignColumns: [memberships.authorityId, memberships.id] })
	]
);

/** Seats that were taken together from those who come after, with what is needed to find the same people again. */
export const redraws = pgTable(
	'jury_redraws',
	{
		id: uuid('id').primaryKey().$type<Id<'jury-redraw'>>(),
		authorityId: authorityId<AuthorityId>(),
		juryId: ofJury<JuryId>(),
		/** first, second…: of the jury */
		number: integer('number').notNull(),
		report: jsonb('report').notNull().$type<RedrawReport>(),
		doneBy: text('done_by').notNull().$type<Actor>(),
		doneAt: moment('done_at').notNull()
	},
	(table) => [
		unique('jury_redraws_number_key').on(table.juryId, table.number),
		foreignKey({ name: 'jury_redraws_jury_fk', columns: [table.authorityId, table.juryId], foreignColumns: [juries.authorityId, juries.id] })
	]
);

/** Those who agreed to be told of the next juries, once theirs was forgotten: how to write to them, and nothing of what they did. */
export const alumni = pgTable(
	'jury_alumni',
	{
		id: uuid('id').primaryKey().$type<Id<'jury-alumnus'>>(),
		authorityId: authorityId<AuthorityId>(),
		juryId: ofJury<JuryId>(),
		name: text('name').notNull(),
		address: text('address').notNull(),
		email: text('email').notNull(),
		phone: text('phone').notNull(),
		keptAt: moment('kept_at').notNull()
	},
	(table) => [
		index('jury_alumni_authority').on(table.authorityId, table.juryId),
		foreignKey({ name: 'jury_alumni_jury_fk', columns: [table.authorityId, table.juryId], foreignColumns: [juries.authorityId, juries.id] })
	]
);

/** Whether an authority lets its juries take part in the choice of a candidate: nothing until somebody who administers it says so. */
export const choicePermissions = pgTable('jury_choice_permissions', {
	authorityId: uuid('authority_id').primaryKey().$type<AuthorityId>(),
	givenBy: text('given_by').notNull().$type<Actor>(),
	givenAt: moment('given_at').notNull(),
	/** null while it holds */
	withdrawnAt: moment('withdrawn_at')
});

/** The part of a project's jury in the choice of a candidate: on what terms, and what the buyer made of it. One a project. */
export const choices = pgTable(
	'jury_choices',
	{
		id: uuid('id').primaryKey().$type<ChoiceId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		passage: text('passage').notNull(),
		service: text('service').notNull(),
		agreedOn: date('agreed_on', { mode: 'string' }).notNull(),
		kind: text('kind').notNull().$type<ChoiceKind>(),
		criteria: jsonb('criteria').notNull().$type<readonly Criterion[]>(),
		opensAt: moment('opens_at').notNull(),
		closesAt: moment('closes_at').notNull(),
		/** of the orders in which jurors meet the samples */
		seed: text('seed').notNull(),
		switchedOnBy: text('switched_on_by').notNull().$type<Actor>(),
		switchedOnAt: moment('switched_on_at').notNull(),
		switchedOffAt: moment('switched_off_at'),
		synthesis: text('synthesis'),
		taken: text('taken').$type<TakenIntoAccount>(),
		why: text('why'),
		synthesisAt: moment('synthesis_at'),
		awardedOn: date('awarded_on', { mode: 'string' }),
		publishedAt: moment('published_at')
	},
	(table) => [
		unique('jury_choices_tenant_key').on(table.authorityId, table.id),
		unique('jury_choices_project_key').on(table.authorityId, table.projectId),
		foreignKey({ name: 'jury_choices_project_fk', columns: [table.authorityId, table.projectId], foreignColumns: [projects.authorityId, projects.id] })
	]
);

/** The questions to candidates that jurors read again, months before there is any candidate. */
export const choiceQuestions = pgTable(
	'jury_choice_questions',
	{
		id: uuid('id').primaryKey().$type<GridQuestionId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		question: text('question').notNull(),
		writtenAt: moment('written_at').notNull(),
		withdrawnAt: moment('withdrawn_at')
	},
	(table) => [
		unique('jury_choice_questions_tenant_key').on(table.authorityId, table.id),
		index('jury_choice_questions_project').on(table.authorityId, table.projectId),
		foreignKey({ name: 'jury_choice_questions_project_fk', columns: [table.authorityId, table.projectId], foreignColumns: [projects.authorityId, projects.id] })
	]
);

/** What a juror says of a question, and what became of it. */
export const choiceComments = pgTable(
	'jury_choice_comments',
	{
		id: uuid('id').primaryKey().$type<Id<'grid-comment'>>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		questionId: uuid('question_id').notNull().$type<GridQuestionId>(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		clarity: text('clarity').notNull().$type<Clarity>(),
		words: text('words').notNull(),
		writtenAt: moment('written_at').notNull(),
		outcome: text('outcome').$type<AnswerOutcome>(),
		answer: text('answer'),
		answeredAt: moment('answered_at')
	},
	(table) => [
		unique('jury_choice_comments_key').on(table.questionId, table.membershipId),
		index('jury_choice_comments_membership').on(table.membershipId),
		foreignKey({ name: 'jury_choice_comments_question_fk', columns: [table.authorityId, table.questionId], foreignColumns: [choiceQuestions.authorityId, choiceQuestions.id] }),
		foreignKey({ name: 'jury_choice_comments_membership_fk', columns: [table.authorityId, table.membershipId], foreignColumns: [memberships.authorityId, memberships.id] })
	]
);

/** What jurors look at, under a neutral name. No candidate, and no moment that would tell in what order they came. */
export const choiceSamples = pgTable(
	'jury_choice_samples',
	{
		id: uuid('id').primaryKey().$type<SampleId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		choiceId: uuid('choice_id').notNull().$type<ChoiceId>(),
		name: text('name').notNull(),
		description: text('description').notNull(),
		fileId: uuid('file_id').$type<FileId>(),
		/** what the picture shows */
		alt: text('alt').notNull().default('')
	},
	(table) => [
		unique('jury_choice_samples_tenant_key').on(table.authorityId, table.id),
		unique('jury_choice_samples_name_key').on(table.choiceId, table.name),
		foreignKey({ name: 'jury_choice_samples_choice_fk', columns: [table.authorityId, table.choiceId], foreignColumns: [choices.authorityId, choices.id] }),
		foreignKey({ name: 'jury_choice_samples_file_fk', columns: [table.authorityId, table.fileId], foreignColumns: [files.authorityId, files.id] })
	]
);

/** The register of the sealed room: who came in, who was handed what, when. Append only; it outlives the person and the sample. */
export const choiceLooks = pgTable(
	'jury_choice_looks',
	{
		id: uuid('id').primaryKey().$type<Id<'look'>>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		choiceId: uuid('choice_id').notNull().$type<ChoiceId>(),
		personId: uuid('person_id').notNull().$type<PersonId>(),
		act: text('act').notNull().$type<LookAct>(),
		/** of the sample, as it was called; empty for the room */
		sample: text('sample').notNull().default(''),
		at: moment('at').notNull()
	},
	(table) => [
		index('jury_choice_looks_choice').on(table.choiceId, table.at),
		foreignKey({ name: 'jury_choice_looks_choice_fk', columns: [table.authorityId, table.choiceId], foreignColumns: [choices.authorityId, choices.id] })
	]
);

/** What a juror observes of a sample under a criterion. No grade, no rank: there is no column for one. */
export const choiceObservations = pgTable(
	'jury_choice_observations',
	{
		id: uuid('id').primaryKey().$type<Id<'observation'>>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		sampleId: uuid('sample_id').notNull().$type<SampleId>(),
		criterion: text('criterion').notNull(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		words: text('words').notNull(),
		isNothing: boolean('is_nothing').notNull(),
		/** said aloud, or written on paper, and typed by somebody */
		typedBy: text('typed_by').$type<Actor>(),
		writtenAt: moment('written_at').notNull()
	},
	(table) => [
		unique('jury_choice_observations_key').on(table.sampleId, table.criterion, table.membershipId),
		index('jury_choice_observations_membership').on(table.membershipId),
		foreignKey({ name: 'jury_choice_observations_sample_fk', columns: [table.authorityId, table.sampleId], foreignColumns: [choiceSamples.authorityId, choiceSamples.id] }),
		foreignKey({ name: 'jury_choice_observations_membership_fk', columns: [table.authorityId, table.membershipId], foreignColumns: [memberships.authorityId, memberships.id] })
	]
);
