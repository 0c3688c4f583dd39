import { database } from '#lib/db/server/database.ts';
import { requireReader } from '#lib/gatherings/server/readers.ts';
import { now } from '#lib/time/server/clock.ts';
import { readReplay } from '#lib/workshop/server/replay.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { gatheringId, reading } = await requireReader(event, event.params.gathering, 'workshop');
	const { record, beats } = await readReplay(await database(), gatheringId, now());
	return {
		gatheringId,
		reading,
		title: record.gathering.title,
		startsAt: record.gathering.startsAt,
		timeZone: record.authority.timeZone,
		beats,
		life: record.gathering.closedAt ? ('over' as const) : ('under-way' as const),
		grades: record.vote.grades,
		needs: record.proposal?.needs.length ?? 0,
		amendments: record.proposal?.amendments.map(({ code, state, resultingVersion, scenario, isScenarioWritten }) => ({ code, state, resultingVersion, scenario, isScenarioWritten })) ?? [],
		scenarios: record.scenarios.map(({ code, name }) => ({ code, name })),
		materials: record.field?.materials.map(({ code, title }) => ({ code, title })) ?? [],
		lines: record.sketch?.lines.map(({ code, object }) => ({ code, object })) ?? []
	};
};
