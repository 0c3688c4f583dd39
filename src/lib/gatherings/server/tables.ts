import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { AccountId, AuthorityId, GatheringId, MembershipId, ProjectId, SeatId, TemplateId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { authorities } from '../../people/server/tables.ts';
import { memberships, projects } from '../../projects/server/tables.ts';
import type { Agenda } from '../rules/agenda.ts';
import type { TemplateStep } from '../rules/templates.ts';

export const gatherings = pgTable(
	'gatherings',
	{
		id: uuid('id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		/** which registry of steps runs it: `workshop`, later `evolutivity` */
		kind: text('kind').notNull(),
		title: text('title').notNull(),
		place: text('place').notNull().default(''),
		startsAt: moment('starts_at').notNull(),
		/** steps in their order with minutes and flags; checked by the rules on the way in and out */
		agenda: jsonb('agenda').notNull().$type<Agenda>(),
		/** the index in the agenda of the step that the room is in; -1 before the doors open */
		position: integer('position').notNull().default(-1),
		/** raised by each change of step or agenda: two facilitators on one act, one wins and the other is told */
		revision: integer('revision').notNull().default(0),
		openedAt: moment('opened_at'),
		closedAt: moment('closed_at'),
		/** played with simulated people, in a project of its own; from its creation, for good */
		isRehearsal: boolean('is_rehearsal').notNull().default(false),
		/** minutes of the agenda that go by in one minute of the room: 1 but in a rehearsal */
		pace: integer('pace').notNull().default(1),
		/** who holds the hand: the account of the facilitator at work */
		heldBy: uuid('held_by').$type<AccountId>(),
		joinCode: text('join_code').notNull(),
		joinTokenHash: text('join_token_hash').notNull(),
		/** kept in clear so that console and wall can draw the QR again; worth a waiting room, not a seat */
		joinToken: text('join_token').notNull(),
		joinOpensAt: moment('join_opens_at').notNull(),
		joinClosesAt: moment('join_closes_at').notNull(),
		projectorToken: text('projector_token').notNull(),
		projectorTokenHash: text('projector_token_hash').notNull(),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		unique('gatherings_tenant_key').on(table.authorityId, table.id),
		unique('gatherings_join_code_key').on(table.joinCode),
		unique('gatherings_join_token_key').on(table.joinTokenHash),
		unique('gatherings_projector_key').on(table.projectorTokenHash),
		foreignKey({
			name: 'gatherings_project_fk',
			columns: [table.authorityId, table.projectId],
			foreignColumns: [projects.authorityId, projects.id]
		})
	]
);

/** The agendas that an authority keeps to begin new gatherings with. */
export const templates = pgTable(
	'templates',
	{
		id: uuid('id').primaryKey().$type<TemplateId>(),
		authorityId: authorityId<AuthorityId>(),
		kind: text('kind').notNull(),
		name: text('name').notNull(),
		/** the name without accents, case and signs: two of one authority never look the same */
		foldedName: text('folded_name').notNull(),
		description: text('description').notNull().default(''),
		steps: jsonb('steps').notNull().$type<{ readonly version: 1; readonly steps: readonly TemplateStep[] }>(),
		/** raised by each change: of two people who edit at once, the second is told */
		revision: integer('revision').notNull().default(0),
		createdAt: moment('created_at').notNull(),
		changedAt: moment('changed_at').notNull()
	},
	(table) => [
		unique('templates_tenant_key').on(table.authorityId, table.id),
		unique('templates_name_key').on(table.authorityId, table.kind, table.foldedName),
		foreignKey({
			name: 'templates_authority_fk',
			columns: [table.authorityId],
			foreignColumns: [authorities.id]
		})
	]
);

/** Each stay in a step: the clock belongs to the step, and coming back opens a new stay. */
export const stays = pgTable(
	'stays',
	{
		id: uuid('id').primaryKey(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		step: text('step').notNull(),
		position: integer('position').notNull(),
		enteredAt: moment('entered_at').notNull(),
		leftAt: moment('left_at'),
		/** how fast its minutes went by, 0 in a pause; another pace opens another stay */
		pace: integer('pace').notNull().default(1)
	},
	(table) => [
		uniqueIndex('stays_one_open').on(table.gatheringId).where(sql`left_at is null`),
		index('stays_gathering').on(table.authorityId, table.gatheringId),
		foreignKey({
			name: 'stays_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);

export const seats = pgTable(
	'seats',
	{
		id: uuid('id').primaryKey().$type<SeatId>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		membershipId: uuid('membership_id').notNull().$type<MembershipId>(),
		state: text('state').notNull().$type<'waiting' | 'admitted' | 'expelled' | 'merged'>(),
		mergedInto: uuid('merged_into').$type<SeatId>(),
		/** no device: somebody types for this person, and the journal says who */
		isOnPaper: boolean('is_on_paper').notNull().default(false),
		/** `normal` 1, `large` 1.25, … as a percentage */
		textSize: integer('text_size').notNull().default(100),
		contrast: text('contrast').notNull().default('normal').$type<'normal' | 'high'>(),
		raisedHandAt: moment('raised_hand_at'),
		weather: text('weather').$type<'sun' | 'cloud' | 'storm'>(),
		weatherAt: moment('weather_at'),
		joinedAt: moment('joined_at').notNull(),
		admittedAt: moment('admitted_at'),
		/** the last time that it was shown out, kept once it is let in again; null: never */
		expelledAt: moment('expelled_at'),
		/** the last time that a facilitator could act as this seat: on paper until then, or its code given anew; null: never */
		lentAt: moment('lent_at'),
		seenAt: moment('seen_at')
	},
	(table) => [
		unique('seats_tenant_key').on(table.authorityId, table.id),
		unique('seats_membership_key').on(table.gatheringId, table.membershipId),
		foreignKey({
			name: 'seats_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		}),
		foreignKey({
			name: 'seats_membership_fk',
			columns: [table.authorityId, table.membershipId],
			foreignColumns: [memberships.authorityId, memberships.id]
		})
	]
);

/** A device on which a seat is open: the hash of its cookie. */
export const seatDevices = pgTable(
	'seat_devices',
	{
		tokenHash: text('token_hash').primaryKey(),
		authorityId: authorityId<AuthorityId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		createdAt: moment('created_at').notNull(),
		revokedAt: moment('revoked_at')
	},
	(table) => [
		index('seat_devices_seat').on(table.seatId),
		foreignKey({
			name: 'seat_devices_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		}).onDelete('cascade')
	]
);

/** « Prêt·e » on a step. */
export const readySeats = pgTable(
	'ready_seats',
	{
		authorityId: authorityId<AuthorityId>(),
		seatId: uuid('seat_id').notNull().$type<SeatId>(),
		step: text('step').notNull(),
		readyAt: moment('ready_at').notNull()
	},
	(table) => [
		primaryKey({ name: 'ready_seats_pk', columns: [table.seatId, table.step] }),
		foreignKey({
			name: 'ready_seats_seat_fk',
			columns: [table.authorityId, table.seatId],
			foreignColumns: [seats.authorityId, seats.id]
		}).onDelete('cascade')
	]
);
