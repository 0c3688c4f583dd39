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
