// Very large letters and a stronger contrast, on an ordinary phone and on a small one: nothing is cut, nothing hides what is being written, and the colours do change.
import type { Page } from '@playwright/test';
import { expect, hydrated, noAxeViolations, phone, test } from '../world/journey.ts';
import { openRoom, type Seat } from '../world/room.ts';
import { openAs, titled } from '../world/screens.ts';

const small = { ...phone, width: 320, height: 640 };

/** What goes beyond the right edge, unless it lies in a box that scrolls on purpose. */
const cutOff = (page: Page) =>
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
const read = (seat: Seat, textSize: number, contrast: 'normal' | 'high') => seat.send(`${seat.path}?/reading`, { textSize: String(textSize), contrast });

test('a juror who reads very large letters sees every step whole', async ({ person, server }) => {
	test.setTimeout(240_000);
	const room = await openRoom(server, { seats: 3 });
	const [odile, rachida, third] = room.seats as [Seat, Seat, Seat];
	for (const seat of room.seats) await read(seat, 200, 'normal');
	const screens: [string, Page][] = [
		['390', await openAs(await person('Odile, ordinaire', phone), odile, odile.path)],
		['320', await openAs(await person('Rachida, petit', small), rachida, rachida.path)]
	];
	const wholeEverywhere = async (what: string) => {
		for (const [width, page] of screens) expect(await cutOff(page), `${what}, ${width}`).toEqual([]);
	};
	const follow = async (step: string) => {
		for (const [, page] of screens) await expect(titled(page, step)).toBeVisible();
	};

	for (const [, page] of screens) await page.goto(`${page.url()}?code=voir`);
	await wholeEverywhere('the personal code');
	for (const [, page] of screens) await page.goto(page.url().split('?')[0]!);

	await room.desk.advanceTo('welcome');
	await follow('Accueil');
	await wholeEverywhere('welcome');
	for (const [, page] of screens) await page.getByText('Ma météo').click();
	await wholeEverywhere('the weather');
	for (const [, page] of screens) await page.keyboard.press('Escape');

	await room.desk.advanceTo('landscape-writing');
	await follow('Paysage : écrire en silence');
	for (const text of ['Des cuisines intercommunales renouvelées', 'Manger chaud le midi, sans se presser, avec assez de place pour tout le monde'])
		for (const seat of room.seats) await seat.act('landscape-writing', 'write', { zone: 'needs', text: `${text}, ${seat.name}` });
	await third.act('landscape-writing', 'write', { zone: 'resources', text: 'La légumerie' });
	for (const [, page] of screens) await page.getByRole('radio', { name: 'Qui, près d’ici, sait faire ?' }).check();
	await wholeEverywhere('writing');

	// she is writing while the room moves on: what says so leaves her the screen
	const [, one] = screens[0]!;
	await one.getByLabel('Votre idée, en une phrase').fill('Une phrase pas finie');
	await room.desk.advanceTo('landscape-grouping');
	const join = one.getByRole('button', { name: 'Rejoindre', exact: true });
	await expect(join).toBeInViewport();
	await one.getByLabel('Votre idée, en une phrase').evaluate((field) => field.scrollIntoView({ block: 'center' }));
	const taken = await one.evaluate(() =>
		[...document.querySelectorAll('.hand *')].reduce((sum, element) => sum + (getComputedStyle(element).position === 'sticky' && element.checkVisibility() ? element.getBoundingClientRect().height : 0), 0)
	);
	expect(taken, 'pixels of the screen that bars take').toBeLessThan(phone.height! / 4);
	await join.click();
	await follow('Paysage : dévoiler et regrouper');
	for (const [width, page] of screens) {
		await expect(page.locator('.saved')).toHaveText('Enregistré');
		const card = page.getByRole('listitem').filter({ hasText: 'Des cuisines intercommunales' }).first();
		const [row, words] = await Promise.all([card.boundingBox(), card.locator('.words').boundingBox()]);
		expect(words!.width / row!.width, `the words of a card have its width, ${width}`).toBeGreaterThan(0.9);
	}
	await wholeEverywhere('grouping');

	await room.desk.advanceTo('landscape-dots');
	await follow('Paysage : cinq gommettes');
	await wholeEverywhere('dots');
	await room.desk.advanceTo('vote');
	await follow('Choisir un scénario');
	await wholeEverywhere('the ballot');
	for (const seat of room.seats) await seat.act('vote', 'cast', { 'grade-A': '1', 'grade-B': '0', 'grade-C': '3' });
	for (const [, page] of screens) await expect(page.getByRole('heading', { name: 'Votre bulletin est dans l’urne.' })).toBeVisible();
	await wholeEverywhere('the box');
	await room.desk.act('vote', 'close-vote');
	await room.desk.advanceTo('consent');
	await follow('Consentir');
	for (const [, page] of screens) await page.goto(`${page.url().split('?')[0]}?etape=vote`);
	for (const [, page] of screens) await expect(page.locator('ol.profile')).toBeVisible();
	await wholeEverywhere('the result');
	for (const [, page] of screens) await page.goto(page.url().split('?')[0]!);
	await room.desk.act('consent', 'move-to', { phase: 'objections' });
	for (const [, page] of screens) {
		await page.getByText('J’ai une objection').click();
		await expect(page.getByLabel('Quel risque court le projet ?')).toBeVisible();
	}
	await wholeEverywhere('consent');
	await room.desk.advanceTo('closing');
	for (const [, page] of screens) await page.goto(page.url().split('?')[0]!);
	await follow('Clôture');
	await wholeEverywhere('closing');
});

test('« Renforcé » changes the colours, by day and by night, and at the door at once', async ({ person, server }) => {
	const room = await openRoom(server, { seats: 1 });
	const seat = room.seats[0]!;
	await room.desk.advanceTo('landscape-writing');
	const muted = (page: Page) => page.locator('.left').evaluate((element) => getComputedStyle(element).color);
	for (const [colorScheme, normal, high] of [
		['light', 'rgb(90, 95, 125)', 'rgb(51, 54, 77)'],
		['dark', 'rgb(185, 189, 219)', 'rgb(226, 228, 246)']
	] as const) {
		await read(seat, 100, 'normal');
		const page = await openAs(await person(`Odile, ${colorScheme}`, { ...phone, colorScheme }), seat, seat.path);
		expect(await muted(page)).toBe(normal);
		await page.getByText('Mon écran').click();
		await page.getByRole('radio', { name: 'Renforcé' }).check();
		await page.getByRole('button', { name: 'Appliquer' }).click();
		await hydrated(page);
		expect(await muted(page)).toBe(high);
		await noAxeViolations(page);
	}

	const door = await (await person('quelqu’un à la porte', small)).goto(room.joinPath);
	await hydrated(door);
	await door.getByText('Pour lire à l’aise').click();
	await door.getByRole('radio', { name: 'Très grande' }).check();
	await door.getByRole('radio', { name: 'Renforcé' }).check();
	expect(await door.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
	expect(await door.locator('.muted').first().evaluate((element) => getComputedStyle(element).color)).toBe('rgb(51, 54, 77)');
	expect(await cutOff(door)).toEqual([]);
	await noAxeViolations(door);
});
