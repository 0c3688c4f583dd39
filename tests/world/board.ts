// The board as a screen holds it: the stock client over a real socket, and what the hub says of what it keeps.
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { cardsOf, putGroup, readCards, readGroups } from '../../src/lib/boards/ink/document.ts';
import { decodeFrame, messageBoard } from '../../src/lib/boards/ink/frames.ts';
import type { BoardCard, BoardGroup } from '../../src/lib/boards/rules/cards.ts';
import type { Caller } from './room.ts';

/** Somebody at a board. */
export class AtBoard {
	readonly document = new Y.Doc({ gc: false });
	readonly #provider: WebsocketProvider;
	#sent = 0;
	#kept = 0;
	/** what the hub last said of its storage */
	storage: 'troubled' | 'sound' = 'sound';
	/** every byte that came */
	readonly heard: Buffer[] = [];
	readonly #changed = new Set<() => void>();

	constructor(who: Caller, boardId: string) {
		const { heard } = this;
		const begin = () => {
			this.#sent = 0;
			this.#kept = 0;
		};
		// frames that bear an update: the answer to the server's first question is one of them
		const count = ([type, kind]: Uint8Array) => {
			if (type === 0 && (kind === 1 || kind === 2)) this.#sent += 1;
		};
		class WithCookie extends WebSocket {
			constructor(url: string, protocols?: string[]) {
				super(url, protocols, { headers: { cookie: who.cookie, origin: who.origin } });
				begin();
				this.on('message', (bytes: ArrayBuffer | Buffer) => void heard.push(Buffer.from(bytes as Buffer)));
			}
			override send(bytes: Uint8Array): void {
				count(bytes);
				super.send(bytes);
			}
		}
		this.#provider = new WebsocketProvider(
			`${who.origin.replace('http', 'ws')}/boards`,
			boardId,
			this.document,
			{
				disableBc: true,
				WebSocketPolyfill: WithCookie as never,
				maxBackoffTime: 200,
				params: { extension: '1' }
			}
		);
		this.#provider.messageHandlers[messageBoard] = (_encoder, decoder) => {
			const frame = decodeFrame(decoder);
			if (frame?.say === 'kept') this.#kept = frame.count;
			if (frame?.say === 'storage') this.storage = frame.is;
			this.#wake();
		};
		this.document.on('update', () => this.#wake());
		this.#provider.on('sync', () => this.#wake());
		this.#provider.on('status', () => this.#wake());
		this.#provider.on('closed', () => this.#wake());
	}

	#wake(): void {
		for (const wake of [...this.#changed]) wake();
	}

	/** Waits until what this screen holds is so. */
	until(what: string, holds: () => boolean): Promise<void> {
		return new Promise((done, failed) => {
			const late = setTimeout(() => {
				this.#changed.delete(look);
				failed(new Error(`the board never came to: ${what}`));
			}, 15_000);
			const look = () => {
				if (!holds()) return;
				clearTimeout(late);
				this.#changed.delete(look);
				done();
			};
			this.#changed.add(look);
			look();
		});
	}

	get isConnected(): boolean {
		return this.#provider.wsconnected;
	}

	/** the server ended this socket for good */
	ended(): Promise<void> {
		return this.until('ended', () => !this.#provider.shouldConnect);
	}

	synced(): Promise<void> {
		return this.until('in step with the server', () => this.#provider.synced);
	}

	/** every edit of this socket is kept for good */
	get isSaved(): boolean {
		return this.#sent > 0 && this.#kept >= this.#sent;
	}

	saved(): Promise<void> {
		return this.until('all kept', () => this.isSaved);
	}

	get cards(): BoardCard[] {
		return readCards(this.document);
	}

	get groups(): BoardGroup[] {
		return readGroups(this.document);
	}

	/** brings these cards together under a name */
	group(id: string, title: string, cards: readonly string[]): void {
		const { zone, rank } = this.cards.find((card) => card.id === cards[0])!;
		this.document.transact(() => {
			putGroup(this.document, { id, zone, title, rank });
			for (const card of cards) cardsOf(this.document).get(card)!.set('group', id);
		});
	}

	move(card: string, zone: string): void {
		cardsOf(this.document).get(card)!.set('zone', zone);
	}

	leave(): void {
		this.#provider.destroy();
	}
}
