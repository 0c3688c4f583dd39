import type { Page } from '@playwright/test';
import { expect, hydrated, noAxeViolations, phone, test } from '../world/journey.ts';
import { openRoom } from '../world/room.ts';
import { titled } from '../world/screens.ts';

const idea = (page: Page) => page.getByLabel('Votre idée, en une phrase');
const keep = (page: Page) => page.getByRole('button', { name: 'Garder cette fiche' });
const mine = (page: Page, text: string) =>
	page.getByRole('region', { name: 'Vos fiches' }).getByRole('paragraph').filter({ hasText: text });

/** what the device keeps of what was not sent */
const kept = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft|')));

async function comeBack(page: Page, code: string): Promise<void> {
	await page.getByLabel('Mon code personnel').fill(code);
	await page.getByRole('button', { name: 'Reprendre ma place' }).click();
}

test('a juror leaves one phone in mid-step and comes back on another with everything of hers', async ({
	person,
	server
}) => {
	const room = await openRoom(server, { seats: 3 });
	const [first, second] = [
		await person('Odile, premier téléphone', phone),
		await person('Odile, second téléphone', phone)
	];

	// she joins by the QR, and notes her code
	let one = await first.goto(room.joinPath);
	await one.getByLabel('Votre prénom ou un pseudonyme').fill('Odile');
	await one.getByRole('radio', { name: /^Juré·e/ }).check();
	await one.getByRole('button', { name: 'Entrer', exact: true }).click();
	await expect(titled(one, 'Bonjour Odile')).toBeVisible();
	const code = (await one.locator('.code-big').innerText()).trim();
	await room.desk.change('admitAll');
	await room.desk.advanceTo('landscape-writing');
	await expect(titled(one, 'Paysage : écrire en silence')).toBeVisible();
	// her first act, with the code still in the address: she stays where she is on the page
	expect(new URL(one.url()).search).toContain('code');
	await idea(one).fill('Des produits du Gué');
	await keep(one).scrollIntoViewIfNeeded();
	const stood = await one.evaluate(() => window.scrollY);
	expect(stood).toBeGreaterThan(0);
	// a finger that touches twice keeps one card
	await keep(one).dblclick();
	await expect(mine(one, 'Des produits du Gué')).toHaveCount(1);
	await expect(keep(one)).toBeFocused();
	await expect(one.locator('main > [aria-live=polite]').filter({ hasText: 'Fiche gardée.' })).toHaveCount(1);
	expect(await one.evaluate(() => window.scrollY)).toBe(stood);
	const essays = one.getByRole('radio', { name: 'Que pourrait-\u2060on essayer ?' });
	await essays.check();
	await idea(one).fill('Un texte que je n’ai pas envoyé');

	// the other phone: what was kept is there, what was not sent stayed on the first
	const two = await second.goto('/retour');
	await hydrated(two);
	await noAxeViolations(two);
	await comeBack(two, 'un-code-qui-nexiste-pas');
	await expect(two.getByText('Ce code n’ouvre aucune place.')).toBeVisible();
	await comeBack(two, code);
	await expect(titled(two, 'Paysage : écrire en silence')).toBeVisible();
	await expect(mine(two, 'Des produits du Gué')).toBeVisible();
	await expect(idea(two)).toHaveValue('');
	await noAxeViolations(two);

	// she hands it on to somebody: what she had begun there leaves with her seat
	await idea(two).fill('Pour moi seule');
	expect(await kept(two)).toHaveLength(1);
	await two.getByText('Mon écran').click();
	await two.getByText('Quitter la séance sur cet appareil').click();
	await two.getByRole('button', { name: 'Quitter', exact: true }).click();
	await expect(two.getByText('Vous avez quitté la séance sur cet appareil.')).toBeVisible();
	await expect.poll(() => kept(two)).toEqual([]);
	await comeBack(two, code);
	await expect(titled(two, 'Paysage : écrire en silence')).toBeVisible();
	await expect(idea(two)).toHaveValue('');

	// the first phone still works, with its text, even after its page was loaded again
	await expect(idea(one)).toHaveValue('Un texte que je n’ai pas envoyé');
	// and after her phone had closed the tab: the words, and the question that they answer
	const path = new URL(one.url()).pathname;
	await one.close();
	one = await first.context.newPage();
	await one.goto(`${first.origin}${path}`);
	await hydrated(one);
	await expect(idea(one)).toHaveValue('Un texte que je n’ai pas envoyé');
	await expect(one.getByRole('radio', { name: 'Que pourrait-\u2060on essayer ?' })).toBeChecked();
	await keep(one).click();
	await expect(mine(one, 'Un texte que je n’ai pas envoyé')).toBeVisible();
	await two.reload();
	await expect(mine(two, 'Un texte que je n’ai pas envoyé')).toBeVisible();

	// dots begun on one go on with the other
	await room.desk.advanceTo('landscape-dots');
	const place = (page: Page) =>
		page.getByRole('button', { name: 'Poser une gommette sur « Des produits du Gué »' });
	await place(one).click();
	await expect(one.getByText('Il vous reste 4 gommettes')).toBeVisible();
	await two.reload();
	await hydrated(two);
	await expect(two.getByText('Il vous reste 4 gommettes')).toBeVisible();
	await place(two).click();
	await expect(two.getByText('Il vous reste 3 gommettes')).toBeVisible();

	// a ballot cast on one is in the box on the other, under the same receipt
	await room.desk.advanceTo('vote');
	await expect(titled(two, 'Choisir un scénario')).toBeVisible();
	for (const scenario of ['A', 'B', 'C'])
		await two
			.getByRole('group', { name: new RegExp(`^${scenario} `) })
			.getByRole('radio', { name: 'Bien', exact: true })
			.check();
	expect(await kept(two), 'a ballot is not kept on the device').toEqual([]);
	await two.getByRole('button', { name: 'Déposer mon bulletin' }).click();
	const inTheBox = (page: Page) => page.getByRole('heading', { name: 'Votre bulletin est dans l’urne.' });
	await expect(inTheBox(two)).toBeVisible();
	await one.reload();
	await hydrated(one);
	await expect(inTheBox(one)).toBeVisible();

	// her phone was lent: a new code ends both, each is told, and the new one brings her back
	const odile = (await room.desk.desk()).frame.seats.find(({ publicName }) => publicName === 'Odile')!;
	const reissued = await room.desk.change('reissue', { seat: odile.id });
	for (const page of [one, two])
		await expect(page.getByText('Cette place n’est plus ouverte sur cet appareil.')).toBeVisible();
	await two.goto(`${second.origin}/retour`);
	await comeBack(two, code);
	await expect(two.getByRole('button', { name: 'Reprendre ma place' })).toBeVisible();
	await comeBack(two, (reissued.data!.reissued as { code: string }).code);
	await expect(inTheBox(two)).toBeVisible();
	await hydrated(two);
	await noAxeViolations(two);
});
