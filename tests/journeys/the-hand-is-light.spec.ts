// A size, never a time: what a phone has to carry on each step. Yjs may come with the step that draws together, and with no other; words, in the language of its reader alone.
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, hydrated, phone, test } from '../world/journey.ts';
import { openRoom } from '../world/room.ts';

/** Bytes as sent with gzip, which is what plain http on a town hall's network gives. */
const most = 90_000;
/** Yjs and the board, with its two ways and what it keeps without a network, on the one step where the room draws together. */
const ofBoard = 50_000;

/** Sentences as the sources have them, so long and so plain that a script has them as they are. */
const sentencesOf = (language: 'fr' | 'en'): string[] =>
	readdirSync(`messages/${language}`)
		.flatMap((file) => Object.values(JSON.parse(readFileSync(`messages/${language}/${file}`, 'utf8')) as Record<string, unknown>))
		.filter((said): said is string => typeof said === 'string' && /^[\p{L} ,.’-]{16,}$/u.test(said));

/** How many sentences of each language the page's scripts know. */
async function spokenOn(page: Page): Promise<Record<'fr' | 'en', number>> {
	const scripts = await page.evaluate(async () => {
		const names = performance.getEntriesByType('resource').flatMap(({ name }) => (name.endsWith('.js') ? [name] : []));
		return (await Promise.all(names.map(async (name) => (await fetch(name)).text()))).join('\n');
	});
	const known = (language: 'fr' | 'en') => sentencesOf(language).filter((sentence) => scripts.includes(sentence)).length;
	return { fr: known('fr'), en: known('en') };
}

test('a juror’s screen weighs 90 kB of script at most, on each step', async ({ person, server }) => {
	const { desk, seats } = await openRoom(server, { seats: 1 });
	const seat = seats[0]!;
	for (let step = await desk.advance(); ; step = await desk.advance()) {
		const juror = await person(`juré·e, ${step}`, { ...phone, host: 'atelier.test' });
		await juror.context.addCookies(
			seat.cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: juror.origin }))
		);
		const page = await juror.goto(seat.path);
		await hydrated(page);
		// the board comes after the page
		if (step === 'landscape-grouping') await expect(page.locator('.saved')).toHaveText('Enregistré');
		const scripts = await page.evaluate(() =>
			(performance.getEntriesByType('resource') as PerformanceResourceTiming[])
				.filter(({ name }) => name.endsWith('.js'))
				.map(({ name, encodedBodySize, decodedBodySize }) => ({ name, encodedBodySize, decodedBodySize }))
		);
		const bytes = scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
		expect(bytes, `${step}: scripts come at all`).toBeGreaterThan(30_000);
		expect.soft(bytes, `${step}: bytes of script\n${scripts.map(({ name, encodedBodySize }) => `${encodedBodySize} ${name}`).join('\n')}`).toBeLessThanOrEqual(
			step === 'landscape-grouping' ? most + ofBoard : most
		);
		const french = await spokenOn(page);
		expect(french.fr, `${step}: sentences in French`).toBeGreaterThan(30);
		expect(french.en, `${step}: sentences in English, for a reader of French`).toBe(0);
		if (step === 'welcome')
			await test.step('who changes language reads on in that one alone, on a page that the browser takes over as it is', async () => {
				const warnings: string[] = [];
				page.on('console', (message) => void (['warning', 'error'].includes(message.type()) && warnings.push(message.text())));
				await page.locator('summary', { hasText: 'Mon écran' }).click();
				await page.getByText('English').click();
				await page.getByRole('button', { name: 'Appliquer' }).click();
				await expect(page.locator('summary', { hasText: 'My screen' })).toBeVisible();
				await hydrated(page);
				await expect(page.locator('html')).toHaveAttribute('lang', 'en');
				const english = await spokenOn(page);
				expect(english.en).toBeGreaterThan(30);
				expect(english.fr).toBe(0);
				expect(warnings).toEqual([]);
			});
		await juror.context.close();
		if (step === 'closing') break;
	}
});
