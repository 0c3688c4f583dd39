// A laptop, the console and a phone on one landscape, some on its toile and some on its list: what is done in one view is in the other, whoever touches, draws or goes by keys.
import type { Locator, Page } from '@playwright/test';
import { expect, laptop, noAxeViolations, test } from '../world/journey.ts';
import { aboutToGroup } from '../world/landscape.ts';

const written = [
	['needs', 'Manger chaud le midi'],
	['needs', 'Du temps pour manger'],
	['needs', 'Moins de bruit'],
	['resources', 'La légumerie de la vallée'],
	['innovation', 'Cuisiner avec les élèves'],
	['constraints', 'Un seul camion']
] as const;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const card = (page: Page, text: string) => page.locator('.toile-card', { hasText: text });
const area = (page: Page, zone: string) => page.locator(`.toile-zone[data-zone=${zone}]`);
const row = (page: Page, text: string) => page.locator('.row', { hasText: text });
const column = (page: Page, zone: string) => page.locator(`.column[data-zone=${zone}]`);
const saved = (page: Page) => expect(page.locator('[data-saved]')).toHaveText('Enregistré');
const stage = (page: Page) => page.getByRole('group', { name: /^La toile/ });

async function middleOf(what: Locator) {
	const box = (await what.boundingBox())!;
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
/** The view has come to rest: the same place twice. */
async function atRest(what: Locator) {
	let last = '';
	await expect(async () => {
		const now = JSON.stringify(await what.boundingBox());
		const isSame = now === last;
		last = now;
		expect(isSame).toBe(true);
	}).toPass();
}
async function openToile(page: Page): Promise<void> {
	await button(page, 'Toile').click();
	await expect(page.locator('.host[data-ready]')).toBeVisible();
	await atRest(page.locator('.toile-card').first());
}
/** Takes a card by mouse to a point, and holds it there. */
async function take(page: Page, text: string, to: { x: number; y: number }): Promise<void> {
	const from = await middleOf(card(page, text));
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move(to.x, to.y, { steps: 8 });
}
const isIn = async (page: Page, text: string, zone: string) => {
	const [at, box] = [await middleOf(card(page, text)), (await area(page, zone).boundingBox())!];
	return at.x > box.x && at.x < box.x + box.width && at.y > box.y && at.y < box.y + box.height;
};

/** Controls of the toile that a finger does not find: smaller than 44 pixels, out of the window, or under something else. */
const outOfReach = (page: Page) =>
	page.locator('.toile').evaluate((toile) =>
		[...toile.querySelectorAll<HTMLElement>('button, input, select')].flatMap((control) => {
			if (!control.checkVisibility()) return [];
			const { left, top, width, height } = control.getBoundingClientRect();
			const isHit = control.contains(document.elementFromPoint(left + width / 2, top + height / 2));
			return isHit && Math.min(width, height) >= 44 ? [] : [`${control.ariaLabel ?? control.textContent.trim()}: ${width} × ${height}${isHit ? '' : ', covered'}`];
		})
	);

test('the landscape has a toile', async ({ server, person }) => {
	const { room, awa, denis, solene, sit } = await aboutToGroup(server, person, written, laptop);
	await sit();
	const asked: string[] = [];
	for (const { page } of [awa, denis, solene]) page.on('request', (request) => asked.push(request.url()));

	await test.step('Denis opens the toile and holds a card: Solène sees it move and who holds it, before anything is written; let go elsewhere, it is in Awa’s list', async () => {
		const { page } = denis;
		await openToile(page);
		await openToile(solene.page);
		await noAxeViolations(page);
		await noAxeViolations(solene.page);
		await take(page, 'Moins de bruit', await middleOf(area(page, 'resources')));
		await expect(card(solene.page, 'Moins de bruit')).toContainText('Personne 2 déplace cette fiche');
		await expect(solene.page.locator('.toile-guest')).toContainText('Personne 2');
		await expect(async () => expect(await isIn(solene.page, 'Moins de bruit', 'resources')).toBe(true)).toPass();
		await expect(column(awa.page, 'needs')).toContainText('Moins de bruit');
		// taken back
		await page.keyboard.press('Escape');
		await page.mouse.up();
		await expect(async () => expect(await isIn(solene.page, 'Moins de bruit', 'needs')).toBe(true)).toPass();
		await take(page, 'Moins de bruit', await middleOf(area(page, 'resources')));
		await page.mouse.up();
		await expect(column(awa.page, 'resources')).toContainText('Moins de bruit');
		await saved(page);
	});

	await test.step('what Awa moves in her list moves on the toile', async () => {
		await button(awa.page, 'Déplacer ou changer « Du temps pour manger »').click();
		await awa.page.getByRole('dialog').locator('button[data-zone=constraints]').click();
		await expect(async () => expect(await isIn(denis.page, 'Du temps pour manger', 'constraints')).toBe(true)).toPass();
	});

	await test.step('Denis links two cards; Awa reads it in her list and removes it from her phone', async () => {
		const { page } = denis;
		await button(page, 'Relier').click();
		for (const text of ['Manger chaud le midi', 'La légumerie de la vallée']) {
			const at = await middleOf(card(page, text));
			await page.mouse.click(at.x, at.y);
		}
		await expect(page.locator('.toile-link')).toHaveCount(1);
		await expect(solene.page.locator('.toile-link')).toHaveCount(1);
		await expect(row(awa.page, 'Manger chaud le midi')).toContainText('Reliée à 1 fiche');
		await button(awa.page, 'Déplacer ou changer « Manger chaud le midi »').click();
		await noAxeViolations(awa.page);
		await button(awa.page, 'Retirer le lien avec « La légumerie de la vallée »').click();
		await expect(page.locator('.toile-link')).toHaveCount(0);
		await expect(row(awa.page, 'Manger chaud le midi')).not.toContainText('Reliée');
	});

	await test.step('Denis draws, takes it back by keys and does it again; Solène erases it', async () => {
		const { page } = denis;
		await button(page, 'Dessiner').click();
		const at = await middleOf(card(page, 'Manger chaud le midi'));
		await page.mouse.move(at.x - 60, at.y - 30);
		await page.mouse.down();
		for (const [x, y] of [[60, -30], [60, 40], [-60, 40]] as const) await page.mouse.move(at.x + x, at.y + y, { steps: 5 });
		await page.mouse.up();
		for (const who of [denis, solene]) await expect(who.page.locator('.toile-stroke')).toHaveCount(1);
		await page.keyboard.press('Control+z');
		for (const who of [denis, solene]) await expect(who.page.locator('.toile-stroke')).toHaveCount(0);
		await page.keyboard.press('Control+Shift+z');
		for (const who of [denis, solene]) await expect(who.page.locator('.toile-stroke')).toHaveCount(1);
		await saved(page);
		await button(solene.page, 'Tout voir').click();
		await button(solene.page, 'Effacer').click();
		await atRest(card(solene.page, 'Manger chaud le midi'));
		// rubbed, as one does with an eraser
		const stroke = (await solene.page.locator('.toile-stroke path').boundingBox())!;
		await solene.page.mouse.move(stroke.x + stroke.width / 2, stroke.y - 40);
		await solene.page.mouse.down();
		await solene.page.mouse.move(stroke.x + stroke.width / 2, stroke.y + 20, { steps: 20 });
		await solene.page.mouse.up();
		for (const who of [denis, solene]) await expect(who.page.locator('.toile-stroke')).toHaveCount(0);
		await noAxeViolations(solene.page);
		await solene.page.keyboard.press('Escape');
		await expect(button(solene.page, 'Plein écran')).toBeVisible();
	});

	await test.step('by keys alone Denis goes from card to card, moves one, opens it and links it', async () => {
		const { page } = denis;
		await button(page, 'Ranger').click();
		await stage(page).focus();
		await page.keyboard.press('PageDown');
		const picked = page.locator('.toile-card[data-picked]');
		const first = (await row(awa.page, '').first().locator('.words').innerText()).trim();
		await expect(picked).toContainText(first);
		await expect(page.locator('.board > .visually-hidden[aria-live]').first()).toContainText(`1 sur 6 : « ${first} »`);
		await atRest(picked);
		const before = await middleOf(picked);
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('ArrowDown');
		await saved(page);
		await expect(async () => {
			const after = await middleOf(picked);
			expect([after.x > before.x, after.y > before.y]).toEqual([true, true]);
		}).toPass();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('dialog', { name: 'Déplacer ou changer' })).toBeVisible();
		await button(page, 'Relier à une autre fiche').focus();
		await page.keyboard.press('Enter');
		await page.getByLabel('Choisir une fiche').selectOption('Un seul camion');
		await noAxeViolations(page);
		await button(page, 'Relier').last().focus();
		await page.keyboard.press('Enter');
		await expect(page.locator('.toile-link')).toHaveCount(1);
		await expect(row(awa.page, first)).toContainText('Reliée à 1 fiche');
	});

	await test.step('Awa opens the toile on her phone, over the whole window, and moves a card by finger', async () => {
		const { page } = awa;
		await openToile(page);
		await expect(button(page, 'Quitter le plein écran')).toBeVisible();
		await noAxeViolations(page);
		const from = await middleOf(card(page, 'Manger chaud le midi'));
		const touch = await page.context().newCDPSession(page);
		const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) => touch.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
		const before = await middleOf(card(denis.page, 'Manger chaud le midi'));
		await finger('touchStart', from.x, from.y);
		for (let by = 10; by <= 80; by += 10) await finger('touchMove', from.x, from.y + by);
		await finger('touchEnd');
		await saved(page);
		await expect(async () => expect((await middleOf(card(denis.page, 'Manger chaud le midi'))).y).toBeGreaterThan(before.y)).toPass();
	});

	await test.step('each control is within the reach of her finger, also in a small or a lying window; what she finds is under her keys, and « Échap » closes the search alone', async () => {
		const { page } = awa;
		const [field, people] = [page.getByLabel('Chercher une fiche par ses mots'), button(page, /personnes ici$/)];
		for (const [width, height] of [[390, 844], [320, 640], [844, 390]] as const) {
			await page.setViewportSize({ width, height });
			expect(await outOfReach(page)).toEqual([]);
			await people.click();
			await expect(button(page, /^Suivre/).first()).toBeVisible();
			expect(await outOfReach(page)).toEqual([]);
			await button(page, 'Chercher').click();
			await field.fill('midi');
			await page.keyboard.press('Enter');
			expect(await outOfReach(page)).toEqual([]);
			await button(page, 'Aller à la fiche').click();
			await expect(stage(page)).toBeFocused();
			await expect(page.locator('.toile-card[data-picked]')).toHaveText(/Manger chaud le midi/);
			await field.fill('');
			await page.keyboard.press('Escape');
			await expect(field).toBeHidden();
		}
		await page.setViewportSize({ width: 390, height: 844 });
		await button(page, 'Quitter le plein écran').click();
		await button(page, 'Liste').click();
		await expect(row(page, 'Manger chaud le midi')).toBeVisible();
	});

	await test.step('a group is a frame around its cards; a card that is found is shown, also over the whole window', async () => {
		const { page } = awa;
		await page.locator('.tab[data-zone=resources]').click();
		await row(page, 'La légumerie de la vallée').getByRole('checkbox').check();
		await row(page, 'Moins de bruit').getByRole('checkbox').check();
		await button(page, 'Regrouper 2 fiches').click();
		await page.getByLabel('Nom du groupe').fill('Autour de la table');
		await button(page, 'Créer le groupe').click();
		await button(denis.page, 'Tout voir').click();
		await expect(denis.page.locator('.toile-frame').or(denis.page.locator('.toile-card-group')).filter({ hasText: 'Autour de la table' }).first()).toBeVisible();
		await button(denis.page, 'Plein écran').click();
		await button(denis.page, 'Chercher').click();
		await denis.page.getByLabel('Chercher une fiche par ses mots').fill('camion');
		await denis.page.keyboard.press('Enter');
		await expect(denis.page.locator('.toile-card[data-found]')).toHaveText(/Un seul camion/);
		await expect(denis.page.locator('.toile-card[data-picked]')).toBeInViewport();
		await noAxeViolations(denis.page);
		await denis.page.keyboard.press('Escape');
		await button(denis.page, 'Quitter le plein écran').click();
	});

	await test.step('where the facilitator has frozen a column nothing moves, and one is told', async () => {
		await button(solene.page, 'Liste').click();
		await column(solene.page, 'needs').getByRole('button', { name: /^Figer cette colonne/ }).click();
		const { page } = denis;
		await expect(area(page, 'needs')).toHaveAttribute('data-frozen', 'true');
		await button(page, 'Tout voir').click();
		await atRest(card(page, 'Un seul camion'));
		await take(page, 'Un seul camion', await middleOf(area(page, 'needs')));
		await page.mouse.up();
		await expect(page.locator('[data-told]')).toHaveText('L’animation a figé cette colonne : rien n’y bouge.');
		await expect(async () => expect(await isIn(page, 'Un seul camion', 'constraints')).toBe(true)).toPass();
	});

	await test.step('once the room has moved on, whoever was at a word stays, and the toile is looked at and changes no more', async () => {
		await button(denis.page, 'Plein écran').click();
		await button(denis.page, 'Chercher').click();
		const field = denis.page.getByLabel('Chercher une fiche par ses mots');
		await field.fill('mang');
		await button(denis.page, 'Tout voir').click();
		await expect(field).not.toBeFocused();
		await room.desk.advanceTo('landscape-dots');
		// what comes then is said around the full window
		await expect(button(denis.page, 'Plein écran')).toBeVisible();
		await expect(button(denis.page, 'Rejoindre')).toBeVisible();
		const moved = denis.page.locator('.moved strong');
		const first = (await moved.textContent())!;
		await button(denis.page, 'Tout voir').click();
		await expect(field).not.toBeFocused();
		await room.desk.advance();
		await expect(moved).not.toHaveText(first);
		await expect(field).toHaveValue('mang');
		await expect(button(denis.page, 'Dessiner')).toHaveCount(0);
		await expect(button(denis.page, 'Tout voir')).toBeVisible();
		await noAxeViolations(denis.page);
	});

	expect(asked.filter((url) => !url.startsWith(server.url) && !/^(data|blob):/.test(url))).toEqual([]);
});
