// The short stream of the page that tries a network: a few words, one after the other, to whoever asks.
import { streamPause, streamWords } from '../rules/trial.ts';
import { hold, type Holding } from './held.ts';

/** Words said one by one; a screen sees from their hours whether something on the way holds them back. */
export function trialStream(request: Request, holdings: readonly Holding[]): Response {
	const letGo = hold(holdings);
	if (!letGo) return new Response(null, { status: 429, headers: { 'retry-after': '10' } });
	const encoder = new TextEncoder();
	let timer: NodeJS.Timeout | undefined;
	const end = () => {
		clearTimeout(timer);
		letGo();
	};
	request.signal.addEventListener('abort', end, { once: true });
	const body = new ReadableStream<Uint8Array>({
		start(screen) {
			const say = (word: number) => {
				try {
					screen.enqueue(encoder.encode(`event: word\ndata: ${word}\n\n`));
					if (word < streamWords) return void (timer = setTimeout(say, streamPause, word + 1));
					screen.close();
				} catch {
					// the screen went first
				}
				end();
			};
			say(1);
		},
		cancel: end
	});
	return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' } });
}
