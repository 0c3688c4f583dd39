// A size, never a time: what a phone has to carry on each step. Yjs may come with the step that draws together, and with no other.
import { expect, hydrated, phone, test } from '../world/journey.ts';
import { openRoom } from '../world/room.ts';

/** Bytes as sent with gzip, which is what plain http on a town hall's network gives. */
const most = 90_000;
/** Yjs and the board, on the one step where the room draws together. */
const ofBoard = 45_000;

test('a juror’s screen weighs 90 kB of script at most, on each step', async ({ person, server }) => {
	const { desk, seats } = await openRoom(server, { seats: 1 });
	const seat = seats[0]!;
	for (let step = await desk.advance(); ; step = await desk.advance()) {
		const juror = await person(`juré·e, ${step}`, { ...phone, host: 'atelier.test' });
		await juror.context.addCookies(
			seat.cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: juror.origin }))
		);
		const page = await juror.goto(seat.path);
		await hydrated(page);
		const scripts = await page.evaluate(() =>
			(performance.getEntriesByType('resource') as PerformanceResourceTiming[])
				.filter(({ name }) => name.endsWith('.js'))
				.map(({ name, encodedBodySize, decodedBodySize }) => ({ name, encodedBodySize, decodedBodySize }))
		);
		const bytes = scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
		expect(bytes, `${step}: scripts come at all`).toBeGreaterThan(30_000);
		expect.soft(bytes, `${step}: bytes of script\n${scripts.map(({ name, encodedBodySize }) => `${encodedBodySize} ${name}`).join('\n')}`).toBeLessThanOrEqual(
			step === 'landscape-grouping' ? most + ofBoard : most
		);
		await juror.context.close();
		if (step === 'closing') break;
	}
});
