// A participant's phone, four times slower than this machine and on slow 4G: bytes of script and time until the screen is usable, step by step, on the real build.
import { rmSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';
import { ensureBrowser, launchOptions } from '../scripts/browser.mjs';
import { openRoom, type Seat } from '../tests/world/room.ts';
import { folderForAll, startServer } from '../tests/world/server.ts';

/** 1.6 Mbit/s down, 0.75 up, 150 ms: what Chromium's tools call slow 4G. */
const network = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const slower = 4;
const navigations = 3;
const aims = { scriptBytes: 90_000, usableMs: 2_500 };

interface Opened {
	readonly scriptBytes: number;
	readonly allBytes: number;
	readonly visibleMs: number;
	readonly usableMs: number;
	/** from a first click on « Prêt·e » until the screen shows it: two round trips of this network at least */
	readonly answerMs: number;
}

/** One first visit: nothing in the cache. */
async function open(browser: Browser, port: number, seat: Seat): Promise<Opened> {
	// as on a town hall's network: not a secure context, so gzip and no brotli
	const origin = `http://atelier.test:${port}`;
	const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'fr-FR' });
	try {
		await context.addCookies(seat.cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: origin })));
		const page = await context.newPage();
		const devtools = await context.newCDPSession(page);
		await devtools.send('Network.enable');
		await devtools.send('Network.emulateNetworkConditions', network);
		await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
		const begun = performance.now();
		const going = page.goto(`${origin}${seat.path}`, { waitUntil: 'commit' });
		// on every step; the step's own form stands above it and comes in the same page
		const ready = page.locator('form[action="?/ready"] button');
		await ready.waitFor();
		const visibleMs = performance.now() - begun;
		// what SvelteKit adds once the page answers by itself: before, a form goes the way without scripts
		await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
		const usableMs = performance.now() - begun;
		await going;
		const before = await ready.getAttribute('data-done');
		const clicked = performance.now();
		await ready.click();
		await page.locator(`form[action="?/ready"] button[data-done="${before === 'true' ? 'false' : 'true'}"]`).waitFor();
		const answerMs = performance.now() - clicked;
		const [scriptBytes, allBytes] = await page.evaluate(() => {
			const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
			const sum = (some: readonly PerformanceResourceTiming[]) => some.reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0);
			return [sum(all.filter(({ name }) => name.endsWith('.js'))), sum(all)] as const;
		});
		return { scriptBytes, allBytes, visibleMs: Math.round(visibleMs), usableMs: Math.round(usableMs), answerMs: Math.round(answerMs) };
	} finally {
		await context.close();
	}
}

export async function benchHand(): Promise<void> {
	await ensureBrowser();
	const dataDir = folderForAll();
	const server = await startServer({ dataDir });
	const browser = await chromium.launch(launchOptions());
	try {
		const { desk, seats } = await openRoom(server, { seats: 3 });
		const seat = seats[0]!;
		for (;;) {
			const step = await desk.advance();
			const visits: Opened[] = [];
			for (let visit = 0; visit < navigations; visit += 1) visits.push(await open(browser, server.port, seat));
			const [, median] = visits.sort((one, other) => one.usableMs - other.usableMs);
			const { scriptBytes, usableMs } = median!;
			const isMet = scriptBytes <= aims.scriptBytes && usableMs <= aims.usableMs;
			console.log(JSON.stringify({ metric: 'hand', step, ...median!, aims, isMet }));
			if (step === 'closing') break;
		}
	} finally {
		await browser.close();
		await server.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}
