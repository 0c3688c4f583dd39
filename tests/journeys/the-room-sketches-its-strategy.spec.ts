// The sketch in four lines from the console and from the buyer's hand, the card of a mode on the wall, what a juror suggests, two who change one line at once; then what the team makes of it, and a juror who reads what was changed after her.
import type { Page } from '@playwright/test';
import { reasons, sketch, whole } from '../../src/lib/workshop/server/example/strategy.ts';
import { giveAgenda } from '../world/agenda.ts';
import { expect, laptop, noAxeViolations, phone, test, wall } from '../world/journey.ts';
import { openRoom, type Caller, type Fields } from '../world/room.ts';
import { openAs, notice } from '../world/screens.ts';

async function post(who: Caller, path: string, fields: Fields): Promise<void> {
	const { type, body } = await who.send(path, fields);
	expect(type, `${path}: ${body}`).toBe('success');
}

const openFold = async (page: Page, words: string) => {
	const name = words.replace(/ ([:?])/g, '\u00a0$1');
	const summary = page.locator('summary').filter({ visible: true }).and(page.getByText(name, { exact: true }).or(page.locator(`[aria-label="${name}"]`)));
	await summary.first().click();
};

/** The button of the question that a first button asks. */
const confirm = (page: Page, name: string) => page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name }).click();

