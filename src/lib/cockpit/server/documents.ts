// Brings a document of a cockpit to its two writers: the file, read before anything is written and kept within the project's quota, then the element that says what it is.
import type { ElementId, FileId } from '../../db/rules/ids.ts';
import { inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import * as files from '../../files/server/files.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readFields, valuesFor, type Values } from '../rules/elements/changes.ts';
import type { Audience } from '../rules/elements/fields.ts';
import type { Fields } from '../rules/modes/mode.ts';
import * as elements from './elements.ts';
import type { Doer, Place, Refusal } from './elements.ts';
import { word } from './guards.ts';

export type DocumentRefusal = files.FileRefusal | 'project-full' | 'document-nowhere';

/** Adds a document under a line (CO38): a file, or where it is read. */
export async function add(
	doer: Doer,
	typed: Fields,
	sent: Uint8Array | null
): Promise<Refusal | Outcome<ElementId, DocumentRefusal>> {
	const { values, wrongs } = readFields('document', typed);
	if (wrongs.length > 0) return { accepted: false, reason: 'fields-wrong', wrongs, contested: {} };
	if (sent === null && values.where === '') return refused('document-nowhere');
	const file = sent === null ? accepted(null) : await files.examine(sent);
	if (!file.accepted) return file;
	let outcome: Refusal | Outcome<ElementId, DocumentRefusal> | undefined;
	try {
		await inTransaction(async (tx) => {
			outcome = await keep(tx, doer, { parentId: word(typed, 'parent'), values, file: file.value });
			if (!outcome.accepted) throw new Undone();
		});
	} catch (thrown) {
		if (!(thrown instanceof Undone)) throw thrown;
	}
	return outcome!;
}

/** What was refused leaves neither a file nor an element. */
class Undone extends Error {}

async function keep(
	tx: Tx,
	doer: Doer,
	{
		parentId,
		values,
		file
	}: { readonly parentId: string; readonly values: Values; readonly file: files.Examined | null }
): Promise<Refusal | Outcome<ElementId, DocumentRefusal>> {
	const kept = file && (await files.keep(tx, doer, file, doer.at));
	if (kept && !kept.accepted) return kept;
	return elements.make(tx, doer, {
		kind: 'document',
		parentId,
		values: { ...values, ...(kept && { file: kept.value }) }
	});
}

/** The file of a document that this audience reads; undefined where there is none. */
export async function fileOf(
	query: Query,
	place: Place,
	asked: string,
	{ today, audience }: { readonly today: string; readonly audience: Audience }
): Promise<{ readonly code: string; readonly file: files.StoredFile } | undefined> {
	const element = await elements.read(query, place, asked, today);
	if (element?.kind !== 'document' || element.isGone) return undefined;
	const id = readId<'file'>(valuesFor('document', element.stored, audience).file ?? '');
	const file = id ? await files.find(query, place.authorityId, id satisfies FileId) : undefined;
	return file && file.projectId === place.projectId ? { code: element.code, file } : undefined;
}
