import { expect, hydrated, laptop, noAxeViolations, test } from '../world/journey.ts';
import { openConsole } from '../world/rivelles.ts';

test('a reservist writes while the network is cut, then while the server is away: the page stays, with her words, and says under the form what to do', async ({ person }) => {
	const reservist = await person('la réserviste', laptop);
	const { page } = reservist;
	const project = await openConsole(reservist);
	await reservist.goto(`${project}/lexique`);
	await hydrated(page);
	const word = page.getByLabel('Mot ou expression');
	if (!(await word.isVisible())) await page.getByText('Ajouter un mot').click();
	await word.fill('Sourçage');
	await page.getByLabel('En une phrase simple').first().fill('Aller voir ce qui existe avant d’acheter.');
	const keep = page.getByRole('button', { name: 'Garder l’explication' }).first();
	const unsent = page.getByRole('alert').filter({ hasText: 'Pas envoyé : le réseau ne répond pas.' });

	await reservist.context.setOffline(true);
	await keep.click();
	await expect(unsent).toBeInViewport();
	await noAxeViolations(page);
	await expect(word).toHaveValue('Sourçage');

	// the network is back, and the server behind the proxy starts again
	await reservist.context.setOffline(false);
	await page.route('**/lexique?/expliquer', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }), { times: 1 });
	await keep.click();
	await expect(unsent).toBeInViewport();
	await expect(page.getByLabel('En une phrase simple').first()).toHaveValue('Aller voir ce qui existe avant d’acheter.');

	await keep.click();
	await expect(page.getByText('L’explication est gardée')).toBeVisible();
	await expect(unsent).toHaveCount(0);
	await expect(page.getByRole('heading', { level: 3, name: 'Sourçage' })).toBeVisible();

	// what asks first says it where it was asked, and goes on from there
	await page.getByRole('button', { name: 'Retirer' }).first().click();
	const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
	await reservist.context.setOffline(true);
	await dialog.getByRole('button', { name: 'Retirer' }).click();
	await expect(dialog.getByRole('alert')).toContainText('Pas envoyé : le réseau ne répond pas.');
	await noAxeViolations(page);
	await reservist.context.setOffline(false);
	await dialog.getByRole('button', { name: 'Retirer' }).click();
	await expect(page.getByText('Le mot est retiré du lexique.')).toBeVisible();
	await expect(dialog).toBeHidden();
});

test('what is sent while something else is under way keeps its answer, whichever comes first', async ({ person }) => {
	const reservist = await person('la réserviste', laptop);
	const { page } = reservist;
	const project = await openConsole(reservist);
	await reservist.goto(`${project}/lexique`);
	await hydrated(page);
	const word = page.getByLabel('Mot ou expression');
	if (!(await word.isVisible())) await page.getByText('Ajouter un mot').click();
	const meaning = page.getByLabel('En une phrase simple').first();
	const keep = page.getByRole('button', { name: 'Garder l’explication' }).first();
	let release = () => {};
	const held = new Promise<void>((free) => (release = free));
	await page.route('**/lexique?/expliquer', async (route) => {
		const answer = await route.fetch();
		await held;
		await route.fulfill({ response: answer });
	}, { times: 1 });
	await word.fill('Variante');
	await meaning.fill('Une autre façon de répondre.');
	await keep.click();

	// sent after it, refused before it
	await word.fill('Allotissement');
	await meaning.fill('');
	await keep.click();
	const refusal = page.getByText('Écrivez l’explication, même courte.').first();
	await expect(refusal).toBeVisible();
	release();
	await expect(page.getByRole('heading', { level: 3, name: 'Variante' })).toBeVisible();
	await expect(page.getByText('L’explication est gardée')).toHaveCount(0);
	await expect(refusal).toBeVisible();
});
