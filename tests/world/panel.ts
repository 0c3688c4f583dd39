// How a panel comes to be, as those who hold it and those who are on it do it in a browser.
import { expect, type Locator, type Page } from '@playwright/test';
import { lessons } from '../../src/lib/jury/rules/training.ts';
import { Caller } from './room.ts';

export interface Volunteer {
	readonly first: string;
	readonly last?: string;
	readonly year: string;
	readonly gender: 'femme' | 'homme';
	readonly place: 'bourg-centre' | 'villages';
	readonly school?: 'parent d’élève' | 'sans enfant scolarisé';
}

/** Who one is, where one lives: the form of the volunteers, or the one by which somebody is entered. */
export async function fillPerson(
	form: Page | Locator,
	{ first, last = 'Essai', year, gender, place, school = 'parent d’élève' }: Volunteer
): Promise<void> {
	await form.getByLabel('Prénom').fill(first);
	await form.getByLabel('Nom', { exact: true }).fill(last);
	await form.getByLabel('Année de naissance').fill(year);
	await form.getByLabel(/^Téléphone/).fill('06 00 00 00 00');
	for (const answer of [gender, place, school]) await form.getByLabel(answer, { exact: true }).check();
}

export async function comeForward(page: Page, volunteer: Volunteer): Promise<void> {
	await fillPerson(page, volunteer);
	await page.getByLabel(/J’accepte que mes réponses/).check();
	await page.getByRole('button', { name: 'Je me porte volontaire' }).click();
	await expect(page.getByText('Vous êtes parmi les volontaires.')).toBeVisible();
}

/** A button that asks first, and is told yes. */
export async function confirmed(page: Page, name: string, yes = name): Promise<void> {
	await page.getByRole('button', { name, exact: true }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: yes, exact: true }).click();
}

/** The chances, worked out to the end. */
export async function workOutChances(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Calculer les chances' }).click();
	await expect(page.getByRole('heading', { name: /prêt à sceller/ })).toBeVisible({ timeout: 60_000 });
}

/** The addresses at which those who were written to answer: paths, in the order of the letters, by the name on each. */
export async function letterPaths(page: Page): Promise<ReadonlyMap<string, string>> {
	await expect(page.getByRole('heading', { name: 'Lettres à imprimer maintenant' })).toBeVisible();
	const letters = await page.getByRole('article').all();
	const paths = letters.map(
		async (letter) =>
			[
				(await letter.locator('.to bdi').first().innerText()).trim(),
				new URL(await letter.locator('.address').innerText()).pathname
			] as const
	);
	return new Map(await Promise.all(paths));
}

/** Says yes to the letter, on one's own screen. Gives the personal code. */
export async function sayYes(page: Page): Promise<string> {
	await page.getByRole('button', { name: 'Oui, je participe' }).click();
	return (await page.getByText(/^Votre code personnel\s: /).innerText()).split(': ')[1]!.trim();
}

/** A juror who has learned and declared over HTTP: others tell how it is done on the screen. */
export async function trained(server: { readonly url: string }, home: string, code: string): Promise<Caller> {
	const juror = new Caller(server, code);
	const sends = [
		['/jure', { code }],
		...lessons.map(
			(lesson) => [`${home}/formation/${lesson}?/repondre`, { q1: 'a', q2: 'a', q3: 'a' }] as const
		),
		[`${home}/declaration?/signer`, { stage: 'start', declared: 'no-link', details: '', ticked: 'yes' }]
	] as const;
	for (const [path, fields] of sends) expect((await juror.send(path, fields)).type, path).toBe('redirect');
	return juror;
}
