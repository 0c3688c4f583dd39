// Tries from the browser what a workshop needs of its network: a form, the stream of the screens, the socket of the boards.
import { streamPause, streamWords, type Seen } from '../rules/trial.ts';

/** After so long, what has not come does not pass. */
const patience = 10_000;

function within<Value>(work: (done: (value: Value) => void) => () => void, otherwise: Value): Promise<Value> {
	return new Promise((resolve) => {
		const end = (value: Value) => {
			clearTimeout(late);
			leave();
			resolve(value);
		};
		const late = setTimeout(() => end(otherwise), patience + streamWords * streamPause);
		const leave = work((value) => end(value));
	});
}

async function tryForm(address: string): Promise<number | null> {
	const begun = performance.now();
	try {
		const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ essai: 'oui' }), headers: { 'x-sveltekit-action': 'true' }, signal: AbortSignal.timeout(patience) });
		await answer.text();
		return answer.ok ? performance.now() - begun : null;
	} catch {
		return null;
	}
}

const tryStream = (address: string): Promise<readonly number[] | null> =>
	within<readonly number[] | null>((done) => {
		const begun = performance.now();
		const came: number[] = [];
		const stream = new EventSource(address);
		stream.addEventListener('word', () => {
			came.push(performance.now() - begun);
			if (came.length === streamWords) done(came);
		});
		stream.addEventListener('error', () => done(came.length > 0 ? came : null));
		return () => stream.close();
	}, null);

/** Of no board: who is answered, even that there is none, has come through. */
const trySocket = (address: string): Promise<boolean> =>
	within<boolean>((done) => {
		const socket = new WebSocket(address);
		socket.addEventListener('open', () => done(true));
		socket.addEventListener('close', () => done(false));
		return () => socket.close();
	}, false);

export async function tryNetwork(): Promise<Seen> {
	const [form, stream, socket] = await Promise.all([tryForm('/essai'), tryStream('/essai/flux'), trySocket(`${location.origin.replace(/^http/, 'ws')}/boards/essai`)]);
	return { form, stream, socket };
}
