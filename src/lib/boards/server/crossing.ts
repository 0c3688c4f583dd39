// Passes who is at a board on to the other processes of ours that have it open, and hears theirs: the last that each said, several times a second at most, and nothing at all where no other process has the board (BO54, BO55). What came by a request goes to the process that holds the stream of whoever said it.
import type { BoardId } from '../../db/rules/ids.ts';
import { newId } from '../../db/server/ids.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { hearProcesses, tellProcesses, wordBytesAtMost } from '../../live/server/live.ts';
import { crossingAtMost, gone, type Presences, type Said as SaidOfOne, type Saying } from './presence.ts';

const limits = {
	/** what is said meanwhile crosses together */
	gatherMs: 150,
	/** how often everybody is said again */
	pulseMs: 7_000,
	/** pulses that another process may miss before its people go: it was killed, or is cut off */
	missedAtMost: 3,
	/** that are heard at one board */
	processesAtMost: 16,
	/** screens whose word is brought to their streams at a time */
	broughtAtMost: 200,
	againMs: 2_000,
	partingMs: 1_000
};

/**
 * What is told of a board.
 * `hello`: it is open here, who else has it? `bye`: no more. `some`: what has changed. `whole`: everybody, and nobody else; in several words it `begins`, goes on as `some`, and `ends`.
 */
type Kind = 'hello' | 'bye' | 'some' | 'whole' | 'begins' | 'ends';

/** `presence:<board>:<process>:<kind>:[[client, clock, state], …]` */
const word = /^presence:([0-9a-f-]{36}):([0-9a-f-]{36}):([a-z]+):(.*)$/s;

/** `brought:<key of a stream>:<actor>:[client, clock, state]` */
const broughtWord = /^brought:([0-9a-f]{32}):([a-z]+:[0-9a-f-]{36}):(.*)$/s;
const keyForm = /^[0-9a-f]{32}$/;

type Said = readonly (readonly [client: number, saying: Saying])[];

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** undefined on what is none: another release may say it otherwise. */
function readSaid(text: string): Said | undefined {
	try {
		const all = JSON.parse(text) as unknown;
		if (!Array.isArray(all)) return undefined;
		return all.map((each: unknown) => {
			const [client, clock, state] = each as readonly unknown[];
			if (!isCount(client) || !isCount(clock) || typeof state !== 'object') throw new Error('No presence');
			return [client, { clock, state: JSON.stringify(state) }] as const;
		});
	} catch {
		return undefined;
	}
}

/** undefined on what is none. */
function readBrought(text: string): SaidOfOne | undefined {
	try {
		const [client, clock, state] = JSON.parse(text) as readonly unknown[];
		return isCount(client) && isCount(clock) && typeof state === 'string' ? { client, clock, state } : undefined;
	} catch {
		return undefined;
	}
}

/** Gives what a screen says of itself to its stream, by its key, where that stream is here and its own. */
type ToStream = (key: string, actor: Actor, said: SaidOfOne) => void;

/** A process that has the board open, too. */
interface Other {
	missed: number;
	/** those of whom it has said nothing yet since it began to say everybody */
	unsaid: Set<number> | undefined;
}

/** A board that is open here. */
class Shared {
	readonly presences: Presences;
	readonly others = new Map<string, Other>();
	isHelloDue = true;
	isWholeDue = false;
	readonly stirred = new Map<number, Saying>();
	/** who crossed */
	crossed = new Set<number>();

	constructor(presences: Presences) {
		this.presences = presences;
	}

	forget(process: string): void {
		if (this.others.delete(process)) this.presences.forgets(process);
	}

	/** What has changed, or everybody; of no more people than may cross. */
	due(): Said {
		const said: (readonly [number, Saying])[] = [];
		if (this.isWholeDue) this.crossed = new Set();
		for (const [client, saying] of this.isWholeDue ? this.presences.here : this.stirred) {
			if (saying.state === gone) {
				if (this.crossed.delete(client)) said.push([client, saying]);
			} else if (this.crossed.has(client) || this.crossed.size < crossingAtMost) {
				this.crossed.add(client);
				said.push([client, saying]);
			}
		}
		this.stirred.clear();
		return said;
	}
}

export class Crossing {
	/** this process, for as long as it runs */
	private readonly id = newId<'process'>();
	private readonly open = new Map<BoardId, Shared>();
	/** boards that are not open here any more, and the others still think so */
	private readonly left = new Set<BoardId>();
	/** by the key of a stream that is not here: the word that goes to it */
	private readonly brought = new Map<string, string>();
	private readonly toStream: ToStream;
	private timer: NodeJS.Timeout | undefined;
	private beating: NodeJS.Timeout | undefined;
	private sending: Promise<void> | undefined;
	private isDue = false;
	private isOver = false;

	constructor(toStream: ToStream) {
		this.toStream = toStream;
	}

	/** Resolves once others are heard; answers how to hear them no more. */
	async begin(): Promise<() => void> {
		const unhear = await hearProcesses((told) => this.hear(told));
		this.beating = setInterval(() => this.beat(), limits.pulseMs).unref();
		return () => {
			clearInterval(this.beating);
			unhear();
		};
	}

	/** Somebody is at the board. */
	enter(boardId: BoardId, presences: Presences): void {
		if (this.isOver) return;
		this.open.set(boardId, new Shared(presences));
		this.soon();
	}

	/** Nobody is, any more. */
	leave(boardId: BoardId, presences: Presences): void {
		const shared = this.open.get(boardId);
		if (shared?.presences !== presences) return;
		this.open.delete(boardId);
		if (shared.others.size > 0) this.left.add(boardId);
		for (const process of [...shared.others.keys()]) shared.forget(process);
		this.soon();
	}

