import { inTransaction } from '#lib/db/server/database.ts';
import { jurorVisitor, requireJurorInRoom } from '#lib/jury/server/choiceGuards.ts';
import * as room from '#lib/jury/server/choiceRoom.ts';
import * as home from '#lib/jury/server/home.ts';
import { readComfort } from '#lib/jury/server/jurorGuards.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { juror, choice } = await requireJurorInRoom(event);
	event.setHeaders({ 'cache-control': 'no-store' });
	return inTransaction(async (tx) => {
		const samples = await room.open(tx, jurorVisitor(juror), choice, juror.membershipId);
		const progress = await room.progressOf(tx, juror.membershipId, choice);
		return {
			comfort: readComfort(event),
			frame: await home.frameOf(tx, juror),
			closesAt: choice.closesAt,
			samples: samples.map((sample) => ({ ...sample, progress: progress.get(sample.id) ?? 'to-observe' }))
		};
	});
};
