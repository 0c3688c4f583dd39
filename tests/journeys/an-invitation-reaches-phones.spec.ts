// Without ORIGIN, at localhost: links and QR codes hold the address that the start prints for phones, never localhost.
import { expect, test } from '../world/journey.ts';
import { openRoom, openTown } from '../world/room.ts';
import { startServer } from '../world/server.ts';

test('a link made at localhost opens on another machine', async ({ browser }) => {
	const server = await startServer({ env: { HOST: '0.0.0.0' } });
	try {
		const printed = server.logs.join('\n').match(/for phones\s+(http:\/\/\S+)/)?.[1];
		test.skip(printed === undefined, 'this machine is on no network');
		const room = await openRoom(server, { seats: 0 });
		const { frame } = await room.desk.desk();
		expect(new URL(frame.invitation.url).origin).toBe(printed);
		const wall = await room.desk.look<{ frame: { invitation: { url: string } | null } }>(room.wallPath);
		expect(new URL(wall.frame.invitation!.url).origin).toBe(printed);

		const context = await browser.newContext();
		for (const pair of room.desk.cookie.split('; ')) await context.addCookies([{ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: server.url }]);
		const page = await context.newPage();
		await page.goto(`${server.url}${room.desk.path}`);
		await expect(page.locator('dd.url')).toContainText(printed!.replace('http://', ''));
		await context.close();

		const town = await openTown(server, { seats: 0 });
		const invited = await town.desk.send(`/projets/${town.project}?/inviter`, { name: 'Élodie', email: 'elodie@brume.fr', capacity: 'buyer', from: '', to: '', lentBy: '' });
		expect(new URL((invited.data!.invited as { link: string }).link).origin).toBe(printed);
	} finally {
		await server.stop();
	}
});
