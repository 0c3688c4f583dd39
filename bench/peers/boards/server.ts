// The servers that the boards are measured against, one a process: a bare broadcast, y-websocket's own server, Hocuspocus; as their own documents say, without any store.
import { createServer, type IncomingMessage } from 'node:http';
import process from 'node:process';
import { answerUsage, ready } from '../../usage.ts';

interface Socket {
	binaryType: string;
	send(bytes: Uint8Array): void;
	on(event: 'message', heard: (bytes: Buffer) => void): void;
	on(event: 'close', gone: (code: number, reason: Buffer) => void): void;
}
type Serve = (socket: Socket, request: IncomingMessage) => void;

/** The packages of this folder, which the type checker of the product does not have. */
const load = <Package>(name: string) => import(name) as Promise<Package>;
const roomOf = (request: IncomingMessage) => request.url!.slice(1);

const servers: Record<string, () => Promise<Serve>> = {
	/** The same bytes to everybody in the room, who sent them too, as the others do. */
	bare: async () => {
		const rooms = new Map<string, Set<Socket>>();
		return (socket, request) => {
			const name = roomOf(request);
			const room = rooms.get(name) ?? new Set();
			rooms.set(name, room.add(socket));
			socket.on('close', () => room.delete(socket));
			socket.on('message', (bytes) => {
				for (const each of room) each.send(bytes);
			});
		};
	},
	'y-websocket-server': async () => (await load<{ setupWSConnection: Serve }>('@y/websocket-server/utils')).setupWSConnection,
	hocuspocus: async () => {
		interface Connection {
			handleMessage(data: Uint8Array): void;
			handleClose(event: { code: number; reason: string }): void;
		}
		const { Hocuspocus } = await load<{ Hocuspocus: new (settings: object) => { handleConnection(socket: Socket, request: Request): Connection } }>('@hocuspocus/server');
		const hocuspocus = new Hocuspocus({ quiet: true });
		return (socket, request) => {
			const connection = hocuspocus.handleConnection(socket, new Request(`http://localhost${request.url}`));
			socket.on('message', (bytes) => connection.handleMessage(new Uint8Array(bytes)));
			socket.on('close', (code, reason) => connection.handleClose({ code, reason: String(reason) }));
		};
	}
};

const { WebSocketServer } = await load<{
	WebSocketServer: new (settings: object) => { on(event: 'connection', serve: Serve): void };
}>('ws');
const serve = await servers[process.argv[2]!]!();
const http = createServer();
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', serve);
answerUsage();
http.listen(0, '127.0.0.1', () => ready(http));
