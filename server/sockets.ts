// Which socket path opens which door. One more input of the ssr build, so that pages and sockets share one database pool and one set of rooms.
import { stop } from '#lib/boards/server/hub.ts';
import { closeDatabase } from '#lib/db/server/database.ts';
import { stopListening } from '#lib/live/server/live.ts';

export { handleRequest, handleUpgrade } from '#lib/boards/server/hub.ts';

/** Ends the event streams and the sockets, waits for the requests under way (`drained`), then lets the database go. */
export async function shutdown(drained: Promise<void>): Promise<void> {
	await stop();
	await stopListening();
	await drained;
	await closeDatabase();
}
