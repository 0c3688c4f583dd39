import { randomUUID } from 'node:crypto';
import type { LandscapeDotsOnHand } from '../../src/lib/workshop/rules/steps/landscape-dots.ts';
import type { VoteOnHand, VoteOnWall } from '../../src/lib/workshop/rules/steps/vote.ts';
import { giveAgenda } from '../world/agenda.ts';
import { AtBoard } from '../world/board.ts';
import { expect, laptop, noAxeViolations, phone, test, wall } from '../world/journey.ts';
import { openRoom, type Seat } from '../world/room.ts';
import { move, openAs, titled } from '../world/screens.ts';

const writing = 'Paysage : écrire en silence';
const grouping = 'Paysage : dévoiler et regrouper';
const dots = 'Paysage : cinq gommettes';
const vote = 'Choisir un scénario';

test('the room goes back two steps and forward again: nothing is lost, and nobody is pulled away from a sentence', async ({
	person,
	server
}) => {
	const room = await openRoom(server, { seats: 6 });
	await giveAgenda(server, room.gathering, ['welcome', 'landscape-writing', 'landscape-grouping', 'landscape-dots', 'vote', 'consent', 'closing']);
	const [odile, rachida, ...others] = room.seats as [Seat, Seat, ...Seat[]];
	const facilitator = await person('réserviste', laptop);
	await room.desk.advance();
	const desk = await openAs(facilitator, room.desk, room.desk.path);
	const screen = await (await person('mur', wall)).goto(room.wallPath);
	await move(desk, 'Passer à', writing);

	// nobody is ready yet: the console asks first, and « rester ici » moves nobody
	for (const [index, seat] of room.seats.entries())
		await seat.act('landscape-writing', 'write', { zone: 'needs', text: `Besoin n° ${index}` });
	await desk.getByRole('link', { name: `Passer à : ${grouping}`, exact: true }).click();
	const asked = desk.getByRole('dialog');
	await expect(asked).toContainText('6 personnes ne sont pas prêtes, sur 6.');
	await expect(asked).toContainText('C’est plus de 30 %. Passer quand même ?');
	await noAxeViolations(desk);
	await asked.getByRole('link', { name: 'Rester ici' }).click();
	await expect(titled(screen, writing)).toBeVisible();
	const unconfirmed = await room.desk.change('advance');
	expect(unconfirmed.data!.refusal).toBe('many-are-not-ready');
	for (const seat of [odile, rachida, ...others.slice(0, 3)]) await seat.ready();
	await desk.getByRole('link', { name: `Passer à : ${grouping}`, exact: true }).click();
	await expect(asked).toContainText('1 personne n’est pas prête, sur 6.');
	await expect(asked).not.toContainText('plus de 30 %');

	// Odile has a sentence under her fingers, Rachida has written one and put her phone down: neither is moved
	const [one, two] = [
		await openAs(await person('Odile', phone), odile, odile.path),
		await openAs(await person('Rachida', phone), rachida, rachida.path)
	];
	await one.getByLabel('Votre idée, en une phrase').focus();
	await two.getByLabel('Votre idée, en une phrase').fill('Une phrase pas finie');
	await two.getByLabel('Votre idée, en une phrase').blur();
	await asked.locator('form button').click();
	await expect(asked).toBeHidden();
	await expect(titled(screen, grouping)).toBeVisible();
	for (const page of [one, two]) {
		await expect(page.getByText(`La salle est passée à « ${grouping} ».`, { exact: true })).toBeVisible();
		await expect(titled(page, writing)).toBeVisible();
	}
	await expect(one.getByLabel('Votre idée, en une phrase')).toBeFocused();
	await expect(two.getByLabel('Votre idée, en une phrase')).toHaveValue('Une phrase pas finie');
	await noAxeViolations(two);
	for (const page of [one, two]) {
		await page.getByRole('button', { name: 'Rejoindre', exact: true }).click();
		await expect(titled(page, grouping)).toBeVisible();
	}

	// the board, the dots, the ballots
	const { boardId } = (await odile.hand<{ boardId: string }>()).step;
	const board = new AtBoard(odile, boardId);
	await board.synced();
	const [first, second] = board.cards.map(({ id }) => id);
	board.group(randomUUID(), 'Manger ensemble', [first!, second!]);
	await board.saved();
	await move(desk, 'Passer à', dots);
	for (const seat of room.seats)
		for (const card of [first!, first!, second!]) await seat.act('landscape-dots', 'place', { card });
	await move(desk, 'Passer à', vote);
	for (const seat of room.seats.slice(2))
		expect((await seat.act('vote', 'cast', { 'grade-A': '1', 'grade-B': '0', 'grade-C': '3' })).type).toBe(
			'success'
		);
	const before = (await rachida.hand<LandscapeDotsOnHand>('landscape-dots')).step;
	const receipt = (await others[0]!.hand<VoteOnHand>()).step.receipt;
	expect(receipt).not.toBeNull();

	// Odile has chosen a grade and not sent it; the room goes back two steps
	await expect(titled(one, vote)).toBeVisible();
	await one.getByRole('group', { name: /^A / }).getByRole('radio', { name: 'Passable', exact: true }).check();
	await move(desk, 'Revenir à', dots);
	await move(desk, 'Revenir à', grouping);
	await expect(titled(screen, grouping)).toBeVisible();
	await expect(screen.getByText('Manger ensemble')).toBeVisible();
	await expect(titled(two, grouping)).toBeVisible();
	await expect(one.getByText(`La salle est passée à « ${grouping} ».`, { exact: true })).toBeVisible();
	await expect(
		one.getByRole('group', { name: /^A / }).getByRole('radio', { name: 'Passable', exact: true })
	).toBeChecked();
	// the board is open again; the box waits
	board.move(second!, 'resources');
	await board.saved();
	const waits = (await room.desk.look<{ step: VoteOnWall }>(`${room.desk.path}?etape=vote`)).step;
	expect([waits.voted, waits.result]).toEqual([4, null]);

	// looking elsewhere moves nobody
	await two.getByText('Le chemin', { exact: true }).click();
	await two.getByRole('link', { name: writing, exact: true }).click();
	await expect(two.getByText(`Vous regardez « ${writing} ». La salle est à « ${grouping} ».`)).toBeVisible();
	await desk.goto(`${facilitator.origin}${room.desk.path}?etape=landscape-writing`);
	await expect(desk.getByText('Vous regardez une autre étape ; la salle n’a pas bougé.')).toBeVisible();
	await expect(titled(screen, grouping)).toBeVisible();
	expect((await odile.hand()).frame.clock!.step).toBe('landscape-grouping');
	await desk.goto(`${facilitator.origin}${room.desk.path}`);

	// forward: all as it was
	await move(desk, 'Passer à', dots);
	const after = (await rachida.hand<LandscapeDotsOnHand>('landscape-dots')).step;
	expect([after.mine, after.dotsLeft, after.isOpen]).toEqual([before.mine, before.dotsLeft, true]);
	await move(desk, 'Passer à', vote);
	await expect(
		one.getByRole('group', { name: /^A / }).getByRole('radio', { name: 'Passable', exact: true })
	).toBeChecked();
	for (const [scenario, grade] of [
		['B', 'Bien'],
		['C', 'Bien']
	] as const)
		await one
			.getByRole('group', { name: new RegExp(`^${scenario} `) })
			.getByRole('radio', { name: grade, exact: true })
			.check();
	await one.getByRole('button', { name: 'Déposer mon bulletin' }).click();
	await expect(one.getByRole('heading', { name: 'Votre bulletin est dans l’urne.' })).toBeVisible();
	expect((await others[0]!.hand<VoteOnHand>()).step.receipt).toBe(receipt);
	expect((await room.desk.desk<VoteOnWall>()).step.voted).toBe(5);
	expect((await room.desk.desk<{ groups: number }>()).frame.clock!.step).toBe('vote');
	board.leave();
});
