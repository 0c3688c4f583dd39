import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { database, inTransaction } from '../../src/lib/db/server/database.ts';
import * as choices from '../../src/lib/jury/server/choice.ts';
import * as room from '../../src/lib/jury/server/choiceRoom.ts';
import { choices as choiceTable } from '../../src/lib/jury/server/tables.ts';
import { stepServers } from '../../src/lib/workshop/server/steps.ts';
import { isInThisRun } from '../world/drawn.ts';
import { startServer, type RunningServer } from '../world/server.ts';
import { act, type Answer, ask, askWithoutSocket, hangUp, openSocket } from './client.ts';
import { acts, matrix, placeNames, roles, type PlaceName, type Role, type Row } from './matrix.ts';
import { build, type Place, type World } from './world.ts';

type PageServer = { load?: unknown; actions?: Record<string, unknown> };

const pages = import.meta.glob('../../src/routes/**/+page.svelte');
const pageServers = import.meta.glob<PageServer>('../../src/routes/**/+page.server.ts', { eager: true });
const endpoints = import.meta.glob<Record<string, unknown>>('../../src/routes/**/+server.ts', { eager: true });

const pathOf = (file: string) =>
	file
		.replace('../../src/routes', '')
		.replace(/\/\+[a-z.]+$/, '')
		.replace(/\/\([a-z]+\)/g, '') || '/';

/** What a browser can ask, read from the routes themselves. */
function doorsOf(): string[] {
	const found = new Set(Object.keys(pages).map((file) => `GET ${pathOf(file)}`));
	for (const [file, { load, actions }] of Object.entries(pageServers)) {
		if (load) found.add(`GET ${pathOf(file)}`);
		for (const name of Object.keys(actions ?? {})) found.add(`POST ${pathOf(file)}${name === 'default' ? '' : `?/${name}`}`);
	}
	for (const [file, handlers] of Object.entries(endpoints))
		for (const method of Object.keys(handlers).filter((name) => /^[A-Z]+$|^fallback$/.test(name))) found.add(`${method} ${pathOf(file)}`);
	for (const door of ['SOCKET /boards/[board]', 'HEAR /boards/[board]/flux', 'SEND /boards/[board]/flux']) found.add(door);
	return [...found].sort();
}

const actsOf = () => Object.entries(stepServers).flatMap(([step, server]) => Object.keys(server.acts).map((name) => `${step} ${name}`));

let world: World;
let server: RunningServer;

beforeAll(async () => {
	world = await build();
	server = await startServer({ databaseUrl: process.env.DATABASE_URL! });
}, 180_000);

afterAll(async () => {
	hangUp();
	await server?.stop();
});

const addressOf = (role: Role) => 10 + roles.indexOf(role);
const isOfAPlace = (door: string) => door.includes('[');

function pathTo(door: string, row: Row, place: Place): string {
	return door
		.replace(/^[A-Z]+ /, '')
		.replace('[project]', place.project)
		.replace('[gathering]', door.includes('/evolutivite/') ? place.sitting : place.gathering)
		.replace('[board]', place.board)
		.replace('[seat]', place.seat)
		.replace('[template]', place.template)
		.replace('[material]', place.material)
		.replace('[element]', place.element)
		.replace('[milestone]', place.milestone)
		.replace('[contract]', place.contract)
		.replace('[clause]', place.clause)
		.replace('[request]', place.request)
		.replace('[file]', door.includes('/fichiers/') ? 'categories.csv' : door.includes('/heures/') ? 'heures.csv' : door.includes('[attempt]') ? 'scelle.json' : 'compte-rendu.html')
		.replace('[version]', '1')
		.replace('[code]', 'M99')
		.replace('[attempt]', '1')
		.replace('[slug]', door.includes(' /jury/') ? place.jury : `a-table-${place.gathering.slice(0, 8)}`)
		.replace('[lesson]', 'purchase')
		.replace('[sample]', place.sample)
		.replace('[membership]', place.membership)
		.replace('[token]', row.token ? place[row.token] : '');
}

