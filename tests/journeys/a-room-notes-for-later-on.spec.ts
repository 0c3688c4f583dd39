// « À noter »: jurors note things in two steps, one by keyboard, one without JavaScript, one on paper; the buyer sorts them; postcards are written; what is published names nobody, and is withdrawn.
import type { Page } from '@playwright/test';
import { giveAgenda } from '../world/agenda.ts';
import { expect, laptop, noAxeViolations, phone, test, wall } from '../world/journey.ts';
import { openRoom, type Seat } from '../world/room.ts';
import { cutOff, openAs, titled } from '../world/screens.ts';

const sheet = (page: Page) => page.getByRole('dialog', { name: 'À noter pour la suite' });
const toNote = (page: Page) => page.getByRole('link', { name: 'À noter', exact: true });

test('[SO2, SO3, SO4, MO270, MO271, MO273, MO274, MO275] from a phone to the canvas, and to the public', async ({ person, server }) => {
	const room = await openRoom(server, { seats: 3 });
	await giveAgenda(server, room.gathering, ['welcome', 'landscape-writing', 'closing']);
	const buyer = await room.join('Karim', 'buyer');
	await room.desk.letIn();
	await room.desk.advance();
	const [odile, kacem, lucie] = room.seats as [Seat, Seat, Seat];
	const hers = await openAs(await person('Odile', phone), odile, odile.path);

	await test.step('Odile notes at the welcome, is told so, and comes back to where she was', async () => {
		await toNote(hers).tap();
		await expect(sheet(hers).getByLabel('Votre note')).toBeFocused();
		await sheet(hers).getByRole('button', { name: 'Noter', exact: true }).tap();
		await expect(sheet(hers).getByLabel('Votre note')).toHaveAccessibleDescription(/Écrivez votre note/);
		await sheet(hers).getByLabel('Votre note').fill('« Fourchette libre » pèse les restes.');
		await sheet(hers).getByRole('button', { name: 'Noter', exact: true }).tap();
		await expect(sheet(hers).getByRole('status').filter({ hasText: 'C’est noté, merci.' })).toBeVisible();
		await expect(sheet(hers).getByLabel('Votre note')).toHaveValue('');
		await expect(sheet(hers).getByRole('listitem')).toHaveText(/Fourchette libre.*à ranger/);
		await noAxeViolations(hers);
		expect(await cutOff(hers)).toEqual([]);
		await hers.keyboard.press('Escape');
		await expect(sheet(hers)).toHaveCount(0);
		await expect(toNote(hers)).toBeFocused();
		await noAxeViolations(hers);
	});

	await test.step('a note that is begun outlives the step, and the sheet that is closed', async () => {
		await toNote(hers).tap();
		await sheet(hers).getByText('à demander aux candidats').tap();
		await sheet(hers).getByLabel('Votre note').fill('Quelle eau, quels sols ?');
		await room.desk.advanceTo('landscape-writing');
		await expect(sheet(hers).getByLabel('Votre note')).toHaveValue('Quelle eau, quels sols ?');
		await hers.keyboard.press('Escape');
		await expect(titled(hers, 'Paysage : écrire en silence').or(hers.getByRole('heading', { level: 1 }))).toBeVisible();
		await toNote(hers).tap();
		await expect(sheet(hers).getByLabel('Votre note')).toHaveValue('Quelle eau, quels sols ?');
		await sheet(hers).getByRole('button', { name: 'Noter', exact: true }).tap();
		await expect(sheet(hers).getByRole('listitem')).toHaveCount(2);
		await hers.keyboard.press('Escape');
	});

	await test.step('Kacem does it by keyboard, and takes one back', async () => {
		const his = await openAs(await person('Kacem, au clavier', laptop), kacem, kacem.path);
		await toNote(his).focus();
		await his.keyboard.press('Enter');
		await expect(sheet(his).getByLabel('Votre note')).toBeFocused();
		await his.keyboard.type('Une erreur');
		await his.keyboard.press('Tab');
		await his.keyboard.press('Tab');
		await his.keyboard.press('Enter');
		await sheet(his).getByRole('button', { name: 'Retirer la note : Une erreur' }).press('Enter');
		await expect(sheet(his).getByRole('status').filter({ hasText: 'La note est retirée.' })).toBeVisible();
		await expect(sheet(his).getByRole('listitem')).toHaveCount(0);
	});

	await test.step('Lucie has no JavaScript: a link, a part of the page, and what to mend', async () => {
		const plain = await person('Lucie, sans JavaScript', { ...phone, javaScriptEnabled: false });
		await plain.context.addCookies(lucie.cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: plain.origin })));
		const page = await plain.goto(lucie.path);
		await toNote(page).click();
		await page.getByLabel('Votre note').fill('x'.repeat(281));
		await page.getByRole('button', { name: 'Noter', exact: true }).click();
		await expect(page.getByLabel('Votre note')).toHaveAccessibleDescription(/280 caractères au plus/);
		await expect(page.getByLabel('Votre note')).toHaveValue('x'.repeat(281));
		await page.getByLabel('Votre note').fill('Un artisan du village sait faire.');
		await page.getByLabel('Cette note nomme une entreprise').check();
		await page.getByRole('button', { name: 'Noter', exact: true }).click();
		await expect(page.getByText('C’est noté, merci.')).toBeVisible();
		await page.getByRole('link', { name: 'Revenir à l’étape' }).click();
		await expect(page.getByLabel('Votre note')).toHaveCount(0);
	});

	const desk = await openAs(await person('console', laptop), room.desk, room.desk.path);
	await test.step('the console notes for who has no telephone, and reads words without names', async () => {
		await room.desk.change('paper', { publicName: 'Genêt', capacity: 'juror' });
		const notes = desk.getByRole('region', { name: 'Notes pour la suite' });
		await notes.getByText('Noter à la console ou pour une place sur papier').click();
		await notes.getByLabel('Pour qui ?').selectOption('Genêt');
		await notes.getByLabel('La note').fill('Qui travaille chez vous en janvier ?');
		await notes.getByText('à demander aux candidats', { exact: true }).click();
		await notes.getByRole('button', { name: 'Noter', exact: true }).click();
		await expect(notes.getByText('4 notes à ranger')).toBeVisible();
		await noAxeViolations(desk);
		const told = JSON.stringify(((await room.desk.desk()) as unknown as { noted: unknown }).noted);
		expect(told).not.toContain(await odile.seatId());
	});

	await test.step('the buyer sorts from a hand; a juror has nothing to sort', async () => {
		const page = await openAs(await person('Karim', phone), buyer, buyer.path);
		await toNote(page).tap();
		await expect(sheet(page).getByRole('heading', { name: 'À ranger' })).toBeVisible();
		await sheet(page).getByRole('button', { name: /Ranger dans Questions et chiffres : Quelle eau/ }).tap();
		await expect(sheet(page).getByRole('status').filter({ hasText: 'C’est rangé.' })).toBeVisible();
		await expect(sheet(page).getByRole('button', { name: /Quelle eau/ })).toHaveCount(0);
		await noAxeViolations(page);
		await toNote(hers).tap();
		await expect(sheet(hers)).toContainText('rangée au canevas');
		await expect(sheet(hers).getByRole('heading', { name: 'À ranger' })).toHaveCount(0);
		await hers.keyboard.press('Escape');
	});

	const screen = await (await person('mur', wall)).goto(room.wallPath);
	await test.step('at the closing the wall counts, the console sorts what is left, postcards are written', async () => {
		await room.desk.advanceTo('closing');
		await expect(screen.locator('dl[aria-label="Noté pour la suite"]')).toHaveText(/2\s*choses à savoir\s*2\s*questions aux candidats/);
		await expect(screen.locator('body')).not.toContainText('Fourchette');
		await noAxeViolations(screen);
		await expect(desk.getByLabel('Année où le contrat finit')).toHaveValue('2031');
		await desk.getByLabel('Instance').fill('Bureau communautaire');
		await desk.getByLabel('Le', { exact: true }).fill('2027-03-25');
		await desk.getByRole('button', { name: 'Publier sur le mur et les mains' }).click();
		await desk.getByRole('button', { name: /Ranger dans Acteurs.*Fourchette/ }).click();
		await expect(desk.getByRole('heading', { name: '2 notes à ranger' })).toBeVisible();
		await noAxeViolations(desk);

		await hers.getByRole('radio', { name: /^5/ }).check();
		await hers.getByLabel('Votre carte postale à l’année 2031').fill('Tenez bon.\nMerci pour les jardins.');
		await hers.getByLabel('Vos heures aujourd’hui').fill('3 h 30');
		await hers.getByRole('button', { name: 'Envoyer', exact: true }).tap();
		await expect(hers.locator('.notice-text').filter({ hasText: 'Merci, c’est noté.' })).toBeVisible();
		for (const [seat, postcard] of [
			[kacem, 'Alors ?'],
			[lucie, 'On a essayé.']
		] as const)
			expect((await seat.act('closing', 'leave', { usefulness: '4', word: '', hours: '', postcard })).type).toBe('success');
		expect(await (await lucie.ask(`/compte-rendu/${room.gathering}`)).text()).not.toContain('Alors ?');
	});

	await test.step('the end gives each juror their hours, and the record its postcards', async () => {
		await room.desk.change('close');
		await expect(hers.getByText('Vos heures dans ce projet : 3 h 30.')).toBeVisible();
		await expect(toNote(hers)).toHaveCount(0);
		const record = await (await lucie.ask(`/compte-rendu/${room.gathering}`)).text();
		for (const words of ['Cartes postales à l’année 2031', 'On a essayé.', 'Fourchette libre']) expect(record).toContain(words);
	});

	const publication = `/compte-rendu/${room.gathering}/publication`;
	const stranger = await person('quelqu’un qui passe', phone);
	await test.step('the preview hides the companies; published, anybody reads the same; withdrawn, nobody', async () => {
		await desk.goto(new URL(publication, desk.url()).href);
		for (const name of ['Les notes pour le canevas de sourcing', 'Les mots, l’utilité et les cartes postales']) await desk.getByLabel(name).check();
		await desk.getByRole('button', { name: 'Voir l’aperçu' }).click();
		const preview = desk.getByRole('region', { name: 'Aperçu : ce que le public lira' });
		await expect(preview).toContainText('« [entreprise] » pèse les restes.');
		await expect(preview).toContainText('Tenez bon.');
		for (const words of ['Fourchette', 'Un artisan', 'Odile', 'Karim']) await expect(preview).not.toContainText(words);
		await noAxeViolations(desk);
		// what the boxes say is what would be published, or nothing is
		const words = desk.getByLabel('Les mots, l’utilité et les cartes postales');
		await words.uncheck();
		await expect(desk.getByText('Vous avez changé les parties depuis l’aperçu')).toBeVisible();
		await expect(desk.getByRole('button', { name: 'Publier', exact: true })).toHaveCount(0);
		await noAxeViolations(desk);
		await words.check();
		await desk.getByRole('button', { name: 'Publier', exact: true }).click();
		await expect(desk.getByRole('alertdialog')).toContainText(/Sera public\s: .*Les mots, l’utilité et les cartes postales/);
		await desk.getByRole('alertdialog').getByRole('button', { name: 'Publier', exact: true }).click();
		await expect(desk.getByText('C’est public. C’est inscrit au journal.')).toBeVisible();
		const address = await desk.getByRole('link', { name: /\/public\// }).getAttribute('href');

		const page = await stranger.goto(new URL(address!).pathname);
		await expect(page.getByRole('article')).toContainText('« [entreprise] » pèse les restes.');
		await expect(page.getByRole('article')).not.toContainText('Un artisan');
		await noAxeViolations(page);
		expect(await cutOff(page)).toEqual([]);

		await desk.getByRole('button', { name: 'Retirer de la vue du public' }).click();
		await desk.getByRole('alertdialog').getByRole('button', { name: 'Retirer de la vue du public' }).click();
		await expect(desk.getByText('La page est retirée.')).toBeVisible();
		await page.reload();
		await expect(page.getByText('Cette page n’est plus publique.')).toBeVisible();
		await expect(page.locator('body')).not.toContainText('Tenez bon');
	});
});
