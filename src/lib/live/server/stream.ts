// The event stream of one screen: says which topics to look at again, never what they hold, and ends when the right to listen is lost.
import { hold, type Holding } from './held.ts';
import { everything, onStop, watch } from './live.ts';

export interface Listening {
	/** asked again when a `rights:` topic comes, and every few seconds as a net: false ends the stream */
	stillMay(): Promise<boolean>;
	readonly request: Request;
	/** who listens and from where: beyond its most, a new stream is refused */
	readonly holdings: readonly Holding[];
}

/** Milliseconds during which topics gather into one event: those of one commit come together, and the screen paces its own looks. */
const gathering = 10;
/** Proxies cut what is silent for a minute, and a screen that hears no beat knows that its network went. */
const keepAlive = 15_000;
/** A right lost without an announcement (a mandate that ends, a session that expires) ends the stream within this. */
const net = 5_000;

/** Answers with text/event-stream. `covers` says which topics this screen looks at, its `rights:` ones included. */
export async function eventStream(covers: (topic: string) => boolean, { stillMay, request, holdings }: Listening): Promise<Response> {
	const letGo = hold(holdings);
	if (!letGo) return new Response(null, { status: 429, headers: { 'retry-after': '10' } });

	const encoder = new TextEncoder();
	const waiting = new Set<string>();
	let screen: ReadableStreamDefaultController<Uint8Array> | undefined;
	let gatherer: NodeJS.Timeout | undefined;
	let ended = false;
	let judging = false;
	let judgeAgain = false;
	let unwatch = () => {};
	const leaveStop = onStop(() => end());
	const beat = setInterval(() => say('event: beat\ndata: still here\n\n'), keepAlive);
	const netBeat = setInterval(() => void judge(), net);
	for (const timer of [beat, netBeat]) timer.unref();

	function say(text: string): void {
		try {
			if (!ended) screen?.enqueue(encoder.encode(text));
		} catch {
			end();
		}
	}
	function end(): void {
		if (ended) return;
		ended = true;
		clearInterval(beat);
		clearInterval(netBeat);
		clearTimeout(gatherer);
		unwatch();
		leaveStop();
		letGo!();
		request.signal.removeEventListener('abort', end);
		try {
			screen?.close();
		} catch {
			// the screen went first
		}
	}
	/** One judgement at a time; what comes meanwhile is judged after it. */
	async function judge(): Promise<void> {
		judgeAgain = true;
		if (judging) return;
		judging = true;
		try {
			while (judgeAgain && !ended) {
				judgeAgain = false;
				// what cannot be judged is not shown: the screen comes back by itself
				if (!(await stillMay().catch(() => false))) {
					say('event: lost\ndata: rights\n\n');
					end();
				}
			}
		} finally {
			judging = false;
		}
	}
	function flush(): void {
		gatherer = undefined;
		const topics = [...waiting];
		waiting.clear();
		// a screen that does not read is told everything once it does, and the memory stays bounded
		if (screen && (screen.desiredSize ?? 0) < -64) return end();
		say(topics.map((topic) => `data: ${topic}\n`).join('') + '\n');
	}
	function wake(topic: string): void {
		if (topic.startsWith('rights:') || topic === everything) void judge();
		waiting.add(topic);
		gatherer ??= setTimeout(flush, gathering);
	}

	try {
		unwatch = await watch(covers, wake);
	} catch (error) {
		end();
		throw error;
	}
	if (ended) unwatch();
	if (request.signal.aborted) end();
	request.signal.addEventListener('abort', end);
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			screen = controller;
			if (ended) return controller.close();
			say('retry: 1500\n: listening\n\n');
		},
		cancel: end
	});
	return new Response(body, {
		headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
	});
}
