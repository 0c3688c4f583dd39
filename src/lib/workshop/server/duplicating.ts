// Begins a workshop again on another day: the same agenda, and of what was prepared only what is asked for.
import type { AuthorityId, GatheringId, ProjectId } from '../../db/rules/ids.ts';
import type { Tx } from '../../db/server/database.ts';
import { agendaAgain } from '../../gatherings/rules/templates.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { refused, type Outcome, type ReasonOf } from '../../outcomes/rules/outcome.ts';
import { readDraft, writeDraft } from '../rules/proposal.ts';
import * as proposals from './proposals.ts';
import * as scenarios from './scenarios.ts';

export interface Again {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	/** the workshop that is begun again */
	readonly gatheringId: GatheringId;
	readonly title: string;
	readonly place: string;
	readonly startsAt: Date;
	readonly taken: { readonly scenarios: boolean; readonly draft: boolean };
	readonly actor: Actor;
}

export type DuplicateRefusal = ReasonOf<typeof gatherings.create> | 'gathering-unknown' | 'draft-cannot-follow';

/** Nothing is written when it is refused. The deck is the project's: it needs no copy (GA37, MO284). */
export async function duplicate(tx: Tx, { gatheringId: sourceId, taken, ...asked }: Again, at: Date): Promise<Outcome<GatheringId, DuplicateRefusal>> {
	const { authorityId, projectId, actor } = asked;
	const source = await gatherings.find(tx, sourceId);
	if (!source || source.authorityId !== authorityId || source.projectId !== projectId) return refused('gathering-unknown');
	const from = { authorityId, projectId, gatheringId: sourceId };
	const text = taken.draft ? writeDraft((await proposals.readDraft(tx, (await proposals.read(tx, from)).draftBoardId)).passages) : '';
	if (text !== '' && !readDraft(text).accepted) return refused('draft-cannot-follow');
	const prepared = taken.scenarios ? await scenarios.list(tx, from) : [];
	const created = await gatherings.create(tx, { ...asked, kind: source.kind, agenda: agendaAgain(source.agenda) }, at);
	if (!created.accepted) return created;
	const to = { authorityId, projectId, gatheringId: created.value };
	for (const scenario of prepared) await scenarios.write(tx, to, scenario, actor);
	if (text !== '') await proposals.writeDraft(tx, { ...to, actor, at }, { text, version: '' });
	return created;
}