/** The letter of the table that an answer amounts to. */
function read(row: Row, { status, location }: Pick<Answer, 'status' | 'location'>): string {
	if (status === 303 && location.startsWith('/connexion')) return 'l';
	if (status === 303 && location === '/rejoindre') return 'j';
	if (status === 303 && location === '/jure') return 'c';
	if (status === 303 && location.startsWith('/main/')) return 'm';
	if (status === row.status && location !== '/' && location !== '/projets') return 'y';
	if (status === 303 && location === '/') return row.status === 303 && !row.changes && row.who.public === 'y' ? 'y' : 'h';
	if (status === 303 && location === '/projets') return 'p';
	if (status === 403) return 'x';
	if (status === 404) return '0';
	return String(status);
}

const reading: Readonly<Partial<Record<Role, readonly PlaceName[]>>> = {
	stranger: ['foreign'],
	administrator: ['own', 'sibling', 'neighbour'],
	facilitator: ['own', 'sibling'],
	buyer: ['own', 'sibling'],
	juror: ['own'],
	'buyer-seat': ['own'],
	waiting: ['own'],
	'juror-home': ['own', 'sibling']
};

/** What would betray another place: its ids and links. A seat never sees the link of its own wall either. */
function foreignWords(role: Role): string[] {
	const readable = reading[role] ?? [];
	const known = new Set(readable.map((name) => world.places[name].project));
	// an authority's templates are those of all its projects
	if (role === 'administrator' || role === 'facilitator' || role === 'buyer') for (const name of ['own', 'sibling', 'neighbour'] as const) known.add(world.places[name].template);
	if (role === 'contractor') for (const word of [world.places.own.project, world.places.own.contract, world.places.own.clause, world.places.own.request, world.places.own.sitting]) known.add(word);
	return placeNames
		.filter((name) => !readable.includes(name))
		.flatMap((name) => Object.values(world.places[name]))
		.concat(role === 'juror' || role === 'buyer-seat' || role === 'waiting' || role === 'juror-home' ? [world.places.own.wall, world.places.own.invitation] : [])
		.filter((word) => !known.has(word));
}

/** Who reads the annex of a request, and where (EV27, EV108). */
const readsAnnex = (door: string, role: Role): boolean => (role === 'buyer' && door.includes('/clause/[clause]/annexe/[request]')) || (role === 'contractor' && /^[A-Z]+ \/titulaire\/.*\/evolutivite(\/annexe\/\[request\]|\?\/\w+)?$/.test(door));

/** What the sealed room of the own project holds (JU155): handed to its buyer and its reservist inside, and at no other door; what was observed, at none while it is open. What the holder of a contract never reads (CO57). What stands in an annex. And what a company keeps of P2 before it files it (EV106). */
const sealedWords = (door: string, role: Role): readonly string[] => [...(door.includes('/choix/salle/[sample]') && (role === 'buyer' || role === 'facilitator') ? [] : [world.sealed.sample]), world.sealed.observation, ...(role === 'contractor' && door.includes('/evolutivite/[gathering]') ? [] : [world.unfiled]), ...(readsAnnex(door, role) ? [] : Object.values(world.annexed)), ...(role === 'contractor' ? world.notForTheHolder : [])];

interface Cell {
	readonly door: string;
	readonly role: Role;
	readonly place: PlaceName;
	readonly expected: string;
}

const cellsOf = (doors: readonly string[]): Cell[] =>
	doors.flatMap((door) =>
		roles.flatMap((role) =>
			[...matrix[door]!.who[role]].map((expected, index) => ({ door, role, place: placeNames[index]!, expected }))
		)
	);

/** Of each door and role the own place; of that of another authority a third, of the other places a tenth, drawn by the run's seed. */
const drawnAmong = (cells: readonly Cell[]): Cell[] => cells.filter(({ door, role, place }) => place === 'own' || isInThisRun(`${door} ${role} ${place}`, place === 'foreign' ? 3 : 10));

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>, width = 12): Promise<void> {
	const queue = items.values();
	await Promise.all(
		Array.from({ length: width }, async () => {
			for (const item of queue) await work(item);
		})
	);
}

