import { error } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { requireStaffInRoom, servePicture, staffVisitor } from '#lib/jury/server/choiceGuards.ts';
import * as room from '#lib/jury/server/choiceRoom.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const at = await requireStaffInRoom(event);
	const file = await inTransaction(async (tx) => room.handPicture(tx, await staffVisitor(tx, at), at.choice, event.params.sample));
	return file ? servePicture(event, await database(), file) : error(404, 'Cette image n’est pas dans la salle.');
};
