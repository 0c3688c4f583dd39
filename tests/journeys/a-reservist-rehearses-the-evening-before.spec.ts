import { expect, hydrated, laptop, noAxeViolations, test, wall } from '../world/journey.ts';

// nobody has an account yet, and there is no document
test.use({ begins: 'empty' });

test('a reservist rehearses alone: from the first page to a first step, watches, takes over, erases', async ({ person }) => {
	const reservist = await person('la réserviste', laptop);
	const page = await reservist.goto('/');
	await hydrated(page);
	await page.getByRole('button', { name: 'Répéter un atelier' }).click();

	// the doors are hers to open; people come by themselves, and she lets them in
	await expect(page.getByRole('note').first()).toHaveText(/^Répétition/);
	await hydrated(page);
	await page.getByRole('button', { name: 'Ouvrir les portes' }).click();
	await expect(page.getByRole('button', { name: 'Quelqu’un arrive en retard' })).toBeVisible();
	const panel = page.getByRole('region', { name: 'Participants simulés' });
	await expect(panel).toContainText('12 sur 13 personnes sont là', { timeout: 30_000 });
	await page.getByRole('button', { name: /^Faire entrer les/ }).click();
	await noAxeViolations(page);
	await page.getByRole('link', { name: 'Commencer : Accueil' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Commencer' }).click();
	await expect(page.getByText('À travailler ici')).toBeVisible();
	await expect(page.locator('#step-title')).toHaveText('Accueil');

	// the wall says what it is
	const projector = await person('le mur', wall);
	await projector.goto((await panel.getByRole('link', { name: 'Ouvrir le mur' }).getAttribute('href'))!);
	await expect(projector.page.getByRole('note')).toHaveText(/^Répétition/);
	await noAxeViolations(projector.page);

	// somebody of flesh who comes by the link is told
	const colleague = await person('un collègue', { width: 390, height: 844 });
	await colleague.goto(new URL((await panel.getByRole('link', { name: 'Prendre une place' }).getAttribute('href'))!).pathname);
	await expect(colleague.page.getByText('C’est une répétition')).toBeVisible();
	await noAxeViolations(colleague.page);

	// it plays by itself, and she takes over
	await page.getByRole('button', { name: 'Le laisser se jouer tout seul' }).click();
	await expect(page.getByText('L’atelier se joue tout seul')).toBeVisible();
	await panel.getByRole('button', { name: 'Plus vite' }).click();
	await expect(page.locator('#step-title')).toHaveText('Paysage : écrire en silence', { timeout: 120_000 });
	await page.getByRole('button', { name: 'Je prends la main' }).click();
	await expect(page.getByText('L’atelier se joue tout seul')).toBeHidden();
	await page.getByRole('button', { name: 'Une fiche blessante arrive' }).click();
	await expect(page.getByText('À travailler ici')).toBeVisible();

	// a pause stops the clock; without an account there is no project to go back to
	await panel.getByRole('button', { name: 'Pause' }).click();
	await expect(panel).toContainText(/En pause\s: plus personne n’agit, et l’horloge est arrêtée/);
	await panel.getByRole('button', { name: 'Reprendre' }).click();
	await expect(panel.getByRole('button', { name: 'Pause' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Projet', exact: true })).toHaveCount(0);

	await panel.getByRole('link', { name: 'Voir le bilan' }).click();
	await expect(page.getByRole('heading', { name: 'Bilan de la répétition' })).toBeVisible();
	await expect(page.getByRole('row', { name: /^Accueil/ })).toContainText('6 min');
	await noAxeViolations(page);

	await page.getByRole('button', { name: 'Effacer la répétition' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Effacer la répétition' }).click();
	await expect(page.getByText('Il n’en reste rien')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Découvrir avec un exemple' })).toBeVisible();
});
