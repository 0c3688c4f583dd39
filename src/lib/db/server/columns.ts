// The columns that every feature's tables share.
import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';

/** A moment: always with its zone, always a Date. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Bytes. postgres.js takes and returns Buffers. */
export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
	dataType: () => 'bytea',
	toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
	fromDriver: (value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
});

/** The tenant, in every table: who answers for this row before the law. */
export const authorityId = <Kind extends string>() => uuid('authority_id').notNull().$type<Kind>();
