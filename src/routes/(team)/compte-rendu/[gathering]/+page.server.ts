import { database } from '#lib/db/server/database.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import { mayInProject, requireReader } from '#lib/gatherings/server/readers.ts';
import { now } from '#lib/time/server/clock.ts';
import { exportCards } from '#lib/workshop/rules/cardsFile.ts';
import { publishRecord } from '#lib/workshop/rules/publishing.ts';
import { recordOf } from '../../../registries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { gatheringId, reading } = await requireReader(event, event.params.gathering);
	const gathering = await gatherings.read(await database(), gatheringId);
	const { kind, record, paper } = await recordOf(await database(), gathering, now());
	if (kind === 'sitting') return { kind, gatheringId, reading, paper };
	const mayPublish = await mayInProject(event, gathering, publishRecord);
	const mayExportCards = record.landscape.isRevealed && (await mayInProject(event, gathering, exportCards));
	return { kind, mayExportCards, mayPublish: mayPublish && !record.gathering.isRehearsal, gatheringId, reading, paper, hasRecount: record.vote.result?.counts != null, hasVersions: (record.proposal?.versions.length ?? 0) > 0, hasSketch: record.sketch?.isFrozen ?? false };
};
