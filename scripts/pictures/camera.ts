// Takes pictures of the real product: one browser a screen, in each width and in each light.
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Caller } from '../../tests/world/room.ts';

export interface Size {
	readonly width: number;
	readonly height: number;
}

export const laptop: Size = { width: 1280, height: 800 };
export const phone: Size = { width: 390, height: 780 };
export const projector: Size = { width: 1920, height: 1080 };
export const smallProjector: Size = { width: 1280, height: 720 };

/** A browser that is already somebody, or nobody. */
export async function open(browser: Browser, who?: Caller): Promise<BrowserContext> {
	const context = await browser.newContext({ viewport: laptop, locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce' });
	for (const pair of who?.cookie.split('; ') ?? []) {
		const cut = pair.indexOf('=');
		await context.addCookies([{ name: pair.slice(0, cut), value: pair.slice(cut + 1), url: who!.origin }]);
	}
	return context;
}

export async function look(context: BrowserContext, url: string): Promise<Page> {
	const page = context.pages()[0] ?? (await context.newPage());
	await page.goto(url);
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
	await page.evaluate(() => document.fonts.ready);
	return page;
}

/** A path without an ending. */
export async function take(page: Page, path: string, { isWhole = false } = {}): Promise<Buffer> {
	mkdirSync(dirname(path), { recursive: true });
	// a new size or light is on the screen two frames later
	await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
	return page.screenshot({ path: `${resolve(path)}.png`, fullPage: isWhole, animations: 'disabled' });
}

/** In each size, light then dark; once more whole where the screen scrolls. */
export async function takeEach(page: Page, path: string, sizes: readonly Size[]): Promise<void> {
	for (const size of sizes) {
		await page.setViewportSize(size);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await take(page, `${path}-${size.width}-${colorScheme}`);
		}
		await page.emulateMedia({ colorScheme: 'light' });
		const scrolls = await page.evaluate(() => document.documentElement.scrollHeight > innerHeight + 8);
		if (scrolls) await take(page, `${path}-${size.width}-whole`, { isWhole: true });
	}
}

const dataUrl = (png: Buffer) => `data:image/png;base64,${png.toString('base64')}`;

/** Three screens of one moment in one picture. */
export async function compose(browser: Browser, path: string, screens: { wall: Buffer; console: Buffer; hand: Buffer }): Promise<void> {
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
	await take(page, path);
	await page.close();
}
