// After the workshop: a juror on an old phone without scripts writes of a passage, the team owes an answer, the text moves on; another one does it by keyboard only.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import postgres from 'postgres';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { expect, hydrated, laptop, noAxeViolations, phone, test, type Person } from '../world/journey.ts';
import { button, choose, justOpened, link, open, type, walkTo } from '../world/keyboard.ts';
import { beforeTheJury } from '../world/rivelles.ts';
import { showStrategy } from '../world/strategy.ts';
import { openRoom, type Caller, type Room, type Seat } from '../world/room.ts';

const bread = { id: randomUUID(), text: 'Un **pain de seigle** chaque jour, pour toutes les écoles.' };
const trays = { id: randomUUID(), text: 'Des barquettes recyclables.' };
type Passage = typeof bread;

async function inDatabase({ databaseUrl }: { readonly databaseUrl: string }, run: (sql: postgres.Sql) => Promise<void>): Promise<void> {
	const sql = postgres(connectionUrl(databaseUrl), { ...connectionOptions(databaseUrl), max: 1, onnotice: () => {} });
	await run(sql);
	await sql.end();
}

const textId = randomUUID();
async function sealVersion(sql: postgres.Sql, authority_id: string, number: number, passages: readonly Passage[]): Promise<void> {
	await sql`insert into text_versions ${sql({ authority_id, text_id: textId, number, causes: sql.json([]), sealed_by: 'system', sealed_at: new Date() })}`;
	await sql`insert into text_passages ${sql(passages.map(({ id, text }, place) => ({ authority_id, text_id: textId, version: number, passage_id: id, place, kind: 'paragraph', text })))}`;
	await sql`update texts set latest = ${number} where id = ${textId}`;
}

/** Ends the workshop with a proposal of two passages and a strategy of one line that the jurors are shown, as its writers leave them. */
async function endWorkshop(sql: postgres.Sql, { gathering }: Room): Promise<string> {
	const now = new Date();
	const [row] = await sql<{ authority_id: string; project_id: string }[]>`update gatherings set closed_at = ${now} where id = ${gathering} returning authority_id, project_id`;
	const { authority_id, project_id } = row!;
	await sql`insert into texts ${sql({ id: textId, authority_id, project_id, occasion_id: gathering, name: 'proposal', topic: `step:${gathering}`, created_at: now })}`;
	await sealVersion(sql, authority_id, 0, [bread, trays]);
	await sql`insert into proposals ${sql({ gathering_id: gathering, authority_id, text_id: textId, sealed_at: now })} on conflict (gathering_id) do update set text_id = excluded.text_id, sealed_at = excluded.sealed_at`;
	await showStrategy(sql, { authority_id, project_id, gathering_id: gathering }, 'Un marché de pain bio');
	return authority_id;
}

const asCaller = (person: Person, { cookie }: Caller) =>
	person.context.addCookies(cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: person.origin })));

