// Very large letters, on an ordinary phone, on a small one and on one that zooms besides: nothing is cut, nothing hides what is being written.
import type { Page } from '@playwright/test';
import { expect, phone, test } from '../world/journey.ts';
import { openRoom, type Seat } from '../world/room.ts';
import { brokenWords, cutOff, openAs, read, register, titled, underBars } from '../world/screens.ts';

const small = { ...phone, width: 320, height: 640 };

test('a juror who reads very large letters sees every step whole', async ({ person, server }) => {
	const room = await openRoom(server, { seats: 9 });
	const prescriber = room.seats[8]!;
	const [odile, rachida, third] = room.seats as [Seat, Seat, Seat];
	for (const seat of room.seats) await read(seat, 200, 'normal');
	const screens: [string, Page][] = [
		['390', await openAs(await person('Odile, ordinaire', phone), odile, odile.path)],
		['320', await openAs(await person('Rachida, petit', small), rachida, rachida.path)]
	];
	const wholeEverywhere = async (what: string) => {
		for (const [width, page] of screens) {
			expect(await cutOff(page), `${what}, ${width}`).toEqual([]);
			await expect.poll(() => brokenWords(page), `no word is broken: ${what}, ${width}`).toEqual([]);
		}
		// the same screen, which a browser has grown twofold besides
		const [, page] = screens[0]!;
		await page.setViewportSize({ width: 195, height: 422 });
		await expect.poll(() => cutOff(page), `${what}, 195`).toEqual([]);
		await expect.poll(() => brokenWords(page), `no word is broken: ${what}, 195`).toEqual([]);
		await page.setViewportSize({ width: phone.width!, height: phone.height! });
	};
	const follow = async (step: string) => {
		for (const [, page] of screens) await expect(titled(page, step)).toBeVisible();
	};

	for (const [, page] of screens) await page.goto(`${page.url()}?code=voir`);
	await wholeEverywhere('the personal code');
	for (const [, page] of screens) await page.goto(page.url().split('?')[0]!);

	await room.desk.advanceTo('welcome');
	await follow('Accueil');
	await wholeEverywhere('welcome');
	for (const [, page] of screens) await page.getByText('Ma météo').click();
	await wholeEverywhere('the weather');
	for (const [, page] of screens) await page.keyboard.press('Escape');

	await room.desk.advanceTo('landscape-writing');
	await follow('Paysage : écrire en silence');
	for (const text of ['Des cuisines intercommunales renouvelées', 'Manger chaud le midi, sans se presser, avec assez de place pour tout le monde'])
		for (const seat of [odile, rachida, third]) await seat.act('landscape-writing', 'write', { zone: 'needs', text: `${text}, ${seat.name}` });
	await third.act('landscape-writing', 'write', { zone: 'resources', text: 'La légumerie' });
	for (const [, page] of screens) await page.getByRole('radio', { name: 'Qui, près d’ici, sait faire ?' }).check();
	await wholeEverywhere('writing');

	// she is writing while the room moves on: what says so leaves her the screen
	const [, one] = screens[0]!;
	await one.getByLabel('Votre idée, en une phrase').fill('Une phrase pas finie');
	await room.desk.advanceTo('landscape-grouping');
	const join = one.getByRole('button', { name: 'Rejoindre', exact: true });
	await expect(join).toBeInViewport();
	await one.getByLabel('Votre idée, en une phrase').evaluate((field) => field.scrollIntoView({ block: 'center' }));
	const taken = () => one.evaluate(() =>
		[...document.querySelectorAll('.hand *')].reduce((sum, element) => sum + (getComputedStyle(element).position === 'sticky' && element.checkVisibility() ? element.getBoundingClientRect().height : 0), 0)
	);
	expect(await taken(), 'pixels of the screen that bars take').toBeLessThan(phone.height! / 4);
	await join.click();
	await follow('Paysage : dévoiler et regrouper');
	for (const [width, page] of screens) {
		await expect(page.locator('.saved')).toHaveText('Enregistré');
		const card = page.getByRole('listitem').filter({ hasText: 'Des cuisines intercommunales' }).first();
		const [row, words] = await Promise.all([card.boundingBox(), card.locator('.words').boundingBox()]);
		expect(words!.width / row!.width, `the words of a card have its width, ${width}`).toBeGreaterThan(0.9);
	}
	await wholeEverywhere('grouping');
	for (const [width, page] of screens) {
		for (const nth of [0, 1]) await page.locator('.words input').nth(nth).check();
		await page.getByRole('button', { name: 'Regrouper 2 fiches' }).click();
		await expect(page.getByLabel('Nom du groupe')).toBeFocused();
		const covering = await page.locator('.foot button:visible, .foot summary').evaluateAll((buttons) =>
			buttons.flatMap((button) => {
				const { left, top, width, height } = button.getBoundingClientRect();
				const above = document.elementFromPoint(left + width / 2, top + height / 2);
				return button.contains(above) ? [] : `${above?.outerHTML.slice(0, 80)} over ${button.textContent?.trim()}`;
			})
		);
		expect(covering, `naming a group leaves « Prêt·e » in sight, ${width}`).toEqual([]);
		await expect(page.getByRole('button', { name: 'Annuler' }), `and its own buttons, ${width}`).toBeInViewport({ ratio: 1 });
		await page.getByRole('button', { name: 'Annuler' }).click();
	}

	await room.desk.advanceTo('landscape-dots');
	await follow('Paysage : cinq gommettes');
	await wholeEverywhere('dots');
	const { step: tray } = await odile.hand<{ zones: { groups: { cards: { id: string }[] }[] }[] }>();
	const card = tray.zones.flatMap(({ groups }) => groups).flatMap(({ cards }) => cards)[0]!.id;
	for (let dot = 0; dot < 5; dot += 1) await odile.act('landscape-dots', 'place', { card });
	await expect(one.getByText('Vos cinq gommettes sont posées.')).toBeVisible();
	expect(await taken(), 'pixels of the screen that bars take, all dots placed').toBeLessThan(phone.height! / 4);

	await room.desk.advanceTo('roles');
	await follow('Prendre un rôle');
	const { step: casting } = await odile.hand<{ deck: { id: string }[] }>();
	for (const [place, seat] of [odile, rachida].entries()) await seat.act('roles', 'choose', { card: casting.deck[place]!.id });
	for (const [, page] of screens) await expect(page.getByText('Vous l’avez choisi.')).toBeVisible();
	await wholeEverywhere('the role');
	for (const [width, page] of screens) {
		const hidden = await page.locator('.kept-in-hand > a').evaluateAll((links) => links.filter((link) => link.scrollWidth > link.clientWidth + 1).map((link) => link.textContent));
		expect(hidden, `« Ma carte » and « À noter » are read whole, ${width}`).toEqual([]);
	}
	await room.desk.advanceTo('proposal');
	expect((await prescriber.act('proposal', 'seal')).type).toBe('success');
	await follow('La proposition');
	for (const [, page] of screens) {
		await page.getByText('Marquer', { exact: true }).nth(2).click();
		await page.getByRole('button', { name: 'Garder la marque' }).filter({ visible: true }).click();
		await expect(page.locator('.kept')).toBeVisible();
	}
	await wholeEverywhere('the proposal');
	for (const [, page] of screens) await page.getByRole('button', { name: 'Un mot vous échappe ? Touchez-le' }).click();
	await wholeEverywhere('the word that trips');
	await room.desk.advanceTo('clarification');
	await odile.act('clarification', 'ask', { text: 'Que deviennent les barquettes après le repas de midi ?' });
	await follow('Poser ses questions');
	await expect(one.getByText('Aucune autre question pour l’instant.'), 'hers is there: that there is none would be untrue').toBeVisible();
	for (const [, page] of screens) await page.getByText('Mes marques (1)').click();
	await wholeEverywhere('the questions');
	await room.desk.advanceTo('amendments');
	await follow('Amender la proposition');
	const { step: turn } = await odile.hand<{ passages: { id: string; kind: string; text: string }[] }>();
	for (const seat of [odile, rachida]) await seat.act('amendments', 'write', { type: 'replace', passage: turn.passages.find(({ kind }) => kind !== 'title')!.id, text: 'Approvisionnement intercommunal', reason: 'Pour que chacun comprenne.' });
	for (const [, page] of screens) {
		await page.getByText('Mes marques (1)').click();
		await expect(page.getByRole('region', { name: 'Mes amendements' })).toContainText('Approvisionnement intercommunal');
	}
	const where = one.getByLabel('Sur quel passage ?').first();
	const begun = await where.inputValue();
	await where.selectOption({ index: 3 });
	await expect(one.locator('form blockquote').first(), 'the passage that was chosen is read whole').toHaveText(turn.passages.filter(({ kind }) => kind !== 'title')[2]!.text.replaceAll('**', ''));
	await wholeEverywhere('the amendments');
	await where.selectOption(begun);
	await room.desk.act('amendments', 'begin');
	for (const [, page] of screens) await expect(page.locator('.floor')).toBeVisible();
	await wholeEverywhere('the turn');
	for (const [width, page] of screens) {
		await expect(page.getByRole('button', { name: 'Prêt·e', exact: true }), `« Prêt·e » stays at hand, ${width}`).toBeInViewport();
		expect(await underBars(page), `nothing that is focused lies under a bar, ${width}`).toEqual([]);
	}

	await room.desk.advanceTo('vote');
	await follow('Choisir un scénario');
	await wholeEverywhere('the ballot');
	for (const [width, page] of screens) {
		const beside = await page.locator('.option .choice').evaluateAll((choices) => choices.map((choice) => [...choice.children].map((child) => child.tagName).join(' ')));
		expect([...new Set(beside)], `a grade stands beside its word alone: nothing that looks like a result, ${width}`).toEqual(['INPUT SPAN']);
		// an unfinished ballot is answered in our words, scenario by scenario, where the first grade is missing
		await page.locator('.option').first().getByRole('radio').nth(2).check();
		await page.getByRole('button', { name: 'Déposer mon bulletin' }).click();
		const [, second, third] = await page.locator('.option').all();
		for (const [code, option] of [['B', second!], ['C', third!]] as const) await expect(option).toContainText(`Choisissez une mention pour le scénario ${code}.`);
		await expect(page.locator('.option').first().locator('.field-error')).toHaveCount(0);
		await expect(second!.getByRole('radio').first()).toBeFocused();
	}
	await wholeEverywhere('the unfinished ballot');
	for (const seat of room.seats) await seat.act('vote', 'cast', { 'grade-A': '1', 'grade-B': '0', 'grade-C': '3' });
	for (const [, page] of screens) await expect(page.getByRole('heading', { name: 'Votre bulletin est dans l’urne.' })).toBeVisible();
	await wholeEverywhere('the box');
	for (const [width, page] of screens) {
		await expect(register(page), `once it is in the box, nothing is left to choose, ${width}`).toHaveText('Regarder');
		await expect(page.getByText('le bulletin est juste en dessous'), width).toHaveCount(0);
	}
	await room.desk.act('vote', 'close-vote');
	await room.desk.advanceTo('consent');
	await follow('Consentir');
	for (const [, page] of screens) await page.goto(`${page.url().split('?')[0]}?etape=vote`);
	for (const [, page] of screens) await expect(page.locator('ol.profile')).toBeVisible();
	await wholeEverywhere('the result');
	for (const [, page] of screens) await page.goto(page.url().split('?')[0]!);
	await room.desk.act('consent', 'move-to', { phase: 'objections' });
	for (const [, page] of screens) {
		await page.getByText('J’ai une objection').click();
		await expect(page.getByLabel('Quel risque court le projet ?')).toBeVisible();
	}
	await wholeEverywhere('consent');
	// a change is asked about before anything is stated, with two answers of the same weight
	await odile.act('consent', 'object', { risk: 'Personne pour cuisiner l’été', wouldLift: 'Un remplacement prévu' });
	const { step: hers } = await odile.hand<{ mine: { id: string } }>();
	await room.desk.act('consent', 'take-up', { objection: hers.mine.id });
	await room.desk.act('consent', 'integrate', { objection: hers.mine.id, text: 'Le marché prévoit un remplacement l’été' });
	const stated = (page: Page) => page.locator('form p').filter({ hasText: 'Vous avez dit' });
	for (const [width, page] of screens) {
		const look = (name: string) => page.getByRole('button', { name, exact: true }).evaluate((button) => [button.dataset.kind, button.dataset.size, button.getBoundingClientRect().width]);
		expect(await look('Oui, le risque est levé'), `yes and no weigh the same, ${width}`).toEqual(await look('Non, le risque reste'));
		await expect(stated(page)).toHaveCount(0);
	}
	await wholeEverywhere('the change');
	for (const [, page] of screens) {
		await page.getByRole('button', { name: 'Non, le risque reste' }).click();
		await expect(stated(page)).toHaveText('Vous avez dit que le risque reste. Dites à la salle ce qui manque.');
		await page.getByRole('button', { name: 'Finalement oui, le risque est levé' }).click();
		await expect(stated(page)).toHaveText('Vous avez dit que le risque est levé.');
		await expect(page.getByRole('button', { name: 'Finalement non, le risque reste' })).toBeFocused();
	}
	// written anew, it is asked anew
	await room.desk.act('consent', 'integrate', { objection: hers.mine.id, text: 'Le marché prévoit deux remplacements l’été' });
	await expect(one.getByRole('button', { name: 'Oui, le risque est levé' })).toBeVisible();
	await expect(stated(one)).toHaveCount(0);
	await room.desk.advanceTo('closing');
	for (const [, page] of screens) await page.goto(page.url().split('?')[0]!);
	await follow('Clôture');
	await wholeEverywhere('closing');

	// what comes of it is read in the same letters, and one comes back
	const lettersAt: Record<string, string> = { 390: '32px', 320: '28.8px' };
	await room.desk.change('close');
	for (const [width, page] of screens) {
		await page.getByRole('link', { name: 'Lire le compte rendu' }).click();
		await expect(page.getByRole('heading', { level: 1, name: /^Compte rendu/ })).toBeVisible();
		const letters = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
		expect(await letters(), width).toBe(lettersAt[width]);
		expect(await cutOff(page), `the record, ${width}`).toEqual([]);
		await page.getByRole('link', { name: 'La proposition, version par version' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'La proposition, version par version' })).toBeVisible();
		expect(await letters(), width).toBe(lettersAt[width]);
		expect(await cutOff(page), `the versions, ${width}`).toEqual([]);
		await page.getByRole('link', { name: 'Revenir à mon écran' }).click();
		await expect(page).toHaveURL(new RegExp(`/main/${room.gathering}`));
	}
});
