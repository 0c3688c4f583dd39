import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, hydrated, noAxeViolations, phone, test as base, wall } from '../world/journey.ts';
import { openRoom, type Seat } from '../world/room.ts';
import { openAs, titled } from '../world/screens.ts';
import { folderForAll, freshDatabase, startServer, type RunningServer } from '../world/server.ts';

interface House {
	server: RunningServer;
	/** kill -9 */
	dies(): Promise<void>;
	/** the same address, on the same data */
	starts(): Promise<void>;
}

const test = base.extend<{ house: House }>({
	// eslint-disable-next-line no-empty-pattern
	house: async ({}, use) => {
		const database = await freshDatabase(process.env.WORLD_SERVER_URL!);
		const dataDir = folderForAll();
		const start = (port = 0) =>
			startServer({ databaseUrl: database.url, dataDir, port, env: { KEYS_DIR: join(dataDir, 'keys') } });
		const house: House = {
			server: await start(),
			dies: () => house.server.kill9(),
			async starts() {
				house.server = await start(house.server.port);
			}
		};
		await use(house);
		await house.server.stop();
		await database.drop();
		rmSync(dataDir, { recursive: true, force: true });
	},
	server: async ({ house }, use) => use(house.server)
});

const writing = 'Paysage : écrire en silence';
const grouping = 'Paysage : dévoiler et regrouper';
const dots = 'Paysage : cinq gommettes';

test('the wall and a hand lose the network, then the server: nothing is asked, nothing is lost, and both come back by themselves', async ({
	person,
	house
}) => {
	const room = await openRoom(house.server, { seats: 3 });
	const [odile, ...others] = room.seats as [Seat, ...Seat[]];
	await room.desk.advanceTo('landscape-writing');
	const projector = await person('mur', wall);
	const screen = await projector.goto(room.wallPath);
	await hydrated(screen);
	await expect(titled(screen, writing)).toBeVisible();
	const questions: string[] = [];
	screen.on('dialog', (dialog) => questions.push(dialog.message()));
	await noAxeViolations(screen);

	// the network goes: the wall keeps its picture while the room moves on
	await projector.context.setOffline(true);
	for (const seat of room.seats)
		await seat.act('landscape-writing', 'write', { zone: 'needs', text: `Besoin de ${seat.name}` });
	await room.desk.advanceTo('landscape-grouping');
	await expect(screen.getByText('image figée')).toBeVisible({ timeout: 20_000 });
	await expect(titled(screen, writing)).toBeVisible();
	await expect(screen.getByRole('dialog')).toHaveCount(0);
	await expect(screen.getByRole('textbox')).toHaveCount(0);
	await noAxeViolations(screen);

	// it comes back, and catches up
	await projector.context.setOffline(false);
	await expect(titled(screen, grouping)).toBeVisible({ timeout: 20_000 });
	await expect(screen.getByText('Besoin de Personne 1', { exact: true })).toBeVisible();
	await expect(screen.getByText('image figée')).toBeHidden();

	// a hand without network keeps its words, and says that they are not sent
	await room.desk.goBack();
	const hers = await person('Odile', phone);
	const hand = await openAs(hers, odile, odile.path);
	await expect(hand.getByText('Connecté')).toBeVisible();
	const idea = hand.getByLabel('Votre idée, en une phrase');
	const keep = hand.getByRole('button', { name: 'Garder cette fiche' });
	await hers.context.setOffline(true);
	await idea.fill('Écrit hors ligne');
	await keep.click();
	await expect(
		hand
			.getByText(
				'Pas envoyé : pas de réseau. Votre texte est gardé sur cet appareil ; appuyez de nouveau quand le réseau revient.'
			)
			.first()
	).toBeVisible();
	await expect(idea).toHaveValue('Écrit hors ligne');
	// an act without words did not leave, and that is all there is to say
	await hand.getByRole('button', { name: 'Prêt·e', exact: true }).click();
	await expect(hand.locator('.foot .at-form')).toHaveText('Pas envoyé : la connexion est coupée.');
	await noAxeViolations(hand);
	await hers.context.setOffline(false);
	await expect(hand.getByText('Connecté')).toBeVisible({ timeout: 20_000 });
	await keep.click();
	await expect(
		hand
			.getByRole('region', { name: 'Vos fiches' })
			.getByRole('paragraph')
			.filter({ hasText: 'Écrit hors ligne' })
	).toBeVisible();

	// kill -9 of the server, a sentence under the fingers
	await idea.fill('Écrit pendant la panne');
	await house.dies();
	await expect(hand.getByText('Reconnexion…')).toBeVisible({ timeout: 20_000 });
	await keep.click();
	await expect(hand.getByText('Pas envoyé').first()).toBeVisible();
	await expect(idea).toHaveValue('Écrit pendant la panne');
	await expect(titled(screen, writing)).toBeVisible();
	await house.starts();
	await expect(hand.getByText('Connecté')).toBeVisible({ timeout: 20_000 });
	await keep.click();
	await expect(
		hand
			.getByRole('region', { name: 'Vos fiches' })
			.getByRole('paragraph')
			.filter({ hasText: 'Écrit pendant la panne' })
	).toBeVisible();

	// and the room goes on: the wall and the hand follow without a touch
	await others[0]!.ready();
	await hand.getByRole('heading', { level: 1 }).click();
	await room.desk.advanceTo('landscape-dots');
	await expect(titled(screen, dots)).toBeVisible({ timeout: 20_000 });
	await expect(titled(hand, dots)).toBeVisible({ timeout: 20_000 });
	expect(questions).toEqual([]);
});
