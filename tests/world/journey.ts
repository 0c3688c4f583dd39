// What every journey is told with: a server of its own, and people with a device each.
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import axe from 'axe-core';
import { expect, test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { startServer, type Beginning, type RunningServer } from './server.ts';

export interface Device {
	width?: number;
	height?: number;
	javaScriptEnabled?: boolean;
	/** the name in the address bar: `atelier.test` is no secure context, as on a town hall's network */
	host?: string;
	colorScheme?: 'light' | 'dark';
	reducedMotion?: 'reduce' | 'no-preference';
}

/** Somebody with a browser of their own: nothing is shared with the others. */
export interface Person {
	readonly name: string;
	readonly page: Page;
	readonly context: BrowserContext;
	readonly device: Device;
	/** the address of the server as this person's browser names it */
	readonly origin: string;
	/** opens a path of the server */
	goto(path: string): Promise<Page>;
	/** what the browser complained about: errors of scripts, refusals of the CSP */
	readonly complaints: readonly string[];
}

export type MakePerson = (name: string, device?: Device) => Promise<Person>;

export const phone: Device = { width: 390, height: 844 };
export const laptop: Device = { width: 1280, height: 800 };
export const wall: Device = { width: 1920, height: 1080 };

async function openBrowser(
	browser: Browser,
	server: RunningServer,
	name: string,
	device: Device
): Promise<Person> {
	const context = await browser.newContext({
		viewport: { width: device.width ?? laptop.width!, height: device.height ?? laptop.height! },
		hasTouch: (device.width ?? laptop.width!) < 600,
		javaScriptEnabled: device.javaScriptEnabled ?? true,
		colorScheme: device.colorScheme ?? 'light',
		reducedMotion: device.reducedMotion ?? 'reduce'
	});
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`));
	page.on('console', (message) => {
		if (/Content Security Policy|Content-Security-Policy/i.test(message.text()))
			complaints.push(`${name}: ${message.text()}`);
	});
	const origin = `http://${device.host ?? 'localhost'}:${server.port}`;
	return {
		name,
		page,
		context,
		device,
		origin,
		complaints,
		async goto(path) {
			await page.goto(`${origin}${path}`);
			return page;
		}
	};
}

/** `server` is one fresh instance for the whole spec file; `person` opens a browser that closes with the test. */
export const test = base.extend<
	{ begins: Beginning; server: RunningServer; person: MakePerson },
	{ servers: Map<string, RunningServer> }
>({
	servers: [
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const servers = new Map<string, RunningServer>();
			await use(servers);
			for (const server of servers.values()) await server.stop();
		},
		{ scope: 'worker', timeout: 60_000 }
	],
	begins: ['with-the-example', { option: true }],
	server: async ({ servers, begins }, use, info) => {
		// the one of the file before has served: two dozen of them would use up the connections of their Postgres
		for (const [file, done] of servers) {
			if (file === info.file) continue;
			servers.delete(file);
			await done.stop();
		}
		const server = servers.get(info.file) ?? (await startServer({ begins }));
		servers.set(info.file, server);
		await use(server);
	},
	person: async ({ browser, server }, use) => {
		const people: Person[] = [];
		await use(async (name, device = {}) => {
			const made = await openBrowser(browser, server, name, device);
			people.push(made);
			return made;
		});
		const complaints = people.flatMap((one) => one.complaints);
		for (const one of people) await one.context.close();
		expect(complaints, 'scripts without errors, pages within the CSP').toEqual([]);
	}
});

export { expect } from '@playwright/test';

/** Waits until the page is live: before that, a click may go the way without JavaScript. */
export async function hydrated(page: Page): Promise<void> {
	// what SvelteKit adds once the page is mounted
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
}

interface AxeCore {
	readonly axe: { run(of: Document, how: axe.RunOptions): Promise<axe.AxeResults> };
}

interface Found {
	readonly id: string;
	readonly help: string;
	readonly nodes: readonly string[];
}

const rulesOfAxe = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** A screen made like one that was found good, at the same size and in the same colours, is not examined twice in a run. Gives the file that says so, for all workers. */
const markOf = (shape: string) => join(process.env.WORLD_EXAMINED!, createHash('sha256').update(shape).digest('hex'));

interface Made {
	/** what a rule of axe can see, whatever the words */
	readonly shape: string;
	/** ids that two elements bear */
	readonly twice: readonly string[];
}

/** How a page is made: elements, attributes, whether there are words; of brothers made alike, one. */
function make(): Made {
	const named = new Set(['id', 'for', 'href', 'src', 'name', 'value', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-valuenow', 'aria-valuetext', 'aria-label', 'title', 'alt', 'datetime', 'content', 'nonce', 'd', 'lang', 'action', 'formaction', 'min', 'max', 'maxlength', 'placeholder', 'points', 'viewBox']);
	const shapeOf = (element: Element): string => {
		if (element.matches('script, style')) return '';
		if (element.matches('svg')) return `<svg ${element.getAttribute('role')} ${element.hasAttribute('aria-label')}>`;
		const said = [...element.attributes].map(({ name, value }) => (named.has(name) || name.startsWith('data-') ? `${name}${value.trim() ? '' : '=0'}` : `${name}=${value}`)).filter((each) => each !== 'style=').sort();
		const state = 'checked' in element ? String(element.checked) : '';
		const within: string[] = [];
		let hasWords = false;
		for (const child of element.childNodes) {
			if (child instanceof Element) {
				const shape = shapeOf(child);
				if (!within.includes(shape)) within.push(shape);
			} else if (child.nodeType === Node.TEXT_NODE && child.textContent?.trim()) hasWords = true;
		}
		return `<${element.tagName} ${said.join(' ')} ${state}${hasWords ? '…' : ''}${within.join('')}>`;
	};
	const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
	const { clientWidth } = document.documentElement;
	return {
		shape: [clientWidth, matchMedia('(prefers-color-scheme: dark)').matches, shapeOf(document.documentElement)].join(),
		twice: ids.filter((id, index) => ids.indexOf(id) !== index)
	};
}

/** WCAG 2.2 AA, as far as a machine sees. */
export async function noAxeViolations(page: Page): Promise<void> {
	const { shape, twice } = await page.evaluate(make);
	expect(twice, `ids borne twice on ${page.url()}`).toEqual([]);
	const mark = markOf(shape);
	if (existsSync(mark)) return;
	await page.evaluate(`window.axe || (() => { ${axe.source} })()`);
	const found = await page.evaluate(async (tags): Promise<Found[]> => {
		// what scrolls beneath a bar is reached by scrolling: axe takes it for a target too small, so the bars stand in the page meanwhile
		const bars = [...document.querySelectorAll<HTMLElement>('[data-foot], [data-above-foot], .in-hand')];
		for (const bar of bars) bar.style.position = 'static';
		const { violations } = await (window as unknown as AxeCore).axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
		for (const bar of bars) bar.style.position = '';
		return violations.map(({ id, help, nodes }) => ({
			id,
			help,
			nodes: nodes.map(({ html, failureSummary, any }) =>
				[html, failureSummary, ...any.flatMap(({ relatedNodes }) => (relatedNodes ?? []).map((node) => node.html.slice(0, 200)))].join(' | ')
			)
		}));
	}, rulesOfAxe);
	expect(
		found.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.join('\n  ')}`),
		`axe on ${page.url()}`
	).toEqual([]);
	writeFileSync(mark, page.url());
}
