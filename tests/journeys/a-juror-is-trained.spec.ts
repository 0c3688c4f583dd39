// From the letter to the workshop: two members of the jury learn, declare and come in, one on an old phone without scripts, one by keyboard only; the team decides and pays.
import { createHash, randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import postgres from 'postgres';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { expect, hydrated, laptop, noAxeViolations, phone, test, type Person } from '../world/journey.ts';
import { button, choose, justOpened, link, open, press, type, walkTo } from '../world/keyboard.ts';
import { beforeTheJury } from '../world/rivelles.ts';
import { openRoom, type Caller, type Room, type Seat } from '../world/room.ts';

/** Gives people who have a code a seat on the panel, as a draw would: names and a cost of the deliberation. */
async function seatOnPanel({ databaseUrl }: { readonly databaseUrl: string }, people: readonly { readonly code: string; readonly first: string; readonly last: string }[]): Promise<void> {
	const sql = postgres(connectionUrl(databaseUrl), { ...connectionOptions(databaseUrl), max: 1, onnotice: () => {} });
	const hashOf = (code: string) => createHash('sha256').update(code.replaceAll('-', '')).digest('hex');
	const members = await sql<{ id: string; authority_id: string; project_id: string; reentry_hash: string }[]>`select * from memberships where reentry_hash in ${sql(people.map(({ code }) => hashOf(code)))}`;
	const { authority_id, project_id } = members[0]!;
	const [jury, sortition, now] = [randomUUID(), randomUUID(), new Date()];
	const cost = { version: 1, halfDays: 5, allowance: 4_500, childcare: 2_000, letters: 0, post: 0, other: 0 };
	await sql`insert into juries ${sql({ id: jury, authority_id, project_id, roll_seats: 6, volunteer_seats: 4, quotas: sql.json({ version: 1, categories: [] }), quorum: 2, cost: sql.json(cost), deliberation: '2027-014', slug: `jury-${jury}`, created_at: now })}`;
	await sql`insert into jury_sortitions ${sql({ id: sortition, authority_id, jury_id: jury, attempt: 1, state: 'drawn', begun_by: 'system', begun_at: now })}`;
	for (const { code, first, last } of people) {
		const candidate = randomUUID();
		await sql`insert into jury_candidates ${sql({ id: candidate, authority_id, jury_id: jury, pool: 'volunteers', code: candidate.slice(0, 8), profile: sql.json({}), household: candidate, channel: 'form', entered_by: 'system' })}`;
		await sql`insert into jury_contacts ${sql({ candidate_id: candidate, authority_id, jury_id: jury, last_name: last, first_name: first, same_as: candidate })}`;
		const membership_id = members.find(({ reentry_hash }) => reentry_hash === hashOf(code))!.id;
		await sql`insert into jury_seats ${sql({ id: randomUUID(), authority_id, jury_id: jury, sortition_id: sortition, candidate_id: candidate, state: 'accepted', membership_id })}`;
	}
	await sql.end();
}

const asCaller = (person: Person, { cookie }: Caller) =>
	person.context.addCookies(cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: person.origin })));

