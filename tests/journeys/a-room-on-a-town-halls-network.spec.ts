// Plain http under a name of the network: no secure context, as in most town halls. Everything in the room works.
import { expect, hydrated, laptop, noAxeViolations, phone, test, wall as screen } from '../world/journey.ts';
import { advance, ballotOf, castBallot, dotsOf, enter, follow, leaveWord, openConsole, placeDots, write } from '../world/rivelles.ts';
import { stepsBetween } from '../world/screens.ts';

test('a juror writes, places dots, votes and leaves a word at http://atelier.test', async ({ person }) => {
	const host = 'atelier.test';
	const desk = await person('la console', { ...laptop, host });
	const wall = await person('le mur', { ...screen, host });
	const juror = await person('Aubépine', { ...phone, host });
	const { page } = juror;
	const connected = page.getByText('Connecté', { exact: true });

	await test.step('Doors open on a network without encryption, and the console says so', async () => {
		await openConsole(desk);
		await expect(desk.page.getByText('Réseau local, non chiffré').first()).toBeVisible();
		await wall.goto((await desk.page.getByRole('link', { name: 'Ouvrir le mur' }).getAttribute('href'))!);
		await desk.page.getByRole('button', { name: 'Ouvrir les portes' }).click();
		await expect(wall.page.getByRole('img', { name: 'QR code pour rejoindre la séance' })).toBeVisible();
	});

	await test.step('She joins, and her screen is live', async () => {
		await juror.goto(new URL((await desk.page.locator('dd.url').innerText()).trim()).pathname);
		await hydrated(page);
		for (const one of [desk, wall, juror]) expect(await one.page.evaluate(() => window.isSecureContext), one.name).toBe(false);
		await enter(page, 'J1');
		await desk.page.getByRole('button', { name: 'Faire entrer la personne qui attend' }).click();
		await expect(page.getByText('Vous êtes dans la salle d’attente')).toBeHidden();
		await expect(connected).toBeVisible();
		await noAxeViolations(page);
	});

	await test.step('She writes', async () => {
		await advance(desk.page, 'Accueil');
		for (const step of stepsBetween('Accueil', 'Paysage : écrire en silence')) await advance(desk.page, step);
		await advance(desk.page, 'Paysage : écrire en silence');
		await follow(juror, 'Paysage : écrire en silence');
		for (const text of dotsOf('J1').filter((one, index, all) => all.indexOf(one) === index)) await write(page, { zone: 'innovation', text });
		await expect(connected).toBeVisible();
	});

	await test.step('She sees the landscape, and places her five dots', async () => {
		await advance(desk.page, 'Paysage : dévoiler et regrouper');
		await follow(juror, 'Paysage : dévoiler et regrouper');
		await expect(wall.page.getByText(dotsOf('J1')[0]!)).toBeVisible();
		await advance(desk.page, 'Paysage : cinq gommettes');
		await follow(juror, 'Paysage : cinq gommettes');
		await placeDots(page, dotsOf('J1'));
		await expect(connected).toBeVisible();
	});

	await test.step('She votes', async () => {
		for (const step of stepsBetween('Paysage : cinq gommettes', 'Choisir un scénario')) await advance(desk.page, step);
		await advance(desk.page, 'Choisir un scénario');
		await follow(juror, 'Choisir un scénario');
		await castBallot(page, ballotOf('J1'));
		await expect(wall.page.getByText('1 sur 1 ont voté')).toBeVisible();
		await noAxeViolations(page);
	});

	await test.step('She leaves a word', async () => {
		await advance(desk.page, 'Consentir');
		for (const step of stepsBetween('Consentir', 'Clôture')) await advance(desk.page, step);
		await advance(desk.page, 'Clôture');
		await follow(juror, 'Clôture');
		await leaveWord(page, { usefulness: /^5/, word: 'vivant', hours: '3 h 30' });
		await expect(connected).toBeVisible();
	});
});
