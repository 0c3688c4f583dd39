import { afterNavigate, refreshAll } from '$app/navigation';
import { Backoff, Glance } from './pace.ts';
import { outliveLooks } from './patience.svelte.ts';

export type LiveState = 'live' | 'reconnecting' | 'cut';

/** After so long without a stream, the screen says that it is cut. */
const cutAfter = 8_000;

/** A stream beats every fifteen seconds: two beats missed, and its network went without a word. */
const silentAfter = 35_000;

class Watching {
	/** a screen is live until proved otherwise: without JavaScript nothing says « reconnecting » */
	state = $state<LiveState>('live');
}

/**
 * Keeps one event stream open and looks again (the page's own load) when told to: at most twice a second, once after each
 * reconnect, once when the tab is shown again. Nothing typed is touched: only loads run.
 */
export function watchLive(url: () => string): { readonly state: LiveState } {
	const watching = new Watching();
	// derived: data that come anew with the same address must not open the stream anew, which looks again, which brings data
	const address = $derived(url());
	let look = () => {};
	$effect(() => {
		const opened = open(address, watching);
		look = opened.look;
		return opened.close;
	});
	$effect(outliveLooks);
	// A navigation puts aside the look of a change that comes while it loads, and shows what it had loaded before it.
	afterNavigate(({ type }) => {
		if (type !== 'enter') look();
	});
	return watching;
}

function open(address: string, watching: Watching): { readonly look: () => void; readonly close: () => void } {
	const glance = new Glance(() => refreshAll());
	const backoff = new Backoff();
	let source: EventSource | undefined;
	let again: ReturnType<typeof setTimeout> | undefined;
	let saysCut: ReturnType<typeof setTimeout> | undefined;
	let silence: ReturnType<typeof setTimeout> | undefined;
	let stopped = false;

	function heard(): void {
		clearTimeout(silence);
		silence = setTimeout(lost, silentAfter);
	}
	function lost(): void {
		source?.close();
		source = undefined;
		clearTimeout(silence);
		if (stopped || document.hidden) return;
		if (watching.state === 'live') watching.state = 'reconnecting';
		saysCut ??= setTimeout(() => (watching.state = 'cut'), cutAfter);
		clearTimeout(again);
		again = setTimeout(connect, backoff.next());
	}
	function connect(): void {
		if (stopped || source || document.hidden) return;
		const mine = new EventSource(address);
		source = mine;
		mine.onopen = () => {
			clearTimeout(saysCut);
			saysCut = undefined;
			backoff.reset();
			watching.state = 'live';
			heard();
			// what was said between the page and its stream, or while it was cut, is unknown
			glance.look();
		};
		mine.onmessage = () => {
			heard();
			glance.look();
		};
		mine.addEventListener('beat', heard);
		// a right was taken away: the page's own door says why
		mine.addEventListener('lost', () => {
			glance.look();
			lost();
		});
		mine.onerror = () => {
			if (source === mine) lost();
		};
	}
	function shown(): void {
		if (document.hidden) {
			// a hidden tab holds no connection: a phone in a pocket sleeps
			clearTimeout(again);
			clearTimeout(saysCut);
			clearTimeout(silence);
			saysCut = undefined;
			source?.close();
			source = undefined;
			glance.rest();
		} else connect();
	}
	function online(): void {
		backoff.reset();
		clearTimeout(again);
		connect();
	}

	document.addEventListener('visibilitychange', shown);
	window.addEventListener('online', online);
	window.addEventListener('offline', lost);
	window.addEventListener('pageshow', shown);
	connect();
	const close = () => {
		stopped = true;
		document.removeEventListener('visibilitychange', shown);
		window.removeEventListener('online', online);
		window.removeEventListener('offline', lost);
		window.removeEventListener('pageshow', shown);
		clearTimeout(again);
		clearTimeout(saysCut);
		clearTimeout(silence);
		glance.rest();
		source?.close();
	};
	return { look: () => glance.look(), close };
}
