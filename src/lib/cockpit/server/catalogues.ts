// The only writer of the catalogues that an authority brought, and the way of their indicators into a cockpit.
import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import type { AuthorityId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { record as recordAct } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readCsvFile, textOf } from '../../papers/server/csvFile.ts';
import {
	catalogueText,
	elementsOf,
	mostIndicators,
	placedIn,
	readCatalogue,
	type Catalogue,
	type CatalogueRefusal
} from '../rules/catalogue/catalogue.ts';
import { readCatalogueRows } from '../rules/catalogue/catalogueTable.ts';
import { condensed, condensedId } from '../rules/catalogue/condensed.ts';
import * as elements from './elements.ts';
import type { Doer } from './elements.ts';
import { catalogues } from './tables.ts';

export interface Named {
	readonly id: string;
	readonly title: string;
}

/** Those of an authority, ours first (CO77). */
export const ofAuthority = async (query: Query, authorityId: AuthorityId): Promise<readonly Named[]> => [
	{ id: condensedId, title: condensed.titre },
	...(await query
		.select({ id: catalogues.id, title: catalogues.title })
		.from(catalogues)
		.where(eq(catalogues.authorityId, authorityId))
		.orderBy(asc(catalogues.broughtAt), asc(catalogues.title)))
];

/** A catalogue of this authority, or ours; undefined where there is none of that id. */
export async function read(
	query: Query,
	authorityId: AuthorityId,
	asked: string
): Promise<Catalogue | undefined> {
	if (asked === condensedId) return condensed;
	const id = readId<'catalogue'>(asked);
	if (!id) return undefined;
	const [row] = await query
		.select({ content: catalogues.content })
		.from(catalogues)
		.where(and(eq(catalogues.authorityId, authorityId), eq(catalogues.id, id)));
	if (!row) return undefined;
	const found = readCatalogue(row.content);
	if (!found.accepted) throw new Error(`catalogue ${id}: ${found.reason}`);
	return found.value;
}

type Read = ReturnType<typeof readCatalogue>;

/** A file as it was sent: the table that a spreadsheet writes, by its name, else JSON (CO164). A table's title is the name of its file. */
export async function readFile({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Promise<Read> {
	const [, title] = /^(.*)\.(?:csv|tsv|txt)$/i.exec(name) ?? [];
	if (title === undefined) return readCatalogue(textOf(bytes));
	const rows: { readonly number: number; readonly cells: readonly string[] }[] = [];
	for await (const row of readCsvFile(bytes).rows) {
		rows.push(row);
		if (rows.length > mostIndicators + 1) break;
	}
	return readCatalogueRows(rows, title.normalize('NFC').trim().slice(0, 300) || name);
}

/** Brings a catalogue that was read (CO75, CO77). The same file a second time is the one that is there. */
export async function bring(
	tx: Tx,
	{ authorityId, projectId, actor, at }: Doer,
	brought: Read
): Promise<
	Outcome<{ readonly id: string; readonly indicators: number }, CatalogueRefusal> & {
		readonly where?: string;
	}
> {
	if (!brought.accepted) return brought;
	const content = catalogueText(brought.value);
	const hash = createHash('sha256').update(content).digest('hex');
	const id = newId<'catalogue'>();
	const made = await tx
		.insert(catalogues)
		.values({
			id,
			authorityId,
			title: brought.value.titre.slice(0, 300),
			content,
			hash,
			broughtBy: actor,
			broughtAt: at
		})
		.onConflictDoNothing()
		.returning({ id: catalogues.id });
	const indicators = placedIn(brought.value).length;
	if (made.length === 0) {
		const [there] = await tx
			.select({ id: catalogues.id })
			.from(catalogues)
			.where(and(eq(catalogues.authorityId, authorityId), eq(catalogues.hash, hash)));
		return accepted({ id: there!.id, indicators });
	}
	await recordAct(tx, { authorityId, projectId, act: 'catalogue-brought', actor, about: { catalogue: id } });
	await announce(tx, `cockpit:${projectId}`);
	return accepted({ id, indicators });
}

export type PickRefusal = 'catalogue-unknown' | 'pick-none' | 'pick-too-many';

const mostPicked = 200;

/** Picks indicators of a catalogue into a cockpit, each once, with its link back (CO76). Codes that the catalogue has not, or that only refer elsewhere, are left out. */
export async function pick(
	tx: Tx,
	doer: Doer,
	{ catalogue: asked, codes }: { readonly catalogue: string; readonly codes: readonly string[] }
): Promise<Outcome<{ readonly picked: number }, PickRefusal> | elements.Refusal> {
	const catalogue = await read(tx, doer.authorityId, asked);
	if (!catalogue) return refused('catalogue-unknown');
	const wanted = new Set(codes);
	if (wanted.size > mostPicked) return refused('pick-too-many');
	const made = placedIn(catalogue)
		.filter(({ indicator }) => wanted.has(indicator.code))
		.flatMap((placed) => elementsOf(placed).map((one) => ({ ...one, code: placed.indicator.code })));
	if (made.length === 0) return refused('pick-none');
	for (const { code, part, values } of made) {
		const outcome = await elements.make(tx, doer, {
			kind: 'indicator',
			values,
			origin: { from: { version: 1, what: 'catalogue', catalogue: asked, code }, part }
		});
		if (!outcome.accepted) return outcome;
	}
	return accepted({ picked: made.length });
}
