// The line of a screen to its board: a socket, or, where the network lets none through, an event stream and requests; which one is found out by itself.
import { encodeFrame, packFrames, unpackAnswer } from '../ink/frames.ts';
import type { UnsentStore } from './unsent.ts';

export type Way = 'socket' | 'stream';

export interface Network {
	/** `http://host` or `https://host` */
	readonly origin: string;
	readonly WebSocket: typeof WebSocket;
	readonly fetch: typeof fetch;
	/** where the way that went through is remembered, if anywhere */
	readonly storage?: Pick<Storage, 'getItem' | 'setItem'> | undefined;
	/** where what somebody wrote on a board is kept until it is confirmed, if anywhere (BO52) */
	readonly unsentOf?: (boardId: string, who: string) => UnsentStore;
	/** milliseconds after which a line on which nothing was heard is none (BO51) */
	readonly silence?: number;
}

/** What y-websocket asks of a socket. */
interface Inner {
	binaryType: string;
	readyState: number;
	onopen: ((event: Event) => void) | null;
	onmessage: ((event: MessageEvent<ArrayBuffer>) => void) | null;
	onclose: ((event: CloseEvent) => void) | null;
	onerror: ((event: Event) => void) | null;
	send(data: Uint8Array<ArrayBuffer>): void;
	close(): void;
}

const [connecting, opened, ended] = [0, 1, 3];

const usualSilence = 6_000;
/** Milliseconds after which a network that let no socket through is tried again, at the next chance. */
const retrySocket = 300_000;
/** How often in a row a socket fails before the other way is tried, where it has worked before, and where it has not. */
const patience = { proven: 3, unknown: 1 };
const remembered = 'tableaux-par';

const isUpdate = ([type, kind]: Uint8Array): boolean => type === 0 && (kind === 1 || kind === 2);

/** Which way is tried next. */
export class Ways {
	private way: Way;
	private misses = 0;
	private hasSocket = false;
	private socketTriedAt: number;
	private tried: Way = 'socket';
	private readonly storage: Network['storage'];
	private readonly now: () => number;

	constructor(storage?: Network['storage'], now: () => number = () => performance.now()) {
		this.storage = storage;
		this.now = now;
		this.socketTriedAt = now();
		this.way = storage?.getItem(remembered) === 'stream' ? 'stream' : 'socket';
	}

	next(): Way {
		const known = this.way === 'socket' && this.hasSocket ? patience.proven : patience.unknown;
		const over = this.misses - known;
		let way = over < 0 || over % 2 === 1 ? this.way : this.way === 'socket' ? 'stream' : 'socket';
		if (way === 'stream' && this.misses === 0 && this.now() - this.socketTriedAt > retrySocket) way = 'socket';
		if (way === 'socket') this.socketTriedAt = this.now();
		this.tried = way;
		return way;
	}

	heard(way: Way): void {
		this.misses = 0;
		if (way === 'socket') this.hasSocket = true;
		if (this.way === way) return;
		this.way = way;
		try {
			this.storage?.setItem(remembered, way);
		} catch {
			// a browser that keeps nothing finds out again
		}
	}

	missed(): void {
		// the other way, only to see, while its own goes through
		if (this.misses === 0 && this.tried !== this.way) return;
		this.misses += 1;
	}
}

/** Looks like a socket to y-websocket; what is sent goes up in requests, one after the other. */
class Stream implements Inner {
	binaryType = 'arraybuffer';
	readyState: number = connecting;
	onopen: Inner['onopen'] = null;
	onmessage: Inner['onmessage'] = null;
	onclose: Inner['onclose'] = null;
	onerror: Inner['onerror'] = null;
	private readonly address: string;
	private readonly network: Network;
	private readonly leaving = new AbortController();
	private waiting: Uint8Array<ArrayBuffer>[] = [];
	private isSending = false;
	private kept = 0;

