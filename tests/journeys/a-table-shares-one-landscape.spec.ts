// Two laptops, a phone and the console at one landscape: cards dragged by mouse and by finger, somebody followed, the room brought together, a column frozen, acts taken back, cards found and carried away.
import type { Page } from '@playwright/test';
import { expect, hydrated, laptop, noAxeViolations, phone, test, type Person } from '../world/journey.ts';
import { aboutToGroup } from '../world/landscape.ts';

const written = [
	['needs', 'Manger chaud le midi'],
	['needs', 'Du temps pour manger'],
	['needs', 'Moins de bruit'],
	['resources', 'La légumerie de la vallée'],
	['resources', 'Le maraîcher d’en face'],
	['innovation', 'Cuisiner avec les élèves'],
	['constraints', 'Un seul camion']
] as const;

const row = (page: Page, text: string) => page.locator('.row', { hasText: text });
const column = (page: Page, zone: string) => page.locator(`.column[data-zone=${zone}]`);
const button = (page: Page, name: string | RegExp) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const saved = (page: Page) => expect(page.locator('.saved')).toHaveText('Enregistré');
const said = (page: Page) => page.locator('.board > .visually-hidden[aria-live]').first();
const orderIn = (page: Page, zone: string) => column(page, zone).locator('.row .words').allInnerTexts();

/** Turns to a question, where a screen shows one at a time. */
const turnTo = (page: Page, zone: string) => page.locator(`.tab[data-zone=${zone}]`).click();

async function middleOf(page: Page, text: string, at: 'middle' | 'top' | 'grip' = 'middle') {
	await row(page, text).scrollIntoViewIfNeeded();
	const box = (await (at === 'grip' ? row(page, text).locator('[data-grip]') : row(page, text)).boundingBox())!;
	return { x: box.x + box.width / (at === 'grip' ? 2 : 2.5), y: at === 'top' ? box.y + 3 : box.y + box.height / 2 };
}

/** Holds a card by mouse over another one. */
async function hold(page: Page, text: string, over: string, at: 'middle' | 'top' = 'middle'): Promise<void> {
	await row(page, over).scrollIntoViewIfNeeded();
	const from = await middleOf(page, text);
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	const to = await middleOf(page, over, at);
	await page.mouse.move(to.x, to.y, { steps: 8 });
}

/** How many changes somebody's screen has sent. */
async function changesOf(who: Person): Promise<() => number> {
	let sent = 0;
	await who.page.routeWebSocket(/\/boards\//, (socket) => {
		const server = socket.connectToServer();
		socket.onMessage((message) => {
			if (message[0] === (0 as never) && message[1] === (2 as never)) sent++;
			server.send(message);
		});
		server.onMessage((message) => socket.send(message));
	});
	return () => sent;
}

