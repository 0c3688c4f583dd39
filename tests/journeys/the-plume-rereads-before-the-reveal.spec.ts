// Maëlle, an apprentice reservist, holds the plume: she types for who has no phone, reads blind before the room, and sets one card aside by a published rule. She has a keyboard and no mouse.
import type { Locator, Page } from '@playwright/test';
import { expect, laptop, noAxeViolations, phone, test } from '../world/journey.ts';
import { openTown } from '../world/room.ts';
import { move, openAs, titled } from '../world/screens.ts';

const writing = 'Paysage : écrire en silence';
const grouping = 'Paysage : dévoiler et regrouper';

/** Walks with Tab, or back, until the target has the focus, which shows on everything met. */
async function walkTo(page: Page, target: Locator): Promise<void> {
	await expect(target).toBeVisible();
	const isThere = () => target.evaluate((one) => one === document.activeElement || (one instanceof HTMLInputElement && one.type === 'radio' && (document.activeElement as HTMLInputElement | null)?.name === one.name));
	const isBehind = await target.evaluate((one) => (document.activeElement!.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING) !== 0);
	for (let steps = 0; steps < 80 && !(await isThere()); steps++) {
		await page.keyboard.press(isBehind ? 'Shift+Tab' : 'Tab');
		const isSeen = await page.evaluate(() => {
			const element = document.activeElement as HTMLElement;
			return [element, element.closest('label'), element.nextElementSibling].some((one) => {
				if (!(one instanceof HTMLElement)) return false;
				const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
				return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
			});
		});
		if (!(await page.evaluate(() => document.activeElement === document.body))) expect(isSeen, 'one sees where the keyboard is').toBe(true);
	}
	expect(await isThere(), `the keyboard comes to ${target}`).toBe(true);
}

/** To another page: the keyboard begins at its top. */
async function go(page: Page, target: Locator, sees: Locator): Promise<void> {
	await walkTo(page, target);
	await page.keyboard.press('Enter');
	await expect(sees).toBeVisible();
}

/** Presses, sees what comes of it, and still stands somewhere. */
async function press(page: Page, target: Locator, sees: Locator): Promise<void> {
	await go(page, target, sees);
	await expect.poll(() => page.evaluate(() => document.activeElement !== document.body), { message: 'the keyboard is not lost' }).toBe(true);
}

