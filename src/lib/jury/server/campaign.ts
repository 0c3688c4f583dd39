// The only writer of the campaign's actions.
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Id, JuryId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readAction, type ActionRefusal, type CampaignAction } from '../rules/campaign.ts';
import * as juries from './juries.ts';
import { campaignActions } from './tables.ts';

export type ActionId = Id<'campaign-action'>;
const mostActions = 500;

/** The latest first. */
export async function ofJury(query: Query, juryId: JuryId): Promise<(CampaignAction & { readonly id: ActionId })[]> {
	const { id, kind, what, onDay, reach } = campaignActions;
	return query
		.select({ id, kind, what, onDay, reach })
		.from(campaignActions)
		.where(and(eq(campaignActions.juryId, juryId), isNull(campaignActions.removedAt)))
		.orderBy(desc(onDay), desc(campaignActions.createdAt), id);
}

/** Writes what was done so that people hear of the jury (JU9). */
export async function add(tx: Tx, by: juries.Keeper, typed: { readonly kind: string; readonly what: string; readonly onDay: string; readonly reach: string }): Promise<Outcome<ActionId, ActionRefusal | 'jury-unknown' | 'actions-too-many'>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	const action = readAction(typed);
	if (!action.accepted) return action;
	if ((await ofJury(tx, jury.id)).length >= mostActions) return refused('actions-too-many');
	const id = newId<'campaign-action'>();
	await tx.insert(campaignActions).values({ id, authorityId: by.authorityId, juryId: jury.id, ...action.value, createdAt: by.at });
	await juries.tell(tx, by, jury.id, 'campaign-action-added', { action: id, kind: action.value.kind });
	return accepted(id);
}

/** Takes a line back: written by mistake. */
export async function remove(tx: Tx, by: juries.Keeper, action: string): Promise<Outcome<ActionId, 'jury-unknown' | 'action-unknown'>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	const id = readId<'campaign-action'>(action);
	const [row] = id
		? await tx
				.update(campaignActions)
				.set({ removedAt: by.at })
				.where(and(eq(campaignActions.juryId, jury.id), eq(campaignActions.id, id), isNull(campaignActions.removedAt)))
				.returning({ id: campaignActions.id })
		: [];
	if (!row) return refused('action-unknown');
	await juries.tell(tx, by, jury.id, 'campaign-action-removed', { action: row.id });
	return accepted(row.id);
}
