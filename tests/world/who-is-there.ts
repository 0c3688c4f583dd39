// A screen at a board that knows no more of the others than what the server tells it: nobody goes by themselves, as they do from a stock client after half a minute.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { BoardId } from '../../src/lib/db/rules/ids.ts';
import { bare, type Hand } from './boardroom.ts';

const messageAwareness = 1;

interface State {
	readonly user: { readonly name: string };
	readonly cursor: unknown;
	readonly looksAt: unknown;
}

export class Screen {
	readonly line: ReturnType<typeof bare>;
	/** by the number of their screen */
	readonly seen = new Map<number, State>();
	/** who was ever told to be gone */
	readonly gone = new Set<number>();
	private readonly clocks = new Map<number, number>();

	constructor(line: ReturnType<typeof bare>) {
		this.line = line;
		line.socket.on('message', (bytes: Buffer) => {
			if (bytes[0] === messageAwareness) this.hear(bytes.subarray(1));
		});
	}

	static async at(at: string, boardId: BoardId, hand: Hand): Promise<Screen> {
		const screen = new Screen(bare(at, boardId, hand));
		await screen.line.opened;
		return screen;
	}

	/** As a stock client, it heeds no older word, and of the same age only that somebody is gone. */
	private hear(frame: Uint8Array): void {
		const decoder = decoding.createDecoder(decoding.readVarUint8Array(decoding.createDecoder(frame)));
		for (let left = decoding.readVarUint(decoder); left > 0; left--) {
			const [client, clock, state] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder), JSON.parse(decoding.readVarString(decoder)) as State | null];
			const known = this.clocks.get(client) ?? -1;
			if (clock < known || (clock === known && state)) continue;
			this.clocks.set(client, clock);
			if (state) this.seen.set(client, state);
			else if (this.seen.delete(client)) this.gone.add(client);
		}
	}

	/** What it says of itself, under its number, for the `clock`th time. */
	say(client: number, clock: number, state: unknown): void {
		const said = encoding.createEncoder();
		for (const number of [1, client, clock]) encoding.writeVarUint(said, number);
		encoding.writeVarString(said, JSON.stringify(state));
		const frame = encoding.createEncoder();
		encoding.writeVarUint(frame, messageAwareness);
		encoding.writeVarUint8Array(frame, encoding.toUint8Array(said));
		this.line.socket.send(encoding.toUint8Array(frame));
	}

	cursorOf(client: number): unknown {
		return this.seen.get(client)?.cursor;
	}

	leave(): void {
		this.line.socket.terminate();
	}
}
