// Two phones, one of them behind a proxy without sockets, and the facilitator's laptop at one board: they group by two taps, rename, split, move by keyboard; the wall follows; the freeze is said.
import type { Page } from '@playwright/test';
import postgres from 'postgres';
import { expect, hydrated, laptop, noAxeViolations, test, wall, type Person } from '../world/journey.ts';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { messageBoard } from '../../src/lib/boards/ink/frames.ts';
import { aboutToGroup } from '../world/landscape.ts';

const written = [
	['needs', 'Manger chaud le midi'],
	['needs', 'Du temps pour manger'],
	['needs', 'Moins de bruit et plus de lumière'],
	['needs', 'Des légumes d’ici'],
	['resources', 'La légumerie de la vallée'],
	['innovation', 'Cuisiner avec les élèves'],
	['constraints', 'Un seul camion']
] as const;

const card = (page: Page, text: string) => page.getByRole('checkbox', { name: text, exact: true });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const saved = (page: Page) => expect(page.locator('.saved')).toHaveText('Enregistré');
const group = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Somebody's way to the board: the server's confirmations can be held back, and the line be cut. */
async function lineOf(who: Person) {
	const held: (() => void)[] = [];
	const ends = new Set<() => void>();
	const line = { holds: false, isCut: false };
	await who.page.routeWebSocket(/\/boards\//, (socket) => {
		if (line.isCut) return void socket.close({ code: 1013 });
		const server = socket.connectToServer();
		ends.add(() => void Promise.all([socket.close({ code: 1013 }), server.close()]));
		socket.onMessage((message) => server.send(message));
		server.onMessage((message) => {
			if (line.holds && message[0] === messageBoard) held.push(() => socket.send(message));
			else socket.send(message);
		});
	});
	return {
		hold: () => void (line.holds = true),
		letGo() {
			line.holds = false;
			for (const go of held.splice(0)) go();
		},
		cut() {
			line.isCut = true;
			for (const end of ends) end();
			ends.clear();
		},
		mend: () => void (line.isCut = false)
	};
}

/** Somebody behind a proxy that lets no socket through, as in many administrations; what they ask for instead. */
async function withoutSockets(who: Person): Promise<Set<string>> {
	await who.page.addInitScript(() => {
		window.WebSocket = class extends EventTarget {
			readyState = 0;
			onclose: ((event: { code: number }) => void) | null = null;
			constructor() {
				super();
				setTimeout(() => this.onclose?.({ code: 1006 }));
			}
			close() {}
		} as never;
	});
	const asked = new Set<string>();
	who.page.on('request', (request) => /\/boards\/[^/]+\/flux/.test(request.url()) && asked.add(request.method()));
	return asked;
}

/** What takes time in a room takes none in a test. */
async function inDatabase({ databaseUrl }: { readonly databaseUrl: string }, statement: string): Promise<void> {
	const sql = postgres(connectionUrl(databaseUrl), { ...connectionOptions(databaseUrl), max: 1 });
	await sql.unsafe(statement);
	await sql.end();
}

/** How many changes this browser keeps until they are confirmed. */
const keptInBrowser = () =>
	new Promise<number>((counted, failed) => {
		const asked = indexedDB.open('eclaireurs');
		asked.onerror = () => failed(asked.error);
		asked.onsuccess = () => {
			const count = asked.result.transaction('unsent').objectStore('unsent').count();
			count.onsuccess = () => {
				asked.result.close();
				counted(count.result);
			};
		};
	});

/** By keyboard alone: to the control of this name, however far it is, and Enter. */
async function press(page: Page, name: string, key = 'Enter'): Promise<void> {
	await expect
		.poll(
			async () => {
				await page.keyboard.press('Tab');
				return page.evaluate(() => {
					const at = document.activeElement;
					return (at?.getAttribute('aria-label') ?? at?.textContent ?? '').replace(/\s+/g, ' ').trim();
				});
			},
			{ intervals: [0], timeout: 15_000 }
		)
		.toBe(name);
	await page.keyboard.press(key);
}

