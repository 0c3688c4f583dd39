import { expect, laptop, noAxeViolations, phone, test } from '../world/journey.ts';
import { Desk, openTown, type Seat } from '../world/room.ts';
import { move, openAs, takeHand, titled } from '../world/screens.ts';
import type { VoteOnWall } from '../../src/lib/workshop/rules/steps/vote.ts';

const vote = 'Choisir un scénario';

test('a laptop dies in the middle of the vote, and somebody else takes over from another browser', async ({
	person,
	server
}) => {
	const room = await openTown(server, { seats: 6 });
	const [rachida] = room.seats as [Seat];
	await room.desk.advanceTo('matrix');
	const brigitte = await person('Brigitte', laptop);
	const desk = await openAs(brigitte, room.desk, room.desk.path);
	await expect(desk.getByText('Vous avez la main')).toBeVisible();
	await move(desk, 'Passer à', vote);
	const cast = (seat: Seat, grade: string) => seat.act('vote', 'cast', { 'grade-A': grade, 'grade-B': '0' });
	for (const seat of room.seats.slice(0, 3)) expect((await cast(seat, '1')).type).toBe('success');
	await desk.getByText('3 sur 6').first().waitFor();
	await brigitte.context.close();

	// Solène, on another machine: she sees who had the hand, takes it, and the vote goes on
	const other = await openAs(await person('Solène', laptop), room.other, room.other.path);
	await expect(other.locator('#step-title')).toHaveText(vote);
	await expect(other.getByText('Brigitte Lannoy a la main', { exact: true })).toBeVisible();
	await noAxeViolations(other);
	await takeHand(other);
	await expect(other.getByText('Vous avez la main')).toBeVisible();
	for (const seat of room.seats.slice(3)) expect((await cast(seat, '2')).type).toBe('success');
	expect((await room.other.desk<VoteOnWall>()).step).toMatchObject({ voted: 6, stage: 'open' });
	const phoneOfRachida = await openAs(await person('Rachida', phone), rachida, rachida.path);
	await expect(titled(phoneOfRachida, vote)).toBeVisible();
	await move(other, 'Passer à', 'Consentir');
	await expect(titled(phoneOfRachida, 'Consentir')).toBeVisible();
	expect(
		(await room.desk.look<{ step: VoteOnWall }>(`${room.desk.path}?etape=vote`)).step.result!.ballots
	).toBe(6);

	// Brigitte is back: she is told who has the hand, and her « passer » is refused in a sentence
	const again = await openAs(await person('Brigitte, de retour', laptop), room.desk, room.desk.path);
	await expect(again.getByText('Solène Abarnec a la main', { exact: true })).toBeVisible();
	await expect(again.locator('#step-title')).toHaveText('Consentir');
	await again.getByRole('link', { name: 'Passer à : L’esquisse de stratégie', exact: true }).click();
	await again.getByRole('dialog').locator('form button').click();
	await expect(
		again
			.getByRole('dialog')
			.getByText('Une autre personne a la main. Prenez la main pour faire avancer la salle.')
	).toBeVisible();
	await noAxeViolations(again);
	await again.getByRole('dialog').getByRole('link', { name: 'Rester ici' }).click();
	await takeHand(again);
	await expect(again.getByText('Vous avez la main')).toBeVisible();
	// and Solène's console says so by itself
	await expect(other.getByText('Brigitte Lannoy a la main', { exact: true })).toBeVisible();

	// the question stands on two of Brigitte's screens at once: one goes first, the other is told and moves nothing
	const tablet = await openAs(
		await person('Brigitte, sur tablette', { width: 1024, height: 768 }),
		room.desk,
		room.desk.path
	);
	for (const page of [again, tablet])
		await page.getByRole('link', { name: 'Revenir à : Choisir un scénario', exact: true }).click();
	await again.getByRole('dialog').locator('form button').click();
	await expect(again.locator('#step-title')).toHaveText(vote);
	const told = tablet.getByRole('dialog');
	await expect(told).toContainText('Quelqu’un d’autre vient d’agir : voici l’état à jour.');
	await expect(told.getByRole('heading')).toHaveText('Revenir à « Choisir un scénario » ?');
	await expect(told.locator('form button')).toHaveCount(0);
	await noAxeViolations(tablet);
	await told.getByRole('link', { name: 'Rester ici' }).click();
	await expect(tablet.locator('#step-title')).toHaveText(vote);

	// in the same instant, from two machines: one wins, the other is told
	const { frame } = await room.desk.desk();
	const fields = { revision: String(frame.revision), confirmed: 'yes' };
	const twice = await Promise.all(
		[room.desk, Desk.with(room.desk, room.gathering)].map((at) => at.send(`${at.path}?/advance`, fields))
	);
	expect(twice.map(({ type }) => type).sort()).toEqual(['failure', 'redirect']);
	expect(twice.find(({ type }) => type === 'failure')!.data!.refusal).toBe('somebody-advanced-first');
	await expect(titled(phoneOfRachida, 'Consentir')).toBeVisible();
});