test('[MO171] the plume types for a seat on paper, rereads the cards without names, and sets one aside; its author reads why and changes it', async ({ person, server }) => {
	const room = await openTown(server, { seats: 2 });
	const [odile, gaston] = room.seats as [(typeof room.seats)[0], (typeof room.seats)[0]];
	await room.desk.change('paper', { publicName: 'Yvonne', capacity: 'juror' });
	await room.desk.advanceTo('landscape-writing');
	const console_ = await openAs(await person('Brigitte, à la console', laptop), room.desk, room.desk.path);
	const hers = await openAs(await person('Odile', phone), odile, odile.path);
	const his = await openAs(await person('Gaston', phone), gaston, gaston.path);
	const maelle = await person('Maëlle, à la plume', laptop);
	const plume = await openAs(maelle, room.other, room.other.path);
	const idea = (page: Page) => page.getByLabel('Votre idée, en une phrase');
	const main = plume.getByRole('main');
	const text = (words: string) => main.getByRole('listitem').filter({ hasText: words });

	await test.step('where one writes, one reads that one may be read, without a name, and by which rules', async () => {
		for (const page of [hers, his]) {
			await expect(titled(page, writing)).toBeVisible();
			await expect(page.getByText('Avant d’être dévoilée, votre fiche peut être relue, sans votre nom, selon quatre règles.')).toBeVisible();
		}
		await his.getByText('Lire les quatre règles').click();
		for (const rule of ['il nomme quelqu’un', 'il blesse', 'il parle d’un candidat ou d’un prix', 'il ne se lit pas']) await expect(his.getByText(rule, { exact: true })).toBeVisible();
		await noAxeViolations(his);
	});

	await test.step('Odile and Gaston write', async () => {
		for (const [page, words] of [[hers, 'Un banc à l’ombre'], [his, 'Monsieur Durand ne répond jamais']] as const) {
			await idea(page).fill(words);
			await page.getByRole('button', { name: 'Garder cette fiche' }).click();
			await expect(page.getByRole('region', { name: 'Vos fiches' }).getByRole('paragraph').filter({ hasText: words })).toBeVisible();
		}
		await idea(his).fill('Des horaires');
	});

	await test.step('Maëlle goes from the console to the plume, and types Yvonne’s card on the hand of her seat', async () => {
		await go(plume, plume.getByRole('link', { name: 'Plume', exact: true }), main.getByRole('heading', { level: 2, name: 'Relire avant de dévoiler' }));
		await expect(main.getByText('La salle écrit. Tant qu’elle écrit, personne ne lit.')).toBeVisible();
		await expect(main.getByText('Durand')).toHaveCount(0);
		await noAxeViolations(plume);
		await go(plume, plume.getByRole('link', { name: /^Yvonne/ }), main.getByRole('heading', { level: 2, name: 'Taper pour Yvonne' }));
		// a seat that has its own screen is not among them
		await expect(plume.getByRole('navigation').getByRole('link')).toHaveText(['Écrire et relire', /Yvonne/]);
		await walkTo(plume, idea(plume));
		await plume.keyboard.type('Une halle où l’on s’entend');
		await press(plume, main.getByRole('button', { name: 'Garder cette fiche' }), main.getByRole('region', { name: 'Vos fiches' }).getByRole('paragraph').filter({ hasText: 'Une halle où l’on s’entend' }));
		await expect(idea(plume)).toHaveValue('');
		await noAxeViolations(plume);
		await expect(console_.getByRole('row', { name: 'En tout 3' })).toBeVisible();
	});

	await test.step('what she types stays hers when the room moves something', async () => {
		await walkTo(plume, idea(plume));
		await plume.keyboard.type('Encore');
		await odile.ready();
		await expect(console_.getByText('Prêt·es : 1 sur 3')).toBeVisible();
		await expect(idea(plume)).toHaveValue('Encore');
		await plume.keyboard.press('ControlOrMeta+A');
		await plume.keyboard.press('Backspace');
	});

	await test.step('she closes the writing: the hands say so, and keep what was being typed; the console says what goes on', async () => {
		await go(plume, plume.getByRole('link', { name: 'Écrire et relire' }), main.getByRole('button', { name: 'Relire avant de dévoiler' }));
		await press(plume, main.getByRole('button', { name: 'Relire avant de dévoiler' }), text('Monsieur Durand'));
		for (const page of [hers, his]) {
			await expect(page.getByText('L’écriture est fermée.', { exact: true })).toBeVisible();
			await expect(page.getByRole('button', { name: 'Garder cette fiche' })).toHaveCount(0);
		}
		await expect(his.getByText('Ce que vous tapiez n’est pas parti.')).toBeVisible();
		await expect(his.getByText('Des horaires')).toBeVisible();
		await expect(console_.getByText('L’écriture est fermée : les fiches sont relues sans nom')).toBeVisible();
		await noAxeViolations(console_);
		await noAxeViolations(hers);
	});

	await test.step('three cards, and nobody’s name; she sets one aside by a rule', async () => {
		await expect(main.getByRole('listitem').filter({ has: plume.locator('.words') })).toHaveCount(3);
		for (const name of ['Personne 1', 'Personne 2']) await expect(plume.getByText(name)).toHaveCount(0);
		for (const one of await main.getByRole('listitem').all()) await expect(one).not.toContainText('Yvonne');
		const durand = text('Monsieur Durand');
		await press(plume, durand.locator('summary'), durand.getByRole('group', { name: 'Mettre ce texte de côté, car :' }));
		await noAxeViolations(plume);
		await press(plume, durand.getByRole('button', { name: 'il nomme quelqu’un', exact: true }), durand.getByText('Mis de côté : il nomme quelqu’un'));
		await expect(main.getByText('1 mis de côté')).toBeVisible();
		await noAxeViolations(plume);
	});

	await test.step('by mistake another one: she puts it back', async () => {
		const bench = text('Un banc');
		await press(plume, bench.locator('summary'), bench.getByRole('button', { name: 'il blesse' }));
		await press(plume, bench.getByRole('button', { name: 'il blesse' }), bench.getByText('Mis de côté : il blesse'));
		await press(plume, bench.getByRole('button', { name: /^Remettre avec les autres .*Un banc à l’ombre/ }), bench.locator('summary'));
		await expect(main.getByText('1 mis de côté')).toBeVisible();
	});

	await test.step('Gaston reads why, and changes his card; it is read anew', async () => {
		const mine = his.getByRole('region', { name: 'Vos fiches' });
		await expect(mine.getByText('mis de côté avant le dévoilement : il nomme quelqu’un')).toBeVisible();
		await noAxeViolations(his);
		await expect(hers.getByText('mis de côté')).toHaveCount(0);
		await mine.getByText('Changer ou retirer').click();
		await mine.getByLabel('Nouveau texte de la fiche').fill('Quelqu’un qui répond');
		await mine.getByRole('button', { name: 'Enregistrer le changement' }).click();
		await expect(mine.getByRole('paragraph').filter({ hasText: 'Quelqu’un qui répond' })).toBeVisible();
		await expect(mine.getByText('mis de côté')).toHaveCount(0);
		await expect(text('Quelqu’un qui répond')).toBeVisible();
		await expect(text('Monsieur Durand')).toHaveCount(0);
		await expect(main.getByText('1 mis de côté')).toHaveCount(0);
	});

	await test.step('she sets one aside for good; the reveal shows the rest', async () => {
		const halle = text('Une halle où l’on s’entend');
		await press(plume, halle.locator('summary'), halle.getByRole('button', { name: 'il ne se lit pas' }));
		await press(plume, halle.getByRole('button', { name: 'il ne se lit pas' }), halle.getByText('Mis de côté : il ne se lit pas'));
		await move(console_, 'Passer à', grouping);
		for (const words of ['Un banc à l’ombre', 'Quelqu’un qui répond']) await expect(console_.getByRole('checkbox', { name: words, exact: true })).toBeVisible();
		for (const words of ['Durand', 'Une halle où']) await expect(console_.getByText(words)).toHaveCount(0);
		await expect(main.getByText('Les fiches sont dévoilées')).toBeVisible();
		await expect(main.getByRole('listitem').filter({ has: plume.locator('.words') })).toHaveCount(1);
		await expect(titled(his, grouping)).toBeVisible();
		await expect(his.getByRole('checkbox', { name: 'Un banc à l’ombre', exact: true })).toBeVisible();
	});

	await test.step('and back to the console', async () => {
		await go(plume, plume.getByRole('link', { name: 'Console', exact: true }), plume.getByRole('heading', { level: 1, name: 'Une halle pour tout le monde' }));
	});
});
