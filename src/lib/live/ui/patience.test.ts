import { afterEach, expect, test, vi } from 'vitest';
import { network, outliveCuts } from './patience.svelte.ts';

const page = 'http://ville.test/console/1';
const look = `${page}/__data.json`;
const shown = () => new Response('shown');
const broken = () => new Response('broken', { headers: { 'x-broken': 'yes' } });
const away = () => new Response('', { status: 503 });
const cut = () => Promise.reject(new TypeError('Failed to fetch'));

/** A browser whose server answers so, one after the other, and the last one again and again. */
function browser(...answers: (() => Response | Promise<Response>)[]) {
	const fetch = vi.fn(async (_: string) => (answers.length > 1 ? answers.shift()! : answers[0]!)());
	const window = Object.assign(new EventTarget(), { fetch });
	vi.stubGlobal('window', window);
	vi.stubGlobal('location', new URL(page));
	vi.useFakeTimers();
	const stop = outliveCuts();
	return { window, fetch, stop };
}

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test.each([
	['the server is away twice', [away, away, shown], 3, 'shown'],
	['the network is cut', [cut, shown], 2, 'shown'],
	['the server breaks over it once, as when somebody changes place meanwhile', [broken, shown], 2, 'shown'],
	['the server breaks over it each time: the page says so in the end', [broken], 4, 'broken']
] as const)('a screen of the room keeps what it shows and looks again when %s', async (_, answers, looks, end) => {
	const { window, fetch, stop } = browser(...answers);
	const answer = window.fetch(look);
	await vi.runAllTimersAsync();
	expect(await (await answer).text()).toBe(end);
	expect(fetch).toHaveBeenCalledTimes(looks);
	expect(network.isAway, 'what breaks is not the network').toBe(false);
	stop();
	expect(window.fetch).toBe(fetch);
});

test('what the server breaks over outside a look is answered as it is', async () => {
	const { window, fetch, stop } = browser(broken);
	expect(await (await window.fetch(`${page}/compte-rendu`)).text()).toBe('broken');
	expect(fetch).toHaveBeenCalledTimes(1);
	stop();
});