test('a table shares one landscape', async ({ server, person }) => {
	const { room, awa, denis, solene, projector, sit } = await aboutToGroup(server, person, written, laptop);
	const changes = await changesOf(denis);
	await sit();
	for (const { page } of [awa, denis, solene]) await expect(button(page, '3 personnes ici')).toBeVisible();

	await test.step('Denis drags a card by mouse: the others read who moves it, and it is written once, when he lets go', async () => {
		const { page } = denis;
		await hold(page, 'Moins de bruit', 'La légumerie de la vallée', 'top');
		await expect(row(page, 'La légumerie de la vallée')).toHaveAttribute('data-drop', 'before');
		await expect(row(awa.page, 'Moins de bruit')).toContainText('Personne 2 déplace cette fiche');
		await noAxeViolations(awa.page);
		await page.keyboard.press('Escape');
		await page.mouse.up();
		expect(changes()).toBe(0);
		await expect(column(page, 'needs')).toContainText('Moins de bruit');
		await expect(row(awa.page, 'Moins de bruit')).not.toContainText('déplace');
		await hold(page, 'Moins de bruit', 'La légumerie de la vallée', 'top');
		await page.mouse.up();
		await expect(said(page)).toContainText('« Moins de bruit » est maintenant sous');
		await saved(page);
		expect(changes()).toBe(1);
		// before the one on which it was dropped, whatever the order of the reveal
		const order = await orderIn(page, 'resources');
		expect(order.indexOf('La légumerie de la vallée') - order.indexOf('Moins de bruit')).toBe(1);
		await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0);
		await expect(column(solene.page, 'resources')).toContainText('Moins de bruit');
		// let go where it was: nothing is written
		const grip = await middleOf(page, 'Un seul camion', 'grip');
		await page.mouse.move(grip.x, grip.y);
		await page.mouse.down();
		await page.mouse.move(grip.x, grip.y + 25, { steps: 4 });
		await page.mouse.up();
		expect(changes()).toBe(1);
	});

	await test.step('Denis drags another by finger, at its grip', async () => {
		const { page } = denis;
		const touch = await denis.context.newCDPSession(page);
		const from = await middleOf(page, 'Un seul camion', 'grip');
		const to = await middleOf(page, 'Cuisiner avec les élèves');
		const point = ({ x, y }: { x: number; y: number }) => [{ x: Math.round(x), y: Math.round(y) }];
		await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: point(from) });
		for (const part of [0.2, 0.5, 0.8, 1]) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: point({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }) });
		await expect(page.locator('.ghost')).toHaveText('Un seul camion');
		await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
		for (const who of [denis, solene]) await expect(column(who.page, 'innovation')).toContainText('Un seul camion');
		await saved(page);
		expect(changes()).toBe(2);
	});

	await test.step('he takes both back and does one again, by keys and by buttons; what he typed elsewhere keeps its own', async () => {
		const { page } = denis;
		await page.keyboard.press('Control+z');
		await expect(said(page)).toContainText('Défait : déplacer « Un seul camion »');
		await expect(column(page, 'constraints')).toContainText('Un seul camion');
		await button(page, 'Défaire : déplacer « Moins de bruit »').click();
		await expect(column(page, 'needs')).toContainText('Moins de bruit');
		await expect(button(page, /^Refaire :/)).toBeFocused();
		await page.keyboard.press('Control+Shift+Z');
		await expect(column(page, 'resources')).toContainText('Moins de bruit');
		// Solène moves it on: it is hers now
		await turnTo(solene.page, 'resources');
		await button(solene.page, 'Déplacer ou changer « Moins de bruit »').click();
		await solene.page.getByRole('dialog').locator('button[data-zone=constraints]').click();
		await expect(column(page, 'constraints')).toContainText('Moins de bruit');
		await page.keyboard.press('Control+z');
		await expect(page.locator('.kept')).toContainText('quelqu’un d’autre l’a changé depuis');
		await expect(column(page, 'constraints')).toContainText('Moins de bruit');
		await noAxeViolations(page);
		await saved(page);
		await page.reload();
		await hydrated(page);
		await saved(page);
		await expect(button(page, /^Défaire/)).toHaveCount(0);
		await page.keyboard.press('Control+z');
		await expect(column(page, 'constraints')).toContainText('Moins de bruit');
	});

	await test.step('Awa follows Denis from her phone, until her own first act', async () => {
		const { page } = awa;
		await button(page, '3 personnes ici').click();
		await denis.page.locator('.column[data-zone=needs] .row').first().hover();
		await expect(page.getByText(/regarde «.+», sous/).first()).toBeVisible();
		await noAxeViolations(page);
		await button(page, 'Suivre Personne 2').click();
		await expect(button(page, 'Arrêter de suivre')).toBeFocused();
		await row(denis.page, 'Cuisiner avec les élèves').hover();
		await expect(row(page, 'Cuisiner avec les élèves')).toBeInViewport();
		await expect(row(page, 'Cuisiner avec les élèves')).toHaveAttribute('data-sighted', 'true');
		await row(denis.page, 'Un seul camion').hover();
		await expect(row(page, 'Un seul camion')).toBeInViewport();
		await noAxeViolations(page);
		await page.locator('.tab[data-zone=resources]').click();
		await expect(said(page)).toHaveText('Vous avez repris la main : vous ne suivez plus Personne 2.');
		await row(denis.page, 'Manger chaud le midi').hover();
		await expect(solene.page.locator('.row', { hasText: 'Manger chaud le midi' })).toContainText('Regardée par Personne 2');
		await expect(page.locator('.tab[data-zone=resources]')).toHaveAttribute('aria-pressed', 'true');
	});

	await test.step('Solène brings everybody to a column: Denis goes there, Awa, who types, is offered to', async () => {
		await button(awa.page, 'Chercher').click();
		await awa.page.getByLabel('Chercher une fiche par ses mots').fill('maraich');
		await expect(awa.page.getByText('1 fiche trouvée')).toBeVisible();
		await turnTo(solene.page, 'innovation');
		await button(solene.page, /^Amener tout le monde ici/).click();
		await expect(column(denis.page, 'innovation')).toHaveAttribute('data-sighted', 'true');
		await expect(said(denis.page)).toContainText('L’animation amène la salle à');
		await expect(awa.page.getByText('La salle regarde')).toBeVisible();
		await expect(awa.page.getByLabel('Chercher une fiche par ses mots')).toBeFocused();
		await expect(awa.page.locator('.tab[data-zone=resources]')).toHaveAttribute('aria-pressed', 'true');
		await noAxeViolations(awa.page);
		await button(awa.page, 'Rejoindre').click();
		await expect(awa.page.locator('.tab[data-zone=innovation]')).toHaveAttribute('aria-pressed', 'true');
		await expect(awa.page.getByText('La salle regarde')).toHaveCount(0);
		// whoever comes back later is not moved again
		await denis.page.reload();
		await hydrated(denis.page);
		await saved(denis.page);
		await expect(column(denis.page, 'innovation')).not.toHaveAttribute('data-sighted', 'true');
	});

	await test.step('she brings them to one card', async () => {
		await turnTo(solene.page, 'needs');
		await button(solene.page, 'Déplacer ou changer « Du temps pour manger »').click();
		await button(solene.page, 'Amener tout le monde à cette fiche').click();
		await expect(solene.page.getByRole('dialog')).toHaveCount(0);
		for (const who of [denis, solene]) await expect(row(who.page, 'Du temps pour manger')).toHaveAttribute('data-sighted', 'true');
		await expect(row(awa.page, 'Du temps pour manger')).toBeInViewport();
	});

	await test.step('she freezes the needs: every screen shows it, nobody changes them, not even what was theirs to take back', async () => {
		const { page } = denis;
		await button(page, 'Déplacer ou changer « Du temps pour manger »').click();
		await page.getByRole('dialog').locator('button[data-zone=resources]').click();
		await saved(page);
		await button(page, 'Déplacer ou changer « Manger chaud le midi »').click();
		await column(solene.page, 'needs').getByRole('button', { name: /^Figer cette colonne/ }).click();
		// the sheet of a card that is frozen closes
		await expect(page.getByRole('dialog')).toHaveCount(0);
		for (const who of [denis, solene]) await expect(column(who.page, 'needs')).toContainText('Figée par l’animation');
		await expect(column(page, 'needs').getByRole('checkbox')).toHaveCount(0);
		await expect(column(page, 'resources').getByRole('checkbox')).not.toHaveCount(0);
		await expect(said(page)).toContainText('L’animation a figé');
		await expect(projector.page.locator('[data-zone=needs]').getByText('Colonne figée')).toBeAttached();
		await expect(awa.page.locator('.tab[data-zone=needs]')).toContainText('figée');
		await noAxeViolations(page);
		await noAxeViolations(awa.page);
		await noAxeViolations(solene.page);
		await noAxeViolations(projector.page);
		await page.keyboard.press('Control+z');
		await expect(page.locator('.kept')).toContainText('l’animation a figé cette colonne');
		// nothing is dropped there
		await hold(page, 'Du temps pour manger', 'Manger chaud le midi');
		await page.mouse.up();
		await expect(column(page, 'resources')).toContainText('Du temps pour manger');
		await button(page, 'Déplacer ou changer « Du temps pour manger »').click();
		await expect(page.getByRole('dialog').locator('button[data-zone=needs]')).toHaveCount(0);
		await page.keyboard.press('Escape');
		await column(solene.page, 'needs').getByRole('button', { name: /^Rouvrir cette colonne/ }).click();
		await expect(column(page, 'needs').getByRole('checkbox')).not.toHaveCount(0);
		await page.keyboard.press('Control+z');
		await expect(column(page, 'needs')).toContainText('Du temps pour manger');
		await saved(page);
	});

	await test.step('Denis finds cards by their words, by keyboard alone', async () => {
		const { page } = denis;
		await button(page, 'Chercher').focus();
		await page.keyboard.press('Enter');
		const field = page.getByLabel('Chercher une fiche par ses mots');
		await expect(field).toBeFocused();
		await page.keyboard.type('MANGER');
		await expect(page.getByText('2 fiches trouvées')).toBeVisible();
		await expect(page.locator('.row[data-found]')).toHaveCount(2);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('search').getByRole('status')).toContainText('1 sur 2 :');
		await page.keyboard.press('Enter');
		await expect(page.getByRole('search').getByRole('status')).toContainText('2 sur 2 :');
		await page.keyboard.press('Shift+Enter');
		await expect(page.getByRole('search').getByRole('status')).toContainText('1 sur 2 :');
		await noAxeViolations(page);
		await button(page, 'Aller à la fiche').focus();
		await page.keyboard.press('Enter');
		expect(await page.evaluate(() => document.activeElement?.closest('.row')?.textContent)).toMatch(/manger/i);
		await field.fill('introuvable');
		await expect(page.getByText('Aucune fiche avec ces mots.')).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(button(page, 'Chercher')).toBeFocused();
		await expect(page.locator('.row[data-found]')).toHaveCount(0);
	});

	await test.step('Solène duplicates a card, knowing what that means, and carries all of them away', async () => {
		const { page } = solene;
		await turnTo(page, 'innovation');
		await button(page, 'Déplacer ou changer « Cuisiner avec les élèves »').click();
		await button(page, 'Dupliquer…').click();
		await expect(page.getByRole('dialog')).toContainText('compte comme une fiche de plus');
		await noAxeViolations(page);
		await button(page, 'Dupliquer').click();
		for (const who of [solene, denis]) await expect(row(who.page, 'Cuisiner avec les élèves')).toHaveCount(2);
		await saved(page);
		await button(denis.page, /^Déplacer ou changer « Manger/).click();
		await expect(button(denis.page, 'Dupliquer…')).toHaveCount(0);
		await denis.page.keyboard.press('Escape');
		const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'tableau (CSV)' }).click()]);
		expect(download.suggestedFilename()).toBe('fiches.csv');
		const table = await (await room.desk.ask(`/compte-rendu/${room.gathering}/fiches.csv`)).text();
		expect(table.match(/Cuisiner avec les élèves/g)).toHaveLength(2);
	});
});
