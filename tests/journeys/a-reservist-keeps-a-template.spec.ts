// A reservist makes a template of her own by keyboard, hands it over as a file, and begins a workshop with it; somebody who saves after her overwrites nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { example, openConsole } from '../world/rivelles.ts';
import { expect, hydrated, laptop, noAxeViolations, test } from '../world/journey.ts';
import { notice } from '../world/screens.ts';

test('[GA30, GA31, GA34, GA35, MO280] from « Deux heures » to a workshop of one’s own', async ({ person }, info) => {
	const solene = await person('Solène', laptop);
	const { page } = solene;
	const project = await openConsole(solene);
	const steps = page.getByRole('region', { name: 'Étapes', exact: true }).getByRole('heading', { level: 3 });
	const save = page.getByRole('button', { name: 'Enregistrer' }).first();
	const name = page.getByLabel('Nom du modèle');

	await test.step('the two that are shipped are read, not changed', async () => {
		await solene.goto('/modeles');
		await hydrated(page);
		await noAxeViolations(page);
		await page.getByRole('link', { name: 'Voir : La demi-journée (3 h 30)' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'La demi-journée (3 h 30)' })).toBeVisible();
		await expect(save).toHaveCount(0);
		await noAxeViolations(page);
		await page.goBack();
		await page.getByRole('button', { name: 'Dupliquer « Deux heures »' }).click();
		await expect(name).toHaveValue('Deux heures');
	});
	const template = new URL(page.url()).pathname;
	const before = await steps.allTextContents();
	const roles = before.indexOf('Prendre un rôle');

	await test.step('the keyboard moves a step, and keeps its place on it', async () => {
		const down = page.getByRole('button', { name: 'Descendre « Prendre un rôle »' });
		await down.focus();
		await page.keyboard.press('Enter');
		await expect(steps.nth(roles + 1)).toHaveText('Prendre un rôle');
		await expect(down).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(steps.nth(roles + 2)).toHaveText('Prendre un rôle');
		// the turn of the roles comes before the roles are taken: it is said, and may stay so
		await expect(page.getByText('À remettre après : Prendre un rôle. Cette étape en a besoin.')).toBeVisible();
		await page.getByRole('button', { name: 'Monter « Prendre un rôle »' }).press('Enter');
		await expect(page.getByText('À remettre après')).toHaveCount(0);
		expect(await steps.allTextContents()).not.toEqual(before);
	});

	await test.step('to a place chosen in a list, and out, with what that costs', async () => {
		const dots = 'Paysage : cinq gommettes';
		await page.locator('summary').filter({ hasText: 'Phrase d’ouverture et place' }).first().press('Enter');
		await page.getByRole('combobox', { name: 'Place de « Accueil »' }).selectOption('2');
		await page.getByRole('button', { name: 'Placer « Accueil » à la place choisie' }).press('Enter');
		await expect(steps.nth(1)).toHaveText('Accueil');
		await page.getByRole('button', { name: 'Monter « Accueil »' }).press('Enter');
		await page.getByRole('button', { name: `Retirer « ${dots} » du modèle` }).press('Enter');
		await expect(steps.filter({ hasText: dots })).toHaveCount(0);
		await expect(page.getByRole('region', { name: 'Étapes qui ne sont pas dans ce modèle' }).getByText('les besoins ne sont pas classés')).toBeVisible();
		await expect(page.getByRole('button', { name: `Ajouter « ${dots} »` })).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(page.getByLabel(`Minutes de « ${dots} »`)).toBeFocused();
	});

	await test.step('what is wrong is said beside its field, and what is typed stays', async () => {
		await name.fill('Le soir');
		await page.getByRole('textbox', { name: 'Phrase d’ouverture de « Accueil »' }).fill('Bienvenue à toutes et à tous.');
		await page.getByLabel('Minutes de « Accueil »').fill('0');
		await save.click();
		await expect(page.getByText('Des minutes entières, de 1 à 240.').first()).toBeVisible();
		await noAxeViolations(page);
		await page.getByLabel('Minutes de « Accueil »').fill('7');
		await expect(page.getByText('Des minutes entières, de 1 à 240.')).toHaveCount(0);
		await save.click();
		await expect(page.getByText('C’est enregistré.')).toBeVisible();
		await expect(page.getByRole('heading', { level: 1, name: 'Le soir' })).toBeVisible();
	});

	await test.step('another window, opened before, overwrites nothing', async () => {
		const other = await solene.context.newPage();
		await other.goto(`${solene.origin}${template}`);
		await hydrated(other);
		await name.fill('Le soir, à dix');
		await save.click();
		await expect(page.getByRole('heading', { level: 1, name: 'Le soir, à dix' })).toBeVisible();
		await other.getByLabel('Minutes de « Clôture »').fill('9');
		await other.getByRole('button', { name: 'Enregistrer' }).first().click();
		const told = other.getByRole('alert').filter({ hasText: 'Quelqu’un a enregistré ce modèle avant vous.' });
		await expect(told.getByRole('listitem')).toHaveText(['un autre nom', 'd’autres minutes pour « Clôture »']);
		await expect(other.getByLabel('Minutes de « Clôture »')).toHaveValue('9');
		await noAxeViolations(other);
		await told.getByRole('button', { name: 'Garder la mienne à côté' }).click();
		await expect(other).not.toHaveURL(new RegExp(template));
		await expect(other.getByRole('heading', { level: 1, name: 'Le soir', exact: true })).toBeVisible();
		await other.close();
	});

	await test.step('without JavaScript the form comes back arranged, and saves', async () => {
		const plain = await person('sans JavaScript', { ...laptop, javaScriptEnabled: false });
		await plain.context.addCookies(await solene.context.cookies());
		await plain.goto(template);
		const rows = plain.page.getByRole('region', { name: 'Étapes', exact: true }).getByRole('heading', { level: 3 });
		await plain.page.getByLabel('Nom du modèle').fill('Le soir, sans rien');
		await plain.page.getByRole('button', { name: 'Descendre « Accueil »' }).click();
		await expect(rows.nth(1)).toHaveText('Accueil');
		await expect(plain.page.getByLabel('Nom du modèle')).toHaveValue('Le soir, sans rien');
		await plain.page.getByRole('button', { name: 'Monter « Accueil »' }).click();
		await plain.page.getByRole('button', { name: 'Enregistrer' }).first().click();
		await expect(plain.page.getByRole('heading', { level: 1, name: 'Le soir, sans rien' })).toBeVisible();
	});

	await test.step('out as a file, in again; a step of a later release is said, and left out when asked', async () => {
		await page.goto(`${solene.origin}${template}`);
		await hydrated(page);
		const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Exporter « Le soir, sans rien » en fichier' }).click()]);
		expect(download.suggestedFilename()).toBe('le-soir-sans-rien.eclaireurs-modele.json');
		const file = info.outputPath(download.suggestedFilename());
		await download.saveAs(file);
		const said = JSON.parse(readFileSync(file, 'utf8')) as { name: string; steps: { step: string }[] };
		said.name = 'Venu d’ailleurs';
		said.steps.push({ ...said.steps.at(-1)!, step: 'duel' });
		writeFileSync(file, JSON.stringify(said));
		await solene.goto('/modeles');
		await hydrated(page);
		await page.getByText('Importer un modèle', { exact: true }).click();
		await page.getByLabel('Le fichier').setInputFiles({ name: 'photo.json', mimeType: 'application/json', buffer: Buffer.from('{') });
		await page.getByRole('button', { name: 'Importer', exact: true }).click();
		await expect(notice(page, 'Ce fichier n’a pas pu être lu.')).toBeVisible();
		await page.getByLabel('Le fichier').setInputFiles(file);
		await page.getByRole('button', { name: 'Importer', exact: true }).click();
		await expect(notice(page, 'Nous ne connaissons pas : duel.')).toBeVisible();
		await noAxeViolations(page);
		await page.getByRole('button', { name: 'Importer sans ces étapes' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Venu d’ailleurs' })).toBeVisible();
		await expect(page.getByText('sans une étape que cette version ne connaît pas')).toBeVisible();
	});

	await test.step('a workshop begins with it, and its console opens with the sentence', async () => {
		await page.goto(`${solene.origin}${project}`);
		await hydrated(page);
		await page.getByText('Nouvel atelier', { exact: true }).click();
		const begun = page.locator('form').filter({ has: page.getByRole('button', { name: 'Créer l’atelier' }) });
		await begun.getByLabel('Titre de l’atelier').fill('Atelier du soir');
		await begun.getByLabel('Jour').fill('2037-03-13');
		await begun.getByLabel('Modèle').selectOption({ label: await begun.getByLabel('Modèle').locator('option').filter({ hasText: 'Venu d’ailleurs' }).textContent() as string });
		await page.getByRole('button', { name: 'Créer l’atelier' }).click();
		const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: 'Atelier du soir' }) });
		await expect(card).toBeVisible();
		await noAxeViolations(page);
		await card.getByRole('link', { name: 'Ouvrir la console' }).click();
		await expect(page.getByText('Bienvenue à toutes et à tous.')).toBeVisible();
		await expect(page.getByRole('region', { name: 'Déroulé' }).getByRole('listitem')).toHaveCount(before.length);
	});

	await test.step('the finished workshop is begun again with its scenarios, and made a template with the minutes that it took', async () => {
		await page.goto(`${solene.origin}${project}`);
		await hydrated(page);
		const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: `${example.project.title} (séance terminée)` }) });
		await card.locator('summary').click();
		await card.getByLabel('Titre de l’atelier').fill('Encore une fois');
		await card.getByLabel('Jour').fill('2037-04-13');
		await card.getByLabel('Reprendre les scénarios').check();
		await noAxeViolations(page);
		await card.getByRole('button', { name: 'Dupliquer cet atelier' }).click();
		await expect(page.getByRole('heading', { level: 3, name: 'Encore une fois' })).toBeVisible();
		await page.reload();
		await hydrated(page);
		await card.locator('summary').click();
		await card.getByRole('button', { name: 'En faire un modèle' }).click();
		await expect(page.getByLabel('Nom du modèle')).toHaveValue(`D’après «\u00a0${example.project.title} (séance terminée)\u00a0»`);
		await expect(page.getByText('La dernière fois : 6 min').first()).toBeVisible();
		await page.getByLabel('Minutes de « Amender la proposition »').fill('99');
		await page.getByRole('button', { name: 'Reprendre les minutes réelles' }).click();
		await expect(page.getByLabel('Minutes de « Amender la proposition »')).not.toHaveValue('99');
		await noAxeViolations(page);
		await save.click();
		await expect(page.getByText('C’est enregistré.')).toBeVisible();
	});
});