/** Nothing to scroll sideways, at any size. */
const fitsAcross = async (page: Page) => expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${page.url()} fits across`).toBeLessThanOrEqual(0);

test('a juror annotates and is answered: without JavaScript, by keyboard, and the text moves on', async ({ person, server }) => {
	const room = await openRoom(server, { seats: 2 });
	await beforeTheJury(server);
	const [jeanne, marc] = room.seats as [Seat, Seat];
	let authority = '';
	await inDatabase(server, async (sql) => {
		authority = await endWorkshop(sql, room);
	});
	const home = `/jure/${room.project}`;

	const her = await person('Jeanne, 81 ans, sans JavaScript', { ...phone, javaScriptEnabled: false });
	const old = await her.goto('/jure');
	await test.step('[AN1, AN2] on an old phone without scripts she writes of some words of a passage', async () => {
		await old.locator('#code, [name=code]').first().fill(jeanne.personalCode);
		await old.getByRole('button', { name: 'Entrer' }).click();
		await old.getByRole('link', { name: 'Lire les textes du projet' }).click();
		await expect(old.getByText('pain de seigle')).toBeVisible();
		await fitsAcross(old);
		await old.getByRole('link', { name: /^Annoter : Un pain de seigle/ }).click();
		await fitsAcross(old);
		await old.getByLabel('Vos mots').fill('Les petits ne mangent pas de seigle.');
		await old.getByRole('button', { name: 'Envoyer' }).click();
		await expect(old.getByText('Choisissez ce que vous voulez dire')).toBeVisible();
		await expect(old.getByLabel('Vos mots')).toHaveValue('Les petits ne mangent pas de seigle.');
		await old.getByLabel('Un doute').check();
		await old.getByLabel('Quels mots').fill('pain de blé');
		await old.getByRole('button', { name: 'Envoyer' }).click();
		await expect(old.getByText('Ces mots ne sont pas dans le passage.')).toBeVisible();
		await expect(old.getByLabel('Un doute')).toBeChecked();
		await old.getByLabel('Quels mots').fill('Pain de seigle');
		await old.getByRole('button', { name: 'Envoyer' }).click();
		await expect(old.getByText('C’est envoyé.')).toBeVisible();
		await expect(old.getByText('Vous avez écrit ici')).toBeVisible();
	});

	const his = await person('Marc, au clavier', { ...phone, host: 'atelier.test' });
	const page = await open(his, '/jure');
	await test.step('[AN2] by keyboard only, he asks a question of the strategy', async () => {
		await type(page, page.getByLabel('Votre code personnel'), marc.personalCode);
		await walkTo(page, button(page, 'Entrer'));
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(new RegExp(`${home}$`));
		await open(his, `${home}/textes`);
		await hydrated(page);
		await noAxeViolations(page);
		await walkTo(page, link(page, 'Annoter : Un marché de pain bio'));
		await page.keyboard.press('Enter');
		await expect(page.getByText('Vous parlez de cette ligne')).toBeVisible();
		await noAxeViolations(page);
		justOpened.add(page);
		await choose(page, page.getByLabel('Une question'));
		await type(page, page.getByLabel('Vos mots'), 'Qui livre le lundi ?');
		await walkTo(page, button(page, 'Envoyer'));
		await page.keyboard.press('Enter');
		await expect(page.getByText('C’est envoyé.')).toBeVisible();
		await noAxeViolations(page);
	});

	const desk = await person('la réserviste', laptop);
	await asCaller(desk, room.desk);
	const team = await desk.goto(`/projets/${room.project}/annotations`);
	await test.step('[AN4, AN9] the team reads what is owed, late said in words, and answers', async () => {
		await hydrated(team);
		await expect(team.getByText('2 réponses dues')).toBeVisible();
		await expect(team.getByText('Réponse attendue avant la fin du').first()).toBeVisible();
		await inDatabase(server, async (sql) => {
			await sql`update annotations set written_at = written_at - interval '20 days' where kind = 'doubt'`;
		});
		await team.reload();
		await hydrated(team);
		await expect(team.getByText('La réponse est en retard').first()).toBeVisible();
		await expect(team.getByRole('listitem').filter({ hasText: 'ne mangent pas' })).toBeVisible();
		await noAxeViolations(team);
		const doubt = team.locator('li.card', { hasText: 'Les petits ne mangent pas de seigle.' });
		await doubt.locator('summary').click();
		await doubt.getByLabel('Votre réponse').fill('Deux pains : seigle et blé.');
		await doubt.getByRole('button', { name: 'Envoyer la réponse' }).click();
		await expect(doubt.getByText('Dites ce que devient cette annotation')).toBeVisible();
		await expect(doubt.getByLabel('Votre réponse')).toHaveValue('Deux pains : seigle et blé.');
		await doubt.getByLabel('Retenu en partie').check();
		await noAxeViolations(team);
		await doubt.getByRole('button', { name: 'Envoyer la réponse' }).click();
		await expect(team.getByText('La réponse est envoyée.')).toBeVisible();
		await expect(team.getByText('1 réponse due', { exact: true })).toBeVisible();
		await team.getByRole('link', { name: 'Répondues' }).click();
		await expect(team.getByText('Qui livre le lundi')).toHaveCount(0);
		await expect(team.getByText('Deux pains')).toBeVisible();
		await team.goto(`${desk.origin}/projets/${room.project}`);
		await expect(team.getByText('1 réponse due')).toBeVisible();
	});

	await test.step('[AN3, AN8] the text moved on; she reads, and contests', async () => {
		await inDatabase(server, (sql) => sealVersion(sql, authority, 1, [{ id: bread.id, text: 'Un **pain de seigle** ou de blé chaque jour.' }, trays]));
		await old.goto(`${her.origin}${home}`);
		await expect(old.getByRole('heading', { name: '1 réponse à lire' })).toBeVisible();
		await old.getByRole('link', { name: 'Mes annotations et leurs réponses' }).click();
		await expect(old.getByText('Retenu en partie').first()).toBeVisible();
		await expect(old.getByText('Ces mots sont toujours dans le texte.')).toBeVisible();
		await fitsAcross(old);
		await old.getByRole('button', { name: /^J’ai lu/ }).click();
		await expect(old.getByText('C’est noté')).toBeVisible();
		await old.locator('summary').filter({ hasText: 'Je ne suis pas d’accord' }).click();
		await old.getByRole('button', { name: 'Contester la réponse' }).click();
		await expect(old.getByText('Dites pourquoi la réponse ne convient pas.')).toBeVisible();
		await old.getByLabel('Pourquoi cette réponse').fill('Et les allergies ?');
		await old.getByRole('button', { name: 'Contester la réponse' }).click();
		await expect(old.getByText('L’équipe vous doit une autre réponse.')).toBeVisible();
		await inDatabase(server, (sql) => sealVersion(sql, authority, 2, [trays]));
		await old.goto(`${her.origin}${home}/annotations`);
		await expect(old.getByText('Ce passage n’est plus dans le texte depuis la version 2.')).toBeVisible();
		await expect(old.locator('blockquote')).toHaveText('pain de seigle');
	});

	await test.step('[AN7] he takes his question back, by keyboard, in dark', async () => {
		await page.emulateMedia({ colorScheme: 'dark' });
		await open(his, `${home}/annotations`);
		await hydrated(page);
		await noAxeViolations(page);
		await fitsAcross(page);
		await walkTo(page, page.getByRole('button', { name: /^Retirer/ }));
		await page.keyboard.press('Enter');
		await walkTo(page, button(page, 'Oui, retirer'));
		await page.keyboard.press('Enter');
		await expect(page.getByText('C’est retiré.')).toBeVisible();
		await expect(page.getByText('Vous l’avez retirée')).toBeVisible();
		await team.goto(`${desk.origin}/projets/${room.project}/annotations?voir=contestees`);
		await expect(team.getByText('Réponse contestée')).toBeVisible();
		await expect(team.getByText('Et les allergies')).toBeVisible();
		await expect(team.getByText('Qui livre le lundi')).toHaveCount(0);
		await team.setViewportSize({ width: 390, height: 844 });
		await fitsAcross(team);
		await noAxeViolations(team);
	});
});
