// A facilitator, a prescriber and a juror who have no mouse and no finger on the screen bring a draft, take a role, seal, ask, amend and write: one always sees where one is.
import { expect, hydrated, laptop, phone, test } from '../world/journey.ts';
import { button, choose, fold, justOpened, link, notLost, press, said, standsSomewhere, text, type, walkTo } from '../world/keyboard.ts';
import { openRoom } from '../world/room.ts';
import { openAs } from '../world/screens.ts';

test('a draft becomes v0 and then v1 by keyboard only', async ({ server, person }) => {
	const room = await openRoom(server, { seats: 0 });
	const [ada, rose] = [await room.join('Ada'), await room.join('Rose', 'prescriber')];
	await room.desk.letIn();
	await room.desk.advanceTo('landscape-writing');
	await ada.act('landscape-writing', 'write', { zone: 'needs', text: 'Manger chaud' });
	await room.desk.advanceTo('retouch');
	const desk = await openAs(await person('Solène, au clavier', laptop), room.desk, room.desk.path);
	const roses = await person('Rose, au clavier', laptop);
	const lines = new Set<() => Promise<void>>();
	await roses.page.routeWebSocket(/\/boards\//, (socket) => {
		socket.connectToServer();
		lines.add(() => socket.close({ code: 1013 }));
	});
	const hers = await openAs(roses, rose, rose.path);
	const adas = await person('Ada, un clavier branché au téléphone', phone);
	const hand = await openAs(adas, ada, ada.path);
	for (const page of [desk, hers, hand]) justOpened.add(page);

	const goTo = async (step: string) => {
		const dialog = desk.getByRole('dialog', { name: `Passer à « ${step} » ?` });
		await press(desk, link(desk, `Passer à : ${step}`), dialog);
		await press(desk, button(dialog, /^(Oui, passer|Passer quand même)$/), desk.getByRole('heading', { level: 2, name: step, exact: true }));
		await expect(dialog).toBeHidden();
		for (const page of [hers, hand]) {
			await expect(page.getByRole('heading', { level: 1, name: step, exact: true })).toBeVisible();
			await notLost(page);
		}
	};

	await test.step('the break: Rose says that the draft answers the need, and adds a passage', async () => {
		const answers = button(hers, /^Le brouillon y répond\s:\sManger chaud$/);
		await walkTo(hers, answers);
		await hers.keyboard.press('Enter');
		await expect(answers).toHaveCount(0);
		await walkTo(hers, button(hers, 'Ajouter un passage'));
		await hers.keyboard.press('Enter');
		await expect(hers.getByRole('textbox', { name: /^Paragraphe, passage/ }).last()).toBeFocused();
		await hers.keyboard.type('Cuire le jour même.');
		await hers.keyboard.press('Alt+ArrowUp');
		await hers.keyboard.press('Enter');
		await hers.keyboard.type('Et pour tout le monde.');
		await expect(hers.locator('.saved')).toHaveText('Enregistré');
		// without network, what she types is not « being saved » for ever: it is kept here, and leaves when the network is back
		await roses.context.setOffline(true);
		for (const cut of lines) await cut();
		await hers.keyboard.type(' Même le mercredi.');
		await expect(hers.locator('.saved')).toHaveText('Pas de réseau : votre texte est gardé sur cet appareil.');
		await roses.context.setOffline(false);
		await expect(hers.locator('.saved')).toHaveText('Enregistré', { timeout: 20_000 });
		await type(hers, hers.getByLabel('Ce que le paysage m’a fait changer'), 'Le chaud, je n’en disais rien.');
		await press(hers, button(hers, 'Enregistrer la phrase'), text(hers, 'Phrase enregistrée.'));
		await expect(text(desk, 'Cuire le jour même.')).toBeVisible();
	});

	await test.step('roles: Ada leafs through the cards and takes the second; Solène draws the voice and closes', async () => {
		await goTo('Prendre un rôle');
		await press(hand, link(hand, 'Carte suivante'), text(hand, 'Carte 2 sur 10'));
		await press(hand, button(hand, 'Je prends ce rôle'), text(hand, 'Vous l’avez choisi.'));
		await said(hand, /^Vous jouez maintenant/);
		await expect(hand.locator('[tabindex="-1"]:focus')).toContainText('Vous l’avez choisi.');
		await type(hand, hand.getByLabel('Dites-le en une phrase'), 'Je mange ici quatre jours par semaine.');
		await press(hand, button(hand, 'Garder ma phrase'), text(hand, 'Votre phrase est gardée.'));
		await said(hand, 'Votre phrase est gardée.');
		await press(desk, button(desk, 'Tirer la voix absente'), text(desk, /^Voix absente\s:/));
		await press(desk, button(desk, 'Fermer la distribution'), text(desk, 'La distribution est fermée.'));
		await said(desk, 'Fermer la distribution : c’est fait.');
		await standsSomewhere(desk);
		await expect(hand.getByText('La distribution est fermée')).toBeVisible();
		await notLost(hand);
	});

	await test.step('without network: Ada’s card opens all the same, and what would not open says so and leaves her screen alone', async () => {
		const card = hand.getByRole('link', { name: /^Ma carte/ });
		await adas.context.setOffline(true);
		await press(hand, card, hand.getByRole('dialog'));
		await expect(hand.getByRole('dialog')).toContainText('Je mange ici quatre jours par semaine.');
		await hand.keyboard.press('Escape');
		await expect(hand.getByRole('dialog')).toBeHidden();
		await expect(card).toBeFocused();
		await press(hand, fold(hand, 'Mon écran'), link(hand, 'Lexique : les mots expliqués'));
		await press(hand, link(hand, 'Lexique : les mots expliqués'), text(hand, /^Pas de réseau/));
		await expect(link(hand, 'Lexique : les mots expliqués')).toBeFocused();
		await adas.context.setOffline(false);
		await expect(hand.getByText('Connecté', { exact: true })).toBeVisible({ timeout: 20_000 });
		await expect(hand.getByText(/^Pas de réseau/)).toHaveCount(0);
		await press(hand, fold(hand, 'Mon écran'), hand.getByRole('heading', { level: 1 }));
	});

	await test.step('proposal: Rose seals; Ada marks a passage for herself', async () => {
		await goTo('La proposition');
		const dialog = hers.getByRole('alertdialog');
		await press(hers, button(hers, 'Sceller la première version'), dialog);
		await press(hers, button(dialog, 'Sceller la première version'), text(hers, 'La proposition, première version'));
		await expect(hand.getByText('Cuire le jour même.')).toBeVisible();
		await notLost(hand);
		await press(hand, hand.getByLabel(/^Marquer « Cuire le jour/).or(hand.getByLabel(/^Marquer «\sCuire le jour/)).first(), hand.getByLabel('Une note pour vous').filter({ visible: true }));
		await type(hand, hand.getByLabel('Une note pour vous').filter({ visible: true }), 'à reprendre');
		await press(hand, button(hand, 'Garder la marque').filter({ visible: true }), text(hand, '1 passage marqué, pour vous seul·e.'));
		await said(hand, 'Marque gardée');
	});

	await test.step('clarification: Ada asks, Solène says that it is answered', async () => {
		await goTo('Poser ses questions');
		await type(hand, hand.getByLabel(/voulez comprendre/), 'Qui cuit ?');
		await press(hand, button(hand, 'Poser la question'), text(hand, 'elle attend sa réponse'));
		await said(hand, 'Votre question est posée.');
		await standsSomewhere(hand);
		await walkTo(hand, button(hand, 'Retirer ma question'));
		await hand.keyboard.press('Enter');
		await said(hand, 'Votre question est retirée.');
		await standsSomewhere(hand);
		await type(hand, hand.getByLabel(/voulez comprendre/), 'Qui cuit ?');
		await press(hand, button(hand, 'Poser la question'), text(hand, 'elle attend sa réponse'));
		await walkTo(desk, button(desk, /^C’est répondu\s: Qui cuit/));
		await desk.keyboard.press('Enter');
		await expect(hand.getByText('elle a eu sa réponse')).toBeVisible();
		await said(desk, 'C’est répondu : Qui cuit');
		await standsSomewhere(desk);
	});

	await test.step('amendments: Ada writes in silence, Rose takes it with a button, Solène writes it into v1', async () => {
		await goTo('Amender la proposition');
		await walkTo(hand, hand.getByLabel('Sur quel passage ?'));
		await hand.keyboard.press('ArrowDown');
		const passage = await hand.getByLabel('Sur quel passage ?').inputValue();
		expect(passage).not.toBe('');
		await choose(hand, hand.getByRole('radio', { name: /^Ajouter/ }));
		await type(hand, hand.getByLabel('Votre texte'), 'Quarante-cinq minutes à table.');
		await type(hand, hand.getByLabel('Pourquoi ?'), 'On mange mal quand on se presse.');
		// loaded again before she keeps it: her words, the type and the passage are there
		await hand.reload();
		await hydrated(hand);
		justOpened.add(hand);
		await expect(hand.getByLabel('Votre texte')).toHaveValue('Quarante-cinq minutes à table.');
		await expect(hand.getByLabel('Pourquoi ?')).toHaveValue('On mange mal quand on se presse.');
		await expect(hand.getByRole('radio', { name: /^Ajouter/ })).toBeChecked();
		await expect(hand.getByLabel('Sur quel passage ?')).toHaveValue(passage);
		await press(hand, button(hand, 'Garder'), hand.getByRole('region', { name: 'Mes amendements' }));
		await said(hand, 'Amendement gardé.');
		await standsSomewhere(hand);
		const begins = button(desk.getByRole('alertdialog'), 'Commencer le tour');
		await press(desk, button(desk, 'Commencer le tour'), begins);
		await press(desk, begins, fold(desk, 'L’ordre de parole'));
		await said(desk, 'Commencer le tour : c’est fait.');
		await standsSomewhere(desk);
		const article = hers.getByRole('article', { name: /^AM01 / });
		await walkTo(hers, button(article, 'Je prends'));
		await hers.keyboard.press('Enter');
		await expect(article).toHaveCount(0);
		await said(hers, 'Votre réponse est notée.');
		await standsSomewhere(hers);
		const seals = button(desk.getByRole('alertdialog'), 'Sceller la version v1');
		await press(desk, button(desk, 'Sceller la version v1'), seals);
		await press(desk, seals, text(desk, 'Rien à écrire'));
		await expect(hand.getByText('intégré, version v1').first()).toBeVisible();
		await notLost(hand);
	});
});