	constructor(url: string, network: Network) {
		const asked = new URL(url.replace(/^ws/, 'http'));
		asked.pathname += '/flux';
		asked.searchParams.set('ligne', [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
		this.address = asked.href;
		this.network = network;
		void this.listen().catch(() => this.end(1006, ''));
	}

	send(data: Uint8Array<ArrayBuffer>): void {
		this.waiting.push(data);
		void this.sendAll().catch(() => this.end(1006, ''));
	}

	close(): void {
		this.end(1000, '');
	}

	private async listen(): Promise<void> {
		const response = await this.network.fetch(this.address, { headers: { accept: 'text/event-stream' }, signal: this.leaving.signal });
		if (!response.ok || !response.body) return this.end(1006, '');
		const reader = response.body.getReader();
		const letters = new TextDecoder();
		for (let heard = ''; ; ) {
			const { value, done } = await reader.read();
			if (done) return this.end(1006, '');
			heard += letters.decode(value, { stream: true });
			const events = heard.split('\n\n');
			heard = events.pop()!;
			for (const event of events) this.hear(event);
		}
	}

	private hear(event: string): void {
		const said = event.split('\n').find((line) => line.startsWith('data: '))?.slice(6);
		if (said === undefined || this.readyState === ended) return;
		if (event.startsWith('event: close')) {
			const { code, reason } = JSON.parse(said) as { code: number; reason: string };
			return this.end(code, reason);
		}
		if (this.readyState === connecting) {
			this.readyState = opened;
			this.onopen?.(new Event('open'));
		}
		this.give(Uint8Array.from(atob(said), (letter) => letter.charCodeAt(0)));
	}

	private give(frame: Uint8Array<ArrayBuffer>): void {
		if (this.readyState === opened) this.onmessage?.({ data: frame.buffer } as MessageEvent<ArrayBuffer>);
	}

	private async sendAll(): Promise<void> {
		if (this.isSending) return;
		this.isSending = true;
		// what is said in one breath goes together
		await Promise.resolve();
		while (this.waiting.length > 0 && this.readyState === opened) {
			const frames = this.waiting;
			this.waiting = [];
			const response = await this.network.fetch(this.address, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: packFrames(frames), signal: this.leaving.signal });
			if (!response.ok) return this.end(1006, '');
			const { frames: answers, code, reason } = unpackAnswer(new Uint8Array(await response.arrayBuffer()));
			for (const frame of answers) this.give(frame.slice());
			if (code !== 0) return this.end(code, reason);
			const updates = frames.filter(isUpdate).length;
			this.kept += updates;
			if (updates > 0) this.give(encodeFrame({ say: 'kept', count: this.kept }).slice());
		}
		this.isSending = false;
	}

	private end(code: number, reason: string): void {
		if (this.readyState === ended) return;
		this.readyState = ended;
		this.leaving.abort();
		this.onclose?.({ code, reason } as CloseEvent);
	}
}

/** What happens to the line of a board, beside what y-websocket does with it. */
export interface Watching {
	/** a new line: nothing of it is sent yet */
	begun(): void;
	/** whether the frame goes; false leaves it */
	sends(frame: Uint8Array): boolean;
	heard(way: Way): void;
}

/** A class that y-websocket may take for WebSocket. */
export function lineOver(network: Network, ways: Ways, watching: Watching): typeof WebSocket {
	class Line implements Inner {
		readonly CONNECTING = connecting;
		readonly OPEN = opened;
		onopen: Inner['onopen'] = null;
		onmessage: Inner['onmessage'] = null;
		onclose: Inner['onclose'] = null;
		onerror: Inner['onerror'] = null;
		private readonly inner: Inner;
		private readonly way: Way;
		private hasHeard = false;
		private readonly timer: ReturnType<typeof setTimeout>;

		constructor(url: string, protocols?: string[]) {
			this.way = ways.next();
			watching.begun();
			this.inner = this.way === 'socket' ? (new network.WebSocket(url, protocols) as unknown as Inner) : new Stream(url, network);
			this.inner.onopen = (event) => this.onopen?.(event);
			this.inner.onerror = (event) => this.onerror?.(event);
			this.inner.onmessage = (event) => {
				this.hear();
				this.onmessage?.(event);
			};
			this.inner.onclose = (event) => {
				// a code of the room's own is a word heard
				if (event.code >= 1011 && event.code !== 1015) this.hear();
				this.miss();
				this.onclose?.(event);
			};
			this.timer = setTimeout(() => {
				if (this.hasHeard) return;
				this.inner.onclose = null;
				this.inner.close();
				this.miss();
				this.onclose?.({ code: 1006, reason: '' } as CloseEvent);
			}, network.silence ?? usualSilence);
		}

		get readyState(): number {
			return this.inner.readyState;
		}
		get binaryType(): string {
			return this.inner.binaryType;
		}
		set binaryType(type: string) {
			this.inner.binaryType = type;
		}

		send(data: Uint8Array<ArrayBuffer>): void {
			if (watching.sends(data)) this.inner.send(data);
		}

		close(): void {
			clearTimeout(this.timer);
			this.inner.close();
		}

		private hear(): void {
			if (this.hasHeard) return;
			this.hasHeard = true;
			clearTimeout(this.timer);
			ways.heard(this.way);
			watching.heard(this.way);
		}

		private miss(): void {
			clearTimeout(this.timer);
			if (!this.hasHeard) ways.missed();
		}
	}
	return Line as unknown as typeof WebSocket;
}