const letterOf = (code: number | undefined, isIn: boolean, status: number | undefined): string => (code === 4401 ? 'n' : code === 4403 ? 'x' : code === undefined && isIn ? 'y' : `${status} ${code}`);

async function look({ door, role, place }: Cell, cookie: string): Promise<{ letter: string; leaks: string[]; status: number }> {
	const row = matrix[door]!;
	const path = pathTo(door, row, world.places[place]);
	if (door.startsWith('SOCKET')) {
		const { socket, code, status } = await openSocket(server.url, path, { cookie, from: addressOf(role) });
		socket.terminate();
		return { letter: letterOf(code, status === 101, status), leaks: [], status: status ?? 0 };
	}
	if (/^(HEAR|SEND)/.test(door)) {
		const { code, status } = await askWithoutSocket(server.url, path, door.startsWith('HEAR') ? 'hear' : 'send', { cookie, from: addressOf(role) });
		return { letter: letterOf(code, status === 200, status), leaks: [], status };
	}
	const answer = await ask(server.url, path, { method: door.startsWith('POST') ? 'POST' : 'GET', cookie, from: addressOf(role) });
	const leaks = row.token ? [] : [...foreignWords(role), ...sealedWords(door, role)].filter((word) => !path.includes(word) && (answer.body + answer.location).includes(word));
	return { letter: read(row, answer), leaks, status: answer.status };
}

async function wrongIn(cells: readonly Cell[], cookieOf: (role: Role) => Promise<string>, width?: number): Promise<string[]> {
	const wrong: string[] = [];
	await inParallel(
		cells,
		async (cell) => {
			const { letter, leaks, status } = await look(cell, await cookieOf(cell.role));
			const where = `${cell.door} · ${cell.role} · ${cell.place}`;
			if (letter !== cell.expected) wrong.push(`${where}: ${letter}, not ${cell.expected}`);
			if (status >= 500) wrong.push(`${where}: ${status}`);
			if (leaks.length) wrong.push(`${where}: shows ${leaks.join(', ')}`);
		},
		width
	);
	return wrong;
}

const sameDevice = async (role: Role) => world.people[role].cookie;

