import { foreignKey, index, integer, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AuthorityId, FileId, ProjectId } from '../../db/rules/ids.ts';
import { authorityId, bytes, moment } from '../../db/server/columns.ts';

/** A stored file: whose it is, what it is, and the hash of what is kept. */
export const files = pgTable(
	'files',
	{
		id: uuid('id').primaryKey().$type<FileId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		/** SHA-256 of the whole, in hexadecimal */
		hash: text('hash').notNull(),
		mime: text('mime').notNull(),
		/** bytes */
		size: integer('size').notNull(),
		/** bytes of the small picture of an image; null for what is no image */
		smallSize: integer('small_size'),
		storedAt: moment('stored_at').notNull()
	},
	(table) => [unique('files_tenant_key').on(table.authorityId, table.id), index('files_project').on(table.authorityId, table.projectId)]
);

export type Rendition = 'whole' | 'small';

/** Its bytes, in pieces of one length: a player that asks for a part reads only those that hold it. */
export const filePieces = pgTable(
	'file_pieces',
	{
		fileId: uuid('file_id').notNull().$type<FileId>(),
		authorityId: authorityId<AuthorityId>(),
		rendition: text('rendition').notNull().$type<Rendition>(),
		place: smallint('place').notNull(),
		bytes: bytes('bytes').notNull()
	},
	(table) => [
		primaryKey({ name: 'file_pieces_pk', columns: [table.fileId, table.rendition, table.place] }),
		foreignKey({ name: 'file_pieces_file_fk', columns: [table.authorityId, table.fileId], foreignColumns: [files.authorityId, files.id] }).onDelete('cascade')
	]
);
