// What somebody wrote on a board and the server has not confirmed, kept in this browser until it is: a page that closes or reloads loses none of it.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

export interface Unsent {
	readonly update: Uint8Array;
	readonly texts: readonly string[];
}

/** Of one board and one person. */
export interface UnsentStore {
	read(): Promise<readonly (Unsent & { readonly key: number })[]>;
	keep(unsent: Unsent): Promise<number>;
	drop(keys: readonly number[]): Promise<void>;
	wipe(): Promise<void>;
}

interface Schema extends DBSchema {
	unsent: { key: number; value: Unsent & { readonly place: string; readonly at: number }; indexes: { place: string } };
}

/** Days after which nobody comes back for what they wrote here. */
const keptDays = 7;

let opened: Promise<IDBPDatabase<Schema>> | undefined;

const open = (): Promise<IDBPDatabase<Schema>> =>
	(opened ??= openDB<Schema>('eclaireurs', 1, {
		upgrade: (database) => void database.createObjectStore('unsent', { autoIncrement: true }).createIndex('place', 'place')
	}).catch((error: unknown) => {
		opened = undefined;
		throw error;
	}));

/** A browser that keeps nothing (a private window, a full disk) loses with the page what was not sent, as before. */
export function unsentOf(boardId: string, who: string): UnsentStore {
	const place = `${boardId} ${who}`;
	return {
		async read() {
			const database = await open();
			const { store } = database.transaction('unsent', 'readwrite');
			const rows: (Unsent & { key: number })[] = [];
			for (let row = await store.index('place').openCursor(place); row; row = await row.continue()) {
				const { update, texts, at } = row.value;
				if (Date.now() - at > keptDays * 86_400_000) await row.delete();
				else rows.push({ key: row.primaryKey, update, texts });
			}
			return rows;
		},
		keep: async ({ update, texts }) => (await open()).add('unsent', { update, texts, place, at: Date.now() }),
		async drop(keys) {
			const { store, done } = (await open()).transaction('unsent', 'readwrite');
			await Promise.all([...keys.map((key) => store.delete(key)), done]);
		},
		async wipe() {
			await this.drop(await (await open()).getAllKeysFromIndex('unsent', 'place', place));
		}
	};
}

/** Nothing of anybody stays: somebody else may have this machine next. */
export async function forgetUnsent(): Promise<void> {
	await (await open()).clear('unsent');
}
