// In the middle of the turn of amendments the prescriber's laptop dies, a juror leaves, and the facilitator goes back to the questions: the room finds everything as it remembers it.
import { expect, hydrated, laptop, noAxeViolations, phone, test, wall as screen } from '../world/journey.ts';
import { openAs, titled } from '../world/screens.ts';
import { openTurn } from '../world/turn.ts';

test('the laptop dies, a role leaves, the room goes back and forth: nothing of the turn is lost', async ({ person, server }) => {
	const room = await openTurn(server);
	const [first, second, third] = room.written;
	await room.desk.goBack();
	await room.jurors[0]!.act('clarification', 'ask', { text: 'Où vont les barquettes ?' });
	await room.desk.advance();
	await room.desk.act('amendments', 'begin');

	const ines = await openAs(await person('Inès, sur son ordinateur', laptop), room.prescriber, room.prescriber.path);
	const karim = await openAs(await person('Karim, acheteur', laptop), room.buyer, room.buyer.path);
	const desk = await openAs(await person('Solène, à la console', laptop), room.desk, room.desk.path);
	const wall = (await (await person('le mur', screen)).goto(room.wallPath));
	const ada = await openAs(await person('Ada, jurée', phone), second!.seat, second!.seat.path);
	const answer = async (page: typeof ines, code: string, button: string) => {
		const card = page.getByRole('article', { name: new RegExp(`^${code} `) });
		await card.getByRole('button', { name: button, exact: true }).click();
		await expect(card).toHaveCount(0);
	};

	await test.step('Inès takes the first amendment; then her laptop is dead', async () => {
		await answer(ines, 'AM01', 'Je prends');
		await expect(desk.getByText('1 attend la plume')).toBeVisible();
		await ines.context().close();
	});

	await test.step('the third juror leaves; her amendment stays before the room', async () => {
		await desk.getByRole('button', { name: /^Donner la parole à/ }).click();
		const expelled = await room.desk.change('expel', { seat: await third!.seat.seatId(), sure: 'yes' });
		expect(expelled.type, expelled.body).toBe('success');
		await expect(desk.getByRole('article', { name: /^AM03 / })).toContainText(third!.text);
	});

	await test.step('Solène goes back to the questions: they are there; and comes again: the turn is where it was', async () => {
		await room.desk.goBack();
		await expect(titled(ada, 'Poser ses questions')).toBeVisible();
		await expect(wall.getByText('Où vont les barquettes ?')).toBeVisible();
		await room.desk.advance();
		await expect(titled(ada, 'Amender la proposition')).toBeVisible();
		await expect(ada.locator('.floor').getByText('C’est à vous. Dites votre amendement à voix haute.')).toBeVisible();
		await expect(desk.getByText('1 attend la plume')).toBeVisible();
		await noAxeViolations(ada);
	});

	await test.step('Inès comes back on a phone with her code: what she answered is answered, what waits waits', async () => {
		const again = await person('Inès, sur un téléphone', phone);
		const page = await again.goto('/retour');
		await hydrated(page);
		await page.getByLabel('Mon code personnel').fill(room.prescriber.personalCode);
		await page.getByRole('button', { name: 'Reprendre ma place' }).click();
		await expect(titled(page, 'Amender la proposition')).toBeVisible();
		await expect(page.getByRole('article', { name: /^AM01 / })).toHaveCount(0);
		await answer(page, 'AM02', 'Autrement');
		await answer(page, 'AM03', 'Plus tard');
		await noAxeViolations(page);
	});

	await test.step('two pens at once: Karim on his phone and Solène at the plume; who comes second to the wall is told, one version wins, and the other keeps the words', async () => {
		const plume = await openAs(await person('Solène, à la plume', laptop), room.desk, `/plume/${room.gathering}`);
		const one = karim.getByRole('region', { name: 'La plume : écrire dans la proposition' });
		await expect(plume.getByRole('heading', { level: 2, name: 'La plume : écrire dans la proposition' })).toBeVisible();
		const other = plume.getByRole('main');
		await noAxeViolations(plume);
		await other.getByRole('checkbox', { name: /^Intégrer AM02/ }).check();
		await other.getByLabel('Le passage ajouté par AM02').fill('Des mots de Solène.');
		await expect(wall.getByText('Des mots de Solène.')).toBeVisible();
		await one.getByRole('checkbox', { name: /^Intégrer AM01/ }).check();
		await one.getByLabel('Le passage ajouté par AM01').fill('Des mots de Karim.');
		await expect(one.getByText('une seule plume à la fois')).toBeVisible();
		await expect(wall.getByText('Des mots de Solène.')).toBeVisible();
		for (const within of [one, other]) await within.getByRole('button', { name: 'Sceller la version v1' }).click();
		await Promise.all([karim, plume].map((page) => page.getByRole('alertdialog').getByRole('button', { name: 'Sceller la version v1' }).click()));
		await expect(wall.getByText(/^Version v1 ·/)).toBeVisible();
		// whoever came second seals again, on what the first one wrote
		const isTold = (page: typeof karim) => page.getByText(/ vient de sceller la version v1/).isVisible();
		await expect.poll(async () => (await isTold(plume)) || (await isTold(karim))).toBe(true);
		const isKarims = await isTold(karim);
		const within = isKarims ? one : other;
		await expect(within.getByRole('textbox', { name: isKarims ? 'Le passage ajouté par AM01' : 'Le passage ajouté par AM02' })).toHaveValue(isKarims ? 'Des mots de Karim.' : 'Des mots de Solène.');
		await within.getByRole('button', { name: 'Sceller la version v2' }).click();
		await (isKarims ? karim : plume).getByRole('alertdialog').getByRole('button', { name: 'Sceller la version v2' }).click();
		await expect(wall.getByText(/^Version v2 ·/)).toBeVisible();
	});

	await test.step('the record tells it as the room lived it', async () => {
		const page = (await person('quelqu’un qui relit', laptop));
		const read = await openAs(page, room.desk, `/compte-rendu/${room.gathering}/proposition?de=0&a=2`);
		for (const words of ['Des mots de Karim.', 'Des mots de Solène.']) await expect(read.getByText(words).first()).toBeVisible();
		await expect(read.getByRole('listitem').filter({ hasText: third!.text }).getByText('plus tard')).toBeVisible();
		await expect(read.getByText(first!.text).first()).toBeVisible();
	});
});
