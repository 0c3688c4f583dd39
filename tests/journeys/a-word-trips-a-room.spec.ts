// « Le mot qui coince »: three jurors, one by keyboard alone, one without JavaScript, say that a word escapes them; one sentence answers them all, and nobody learns who asked.
import type { Page } from '@playwright/test';
import postgres from 'postgres';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { giveAgenda } from '../world/agenda.ts';
import { expect, hydrated, laptop, noAxeViolations, phone, test, type Person } from '../world/journey.ts';
import { openRoom, Stream, type Seat } from '../world/room.ts';
import { openAs, titled } from '../world/screens.ts';

const meaning = 'Couper un marché en plusieurs parts, pour que de petites entreprises puissent répondre.';
const text = `# Des repas cuisinés ici

L’allotissement du marché sépare la **cuisine** et la livraison. Chaque lot a son titulaire, et l’allotissement se relit chaque année.

- Un lot pour les légumes, sous DCE simplifié
- Un lot pour la livraison à vélo`;

const toggle = (page: Page) => page.getByRole('button', { name: 'Un mot vous échappe ? Touchez-le' });
const word = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first();
const own = (page: Page) => page.getByRole('region', { name: 'Vos mots signalés, sans votre nom' });
const heard = (page: Page, words: string | RegExp) => page.locator('main > [aria-live=polite]').filter({ hasText: words });
const plainText = (page: Page) => page.locator('[data-passage] .words').evaluateAll((all) => all.map((one) => one.textContent));

/** Without JavaScript nothing says that the page is live. */
async function openPlain(person: Person, seat: Seat): Promise<Page> {
	await person.context.addCookies(seat.cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: person.origin })));
	return person.goto(seat.path);
}

