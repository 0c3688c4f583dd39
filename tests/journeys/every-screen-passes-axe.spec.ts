import postgres from 'postgres';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { matrix } from '../doors/matrix.ts';
import { isInThisRun } from '../world/drawn.ts';
import { expect, hydrated, laptop, noAxeViolations, phone, test } from '../world/journey.ts';

/** The pages of a project and of its authority that take no other name, as the matrix of doors knows them. */
const pages = Object.keys(matrix).flatMap((door) => {
	const [method, path] = door.split(' ') as [string, string];
	const isPage = method === 'GET' && /^\/(projets|portefeuille|modeles|compte|a-propos)/.test(path) && !/\.\w+$|\/flux$/.test(path);
	return isPage && !/\[(?!project\])/.test(path) ? [path] : [];
});

test.describe('every screen of the team', () => {
	for (const [device, colours] of [
		[laptop, 'light'],
		[phone, 'dark']
	] as const)
		test(`passes axe at ${device.width} px, ${colours}, and never scrolls sideways`, async ({ person, server }) => {
			test.slow();
			const drawn = pages.filter((path) => isInThisRun(`axe ${device.width} ${path}`, 4));
			const solene = await person('Solène', device);
			const page = await solene.goto('/');
			await page.locator('button[data-kind=next]').first().click();
			await expect(page).toHaveURL(/projets/);
			await solene.goto('/projets');
			const project = (await page.locator('a[href^="/projets/"]').first().getAttribute('href'))!.split('/')[2]!;
			const sql = postgres(connectionUrl(server.databaseUrl), { ...connectionOptions(server.databaseUrl), max: 1, onnotice: () => {} });
			// who writes sees the forms too
			await sql`update memberships set capacity = 'buyer' where project_id = ${project} and capacity = 'reservist'`;
			await sql.end();
			await page.emulateMedia({ colorScheme: colours });
			for (const path of drawn) {
				const answer = await page.goto(server.url + path.replace('[project]', project));
				// some are of an administrator alone
				if (answer!.status() === 403) continue;
				expect(answer!.status(), path).toBe(200);
				await hydrated(page);
				await noAxeViolations(page);
				expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${path} scrolls sideways`).toBeLessThanOrEqual(0);
			}
		});
});
