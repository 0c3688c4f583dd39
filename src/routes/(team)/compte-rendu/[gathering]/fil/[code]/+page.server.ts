import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { requireReader } from '#lib/gatherings/server/readers.ts';
import { now } from '#lib/time/server/clock.ts';
import { threadOf } from '#lib/workshop/rules/thread.ts';
import { readRecord } from '#lib/workshop/server/record.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { gatheringId, reading } = await requireReader(event, event.params.gathering, 'workshop');
	const record = await readRecord(await database(), gatheringId, now());
	const thread = threadOf(record, event.params.code);
	if (!thread) error(404, 'Rien dans ce compte rendu ne porte ce code.');
	return { gatheringId, reading, title: record.gathering.title, life: record.gathering.closedAt ? ('over' as const) : ('under-way' as const), thread };
};
