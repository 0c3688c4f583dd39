// A year of a jury in one go: announced, drawn before witnesses, replaced by rule, trained, in the workshop, answered, let into the sealed room, paid, forgotten.
import type { Locator, Page } from '@playwright/test';
import { expect, hydrated, laptop, noAxeViolations, phone, wall, type Person } from '../world/journey.ts';
import { button, choose, comesNext, justOpened, link, open, press, type, walkTo } from '../world/keyboard.ts';
import { comeForward, confirmed, fillPerson, letterPaths, sayYes, trained, workOutChances } from '../world/panel.ts';
import { test } from '../world/restartable.ts';
import { castBallot, leaveWord } from '../world/rivelles.ts';
import { Caller, joinTeam, openTown, password, Seat } from '../world/room.ts';
import { notice, openAs, typeBallot } from '../world/screens.ts';
import { showStrategy } from '../world/strategy.ts';

const aDay = 86_400_000;
const dayFromNow = (ahead: number) => new Date(Date.now() + ahead * aDay).toISOString().slice(0, 10);
const head = 'Nom;Prénoms;Sexe;Date de naissance;Adresse;Code postal;Commune';

test('[JU6, JU7, JU14, JU30, JU60, JU64, JU67, JU72] a jury lives from the poster to the certificate', async ({ person, town }, info) => {
	const room = await openTown(town.server, { seats: 0 });
	const karim = await joinTeam(room.desk, room.project, { name: 'Karim Benali', email: 'karim@brume.fr', capacity: 'buyer' });
	const base = `/projets/${room.project}/jury`;
	const home = `/jure/${room.project}`;
	const solene = await person('Solène, réserviste', laptop);
	let publicPath = '';

	const team = await openAs(solene, room.other, base);
	const look = async (path: string) => {
		await solene.goto(path);
		await hydrated(team);
		await noAxeViolations(team);
	};

	await test.step('four seats, one of them of the electoral lists; quotas wait for the lists', async () => {
		await button(team, 'Préparer le jury').click();
		await expect(link(team, 'Sièges et quotas')).toBeVisible();
		await look(`${base}/quotas`);
		await team.getByLabel('Tirés des listes électorales').fill('1');
		await team.getByLabel('Tirés des volontaires').fill('3');
		const bounds = team.getByRole('textbox', { name: /^(Au moins|Au plus), modalité \d du critère \d$/ });
		for (const bound of await bounds.all()) await bound.fill('');
		await button(team, 'Garder ces quotas').click();
		await expect(notice(team, 'Les quotas sont gardés.')).toBeVisible();
	});

	await test.step('the reservist announces the jury, with what it costs, and puts up posters', async () => {
		await look(`${base}/annonce`);
		await button(team, 'Publier l’annonce').click();
		await expect(notice(team, 'L’annonce est publique.')).toBeVisible();
		publicPath = new URL((await team.getByRole('link', { name: /\/jury\// }).first().getAttribute('href'))!, solene.origin).pathname;
		await team.getByLabel('Indemnité par demi-journée, en euros').fill('80');
		await button(team, 'Garder ces montants').click();
		await expect(notice(team, 'Les montants sont gardés.')).toBeVisible();
		await team.getByLabel('Action', { exact: true }).selectOption({ label: 'marché' });
		await team.getByLabel('Quoi, où').fill('Un stand au marché du samedi');
		await button(team, 'Noter cette action').click();
		await expect(notice(team, 'L’action est notée.')).toBeVisible();
		for (const page of ['affiche', 'lettre']) await look(`${base}/${page}`);
	});

	const odile = await person('Odile, volontaire, sur son téléphone', phone);
	const her = odile.page;
	await test.step('Odile comes forward on her phone; Fernande telephones and is entered; others answer', async () => {
		await odile.goto(publicPath);
		await hydrated(her);
		await noAxeViolations(her);
		await comeForward(her, { first: 'Odile', year: '1948', gender: 'femme', place: 'bourg-centre' });
		await look(`${base}/listes`);
		await team.locator('summary').filter({ hasText: 'Inscrire quelqu’un' }).click();
		const form = team.locator('form[action="?/inscrire"]');
		await fillPerson(form, { first: 'Fernande', year: '1939', gender: 'femme', place: 'bourg-centre', school: 'sans enfant scolarisé' });
		await form.getByLabel('par téléphone').check();
		await form.getByLabel(/Cette personne accepte/).check();
		await button(form, 'Inscrire').click();
		await expect(notice(team, 'C’est noté. Le journal garde')).toBeVisible();
		await expect(team.getByRole('row').filter({ hasText: 'Fernande' })).toContainText('par téléphone');
		for (const [firstName, birthYear, gender, place] of [['Bruno', '1971', 'homme', 'bourg-centre'], ['Clara', '2001', 'femme', 'villages'], ['Denis', '1960', 'homme', 'villages']] as const) {
			const sent = await new Caller(town.server, firstName).send(publicPath, { firstName, lastName: 'Essai', birthYear, phone: '06 00 00 00 00', q0: gender, q2: place, q3: 'parent d’élève', consents: 'yes' });
			expect(sent.type, sent.body).toBe('redirect');
		}
	});

	await test.step('the electoral lists are read, two are written to, and both say yes', async () => {
		const rows = [head, 'Durand;Zoé;F;1990;1 rue X;62130;Rivelle', 'Petit;Ali;M;1980;2 rue X;62130;Rivelle'];
		await team.getByLabel('Fichier des listes électorales (CSV)').setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n'), 'latin1') });
		await button(team, 'Lire ce fichier').click();
		await expect(team.getByText(/Personnes ajoutées\s: 2\./)).toBeVisible();
		await team.getByLabel('Nombre de lettres').fill('2');
		await button(team, 'Tirer au sort et préparer les lettres').click();
		const letters = await letterPaths(team);
		expect(letters.size).toBe(2);
		await noAxeViolations(team);
		const drawn = await person('qui a reçu une lettre', phone);
		for (const path of letters.values()) {
			await drawn.goto(path);
			await hydrated(drawn.page);
			await noAxeViolations(drawn.page);
			await drawn.page.getByLabel('villages', { exact: true }).check();
			await drawn.page.getByLabel('parent d’élève', { exact: true }).check();
			await drawn.page.getByLabel(/J’accepte que mes réponses/).check();
			await button(drawn.page, 'Envoyer mon oui').click();
			await expect(drawn.page.getByText('Vous pouvez être tiré·e.')).toBeVisible();
			await noAxeViolations(drawn.page);
		}
	});

	await test.step('[JU123, JU124] quotas that the lists cannot keep are told while they are typed, and mended in one tap', async () => {
		await look(`${base}/quotas`);
		await team.getByLabel('Au moins, modalité 1 du critère 3').fill('4');
		const can = team.getByRole('region', { name: 'Ce que vos listes permettent' });
		await expect(can).toContainText('aucun jury ne respecte tous ces quotas');
		await noAxeViolations(team);
		await button(can, 'Faire ces changements').click();
		await expect(can).toContainText('un jury qui respecte ces quotas est possible');
		await expect(team.getByLabel('Au moins, modalité 1 du critère 3')).toHaveValue('3');
		await button(team, 'Garder ces quotas').click();
		await expect(notice(team, 'Les quotas sont gardés.')).toBeVisible();
	});

	const onWall = await person('le mur', wall);
	await test.step('the draw, before witnesses, on the wall', async () => {
		await look(`${base}/tirage`);
		await expect(team.getByText(/^7 personnes peuvent être tirées pour 4 sièges/)).toBeVisible();
		await workOutChances(team);
		await onWall.goto(`${publicPath}/tirage?mur`);
		await hydrated(onWall.page);
		await confirmed(team, 'Sceller et publier');
		await expect(onWall.page.getByText('On attend les dés.')).toBeVisible();
		await team.getByLabel('Ce qui a été lu').fill('4-1-6 / 2-2-5 / 3-6-1');
		await team.getByLabel('Témoins').fill('la doyenne, une commerçante, un enfant');
		await confirmed(team, 'Tirer le panel', 'Tirer maintenant');
		await expect(onWall.page.getByText('4-1-6 / 2-2-5 / 3-6-1')).toBeVisible();
		await expect(onWall.page.getByRole('list').filter({ hasText: /^[A-Z0-9]{10}/ }).first().getByRole('listitem')).toHaveCount(4);
		await noAxeViolations(onWall.page);
		await onWall.context.close();
	});

	await test.step('a citizen replays it in the browser from what was published', async () => {
		const citizen = await person('une citoyenne', laptop);
		await citizen.goto(`${publicPath}/tirage`);
		const [download] = await Promise.all([citizen.page.waitForEvent('download'), citizen.page.getByRole('link', { name: 'Le fichier scellé' }).click()]);
		const sealed = info.outputPath('scelle.json');
		await download.saveAs(sealed);
		await citizen.page.getByRole('link', { name: 'Rejouer le tirage' }).click();
		await hydrated(citizen.page);
		await citizen.page.getByLabel('Le fichier scellé').setInputFiles(sealed);
		await button(citizen.page, 'Rejouer').click();
		await expect(citizen.page.getByText('C’est le même panel que celui qui a été publié.')).toBeVisible();
		await citizen.context.close();
	});

	const bruno = await person('Bruno, au clavier et au lecteur d’écran', { ...phone, host: 'atelier.test' });
	const his = bruno.page;
	const newcomer = await person('qui prend la place', phone);
	const codes = { odile: '', bruno: '', newcomer: '' };
	const trees = { fernande: '', odile: '' };
	await test.step('[JU30] one says no, and whoever comes next by the rule is called; the others say yes, each in their own way', async () => {
		await look(`${base}/panel`);
		await button(team, 'Préparer les lettres').click();
		const letters = await letterPaths(team);
		const to = (name: string) => [...letters].find(([who]) => who.includes(name))![1];
		await odile.goto(to('Odile'));
		codes.odile = await sayYes(her);
		await noAxeViolations(her);
		await open(bruno, to('Bruno'));
		await press(his, button(his, 'Oui, je participe'), his.getByText('Vous faites partie du jury.'));
		codes.bruno = (await his.getByText(/^Votre code personnel/).innerText()).split(': ')[1]!.trim();
		const seatOf = (name: string | RegExp) => team.getByRole('listitem').filter({ has: team.getByRole('heading', { level: 3, name }) });
		const fernande = seatOf(/Fernande/);
		await fernande.locator('summary').click();
		await fernande.getByLabel('Oui', { exact: true }).check();
		await button(fernande, 'Noter').click();
		await expect(notice(team, 'Fernande Essai a dit oui. Son code personnel')).toBeVisible();
		const refuses = await person('qui dit non', phone);
		const [listed] = [...letters].filter(([name]) => /Durand|Petit/.test(name));
		await refuses.goto(listed![1]);
		await button(refuses.page, 'Non, merci').click();
		await expect(refuses.page.getByText('C’est noté : vous ne participez pas.')).toBeVisible();
		await refuses.context.close();
		await expect(team.getByText('La première, dans l’ordre tiré, qui garde tous les quotas.')).toBeVisible();
		await noAxeViolations(team);
		await team.getByRole('button', { name: /^Appeler la personne suivante/ }).click();
		await expect(team.getByText('remplaçant·e', { exact: true })).toBeVisible();
		await button(team, 'Préparer les lettres').click();
		const [called] = await letterPaths(team);
		await newcomer.goto(called![1]);
		codes.newcomer = await sayYes(newcomer.page);
		await expect(team.getByText(/^connu·e sous le nom/)).toHaveCount(4);
		for (const who of ['fernande', 'odile'] as const) trees[who] = (await seatOf(new RegExp(who, 'i')).getByText(/^connu·e sous le nom/).innerText()).split('le nom ')[1]!.trim();
	});

	await test.step('[JU70, JU77] Bruno learns by keyboard, with what a screen reader says and nothing else', async () => {
		const goes = async (target: Locator, sees: Locator) => {
			await walkTo(his, target);
			await his.keyboard.press('Enter');
			await expect(sees).toBeVisible();
			await hydrated(his);
			justOpened.add(his);
		};
		const title = (name: string | RegExp) => his.getByRole('heading', { level: 1, name });
		await open(bruno, '/jure');
		await type(his, his.getByRole('textbox', { name: 'Votre code personnel' }), codes.bruno);
		await goes(button(his, 'Entrer'), title('La halle du marché'));
		await goes(link(his, 'Commencer la formation'), title('La formation'));
		await goes(link(his, 'Comment marche un achat public'), title('Comment marche un achat public'));
		for (const nth of [1, 2, 3, 4, 5, 6]) {
			await expect(his.getByRole('main')).toMatchAriaSnapshot(`
				- main:
				  - paragraph:
				    - link "Toutes les leçons"
				  - paragraph: Leçon ${nth} sur 6
				  - heading [level=1]
				  - heading [level=2]
				  - region "Trois questions pour voir":
				    - heading "Trois questions pour voir" [level=2]
				    - button "Envoyer mes trois réponses"
			`);
			const questions = await his.getByRole('group').all();
			expect(questions).toHaveLength(3);
			for (const question of questions) await expect(question).toHaveAccessibleName(/\?$/);
			await walkTo(his, link(his, 'Toutes les leçons'));
			await comesNext(his, ...questions.map((question) => question.getByRole('radio').first()), button(his, 'Envoyer mes trois réponses'));
			for (const question of questions) await choose(his, question.getByRole('radio').nth(1));
			await goes(button(his, 'Envoyer mes trois réponses'), his.getByRole('heading', { name: 'Vos réponses, expliquées' }));
			const onward = nth < 6 ? his.getByRole('link', { name: /^Leçon suivante/ }) : link(his, 'Faire ma déclaration');
			await goes(onward, nth < 6 ? his.getByText(`Leçon ${nth + 1} sur 6`) : title('Mes déclarations'));
		}
		await choose(his, his.getByRole('radio', { name: /^Je n’ai aucun lien/ }));
		await walkTo(his, his.getByRole('checkbox', { name: /^J’ai lu, et ce que je déclare est vrai/ }));
		await his.keyboard.press('Space');
		await goes(button(his, 'Signer ma déclaration'), his.getByText('Votre déclaration est signée. Merci.'));
		await noAxeViolations(his);
	});

	await test.step('Fernande learned on paper; Odile is ready too', async () => {
		await look(`${base}/formation`);
		const member = team.getByRole('article', { name: trees.fernande, exact: true });
		const paper = member.locator('summary').filter({ hasText: 'Saisir pour cette personne' });
		await paper.click();
		await member.getByLabel('Les six leçons ont été lues avec cette personne').check();
		await button(member, 'Noter la formation faite').click();
		await expect(notice(team, 'La formation est notée.')).toBeVisible();
		if (!(await button(member, 'Saisir la déclaration').isVisible())) await paper.click();
		await member.getByLabel('Je n’ai aucun lien').check();
		await member.getByLabel('J’ai la feuille signée sous les yeux').check();
		await noAxeViolations(team);
		await button(member, 'Saisir la déclaration').click();
		await expect(notice(team, 'La déclaration est saisie.')).toBeVisible();
		await noAxeViolations(team);
		await openAs(odile, await trained(town.server, home, codes.odile), home);
		await noAxeViolations(her);
	});

	await test.step('[JU72] the workshop: two come in by their code, one on paper, and who is not trained is told what comes first', async () => {
		await newcomer.goto('/retour');
		await hydrated(newcomer.page);
		await newcomer.page.getByLabel('Mon code personnel').fill(codes.newcomer);
		await button(newcomer.page, 'Reprendre ma place').click();
		await expect(newcomer.page.getByText('la formation se finit avant d’entrer')).toBeVisible();
		await her.getByRole('button', { name: /^Entrer dans la salle/ }).first().click();
		const bySeat = new Seat(town.server, 'Bruno', room.gathering);
		await bySeat.send('/retour', { code: codes.bruno });
		await openAs(solene, room.other, room.other.path);
		await team.locator('summary').filter({ hasText: 'Ajouter une place sur papier' }).click();
		await team.getByLabel('Une personne de la liste').selectOption({ label: `${trees.fernande} · Juré·e` });
		await button(team, 'Ajouter à sa place').click();
		await room.desk.letIn();
		await room.desk.advanceTo('vote');
		await castBallot(her, [['A', 'Bien'], ['B', 'Excellent']]);
		expect((await bySeat.act('vote', 'cast', { 'grade-A': '1', 'grade-B': '0' })).type).toBe('success');
		await team.locator('summary').filter({ hasText: new RegExp(`^${trees.fernande}`) }).click();
		const ballot = team.locator('details[open] form', { has: team.locator('input[value=cast]') });
		await typeBallot(ballot, { A: 2, B: 1 });
		await expect(team.getByText('Bulletin tapé une fois, pas encore compté.').first()).toBeVisible();
		await typeBallot(ballot, { A: 2, B: 1 });
		await expect(team.getByText('Bulletin déposé.')).toBeVisible();
		await room.desk.advanceTo('closing');
		await leaveWord(her, { usefulness: /^5/, word: 'utile', hours: '3 h 30' });
		await room.desk.change('close');
	});

	await test.step('[AN2, AN4] Odile asks a question of the strategy; the team answers; she reads it', async () => {
		const [row] = await town.sql<{ authority_id: string; project_id: string; gathering_id: string }[]>`select authority_id, project_id, id as gathering_id from gatherings where id = ${room.gathering}`;
		await showStrategy(town.sql, row!, 'Un marché pour la halle');
		await odile.goto(home);
		await her.getByRole('link', { name: 'Lire les textes du projet' }).click();
		await her.getByRole('link', { name: 'Annoter : Un marché pour la halle' }).click();
		await her.getByLabel('Une question').check();
		await her.getByLabel('Vos mots').fill('La halle reste-t-elle ouverte pendant les travaux ?');
		await button(her, 'Envoyer').click();
		await expect(her.getByText('C’est envoyé.')).toBeVisible();
		await look(`/projets/${room.project}/annotations`);
		const asked = team.getByRole('listitem').filter({ hasText: 'La halle reste-t-elle ouverte' });
		await asked.locator('summary').first().click();
		await asked.getByLabel('Retenu en partie').check();
		await asked.getByLabel('Votre réponse').fill('Oui, une moitié après l’autre.');
		await button(asked, 'Envoyer la réponse').click();
		await expect(team.getByText('La réponse est envoyée.')).toBeVisible();
		await odile.goto(home);
		await expect(her.getByRole('heading', { name: '1 réponse à lire' })).toBeVisible();
		await her.getByRole('link', { name: 'Mes annotations et leurs réponses' }).click();
		await expect(her.getByText('Oui, une moitié après l’autre.')).toBeVisible();
		await hydrated(her);
		await her.getByRole('button', { name: /^J’ai lu/ }).click();
		await expect(her.getByText('C’est noté')).toBeVisible();
	});

	const buyer = await person('Karim, acheteur', laptop);
	const samples = buyer.page;
	await test.step('[JU140, JU141, JU145] the authority permits, the buyer switches on and prepares a sample', async () => {
		const brigitte = await person('Brigitte, qui administre', laptop);
		await openAs(brigitte, room.desk, `${base}/choix`);
		await noAxeViolations(brigitte.page);
		await button(brigitte.page, 'Le permettre dans la collectivité').click();
		await expect(notice(brigitte.page, 'La collectivité le permet.')).toBeVisible();
		await brigitte.context.close();
		await openAs(buyer, karim, `${base}/choix`);
		await noAxeViolations(samples);
		await samples.getByLabel('Passage du règlement de la consultation').fill('Article 6 : un jury citoyen observe les échantillons.');
		await samples.getByLabel('Service juridique qui a donné son accord').fill('Direction des affaires juridiques');
		await samples.getByLabel('Le jour de son accord').fill(dayFromNow(0));
		await samples.getByLabel('Des échantillons sans nom').check();
		for (const [nth, name, sentence] of [['1', 'Solidité', 'L’étal tient-il longtemps ?'], ['2', 'Accès', 'Tout le monde s’en sert-il ?']] as const) {
			await samples.getByLabel(`Critère ${nth}`, { exact: true }).fill(name);
			await samples.getByLabel(`Critère ${nth}, en une phrase simple`).fill(sentence);
		}
		await samples.getByLabel('La salle ouvre le').fill(dayFromNow(1));
		await samples.getByLabel('Heure d’ouverture').fill('00:30');
		await samples.getByLabel('Elle se ferme le').fill(dayFromNow(4));
		await samples.getByLabel('Heure de fermeture').fill('18:00');
		await button(samples, 'Allumer').click();
		await expect(notice(samples, 'C’est enregistré, et noté au journal.')).toBeVisible();
		await noAxeViolations(samples);
		await samples.getByRole('link', { name: 'Préparer les échantillons' }).click();
		await hydrated(samples);
		await samples.getByLabel('Ce que le jury doit savoir').fill('Un étal de bois, pliant, d’un mètre vingt.');
		await samples.getByLabel('J’ai vérifié que rien ne permet de reconnaître un candidat.').check();
		await button(samples, 'Ajouter').click();
		await expect(notice(samples, 'Ajouté sous le nom')).toBeVisible();
		await noAxeViolations(samples);
	});

	/** The server goes on as on another day. */
	const days = (ahead: number) => town.restart({ CLOCK_SHIFT_MS: String(ahead * aDay) });

	const datesOf = (page: Page) => page.evaluate(async (path) => (await fetch(path)).text(), `${home}/dates.ics`);
	const ofTheRoom = 'SUMMARY:La salle fermée';

	await test.step('[JU143, JU144, JU149] two days later the room is open: who may not enter is told why; Odile declares, enters and observes', async () => {
		await days(2);
		for (const [who, why] of [[newcomer, 'Finissez d’abord votre formation'], [bruno, 'Signez d’abord la déclaration de cette étape']] as const) {
			await who.goto('/jure');
			if (who === newcomer) {
				await who.page.getByLabel('Votre code personnel').fill(codes.newcomer);
				await button(who.page, 'Entrer').click();
				await who.page.waitForURL(`**${home}`);
			}
			await who.goto(`${home}/choix/salle`);
			await expect(who.page).toHaveURL(/\/choix$/);
			await expect(who.page.getByText(why).first()).toBeVisible();
			await noAxeViolations(who.page);
		}
		expect(await datesOf(newcomer.page)).not.toContain(ofTheRoom);
		await odile.goto(home);
		expect(await datesOf(her)).toContain(ofTheRoom);
		await link(her, 'Le choix du candidat').click();
		await link(her, 'Signer la déclaration de cette étape').click();
		const stage = her.getByRole('region', { name: 'Avant le choix du candidat' });
		await stage.getByLabel('Je n’ai aucun lien').check();
		await stage.getByLabel('J’ai lu, et ce que je déclare est vrai').check();
		await button(stage, 'Signer ma déclaration').click();
		await expect(her.getByText('Votre déclaration est signée. Merci.')).toBeVisible();
		await odile.goto(`${home}/choix`);
		await link(her, 'Entrer dans la salle fermée').click();
		await hydrated(her);
		await noAxeViolations(her);
		await her.getByRole('listitem').filter({ hasText: 'À observer' }).getByRole('link').click();
		await hydrated(her);
		await noAxeViolations(her);
		for (const [criterion, words] of [['Solidité', 'Les pieds ne bougent pas quand on s’y appuie.'], ['Accès', 'Trop haut pour qui est en fauteuil roulant.']] as const) {
			await her.getByLabel(`Ce que j’observe : ${criterion}`).fill(words);
			await button(her, `Enregistrer : ${criterion}`).click();
			await expect(her.getByRole('region', { name: criterion }).getByText('C’est enregistré.')).toBeVisible();
		}
		await noAxeViolations(her);
	});

	await test.step('[JU147, JU151] once the room is shut the buyer reads, says what came of it, and the juror reads that', async () => {
		await days(5);
		await buyer.goto(`${base}/choix`);
		await hydrated(samples);
		await expect(samples.getByText('Trop haut pour qui est en fauteuil roulant.')).toBeVisible();
		await samples.getByLabel('La synthèse des observations').fill('Le jury demande un étal plus bas.');
		await samples.getByLabel('L’analyse en a tenu compte', { exact: true }).check();
		await samples.getByLabel('Comment, ou pourquoi non').fill('Le critère d’accès a pesé.');
		await button(samples, 'Enregistrer la synthèse').click();
		await expect(notice(samples, 'C’est enregistré. Les jurés peuvent la lire.')).toBeVisible();
		await noAxeViolations(samples);
		await buyer.goto(`${base}/choix/acces`);
		await expect(samples.getByText('Est entré·e dans la salle').first()).toBeVisible();
		await noAxeViolations(samples);
		await odile.goto(`${home}/choix`);
		await expect(her.getByText('Le jury demande un étal plus bas.')).toBeVisible();
		expect(await datesOf(her)).not.toContain(ofTheRoom);
	});

	await test.step('[JU82] hours, allowance, certificate', async () => {
		await look(`/projets/${room.project}/heures`);
		await expect(team.getByRole('row').filter({ hasText: trees.odile })).toContainText('3 h 30');
		await look(`${base}/indemnites`);
		await team.getByText('Ajouter une ligne').click();
		await team.getByLabel('Pour qui').selectOption({ label: trees.odile });
		await team.getByLabel('Quoi').selectOption({ label: 'Versement' });
		await team.getByLabel('Montant en euros').fill('80');
		await team.getByLabel('Objet').fill('Virement de mars');
		await button(team, 'Ajouter').click();
		await expect(team.getByText('La ligne est inscrite.')).toBeVisible();
		await odile.goto(home);
		await link(her, 'Voir mon attestation').click();
		await expect(her.getByText('Odile Essai')).toBeVisible();
		await expect(her.getByText('3 h 30').first()).toBeVisible();
		await noAxeViolations(her);
		await odile.goto(home);
		await button(her, 'Oui, me prévenir des prochains jurys').click();
		await expect(her.getByText('la collectivité pourra vous écrire')).toBeVisible();
	});

	await test.step('[JU109, JU110, JU111, JU112] the jury ends, and on the day its members are forgotten, with a proof', async () => {
		await look(`${base}/fin`);
		await team.getByLabel('Chaque membre a reçu son attestation').check();
		await team.getByRole('checkbox', { name: /^Chaque membre a dit/ }).check();
		await team.getByLabel('Jour où l’on oublie').fill(dayFromNow(40));
		await confirmed(team, 'Mettre fin au jury');
		await expect(notice(team, 'Le jury a pris fin.')).toBeVisible();
		await noAxeViolations(team);
		await days(41);
		const brigitte = await person('Brigitte, plus tard', laptop);
		const later = await brigitte.goto(`/connexion?retour=${encodeURIComponent(`${base}/fin`)}`);
		await later.getByLabel('Adresse électronique').fill('brigitte@brume.fr');
		await later.getByLabel('Mot de passe').fill(password);
		await button(later, 'Se connecter').click();
		await hydrated(later);
		await expect(later.getByText(/personnes ont été oubliées\. Empreinte de leurs codes\s: \w+/)).toBeVisible();
		await expect(later.getByText('Odile Essai')).toBeVisible();
		await expect(later.getByText('Bruno Essai')).toHaveCount(0);
		await noAxeViolations(later);
	});
});
