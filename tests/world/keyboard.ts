// Somebody who has no mouse and no finger on the screen: Tab, Enter, Space and the arrows do it all, and one always sees where one is.
import type { Locator, Page } from '@playwright/test';
import { expect, hydrated, type Person } from './journey.ts';

/** Where the keyboard is, whether one sees it, and where the target lies from there. */
function standing(target: Element | null) {
	const element = document.activeElement as HTMLElement | null;
	if (!element || element === document.body) return { isLost: true, isSeen: true, isThere: false, isBehind: false, isGone: target?.isConnected === false, name: '' };
	// a radio or a box may be drawn by its label
	const drawn = [element, element.closest('label'), element.nextElementSibling].filter((one) => one instanceof HTMLElement);
	// the calendar of a day's field: the browser rings that button, inside the field
	const isOnCalendar = element instanceof HTMLInputElement && element.type === 'date' && !element.matches(':focus');
	const isSeen = isOnCalendar || drawn.some((one) => {
		const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
		return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
	});
	// one comes to a question with Tab, and to its answers with the arrows
	const isAmongIts =
		target instanceof HTMLInputElement && element instanceof HTMLInputElement && target.type === 'radio' && element.type === 'radio' && target.name === element.name && target.form === element.form;
	return {
		isLost: false,
		isSeen,
		isThere: element === target || isAmongIts,
		isGone: target?.isConnected === false,
		isBehind: target !== null && (element.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING) !== 0,
		name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60) || element.outerHTML.slice(0, 80)
	};
}

/** Screens that were just opened: the keyboard begins at their top. */
export const justOpened = new WeakSet<Page>();

export async function open(who: Person, path: string): Promise<Page> {
	const page = await who.goto(path);
	await hydrated(page);
	justOpened.add(page);
	return page;
}

/** The keyboard is somewhere on the screen, not back at the top of the page. */
export const notLost = (page: Page) => expect.poll(async () => (await page.evaluate(standing, null)).isLost, { message: 'the focus is lost' }).toBe(false);

/** It stands on something that speaks for itself: not on the page as a whole, which says nothing of what was done. */
export const standsSomewhere = (page: Page) =>
	expect.poll(() => page.evaluate(() => document.activeElement?.localName), { message: 'the focus fell back to the page' }).not.toMatch(/^(body|main)$/);

/** What was said aloud last. */
export const said = (page: Page, words: string | RegExp) => expect(page.locator('main > [aria-live=polite]').filter({ hasText: words })).toHaveCount(1);

/** Walks with Tab, or back with Shift+Tab, until the target has the focus; everything met on the way shows that it has it. */
export async function walkTo(page: Page, target: Locator): Promise<void> {
	await expect(target).toBeVisible();
	if (!justOpened.delete(page)) await notLost(page);
	let element = await target.elementHandle();
	let at = await page.evaluate(standing, element);
	const key = at.isBehind ? 'Shift+Tab' : 'Tab';
	for (let steps = 0; steps < 160 && !at.isThere; steps++) {
		await page.keyboard.press(key);
		at = await page.evaluate(standing, element);
		expect(at.isSeen, `one sees the focus on « ${at.name} »`).toBe(true);
		// drawn anew on the way
		if (at.isGone) element = await target.elementHandle();
	}
	expect(at.isThere, `the keyboard came to ${target}, not only to « ${at.name} »`).toBe(true);
}

/** Tab comes to these one after the other, and to nothing between them. */
export async function comesNext(page: Page, ...targets: readonly Locator[]): Promise<void> {
	for (const target of targets) {
		await page.keyboard.press('Tab');
		await expect(target).toBeFocused();
	}
}

/** Goes there, presses, sees what comes of it, and still stands somewhere. */
export async function press(page: Page, target: Locator, sees: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
	await walkTo(page, target);
	await page.keyboard.press(key);
	await expect(sees).toBeVisible();
	await notLost(page);
}

export async function type(page: Page, field: Locator, text: string): Promise<void> {
	await walkTo(page, field);
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.type(text);
	await expect(field).toHaveValue(text);
}

/** The day and the month are alike: whichever of them this browser asks for first. */
export async function typeDay(page: Page, field: Locator, month: string): Promise<void> {
	await walkTo(page, field);
	await page.keyboard.type(`${month}${month}2027`);
	await expect(field).toHaveValue(`2027-${month}-${month}`);
}

/** One answer of a question: to the question with Tab, to the answer with the arrows. */
export async function choose(page: Page, answer: Locator): Promise<void> {
	await walkTo(page, answer);
	for (let steps = 0; steps < 8 && !(await answer.evaluate((one) => one === document.activeElement)); steps++) await page.keyboard.press('ArrowDown');
	if (!(await answer.isChecked())) await page.keyboard.press('Space');
	await expect(answer).toBeFocused();
	await expect(answer).toBeChecked();
}

export const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
export const link = (within: Page | Locator, name: string) => within.getByRole('link', { name, exact: true });
export const fold = (within: Page | Locator, text: string) => within.locator('summary', { hasText: text });
export const text = (within: Page | Locator, words: string | RegExp) => within.getByText(words).first();