describe('the matrix of doors', () => {
	test('holds every door of the routes, and none that does not exist', () => {
		expect(Object.keys(matrix).sort()).toEqual(doorsOf());
	});

	test('holds every act of the steps, with whose it is and when', () => {
		const registered = Object.fromEntries(
			actsOf().map((name) => {
				const [step, one] = name.split(' ') as [keyof typeof stepServers, string];
				const { by, when } = (stepServers[step] as (typeof stepServers)['vote']).acts[one]!;
				return [name, { by, when }];
			})
		);
		expect(Object.fromEntries(Object.entries(acts).map(([name, { by, when }]) => [name, { by, when }]))).toEqual(registered);
	});

	test('has a cell for each role and each place', () => {
		for (const [door, { who }] of Object.entries(matrix))
			for (const role of roles) expect(`${door} ${role} ${who[role].length}`).toBe(`${door} ${role} ${isOfAPlace(door) ? placeNames.length : 1}`);
	});

	test('is what the server answers: pages, exports, streams, sockets and forms', { timeout: 300_000 }, async () => {
		const quiet = Object.keys(matrix).filter((door) => !matrix[door]!.changes);
		expect(await wrongIn(drawnAmong(cellsOf(quiet)), sameDevice)).toEqual([]);
	});

	test('is what the server answers to the data of a page asked without the page', { timeout: 180_000 }, async () => {
		const wrong: string[] = [];
		const cells = drawnAmong(cellsOf(Object.keys(pageServers).filter((file) => pageServers[file]!.load && pages[file.replace('.server.ts', '.svelte')]).map((file) => `GET ${pathOf(file)}`)));
		await inParallel(cells, async ({ door, role, place, expected }) => {
			const row = matrix[door]!;
			const path = pathTo(door, row, world.places[place]);
			const { status, body } = await ask(server.url, `${path === '/' ? '' : path}/__data.json`, { cookie: world.people[role].cookie, from: addressOf(role) });
			const first = JSON.parse(body.split('\n')[0]!) as { type: string; location?: string; nodes?: ({ type: string; error?: { status?: number } } | null)[] };
			const failed = first.nodes?.find((node) => node?.type === 'error');
			const letter = read(row, { status: first.type === 'redirect' ? 303 : (failed?.error?.status ?? (failed ? 500 : status)), location: first.location ?? '' });
			const leaks = row.token ? [] : [...foreignWords(role), ...sealedWords(door, role)].filter((word) => !path.includes(word) && body.includes(word));
			if (letter !== expected || leaks.length) wrong.push(`${door} · ${role} · ${place}: ${letter} ${leaks.join(', ')}, not ${expected}`);
		});
		expect(wrong).toEqual([]);
	});

	test('is what the server answers to every act of every step, on the hand and on the console', { timeout: 300_000 }, async () => {
		const wrong: string[] = [];
		const doors = ['POST /main/[gathering]?/act', 'POST /console/[gathering]?/act'] as const;
		// who may not open the door is stopped there, whatever the act: a tenth of those tells it as well
		const cells = doors.flatMap((door) => Object.keys(acts).flatMap((name) => cellsOf([door]).map((cell) => ({ ...cell, name })))).filter(({ door, role, place, name, expected }) => expected === 'y' || isInThisRun(`${door} ${name} ${role} ${place}`));
		const isSeat = (role: Role) => role === 'juror' || role === 'buyer-seat';
		await inParallel(cells, async ({ door, role, place, expected, name }) => {
			const row = matrix[door]!;
			const { by, when, fields } = acts[name]!;
			const [step, one] = name.split(' ') as [string, string];
			const form = { ...fields, step, act: one, for: world.seats.juror };
			const { status, said, location } = await act(server.url, pathTo(door, row, world.places[place]), { cookie: world.people[role].cookie, form, from: addressOf(role) });
			const where = `${door} ${name} · ${role} · ${place}`;
			const isElsewhere = when === 'step-open' && step !== 'landscape-grouping';
			if (expected !== 'y') {
				const letter = read(row, { status, location });
				if (letter !== expected) wrong.push(`${where}: ${letter}, not ${expected}`);
				return;
			}
			// the room is in the grouping of cards: an act that waits for its own step is refused for that, and for nothing else
			const refusal =
				door === doors[0]
					? by !== 'seat'
						? 'act-not-yours'
						: role === 'waiting'
							? 'seat-waiting'
							: isElsewhere
								? 'step-not-open'
								: undefined
					: isElsewhere
						? 'step-not-open'
						: by === 'seat'
							? 'seat-not-on-paper'
							: undefined;
			if (refusal && !said.includes(`"${refusal}"`)) wrong.push(`${where}: ${status} ${said}, not ${refusal}`);
			if (!refusal && /act-not-yours|act-unknown|act-unreadable|seat-waiting|seat-not-on-paper|step-not-open/.test(said)) wrong.push(`${where}: ${said}`);
			if (![200, 422].includes(status) || (!isSeat(role) && role !== 'waiting' && door === doors[0])) wrong.push(`${where}: ${status}`);
		});
		expect(wrong).toEqual([]);
	});

	test('is the same for a link of one kind at the door of another', async () => {
		const { wall, join, invitation } = world.places.own;
		const statuses = await Promise.all([`/mur/${join}`, `/mur/${invitation}`, `/mur/${join}/direct`].map(async (path) => (await ask(server.url, path)).status));
		expect(statuses).toEqual([404, 404, 404]);
		for (const token of [wall, invitation]) expect((await ask(server.url, `/r/${token}`)).body).not.toContain('À table !');
	});

	test('opens the strategy of a workshop under its own project alone', async () => {
		const { own, neighbour } = world.places;
		const { cookie } = world.people.administrator;
		const under = (project: string, gathering: string) => ask(server.url, `/projets/${project}/strategie/${gathering}`, { cookie });
		expect([(await under(own.project, own.gathering)).status, (await under(neighbour.project, neighbour.gathering)).status]).toEqual([200, 200]);
		expect([(await under(own.project, neighbour.gathering)).status, (await under(neighbour.project, own.gathering)).status]).toEqual([404, 404]);
	});

	test('refuses every form that comes from another site, whoever is logged in', { timeout: 180_000 }, async () => {
		const wrong: string[] = [];
		const forms = Object.keys(matrix).filter((door) => door.startsWith('POST'));
		const sent = forms.flatMap((door) =>
			['https://ailleurs.invalid', 'null', `${server.url}.ailleurs.invalid`, server.url.replace('http:', 'https:'), server.url.replace(/:\d+$/, ':1'), null].map((origin) => ({ door, origin }))
		);
		await inParallel(sent, async ({ door, origin }) => {
			const role = door.includes('/main/') ? 'juror' : 'administrator';
			const path = pathTo(door, matrix[door]!, world.places.own);
			for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=b']) {
				const { status } = await ask(server.url, path, { cookie: world.people[role].cookie, origin, raw: { type, body: '' } });
				if (status !== 403) wrong.push(`${door} from ${origin} as ${type}: ${status}`);
			}
		});
		expect(wrong).toEqual([]);
	});

	test('opens no socket for a page of another site', async () => {
		const { board } = world.places.own;
		const cookie = world.people.juror.cookie;
		for (const origin of ['https://ailleurs.invalid', 'null', `${server.url}.ailleurs.invalid`, server.url.replace('http:', 'https:'), server.url.replace(/:\d+$/, ':1'), '']) {
			const { status, socket } = await openSocket(server.url, `/boards/${board}`, { cookie, origin });
			socket.terminate();
			expect(`${origin} ${status}`).toBe(`${origin} 403`);
		}
	});

	test('is what the server answers at the doors that change who is there', { timeout: 180_000 }, async () => {
		const changing = Object.keys(matrix).filter((door) => matrix[door]!.changes && !/admitAll|refuseAll/.test(door));
		expect(await wrongIn(cellsOf(changing), (role) => world.people[role].anotherDevice(), 4)).toEqual([]);
		// in this order: once all are in, nobody is left to be sent away
		for (const act of ['admitAll', 'refuseAll']) expect(await wrongIn(cellsOf([`POST /console/[gathering]?/${act}`]), sameDevice, 4)).toEqual([]);
	});

	test('[JU143] [JU147] [JU148] shows a juror the sealed room without a copy, and puts them out as it is switched off', async () => {
		const { project, sample } = world.places.own;
		const place = { authorityId: world.mandate.authorityId, projectId: world.mandate.projectId };
		const by = { ...place, actor: 'system', at: new Date() } as const;
		// whoever tried the switch before has closed it
		await inTransaction(async (tx) => {
			await choices.permit(tx, by, 'given');
			await tx.update(choiceTable).set({ switchedOffAt: null });
		});
		const under = `/jure/${project}/choix`;
		const fetched = (path: string) => fetch(`${server.url}${path}`, { headers: { cookie: world.inTheRoom }, redirect: 'manual' });
		const before = await room.register(await database(), place);
		const page = await fetched(`${under}/salle/${sample}`);
		const words = await page.text();
		expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
		expect(words).toContain(world.sealed.sample);
		expect(words).not.toMatch(/\sdownload|type="(?:number|range)"/);
		const picture = await fetched(`${under}/salle/${sample}/image`);
		expect(['content-disposition', 'cache-control', 'etag', 'content-type'].map((name) => picture.headers.get(name))).toEqual(['inline', 'no-store', null, 'image/jpeg']);
		expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(100);
		expect((await room.register(await database(), place)).length).toBe(before.length + 2);
		const stream = (await fetched(`${under}/flux`)).body!.pipeThrough(new TextDecoderStream());
		await inTransaction((tx) => choices.switchOff(tx, by));
		let said = '';
		for await (const piece of stream) said += piece;
		expect(said).toContain('event: lost');
		for (const path of ['salle', `salle/${sample}`, `salle/${sample}/image`]) {
			const { status, headers } = await fetched(`${under}/${path}`);
			expect([status, headers.get('location')]).toEqual([303, under]);
		}
	});
});
