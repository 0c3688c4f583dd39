// Opens a charter to the jurors as a versioned text that they annotate; each opening seals the version that they read from then on.
import type { Doer, Place } from '../../cockpit/server/elements.ts';
import type { ClauseId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import { causesOf } from '../../texts/rules/chain.ts';
import type { Passage } from '../../texts/rules/passages.ts';
import * as texts from '../../texts/server/texts.ts';
import { carriedOver, saysTheSame, type OpenRefusal, type TextPart } from '../rules/charterText.ts';
import * as charters from './charters.ts';
import * as clauses from './clauses.ts';

const name = 'charter';

/** Which charter of a clause the jurors read now, since which ISO day, and its words; null while nothing was opened. */
export async function openedOf(query: Query, { authorityId }: Place, clauseId: ClauseId): Promise<{ readonly charterId: string; readonly openedOn: string; readonly passages: readonly Passage[] } | null> {
	const found = await texts.find(query, authorityId, clauseId, name);
	const version = found && (await texts.readVersion(query, found.textId, 'latest'));
	return version ? { charterId: version.causes.at(-1)?.by ?? '', openedOn: await authorities.dayOf(query, authorityId, new Date(version.sealedAt)), passages: version.passages } : null;
}

/** Opens a version of a clause's charter, as its words stand, to the jurors (EV125): drafted or signed, never one that was replaced. `told`: its words, as the room says them. */
export async function open(tx: Tx, doer: Doer, asked: { readonly clause: string; readonly version: number; readonly told: (clause: clauses.StoredClause, charter: charters.StoredCharter) => readonly TextPart[] }): Promise<Outcome<number, OpenRefusal>> {
	const clause = await clauses.hold(tx, doer, asked.clause);
	if (!clause) return refused('clause-unknown');
	const charter = (await charters.ofClause(tx, clause.id)).find(({ version }) => version === asked.version);
	if (!charter || charter.state === 'replaced') return refused('charter-unknown');
	const { authorityId, projectId, actor, at } = doer;
	const textId = await texts.create(tx, { authorityId, projectId, occasionId: clause.id, name, topic: `project:${projectId}` });
	const last = await texts.readVersion(tx, textId, 'latest');
	const parts = asked.told(clause, charter);
	const before = last?.passages ?? [];
	if (last && saysTheSame(before, parts)) return refused('charter-open-already');
	const passages = carriedOver(before, parts, parts.map(() => newId<'passage'>()));
	const sealed = await texts.seal(tx, { textId, base: last?.number ?? -1, passages, causes: causesOf(before, passages, { author: 'buyer', by: charter.id }), actor, at });
	if (!sealed.accepted) return refused(sealed.reason === 'nothing-changed' || sealed.reason === 'version-not-latest' ? 'charter-open-already' : 'charter-text-unfit');
	await clauses.told(tx, doer, 'charter-opened', { clause: clause.id, charter: charter.id, version: sealed.value.number });
	return accepted(sealed.value.number);
}
