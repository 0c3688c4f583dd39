import { bigint, customType, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AuthorityId, BoardId, GatheringId } from '../../db/rules/ids.ts';
import { authorityId, bytes, moment } from '../../db/server/columns.ts';
import { gatherings } from '../../gatherings/server/tables.ts';
import type { Actor } from '../../journal/server/journal.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import type { BoardKind } from '../rules/cards.ts';
import type { Brought } from '../rules/gaze.ts';

/** A version 1 update of Yjs. */
const ink = bytes;
/** crc32 of the bytes beside it, unsigned. */
const checksum = (name: string) => bigint(name, { mode: 'number' });
const sequence = (name: string) => bigint(name, { mode: 'number' });
/** An unsigned 32-bit number drawn by a client for its document. */
const clientNumber = customType<{ data: number; driverData: string }>({
	dataType: () => 'bigint',
	fromDriver: Number
});

/** A board: one Yjs document. Its row is locked by each append, so that the order of `seq` is the order of the commits, on every process. */
export const ydocs = pgTable(
	'ydocs',
	{
		id: uuid('id').primaryKey().$type<BoardId>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		name: text('name').notNull(),
		/** `cards`: a landscape, open to the whole room; `passages`: the draft of a text */
		kind: text('kind').notNull().default('cards').$type<BoardKind>(),
		/** the capacities that read and write it, besides the facilitators; null: every seat */
		capacities: jsonb('capacities').$type<readonly Capacity[]>(),
		/** raised when what clients hold is worth nothing any more (an import over it): they start afresh */
		epoch: integer('epoch').notNull().default(1),
		headSeq: sequence('head_seq').notNull().default(0),
		/** the snapshot holds the rows up to this one */
		snapSeq: sequence('snap_seq').notNull().default(0),
		snap: ink('snap'),
		snapChecksum: checksum('snap_checksum'),
		snapAt: moment('snap_at'),
		/** the fence: nothing is appended while it is set, but by the server's own verbs */
		frozenAt: moment('frozen_at'),
		/** the zones in which nobody changes anything until they are opened again (BO30) */
		frozenZones: jsonb('frozen_zones').notNull().default([]).$type<readonly string[]>(),
		/** where the facilitator last brought every screen (BO32) */
		brought: jsonb('brought').$type<Brought>(),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		unique('ydocs_tenant_key').on(table.authorityId, table.id),
		unique('ydocs_name_key').on(table.gatheringId, table.name),
		foreignKey({
			name: 'ydocs_gathering_fk',
			columns: [table.authorityId, table.gatheringId],
			foreignColumns: [gatherings.authorityId, gatherings.id]
		})
	]
);

/** The log: append only, one row an actor in each commit. */
export const ydocUpdates = pgTable(
	'ydoc_updates',
	{
		authorityId: authorityId<AuthorityId>(),
		docId: uuid('doc_id').notNull().$type<BoardId>(),
		seq: sequence('seq').notNull(),
		actor: text('actor').notNull().$type<Actor>(),
		/** the process that wrote it */
		node: text('node').notNull(),
		at: moment('at').notNull(),
		data: ink('data').notNull(),
		checksum: checksum('checksum').notNull()
	},
	(table) => [
		primaryKey({ name: 'ydoc_updates_pk', columns: [table.docId, table.seq] }),
		foreignKey({
			name: 'ydoc_updates_doc_fk',
			columns: [table.authorityId, table.docId],
			foreignColumns: [ydocs.authorityId, ydocs.id]
		}).onDelete('cascade')
	]
);

/** Whose each client number of a document is: the first who writes with it keeps it. */
export const ydocClients = pgTable(
	'ydoc_clients',
	{
		authorityId: authorityId<AuthorityId>(),
		docId: uuid('doc_id').notNull().$type<BoardId>(),
		clientId: clientNumber('client_id').notNull(),
		actor: text('actor').notNull().$type<Actor>(),
		claimedAt: moment('claimed_at').notNull()
	},
	(table) => [
		primaryKey({ name: 'ydoc_clients_pk', columns: [table.docId, table.clientId] }),
		foreignKey({
			name: 'ydoc_clients_doc_fk',
			columns: [table.authorityId, table.docId],
			foreignColumns: [ydocs.authorityId, ydocs.id]
		}).onDelete('cascade')
	]
);

/** Rows that a snapshot has taken in, with their actor and their minute: the history. Thinned, one row stands for those from `from_seq` to `seq`. */
export const ydocArchive = pgTable(
	'ydoc_archive',
	{
		authorityId: authorityId<AuthorityId>(),
		docId: uuid('doc_id').notNull().$type<BoardId>(),
		fromSeq: sequence('from_seq').notNull(),
		seq: sequence('seq').notNull(),
		actor: text('actor').notNull().$type<Actor>(),
		node: text('node').notNull(),
		at: moment('at').notNull(),
		data: ink('data').notNull(),
		checksum: checksum('checksum').notNull(),
		archivedAt: moment('archived_at').notNull()
	},
	(table) => [
		primaryKey({ name: 'ydoc_archive_pk', columns: [table.docId, table.seq] }),
		index('ydoc_archive_at').on(table.docId, table.at),
		foreignKey({
			name: 'ydoc_archive_doc_fk',
			columns: [table.authorityId, table.docId],
			foreignColumns: [ydocs.authorityId, ydocs.id]
		}).onDelete('cascade')
	]
);
