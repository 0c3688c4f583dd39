// The ways to a board besides a socket, where a network lets no socket through: what the room says comes down one long answer, what a screen says goes up request by request. To the hub each is a line like a socket.
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { isKept, packAnswer, unpackFrames } from '../ink/frames.ts';

/** What the hub asks of a socket. */
export type Line = Pick<WebSocket, 'readyState' | 'OPEN' | 'bufferedAmount' | 'send' | 'ping' | 'close' | 'terminate' | 'on' | 'once'>;

const [opened, closing, ended] = [1, 2, 3];

abstract class OneWay extends EventEmitter {
	readonly OPEN = opened;
	readyState: number = opened;
	protected readonly response: ServerResponse;

	constructor(response: ServerResponse) {
		super();
		this.response = response;
		response.on('error', () => this.terminate());
		response.once('close', () => {
			this.readyState = ended;
			this.emit('close');
		});
	}

	get bufferedAmount(): number {
		return this.response.writableLength;
	}

	close(code: number, reason: string): void {
		if (this.readyState !== opened) return;
		this.readyState = closing;
		this.end(code, reason);
	}

	terminate(): void {
		this.response.destroy();
	}

	protected abstract end(code: number, reason: string): void;
}

/** What some proxies wait for before they let the first byte of an answer through. */
const padding = `: ${' '.repeat(2_048)}\n\n`;

/** What the room says, as an event stream; of what this screen says, only its presence comes by here. */
export class Heard extends OneWay {
	constructor(response: ServerResponse) {
		super(response);
		response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
		response.write(padding);
	}

	send(bytes: Uint8Array): void {
		if (this.readyState === opened) this.response.write(`data: ${Buffer.from(bytes).toString('base64')}\n\n`);
	}

	/** A comment that leaves is an answer to it. */
	ping(): void {
		this.response.write(': still here\n\n', () => this.emit('pong'));
	}

	/** What its screen said of itself, from a request beside. */
	says(frame: Uint8Array): void {
		this.emit('message', frame, true);
	}

	protected end(code: number, reason: string): void {
		this.response.end(`event: close\ndata: ${JSON.stringify({ code, reason })}\n\n`);
	}
}

/** One request with what a screen wrote: answered once all of it is kept, or with why not. */
export class Sent extends OneWay {
	private readonly answer: Uint8Array[] = [];

	send(bytes: Uint8Array): void {
		if (this.readyState !== opened) return;
		if (isKept(bytes)) this.emit('kept');
		else this.answer.push(bytes);
	}

	ping(): void {}

	/** All is kept, or said. */
	done(): void {
		this.close(0, '');
	}

	protected end(code: number, reason: string): void {
		this.response.writeHead(200, { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' }).end(packAnswer({ frames: this.answer, code, reason }));
	}
}

export const asLine = (line: Heard | Sent): Line => line as unknown as Line;

/** The frames of a request, read to its end; undefined where it is longer than `bytesAtMost`, or is none. */
export async function readSent(request: IncomingMessage, bytesAtMost: number): Promise<Uint8Array[] | undefined> {
	if (request.method !== 'POST' || request.headers['content-type'] !== 'application/octet-stream') return undefined;
	const parts: Buffer[] = [];
	let length = 0;
	for await (const part of request as AsyncIterable<Buffer>) {
		if ((length += part.byteLength) > bytesAtMost) return undefined;
		parts.push(part);
	}
	return unpackFrames(Buffer.concat(parts));
}
