// The product's hub and what it leans on, alone in a process: no pages, only what serves boards.
import { createServer } from 'node:http';
import * as hub from '../src/lib/boards/server/hub.ts';
import { closeDatabase, database } from '../src/lib/db/server/database.ts';
import { stopListening } from '../src/lib/live/server/live.ts';
import { answerUsage, ready } from './usage.ts';

await database();
const http = createServer();
http.on('upgrade', (request, socket, head) => {
	if (!hub.handleUpgrade(request, socket, head)) socket.destroy();
});
answerUsage(async () => {
	await hub.stop();
	await stopListening();
	await closeDatabase();
});
http.listen(0, '127.0.0.1', () => ready(http));