test('a table brings its cards together, and the room sees it', async ({ server, person }) => {
	const { room, awa, denis, solene, projector, sit } = await aboutToGroup(server, person, written);
	const line = await lineOf(awa);
	const asked = await withoutSockets(denis);
	await sit();

	await test.step('Awa chooses two cards and groups them; it says « Enregistré » once the server has it', async () => {
		const { page } = awa;
		await saved(page);
		line.hold();
		await card(page, 'Manger chaud le midi').check();
		await card(page, 'Du temps pour manger').check();
		await noAxeViolations(page);
		await button(page, 'Regrouper 2 fiches').click();
		await page.getByLabel('Nom du groupe').fill('Le repas');
		await noAxeViolations(page);
		await page.keyboard.press('Enter');
		await expect(group(page, 'Le repas').getByRole('checkbox')).toHaveCount(2);
		await expect(page.getByRole('heading', { name: 'Le repas' })).toBeFocused();
		for (const { page } of [denis, solene]) await expect(group(page, 'Le repas').getByRole('checkbox')).toHaveCount(2);
		expect([...asked].sort()).toEqual(['GET', 'POST']);
		await expect(projector.page.getByRole('heading', { name: 'Le repas' })).toBeVisible();
		await expect(page.locator('.saved')).toHaveText('Enregistrement…');
		line.letGo();
		await saved(page);
	});

	await test.step('Denis renames the group, cuts a card in two and sends one to another question', async () => {
		const { page } = denis;
		await button(page, 'Renommer le groupe « Le repas »').click();
		await page.getByLabel('Nom du groupe').fill('Un vrai repas');
		await button(page, 'Enregistrer').click();
		await expect(group(awa.page, 'Un vrai repas')).toBeVisible();
		await button(page, 'Déplacer ou changer « Moins de bruit et plus de lumière »').click();
		const sheet = page.getByRole('dialog');
		await noAxeViolations(page);
		await button(page, 'Couper en deux fiches…').click();
		await expect(sheet.getByLabel('Première fiche')).toHaveValue('Moins de bruit');
		await sheet.getByLabel('Deuxième fiche').fill('');
		await button(page, 'Couper en deux').click();
		await expect(sheet.getByRole('alert')).toContainText('une fiche ne peut pas être vide');
		await sheet.getByLabel('Deuxième fiche').fill('Plus de lumière');
		await noAxeViolations(page);
		await button(page, 'Couper en deux').click();
		await expect(sheet).toBeHidden();
		for (const { page } of [awa, denis, solene]) await expect(card(page, 'Plus de lumière')).toBeVisible();
		await button(page, 'Déplacer ou changer « Des légumes d’ici »').click();
		await sheet.getByRole('button', { name: 'Qui, près d' }).click();
		await expect(card(page, 'Des légumes d’ici')).toBeHidden();
		await page.locator('.tab[data-zone=resources]').click();
		await expect(card(page, 'Des légumes d’ici')).toBeVisible();
		await saved(page);
		await expect(projector.page.getByText('Plus de lumière')).toBeVisible();
	});

	await test.step('Solène groups from the console by keyboard alone, and takes it back', async () => {
		const { page } = solene;
		await card(page, 'Plus de lumière').focus();
		await page.keyboard.press('Space');
		await card(page, 'Moins de bruit').focus();
		await page.keyboard.press('Space');
		await press(page, 'Regrouper 2 fiches');
		await expect(page.getByLabel('Nom du groupe')).toBeFocused();
		await page.keyboard.type('Le lieu');
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { name: 'Le lieu' })).toBeFocused();
		await expect(group(awa.page, 'Le lieu')).toBeVisible();
		await press(page, 'Déplacer ou changer « Plus de lumière »');
		await press(page, 'Sortir du groupe');
		await expect(page.getByRole('dialog')).toBeHidden();
		await expect(button(page, 'Déplacer ou changer « Plus de lumière »')).toBeFocused();
		await expect(group(page, 'Le lieu').getByRole('checkbox')).toHaveCount(1);
		await press(page, 'Défaire : déplacer « Plus de lumière »');
		await expect(group(page, 'Le lieu').getByRole('checkbox')).toHaveCount(2);
		await saved(page);
		await noAxeViolations(page);
		await expect(group(awa.page, 'Le lieu').getByRole('checkbox')).toHaveCount(2);
	});

	await test.step('Solène changes the words of a card, and puts back those that were revealed', async () => {
		const { page } = solene;
		await button(page, 'Déplacer ou changer « Du temps pour manger »').click();
		await button(page, 'Changer le texte…').click();
		await page.getByLabel('Texte de la fiche').fill('Une heure');
		await button(page, 'Enregistrer').click();
		await expect(card(awa.page, 'Une heure')).toBeVisible();
		// the one that Denis cut is told, too
		await page.getByText('2 fiches ne disent plus ce qui a été dévoilé', { exact: true }).click();
		await noAxeViolations(page);
		await button(page, 'Remettre le texte d’origine : « Du temps pour manger »').click();
		await expect(page.getByText('Le texte d’origine est de nouveau sur la fiche.')).toBeVisible();
		for (const one of [page, awa.page]) await expect(card(one, 'Du temps pour manger')).toBeVisible();
		await expect(page.getByText('1 fiche ne dit plus ce qui a été dévoilé', { exact: true })).toBeVisible();
	});

	await test.step('what Awa does while her network is away waits, says so, and arrives', async () => {
		const { page } = awa;
		line.cut();
		await expect(page.getByText('La connexion est coupée')).toBeVisible();
		await button(page, 'Déplacer ou changer « Moins de bruit »').click();
		await button(page, 'Sortir du groupe').click();
		await expect(page.locator('.saved')).toHaveText('1 modification pas encore enregistrée');
		await noAxeViolations(page);
		// even if her page is closed meanwhile
		await expect.poll(() => page.evaluate(keptInBrowser)).toBe(1);
		await page.reload();
		await hydrated(page);
		line.mend();
		await expect(group(solene.page, 'Le lieu').getByRole('checkbox')).toHaveCount(1);
		await saved(page);
		await expect.poll(() => page.evaluate(keptInBrowser)).toBe(0);
	});

	await test.step('all that was done by then is ten minutes old; a group is lost; Solène looks at the minute before, and brings it back', async () => {
		await inDatabase(server, "update ydoc_updates set at = at - interval '10 minutes'");
		const { page } = awa;
		await button(page, 'Déplacer ou changer « Plus de lumière »').click();
		await button(page, 'Sortir du groupe').click();
		await expect(group(page, 'Le lieu')).toHaveCount(0);
		await saved(page);
		await solene.page.getByRole('link', { name: 'Revoir le paysage minute par minute' }).click();
		await solene.page.getByRole('link', { name: 'Avant', exact: true }).click();
		await expect(solene.page.getByText('Groupe défait depuis')).toBeVisible();
		await expect(solene.page.getByRole('heading', { name: 'Le lieu' })).toBeVisible();
		await noAxeViolations(solene.page);
		await button(solene.page, 'Revenir à cet état').click();
		await noAxeViolations(solene.page);
		await solene.page.getByRole('alertdialog').getByRole('button', { name: 'Revenir à cet état' }).click();
		await expect(solene.page.getByText('Le paysage est revenu à cet état')).toBeVisible();
		await expect(group(page, 'Le lieu').getByRole('checkbox')).toHaveCount(1);
		await solene.goto(room.desk.path);
	});

	await test.step('the room moves on while Awa is cut off and at her text: it comes too late, is refused in words, and handed back', async () => {
		const { page } = awa;
		line.cut();
		await button(page, 'Déplacer ou changer « Moins de bruit »').click();
		await expect(button(page, 'Changer le texte…')).toHaveCount(0);
		await button(page, 'Couper en deux fiches…').click();
		await page.getByLabel('Première fiche').fill('Plus du tout de bruit');
		await page.getByLabel('Deuxième fiche').fill('Des murs qui absorbent le bruit');
		await button(page, 'Couper en deux').click();
		await expect(page.getByRole('dialog').getByRole('alert')).toContainText('gardent les mots tels quels');
		await page.getByLabel('Première fiche').fill('Moins');
		await page.getByLabel('Deuxième fiche').fill('De bruit');
		await button(page, 'Couper en deux').click();
		await card(page, 'Plus de lumière').check();
		await button(page, 'Faire un groupe de cette fiche').click();
		// she is at the name of a group: her screen waits for her
		await page.getByLabel('Nom du groupe').fill('La lumière');
		await room.desk.advance();
		await expect(page.getByRole('button', { name: 'Rejoindre la salle' }).or(page.getByText('La salle est passée à')).first()).toBeVisible();
		line.mend();
		const refused = page.getByRole('alert');
		await expect(refused).toContainText('après le gel du paysage');
		await expect(refused).toContainText('De bruit');
		await expect(page.getByText('Le paysage est figé')).toBeVisible();
		await expect(page.getByText('Moins de bruit')).toBeVisible();
		await noAxeViolations(page);
		const { groups, cards } = (await room.seats[2]!.hand<{ groups: { title: string }[]; cards: { text: string }[] }>('landscape-grouping')).step;
		expect(groups.map(({ title }) => title).sort()).toEqual(['Le lieu', 'Un vrai repas']);
		expect(cards.map(({ text }) => text)).toContain('Moins de bruit');
	});
});
