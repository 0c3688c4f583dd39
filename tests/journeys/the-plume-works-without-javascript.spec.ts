// Maëlle's laptop runs no script: she types for who has no phone, rereads blind and sets a card aside all the same.
import { expect, laptop, test } from '../world/journey.ts';
import { openTown } from '../world/room.ts';

test('the plume works without JavaScript', async ({ person, server }) => {
	const room = await openTown(server, { seats: 1 });
	await room.desk.change('paper', { publicName: 'Yvonne', capacity: 'juror' });
	await room.desk.advanceTo('landscape-writing');
	const maelle = await person('Maëlle, sans JavaScript', { ...laptop, javaScriptEnabled: false });
	await maelle.context.addCookies(
		room.other.cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: maelle.origin }))
	);
	const plume = await maelle.goto(`/plume/${room.gathering}`);
	await plume.getByRole('link', { name: /^Yvonne/ }).click();
	await plume.getByRole('button', { name: 'Garder cette fiche' }).click();
	await expect(plume.getByLabel('Votre idée, en une phrase')).toHaveAttribute('aria-invalid', 'true');
	await plume.getByLabel('Votre idée, en une phrase').fill('Un banc à l’ombre');
	await plume.getByRole('button', { name: 'Garder cette fiche' }).click();
	await expect(plume.getByRole('region', { name: 'Vos fiches' }).getByRole('paragraph').filter({ hasText: 'Un banc à l’ombre' })).toBeVisible();
	await plume.getByRole('link', { name: 'Écrire et relire' }).click();
	await plume.getByRole('button', { name: 'Relire avant de dévoiler' }).click();
	await plume.locator('.text summary').click();
	await plume.getByRole('button', { name: 'il ne se lit pas' }).click();
	await expect(plume.getByText('Mis de côté : il ne se lit pas')).toBeVisible();
	await plume.getByRole('button', { name: 'Rouvrir l’écriture' }).click();
	await expect(plume.getByText('La salle écrit. Tant qu’elle écrit, personne ne lit.')).toBeVisible();
	await room.desk.advanceTo('landscape-grouping');
	await plume.reload();
	await expect(plume.getByText('Rien à relire en ce moment').or(plume.getByText('Les fiches sont dévoilées'))).toBeVisible();

	const [seat] = room.seats;
	expect((await seat!.send(`${seat!.path}?/word`, { stuck: 'régie' })).type).toBe('success');
	await plume.reload();
	await plume.locator('summary').filter({ hasText: 'régie' }).click();
	await plume.getByRole('textbox', { name: /régie/ }).fill('La commune le fait elle-même.');
	await plume.getByRole('button', { name: 'Expliquer à la salle' }).first().click();
	await expect(plume.getByText('Signalés et déjà expliqués')).toBeVisible();
	expect(await (await seat!.ask(`${seat!.path}?lexique`)).text()).toContain('La commune le fait elle-même.');
});
