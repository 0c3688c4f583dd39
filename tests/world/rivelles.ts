// « À table, les Rivelles ! » as its journeys tell it: who sits where, what each writes, places and votes, and the gestures of a browser in the room.
import { expect, type Page } from '@playwright/test';
import postgres from 'postgres';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import * as example from '../../src/lib/workshop/server/example/content.ts';
import { roles } from '../../src/lib/workshop/server/example/roles.ts';
import inputs from '../../src/lib/workshop/server/example/seats.json' with { type: 'json' };
import { fates, type AmendmentOfExample } from './amendments.ts';
import { hydrated, type Person } from './journey.ts';
import type { Desk } from './room.ts';
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
export const cardName = (role: string): string => roles.find(({ code }) => code === role)!.name;
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
	await dialog.locator('form button').click();
	await expect(dialog).toBeHidden();
	await expect(desk.getByRole('heading', { level: 2, name: step, exact: true })).toBeVisible();
}

/** The draft answers this need, as the prescriber ticks it. */
export async function answersNeed(page: Page, code: string): Promise<void> {
	const button = page.getByRole('button', { name: `Le brouillon y répond : ${textOf(code)}` });
	if (!(await button.isVisible())) await page.getByText(/Les autres besoins sans réponse/).click();
	await button.click();
	await expect(button).toHaveCount(0);
}

/** An amendment, from the hand of whoever writes it. */
export async function writesAmendment(page: Page, { type, aimsAt, text, reason, needs }: AmendmentOfExample): Promise<void> {
	const another = page.getByRole('region', { name: /^Écrire un/ });
	const where = another.getByLabel('Sur quel passage ?');
	await where.selectOption(aimsAt ? (await where.locator('option').filter({ hasText: aimsAt.slice(0, 30) }).getAttribute('value'))! : '');
	await another.getByRole('radio', { name: new RegExp(`^${{ add: 'Ajouter', replace: 'Remplacer', remove: 'Retirer', condition: 'Mettre une condition', split: 'En faire un scénario' }[type]}`) }).check();
	await another.getByLabel('Votre texte').fill(text);
	await another.getByLabel('Pourquoi ?').fill(reason);
	if (needs.length) {
		if (!(await another.getByRole('checkbox').first().isVisible())) await another.locator('summary', { hasText: 'À quels besoins répond-' }).click();
		for (const need of needs) await another.getByRole('checkbox', { name: textOf(need) }).check();
	}
	await another.getByRole('button', { name: 'Garder', exact: true }).click();
	await expect(page.getByRole('region', { name: 'Mes amendements' }).getByRole('paragraph').filter({ hasText: reason })).toBeVisible();
}

interface AmendmentSeen {
	readonly id: string;
	readonly code: string;
	readonly reason: string;
}

/** What the room calls the amendment of the example. */
export async function amendmentOf(tool: Desk, { reason }: AmendmentOfExample): Promise<AmendmentSeen> {
	const { step } = await tool.desk<{ amendments: readonly AmendmentSeen[] }>();
	return step.amendments.find((one) => one.reason === reason)!;
}

/** The pen writes what a version integrates, from the buyer's hand or from the desk, and seals it. */
export async function integrates(tool: Desk, page: Page, version: number, before?: () => Promise<void>): Promise<void> {
	const pen = page.getByRole('region', { name: 'La plume : écrire dans la proposition' });
	for (const box of await pen.getByRole('checkbox', { name: /^Intégrer/ }).all()) await box.uncheck();
	for (const one of fates.filter(({ fate }) => fate.version === version)) {
		const amendment = await amendmentOf(tool, one);
		const takes = page.getByRole('checkbox', { name: `Intégrer ${amendment.code} · ${roleOf(one.seat as SeatCode)} · ${cardName(roleOf(one.seat as SeatCode))}` });
		await takes.check();
		if (one.fate.words) await pen.getByRole('region').filter({ has: takes }).getByRole('textbox').fill(one.fate.words);
	}
	await before?.();
	await pen.getByRole('button', { name: `Sceller la version v${version}` }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: `Sceller la version v${version}` }).click();
	await expect(pen.getByRole('button', { name: `Sceller la version v${version}` })).toBeHidden();
}

/** The example before it had a jury, and before anybody annotated: where a journey tells these themselves. */
export async function beforeTheJury({ databaseUrl }: { readonly databaseUrl: string }): Promise<void> {
	const sql = postgres(connectionUrl(databaseUrl), { ...connectionOptions(databaseUrl), max: 1, onnotice: () => {} });
	await sql`truncate juries, annotations, juror_hours, juror_wishes, juror_devices, juror_money, jury_declarations, jury_recusals, jury_lessons_done cascade`;
	await sql.end();
}
