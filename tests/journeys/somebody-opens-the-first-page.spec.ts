import { expect, hydrated, noAxeViolations, phone, test } from '../world/journey.ts';

// the first page of an instance that holds nothing yet
test.use({ begins: 'empty' });

for (const host of ['localhost', 'atelier.test'])
	test(`a phone opens the first page at ${host}`, async ({ person }) => {
		const visitor = await person('visiteur', { ...phone, host });
		const page = await visitor.goto('/');
		await hydrated(page);
		expect(await page.evaluate(() => window.isSecureContext)).toBe(host === 'localhost');
		expect(await page.locator('html').getAttribute('lang')).toBe('fr');
		await noAxeViolations(page);
	});

test('an address that does not exist is answered with a page, never with the inside of the server', async ({ person }) => {
	const visitor = await person('visiteur', phone);
	const page = await visitor.goto('/nulle-part');
	expect(await page.locator('body').innerText()).not.toMatch(/\bat .*\.(js|ts):\d+/);
	await noAxeViolations(page);
});

test('somebody reads at the foot of a page what the product is made with, and in which licence', async ({ person }) => {
	const visitor = await person('visiteur', phone);
	const page = await visitor.goto('/');
	await page.getByRole('link', { name: 'À propos' }).click();
	await expect(page.getByRole('heading', { name: 'À propos' })).toBeVisible();
	await expect(page.getByText('tldraw 2.0.0-alpha.19')).toBeVisible();
	await noAxeViolations(page);
});

test('[LI1] a reservist tries the network of the room, and reads what to ask of whoever keeps it', async ({ person }) => {
	const reservist = await person('réserviste', { ...phone, host: 'atelier.test' });
	const page = await reservist.goto('/essai');
	await expect(page.getByText('Tout passe')).toBeVisible();
	await expect(page.locator('li[data-passage="passes"]')).toHaveCount(3);
	await noAxeViolations(page);

	// as in many administrations
	await page.addInitScript(() => {
		window.WebSocket = class extends EventTarget {
			constructor() {
				super();
				queueMicrotask(() => this.dispatchEvent(new Event('close')));
			}
			close() {}
		} as never;
	});
	// as a proxy that gives a stream once it is over
	await page.route('**/essai/flux', (route) => route.fulfill({ contentType: 'text/event-stream', body: [1, 2, 3].map((word) => `event: word\ndata: ${word}\n\n`).join('') }));
	await page.reload();
	await expect(page.getByText('il faudrait recharger la page à chaque étape')).toBeVisible();
	await expect(page.locator('li[data-passage="held"]')).toContainText('retenu en route');
	await expect(page.locator('li[data-passage="blocked"]')).toContainText('bloqué');
	await page.unroute('**/essai/flux');
	await page.getByRole('button', { name: 'Essayer de nouveau' }).click();
	await expect(page.getByText('prennent d’eux-mêmes une autre voie')).toBeVisible();
	await expect(page.locator('li[data-passage="around"]')).toContainText('une autre voie passe');
	await expect(page.getByRole('heading', { name: 'Note pour l’équipe réseau' })).toBeVisible();
	await noAxeViolations(page);
});
