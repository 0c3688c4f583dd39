// A room that has written its landscape and is about to group it: two jurors, the facilitator at the console and the wall, each in a browser.
import { hydrated, laptop, phone, wall, type MakePerson, type Person } from './journey.ts';
import { openRoom, type Caller } from './room.ts';
import type { RunningServer } from './server.ts';

/** The same person, now with a browser. */
export async function takeTheirCookies(who: Person, from: Caller): Promise<void> {
	await who.context.addCookies(
		from.cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: who.origin }))
	);
}

/** `sit` opens each one's page, once what stands on their way is prepared. */
export async function aboutToGroup(server: RunningServer, person: MakePerson, written: readonly (readonly [zone: string, text: string])[], device: typeof phone = phone) {
	const room = await openRoom(server, { seats: 3 });
	await room.desk.advanceTo('landscape-writing');
	for (const [index, [zone, text]] of written.entries()) {
		const { type } = await room.seats[index % 3]!.act('landscape-writing', 'write', { zone, text });
		if (type !== 'success') throw new Error(`« ${text} » was not written: ${type}`);
	}
	await room.desk.advanceTo('landscape-grouping');
	const awa = await person('Awa, sur son téléphone', phone);
	const denis = await person('Denis', device);
	const solene = await person('Solène, à la console', laptop);
	const projector = await person('le mur', wall);
	await takeTheirCookies(awa, room.seats[0]!);
	await takeTheirCookies(denis, room.seats[1]!);
	await takeTheirCookies(solene, room.desk);
	const sit = async () => {
		for (const [who, path] of [[awa, room.seats[0]!.path], [denis, room.seats[1]!.path], [solene, room.desk.path], [projector, room.wallPath]] as const) {
			await who.goto(path);
			await hydrated(who.page);
		}
	};
	return { room, awa, denis, solene, projector, sit };
}