test('[MO240, MO242, MO243, MO246, MO247, MO248] the room sketches in four lines; the team consolidates; [CO10, CO11, CO12, CO14] a juror reads what changed', async ({ person, server }) => {
	const room = await openRoom(server, { seats: 0 });
	await giveAgenda(server, room.gathering, ['welcome', 'landscape-writing', 'landscape-grouping', 'sketch', 'closing']);
	const buyer = await room.join('Karim', 'buyer');
	const juror = await room.join('Aubépine', 'juror');
	await room.desk.letIn();
	await room.desk.advanceTo('landscape-writing');
	for (const text of ['Un repas chaud', 'Un métier attractif']) expect((await juror.act('landscape-writing', 'write', { zone: 'needs', text })).type).toBe('success');
	await room.desk.advanceTo('sketch');

	const desk = await openAs(await person('console', laptop), room.desk, room.desk.path);
	const onWall = await (await person('mur', wall)).goto(room.wallPath);
	const his = await openAs(await person('Karim', phone), buyer, buyer.path);
	const hers = await openAs(await person('Aubépine', phone), juror, juror.path);

	await test.step('one card is explained: large on the wall, and read on every hand', async () => {
		await expect(onWall.getByRole('heading', { level: 2, name: 'Subvention' })).toBeVisible();
		await desk.getByRole('button', { name: /^Montrer la carte au mur.*Subvention$/ }).click();
		await expect(onWall.getByText('Elle ne commande rien.')).toBeVisible();
		await expect(onWall.getByText('Textes à jour au')).toBeVisible();
		await expect(hers.getByRole('region', { name: 'Au mur : Subvention' })).toContainText('23 000');
		await noAxeViolations(onWall);
		await noAxeViolations(hers);
		await desk.getByRole('button', { name: /^Ranger la carte/ }).click();
		await expect(onWall.getByText('Elle ne commande rien.')).toBeHidden();
	});

	await test.step('the buyer writes a line: an amount that cannot be read is refused, and the words stay', async () => {
		await openFold(his, 'Ajouter une ligne : Achat');
		const lane = his.getByRole('region', { name: 'Achat', exact: true });
		await lane.getByLabel('Pour quoi ?').fill(String(sketch[0]!.fields.object));
		await lane.getByLabel('Avec qui ?').fill(String(sketch[0]!.fields.actors));
		await lane.getByLabel('À partir de quelle saison ?').selectOption('2027-spring');
		await lane.getByLabel('Au moins').fill('trois millions');
		await lane.getByLabel('Au plus').fill('3,8 M€');
		await lane.getByRole('button', { name: 'Enregistrer la ligne' }).click();
		await expect(lane.getByText('Ce montant ne se lit pas.')).toBeVisible();
		await expect(lane.getByLabel('Pour quoi ?')).toHaveValue(String(sketch[0]!.fields.object));
		await noAxeViolations(his);
		await lane.getByLabel('Au moins').fill('3 M€');
		await openFold(his, 'Quels besoins cela sert-il ?');
		await lane.getByLabel('Un repas chaud').check();
		await lane.getByRole('button', { name: 'Enregistrer la ligne' }).click();
		await expect(onWall.getByText('3 M€ à 3,8 M€').first()).toBeVisible();
		await expect(onWall.getByRole('region', { name: 'Achat', exact: true })).toContainText('printemps 2027');
	});

	await test.step('what no line serves stays in sight', async () => {
		for (const page of [onWall, desk, hers]) await expect(page.locator('.orphans').first()).toContainText('Un métier attractif');
		await expect(onWall.locator('.orphans')).not.toContainText('Un repas chaud');
	});

	await test.step('a juror suggests; the buyer reads it without a name, and takes it in', async () => {
		await hers.getByLabel('Votre proposition').fill('Un dossier court, pour le boucher');
		await hers.getByRole('button', { name: 'Envoyer la proposition' }).click();
		await expect(hers.getByRole('region', { name: 'Mes propositions' })).toContainText('attend');
		const suggestions = his.getByRole('region', { name: 'Propositions de la salle' });
		await expect(suggestions).toContainText('Un dossier court, pour le boucher');
		await expect(suggestions).not.toContainText('Aubépine');
		await suggestions.getByRole('button', { name: 'Je la reprends' }).click();
		await expect(hers.getByRole('region', { name: 'Mes propositions' })).toContainText('reprise');
		await noAxeViolations(hers);
	});

	await test.step('two change one line: the second is told, keeps his words, and saves again', async () => {
		await openFold(his, 'Changer S1');
		const line = his.getByRole('article', { name: 'S1' });
		await line.getByLabel('Avec qui ?').fill('Le jury aussi');
		const { step } = await room.desk.desk<{ lines: { id: string; revision: number }[] }>();
		const { id: known, revision } = step.lines[0]!;
		const written = { ...sketch[0]!.fields, need: (await room.desk.desk<{ editing: { needs: { id: string; text: string }[] } }>()).step.editing.needs.filter(({ text }) => text === 'Un repas chaud').map(({ id }) => id) };
		// what he sends is on its way when the desk writes
		await his.route(
			/\?\/act/,
			async (route) => {
				await post(room.desk, `${room.desk.path}?/act`, { step: 'sketch', act: 'write-line-at-desk', ...written, line: known, mode: 'purchase', revision: String(revision) });
				await route.continue();
			},
			{ times: 1 }
		);
		await line.getByRole('button', { name: 'Enregistrer la ligne' }).click();
		await expect(notice(his, 'Quelqu’un a changé cette ligne pendant que vous écriviez.')).toBeVisible();
		await expect(line.getByLabel('Avec qui ?')).toHaveValue('Le jury aussi');
		// with the refusal comes the state that the desk has written
		await expect(line.locator('input[name=revision]').first()).toHaveValue(String(revision + 1));
		await line.getByRole('button', { name: 'Enregistrer la ligne' }).click();
		await expect(line.getByText('Avec : Le jury aussi')).toBeVisible();
	});

	await test.step('the other three lines, then frozen by one act at the console', async () => {
		const [need] = (await room.desk.desk<{ editing: { needs: { id: string }[] } }>()).step.editing.needs;
		for (const { mode, fields } of sketch.slice(1)) await post(room.desk, `${room.desk.path}?/act`, { step: 'sketch', act: 'write-line-at-desk', ...fields, mode, need: need!.id });
		await expect(onWall.getByRole('region', { name: 'Pacte public-communs' })).toContainText('sans argent');
		await noAxeViolations(onWall);
		await noAxeViolations(desk);
		await desk.getByRole('button', { name: 'Figer l’esquisse' }).click();
		await confirm(desk, 'Figer l’esquisse');
		await expect(onWall.getByText('L’esquisse est figée.')).toBeVisible();
		await expect(notice(hers, 'L’esquisse est figée.')).toBeVisible();
		await expect(his.getByText('Changer', { exact: true })).toHaveCount(0);
	});

	await room.desk.advanceTo('closing');
	await room.desk.change('close');
	const path = `/projets/${room.project}/strategie/${room.gathering}`;

	await test.step('before the team shows it, a juror reads the sketch and that the team works on it', async () => {
		await hers.goto(new URL(`/compte-rendu/${room.gathering}`, hers.url()).href);
		await hers.getByRole('link', { name: 'Ce que l’équipe a changé après vous' }).click();
		await expect(hers.getByRole('heading', { name: 'L’équipe y travaille' })).toBeVisible();
		await expect(hers.getByText('S4 · Vergers et table d’essai')).toBeVisible();
		await noAxeViolations(hers);
	});

	await test.step('the team completes every figure: 3 739 000 €, and both findings', async () => {
		await desk.goto(new URL(path, desk.url()).href);
		await desk.getByRole('button', { name: 'Reprendre l’esquisse de la salle' }).click();
		await expect(desk.getByRole('heading', { name: 'Les lignes' })).toBeVisible();
		const { read } = await room.desk.look<{ read: { strategy: { lines: { id: string; mode: string; revision: number; needs: string[] }[] } } }>(path);
		// the fourth is typed on the screen
		for (const [place, line] of read.strategy.lines.slice(0, 3).entries())
			await post(room.desk, `${path}?/ligne`, { ...whole[place]!, line: line.id, mode: line.mode, revision: String(line.revision), need: line.needs });
		await desk.reload();
		const totals = desk.getByRole('complementary', { name: 'Totaux' });
		await expect(totals).toContainText('3 655 000 €');
		await openFold(desk, 'Compléter S4');
		const line = desk.getByRole('article', { name: /^S4/ });
		await line.getByLabel('Valeur de ce qui est prêté, par an').fill('28 milles');
		await line.getByLabel('Nombre d’années').fill('3');
		await line.getByLabel('Qui, ligne 1').fill('Collectivité');
		await line.getByLabel('Comment, ligne 1').selectOption('in-kind');
		await line.getByLabel('Montant, ligne 1').fill('84 k€');
		await line.getByRole('button', { name: 'Enregistrer' }).click();
		await expect(line.getByText('Ce montant ne se lit pas.')).toBeVisible();
		await noAxeViolations(desk);
		await line.getByLabel('Valeur de ce qui est prêté, par an').fill('28 000');
		await line.getByRole('button', { name: 'Enregistrer' }).click();
		await expect(totals).toContainText('3 739 000 €');
		await expect(totals).toContainText('3 645 000 €');
		await expect(totals).toContainText('94 000 €');
		const wanting = desk.getByRole('region', { name: 'Ce qui ne tient pas encore' });
		await expect(wanting).toContainText('14 772 € de plus que le maximum');
		await expect(wanting).toContainText('Légumerie : personne ne dit ce que coûte son fonctionnement');
	});

	await test.step('shown to the jurors only once each change has its reason', async () => {
		await desk.getByRole('button', { name: 'Montrer aux juré·es' }).click();
		await confirm(desk, 'Montrer aux juré·es');
		await expect(notice(desk, 'Dites d’abord pourquoi')).toBeVisible();
		for (;;) {
			const why = desk.getByLabel(/^Pourquoi\s\?\s\(/).first();
			if ((await why.count()) === 0) break;
			const label = await why.evaluate((field) => (field as HTMLTextAreaElement).labels[0]!.textContent);
			const owed = await desk.getByLabel(/^Pourquoi\s\?\s\(/).count();
			await why.fill(label.includes('S3') ? reasons[1]!.reason : reasons[0]!.reason);
			await desk.getByRole('button', { name: 'Dire pourquoi' }).first().click();
			await expect(desk.getByLabel(/^Pourquoi\s\?\s\(/)).toHaveCount(owed - 1);
		}
		await desk.getByRole('button', { name: 'Montrer aux juré·es' }).click();
		await confirm(desk, 'Montrer aux juré·es');
		await expect(desk.getByText(/^Montré aux juré·es le/)).toBeVisible();
	});

	await test.step('a juror reads what changed, and why', async () => {
		await hers.reload();
		const s3 = hers.getByRole('article', { name: /^S3/ });
		await expect(s3).toContainText('Changée');
		await expect(s3).toContainText('120 000 €');
		await expect(s3).toContainText('au-dessus de la fourchette');
		await expect(s3).toContainText(reasons[1]!.reason);
		await expect(hers.getByRole('article', { name: /^S2/ })).toContainText('dans la fourchette');
		await expect(hers.getByText('3 739 000 €')).toBeVisible();
		await noAxeViolations(hers);
	});

	await test.step('one act makes it the cockpit’s draft', async () => {
		await desk.getByRole('button', { name: 'En faire le brouillon du tableau de bord' }).click();
		await confirm(desk, 'En faire le brouillon du tableau de bord');
		await desk.getByRole('link', { name: 'Voir le tableau de bord' }).click();
		await expect(desk.getByRole('article')).toHaveCount(8);
		// those of the example's finished workshop, and these
		await expect(desk.getByRole('article').filter({ hasText: 'Proposée par l’atelier' })).toHaveCount(8);
		await noAxeViolations(desk);
	});
});