test('[LE3, LE4, LE5, LE7, LE8] a word trips three people, and one sentence answers the whole room', async ({ person, server }) => {
	const room = await openRoom(server, { seats: 3 });
	await giveAgenda(server, room.gathering, ['welcome', 'proposal', 'clarification', 'amendments', 'closing']);
	const prescriber = await room.join('Prescriptrice', 'prescriber');
	await room.desk.letIn();
	await room.desk.advanceTo('proposal');
	const { draft } = (await prescriber.hand<{ draft: { version: string } }>()).step;
	expect((await prescriber.act('proposal', 'write-draft', { text, version: draft.version })).type).toBe('success');
	expect((await prescriber.act('proposal', 'seal')).type).toBe('success');

	const [odile, kacem, lucie] = room.seats as [Seat, Seat, Seat];
	const hers = await openAs(await person('Odile', phone), odile, odile.path);
	const his = await openAs(await person('Kacem, au clavier', phone), kacem, kacem.path);
	const plain = await openPlain(await person('Lucie, sans JavaScript', { ...phone, javaScriptEnabled: false }), lucie);
	const desk = await openAs(await person('console', laptop), room.desk, room.desk.path);
	const stream = await Stream.open(lucie, `/direct/${room.gathering}`);
	const asRead = await plainText(plain);
	expect(await plainText(hers)).toEqual(asRead);

	await test.step('a finger on the text sends nothing before one has said so', async () => {
		await hers.locator('[data-passage] p').first().tap();
		await expect(hers.locator('[data-word]')).toHaveCount(0);
		await expect(desk.getByRole('region', { name: 'Lexique' })).toBeVisible();
		await expect(own(hers)).toHaveCount(0);
	});

	await test.step('Odile touches the word, by mistake another, and takes that one back', async () => {
		await toggle(hers).tap();
		expect(await plainText(hers)).toEqual(asRead);
		await word(hers, 'cuisine').tap();
		await expect(word(hers, 'cuisine')).toHaveAttribute('aria-pressed', 'true');
		await word(hers, 'cuisine').tap();
		await expect(word(hers, 'cuisine')).toHaveAttribute('aria-pressed', 'false');
		await expect(heard(hers, '« cuisine » n’est plus signalé.')).toHaveCount(1);
		await word(hers, 'allotissement').tap();
		await expect(heard(hers, '« allotissement » est signalé, sans votre nom.')).toHaveCount(1);
		// both places are one word
		await expect(hers.locator('[data-word][aria-pressed="true"]')).toHaveCount(2);
		await noAxeViolations(hers);
		await hers.getByRole('button', { name: 'Terminé' }).tap();
		await expect(own(hers)).toContainText('allotissement');
		expect(await plainText(hers)).toEqual(asRead);
		await noAxeViolations(hers);
	});

	await test.step('Kacem does the same by keyboard: the text is one stop, arrows go from word to word', async () => {
		await toggle(his).focus();
		await his.keyboard.press('Enter');
		const first = his.locator('[data-word]').first();
		await expect(first).toBeFocused();
		expect(await his.locator('[data-word][tabindex="0"]').count()).toBe(1);
		await his.keyboard.press('End');
		await expect(his.locator('[data-word]').last()).toBeFocused();
		await his.keyboard.press('Home');
		while ((await his.locator(':focus').getAttribute('data-word')) !== 'allotissement') await his.keyboard.press('ArrowRight');
		await his.keyboard.press('ArrowDown');
		await his.keyboard.press('ArrowUp');
		await expect(his.locator(':focus')).toHaveAttribute('data-word', 'allotissement');
		await his.keyboard.press('Enter');
		await expect(word(his, 'allotissement')).toHaveAttribute('aria-pressed', 'true');
		await expect(word(his, 'allotissement')).toBeFocused();
		await his.keyboard.press('Escape');
		await expect(toggle(his)).toBeFocused();
		await expect(own(his)).toContainText('allotissement');
	});

	await test.step('Lucie writes it; what is no word is given back with what to do', async () => {
		await plain.getByText('Un mot vous échappe ? Écrivez-le').click();
		await plain.getByLabel('Quel mot ?').fill('…');
		await plain.getByRole('button', { name: 'Je ne comprends pas ce mot' }).click();
		await expect(plain.getByLabel('Quel mot ?')).toHaveAccessibleDescription(/Écrivez le mot qui coince/);
		await expect(plain.getByLabel('Quel mot ?')).toHaveValue('…');
		await plain.getByLabel('Quel mot ?').fill('L’Allotissement,');
		await plain.getByRole('button', { name: 'Je ne comprends pas ce mot' }).click();
		await expect(own(plain)).toContainText('Allotissement');
	});

	await test.step('the console reads a number, and nothing of who', async () => {
		await expect(desk.getByRole('link', { name: '1 mot qui coince', exact: true })).toBeVisible();
		const stuck = desk.getByRole('region', { name: 'Les mots qui coincent' });
		await expect(stuck.locator('summary').first()).toHaveText(/3 personnes\s*: allotissement/);
		await noAxeViolations(desk);
		const told = JSON.stringify(((await room.desk.desk()) as unknown as { words: { stuck: unknown } }).words.stuck);
		expect(told).toBe('[{"key":"allotissement","word":"allotissement","seats":3}]');
		await stuck.getByText('3 personnes').click();
		await stuck.getByRole('button', { name: 'Expliquer à la salle' }).click();
		const field = stuck.getByLabel('« allotissement » en une phrase simple');
		await expect(field).toHaveAccessibleDescription(/Écrivez l’explication/);
		await field.fill(meaning);
		await stuck.getByRole('button', { name: 'Expliquer à la salle' }).click();
		await expect(desk.getByRole('region', { name: 'Lexique' })).toBeVisible();
	});

	await test.step('all hands read the explanation, where the word is read and beside their own', async () => {
		for (const page of [hers, his]) {
			await expect(own(page)).toContainText(meaning);
			await expect(heard(page, meaning)).toHaveCount(1);
		}
		const mark = his.getByRole('button', { name: 'allotissement, mot expliqué' });
		await mark.first().focus();
		await his.keyboard.press('Enter');
		await expect(mark.first()).toHaveAttribute('aria-expanded', 'true');
		await expect(his.locator('[data-passage]').getByText(meaning)).toBeVisible();
		await noAxeViolations(his);
		await his.keyboard.press('Escape');
		await expect(his.locator('[data-passage]').getByText(meaning)).toHaveCount(0);
		expect(await plainText(his)).toEqual(asRead);

		await plain.goto(plain.url().split('?')[0]!);
		await plain.getByRole('link', { name: 'allotissement, mot expliqué' }).first().click();
		await expect(plain.locator('dd').getByText(meaning)).toBeVisible();
		await own(plain).getByRole('button', { name: 'J’ai compris' }).click();
		await expect(own(plain)).toHaveCount(0);
	});

	await test.step('the lexicon is one tap away, at any step', async () => {
		await room.desk.advanceTo('clarification');
		await expect(titled(hers, 'Poser ses questions')).toBeVisible();
		await hers.getByRole('link', { name: 'Relire la proposition' }).click();
		await expect(hers.getByRole('button', { name: 'allotissement, mot expliqué' }).first()).toBeVisible();
		await noAxeViolations(hers);
		await hers.getByText('Mon écran').click();
		await hers.getByRole('link', { name: 'Lexique : les mots expliqués' }).click();
		const lexicon = hers.getByRole('region', { name: 'Lexique' });
		await expect(lexicon).toContainText(meaning);
		await lexicon.getByRole('link', { name: 'Fermer le lexique' }).click();
		await expect(lexicon).toHaveCount(0);
	});

	await test.step('nobody can tell who: nothing in the journal, in the streams, on the console', async () => {
		expect(stream.said.replaceAll(/(retry: \d+|: listening|data: [a-z:]+:[0-9a-f-]{36}|event: beat|data: still here|data:)\s*/g, '').trim()).toBe('');
		stream.close();
		const sql = postgres(connectionUrl(server.databaseUrl), { ...connectionOptions(server.databaseUrl), max: 1, onnotice: () => {} });
		const journal = await sql<{ act: string; all: string }[]>`select act, journal_entries::text as all from journal_entries`;
		expect(journal.filter(({ act }) => act === 'word-explained')).toHaveLength(1);
		for (const { all } of journal) expect(all).not.toMatch(/allotissement|cuisine|petites entreprises/i);
		expect(journal.filter(({ act }) => /tap|stuck|trip/.test(act))).toEqual([]);
		await sql.end();
		const html = await room.desk.page(room.desk.path);
		for (const before of html.split(/allotissement/i).slice(0, -1)) expect(before.slice(-400)).not.toMatch(/Personne [123]/);
	});

	await test.step('between two workshops, the project keeps its lexicon', async () => {
		const page = await openAs(await person('la collectivité', laptop), room.desk, `/projets/${room.project}/lexique`);
		await expect(page.getByRole('heading', { level: 3, name: 'allotissement' })).toBeVisible();
		await page.getByText('Ajouter un mot').click();
		await page.getByLabel('Mot ou expression').fill('DCE');
		await page.getByRole('button', { name: 'Garder l’explication' }).click();
		await expect(page.getByLabel('En une phrase simple').first()).toHaveAccessibleDescription(/Écrivez l’explication/);
		await expect(page.getByLabel('Mot ou expression')).toHaveValue('DCE');
		await page.getByLabel('En une phrase simple').first().fill('Le dossier que lisent les entreprises.');
		await page.getByRole('button', { name: 'Garder l’explication' }).click();
		await expect(page.getByText('2 mots expliqués')).toBeVisible();
		await noAxeViolations(page);
		await page.getByText('Corriger').first().click();
		await noAxeViolations(page);
		await page.getByRole('button', { name: 'Retirer' }).last().click();
		await page.getByRole('alertdialog').getByRole('button', { name: 'Retirer' }).click();
		await expect(page.getByText('1 mot expliqué')).toBeVisible();
	});

	await test.step('[LE6] the closing forgets what was tapped', async () => {
		await room.desk.advanceTo('closing');
		await room.desk.change('close');
		await hydrated(hers);
		const late = await odile.send(`${odile.path}?/word`, { stuck: 'lot' });
		expect(late.body).toContain('gathering-closed');
		const sql = postgres(connectionUrl(server.databaseUrl), { ...connectionOptions(server.databaseUrl), max: 1, onnotice: () => {} });
		expect(await sql`select 1 from stuck_words`).toHaveLength(0);
		await sql.end();
	});
});
