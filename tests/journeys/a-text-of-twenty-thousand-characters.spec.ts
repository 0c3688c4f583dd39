// A proposal as long as a real set of tender documents: on a phone it is read, marked, amended, written and compared like a short one.
import { expect, laptop, noAxeViolations, phone, test, wall as screen } from '../world/journey.ts';
import { cutOff, openAs } from '../world/screens.ts';
import { openTurn } from '../world/turn.ts';

const address = `https://exemple.invalid/${'cahier-des-clauses-techniques-particulieres-'.repeat(4)}annexe`;
const sentence = 'Le prestataire cuit sur place, chaque matin, des légumes qui viennent de moins de quatre-vingts kilomètres, et rend compte de ce qui est jeté. ';
const chapters = Array.from({ length: 12 }, (_, nth) =>
	[`# Chapitre ${nth + 1}`, ...Array.from({ length: 6 }, (_, line) => `Article ${nth + 1}.${line + 1} — ${sentence.repeat(2)}`), `- voir ${address}`].join('\n')
);
const long = chapters.join('\n').slice(0, 20_000);

test('a text of 20,000 characters is read, marked, amended, written and compared at 390 pixels', async ({ person, server }) => {
	const room = await openTurn(server, long);
	const [juror] = room.jurors.slice(4);
	const hand = await openAs(await person('Amandier, au téléphone', phone), juror!, `${juror!.path}?etape=proposal`);
	const buyer = await openAs(await person('l’acheteuse, au téléphone', phone), room.buyer, room.buyer.path);
	const desk = await openAs(await person('Solène, à la console', laptop), room.desk, room.desk.path);
	const look = async (page: typeof hand) => {
		expect(await cutOff(page)).toEqual([]);
		await noAxeViolations(page);
	};

	await test.step('a juror reads it to its end and marks a passage of the tenth chapter', async () => {
		await expect(hand.getByText('Article 10.6').first()).toBeAttached();
		await hand.getByText('Article 10.6').first().scrollIntoViewIfNeeded();
		await look(hand);
		const mark = hand.getByLabel(/^Marquer «\sArticle 10\.6/).first();
		await mark.click();
		await hand.getByLabel('Une note pour vous').filter({ visible: true }).fill('qui compte ?');
		await hand.getByRole('button', { name: 'Garder la marque' }).filter({ visible: true }).click();
		await expect(hand.getByText('1 passage marqué, pour vous seul·e.')).toBeAttached();
	});

	await test.step('amends it, by the beginning of its words', async () => {
		await hand.goto(new URL(juror!.path, server.url).href);
		const where = hand.getByLabel('Sur quel passage ?').first();
		const option = where.locator('option', { hasText: 'Article 10.6' });
		await where.selectOption((await option.getAttribute('value'))!);
		await hand.getByRole('radio', { name: /^Remplacer/ }).first().check();
		await hand.getByLabel('Votre texte').first().fill('Article 10.6 — Ce qui est jeté est pesé devant les enfants.');
		await hand.getByLabel('Pourquoi ?').first().fill('Voir, c’est comprendre.');
		await look(hand);
		await hand.getByRole('button', { name: 'Garder', exact: true }).first().click();
		await expect(hand.getByText('Voir, c’est comprendre.').first()).toBeVisible();
	});

	await test.step('the turn begins; the prescriber takes it, and the buyer writes it from her phone', async () => {
		await desk.getByRole('button', { name: 'Commencer le tour' }).click();
		await desk.getByRole('alertdialog').getByRole('button', { name: 'Commencer le tour' }).click();
		await expect(buyer.getByRole('heading', { name: 'La plume : écrire dans la proposition' })).toBeVisible();
		const { step } = await room.desk.desk<{ amendments: { id: string; code: string; text: string }[] }>();
		const own = step.amendments.find(({ text }) => text.includes('pesé devant les enfants'))!;
		expect((await room.prescriber.act('amendments', 'answer', { amendment: own.id, answer: 'take', scenario: '' })).type).toBe('success');
		await expect(buyer.getByLabel('Le passage, tel qu’il sera')).toHaveValue(/pesé devant les enfants/);
		await look(buyer);
		await buyer.getByRole('button', { name: /^Sceller la version/ }).click();
		await buyer.getByRole('alertdialog').getByRole('button', { name: /^Sceller la version/ }).click();
		await expect(desk.getByText(/version v1/i).first()).toBeVisible();
		await look(desk);
	});

	await test.step('the wall holds it', async () => {
		const wall = await person('le mur', screen);
		const page = await wall.goto(room.wallPath);
		await expect(page.getByText(/version v1/i).first()).toBeVisible();
		await look(page);
	});

	await test.step('whoever compares the two versions finds the one change, on a phone and on paper', async () => {
		const page = await openAs(await person('Solène, au téléphone', phone), room.desk, `/compte-rendu/${room.gathering}/proposition`);
		await expect(page.locator('li[data-change]:not([data-change="kept"])')).toHaveCount(1);
		await expect(page.getByText('pesé devant les enfants').first()).toBeAttached();
		await look(page);
		await page.getByRole('radio', { name: 'côte à côte' }).check();
		await page.getByRole('button', { name: 'Comparer' }).click();
		await expect(page.getByRole('radio', { name: 'côte à côte' })).toBeChecked();
		await look(page);
		await page.emulateMedia({ media: 'print' });
		expect(await cutOff(page)).toEqual([]);
	});
});
