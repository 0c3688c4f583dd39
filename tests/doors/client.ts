// Speaks to a real server as a browser would: raw http and sockets, each person from an address of its own.
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';
import { packFrames, unpackAnswer } from '../../src/lib/boards/ink/frames.ts';

export interface Answer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly location: string;
	readonly body: string;
}

export interface Asked {
	readonly method?: 'GET' | 'POST';
	readonly cookie?: string;
	/** the fields of a form; a list for fields in their order, some of them twice */
	readonly form?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
	/** a body as it is, with its own content-type */
	readonly raw?: { readonly type: string; readonly body: string | Buffer };
	/** this site's own unless told; null says none */
	readonly origin?: string | null;
	readonly headers?: Readonly<Record<string, string>>;
	/** the last figure of the address that asks: limits count by address */
	readonly from?: number;
}

const agents = new Map<number, Agent>();
function agentOf(from: number): Agent {
	const known = agents.get(from) ?? new Agent({ keepAlive: true, maxSockets: 12, localAddress: `127.0.1.${from}` });
	agents.set(from, known);
	return known;
}

export function hangUp(): void {
	for (const agent of agents.values()) agent.destroy();
	agents.clear();
}

/** One answer, whole; of an event stream, only its head. */
export function ask(url: string, path: string, asked: Asked = {}): Promise<Answer> {
	const { method = asked.form || asked.raw ? 'POST' : 'GET', cookie, form, raw, origin = url, from = 1 } = asked;
	const target = new URL(url);
	const body = raw?.body ?? (form ? new URLSearchParams(form as Record<string, string>).toString() : method === 'POST' ? '' : undefined);
	const type = raw?.type ?? (method === 'POST' ? 'application/x-www-form-urlencoded' : undefined);
	return new Promise((answered, failed) => {
		const sent = request(
			{
				agent: agentOf(from),
				host: '127.0.0.1',
				port: target.port,
				method,
				path,
				headers: {
					host: target.host,
					accept: 'text/html',
					'accept-language': 'fr',
					...(cookie ? { cookie } : {}),
					...(type ? { 'content-type': type } : {}),
					...(body !== undefined ? { 'content-length': Buffer.byteLength(body) } : {}),
					...(method === 'POST' && origin !== null ? { origin } : {}),
					...asked.headers
				}
			},
			(response) => {
				const { statusCode: status = 0, headers } = response;
				const answer = (text: string) => answered({ status, headers, location: headers.location ?? '', body: text });
				if (status === 200 && headers['content-type'] === 'text/event-stream') {
					answer('');
					return void response.destroy();
				}
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () => answer(Buffer.concat(chunks).toString()));
				response.on('error', failed);
			}
		);
		sent.on('error', (error: NodeJS.ErrnoException) =>
			// kept open by us, closed by the server in the same moment: a browser asks again too
			error.code === 'ECONNRESET' && sent.reusedSocket ? ask(url, path, asked).then(answered, failed) : failed(error)
		);
		sent.end(body);
	});
}

/** The form of an act as `use:enhance` sends it: the answer says what was refused, without a page. */
export async function act(url: string, path: string, asked: Asked & { readonly form: NonNullable<Asked['form']> }): Promise<{ status: number; said: string; location: string }> {
	const { status, body } = await ask(url, path, { ...asked, headers: { accept: 'application/json', 'x-sveltekit-action': 'true', ...asked.headers } });
	const read = JSON.parse(body) as { type: string; status?: number; data?: string; location?: string };
	return { status: read.status ?? status, said: read.data ?? '', location: read.location ?? '' };
}

export interface Opened {
	readonly socket: WebSocket;
	/** the code that it was closed with; undefined while it is open */
	readonly code: number | undefined;
	/** of the handshake when it was refused */
	readonly status: number | undefined;
}

/** Opens a board and waits for its first frame, or for the end. */
export function openSocket(url: string, path: string, { cookie, origin, from = 1 }: { cookie?: string; origin?: string | null; from?: number } = {}): Promise<Opened> {
	return new Promise((opened) => {
		const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, {
			localAddress: `127.0.1.${from}`,
			headers: { ...(cookie ? { cookie } : {}), ...(origin === null ? {} : { origin: origin ?? url }) }
		});
		socket.once('message', () => opened({ socket, code: undefined, status: 101 }));
		socket.once('close', (code) => opened({ socket, code, status: 101 }));
		socket.once('unexpected-response', (_, response) => {
			opened({ socket, code: undefined, status: response.statusCode });
			response.destroy();
		});
		socket.on('error', () => {});
	});
}

/** How a board answers where no socket comes through: the code with which its stream or a request is turned away, undefined where it is let in. */
export function askWithoutSocket(url: string, path: string, way: 'hear' | 'send', { cookie, from = 1 }: { cookie?: string; from?: number } = {}): Promise<{ code: number | undefined; status: number }> {
	const target = new URL(url);
	const headers = { host: target.host, ...(cookie ? { cookie } : {}), ...(way === 'send' && { origin: url, 'content-type': 'application/octet-stream' }) };
	return new Promise((answered, failed) => {
		const sent = request({ agent: false, localAddress: `127.0.1.${from}`, host: '127.0.0.1', port: target.port, path, method: way === 'send' ? 'POST' : 'GET', headers }, (response) => {
			const status = response.statusCode!;
			const parts: Buffer[] = [];
			const say = (code: number | undefined) => {
				answered({ code, status });
				response.destroy();
			};
			response.on('data', (part: Buffer) => {
				parts.push(part);
				const said = Buffer.concat(parts).toString('latin1');
				if (way === 'hear' && /\ndata: .*\n\n/.test(said)) say(/"code":(\d+)/.exec(said) ? Number(/"code":(\d+)/.exec(said)![1]) : undefined);
			});
			response.on('end', () => say(way === 'send' && status === 200 ? unpackAnswer(Buffer.concat(parts)).code || undefined : undefined));
			response.on('error', () => {});
		});
		sent.on('error', failed);
		sent.end(way === 'send' ? packFrames([]) : undefined);
	});
}

export interface Stream {
	/** resolves when the server ends it, with everything that it said */
	readonly ended: Promise<string>;
	close(): void;
}

/** An event stream that has begun to speak. */
export function openStream(url: string, path: string, { cookie, from = 1 }: { cookie?: string; from?: number } = {}): Promise<Stream> {
	const target = new URL(url);
	return new Promise((opened, failed) => {
		const sent = request(
			{ agent: false, localAddress: `127.0.1.${from}`, host: '127.0.0.1', port: target.port, path, headers: { host: target.host, accept: 'text/event-stream', ...(cookie ? { cookie } : {}) } },
			(response) => {
				if (response.statusCode !== 200) return failed(new Error(`${path}: ${response.statusCode}`));
				let said = '';
				const ended = new Promise<string>((end) => response.once('close', () => end(said)));
				response.on('data', (chunk: Buffer) => {
					said += chunk.toString();
					opened({ ended, close: () => response.destroy() });
				});
			}
		);
		sent.on('error', failed);
		sent.end();
	});
}
