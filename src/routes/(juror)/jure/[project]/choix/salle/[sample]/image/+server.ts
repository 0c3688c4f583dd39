import { error } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { jurorVisitor, requireJurorInRoom, servePicture } from '#lib/jury/server/choiceGuards.ts';
import * as room from '#lib/jury/server/choiceRoom.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { juror, choice } = await requireJurorInRoom(event);
	const file = await inTransaction((tx) => room.handPicture(tx, jurorVisitor(juror), choice, event.params.sample));
	return file ? servePicture(event, await database(), file) : error(404, 'Cette image n’est pas dans la salle.');
};
