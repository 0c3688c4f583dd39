// Somebody of a room told over HTTP opens a real browser, with the same cookies.
import type { Locator, Page } from '@playwright/test';
import words from '../../messages/fr/workshop.json' with { type: 'json' };
import { offeredSteps } from '../../src/lib/workshop/rules/steps.ts';
import { expect, hydrated, type Person } from './journey.ts';
import type { Answer, Caller, Seat } from './room.ts';

/** Opens a page as this caller, and waits until it is live. */
export async function openAs(person: Person, caller: Caller, path: string): Promise<Page> {
	const cookies = caller.cookie.split('; ').filter(Boolean);
	await person.context.addCookies(
		cookies.map((pair) => ({
			name: pair.slice(0, pair.indexOf('=')),
			value: pair.slice(pair.indexOf('=') + 1),
			url: person.origin
		}))
	);
	const page = await person.goto(path);
	await hydrated(page);
	return page;
}

/** What the screen shows of what it also says aloud. */
export const notice = (page: Page, words: string): Locator => page.locator('.notice-text').filter({ hasText: words });

export const titled = (page: Page, title: string) =>
	page.getByRole('heading', { level: 1, name: title, exact: true });

/** What the screen asks of everybody's phone at this moment. */
export const register = (page: Page): Locator => page.locator('.register');

/** The button of the console that moves the room on: the first step begins, the others are passed to. */
export const forwardTo = (desk: Page, step: string): Locator => {
	const named = (name: string) => desk.getByRole('link', { name, exact: true });
	return named(`Passer à : ${step}`).or(named(`Commencer : ${step}`));
};

const titles = offeredSteps.map((step) => words[`workshop_step_${step.replaceAll('-', '_')}` as keyof typeof words] as string).map((title) => title.replaceAll('\u00a0', ' '));
/** The steps of a new workshop that lie between two: they have journeys of their own, and the others pass through them. */
export const stepsBetween = (before: string, after: string): readonly string[] => titles.slice(titles.indexOf(before) + 1, titles.indexOf(after));

/** what it asks first */
export const askedBefore = (desk: Page, step: string): Locator => {
	const named = (name: string) => desk.getByRole('dialog', { name, exact: true });
	return named(`Passer à « ${step} » ?`).or(named(`Commencer par « ${step} » ?`));
};

/** Takes the hand from somebody: the console asks first. */
export async function takeHand(desk: Page): Promise<void> {
	const take = (within: Page | Locator) => within.getByRole('button', { name: 'Prendre la main', exact: true });
	await take(desk).click();
	await take(desk.getByRole('dialog').or(desk.getByRole('alertdialog'))).click();
}

/** A ballot that was written on paper, typed once at the console: a grade of each scenario, counted from the best. */
export async function typeBallot(form: Locator, grades: Readonly<Record<string, number>>): Promise<void> {
	for (const [scenario, grade] of Object.entries(grades)) await form.locator(`input[name=grade-${scenario}]`).nth(grade).check();
	await form.getByRole('button', { name: /^Déposer le bulletin/ }).click();
}

/** The console asks, and is told yes. */
export async function move(page: Page, way: 'Passer à' | 'Revenir à', step: string): Promise<void> {
	await page.getByRole('link', { name: `${way} : ${step}`, exact: true }).click();
	const dialog = page.getByRole('dialog');
	await dialog.locator('form button').click();
	await expect(dialog).toBeHidden();
	await expect(page.locator('#step-title')).toHaveText(step);
}

/** What goes beyond the right edge, unless it lies in a box that scrolls on purpose. */
export const cutOff = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const edge = document.documentElement.clientWidth;
		const scrolls = (element: Element | null): boolean => element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
		return [...document.querySelectorAll('body *')]
			.filter((element) => {
				const { right, width } = element.getBoundingClientRect();
				return width > 2 && right > edge + 1 && element.checkVisibility() && !scrolls(element.parentElement);
			})
			.map((element) => `${element.tagName}.${element.className} ${Math.round(element.getBoundingClientRect().right)} ${element.textContent?.trim().slice(0, 40)}`);
	});

/** Words that a line of their own would hold, and that are broken in two; the longest, of which the language may make two with a hyphen, are left out. */
export const brokenWords = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const found: string[] = [];
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let text = texts.nextNode(); text; text = texts.nextNode()) {
			const holder = text.parentElement!;
			if (holder.closest('.visually-hidden, .code, script, style, option, textarea') || !holder.checkVisibility()) continue;
			const longest = holder.closest('h1, h2, h3') ? 9 : 12;
			for (const { 0: word, index } of text.textContent!.matchAll(/[\p{L}’]{2,}/gu)) {
				if (word.length > longest) continue;
				const range = document.createRange();
				range.setStart(text, index);
				range.setEnd(text, index + word.length);
				if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
			}
		}
		return found;
	});

/** What takes the focus while a bar hides it (WCAG 2.4.11), as whoever goes through the page by the keyboard meets it. */
export async function underBars(page: Page): Promise<string[]> {
	const found: string[] = [];
	await page.evaluate(() => {
		(document.activeElement as HTMLElement | null)?.blur();
		window.scrollTo(0, 0);
	});
	const met = new Set<string>();
	for (;;) {
		await page.keyboard.press('Tab');
		const { place, hidden } = await page.evaluate(() => {
			const focused = document.activeElement!;
			const place = focused === document.body ? '' : `${[...document.querySelectorAll('*')].indexOf(focused)}`;
			const shown = focused.closest('label') ?? focused;
			const { left, top, width, height } = shown.getBoundingClientRect();
			const sees = (x: number, y: number) => {
				const at = document.elementFromPoint(left + width * x, top + Math.min(height, innerHeight / 2) * y);
				return at !== null && (shown.contains(at) || at.contains(shown));
			};
			const isSeen = ([[0.5, 0.1], [0.5, 0.5], [0.5, 0.9], [0.1, 0.5], [0.9, 0.5]] as const).every(([x, y]) => sees(x, y));
			return { place, hidden: place && !isSeen ? `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent?.trim().slice(0, 40)}` : '' };
		});
		if (!place || met.has(place)) return found;
		met.add(place);
		if (hidden) found.push(hidden);
	}
}

/** The seat chooses how it reads, as « Mon écran » does. */
export const read = (seat: Seat, textSize: number, contrast: 'normal' | 'high'): Promise<Answer> =>
	seat.send(`${seat.path}?/reading`, { textSize: String(textSize), contrast });
