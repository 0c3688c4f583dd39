// Takes the pictures of README and guide from the real product, on the example: npm run pictures (needs a build).
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { fates } from '../tests/world/amendments.ts';
import { ballotOf, capacityOf, cardsOf, dotsOf, nameOf, seatCodes, type SeatCode } from '../tests/world/rivelles.ts';
import { openRoom, type Caller, type Seat } from '../tests/world/room.ts';
import { startServer } from '../tests/world/server.ts';
import { usualGrades } from '../src/lib/workshop/rules/steps/vote.ts';
import { launchOptions } from './browser.mjs';

const folder = resolve(import.meta.dirname, '../docs/pictures');
const laptop = { width: 1280, height: 800 };
const wall = { width: 1920, height: 1080 };
const phone = { width: 390, height: 780 };

/** A browser that is already somebody. */
async function open(browser: Browser, viewport: { width: number; height: number }, who?: Caller): Promise<BrowserContext> {
	const context = await browser.newContext({ viewport, locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce' });
	for (const pair of who?.cookie.split('; ') ?? []) {
		const cut = pair.indexOf('=');
		await context.addCookies([{ name: pair.slice(0, cut), value: pair.slice(cut + 1), url: who!.origin }]);
	}
	return context;
}

async function look(context: BrowserContext, url: string): Promise<Page> {
	const page = context.pages()[0] ?? (await context.newPage());
	await page.goto(url);
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
	await page.evaluate(() => document.fonts.ready);
	return page;
}

const dataUrl = (png: Buffer) => `data:image/png;base64,${png.toString('base64')}`;

/** Three screens of one moment in one picture. */
async function compose(browser: Browser, screens: { wall: Buffer; console: Buffer; hand: Buffer }): Promise<Buffer> {
	const page = await browser.newPage({ viewport: { width: 1280, height: 760 } });
	await page.setContent(`<style>
		body { margin: 0; block-size: 760px; position: relative; background: #e9e4d8; overflow: hidden; }
		img { position: absolute; display: block; box-shadow: 0 6px 28px rgb(20 24 40 / 0.28); }
		.wall { inset: 28px auto auto 28px; inline-size: 900px; border-radius: 4px; }
		.console { inset: auto 28px 28px auto; inline-size: 720px; border-radius: 8px; }
		.hand { inset: auto auto 28px 120px; inline-size: 218px; border-radius: 22px; border: 5px solid #20242c; }
	</style>
	<img class="wall" alt="" src="${dataUrl(screens.wall)}"><img class="console" alt="" src="${dataUrl(screens.console)}"><img class="hand" alt="" src="${dataUrl(screens.hand)}">`);
	await page.waitForFunction(() => [...document.images].every((image) => image.complete));
	return page.screenshot();
}

mkdirSync(folder, { recursive: true });
// on every interface: the pictures show the address that phones read
const server = await startServer({ env: { HOST: '0.0.0.0' } });
const browser = await chromium.launch(launchOptions());
try {
	const room = await openRoom(server, { seats: 0 });
	const seatOf = new Map<SeatCode, Seat>();
	for (const code of seatCodes) seatOf.set(code, await room.join(nameOf(code), capacityOf(code)));
	const everybody = async (act: (seat: Seat, code: SeatCode) => Promise<unknown>) => {
		for (const [code, seat] of seatOf) await act(seat, code);
	};
	const onWall = await open(browser, wall);
	const onSmallWall = await open(browser, { width: 1280, height: 720 });
	const onDesk = await open(browser, laptop, room.desk);
	const inHand = await open(browser, phone, seatOf.get('J1')!);
	const take = async (context: BrowserContext, path: string, name?: string): Promise<Buffer> =>
		(await look(context, new URL(path, server.url).href)).screenshot(name ? { path: resolve(folder, `${name}.png`) } : {});

	await take(await open(browser, laptop), '/', 'first-page');
	await take(onDesk, `/projets/${room.project}`, 'project');
	await take(onSmallWall, room.wallPath, 'wall-doors');
	await take(onDesk, room.desk.path, 'console-doors');
	await room.desk.letIn();

	await room.desk.advanceTo('landscape-writing');
	await everybody(async (seat, code) => {
		for (const { zone, text } of cardsOf(code)) await seat.act('landscape-writing', 'write', { zone, text });
	});
	await take(inHand, seatOf.get('J1')!.path, 'hand-writing');
	await room.desk.advanceTo('landscape-grouping');
	await take(onSmallWall, room.wallPath, 'wall-landscape');

	await room.desk.advanceTo('landscape-dots');
	await everybody(async (seat, code) => {
		const { step } = await seat.hand<{ zones: { groups: { cards: { id: string; text: string }[] }[] }[] }>();
		const cards = step.zones.flatMap(({ groups }) => groups.flatMap((group) => group.cards));
		for (const text of dotsOf(code)) await seat.act('landscape-dots', 'place', { card: cards.find((card) => card.text === text)!.id });
	});
	await room.desk.act('landscape-dots', 'show-result');
	await take(onSmallWall, room.wallPath, 'wall-dots');

	await room.desk.advanceTo('roles');
	await room.desk.act('roles', 'draw-for-all');
	await room.desk.act('roles', 'draw-absent-voice');
	await take(inHand, seatOf.get('J1')!.path, 'hand-role');
	await room.desk.advanceTo('proposal');
	await room.desk.act('proposal', 'seal-from-desk');
	await take(onSmallWall, room.wallPath, 'wall-proposal');
	await room.desk.advanceTo('amendments');
	const { step: sealed } = await room.desk.desk<{ passages: { id: string; text: string }[] }>();
	for (const one of fates.slice(1, 4)) {
		const passage = sealed.passages.find(({ text }) => text === one.aimsAt)?.id ?? '';
		await seatOf.get(one.seat as SeatCode)!.act('amendments', 'write', { type: one.type, passage, quote: '', text: one.text, reason: one.reason });
	}
	await room.desk.act('amendments', 'begin');
	await take(onSmallWall, room.wallPath, 'wall-amendment');
	await take(onDesk, room.desk.path, 'console-amendments');

	await room.desk.advanceTo('vote');
	const vote = (seat: Seat, code: SeatCode) =>
		seat.act('vote', 'cast', Object.fromEntries(ballotOf(code).map(([scenario, grade]) => [`grade-${scenario}`, String(usualGrades.indexOf(grade))])));
	for (const code of seatCodes.filter((one) => !['J1', 'J4', 'T2', 'T3'].includes(one))) await vote(seatOf.get(code)!, code);
	const ballot = await look(inHand, new URL(seatOf.get('J1')!.path, server.url).href);
	for (const [scenario, grade] of ballotOf('J1').slice(0, 2)) await ballot.getByRole('group', { name: new RegExp(`^${scenario}\\s`) }).getByRole('radio', { name: grade, exact: true }).check();
	await ballot.evaluate(() => document.querySelector('.option')?.scrollIntoView({ block: 'start' }));
	const hand = await ballot.screenshot({ path: resolve(folder, 'hand-ballot.png') });
	const screens = { wall: await take(onWall, room.wallPath), console: await take(onDesk, room.desk.path), hand };
	writeFileSync(resolve(folder, 'room.png'), await compose(browser, screens));

	for (const code of ['J1', 'J4', 'T2', 'T3'] as const) await vote(seatOf.get(code)!, code);
	await room.desk.act('vote', 'close-vote');
	await take(onSmallWall, room.wallPath, 'wall-result');
	await room.desk.advanceTo('consent');
	await room.desk.act('consent', 'move-to', { phase: 'objections' });
	await take(onDesk, room.desk.path, 'console-consent');
	await take(onDesk, `/compte-rendu/${room.gathering}`, 'record');
} finally {
	await browser.close();
	await server.stop();
}
