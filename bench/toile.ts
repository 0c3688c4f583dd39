// A board on a screen: bytes of script and time until the toile is usable, then how it scrolls, drags and hears of others with few cards and with many, beside the list on the same board.
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from '@playwright/test';
import { ensureBrowser, launchOptions } from '../scripts/browser.mjs';
import { putCard } from '../src/lib/boards/ink/document.ts';
import { AtBoard } from '../tests/world/board.ts';
import { openRoom, type Desk, type Seat } from '../tests/world/room.ts';
import { folderForAll, startServer } from '../tests/world/server.ts';
import { spread, type Figures } from './figures.ts';

const seatCount = 14;
const moves = 120;
/** milliseconds between two moves of a hand: what a mouse sends */
const pace = 8;
const zones = ['needs', 'resources', 'innovation', 'constraints'];

async function sit(browser: Browser, port: number, seat: Seat): Promise<Page> {
	const origin = `http://localhost:${port}`;
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' });
	await context.addCookies(seat.cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: origin })));
	const page = await context.newPage();
	await page.goto(`${origin}${seat.path}`);
	await page.locator('[data-saved=saved]').waitFor();
	return page;
}

const scriptBytes = (page: Page) =>
	page.evaluate(() => (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(({ name }) => name.endsWith('.js')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0));

/** From the click to two frames after the cards stand there. */
async function openToile(page: Page): Promise<{ readonly usableMs: number; readonly scriptBytes: number }> {
	const before = await scriptBytes(page);
	const begun = performance.now();
	await page.getByRole('button', { name: 'Toile', exact: true }).click();
	await page.locator('.host[data-ready]').waitFor();
	await page.locator('.toile-card').first().waitFor();
	await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
	const usableMs = Math.round(performance.now() - begun);
	return { usableMs, scriptBytes: (await scriptBytes(page)) - before };
}

/** Frames while a hand moves, and how many of its moves the page has heard: a move that is not heard is a dropped one. */
async function along(page: Page, from: { x: number; y: number }, by: { x: number; y: number }): Promise<Figures> {
	await page.mouse.move(from.x, from.y);
	await page.evaluate(() => {
		const seen = { frames: [] as number[], heard: 0, isOver: false };
		(globalThis as unknown as { seen: typeof seen }).seen = seen;
		addEventListener('pointermove', (event) => (seen.heard += Math.max(1, event.getCoalescedEvents?.().length ?? 1)), { capture: true });
		let last = performance.now();
		const frame = (now: number) => {
			seen.frames.push(now - last);
			last = now;
			if (!seen.isOver) requestAnimationFrame(frame);
		};
		requestAnimationFrame(frame);
	});
	await page.mouse.down();
	for (let step = 1; step <= moves; step++) {
		await page.mouse.move(from.x + (by.x * step) / moves, from.y + (by.y * step) / moves);
		await new Promise((go) => setTimeout(go, pace));
	}
	await page.mouse.up();
	const { frames, heard } = await page.evaluate(() => {
		const { seen } = globalThis as unknown as { seen: { frames: number[]; heard: number; isOver: boolean } };
		seen.isOver = true;
		return seen;
	});
	const times = spread(frames.slice(1));
	return { framesPerSecond: Math.round(1_000 / (frames.slice(1).reduce((sum, time) => sum + time, 0) / (frames.length - 1))), frameP95: times.p95, frameWorst: times.worst, sent: moves, heard };
}

const middleOf = async (page: Page, selector: string) => {
	const box = (await page.locator(selector).first().boundingBox())!;
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

/** More cards than a room writes: copies, which a facilitator may make. */
async function fill(desk: Desk, seat: Seat, cards: number): Promise<void> {
	const { boardId } = (await seat.hand<{ boardId: string }>()).step;
	const board = new AtBoard(desk, boardId);
	await board.synced();
	const written = board.cards;
	for (let made = written.length; made < cards; made += 20) {
		board.document.transact(() => {
			for (let nth = made; nth < Math.min(cards, made + 20); nth++) {
				const of = written[nth % written.length]!;
				putCard(board.document, { ...of, id: randomUUID(), zone: zones[nth % 4]! }, of.id);
			}
		});
		await board.saved();
	}
	board.leave();
}

async function onABoardOf(cards: number, browser: Browser): Promise<Figures[]> {
	const dataDir = folderForAll();
	const server = await startServer({ dataDir });
	try {
		const { desk, seats } = await openRoom(server, { seats: seatCount });
		await desk.advanceTo('landscape-writing');
		await Promise.all(
			seats.flatMap((seat, nth) =>
				zones.slice(0, 3).map((zone) => seat.act('landscape-writing', 'write', { zone, text: `Fiche de ${nth} : ce qu’une personne a vu, un jour, à la cantine` }))
			)
		);
		await desk.advanceTo('landscape-grouping');
		await fill(desk, seats[0]!, cards);
		const page = await sit(browser, server.port, seats[0]!);
		const other = await sit(browser, server.port, seats[1]!);
		const opened = await openToile(page);
		await page.getByRole('button', { name: 'Plein écran' }).click();
		await page.getByRole('button', { name: 'Tout voir' }).click();
		await page.waitForTimeout(600);
		const stage = (await page.locator('.stage').boundingBox())!;
		const scrolled = await along(page, { x: stage.x + 6, y: stage.y + stage.height / 2 }, { x: 300, y: 0 });
		await page.getByRole('button', { name: 'Tout voir' }).click();
		await page.waitForTimeout(600);
		const id = await page.locator('.toile-card').first().getAttribute('data-card');
		const from = await middleOf(page, `[data-card="${id}"]`);
		const dragged = await along(page, from, { x: 60, y: 200 });
		const landed = await middleOf(page, `.toile-card[data-card="${id}"]`);
		await page.locator('[data-saved=saved]').waitFor();
		await other.locator(`.row[data-card="${id}"]`).waitFor({ state: 'attached' });
		const isWhereItWasLetGo = Math.hypot(landed.x - from.x - 60, landed.y - from.y - 200) < 12;
		return [
			{ metric: 'toile-opens', cards, ...opened },
			{ metric: 'toile-scrolls', cards, ...scrolled },
			{ metric: 'toile-drags', cards, ...dragged, isWhereItWasLetGo }
		];
	} finally {
		await server.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}

export async function benchToile(flags: readonly string[]): Promise<void> {
	await ensureBrowser();
	const browser = await chromium.launch(launchOptions());
	const rows: Figures[] = [];
	try {
		for (const cards of [40, 500])
			for (const row of await onABoardOf(cards, browser)) {
				rows.push(row);
				console.log(JSON.stringify(row));
			}
	} finally {
		await browser.close();
	}
	if (flags.includes('--dry')) return;
	const folder = new URL('results/', import.meta.url);
	mkdirSync(folder, { recursive: true });
	writeFileSync(new URL(`toile-${new Date().toISOString().slice(0, 10)}.json`, folder), `${JSON.stringify(rows, null, '\t')}\n`);
}
