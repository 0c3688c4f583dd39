// A facilitator and a juror who have no mouse and no finger on the screen: Tab, Enter, Space and the arrows do it all, and one always sees where one is.
import type { Locator, Page } from '@playwright/test';
import { expect, hydrated, laptop, phone, test, type Person } from '../world/journey.ts';
import { openRoom } from '../world/room.ts';

/** Where the keyboard is, and whether one sees it. */
const standing = (page: Page) =>
	page.evaluate(() => {
		const element = document.activeElement as HTMLElement | null;
		if (!element || element === document.body) return { isLost: true, isSeen: true, name: '' };
		// a radio or a box may be drawn by its label
		const drawn = [element, element.closest('label'), element.nextElementSibling].filter((one) => one instanceof HTMLElement);
		const isSeen = drawn.some((one) => {
			const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
			return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
		});
		return { isLost: false, isSeen, name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60) || element.outerHTML.slice(0, 80) };
	});

const isThere = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Walks with Tab until the target has the focus; everything met on the way shows that it has it. */
async function walkTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
	await expect(target).toBeVisible();
	for (let steps = 0; steps < 120; steps++) {
		if (await isThere(target)) return;
		await page.keyboard.press(key);
		const { isSeen, name } = await standing(page);
		expect(isSeen, `one sees the focus on « ${name} »`).toBe(true);
	}
	throw new Error(`the keyboard never came to ${target}`);
}

async function press(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
	await walkTo(page, target);
	await page.keyboard.press(key);
}

/** The keyboard is somewhere on the screen, not back at the top of the page. */
const notLost = (page: Page) => expect.poll(async () => (await standing(page)).isLost, { message: 'the focus is not lost' }).toBe(false);

async function open(who: Person, path: string): Promise<Page> {
	const page = await who.goto(path);
	await hydrated(page);
	return page;
}

test('a facilitator and a juror meet at the door by keyboard only', async ({ server, person }) => {
	test.setTimeout(240_000);
	const room = await openRoom(server, { seats: 0 });
	const solene = await person('Solène, au clavier', laptop);
	await solene.context.addCookies(
		room.desk.cookie.split('; ').map((pair) => {
			const [name, value] = pair.split('=') as [string, string];
			return { name, value, url: solene.origin };
		})
	);
	const desk = await open(solene, room.desk.path);
	const ada = await person('Ada, un clavier branché au téléphone', phone);
	const hand = await open(ada, room.joinPath);

	await test.step('Ada comes in', async () => {
		await walkTo(hand, hand.getByLabel('Votre prénom ou un pseudonyme'));
		await hand.keyboard.type('Ada');
		await walkTo(hand, hand.locator('input[name=capacity]').first());
		await hand.keyboard.press('Space');
		await press(hand, hand.getByRole('button', { name: 'Entrer', exact: true }));
		await expect(hand.getByText('Vous êtes dans la salle d’attente')).toBeVisible();
		await press(hand, hand.getByRole('link', { name: 'C’est noté' }));
	});

	await test.step('Solène lets her in, and the keyboard stays among the people', async () => {
		await press(desk, desk.getByRole('button', { name: 'Faire entrer Ada', exact: true }));
		await expect(desk.getByText('À faire entrer')).toHaveCount(0);
		await notLost(desk);
		expect(await desk.evaluate(() => document.activeElement?.closest('section.people') !== null)).toBe(true);
	});

	await test.step('she adds a seat on paper, with the arrows in the list', async () => {
		await press(desk, desk.locator('summary', { hasText: 'Ajouter une place sur papier' }));
		const form = desk.locator('form[action="?/paper"]');
		await walkTo(desk, form.locator('input[name=publicName]'));
		await desk.keyboard.type('Yvonne');
		await walkTo(desk, form.getByRole('combobox'));
		await desk.keyboard.press('ArrowDown');
		await press(desk, form.getByRole('button', { name: 'Ajouter', exact: true }));
		await expect(desk.locator('section.people li', { hasText: 'Yvonne' })).toContainText('Place sur papier');
		await notLost(desk);
	});

	await test.step('she looks at what passing would do, and stays: the keyboard is back where it was', async () => {
		const next = desk.getByRole('link', { name: 'Passer à : Accueil', exact: true });
		await press(desk, next);
		await expect(desk.getByRole('dialog')).toBeVisible();
		await desk.keyboard.press('Escape');
		await expect(desk.getByRole('dialog')).toBeHidden();
		await expect.poll(() => isThere(next)).toBe(true);
	});
});
