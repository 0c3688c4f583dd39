// What a room may see of its project's enquiry: read once for all the screens that ask at the same moment.
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { together } from '../../db/server/together.ts';
import type { MaterialShown } from '../../enquiry/rules/materials.ts';
import * as materials from '../../enquiry/server/materials.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { GatheringAtStep } from '../../gatherings/server/step.ts';

/** The materials that are ready to be shown (MO190). */
export const readyIn = (query: Query, { authorityId, projectId }: Pick<GatheringAtStep, 'authorityId' | 'projectId'>): Promise<readonly MaterialShown[]> =>
	together(query, `materials:${projectId}`, () => materials.ready(query, { authorityId, projectId }));

/** Those that a card may cite, by their codes (MO192). */
export const citable = async (query: Query, place: Pick<GatheringAtStep, 'authorityId' | 'projectId'>): Promise<readonly { readonly code: string; readonly title: string }[]> =>
	(await readyIn(query, place)).map(({ code, title }) => ({ code, title }));

/** Titles of the materials that these cards cite: one read, none where none is cited. */
export const citedBy = (query: Query, place: Pick<GatheringAtStep, 'authorityId' | 'projectId'>, cards: readonly { readonly sources?: readonly string[] }[]): ReturnType<typeof materials.titlesOf> =>
	materials.titlesOf(query, place, [...new Set(cards.flatMap(({ sources }) => sources ?? []))]);

/** The file of a material, for the seats and the wall of a room: ready, and the doors open (MO191). */
export async function fileForRoom(query: Query, gatheringId: GatheringId, material: string): Promise<materials.FileOfMaterial | undefined> {
	const { authorityId, projectId, openedAt } = await gatherings.read(query, gatheringId);
	const found = openedAt ? await materials.fileOf(query, { authorityId, projectId }, material) : undefined;
	return found?.isReady ? found : undefined;
}
