// A town announces its jury, people come forward, the draw is sealed and made before witnesses, a citizen does it again from the files, and those who are drawn answer.
import { readFileSync } from 'node:fs';
import { beforeTheJury, openConsole } from '../world/rivelles.ts';
import { expect, hydrated, laptop, noAxeViolations, phone, test, wall } from '../world/journey.ts';
import { comeForward, confirmed, fillPerson, letterPaths, workOutChances } from '../world/panel.ts';
import { notice } from '../world/screens.ts';

const head = 'Nom;Prénoms;Sexe;Date de naissance;Nationalité;Adresse;Code postal;Commune';

test('[JU6, JU7, JU10, JU14, JU60, JU64, JU65, JU67] from the announcement to the panel', async ({ person, server }, info) => {
	const solene = await person('Solène', laptop);
	const { page } = solene;
	const project = await openConsole(solene);
	await beforeTheJury(server);
	const base = `${project}/jury`;
	let publicPath = '';

	await test.step('the jury begins with what is usual; its quotas are mended where they were typed', async () => {
		await solene.goto(base);
		await hydrated(page);
		await noAxeViolations(page);
		await page.getByRole('button', { name: 'Préparer le jury' }).click();
		await page.getByRole('link', { name: 'Sièges et quotas' }).click();
		await hydrated(page);
		await page.getByLabel('Tirés des listes électorales').fill('0');
		await page.getByLabel('Tirés des volontaires').fill('4');
		for (const n of [1, 2, 3, 4]) for (const k of [1, 2, 3]) for (const bound of ['Au moins', 'Au plus']) {
			const field = page.getByLabel(`${bound}, modalité ${k} du critère ${n}`);
			if (await field.count()) await field.fill('');
		}
		await page.getByLabel('Au moins, modalité 1 du critère 3').fill('5');
		await page.getByRole('button', { name: 'Garder ces quotas' }).click();
		await expect(page.getByText('Le minimum dépasse le maximum.')).toBeVisible();
		await expect(page.getByLabel('Au moins, modalité 1 du critère 3')).toHaveValue('5');
		await noAxeViolations(page);
		await page.getByLabel('Au moins, modalité 1 du critère 3').fill('1');
		await page.getByRole('button', { name: 'Garder ces quotas' }).click();
		await expect(notice(page, 'Les quotas sont gardés.')).toBeVisible();
	});

	await test.step('it is announced, with what it costs, and what is done to make it known', async () => {
		await solene.goto(`${base}/annonce`);
		await hydrated(page);
		await page.getByRole('button', { name: 'Publier l’annonce' }).click();
		await expect(notice(page, 'L’annonce est publique.')).toBeVisible();
		publicPath = new URL((await page.getByRole('link', { name: /\/jury\// }).first().getAttribute('href'))!, solene.origin).pathname;
		await page.getByLabel('Indemnité par demi-journée, en euros').fill('80');
		await page.getByRole('button', { name: 'Garder ces montants' }).click();
		await expect(page.getByRole('rowheader', { name: 'Total' }).locator('..')).toContainText('1 600 €');
		await page.getByLabel('Action', { exact: true }).selectOption({ label: 'affiches' });
		await page.getByLabel('Quoi, où').fill('46 affiches dans les commerces');
		await page.getByRole('button', { name: 'Noter cette action' }).click();
		await expect(notice(page, 'L’action est notée.')).toBeVisible();
		await noAxeViolations(page);
		await page.getByRole('link', { name: 'Affiche avec code à flasher' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Et si c’était vous ?' })).toBeVisible();
		await noAxeViolations(page);
	});

	await test.step('a roll is read with what is refused; nothing of it that is not needed is shown', async () => {
		await solene.goto(`${base}/listes`);
		await hydrated(page);
		const file = page.getByLabel('Fichier des listes électorales (CSV)');
		await file.setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('Nom;Ville\nA;B') });
		await page.getByRole('button', { name: 'Lire ce fichier' }).click();
		await expect(page.getByText('Il manque des colonnes')).toBeVisible();
		await file.setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from([head, 'Durand;Zoé;F;1990;F;1 rue X;62130;Rivelle', 'Petit;;M;1980;F;2 rue X;62130;Rivelle'].join('\n'), 'latin1') });
		await page.getByRole('button', { name: 'Lire ce fichier' }).click();
		await expect(page.getByText(/Personnes ajoutées\s: 1\. Déjà là\s: 0\. Lignes refusées\s: 1/)).toBeVisible();
		await expect(page.getByText('Colonnes écartées, jamais écrites : Nationalité.')).toBeVisible();
		await noAxeViolations(page);
	});

	await test.step('people come forward from their phones, one without JavaScript; what is missing is said at its field', async () => {
		const odile = await person('Odile', { ...phone, javaScriptEnabled: false });
		await odile.goto(publicPath);
		await odile.page.getByLabel('Prénom').fill('Odile');
		await odile.page.getByRole('button', { name: 'Je me porte volontaire' }).click();
		await expect(odile.page.getByText('Écrivez le nom.')).toBeVisible();
		await expect(odile.page.getByLabel('Prénom')).toHaveValue('Odile');
		await comeForward(odile.page, { first: 'Odila', year: '1948', gender: 'femme', place: 'villages' });
		const others = await person('les autres', phone);
		await others.goto(publicPath);
		await hydrated(others.page);
		await noAxeViolations(others.page);
		const came = [
			{ first: 'Anna', year: '1990', gender: 'femme', place: 'villages' },
			{ first: 'Bruno', year: '1971', gender: 'homme', place: 'bourg-centre' },
			{ first: 'Clara', year: '2001', gender: 'femme', place: 'bourg-centre' },
			{ first: 'Denis', year: '1960', gender: 'homme', place: 'villages' },
			{ first: 'Emma', year: '1985', gender: 'femme', place: 'bourg-centre' }
		] as const;
		for (const one of came) {
			await others.goto(publicPath);
			await comeForward(others.page, one);
		}
	});

	await test.step('one who phoned is entered by somebody', async () => {
		await expect(page.getByText(/Volontaires\s: 6\./)).toBeVisible();
		await page.locator('summary').filter({ hasText: 'Inscrire quelqu’un' }).click();
		const form = page.locator('form[action="?/inscrire"]');
		await fillPerson(form, { first: 'Fernande', year: '1939', gender: 'femme', place: 'villages', school: 'sans enfant scolarisé' });
		await form.getByLabel(/Cette personne accepte/).check();
		await form.getByRole('button', { name: 'Inscrire' }).click();
		await expect(notice(page, 'C’est noté. Le journal garde')).toBeVisible();
	});

	const onWall = await person('le mur', wall);
	await test.step('chances are worked out, the draw is sealed, and the wall says so by itself', async () => {
		await solene.goto(`${base}/tirage`);
		await hydrated(page);
		await expect(page.getByText('7 personnes peuvent être tirées pour 4 sièges.')).toBeVisible();
		await workOutChances(page);
		await noAxeViolations(page);
		await onWall.goto(`${publicPath}/tirage?mur`);
		await hydrated(onWall.page);
		await expect(onWall.page.getByText('Le tirage n’a pas encore été scellé.')).toBeVisible();
		await confirmed(page, 'Sceller et publier');
		await expect(notice(page, 'C’est scellé.')).toBeVisible();
		await expect(onWall.page.getByText('On attend les dés.')).toBeVisible();
		await noAxeViolations(onWall.page);
	});

	await test.step('the dice are typed before witnesses; the panel stands on the wall', async () => {
		await page.getByLabel('Ce qui a été lu').fill('4-1-7');
		await page.getByLabel('Témoins').fill('la doyenne, une commerçante, un enfant');
		const draw = () => confirmed(page, 'Tirer le panel', 'Tirer maintenant');
		await draw();
		await expect(page.getByText('Des dés donnent des chiffres de 1 à 6')).toBeVisible();
		await expect(page.getByLabel('Témoins')).toHaveValue('la doyenne, une commerçante, un enfant');
		await page.getByLabel('Ce qui a été lu').fill('4-1-6 / 2-2-5 / 3-6-1');
		await draw();
		await expect(notice(page, 'Le panel est tiré.')).toBeVisible();
		await expect(onWall.page.getByText('4-1-6 / 2-2-5 / 3-6-1')).toBeVisible();
		await expect(onWall.page.getByRole('list').filter({ hasText: /^[A-Z0-9]{10}/ }).first().getByRole('listitem')).toHaveCount(4);
		await noAxeViolations(onWall.page);
	});

	await test.step('a citizen replays it from the sealed file, without a network', async () => {
		const citizen = await person('une citoyenne', laptop);
		await citizen.goto(`${publicPath}/tirage`);
		const [download] = await Promise.all([citizen.page.waitForEvent('download'), citizen.page.getByRole('link', { name: 'Le fichier scellé' }).click()]);
		const sealed = info.outputPath('scelle.json');
		await download.saveAs(sealed);
		expect(readFileSync(sealed, 'utf8')).not.toMatch(/Essai|Odil|06 00/);
		await citizen.page.getByRole('link', { name: 'Rejouer le tirage' }).click();
		await hydrated(citizen.page);
		await noAxeViolations(citizen.page);
		await citizen.context.setOffline(true);
		await citizen.page.getByLabel('Le fichier scellé').setInputFiles(sealed);
		await citizen.page.getByRole('button', { name: 'Rejouer', exact: true }).click();
		await expect(citizen.page.getByText('C’est le même panel que celui qui a été publié.')).toBeVisible();
		await citizen.page.getByLabel('La graine, telle qu’elle a été dite').fill('1-1-1');
		await citizen.page.getByRole('button', { name: 'Rejouer', exact: true }).click();
		await expect(citizen.page.getByText(/Ce n’est pas le panel publié|C’est le même panel/)).toBeVisible();
	});

	await test.step('letters leave; one says yes on a phone without JavaScript, one says no, and the next in order is called', async () => {
		await page.getByRole('link', { name: 'Inviter les personnes tirées' }).click();
		await hydrated(page);
		await page.getByRole('button', { name: 'Préparer les lettres' }).click();
		const paths = [...(await letterPaths(page)).values()];
		expect(paths).toHaveLength(4);
		await noAxeViolations(page);
		const yes = await person('qui dit oui', { ...phone, javaScriptEnabled: false });
		await yes.goto(paths[0]!);
		await yes.page.getByRole('button', { name: 'Oui, je participe' }).click();
		await expect(yes.page.getByText(/Votre code personnel\s: \S+/)).toBeVisible();
		const no = await person('qui dit non', phone);
		await no.goto(paths[1]!);
		await hydrated(no.page);
		await noAxeViolations(no.page);
		await no.page.getByRole('button', { name: 'Non, merci' }).click();
		await expect(no.page.getByText('C’est noté : vous ne participez pas.')).toBeVisible();
		await noAxeViolations(no.page);
		await page.reload();
		await hydrated(page);
		await page.getByRole('button', { name: /^Appeler la personne suivante/ }).click();
		await expect(notice(page, 'C’est noté.')).toBeVisible();
		await expect(page.getByText('remplaçant·e', { exact: true })).toBeVisible();
		await expect(page.getByText('remplacé·e', { exact: true })).toBeVisible();
		await noAxeViolations(page);
		await no.page.reload();
		await expect(no.page.getByText('Quelqu’un d’autre a été appelé à cette place.')).toBeVisible();
	});
});
