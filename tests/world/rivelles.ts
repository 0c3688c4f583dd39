// « À table, les Rivelles ! » as its journeys tell it: who sits where, what each writes, places and votes, and the gestures of a browser in the room.
import { expect, type Page } from '@playwright/test';
import * as example from '../../src/lib/workshop/server/example/content.ts';
import inputs from '../../src/lib/workshop/server/example/seats.json' with { type: 'json' };
import { fates, type AmendmentOfExample } from './amendments.ts';
import { hydrated, type Person } from './journey.ts';
import { askedBefore, forwardTo, notice } from './screens.ts';

export { example, fates, inputs };
export type { AmendmentOfExample };

export type SeatCode = keyof typeof inputs.dots;
export const seatCodes = inputs.seats.map(({ code }) => code as SeatCode);

export const nameOf = (code: SeatCode): string => {
	const seat = inputs.seats.find((one) => one.code === code)!;
	return seat.publicName ?? seat.name!;
};
export const capacityOf = (code: SeatCode): string => (code.startsWith('J') ? 'juror' : inputs.seats.find((one) => one.code === code)!.capacity!.replace(' ', '-'));

/** The landscape is dealt round the table: two or three cards each. */
export const cardsOf = (code: SeatCode) => example.cards.filter((_, index) => index % seatCodes.length === seatCodes.indexOf(code)).map(([, zone, text]) => ({ zone, text }));

export const textOf = (card: string): string => example.cards.find(([code]) => code === card)![2];
export const dotsOf = (code: SeatCode): string[] => inputs.dots[code].map(textOf);
export const roleOf = (code: SeatCode): string => inputs.assignment[code];
export const amendmentsOf = (code: SeatCode) => fates.filter(({ seat }) => seat === code);
export const ballotOf = (code: SeatCode): [string, string][] => Object.entries(inputs.ballots[code]);

export const questionOf = {
	needs: 'De quoi a-\u2060t-\u2060on besoin ?',
	resources: 'Qui, près d’ici, sait faire ?',
	innovation: 'Que pourrait-\u2060on essayer ?',
	constraints: 'Qu’est-\u2060ce qui nous bloque ou nous aide ?'
} as const;

const capacityName: Readonly<Record<string, RegExp>> = {
	juror: /^Juré·e/,
	prescriber: /^Prescriptrice ou prescripteur/,
	buyer: /^Acheteuse ou acheteur/,
	'elected-official': /^Élu·e/
};

/** From the page of the invitation to the waiting room, with the personal code noted. */
export async function enter(page: Page, code: SeatCode): Promise<void> {
	await page.getByLabel('Votre prénom ou un pseudonyme').fill(nameOf(code));
	await page.getByRole('radio', { name: capacityName[capacityOf(code)]! }).check();
	await page.getByRole('button', { name: 'Entrer', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name: `Bonjour ${nameOf(code)}` })).toBeVisible();
	await page.getByRole('link', { name: 'C’est noté' }).click();
	await expect(page.getByText('Vous êtes dans la salle d’attente')).toBeVisible();
}

/** Somebody's screen after the room has moved: on its own with JavaScript, else the person looks again. */
export async function follow(person: Person, step: string): Promise<void> {
	const title = person.page.getByRole('heading', { level: 1, name: step, exact: true });
	if (person.device.javaScriptEnabled === false) await person.page.goto(person.page.url().split('?')[0]!);
	await expect(title).toBeVisible();
}

export async function write(page: Page, { zone, text }: { zone: keyof typeof questionOf; text: string }): Promise<void> {
	await page.getByRole('radio', { name: questionOf[zone] }).check();
	await page.getByLabel('Votre idée, en une phrase').fill(text);
	await page.getByRole('button', { name: 'Garder cette fiche' }).click();
	await expect(page.getByRole('region', { name: 'Vos fiches' }).getByRole('paragraph').filter({ hasText: text })).toBeVisible();
}

/** Places the dots one by one; says how many are left after each. */
export async function placeDots(page: Page, texts: readonly string[]): Promise<void> {
	for (const [index, text] of texts.entries()) {
		await page.getByRole('button', { name: `Poser une gommette sur « ${text} »` }).click();
		const left = texts.length - index - 1;
		await expect(page.getByText(left === 0 ? 'Vos cinq gommettes sont posées.' : `Il vous reste ${left} gommette`)).toBeVisible();
	}
}

export async function castBallot(page: Page, ballot: readonly (readonly [string, string])[]): Promise<void> {
	for (const [scenario, grade] of ballot) await page.getByRole('group', { name: new RegExp(`^${scenario} `) }).getByRole('radio', { name: grade, exact: true }).check();
	await page.getByRole('button', { name: 'Déposer mon bulletin' }).click();
	await expect(page.getByRole('heading', { name: 'Votre bulletin est dans l’urne.' })).toBeVisible();
}

export async function leaveWord(page: Page, { usefulness, word, hours }: { usefulness: RegExp; word: string; hours?: string }): Promise<void> {
	await page.getByRole('radio', { name: usefulness }).check();
	await page.getByLabel('Un mot pour dire cette séance').fill(word);
	if (hours) await page.getByLabel('Vos heures aujourd’hui').fill(hours);
	await page.getByRole('button', { name: 'Envoyer' }).click();
	await expect(notice(page, 'Merci, c’est noté.')).toBeVisible();
}

/** The first page of an instance that nobody works in, then the console of the workshop that is ready. Gives the path of its project. */
export async function openConsole(desk: Person): Promise<string> {
	await desk.goto('/');
	await hydrated(desk.page);
	await desk.page.getByRole('button', { name: /^(Découvrir avec un exemple|Reprendre l’exemple)$/ }).click();
	await expect(desk.page.getByRole('heading', { level: 1, name: example.project.title })).toBeVisible({ timeout: 60_000 });
	const project = new URL(desk.page.url()).pathname;
	await desk.page.getByRole('link', { name: 'Ouvrir la console' }).click();
	await expect(desk.page.getByRole('button', { name: 'Ouvrir les portes' })).toBeVisible();
	return project;
}

/** « Passer à… », what it will do, and yes. */
export async function advance(desk: Page, step: string): Promise<void> {
	await forwardTo(desk, step).click();
	const dialog = askedBefore(desk, step);
	await dialog.locator('button[data-kind=next]').click();
	await expect(dialog).toBeHidden();
	await expect(desk.getByRole('heading', { level: 2, name: step, exact: true })).toBeVisible();
}
