// Each press has an answer where one pressed, and one that is heard: kept, refused, not sent, replaced.
import type { Locator, Page } from '@playwright/test';
import { expect, hydrated, noAxeViolations, phone, test } from '../world/journey.ts';
import { openRoom, type Seat } from '../world/room.ts';
import { openAs, titled } from '../world/screens.ts';
import { sealDraft } from '../world/turn.ts';

const writing = 'Paysage : écrire en silence';
const grouping = 'Paysage : dévoiler et regrouper';
const idea = (page: Page) => page.getByLabel('Votre idée, en une phrase');
const keep = (page: Page) => page.getByRole('button', { name: 'Garder cette fiche' });
const heard = (page: Page, words: string | RegExp) => page.locator('main > [aria-live=polite]').filter({ hasText: words });
/** in the form of that button, under it */
const under = (page: Page, button: string) => page.locator('form').filter({ has: page.getByRole('button', { name: button, exact: true }) }).locator('.at-form');

test('a juror is told what became of each thing she sent', async ({ person, server }) => {
	const room = await openRoom(server, { seats: 5 });
	const [odile, ...others] = room.seats as [Seat, ...Seat[]];
	const hers = await person('Odile', phone);
	const page = await openAs(hers, odile, odile.path);
	await room.desk.advanceTo('landscape-writing');
	await expect(titled(page, writing)).toBeVisible();

	await test.step('an empty card: she is brought to the field, and the field says why', async () => {
		await keep(page).click();
		await expect(idea(page)).toBeFocused();
		await expect(idea(page)).toHaveAccessibleDescription(/Écrivez une idée avant de garder la fiche/);
		await expect(idea(page)).toHaveAttribute('aria-invalid', 'true');
		// what was missing is there with the first letter, and missing again without it
		await idea(page).pressSequentially('M');
		await expect(idea(page)).not.toHaveAttribute('aria-invalid');
		await expect(page.locator('.field-error')).toHaveCount(0);
		await idea(page).press('Backspace');
		await expect(idea(page)).toHaveAccessibleDescription(/Écrivez une idée avant de garder la fiche/);
	});

	await test.step('the room moves while her field is empty: she is not moved, nothing hides the field, and no button is left without words', async () => {
		await room.desk.advanceTo('landscape-grouping');
		const moved = page.locator('.moved');
		await expect(moved).toBeInViewport();
		await expect(idea(page)).toBeFocused();
		const apart = async (what: Locator) => {
			const [bar, one] = [(await moved.boundingBox())!, (await what.boundingBox())!];
			return one.y + one.height <= bar.y || bar.y + bar.height <= one.y;
		};
		expect(await apart(idea(page))).toBe(true);
		// what she goes to by keyboard stays clear of it too, and so does a refusal
		for (let steps = 0; steps < 12 && !(await keep(page).evaluate((one) => one === document.activeElement)); steps++) await page.keyboard.press('Tab');
		await expect(keep(page)).toBeFocused();
		expect(await apart(keep(page))).toBe(true);
		await page.keyboard.press('Enter');
		await expect(idea(page)).toBeFocused();
		expect(await apart(idea(page))).toBe(true);
		await noAxeViolations(page);
		await page.getByRole('button', { name: 'Rejoindre', exact: true }).click();
		await expect(titled(page, grouping)).toBeFocused();
		await expect(page.getByRole('region', { name: 'Votre texte n’est pas parti' })).toHaveCount(0);
		await room.desk.goBack();
		await expect(titled(page, writing)).toBeVisible();
	});

	await test.step('two cards: each is said, and the next has all its letters again', async () => {
		const counter = page.locator('.counter').first();
		const words: (string | null)[] = [];
		for (const text of ['Manger chaud', 'Du temps']) {
			await idea(page).fill(text);
			await expect(counter).toHaveText(`${280 - text.length} caractères restants`);
			await keep(page).click();
			await expect(page.getByRole('region', { name: 'Vos fiches' }).getByRole('paragraph').filter({ hasText: text })).toBeVisible();
			await expect(counter).toHaveText('280 caractères restants');
			await expect(heard(page, 'Fiche gardée.')).toHaveCount(1);
			words.push(await heard(page, 'Fiche gardée.').textContent());
		}
		expect(words[0], 'the same words again are another event').not.toBe(words[1]);
	});

	await test.step('without network: it is said under the button, and said again when the network is back', async () => {
		await idea(page).fill('Écrit hors ligne');
		await hers.context.setOffline(true);
		await keep(page).click();
		await expect(under(page, 'Garder cette fiche')).toHaveText(/^Pas envoyé/);
		await expect(under(page, 'Garder cette fiche')).toBeInViewport();
		await hers.context.setOffline(false);
		await expect(under(page, 'Garder cette fiche')).toHaveText('Connexion revenue : appuyez de nouveau pour envoyer.', { timeout: 20_000 });
		await expect(page.getByText('Connecté', { exact: true })).toBeVisible({ timeout: 20_000 });
		await keep(page).click();
		await expect(page.getByRole('region', { name: 'Vos fiches' }).getByRole('paragraph').filter({ hasText: 'Écrit hors ligne' })).toBeVisible();
		await expect(under(page, 'Garder cette fiche')).toHaveCount(0);
	});

	await test.step('the room moves while she types: the new step is said, hers stays; what she sends too late is given back, once', async () => {
		await idea(page).fill('poulet');
		await room.desk.advanceTo('landscape-grouping');
		await expect(heard(page, `La salle est passée à « ${grouping} ».`)).toHaveCount(1);
		await keep(page).click();
		await expect(idea(page)).toBeFocused();
		await page.getByRole('button', { name: 'Rejoindre', exact: true }).click();
		await expect(titled(page, grouping)).toBeFocused();
		// what was said of the step before went with it
		await expect(heard(page, 'Fiche gardée.')).toHaveCount(0);
		expect(await page.evaluate(() => window.scrollY)).toBe(0);
		const kept = page.getByRole('region', { name: 'Votre texte n’est pas parti' });
		await expect(kept.getByText('poulet')).toBeVisible();
		await expect(page.getByRole('status').filter({ hasText: writing }), 'calm, and of which step it was').toContainText('rien n’est parti');
		await expect(page.getByRole('alert'), 'nothing went wrong: the room had moved').toHaveCount(0);
		await noAxeViolations(page);
		await room.desk.goBack();
		await expect(titled(page, writing)).toBeVisible();
		await expect(page.getByText('Ça n’a pas marché')).toHaveCount(0);
		// some of her cards are on the wall already
		await expect(page.getByText('Vous seul·e les voyez')).toHaveCount(0);
	});

	await test.step('another screen begins at its top', async () => {
		await page.getByText('Le chemin', { exact: true }).scrollIntoViewIfNeeded();
		await room.desk.advanceTo('landscape-dots');
		await expect(titled(page, 'Paysage : cinq gommettes')).toBeFocused();
		expect(await page.evaluate(() => window.scrollY)).toBe(0);
	});

	await test.step('a dot placed and taken back is said, and so are « Prêt·e » and a raised hand; the keyboard stays where it was', async () => {
		const presses = async (name: string | RegExp, words: string, stays = name) => {
			await page.getByRole('button', { name }).first().press('Enter');
			await expect(heard(page, words)).toHaveCount(1);
			await expect(page.getByRole('button', { name: stays }).first()).toBeFocused();
		};
		await presses(/^Poser une gommette sur « Manger chaud »/, 'Gommette posée.');
		await presses(/^Reprendre une gommette de « Manger chaud »/, 'Gommette reprise.', /^Poser une gommette sur « Manger chaud »/);
		await presses('Prêt·e', 'Vous êtes noté·e prêt·e.', 'Prêt·e\u00a0: annuler');
		// the count comes within the step: its result is said, and no new step
		await expect(heard(page, /^Nouvelle étape\s: Paysage\s: cinq gommettes/)).toHaveCount(1);
		await room.desk.act('landscape-dots', 'show-result');
		await expect(heard(page, /^Les gommettes sont comptées\s: le résultat est là/)).toHaveCount(1);
		await expect(heard(page, 'Nouvelle étape')).toHaveCount(0);
		await room.desk.act('landscape-dots', 'reopen');
		await expect(heard(page, 'Les gommettes sont rouvertes.')).toHaveCount(1);
		await expect(heard(page, 'Nouvelle étape')).toHaveCount(0);
		await presses('Lever la main', 'Votre main est levée', 'Baisser la main');
		await presses('Baisser la main', 'Votre main est baissée.', 'Lever la main');
	});

	await test.step('her sentence, kept without the space that she typed after it, holds her back from nothing', async () => {
		await room.desk.advanceTo('roles');
		await expect(titled(page, 'Prendre un rôle')).toBeVisible();
		await page.getByRole('link', { name: 'Carte suivante' }).click();
		await expect(heard(page, /^Carte 2 sur 10, /)).toHaveCount(1);
		await page.getByRole('button', { name: 'Je prends ce rôle' }).click();
		await expect(heard(page, /^Vous jouez maintenant/)).toHaveCount(1);
		await expect(page.locator('main [aria-live]').filter({ hasText: /^Carte/ })).toHaveCount(0);
		await page.getByLabel('Dites-le en une phrase').fill('Je suis là. ');
		await page.getByRole('button', { name: 'Garder ma phrase' }).click();
		await expect(heard(page, 'Votre phrase est gardée.')).toHaveCount(1);
		// only what stands unsent holds her, not the field that she is in
		await page.getByRole('button', { name: 'Garder ma phrase' }).focus();
		await room.desk.advanceTo('proposal');
		await expect(titled(page, 'La proposition')).toBeVisible();
		await expect(page.locator('.moved')).toHaveCount(0);
	});

	await test.step('the first version is sealed: its text comes, and that is said', async () => {
		await sealDraft(room);
		await expect(page.getByText('Confier les repas à un prestataire unique.')).toBeVisible();
		await expect(heard(page, 'La première version est scellée, et son texte est là')).toHaveCount(1);
	});

	await test.step('her amendment goes through the turn, and what becomes of it is said with its reason', async () => {
		const amendment = page.locator('form:has([name=act][value=write])');
		await room.desk.advanceTo('amendments');
		await expect(titled(page, 'Amender la proposition')).toBeVisible();
		await amendment.getByRole('radio', { name: /^Ajouter/ }).check();
		await amendment.getByLabel('Votre texte').fill('Une cuisine par vallée.');
		await amendment.getByLabel('Pourquoi').fill('Pour manger chaud');
		await amendment.getByRole('button', { name: 'Garder', exact: true }).click();
		await expect(heard(page, 'Amendement gardé.')).toHaveCount(1);
		// a second one is cut off by the network while the turn begins: its button now shows it to the room, and says so
		await amendment.getByRole('radio', { name: /^Ajouter/ }).check();
		await amendment.getByLabel('Votre texte').fill('Un marché le samedi.');
		await amendment.getByLabel('Pourquoi').fill('Pour acheter près d’ici');
		await hers.context.setOffline(true);
		await amendment.getByRole('button', { name: 'Garder', exact: true }).click();
		await expect(under(page, 'Garder')).toHaveText(/^Pas envoyé/);
		await room.desk.act('amendments', 'begin');
		await hers.context.setOffline(false);
		await expect(heard(page, /^Le tour commence\. C’est à vous\./)).toHaveCount(1, { timeout: 20_000 });
		const unsent = page.locator('.notice-text').filter({ hasText: 'Ce que vous aviez écrit n’est pas parti. Maintenant, l’envoyer le montre à toute la salle.' });
		await expect(unsent).toBeVisible({ timeout: 20_000 });
		await expect(heard(page, 'Ce que vous aviez écrit n’est pas parti.')).toHaveCount(1);
		await expect(amendment.getByLabel('Votre texte')).toHaveValue('Un marché le samedi.');
		await noAxeViolations(page);
		await expect(page.getByText('Connecté', { exact: true })).toBeVisible({ timeout: 20_000 });
		await amendment.getByRole('button', { name: 'Montrer à la salle' }).click();
		await expect(heard(page, 'Amendement montré à la salle.')).toHaveCount(1);
		await expect(unsent).toHaveCount(0);
		const { step } = await room.desk.desk<{ amendments: readonly { id: string }[] }>();
		await room.desk.act('amendments', 'not-keep', { amendment: step.amendments[0]!.id, reason: 'Trop cher pour la commune' });
		await expect(heard(page, /^Votre amendement .+\s: pas retenu\. Pourquoi\s: Trop cher pour la commune$/)).toHaveCount(1);
	});

	await test.step('the menu of the weather closes by Escape, by going on, and with the step', async () => {
		const hint = page.getByText('La salle en verra le compte');
		const menu = page.locator('summary', { hasText: 'Ma météo' });
		await menu.click();
		await expect(hint).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(hint).toBeHidden();
		await expect(menu).toBeFocused();
		await menu.click();
		await page.keyboard.press('Shift+Tab');
		await expect(hint).toBeHidden();
		await menu.click();
		await room.desk.advanceTo('vote');
		await expect(titled(page, 'Choisir un scénario')).toBeVisible();
		await expect(hint).toBeHidden();
	});

	await test.step('she casts, changes her mind, and hears that the second ballot replaces the first', async () => {
		const box = page.getByRole('region', { name: 'Votre bulletin est dans l’urne.' });
		const vote = async (grade: string) => {
			for (const scenario of ['A', 'B', 'C']) await page.getByRole('group', { name: new RegExp(`^${scenario} `) }).getByRole('radio', { name: grade, exact: true }).check();
			await page.getByRole('button', { name: 'Déposer mon bulletin' }).click();
		};
		await vote('Bien');
		await expect(box).toBeFocused();
		await expect(box).not.toContainText('remplace');
		await page.getByText('Changer d’avis', { exact: true }).click();
		await vote('Passable');
		await expect(box).toBeFocused();
		await expect(box).toContainText('Votre nouveau bulletin remplace le premier.');
		await expect(page.getByRole('button', { name: 'Déposer mon bulletin' })).toBeHidden();
		await expect(heard(page, 'Votre nouveau bulletin remplace le premier.')).toHaveCount(1);
		// no grade stays on the screen
		await expect(page.getByText('Passable').filter({ visible: true })).toHaveCount(0);
	});

	await test.step('consent: an empty objection is refused at its field, and what she says is told', async () => {
		// with fewer ballots than five the result would stay closed
		for (const other of others) await other.act('vote', 'cast', { 'grade-A': '1', 'grade-B': '0', 'grade-C': '3' });
		await room.desk.act('vote', 'close-vote');
		await expect(heard(page, /^Le vote est clos, le résultat est là\. En tête\s: [ABC], /)).toHaveCount(1);
		await room.desk.advanceTo('consent');
		await expect(titled(page, 'Consentir')).toBeVisible();
		await expect(heard(page, /bulletin|Le vote est clos/)).toHaveCount(0);
		await room.desk.act('consent', 'move-to', { phase: 'objections' });
		await expect(heard(page, 'Objections. Voyez-')).toHaveCount(1);
		// both ways weigh the same
		const look = (name: string) => page.getByText(name, { exact: true }).evaluate((element) => {
			const { backgroundColor, color, boxShadow, fontSize } = getComputedStyle(element.closest('.button')!);
			return { backgroundColor, color, boxShadow, fontSize, width: element.closest('.button')!.getBoundingClientRect().width };
		});
		await page.mouse.move(0, 0);
		expect(await look('Je consens')).toEqual(await look('J’ai une objection'));
		await page.getByText('J’ai une objection').click();
		const risk = page.getByLabel('Quel risque court le projet ?');
		const remedy = page.getByLabel('Qu’est-\u2060ce qui lèverait votre objection ?');
		await page.getByRole('button', { name: 'Poser mon objection' }).click();
		await expect(risk).toBeFocused();
		await expect(risk).toHaveAttribute('aria-invalid', 'true');
		await risk.fill('Personne pour cuisiner l’été');
		// loaded again, what she had begun is there, and in sight
		await page.reload();
		await hydrated(page);
		await expect(risk).toBeVisible();
		await expect(risk).toHaveValue('Personne pour cuisiner l’été');
		await page.getByRole('button', { name: 'Poser mon objection' }).click();
		await expect(remedy).toBeFocused();
		await noAxeViolations(page);
		await remedy.fill('Un remplacement prévu');
		await page.getByRole('button', { name: 'Poser mon objection' }).click();
		await expect(heard(page, 'Votre objection est posée.')).toHaveCount(1);
		await expect(page.locator('[tabindex="-1"]:focus')).toContainText('Votre objection est posée.');
		const { step } = await room.desk.desk<{ objections: readonly { id: string }[] }>();
		const objection = step.objections[0]!.id;
		await room.desk.act('consent', 'move-to', { phase: 'integration' });
		await room.desk.act('consent', 'take-up', { objection });
		await expect(heard(page, 'Votre objection est sur la table')).toHaveCount(1);
		await room.desk.act('consent', 'integrate', { objection, text: 'Deux personnes formées' });
		await expect(heard(page, /^Votre objection a reçu une réponse\. Avec ce changement, le risque est-\u2060il levé\s\? Si oui, votre objection tombe\.$/)).toHaveCount(1);
		await expect(page.getByRole('button', { name: 'Oui, le risque est levé' })).toBeVisible();
		await page.getByRole('button', { name: 'Je retire mon objection' }).click();
		await expect(heard(page, 'Votre objection est retirée : vous consentez.')).toHaveCount(1);
		await expect(page.locator('[tabindex="-1"]:focus')).toContainText('Vous consentez.');
	});

	await test.step('from the closing, looking back offers nothing that would be refused', async () => {
		await room.desk.advanceTo('closing');
		await expect(titled(page, 'Clôture')).toBeVisible();
		await page.getByText('Le chemin', { exact: true }).click();
		await page.getByRole('link', { name: 'Consentir', exact: true }).click();
		await expect(titled(page, 'Consentir')).toBeVisible();
		await expect(page.locator('main form')).toHaveCount(0);
		await page.getByRole('link', { name: 'Revenir avec la salle' }).click();
		await expect(titled(page, 'Clôture')).toBeFocused();
	});

	await test.step('closing: hours that cannot be read are refused at their field, and the thanks stand by the button', async () => {
		const hours = page.getByLabel('Vos heures aujourd’hui');
		await page.getByRole('radio', { name: /^5/ }).check();
		await hours.fill('trois heures');
		await page.getByRole('button', { name: 'Envoyer' }).click();
		await expect(hours).toBeFocused();
		await expect(hours).toHaveAttribute('aria-invalid', 'true');
		expect(await hours.evaluate((field: HTMLInputElement) => field.scrollWidth <= field.clientWidth), 'what she typed is seen whole').toBe(true);
		// kept as « 3 h 30 »: what she typed has left all the same
		await hours.fill('3h30');
		await page.getByRole('button', { name: 'Envoyer' }).click();
		await expect(page.getByText('Merci, c’est noté.').filter({ visible: true }).last()).toBeInViewport();
		await expect(heard(page, 'Merci, c’est noté.')).toHaveCount(1);
	});

	await test.step('the gathering ends while she changes her word: it is given back, and no form looks as if it could be sent', async () => {
		await page.getByLabel('Un mot pour dire cette séance').fill('Enfin du chaud');
		await room.desk.change('close');
		await expect(titled(page, 'La séance est terminée')).toBeFocused();
		const back = page.getByRole('region', { name: 'Votre texte n’est pas parti' });
		await expect(back.getByText('Enfin du chaud')).toBeVisible();
		await expect(back.getByText('3h30')).toHaveCount(0);
		await expect(heard(page, 'Votre texte n’est pas parti.')).toHaveCount(1);
		await noAxeViolations(page);
		await page.reload();
		await hydrated(page);
		await expect(back.getByText('Enfin du chaud')).toBeVisible();
		await page.getByRole('button', { name: 'C’est noté, l’effacer de cet appareil' }).click();
		await expect(back).toHaveCount(0);
		expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft|')))).toEqual([]);
		await page.getByText('Le chemin', { exact: true }).click();
		await page.getByRole('link', { name: 'Clôture', exact: true }).click();
		await expect(page.getByText('Ce que vous avez laissé est gardé.')).toBeVisible();
		await expect(page.locator('main form')).toHaveCount(0);
	});

	await test.step('she leaves: it is asked first, then said; a code of the wrong kind is named', async () => {
		await page.getByText('Mon écran').click();
		await page.getByText('Quitter la séance sur cet appareil').click();
		await page.getByRole('button', { name: 'Quitter', exact: true }).click();
		await expect(page.getByText('Vous avez quitté la séance sur cet appareil.')).toBeVisible();
		await hydrated(page);
		const { code } = (await room.desk.desk()).frame.invitation;
		await page.getByLabel('Mon code personnel').fill(code);
		await page.getByRole('button', { name: 'Reprendre ma place' }).click();
		await expect(page.getByRole('alert')).toContainText('On dirait le code de la séance');
		await page.getByRole('alert').getByRole('link').click();
		await page.getByLabel('Code de la séance').fill('KD7-P3W-QX4');
		await page.getByRole('button', { name: 'Continuer' }).click();
		await expect(page.getByRole('alert')).toContainText('On dirait un code personnel');
		await noAxeViolations(page);
	});
});
