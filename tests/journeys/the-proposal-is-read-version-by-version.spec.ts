// Somebody of the team reads how the proposal of the example became what it is: from the record to the page of versions, and back to who asked.
import { expect, laptop, noAxeViolations, test } from '../world/journey.ts';
import { openRoom } from '../world/room.ts';
import { openAs } from '../world/screens.ts';

test('[MO66] each change of the proposal leads to the amendment and the role that asked for it', async ({ person, server }) => {
	test.setTimeout(120_000);
	const room = await openRoom(server, { seats: 0 });
	const solene = await person('Solène', laptop);
	const page = await openAs(solene, room.desk, `/projets/${room.project}`);
	const records = await page.locator('a[href^="/compte-rendu/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
	const finished = records.find((path) => !path.includes(room.gathering))!;
	await page.goto(new URL(finished, server.url).href);
	await expect(page.getByRole('region', { name: 'Le texte, version v3' })).toContainText('Former les onze agents au fait-maison');
	await noAxeViolations(page);

	await page.getByRole('link', { name: 'La proposition, version par version' }).click();
	await expect(page.getByRole('heading', { level: 2, name: 'De la version v0 à la version v3' })).toBeVisible();
	const changes = page.locator('li[data-change]:not([data-change="kept"])');
	await expect(changes).toHaveCount(11);
	for (const change of await changes.all()) await expect(change.getByRole('link', { name: /^v[123], à cause d’AM\d\d — R\d+ · / })).toHaveCount(1);
	await noAxeViolations(page);

	await page.getByRole('link', { name: 'v1, à cause d’AM02 — R3 · Le parent' }).click();
	await expect(page.locator('#AM02')).toBeInViewport();
	await expect(page.locator('#AM02')).toContainText('intégré, version v1');
	await expect(page.locator('#AM11')).toContainText('la réservation est nécessaire à la prévision');

	await page.getByLabel('De', { exact: true }).selectOption('1');
	await page.getByRole('radio', { name: 'côte à côte' }).check();
	await page.getByRole('button', { name: 'Comparer' }).click();
	await expect(page.getByRole('heading', { level: 2, name: 'De la version v1 à la version v3' })).toBeVisible();
	await expect(changes).toHaveCount(8);
	await noAxeViolations(page);

	// on paper nothing stays folded, and there is nothing to press
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('button', { name: 'Comparer' })).toBeHidden();
	await expect(page.getByText('des bacs inox et des bocaux consignés', { exact: true }).first()).toBeVisible();
});
