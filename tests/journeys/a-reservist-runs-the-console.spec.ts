// A reservist lent by another body runs the console of a workshop that the town's administrator has opened; the clock may be moved by a restart.
import type { Locator, Page } from '@playwright/test';
import { expect, hydrated, laptop, noAxeViolations, phone, wall, type Person } from '../world/journey.ts';
import { test } from '../world/restartable.ts';
import { Seat } from '../world/room.ts';
import { forwardTo, stepsBetween, takeHand, typeBallot } from '../world/screens.ts';

const password = 'lanterne marelle cuivre dimanche';

/** Opens a page and waits until it is live: before that a click goes the way without JavaScript, which has a journey of its own. */
async function open(who: Person, path: string): Promise<Page> {
	const page = await who.goto(path);
	await hydrated(page);
	return page;
}

const inThreeDays = () => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const link = (page: Page | Locator, name: string) => page.getByRole('link', { name, exact: true });
const fold = (page: Page | Locator, name: string | RegExp) => page.locator('summary', { hasText: name });
/** the seat's line on the console */
const lineOf = (page: Page, name: string) => page.locator('section.people li', { has: page.locator('strong', { hasText: new RegExp(`^${name}$`) }) });

/** « Passer à … », as the console asks it: a preview, then yes. */
async function passTo(page: Page, step: string): Promise<void> {
	await forwardTo(page, step).click();
	const dialog = page.getByRole('dialog');
	// what cannot be undone is said instead
	await expect(dialog).toContainText(/Vous pourrez revenir|ne se rouvrira pas|scellée d’elle-même/);
	await dialog.locator('form button').click();
	await expect(dialog).toBeHidden();
	await expect(page.locator('#step-title')).toHaveText(step);
}

/** From the first page of an empty installation to a project in which a reservist from another body may facilitate. */
async function openSpace(page: Page): Promise<string> {
	await link(page, 'Ouvrir mon espace').click();
	await page.getByLabel('Nom de votre collectivité').fill('Ville de Brume');
	await page.getByLabel('Votre nom').fill('Brigitte Lannoy');
	await page.getByLabel('Adresse électronique').fill('brigitte@brume.fr');
	await page.getByLabel('Choisissez un mot de passe').fill(password);
	await button(page, 'Ouvrir mon espace').click();
	await page.getByLabel('Titre du projet').fill('La halle du marché');
	await button(page, 'Créer le projet').click();
	await expect(page.getByRole('heading', { level: 1, name: 'La halle du marché' })).toBeVisible();
	await fold(page, 'Inviter quelqu’un').click();
	await page.getByLabel('Son nom').fill('Solène Abarnec');
	await page.getByLabel('Son adresse électronique').fill('solene@hopital.fr');
	await page.getByLabel('En qualité de').selectOption({ label: 'réserviste' });
	await page.getByLabel('Anime les ateliers du projet').check();
	await page.getByLabel('Prêté·e par').fill('Hôpital des Trois-Rives');
	await page.getByLabel('Jusqu’au, inclus').fill(inThreeDays());
	await button(page, 'Préparer l’invitation').click();
	const handed = await page.getByLabel('Lien à remettre').inputValue();
	return new URL(handed).pathname;
}

async function acceptInvitation(page: Page): Promise<void> {
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bonjour Solène Abarnec');
	await expect(page.locator('dl.facts')).toContainText('Hôpital des Trois-Rives');
	await page.getByLabel('Choisissez un mot de passe').fill(password);
	await button(page, 'Accepter l’invitation').click();
	await expect(page.getByRole('heading', { level: 1, name: 'La halle du marché' })).toBeVisible();
}

async function planWorkshop(page: Page): Promise<string> {
	await page.getByLabel('Titre de l’atelier').fill('Une halle pour demain');
	await page.getByLabel('Jour').fill(inThreeDays());
	await page.getByLabel('Heure de début').fill('09:00');
	await button(page, 'Créer l’atelier').click();
	await expect(page.getByText('C’est prêt.')).toBeVisible();
	await link(page, 'Ouvrir la console').click();
	await expect(page.getByRole('heading', { level: 1, name: 'Une halle pour demain' })).toBeVisible();
	return page.url().split('/').at(-1)!;
}

