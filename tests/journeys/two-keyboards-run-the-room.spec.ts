// A facilitator and a juror who have no mouse and no finger on the screen: Tab, Enter, Space and the arrows do it all, from the door to the record, and one always sees where one is.
import type { Locator, Page } from '@playwright/test';
import { expect, laptop, phone, test } from '../world/journey.ts';
import { button, choose, fold, justOpened, link, notLost, open, press, said, standsSomewhere, text, type, typeDay, walkTo } from '../world/keyboard.ts';
import { openRoom } from '../world/room.ts';
import { askedBefore, forwardTo, stepsBetween } from '../world/screens.ts';

test('a facilitator and a juror go from the door to the record by keyboard only', async ({ server, person }) => {
	const room = await openRoom(server, { seats: 0 });
	const solene = await person('Solène, au clavier', laptop);
	await solene.context.addCookies(
		room.desk.cookie.split('; ').map((pair) => {
			const [name, value] = pair.split('=') as [string, string];
			return { name, value, url: solene.origin };
		})
	);
	const desk = await open(solene, room.desk.path);
	const ada = await person('Ada, un clavier branché au téléphone', phone);
	const hand = await open(ada, room.joinPath);

	/** Solène passes to the step; Ada's screen follows, and neither loses her place. */
	const goTo = async (step: string) => {
		const dialog = askedBefore(desk, step);
		await press(desk, forwardTo(desk, step), dialog);
		await press(desk, button(dialog, /^(Oui, commencer|Oui, passer|Passer quand même)$/), desk.getByRole('heading', { level: 2, name: step, exact: true }));
		await expect(dialog).toBeHidden();
		await said(desk, `La salle est maintenant à « ${step} ».`);
		await notLost(desk);
		await expect(hand.getByRole('heading', { level: 1, name: step, exact: true })).toBeVisible();
		await notLost(hand);
	};
	/** Ada says that she is ready, and stays on the button that said it. */
	const isReady = async (ready = 1) => {
		await press(hand, button(hand, 'Prêt·e'), button(hand, 'Prêt·e\u00a0: annuler'));
		await expect(button(hand, 'Prêt·e\u00a0: annuler')).toBeFocused();
		await expect(desk.getByText(`Prêt·es : ${ready} sur 2`)).toBeVisible();
	};

	await test.step('Ada comes in', async () => {
		await type(hand, hand.getByLabel('Votre prénom ou un pseudonyme'), 'Ada');
		await choose(hand, hand.locator('input[name=capacity]').first());
		await walkTo(hand, button(hand, 'Entrer'));
		await hand.keyboard.press('Enter');
		await expect(hand.getByText('Vous êtes dans la salle d’attente')).toBeVisible();
		justOpened.add(hand);
		await walkTo(hand, link(hand, 'C’est noté'));
		await hand.keyboard.press('Enter');
		await expect(link(hand, 'C’est noté')).toBeHidden();
		await notLost(hand);
	});

	await test.step('Solène lets her in, and the keyboard stays among the people', async () => {
		await walkTo(desk, button(desk, 'Faire entrer Ada'));
		await desk.keyboard.press('Enter');
		await expect(desk.getByText('À faire entrer')).toHaveCount(0);
		await said(desk, 'Faire entrer Ada : c’est fait.');
		await standsSomewhere(desk);
		expect(await desk.evaluate(() => document.activeElement?.closest('section.people') !== null)).toBe(true);
		await expect(hand.getByText('Vous êtes dans la salle d’attente')).toBeHidden();
		await notLost(hand);
	});

	await test.step('she adds a seat on paper, with the arrows in the list', async () => {
		const form = desk.locator('form[action="?/paper"]').filter({ has: desk.locator('input[name=publicName]') });
		await press(desk, fold(desk, 'Ajouter une place sur papier'), form);
		await type(desk, form.locator('input[name=publicName]'), 'Yvonne');
		await walkTo(desk, form.getByRole('combobox'));
		await desk.keyboard.press('ArrowDown');
		await press(desk, button(form, 'Ajouter'), desk.locator('section.people li', { hasText: 'Yvonne' }).getByText('Place sur papier'));
	});

	await test.step('she looks at what passing would do, and stays: the keyboard is back where it was', async () => {
		const next = forwardTo(desk, 'Accueil');
		await press(desk, next, desk.getByRole('dialog'));
		await desk.keyboard.press('Escape');
		await expect(desk.getByRole('dialog')).toBeHidden();
		await expect(next).toBeFocused();
	});

	await test.step('welcome: Ada is ready', async () => {
		await goTo('Accueil');
		await isReady();
	});

	const needs = 'De quoi a-\u2060t-\u2060on besoin ?';
	const essays = 'Que pourrait-\u2060on essayer ?';

	await test.step('writing: Ada writes five cards, changes one, withdraws one', async () => {
		for (const step of stepsBetween('Accueil', 'Paysage : écrire en silence')) await goTo(step);
		await goTo('Paysage : écrire en silence');
		const mine = hand.getByRole('region', { name: 'Vos fiches' });
		const write = async (question: string, words: string) => {
			await choose(hand, hand.getByRole('radio', { name: question }));
			await type(hand, hand.getByLabel('Votre idée, en une phrase'), words);
			await press(hand, button(hand, 'Garder cette fiche'), mine.getByRole('paragraph').filter({ hasText: words }));
		};
		await write(needs, 'Manger chaud');
		await write(needs, 'Du temps pour manger');
		await write('Qui, près d’ici, sait faire ?', 'Un essai raté');
		const correct = (words: string) => fold(mine.getByRole('listitem').filter({ hasText: words }), 'Changer ou retirer');
		await press(hand, correct('Un essai raté'), button(hand, 'Retirer cette fiche'));
		await press(hand, button(hand, 'Retirer cette fiche'), text(mine, 'Fiche retirée.'));
		await expect(mine.getByText('Un essai raté')).toHaveCount(0);
		await notLost(hand);
		await write(needs, 'Moins de bruit et plus de lumière');
		await write(essays, 'Un potager');
		await press(hand, correct('Manger chaud'), hand.getByRole('textbox', { name: 'Nouveau texte de la fiche' }));
		await type(hand, hand.getByRole('textbox', { name: 'Nouveau texte de la fiche' }), 'Manger chaud le midi');
		await press(hand, button(hand, 'Enregistrer le changement'), mine.getByRole('paragraph').filter({ hasText: 'Manger chaud le midi' }));
		await expect(desk.getByRole('row', { name: 'En tout 4' })).toBeVisible();
		await isReady();
	});

	await test.step('grouping: Ada groups two cards, renames the group, cuts a card in two and moves one', async () => {
		await goTo('Paysage : dévoiler et regrouper');
		const card = (name: string) => hand.getByRole('checkbox', { name, exact: true });
		const group = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
		const saved = () => expect(hand.locator('.saved')).toHaveText('Enregistré');
		await press(hand, card('Manger chaud le midi'), button(hand, 'Faire un groupe de cette fiche'), 'Space');
		await press(hand, card('Du temps pour manger'), button(hand, 'Regrouper 2 fiches'), 'Space');
		await press(hand, button(hand, 'Regrouper 2 fiches'), hand.getByLabel('Nom du groupe'));
		await type(hand, hand.getByLabel('Nom du groupe'), 'Le repas');
		await hand.keyboard.press('Enter');
		await expect(hand.getByRole('heading', { name: 'Le repas' })).toBeFocused();

		await press(hand, button(hand, 'Renommer le groupe « Le repas »'), hand.getByLabel('Nom du groupe'));
		await type(hand, hand.getByLabel('Nom du groupe'), 'Un vrai repas');
		await hand.keyboard.press('Enter');
		await expect(button(hand, 'Renommer le groupe « Un vrai repas »')).toBeFocused();
		await expect(group(desk, 'Un vrai repas').getByRole('checkbox')).toHaveCount(2);

		const sheet = hand.getByRole('dialog');
		await press(hand, button(hand, 'Déplacer ou changer « Moins de bruit et plus de lumière »'), sheet);
		await press(hand, button(sheet, 'Couper en deux fiches…'), sheet.getByLabel('Première fiche'));
		await type(hand, sheet.getByLabel('Deuxième fiche'), 'Plus de lumière');
		await press(hand, button(sheet, 'Couper en deux'), card('Plus de lumière'));
		await expect(button(hand, 'Déplacer ou changer « Moins de bruit »')).toBeFocused();

		await press(hand, button(hand, 'Déplacer ou changer « Plus de lumière »'), sheet);
		await walkTo(hand, button(sheet, 'Monter'));
		await hand.keyboard.press('Enter');
		await expect(sheet).toBeHidden();
		await expect(button(hand, 'Déplacer ou changer « Plus de lumière »')).toBeFocused();
		await hand.keyboard.press('Enter');
		await walkTo(hand, button(sheet, 'Un vrai repas'));
		await hand.keyboard.press('Enter');
		await expect(group(desk, 'Un vrai repas').getByRole('checkbox')).toHaveCount(3);
		await expect(button(hand, 'Déplacer ou changer « Plus de lumière »')).toBeFocused();
		await saved();
	});

	await test.step('grouping: Solène sends a card to another question, at the console', async () => {
		const sheet = desk.getByRole('dialog');
		await press(desk, button(desk, 'Déplacer ou changer « Plus de lumière »'), sheet);
		await walkTo(desk, button(sheet, essays));
		await desk.keyboard.press('Enter');
		await expect(sheet).toBeHidden();
		await expect(desk.getByRole('heading', { name: needs })).toBeFocused();
		await press(hand, hand.locator('.tab[data-zone=innovation]'), button(hand, 'Déplacer ou changer « Plus de lumière »'));
		await isReady();
	});

	await test.step('dots: Ada places five, takes one back, places it elsewhere; Solène shows the result', async () => {
		await goTo('Paysage : cinq gommettes');
		const place = (name: string, left: string) => press(hand, button(hand, `Poser une gommette sur « ${name} »`), text(hand, left));
		await place('Manger chaud le midi', 'Il vous reste 4 gommettes');
		await place('Manger chaud le midi', 'Il vous reste 3 gommettes');
		await place('Du temps pour manger', 'Il vous reste 2 gommettes');
		await place('Un potager', 'Il vous reste 1 gommette');
		await place('Moins de bruit', 'Vos cinq gommettes sont posées.');
		await press(hand, button(hand, 'Reprendre une gommette de « Moins de bruit »'), text(hand, 'Il vous reste 1 gommette'));
		await place('Plus de lumière', 'Vos cinq gommettes sont posées.');
		await isReady();
		await press(desk, button(desk, 'Montrer le résultat'), text(desk, 'Le résultat est au mur.'));
		await expect(hand.getByRole('heading', { name: 'Ce qui compte le plus' })).toBeVisible();
		await notLost(hand);
	});

	const vote = async (page: Page, within: Page | Locator, grades: Readonly<Record<string, string>>) => {
		for (const [scenario, grade] of Object.entries(grades))
			await choose(page, within.getByRole('group', { name: new RegExp(`^${scenario} `) }).getByRole('radio', { name: grade, exact: true }));
	};

	await test.step('vote: Ada casts her ballot, Solène types the one on paper and closes', async () => {
		// two keyboards amend a proposal in a journey of their own
		for (const step of stepsBetween('Paysage : cinq gommettes', 'Choisir un scénario')) await goTo(step);
		await goTo('Choisir un scénario');
		await vote(hand, hand, { A: 'Passable', B: 'Excellent', C: 'Insuffisant' });
		await press(hand, button(hand, 'Déposer mon bulletin'), hand.getByRole('heading', { name: 'Votre bulletin est dans l’urne.' }));
		await isReady();
		await press(desk, fold(desk, 'Yvonne'), button(desk, 'Déposer le bulletin d’Yvonne'));
		await vote(desk, desk, { A: 'Bien', B: 'Bien', C: 'Passable' });
		await press(desk, button(desk, 'Déposer le bulletin d’Yvonne'), desk.getByText('Bulletin tapé une fois, pas encore compté.').first());
		await vote(desk, desk, { A: 'Bien', B: 'Bien', C: 'Passable' });
		await press(desk, button(desk, 'Déposer le bulletin d’Yvonne'), text(desk, 'Bulletin déposé.'));
		const dialog = desk.getByRole('alertdialog');
		await press(desk, button(desk, 'Fermer le vote et dépouiller'), dialog);
		await expect(dialog).toContainText('Moins de cinq bulletins du jury sont dans l’urne.');
		// two ballots would be guessed: nobody is shown what they say
		const closed = (page: Page) => page.getByText('Moins de cinq bulletins du jury : pour que personne ne puisse deviner un vote, ce résultat n’est pas publié.');
		await press(desk, button(dialog, 'Fermer le vote et dépouiller'), closed(desk));
		await expect(dialog).toBeHidden();
		await notLost(desk);
		await expect(closed(hand)).toBeVisible();
		await expect(hand.locator('ol.profile')).toHaveCount(0);
		await notLost(hand);
	});

	await test.step('consent: an objection of Ada is put on the table, integrated and lifted; the room consents', async () => {
		await goTo('Consentir');
		await press(desk, desk.getByRole('button', { name: /^Ouvrir le tour sur B,/ }), button(desk, 'Passer à : Objections'));
		await press(desk, button(desk, 'Passer à : Objections'), fold(desk, 'Taper pour Yvonne'));
		await press(hand, fold(hand, 'J’ai une objection'), hand.getByLabel('Quel risque court le projet ?'));
		await type(hand, hand.getByLabel('Quel risque court le projet ?'), 'Personne pour cuisiner l’été');
		await type(hand, hand.getByLabel('Qu’est-\u2060ce qui lèverait votre objection ?'), 'Un remplacement prévu');
		await press(hand, button(hand, 'Poser mon objection'), text(hand, 'Votre objection est posée.'));

		const objection = desk.getByRole('region', { name: 'Objection d’Ada' });
		const change = objection.getByLabel('Ce que la salle change dans la proposition');
		await press(desk, button(objection, 'Mettre sur la table'), change);
		await type(desk, change, 'Le marché prévoit un remplacement l’été');
		await press(desk, button(objection, 'Écrire le changement'), text(hand, 'Le marché prévoit un remplacement l’été'));
		await press(hand, button(hand, 'Oui, le risque est levé'), text(hand, 'Vous avez dit que le risque est levé.'));
		await press(desk, button(objection, 'L’objection est levée'), objection.getByText('levée', { exact: true }));

		await press(desk, fold(desk, 'Taper pour Yvonne'), button(desk, 'Je consens'));
		await press(desk, button(desk, 'Je consens'), button(desk, 'Constater le consentement'));
		await press(desk, button(desk, 'Constater le consentement'), text(desk, 'Consentement obtenu'));
		await expect(hand.getByText(/^Consentement obtenu à/)).toBeVisible();
		// who has said what the step asks is ready: Yvonne too
		await isReady(2);
	});

	await test.step('closing: Solène says where it goes, Ada leaves her word', async () => {
		for (const step of stepsBetween('Consentir', 'Clôture')) await goTo(step);
		await goTo('Clôture');
		await type(desk, desk.getByLabel('Instance'), 'Bureau communautaire');
		await typeDay(desk, desk.getByLabel('Le', { exact: true }), '05');
		await press(desk, button(desk, 'Publier sur le mur et les mains'), text(desk, 'C’est affiché.'));
		await expect(hand.getByText('Elle part à\u00a0: Bureau communautaire')).toBeVisible();
		await choose(hand, hand.getByRole('radio', { name: /^5/ }));
		await type(hand, hand.getByLabel('Un mot pour dire cette séance'), 'lumineux');
		await type(hand, hand.getByLabel('Vos heures aujourd’hui'), '3 h 30');
		await press(hand, button(hand, 'Envoyer'), text(hand, 'Merci, c’est noté.'));
		const dialog = desk.getByRole('dialog', { name: 'Terminer la séance ?' });
		await press(desk, link(desk, 'Terminer la séance'), dialog);
		await press(desk, button(dialog, 'Oui, terminer'), text(desk, 'La séance est terminée. Le compte rendu est prêt.'));
		await expect(hand.getByRole('heading', { level: 1, name: 'La séance est terminée' })).toBeVisible();
		await notLost(hand);
	});

	await test.step('both read the record, and Solène carries it away', async () => {
		for (const page of [hand, desk]) {
			await walkTo(page, link(page, 'Lire le compte rendu'));
			await page.keyboard.press('Enter');
			await expect(page.getByRole('heading', { level: 1, name: /^Compte rendu/ })).toBeVisible();
			await expect(page.getByText('Un remplacement prévu')).toBeVisible();
			justOpened.add(page);
		}
		await walkTo(desk, desk.getByRole('link', { name: 'Données complètes (JSON)' }));
		const [file] = await Promise.all([desk.waitForEvent('download'), desk.keyboard.press('Enter')]);
		expect(file.suggestedFilename()).toContain('.json');
	});
});
