// A stronger contrast does change the colours: by day, by night, and at the door as soon as it is chosen.
import type { Page } from '@playwright/test';
import { expect, hydrated, noAxeViolations, phone, test } from '../world/journey.ts';
import { openRoom } from '../world/room.ts';
import { cutOff, openAs, read } from '../world/screens.ts';

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
		// the page comes anew meanwhile
		await expect(page.locator('.left')).toHaveCSS('color', high);
		await noAxeViolations(page);
		// the record too, whose reader holds a hand
		await page.goto(new URL(`/compte-rendu/${room.gathering}`, page.url()).href);
		await hydrated(page);
		expect(await page.locator('.subtitle').evaluate((element) => getComputedStyle(element).color)).toBe(high);
	}

	const door = await (await person('quelqu’un à la porte', { ...phone, width: 320, height: 640 })).goto(room.joinPath);
	await hydrated(door);
	await door.getByText('Pour lire à l’aise').click();
	await door.getByRole('radio', { name: 'Très grande' }).check();
	await door.getByRole('radio', { name: 'Renforcé' }).check();
	// twice the usual size, as far as 320 px bear it
	expect(await door.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('28.8px');
	expect(await door.locator('.muted').first().evaluate((element) => getComputedStyle(element).color)).toBe('rgb(51, 54, 77)');
	expect(await cutOff(door)).toEqual([]);
	await noAxeViolations(door);
});