const invitationOf = async (page: Page) => ({
	path: new URL((await page.locator('section.doors .url').first().textContent())!).pathname,
	code: (await page.locator('section.doors .short-code').first().textContent())!
});

async function comeIn(page: Page, name: string): Promise<string> {
	await page.getByLabel('Votre prénom ou un pseudonyme').fill(name);
	await page.getByLabel('Juré·e').check();
	await button(page, 'Entrer').click();
	await expect(page.getByText('Vous êtes dans la salle d’attente')).toBeVisible();
	return (await page.locator('.code-big').textContent())!;
}

test('a reservist opens a room, brings it through its steps while a room does what rooms do, and closes it', async ({ town, person }) => {
	const brigitte = await person('Brigitte, administratrice', laptop);
	const solene = await person('Solène, réserviste', laptop);
	const awa = await person('Awa, jurée', phone);
	const denis = await person('Denis, juré', phone);
	const desk = solene.page;
	let gathering = '';
	let invitation = { path: '', code: '' };
	const people: Record<string, Seat> = {};

	await test.step('Brigitte opens the space of her town and hands Solène a dated mandate', async () => {
		const invitationPath = await openSpace(await open(brigitte, '/'));
		await expect(brigitte.page.getByText('Mandat, organisme prêteur : Hôpital des Trois-Rives')).toBeVisible();
		await acceptInvitation(await open(solene, invitationPath));
		gathering = await planWorkshop(desk);
		await noAxeViolations(desk);
	});

	await test.step('Solène shapes the agenda before anybody comes', async () => {
		const agenda = desk.locator('section.agenda');
		const line = (step: string) => agenda.locator('li', { has: desk.getByRole('link', { name: step, exact: true }) });
		await link(agenda, 'Modifier le déroulé').click();
		await agenda.getByLabel('Minutes pour « Paysage : cinq gommettes »').fill('9');
		await button(line('Paysage : cinq gommettes'), 'Changer').click();
		await expect(line('Paysage : cinq gommettes').locator('.line')).toContainText('9 min');
		await button(agenda, 'Monter « Clôture »').click();
		await expect(agenda.locator('li .label').nth(15)).toHaveText('Clôture');
		await button(agenda, 'Descendre « Clôture »').click();
		await expect(agenda.locator('li .label').nth(16)).toHaveText('Clôture');
		await button(agenda, 'Retirer « Accueil »').click();
		await expect(line('Accueil')).toContainText('Retirée');
		await button(agenda, 'Remettre « Accueil »').click();
		await expect(line('Accueil')).not.toContainText('Retirée');
		await expect(button(agenda, 'Retirer « Choisir un scénario »')).toHaveCount(0);
		await noAxeViolations(desk);
		await link(agenda, 'Fini').click();
		await expect(button(agenda, 'Changer')).toHaveCount(0);
	});

	await test.step('and writes three scenarios at her desk, the day before', async () => {
		await link(desk.locator('section.agenda'), 'Choisir un scénario').click();
		await expect(desk.getByText('Vous regardez une autre étape').or(desk.getByText('Aucun scénario pour l’instant.'))).toBeVisible();
		for (const [index, name] of ['Réparer la halle', 'Halle ouverte', 'Halle neuve'].entries()) {
			const form = desk.locator('details[open] form:visible', { has: desk.locator('input[value=write-scenario]') });
			await form.getByLabel('Nom du scénario').fill(name);
			await form.getByLabel('L’idée, en une phrase').fill(`L’idée de ${name}`);
			await button(form, 'Garder le scénario').click();
			await expect(desk.getByRole('heading', { name: `${'ABC'[index]} ${name}` })).toBeVisible();
		}
		await expect(button(desk, 'Ouvrir le vote')).toHaveCount(0);
		await open(solene, `/console/${gathering}`);
	});

	await test.step('she opens the doors: one is let in, then all; one who came twice is one again', async () => {
		await button(desk, 'Ouvrir les portes').click();
		await expect(desk.locator('header .badge').first()).toHaveText('Portes ouvertes');
		invitation = await invitationOf(desk);
		await comeIn(await open(awa, invitation.path), 'Awa');
		await comeIn(await open(denis, invitation.path), 'Denis');
		await button(desk, 'Faire entrer Awa').click();
		await expect(awa.page.getByRole('heading', { name: 'La séance n’a pas encore commencé' }).first()).toBeVisible();
		for (const name of ['Bruno', 'Chloé', 'Élise', 'Fatou', 'bruno']) {
			const seat = new Seat(town.server, name, gathering);
			expect((await seat.send(invitation.path, { publicName: name, capacity: 'juror' })).type).toBe('redirect');
			seat.personalCode = (await seat.hand()).code!;
			people[name] = seat;
		}
		await button(desk, 'C’est la même personne : réunir bruno et Bruno').click();
		const merging = desk.getByRole('alertdialog');
		await expect(merging).toContainText('La place de Bruno (juré·e, à la porte) reste');
		await expect(merging).toContainText('Celle de bruno (juré·e, à la porte) se ferme');
		await button(merging, 'Réunir les deux places').click();
		await expect(lineOf(desk, 'bruno')).toHaveCount(0);
		await button(desk, 'Faire entrer les 5 personnes').click();
		await expect(desk.getByText('À faire entrer')).toHaveCount(0);
		// the other phone is closed, and opens again with the code of the seat that remains
		expect(await people.bruno!.page(people.bruno!.path)).toContain('Deux places à votre nom ont été réunies');
		await people.bruno!.send('/retour', { code: people.Bruno!.personalCode });
		expect(await people.bruno!.seatId()).toBe(await people.Bruno!.seatId());
		expect((await people.Bruno!.hand()).frame.seat.state).toBe('admitted');
	});

	await test.step('she asks Denis to leave: she confirms first, and his screen says so at once', async () => {
		const line = lineOf(desk, 'Denis');
		await fold(line, 'Plus').click();
		await button(line, 'Faire sortir Denis').click();
		await expect(denis.page.getByText('L’animation a fermé votre place')).toHaveCount(0);
		await line.getByLabel('Je confirme').check();
		await button(line, 'Faire sortir Denis').click();
		await expect(fold(desk, 'Sorties (1)')).toBeVisible();
		await expect(denis.page.getByText('L’animation a fermé votre place dans cet atelier.')).toBeVisible({ timeout: 2_000 });
	});

	await test.step('Chloé has lost her phone: a new code brings her back on another, and the old one is worth nothing', async () => {
		const line = lineOf(desk, 'Chloé');
		await fold(line, 'Plus').click();
		await button(line, 'Nouveau code personnel pour Chloé').click();
		const code = (await desk.locator('.reissued .big').textContent())!;
		const lost = await people.Chloé!.ask(people.Chloé!.path);
		expect(lost.status).toBe(403);
		expect(await lost.text()).toContain('Cette place n’est plus ouverte sur cet appareil.');
		const returned = await person('Chloé, sur une tablette', phone);
		await open(returned, '/retour');
		await returned.page.getByLabel('Mon code personnel').fill(people.Chloé!.personalCode);
		await button(returned.page, 'Reprendre ma place').click();
		await expect(returned.page.getByText('Ce code n’ouvre aucune place.')).toBeVisible();
		await returned.page.getByLabel('Mon code personnel').fill(code.toLowerCase());
		await button(returned.page, 'Reprendre ma place').click();
		await expect(returned.page.getByRole('heading', { name: 'La séance n’a pas encore commencé' }).first()).toBeVisible();
		await returned.page.getByText('Mon écran').click();
		await link(returned.page, 'Mon code pour revenir').click();
		await expect(returned.page.locator('.code-big')).toHaveText(code);
		await button(lineOf(desk, 'Chloé'), 'Nouveau code personnel pour Chloé').click();
		await expect(desk.locator('.reissued .big')).not.toHaveText(code);
		people.Chloé = new Seat(town.server, 'Chloé', gathering);
		await people.Chloé.send('/retour', { code: (await desk.locator('.reissued .big').textContent())! });
		expect((await people.Chloé.hand()).frame.seat.publicName).toBe('Chloé');
		await returned.context.close();
	});

	await test.step('Yvonne has no phone: a seat on paper', async () => {
		await fold(desk, 'Ajouter une place sur papier').click();
		const form = desk.locator('form[action="?/paper"]').filter({ has: desk.locator('input[name=publicName]') });
		await form.getByLabel('Son prénom ou un pseudonyme').fill('Yvonne');
		await form.getByRole('combobox').selectOption({ label: 'Juré·e' });
		await button(form, 'Ajouter').click();
		await expect(lineOf(desk, 'Yvonne')).toContainText('Place sur papier');
	});

	const projector = await person('le mur', wall);
	await test.step('the room begins; a hand goes up and comes down; somebody says that it is not going well', async () => {
		await open(projector, await desk.getByRole('link', { name: /^Ouvrir le mur/ }).first().getAttribute('href').then((path) => path!));
		await passTo(desk, 'Accueil');
		await expect(projector.page.getByText('Accueil').first()).toBeVisible();
		await button(awa.page, 'Lever la main').click();
		await expect(lineOf(desk, 'Awa')).toContainText('Main levée');
		await fold(lineOf(desk, 'Awa'), 'Plus').click();
		await button(lineOf(desk, 'Awa'), 'Baisser la main d’Awa').click();
		await expect(button(awa.page, 'Lever la main')).toBeVisible();
		await awa.page.locator('.weather summary').click();
		await button(awa.page, 'Ça ne va pas').click();
		await expect(desk.locator('.skies')).toContainText('1 Ça ne va pas');
	});

	await test.step('five minutes are taken from a step to come, and none appear from nowhere', async () => {
		await desk.getByLabel('À quelle étape ?').selectOption({ label: 'Paysage : dévoiler et regrouper' });
		await button(desk, 'Prendre 5 minutes').click();
		const agenda = desk.locator('section.agenda');
		await expect(agenda.locator('li', { hasText: 'Paysage : dévoiler et regrouper' })).toContainText('13 min');
		await expect(agenda.locator('li', { hasText: 'Accueil' })).toContainText('sur 11 min');
	});

	await test.step('she types Yvonne’s card', async () => {
		for (const step of stepsBetween('Accueil', 'Paysage : écrire en silence')) await passTo(desk, step);
		await passTo(desk, 'Paysage : écrire en silence');
		await fold(desk, 'Écrire pour une place sur papier').click();
		await desk.getByRole('region', { name: 'Paysage : écrire en silence', exact: true }).getByLabel('Pour qui ?').selectOption({ label: 'Yvonne' });
		await desk.getByRole('region', { name: 'Paysage : écrire en silence', exact: true }).locator('textarea[name=text]').filter({ visible: true }).fill('Des bancs à l’ombre');
		await button(desk, 'Garder la fiche').click();
		await expect(desk.getByText('Fiche gardée pour cette place.')).toBeVisible();
		const written = await people.Fatou!.act('landscape-writing', 'write', { zone: 'needs', text: 'De l’eau pour tout le monde' });
		expect(written.type).toBe('success');
	});

	await test.step('the room is far too late: what can be shortened is proposed, never what is protected, and what is missing is said', async () => {
		await town.restart({ CLOCK_SHIFT_MS: String(110 * 60_000) });
		for (const seat of Object.values(people)) seat.moveTo(town.server);
		const late = desk.locator('section.late');
		await expect(late.getByRole('heading')).toHaveText(/^Retard de \d+ minutes$/, { timeout: 20_000 });
		await expect(late).toContainText('il manque encore');
		await expect(late).toContainText('Il faut renoncer à quelque chose');
		const proposals = (await late.getByRole('button').allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
		expect(proposals.toSorted()).toEqual([
			'Faire tout ce qui est proposé',
			'Ramener « Clôture » à 4 min',
			'Ramener « Paysage : cinq gommettes » à 4 min',
			'Ramener « Paysage : dévoiler et regrouper » à 12 min',
			'Ramener « Pause et retouche » à 8 min',
			'Ramener « Prendre un rôle » à 8 min',
			'Ramener « La proposition » à 6 min',
			'Ramener « Poser ses questions » à 5 min',
			'Ramener « Les scénarios » à 8 min',
			'Ramener « Impacts et risques » à 6 min',
			'Retirer « Impacts et risques »'
		].toSorted());
		await noAxeViolations(desk);
		const before = Number(/\d+/.exec((await late.getByRole('heading').textContent())!)![0]);
		await button(late, 'Ramener « Paysage : cinq gommettes » à 4 min').click();
		await expect(desk.locator('section.agenda li', { hasText: 'Paysage : cinq gommettes' })).toContainText('4 min');
		await expect(button(late, 'Ramener « Paysage : cinq gommettes » à 4 min')).toHaveCount(0);
		const after = Number(/\d+/.exec((await late.getByRole('heading').textContent())!)![0]);
		expect(before - after).toBeGreaterThanOrEqual(4);
		expect(before - after).toBeLessThanOrEqual(5);
	});

	await test.step('she types Yvonne’s dot, her ballot and her consent', async () => {
		await passTo(desk, 'Paysage : dévoiler et regrouper');
		await passTo(desk, 'Paysage : cinq gommettes');
		await fold(desk, 'Poser pour une place sur papier').click();
		await desk.getByRole('region', { name: 'Paysage : cinq gommettes', exact: true }).getByLabel('Pour qui ?').selectOption({ label: 'Yvonne' });
		await desk.getByLabel('Sur quelle fiche ?').selectOption({ label: 'De l’eau pour tout le monde' });
		await button(desk, 'Poser une gommette').click();
		await expect(desk.getByText('Gommette posée.')).toBeVisible();

		for (const step of stepsBetween('Paysage : cinq gommettes', 'Choisir un scénario')) await passTo(desk, step);
		await passTo(desk, 'Choisir un scénario');
		await fold(desk, /^Yvonne/).click();
		const ballot = desk.locator('details[open] form', { has: desk.locator('input[value=cast]') });
		await ballot.locator('input[name=grade-A]').nth(1).check();
		// somebody votes meanwhile: what she has opened and ticked stays under her hand
		expect((await people['Bruno']!.act('vote', 'cast', { 'grade-A': '2', 'grade-B': '0', 'grade-C': '3' })).type).toBe('success');
		await expect(desk.getByRole('row', { name: 'Bruno' })).toContainText('✓ a voté');
		await expect(ballot.locator('input[name=grade-A]').nth(1)).toBeChecked();
		await ballot.locator('input[name=grade-B]').nth(0).check();
		await ballot.locator('input[name=grade-C]').nth(4).check();
		await button(ballot, 'Déposer le bulletin d’Yvonne').click();
		await expect(desk.getByText('Bulletin tapé une fois, pas encore compté.').first()).toBeVisible();
		await typeBallot(ballot, { A: 1, B: 1, C: 4 });
		await expect(desk.getByText('Les deux saisies diffèrent').first()).toBeVisible();
		await typeBallot(ballot, { A: 1, B: 1, C: 4 });
		await expect(desk.getByText('Bulletin déposé.')).toBeVisible();
		for (const name of ['Chloé', 'Élise', 'Fatou'])
			expect((await people[name]!.act('vote', 'cast', { 'grade-A': '2', 'grade-B': '0', 'grade-C': '3' })).type).toBe('success');
		await button(desk, 'Fermer le vote et dépouiller').click();
		// four voted on their phones, she typed the fifth: she is told that the result would stay closed, and closes all the same
		const closing = desk.getByRole('alertdialog').or(desk.getByRole('dialog'));
		await expect(closing).toContainText('moins de cinq autres viennent d’un écran');
		await button(closing, 'Fermer le vote et dépouiller').click();
		await expect(desk.getByText(/Ce résultat n’est donc pas publié/)).toBeVisible();
		await expect(desk.locator('ol.profile')).toHaveCount(0);
		await passTo(desk, 'Consentir');
		await expect(desk.getByText(/choisissez avec la salle, à voix haute/)).toBeVisible();
		await button(desk, 'Ouvrir le tour sur A, Réparer la halle').click();
		// the wrong one, before anybody has answered
		await expect(desk.getByRole('heading', { name: 'Le scénario que la salle met au consentement\u00a0: A, Réparer la halle' })).toBeVisible();
		await fold(desk, 'Changer de scénario').click();
		await button(desk, 'Ouvrir plutôt le tour sur B, Halle ouverte').click();
		await expect(desk.getByRole('heading', { name: 'Le scénario que la salle met au consentement\u00a0: B, Halle ouverte' })).toBeVisible();
		await button(desk, 'Passer à : Objections').click();
		await expect(button(desk, 'Passer à : Objections')).toHaveCount(0);
		await fold(desk, 'Taper pour Yvonne').click();
		await button(desk, 'Je consens').click();
		await expect(desk.getByText('Yvonne · consent')).toBeVisible();
		// from now on, an answer would be left behind: she is told, and thinks again
		if (!(await button(desk, 'Ouvrir plutôt le tour sur C, Halle neuve').isVisible())) await fold(desk, 'Changer de scénario').click();
		await button(desk, 'Ouvrir plutôt le tour sur C, Halle neuve').click();
		const changing = desk.getByRole('alertdialog').or(desk.getByRole('dialog'));
		await expect(changing).toContainText('1 personne a déjà répondu sur B');
		await button(changing, 'Annuler').click();
		await expect(changing).toBeHidden();

		const [{ id: yvonne }] = (await town.sql`select s.id from seats s join memberships m on m.id = s.membership_id where m.public_name = 'Yvonne'`) as unknown as [{ id: string }];
		const [{ id: account }] = (await town.sql`select id from accounts where name = 'Solène Abarnec'`) as unknown as [{ id: string }];
		const typed = await town.sql`select act, actor from journal_entries where on_behalf_of = ${`seat:${yvonne}`} order by number`;
		expect(typed.map(({ act }) => act as string)).toEqual(['private-card-written', 'dot-placed', 'ballot-cast', 'consent-consent']);
		expect(new Set(typed.map(({ actor }) => actor as string))).toEqual(new Set([`account:${account}`]));
	});

	await test.step('the link has gone round the town: a new code, a new wall; the old ones are worth nothing', async () => {
		await fold(desk, /^Portes/).click();
		await fold(desk.locator('section.doors'), 'Changer le code et le QR').click();
		await button(desk, 'Changer le code et le QR').click();
		await expect(desk.locator('section.doors .short-code')).not.toHaveText(invitation.code);
		const stranger = await person('quelqu’un qui passait', phone);
		await open(stranger, invitation.path);
		await expect(stranger.page.getByRole('heading', { name: 'Ce lien n’ouvre plus la séance' })).toBeVisible();
		await open(stranger, '/rejoindre');
		await stranger.page.getByLabel('Code de la séance').fill(invitation.code);
		await button(stranger.page, 'Continuer').click();
		await expect(stranger.page.getByText('Ce lien ou ce code n’ouvre aucune séance.')).toBeVisible();
		await open(stranger, (await invitationOf(desk)).path);
		await expect(button(stranger.page, 'Entrer')).toBeVisible();

		await button(desk, 'Changer le lien du mur').click();
		await expect(projector.page.getByRole('heading', { name: 'Ce lien n’ouvre plus le mur' })).toBeVisible({ timeout: 4_000 });
		const toWall = desk.getByRole('link', { name: /^Ouvrir le mur/ });
		await expect(toWall).not.toHaveAttribute('href', new URL(projector.page.url()).pathname);
		await open(projector, (await toWall.getAttribute('href'))!);
		await expect(projector.page.getByText('Halle ouverte').first()).toBeVisible();
	});

	await test.step('Brigitte takes the hand, and gives it back', async () => {
		for (const step of stepsBetween('Consentir', 'Clôture')) await passTo(desk, step);
		const second = brigitte.page;
		await open(brigitte, `/console/${gathering}`);
		await expect(second.getByText('Solène Abarnec a la main', { exact: true })).toBeVisible();
		await takeHand(second);
		await expect(second.getByText('Vous avez la main')).toBeVisible();
		await expect(desk.getByText('Brigitte Lannoy a la main', { exact: true })).toBeVisible();
		await link(desk, 'Passer à : Clôture').click();
		await desk.getByRole('dialog').locator('form button').click();
		await expect(desk.getByRole('dialog').getByText('Une autre personne a la main.')).toBeVisible();
		await link(desk.getByRole('dialog'), 'Rester ici').click();
		await passTo(second, 'Clôture');
		await expect(desk.locator('#step-title')).toHaveText('Clôture');
		await takeHand(desk);
		await expect(second.getByText('Solène Abarnec a la main', { exact: true })).toBeVisible();
	});

	await test.step('she ends the gathering; the room is thanked and the record is there', async () => {
		await link(desk, 'Terminer la séance').click();
		await button(desk.getByRole('dialog'), 'Oui, terminer').click();
		await expect(desk.getByText('La séance est terminée. Le compte rendu est prêt.')).toBeVisible();
		await expect(awa.page.getByRole('heading', { name: 'La séance est terminée' })).toBeVisible();
		await expect(projector.page.getByText('La séance est terminée.')).toBeVisible();
		await noAxeViolations(desk);
	});

	await test.step('Brigitte logs out: her other console ends at once. She takes the mandate back: so does Solène’s', async () => {
		const other = await brigitte.context.newPage();
		await other.goto(`${brigitte.origin}/projets`);
		await hydrated(other);
		await other.getByRole('link', { name: /^La halle du marché/ }).click();
		const mate = other.locator('li.mate', { hasText: 'Solène Abarnec' });
		await button(mate, 'Retirer le mandat').click();
		await button(other.getByRole('alertdialog').or(other.getByRole('dialog')), 'Retirer le mandat').click();
		await expect(other.getByText('La place est retirée.')).toBeVisible();
		await expect(desk.getByText('Vous n’animez pas cet atelier')).toBeVisible({ timeout: 2_000 });
		await button(other, 'Se déconnecter').click();
		await expect(brigitte.page.getByRole('heading', { name: 'Se connecter' })).toBeVisible({ timeout: 2_000 });
	});
});

test('without JavaScript the console is a page of forms: doors, people, agenda, steps, paper, end', async ({ town, person }) => {
	const solene = await person('Solène, sans JavaScript', { ...laptop, javaScriptEnabled: false });
	const desk = await solene.goto('/');
	// the example is a whole town
	await button(desk, 'Découvrir avec un exemple').click({ timeout: 60_000 });
	await link(desk, 'Ouvrir la console').click();
	const gathering = new URL(desk.url()).pathname.split('/').at(-1)!;
	/** without JavaScript nothing changes by itself: one looks again */
	const look = () => solene.goto(`/console/${gathering}`);
	const join = async (name: string) => {
		const seat = new Seat(town.server, name, gathering);
		expect((await seat.send((await invitationOf(desk)).path, { publicName: name, capacity: 'juror' })).type).toBe('redirect');
		return seat;
	};

	await test.step('doors and people', async () => {
		await button(desk, 'Ouvrir les portes').click();
		const [ada, , denis] = [await join('Ada'), await join('Bilal'), await join('Denis'), await join('ADA')];
		await look();
		await button(desk, 'Faire entrer Ada').click();
		expect((await ada.hand()).frame.seat.state).toBe('admitted');
		await fold(desk, 'C’est la même personne : réunir ADA et Ada').click();
		await button(desk, 'Réunir les deux places').click();
		await button(desk, 'Faire entrer les 2 personnes').click();
		await expect(desk.getByText('À faire entrer')).toHaveCount(0);
		await fold(lineOf(desk, 'Denis'), 'Plus').click();
		await button(lineOf(desk, 'Denis'), 'Nouveau code personnel pour Denis').click();
		const code = (await desk.locator('.reissued .big').textContent())!;
		expect((await denis.ask(denis.path)).status).toBe(403);
		await denis.send('/retour', { code });
		expect((await denis.hand()).code).toBe(code);
		await fold(lineOf(desk, 'Denis'), 'Plus').click();
		await lineOf(desk, 'Denis').getByLabel('Je confirme').check();
		await button(lineOf(desk, 'Denis'), 'Faire sortir Denis').click();
		await expect(fold(desk, 'Sorties (1)')).toBeVisible();
		await fold(desk, 'Ajouter une place sur papier').click();
		await desk.locator('form[action="?/paper"] input[name=publicName]').fill('Yvonne');
		await button(desk, 'Ajouter').click();
		await expect(lineOf(desk, 'Yvonne')).toContainText('Place sur papier');
	});

	await test.step('agenda: it stays open for the next change', async () => {
		await link(desk, 'Modifier le déroulé').click();
		await desk.getByLabel('Minutes pour « Paysage : cinq gommettes »').fill('9');
		await desk.getByLabel('Minutes pour « Paysage : cinq gommettes »').press('Enter');
		await expect(desk.locator('section.agenda li', { hasText: 'Paysage : cinq gommettes' }).locator('.line')).toContainText('9 min');
		await button(desk, 'Retirer « Paysage : cinq gommettes »').click();
		await button(desk, 'Remettre « Paysage : cinq gommettes »').click();
		await link(desk, 'Fini').click();
	});

	await test.step('steps: forward with its question, a card on paper, five minutes, back, and the end', async () => {
		await passTo(desk, 'Accueil');
		await desk.getByLabel('À quelle étape ?').selectOption({ label: 'Paysage : dévoiler et regrouper' });
		await button(desk, 'Prendre 5 minutes').click();
		await expect(desk.locator('section.agenda li', { hasText: 'Accueil' })).toContainText('sur 11 min');
		await link(desk, 'Passer à : Le cadre').click();
		await expect(desk.getByRole('dialog')).toContainText('C’est plus de 30 %. Passer quand même ?');
		await button(desk, 'Passer quand même').click();
		await expect(desk.locator('#step-title')).toHaveText('Le cadre');
		for (const step of ['Ce que le terrain dit', 'Paysage : écrire en silence']) await passTo(desk, step);
		await fold(desk, 'Écrire pour une place sur papier').click();
		await desk.getByRole('region', { name: 'Paysage : écrire en silence', exact: true }).getByLabel('Pour qui ?').selectOption({ label: 'Yvonne' });
		await desk.getByRole('region', { name: 'Paysage : écrire en silence', exact: true }).locator('textarea[name=text]').fill('Des bancs à l’ombre');
		await button(desk, 'Garder la fiche').click();
		await expect(desk.getByText('Fiche gardée pour cette place.')).toBeVisible();
		await link(desk, 'Revenir à : Ce que le terrain dit').click();
		await button(desk, 'Oui, revenir').click();
		await expect(desk.locator('#step-title')).toHaveText('Ce que le terrain dit');
		for (const step of [...stepsBetween('Ce que le terrain dit', 'Clôture'), 'Clôture']) await passTo(desk, step);
		await link(desk, 'Terminer la séance').click();
		await button(desk, 'Oui, terminer').click();
		await expect(desk.getByText('La séance est terminée. Le compte rendu est prêt.')).toBeVisible();
	});
});