/** Nothing to scroll sideways, at any size. */
const fitsAcross = async (page: Page) => expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${page.url()} fits across`).toBeLessThanOrEqual(0);

const lessonTitles = ['Comment marche un achat public', 'La transparence', 'L’égalité de traitement', 'La liberté d’accès', 'Le secret des offres', 'Les conflits d’intérêts'];

let room: Room;
test('a juror is trained: without JavaScript, by keyboard, and the team decides', async ({ person, server }) => {
	room = await openRoom(server, { seats: 2 });
	await beforeTheJury(server);
	const [jeanne, marc] = room.seats as [Seat, Seat];
	await seatOnPanel(server, [
		{ code: jeanne.personalCode, first: 'Jeanne', last: 'Roussel' },
		{ code: marc.personalCode, first: 'Marc', last: 'Petit' }
	]);
	const home = `/jure/${room.project}`;

	await test.step('[JU72] an old phone without scripts: the door of the workshop says what comes first', async () => {
		const her = await person('Jeanne, 81 ans, sans JavaScript', { ...phone, javaScriptEnabled: false });
		const page = await her.goto('/retour');
		await page.locator('#code').fill(jeanne.personalCode);
		await page.locator('button[data-kind=next]').click();
		await expect(page.getByText('la formation se finit avant d’entrer')).toBeVisible();
		await page.getByRole('button', { name: 'Aller à ma page de juré·e' }).click();
		await expect(page).toHaveURL(new RegExp(`${home}$`));
		await expect(page.getByText('Vous en avez fini 0 sur 6')).toBeVisible();
		await fitsAcross(page);
		await page.getByRole('link', { name: 'Commencer la formation' }).click();
		await page.getByRole('link', { name: lessonTitles[0]! }).click();
		await expect(page.getByRole('heading', { level: 1, name: lessonTitles[0]! })).toBeVisible();
		await fitsAcross(page);
		await page.getByRole('button', { name: 'Envoyer mes trois réponses' }).click();
		await expect(page.getByRole('alert')).toContainText('Il manque une réponse');
		for (const [nth, title] of lessonTitles.entries()) {
			await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
			for (const question of ['q1', 'q2', 'q3']) await page.locator(`input[name=${question}]`).first().check();
			await page.getByRole('button', { name: 'Envoyer mes trois réponses' }).click();
			await expect(page.getByRole('heading', { name: 'Vos réponses, expliquées' })).toBeVisible();
			if (nth === 0) {
				// every answer of hers to this one was wrong: each is explained, and counts for nothing
				await expect(page.getByText('La réponse juste')).toHaveCount(3);
						await page.reload();
				await expect(page.getByText('Leçon faite')).toBeVisible();
			}
			if (nth < lessonTitles.length - 1) await page.getByRole('link', { name: `Leçon suivante\u00a0: ${lessonTitles[nth + 1]!}` }).click();
		}
		await page.getByRole('link', { name: 'Faire ma déclaration' }).click();
		await fitsAcross(page);
		await page.getByRole('button', { name: 'Signer ma déclaration' }).click();
		await expect(page.getByText('Choisissez une des trois réponses.')).toBeVisible();
		await page.getByLabel('Je n’ai aucun lien').check();
		await page.getByRole('button', { name: 'Signer ma déclaration' }).click();
		await expect(page.getByText('Cochez la case pour signer.')).toBeVisible();
		await expect(page.getByLabel('Je n’ai aucun lien')).toBeChecked();
		await page.getByLabel('J’ai lu, et ce que je déclare est vrai').check();
		await page.getByRole('button', { name: 'Signer ma déclaration' }).click();
		await expect(page.getByText('Votre déclaration est signée. Merci.')).toBeVisible();
		await page.goto(`${her.origin}/retour`);
		await page.locator('#code').fill(jeanne.personalCode);
		await page.locator('button[data-kind=next]').click();
		await expect(page).toHaveURL(new RegExp(`/main/${room.gathering}`));
	});

	const his = await person('Marc, au clavier', { ...phone, host: 'atelier.test' });
	const page = await open(his, '/jure');
	/** to the button, and through it to another page: the keyboard begins at its top */
	const through = async (target: Locator) => {
		await walkTo(page, target);
		await page.keyboard.press('Enter');
		justOpened.add(page);
	};
	await test.step('[JU77] by keyboard only: in with his code, and out of nowhere else', async () => {
		await type(page, page.getByLabel('Votre code personnel'), 'BCDF23456');
		await through(button(page, 'Entrer'));
		await expect(page.getByText('Ce code n’ouvre aucune page.')).toBeVisible();
		await expect(page.getByLabel('Votre code personnel')).toBeFocused();
		await hydrated(page);
		await noAxeViolations(page);
		await expect(page.getByLabel('Votre code personnel')).toHaveAccessibleDescription(/n’ouvre aucune page/);
		await type(page, page.getByLabel('Votre code personnel'), marc.personalCode.toLowerCase());
		await through(button(page, 'Entrer'));
		await expect(page).toHaveURL(new RegExp(`${home}$`));
	});

	const again = async (path: string) => open(his, path);
	await test.step('[JU72] every screen before the training is good for anybody', async () => {
		for (const path of [home, `${home}/formation`, `${home}/formation/purchase`, `${home}/declaration`, `${home}/attestation`]) {
			await again(path);
			await noAxeViolations(page);
		}
		await again('/retour');
		await type(page, page.locator('#code'), marc.personalCode);
		await press(page, page.locator('button[data-kind=next]'), button(page, 'Aller à ma page de juré·e'));
		await noAxeViolations(page);
		await through(button(page, 'Aller à ma page de juré·e'));
		await expect(page.getByRole('heading', { name: 'Ce qui vous attend' })).toBeVisible();
	});

	await test.step('[JU70] six lessons with the arrows and Enter', async () => {
		for (const [nth, lesson] of ['purchase', 'transparency', 'equality', 'access', 'secrecy', 'conflicts'].entries()) {
			await again(`${home}/formation/${lesson}`);
			for (const question of ['q1', 'q2', 'q3']) await choose(page, page.locator(`input[name=${question}]`).nth(1));
			await through(button(page, 'Envoyer mes trois réponses'));
			await expect(page.getByRole('heading', { name: 'Vos réponses, expliquées' })).toBeVisible();
			if (nth === 0) await noAxeViolations(page);
		}
	});

	await test.step('[JU71] a link is told in a few words, which the room never reads', async () => {
		await again(`${home}/declaration`);
		await noAxeViolations(page);
		await choose(page, page.getByLabel('J’ai un lien'));
		await walkTo(page, page.getByLabel('J’ai lu, et ce que je déclare est vrai'));
		await page.keyboard.press('Space');
		await through(button(page, 'Signer ma déclaration'));
		await expect(page.getByLabel(/Quel lien/)).toHaveAccessibleDescription(/Dites quel lien/);
		await hydrated(page);
		await again(`${home}/declaration`);
		await choose(page, page.getByLabel('J’ai un lien'));
		await type(page, page.getByLabel(/Quel lien/), 'Ma sœur est traiteuse');
		await walkTo(page, page.getByLabel('J’ai lu, et ce que je déclare est vrai'));
		await page.keyboard.press('Space');
		await through(button(page, 'Signer ma déclaration'));
		await expect(page.getByText('Votre déclaration est signée. Merci.')).toBeVisible();
		await noAxeViolations(page);
		await again(home);
		await expect(page.getByText('Votre déclaration est lue')).toBeVisible();
		await expect(page.getByText('Votre code vous fait entrer')).toHaveCount(0);
	});

	const team = await person('Solène, qui tient le jury', laptop);
	await asCaller(team, room.desk);
	await test.step('[JU74] [JU75] the team reads the link, decides with a reason, and reads the quorum', async () => {
		const desk = await team.goto(`/projets/${room.project}/jury/formation`);
		await hydrated(desk);
		await expect(desk.getByText('Ma sœur est traiteuse')).toBeVisible();
		await expect(desk.getByText(/il manque 1 personne/)).toBeVisible();
		await noAxeViolations(desk);
		await desk.getByRole('button', { name: 'Enregistrer la décision' }).first().click();
		await expect(desk.getByText('Dites si cette personne prend part ou non.')).toBeVisible();
		const marcs = desk.getByRole('article', { name: 'Personne 2' });
		await marcs.getByLabel('prend part à cette étape', { exact: true }).check();
		await marcs.getByLabel('Pourquoi').fill('Elle ne travaille pas sur ce territoire.');
		await marcs.getByRole('button', { name: 'Enregistrer la décision' }).click();
		await expect(desk.getByText('La décision est enregistrée.')).toBeVisible();
		await expect(desk.getByText('Si tout le monde vient, le jury peut délibérer.')).toBeVisible();
		await desk.getByRole('button', { name: 'Lien vers sa page\u00a0: Personne 1' }).click();
		const made = await desk.locator('input[readonly]').inputValue();
		const other = await person('Jeanne, sur la tablette de sa fille', { width: 320, height: 640, colorScheme: 'dark' });
		const tablet = await other.goto(new URL(made).pathname);
		await noAxeViolations(tablet);
		await tablet.getByRole('button', { name: 'Entrer' }).click();
		await expect(tablet).toHaveURL(new RegExp(`${home}$`));
		await hydrated(tablet);
		await tablet.locator('input[name=textSize][value="200"]').check();
		await tablet.getByRole('button', { name: 'Garder ces réglages' }).click();
		await expect(tablet.getByText('Réglages gardés sur cet appareil.')).toBeVisible();
		for (const path of [home, `${home}/formation`, `${home}/formation/secrecy`, `${home}/declaration`, `${home}/attestation`]) {
			await other.goto(path);
			await fitsAcross(tablet);
			await noAxeViolations(tablet);
		}
		await expect(tablet.getByText('Jeanne Roussel')).toBeVisible();
		await tablet.goto(made.replace(/^https?:\/\/[^/]+/, other.origin));
		await expect(tablet.getByRole('heading', { name: 'Ce lien ne sert plus' })).toBeVisible();
	});

	await test.step('[JU82] [JU83] the team writes what is paid; nothing beyond what is due', async () => {
		const desk = await team.goto(`/projets/${room.project}/jury/indemnites`);
		await hydrated(desk);
		await noAxeViolations(desk);
		await desk.getByText('Ajouter une ligne').click();
		await desk.getByLabel('Pour qui').selectOption({ label: 'Personne 1' });
		await desk.getByLabel('Quoi').selectOption({ label: 'Versement' });
		await desk.getByLabel('Montant en euros').fill('45');
		await desk.getByLabel('Objet').fill('Virement de mars');
		await desk.getByRole('button', { name: 'Ajouter', exact: true }).click();
		await expect(desk.getByText(/C’est plus que ce qui est dû/)).toBeVisible();
		await desk.getByLabel('Quoi').selectOption({ label: 'Frais' });
		await desk.getByLabel('Montant en euros').fill('12,40');
		await desk.getByRole('button', { name: 'Ajouter', exact: true }).click();
		await expect(desk.getByText('La ligne est inscrite.')).toBeVisible();
		await expect(desk.getByText('Jeanne Roussel')).toBeVisible();
		await noAxeViolations(desk);
		const file = await room.desk.page(`/projets/${room.project}/jury/indemnites/indemnites.csv`);
		expect(file).toContain('Roussel;Jeanne');
	});

	await test.step('[JU78] he reads the reason, asks to leave by keyboard, and changes his mind', async () => {
		await again(home);
		await expect(link(page, 'Voir la date et entrer')).toBeVisible();
		await again(`${home}/declaration`);
		await expect(page.getByText('Elle ne travaille pas sur ce territoire.')).toBeVisible();
		await again(home);
		const dialog = page.getByRole('alertdialog');
		await press(page, button(page, 'Demander à quitter le jury'), dialog);
		await noAxeViolations(page);
		await through(button(dialog, 'Oui, je demande à quitter'));
		await expect(page.getByText('Votre demande de quitter le jury est envoyée.')).toBeVisible();
		const desk = await team.goto(`/projets/${room.project}/jury/formation`);
		await expect(desk.getByText('Demande à quitter le jury')).toBeVisible();
		await again(home);
		await through(button(page, 'J’ai changé d’avis, je reste'));
		await expect(button(page, 'Demander à quitter le jury')).toBeVisible();
		await walkTo(page, link(page, 'Mettre ces dates dans mon agenda'));
		await through(button(page, 'Fermer ma page sur cet appareil'));
		await expect(page.getByText('Votre page est fermée sur cet appareil.')).toBeVisible();
		await page.goto(`${his.origin}${home}`);
		await expect(page).toHaveURL(/\/jure$/);
	});
});
