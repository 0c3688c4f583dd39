// Karim ticks, types and opens the question while Solène seals from the console: what she wrote comes into what he began, what he typed stays, and no words go in silence.
import { expect, laptop, noAxeViolations, test } from '../world/journey.ts';
import { openRoom } from '../world/room.ts';
import { openAs } from '../world/screens.ts';

interface Turn {
	readonly passages: readonly { readonly id: string; readonly text: string }[];
	readonly amendments: readonly { readonly id: string; readonly code: string; readonly text: string }[];
}

test('two pens write one proposal, and no words are lost in silence', async ({ person, server }) => {
	const room = await openRoom(server, { seats: 0 });
	const [ada, ines, karim] = [await room.join('Ada'), await room.join('Inès', 'prescriber'), await room.join('Karim', 'buyer')];
	await room.desk.letIn();
	await room.desk.advanceTo('proposal');
	expect((await ines.act('proposal', 'seal')).type).toBe('success');
	await room.desk.advanceTo('amendments');
	const aimed = (await ada.hand<Turn>()).step.passages.find(({ text }) => text.endsWith('.'))!;
	const said = aimed.text.slice(0, -1);
	const write = (text: string, more: Record<string, string>) => ada.act('amendments', 'write', { passage: aimed.id, quote: '', text, reason: 'Pour voir', ...more });
	expect((await write('une fois un essai réussi', { type: 'condition' })).type).toBe('success');
	expect((await write(`${said}, en réemployant les meubles.`, { type: 'replace' })).type).toBe('success');
	await room.desk.act('amendments', 'begin');
	const { amendments } = (await room.desk.desk<Turn>()).step;
	for (const { id } of amendments) expect((await ines.act('amendments', 'answer', { amendment: id, answer: 'take' })).type).toBe('success');
	const [one] = amendments;

	const page = await openAs(await person('Karim, acheteur', laptop), karim, karim.path);
	const pen = page.getByRole('region', { name: 'La plume : écrire dans la proposition' });
	const words = pen.getByLabel('Le passage, tel qu’il sera');
	const ticks = (code: string) => pen.getByRole('checkbox', { name: `Intégrer ${code}` });

	await test.step('The words follow the boxes, before the full stop', async () => {
		await expect(words).toHaveValue(aimed.text);
		await ticks('AM01').check();
		await expect(words).toHaveValue(`${said}, une fois un essai réussi.`);
		await ticks('AM02').check();
		await expect(words).toHaveValue(`${said}, une fois un essai réussi, en réemployant les meubles.`);
		await ticks('AM01').uncheck();
		await expect(words).toHaveValue(`${said}, en réemployant les meubles.`);
	});

	await test.step('Solène seals AM01: his box stays, her words come into his, and he is told', async () => {
		await pen.getByRole('button', { name: 'Sceller la version v1' }).click();
		await expect(page.getByRole('alertdialog')).toBeVisible();
		const sealed = await room.desk.act('amendments', 'integrate-at-desk', { base: '0', amendment: one!.id, [`words-${aimed.id}`]: `${said}, une fois un essai réussi.` });
		expect(sealed.type, sealed.body).toBe('success');
		const told = /\(animation\) a scellé la version v1 pendant que vous écriviez\s: relisez avant de sceller\./;
		await expect(page.getByRole('alertdialog').getByText(told)).toBeVisible();
		await page.getByRole('alertdialog').getByRole('button', { name: 'Annuler' }).click();
		await expect(page.locator('main').getByText(told)).toBeVisible();
		await expect(ticks('AM02')).toBeChecked();
		await expect(words).toHaveValue(`${said}, une fois un essai réussi, en réemployant les meubles.`);
	});

	await test.step('He takes her words out: the question names them, and it is said wherever they are told of', async () => {
		await words.fill(`${said}, en réemployant les meubles.`);
		await pen.getByRole('button', { name: 'Sceller la version v2' }).click();
		const asked = page.getByRole('alertdialog');
		await expect(asked.getByText('Cette version retire des mots venus d’AM01 (« une fois un essai réussi »).')).toBeVisible();
		await noAxeViolations(page);
		await page.screenshot({ path: test.info().outputPath('question.png') });
		await asked.getByRole('button', { name: 'Sceller la version v2' }).click();
		await expect(page.getByText('intégré, version v1 ; ses mots ne sont plus dans le texte depuis v2').first()).toBeVisible();
		const solene = await person('Solène', laptop);
		const record = await openAs(solene, room.desk, `/compte-rendu/${room.gathering}/proposition?de=0&a=2`);
		await expect(record.getByText(`v1, AM01 — `).first()).toContainText('ses mots ne sont plus dans le texte depuis v2');
		await expect(record.getByText(/v2, à cause d’AM02/).first()).toBeVisible();
		await record.goto(`${solene.origin}/compte-rendu/${room.gathering}/proposition?de=0&a=1`);
		await expect(record.getByText(/v1, à cause d’AM01/).first()).toBeVisible();
	});
});
