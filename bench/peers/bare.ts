// The least that a server can do for the same room: node:http alone, one event to every stream, a constant page data read again. No database, no rights, no rules: what the product adds reads as a ratio to it.
import { createServer, type ServerResponse } from 'node:http';
import process from 'node:process';

const padding = 'x'.repeat(Number(process.argv[2] ?? 2_000));
const streams = new Set<ServerResponse>();
let step = 'welcome';
let voted = 0;
let page = '';

function change(): void {
	page = JSON.stringify({ step, voted, padding });
	for (const stream of streams) stream.write('data: step\n\n');
}
change();

const server = createServer((request, response) => {
	if (request.url === '/stream') {
		streams.add(response);
		response.once('close', () => streams.delete(response));
		response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': listening\n\n');
		return;
	}
	if (request.method === 'GET') {
		response.writeHead(200, { 'content-type': 'application/json' }).end(page);
		return;
	}
	let body = '';
	request.on('data', (chunk: Buffer) => (body += chunk.toString()));
	request.once('end', () => {
		if (request.url === '/change') step = new URLSearchParams(body).get('to')!;
		else voted += 1;
		response.end('{}');
		change();
	});
});
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }));
process.on('disconnect', () => process.exit(0));
