// An old phone, scripts off: what is refused is told where one lands, what is accepted is sent once whatever one reloads.
import type { Page } from '@playwright/test';
import { expect, phone, test, type Person } from '../world/journey.ts';
import { openRoom, type Seat } from '../world/room.ts';

/** Opens the page of a seat in a browser that runs no script. */
async function openPlain(person: Person, seat: Seat): Promise<Page> {
	await person.context.addCookies(seat.cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: person.origin })));
	return person.goto(seat.path);
}

test('a juror without JavaScript lands where her refusal is told, and a reload sends nothing again', async ({ person, server }) => {
	const room = await openRoom(server, { seats: 5 });
	const [lucie] = room.seats as [Seat, ...Seat[]];
	await room.desk.advanceTo('landscape-writing');
	const page = await openPlain(await person('Lucie, sans JavaScript', { ...phone, javaScriptEnabled: false }), lucie);
	const lead = page.getByRole('link', { name: 'Voir ce qu’il faut changer' });
	const landsOn = async (label: string, why: RegExp) => {
		const field = page.getByLabel(label);
		await expect(field).toBeFocused();
		await expect(field).toBeInViewport({ ratio: 1 });
		await expect(field).toHaveAccessibleDescription(why);
		// a browser that gives no focus as a page opens: the head of the page leads there
		await lead.click();
		await expect(page).toHaveURL(/#refus$/);
		await expect(field).toBeInViewport({ ratio: 1 });
	};
	const sends = async (button: string) => page.getByRole('button', { name: button, exact: true }).click();
	const isSent = async (done: string) => {
		await expect(page).toHaveURL(new RegExp(`${lucie.path}\\?fait=${done}$`));
		await expect(page.getByText('C’est envoyé.', { exact: true })).toBeInViewport();
		await expect(lead).toHaveCount(0);
	};

	await test.step('[GA41] an empty card is refused at its field; one that is kept is kept once', async () => {
		await sends('Garder cette fiche');
		await landsOn('Votre idée, en une phrase', /Écrivez une idée/);
		await page.getByLabel('Votre idée, en une phrase').fill('Manger chaud');
		await sends('Garder cette fiche');
		await isSent('landscape-writing.write');
		await page.reload();
		await page.reload();
		expect((await lucie.hand<{ mine: unknown[] }>()).step.mine).toHaveLength(1);
	});

	await test.step('[GA41] what she says around the step stays once too, and keeps the step that she looks at', async () => {
		await sends('Lever la main');
		await isSent('hand');
		await page.reload();
		await expect(page.getByRole('button', { name: 'Baisser la main' })).toBeVisible();
		await page.goto(`${server.url}${lucie.path}?etape=welcome`);
		await expect(page.getByText('C’est envoyé.', { exact: true })).toHaveCount(0);
	});

	await test.step('[GA41] half an objection is refused at the half that is missing, and the other half stays', async () => {
		await room.desk.advanceTo('vote');
		for (const seat of room.seats) await seat.act('vote', 'cast', { 'grade-A': '1', 'grade-B': '0', 'grade-C': '3' });
		await room.desk.act('vote', 'close-vote');
		await room.desk.advanceTo('consent');
		await room.desk.act('consent', 'move-to', { phase: 'objections' });
		await page.goto(`${server.url}${lucie.path}`);
		await page.getByText('J’ai une objection').click();
		await page.getByLabel('Quel risque court le projet ?').fill('Personne pour cuisiner l’été');
		await sends('Poser mon objection');
		await landsOn('Qu’est-\u2060ce qui lèverait votre objection ?', /lèverait|lever/);
		await expect(page.getByLabel('Quel risque court le projet ?')).toHaveValue('Personne pour cuisiner l’été');
		await page.getByLabel('Qu’est-\u2060ce qui lèverait votre objection ?').fill('Un remplacement prévu');
		await sends('Poser mon objection');
		await isSent('consent.object');
		await page.reload();
		const { step } = await room.desk.desk<{ objections: unknown[] }>();
		expect(step.objections).toHaveLength(1);
	});

	await test.step('[GA41] hours that cannot be read are refused at their field', async () => {
		await room.desk.advanceTo('closing');
		await page.goto(`${server.url}${lucie.path}`);
		await page.locator('input[name=usefulness]').first().check();
		await page.getByLabel('Vos heures').fill('toute la soirée');
		await sends('Envoyer');
		await landsOn('Vos heures', /heures/);
	});
});
