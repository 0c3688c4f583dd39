// What was gathered on the field reaches the room: added from a phone, seen at the doors, looked at together, cited by a card.
import { deflateSync } from 'node:zlib';
import { expect, laptop, noAxeViolations, phone, test, wall } from '../world/journey.ts';
import { giveAgenda } from '../world/agenda.ts';
import { openRoom, type Seat } from '../world/room.ts';
import { openAs, titled } from '../world/screens.ts';

/** A photo that no camera took: a PNG of one colour, its sums left out of nothing. */
function picture(): Buffer {
	const chunk = (name: string, data: Buffer) => {
		const body = Buffer.concat([Buffer.from(name), data]);
		let crc = 0xffffffff;
		for (const byte of body) {
			crc ^= byte;
			for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
		}
		const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
		length.writeUInt32BE(data.length);
		sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
		return Buffer.concat([length, body, sum]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(64, 0);
	head.writeUInt32BE(48, 4);
	head.set([8, 0, 0, 0, 0], 8);
	return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(48 * 65))), chunk('IEND', Buffer.alloc(0))]);
}

test('a photo taken on the field is added without JavaScript, shown, answered and cited', async ({ person, server }) => {
	const room = await openRoom(server, { seats: 3 });
	await giveAgenda(server, room.desk.gathering, ['welcome', 'ground-rules', 'field', 'landscape-writing', 'landscape-grouping', 'closing']);
	const [odile, marc] = room.seats as [Seat, Seat, Seat];

	await test.step('on a phone without JavaScript: a page that calls itself a photo is refused and the words come back, then the photo is there', async () => {
		const team = await person('Solène', { ...phone, javaScriptEnabled: false });
		await team.context.addCookies(room.desk.cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: team.origin })));
		const page = await team.goto(`/projets/${room.project}/enquete?nouveau=photo`);
		await page.getByLabel('Titre', { exact: true }).fill('Le four de la cantine');
		await page.getByLabel('Ce que l’on voit').fill('Un four éteint, à midi');
		await page.getByLabel('Non, personne').check();
		await page.locator('input[name=file]').setInputFiles({ name: 'four.png', mimeType: 'image/png', buffer: Buffer.from('<!doctype html><script>alert(1)</script>') });
		await page.getByRole('button', { name: 'Ajouter ce matériau' }).click();
		await expect(page.getByText('C’est une page web ou un dessin SVG')).toBeVisible();
		await expect(page.getByLabel('Titre', { exact: true })).toHaveValue('Le four de la cantine');
		await expect(page.getByLabel('Non, personne')).toBeChecked();
		await page.locator('input[name=file]').setInputFiles({ name: 'four.png', mimeType: 'image/png', buffer: picture() });
		await page.getByRole('button', { name: 'Ajouter ce matériau' }).click();
		await expect(page.getByText('M13 est ajouté.')).toBeVisible();
		await expect(page.locator('#M13').getByText('Prêt', { exact: true })).toBeVisible();
	});

	await test.step('its page and its forms are for everybody', async () => {
		const page = await openAs(await person('Inès', laptop), room.desk, `/projets/${room.project}/enquete?nouveau=photo`);
		await expect(page.locator('#M13').getByRole('img', { name: 'Un four éteint, à midi' })).toBeAttached();
		await noAxeViolations(page);
	});

	const onWall = await openAs(await person('le mur', wall), room.desk, room.wallPath);
	const hers = await openAs(await person('Odile', phone), odile, odile.path);
	await room.desk.advanceTo('welcome');

	await test.step('at the welcome: the wall shows what was gathered, and the hand may browse it', async () => {
		await expect(onWall.getByRole('region', { name: 'Ce que le terrain dit' })).toBeVisible();
		await expect(hers.getByRole('heading', { name: 'Le four de la cantine' })).toBeVisible();
		await noAxeViolations(onWall);
		await noAxeViolations(hers);
	});

	const desk = await openAs(await person('la console', laptop), room.desk, room.desk.path);
	await room.desk.advanceTo('ground-rules');

	await test.step('the frame: she agrees, and asks without her name', async () => {
		await expect(titled(hers, 'Le cadre')).toBeVisible();
		await hers.getByRole('button', { name: 'J’ai lu et je suis d’accord' }).click();
		await expect(onWall.getByText(/^1 personne sur \d+ a lu et est d’accord$/)).toBeVisible();
		await hers.locator('summary', { hasText: 'J’ai une question' }).click();
		await hers.getByLabel('Votre question').fill('Mon nom sera-t-il public ?');
		await hers.getByRole('button', { name: 'Envoyer la question' }).click();
		await expect(desk.getByText('Mon nom sera-t-il public ?', { exact: true })).toBeVisible();
		await desk.getByRole('button', { name: 'Répondu : Mon nom sera-t-il public ?' }).click();
		await expect(hers.getByText('L’animation y a répondu.')).toBeVisible();
		for (const page of [hers, onWall, desk]) await noAxeViolations(page);
	});

	await room.desk.advanceTo('field');

	await test.step('what the field says: the console shows, the hand answers, the wall counts', async () => {
		await desk.getByRole('button', { name: 'Montrer le premier : M03, photo' }).click();
		await expect(onWall.getByRole('heading', { name: 'Chariot de pain jeté' })).toBeVisible();
		const image = onWall.getByRole('img', { name: /^Un chariot de service à trois étages/ });
		await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(720);
		await hers.locator('summary', { hasText: 'Ajouter un mot' }).click();
		await hers.getByLabel('Un mot, si vous voulez').fill('Qui commande le pain ?');
		await hers.getByRole('button', { name: 'J’ai une question' }).click();
		await expect(hers.getByText('Vous avez répondu : J’ai une question')).toBeVisible();
		await marc.act('field', 'react', { material: (await marc.hand<{ material: { id: string } }>()).step.material.id, reaction: 'surprises', note: '' });
		await expect(onWall.locator('.foot li').filter({ hasText: 'Ça m’étonne' })).toContainText('1');
		await expect(desk.getByText('Qui commande le pain ?')).toBeVisible();
		for (const page of [hers, onWall, desk]) await noAxeViolations(page);
	});

	await test.step('the console drives the sound on the wall; what she types for the one before stays hers', async () => {
		await hers.getByLabel('Un mot, si vous voulez').fill('et combien en reste-t-il');
		for (const next of ['M01, chiffre', 'M06, témoignage', 'M04, son']) await desk.getByRole('button', { name: `Montrer le suivant : ${next}` }).click();
		await expect(onWall.getByText('84 dB mesurés')).toBeVisible();
		const player = onWall.locator('audio');
		await expect.poll(() => player.evaluate((one: HTMLAudioElement) => Math.round(one.duration))).toBe(6);
		await desk.getByRole('button', { name: 'Lire', exact: true }).click();
		await expect.poll(async () => (await player.evaluate((one: HTMLAudioElement) => !one.paused)) || (await onWall.getByRole('button', { name: 'Touchez ici pour autoriser le son' }).isVisible())).toBe(true);
		await desk.getByRole('button', { name: 'Pause', exact: true }).click();
		await expect.poll(() => player.evaluate((one: HTMLAudioElement) => one.paused)).toBe(true);
		await expect(hers.locator('input[name=note]').filter({ visible: true }).first()).toBeVisible();
		expect(await hers.locator('input[name=note]').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))).toContain('et combien en reste-t-il');
	});

	await room.desk.advanceTo('landscape-writing');

	await test.step('a card cites the testimony, and bears it on the board', async () => {
		// what she had typed is hers to send or to leave
		const join = hers.getByRole('button', { name: 'Rejoindre', exact: true });
		await join.click();
		await hers.getByLabel('Votre idée, en une phrase').fill('Des repas cuits le jour même');
		await hers.locator('summary', { hasText: 'Citer un matériau' }).first().click();
		await hers.getByLabel('D’après un matériau').first().selectOption('M06');
		await hers.getByRole('button', { name: 'Garder cette fiche' }).click();
		await expect(hers.getByText(/^d’après M06/)).toBeVisible();
		await noAxeViolations(hers);
		await room.desk.advanceTo('landscape-grouping');
		await expect(onWall.getByText('Des repas cuits le jour même (d’après M06)')).toBeVisible();
	});
});