	passOn(boardId: BoardId, client: number, saying: Saying): void {
		const shared = this.open.get(boardId);
		// nobody there to hear it: whoever comes is told everybody
		if (!shared || shared.others.size === 0) return;
		shared.stirred.set(client, saying);
		this.soon();
	}

	/** To the process that holds this stream, whichever it is: the last that its screen said. */
	bring(key: string, actor: Actor, { client, clock, state }: SaidOfOne): void {
		const word = `brought:${key}:${actor}:${JSON.stringify([client, clock, state])}`;
		if (!keyForm.test(key) || Buffer.byteLength(word) > wordBytesAtMost) return;
		if (!this.brought.has(key) && this.brought.size >= limits.broughtAtMost) return;
		this.brought.set(key, word);
		this.soon();
	}

	/** What the others said meanwhile is unknown: they are asked. */
	askAgain(): void {
		for (const shared of this.open.values()) shared.isHelloDue = true;
		this.soon();
	}

	private beat(): void {
		for (const shared of this.open.values()) {
			for (const [process, other] of shared.others) if (++other.missed > limits.missedAtMost) shared.forget(process);
			shared.isWholeDue ||= shared.others.size > 0;
			if (shared.isWholeDue) this.soon();
		}
	}

	private soon(ms = limits.gatherMs): void {
		if (this.isOver) return;
		this.timer ??= setTimeout(() => {
			this.timer = undefined;
			// one after the other, so that none overtakes another
			if (this.sending) this.isDue = true;
			else
				this.sending = this.send().finally(() => {
					this.sending = undefined;
					if (this.isDue) this.soon();
					this.isDue = false;
				});
		}, ms);
	}

	private async send(): Promise<void> {
		const words = [...this.words()];
		if (words.length === 0) return;
		try {
			await tellProcesses(words);
		} catch {
			// nobody knows what came through
			for (const shared of this.open.values()) shared.isHelloDue = shared.isWholeDue = true;
			this.soon(limits.againMs);
		}
	}

	private *words(): Generator<string> {
		for (const boardId of this.left) yield this.wordOf(boardId, 'bye');
		this.left.clear();
		yield* this.brought.values();
		this.brought.clear();
		for (const [boardId, shared] of this.open) {
			if (shared.isHelloDue) yield this.wordOf(boardId, 'hello');
			shared.isHelloDue = false;
			if (shared.others.size === 0) continue;
			const isWhole = shared.isWholeDue;
			const parts = this.parted(shared.due());
			shared.isWholeDue = false;
			if (isWhole && parts.length <= 1) yield this.wordOf(boardId, 'whole', parts[0]);
			else for (const [index, part] of parts.entries()) yield this.wordOf(boardId, !isWhole || (index > 0 && index < parts.length - 1) ? 'some' : index === 0 ? 'begins' : 'ends', part);
		}
	}

	private wordOf(boardId: BoardId, kind: Kind, said = ''): string {
		return `presence:${boardId}:${this.id}:${kind}:[${said}]`;
	}

	/** As many as one word takes at a time. */
	private parted(said: Said): string[] {
		const most = wordBytesAtMost - 100;
		const parts: string[] = [];
		let bytes = most;
		for (const [client, { clock, state }] of said) {
			const one = `[${client},${clock},${state}]`;
			const length = Buffer.byteLength(one) + 1;
			if (length > most) continue;
			if (bytes + length > most) {
				parts.push(one);
				bytes = length;
			} else {
				parts.push(`${parts.pop()},${one}`);
				bytes += length;
			}
		}
		return parts;
	}

	private hear(told: string): void {
		const [, key, actor, said] = broughtWord.exec(told) ?? [];
		if (key !== undefined) {
			const brought = readBrought(said!);
			return brought && this.toStream(key, actor as Actor, brought);
		}
		const [, boardId, process, kind, text] = word.exec(told) ?? [];
		const shared = this.open.get(boardId as BoardId);
		if (!shared || process === undefined || process === this.id) return;
		if (kind === 'bye') return shared.forget(process);
		let other = shared.others.get(process);
		if (!other) {
			if (shared.others.size >= limits.processesAtMost) return;
			shared.others.set(process, (other = { missed: 0, unsaid: undefined }));
			shared.isWholeDue = true;
		}
		other.missed = 0;
		if (kind === 'hello') shared.isWholeDue = true;
		else this.take(shared, process, other, kind as Kind, readSaid(text!));
		if (shared.isWholeDue) this.soon();
	}

	private take({ presences }: Shared, process: string, other: Other, kind: Kind, said: Said | undefined): void {
		if (!said) return;
		if (kind === 'whole' || kind === 'begins') other.unsaid = new Set(presences.heardOf(process));
		for (const [client, saying] of said) {
			other.unsaid?.delete(client);
			presences.hears(process, client, saying);
		}
		if (kind !== 'whole' && kind !== 'ends') return;
		for (const client of other.unsaid ?? []) presences.hears(process, client, { clock: 0, state: gone });
		other.unsaid = undefined;
	}

	/** The people here go everywhere, before this process does. */
	async end(): Promise<void> {
		this.isOver = true;
		clearTimeout(this.timer);
		for (const [boardId, { others }] of this.open) if (others.size > 0) this.left.add(boardId);
		this.open.clear();
		let late: NodeJS.Timeout | undefined;
		await Promise.race([
			(this.sending ?? Promise.resolve()).then(() => this.send()),
			new Promise<void>((go) => (late = setTimeout(go, limits.partingMs)))
		]);
		clearTimeout(late);
	}
}
