// Somebody of the team reads how the proposal of the example became what it is: from the record to the page of versions, back to who asked, along the thread of an idea, and in ninety seconds.
import { expect, laptop, noAxeViolations, test } from '../world/journey.ts';
import { openRoom } from '../world/room.ts';
import { openAs } from '../world/screens.ts';

test('[MO66] [MO320] [MO322] [MO333] each change of the proposal leads to who asked for it, a testimony to the strategy, and the workshop is seen again: by the keyboard, played, without a script', async ({ person, server }) => {
	const room = await openRoom(server, { seats: 0 });
	const solene = await person('Solène', laptop);
	const page = await openAs(solene, room.desk, `/projets/${room.project}`);
	const records = await page.locator('a[href^="/compte-rendu/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
	const finished = records.find((path) => !path.includes(room.gathering))!;
	await page.goto(new URL(finished, server.url).href);
	await expect(page.getByRole('region', { name: 'Le texte, version v3' })).toContainText('Former les onze agents au fait-maison');
	await noAxeViolations(page);
	await page.getByRole('navigation', { name: 'Sommaire' }).getByRole('link', { name: 'Les amendements' }).click();
	await expect(page.getByRole('heading', { level: 2, name: 'Les amendements' })).toBeInViewport();
	const folded = page.getByText('Toutes les familles doivent comprendre, avec ou sans smartphone. (B5)');
	await expect(folded).toBeHidden();
	await page.emulateMedia({ media: 'print' });
	await expect(folded).toBeVisible();
	await page.emulateMedia({ media: null });

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

	await page.emulateMedia({ media: null });
	// one idea, from the field to the strategy and back
	await page.goto(new URL(finished, server.url).href);
	await page.getByRole('link', { name: /^M06, / }).first().click();
	const became = page.getByRole('region', { name: 'Ce que c’est devenu' });
	await expect(became.getByRole('heading', { level: 3 })).toHaveText([/^Le paysage/, /^Les amendements/, /^Les versions/, /^Les scénarios/, /^La stratégie/, 'Le fil va jusqu’au bout']);
	await noAxeViolations(page);
	await became.getByRole('link', { name: /^Les denrées, en sept lots/ }).click();
	await expect(page.getByText('Ligne S1 · Achat')).toBeVisible();
	await page.getByRole('region', { name: 'D’où ça vient' }).getByRole('link', { name: '« Je ne cuisine plus, je réchauffe. »' }).click();
	await expect(became.getByText('Arrivé dans la stratégie : S1.')).toBeVisible();

	// whoever prefers less motion goes step by step
	await page.goto(new URL(`${finished}/rejeu`, server.url).href);
	const slider = page.getByRole('slider', { name: 'Moment du rejeu' });
	await expect(slider).toHaveValue('0');
	await expect(page.getByRole('button', { name: 'Lancer' })).toHaveCount(0);
	await slider.focus();
	await page.keyboard.press('End');
	await expect(page.locator('.sentence')).toContainText('La proposition part à : Bureau communautaire');
	await page.keyboard.press('ArrowLeft');
	await expect(page.locator('.sentence')).toContainText('S4, Pacte public-communs');
	await expect(slider).toHaveAttribute('aria-valuetext', /^29 sur 30, L’esquisse de stratégie.*S4, Pacte/);
	await page.getByRole('button', { name: 'Moment d’avant' }).focus();
	await page.keyboard.press('ArrowLeft');
	await expect(page.locator('.sentence')).toContainText('S3, Subvention');
	await page.getByRole('list', { name: 'Aller à une étape' }).getByRole('button', { name: 'Choisir un scénario' }).click();
	await expect(page.locator('.sentence')).toContainText('13 bulletins sur 13');
	await noAxeViolations(page);

	// it plays by itself for the others, until somebody takes it in hand
	const moving = await openAs(await person('Inès', { ...laptop, reducedMotion: 'no-preference' }), room.desk, `${finished}/rejeu`);
	await moving.getByRole('button', { name: 'Mettre en pause' }).click();
	await moving.getByRole('button', { name: 'Rapide' }).click();
	await expect(moving.getByRole('button', { name: 'Rapide' })).toHaveAttribute('aria-pressed', 'true');
	await moving.getByRole('button', { name: 'Moment d’après' }).click();
	await moving.getByRole('button', { name: 'Lancer' }).click();
	await expect(moving.locator('.sentence')).toContainText('M06');

	const plain = await person('Lucie, sans JavaScript', { ...laptop, javaScriptEnabled: false });
	await plain.context.addCookies((await page.context().cookies()).map(({ name, value }) => ({ name, value, url: plain.origin })));
	const list = await plain.goto(`${finished}/rejeu`);
	await expect(list.getByRole('slider')).toHaveCount(0);
	await expect(list.locator('.moment')).toHaveCount(30);
	await expect(list.locator('.moment').last()).toContainText('Bureau communautaire');
});
