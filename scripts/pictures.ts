// Takes the pictures of README and guide from the real product, on the example: npm run pictures (needs a build).
// With a folder, every screen of every step in every size and light, to be looked at: npm run pictures -- --every FOLDER
// or only some moments and pages: npm run pictures -- --every FOLDER vote sketch canvas
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { ballotOf } from '../tests/world/rivelles.ts';
import { openRoom, type Room } from '../tests/world/room.ts';
import { startServer } from '../tests/world/server.ts';
import { usualSections } from '../src/lib/workshop/rules/publication.ts';
import { launchOptions } from './browser.mjs';
import { compose, laptop, look, open, phone, projector, smallProjector, take, takeEach, type Size } from './pictures/camera.ts';
import { HalfDay, moments, type Moment } from './pictures/half-day.ts';

type Screen = 'console' | 'wall' | 'hand' | 'paper';

/** What README and guide show, by its name in docs/pictures. */
const shown: Readonly<Partial<Record<Moment, Readonly<Partial<Record<Screen, string>>>>>> = {
	doors: { wall: 'wall-doors', console: 'console-doors' },
	field: { console: 'console-field' },
	'landscape-writing': { hand: 'hand-writing' },
	'landscape-grouping': { wall: 'wall-landscape' },
	'landscape-dots': { wall: 'wall-dots' },
	roles: { hand: 'hand-role' },
	proposal: { wall: 'wall-proposal' },
	'amendments-turn': { wall: 'wall-amendment', console: 'console-amendments' },
	scenarios: { wall: 'wall-scenarios' },
	'matrix-closed': { wall: 'wall-matrix' },
	'vote-closed': { wall: 'wall-result' },
	consent: { console: 'console-consent' },
	sketch: { wall: 'wall-sketch' }
};
const sizeShown: Readonly<Record<Screen, Size>> = { console: laptop, wall: smallProjector, hand: phone, paper: laptop };

/** Where who has no phone has something to say. */
const paperHands: readonly Moment[] = ['ground-rules', 'field', 'amendments-silence', 'scenarios', 'matrix-scoring', 'vote', 'consent', 'closing'];
/** Where a hand on a laptop is worth a look too. */
const wideHands: readonly Moment[] = ['retouch', 'scenarios', 'sketch'];

const { values, positionals: only } = parseArgs({ options: { every: { type: 'string' } }, allowPositionals: true });
const isWanted = (name: string) => only.length === 0 || only.includes(name);
const docs = resolve(import.meta.dirname, '../docs/pictures');

// on every interface: the pictures show the address that phones read
const server = await startServer({ env: { HOST: '0.0.0.0' } });
const browser = await chromium.launch(launchOptions());
try {
	const room = await openRoom(server, { seats: 0 });
	await (values.every ? takeEverything(room, resolve(values.every)) : takeShown(room));
} finally {
	await browser.close();
	await server.stop();
}

function address(path: string): string {
	return new URL(path, server.url).href;
}

/** Plays the half-day; at each moment any of the three screens can be looked at. */
async function play(room: Room, at: (moment: Moment, screen: (which: Screen) => Promise<Page>) => Promise<void>): Promise<void> {
	const consoles = await open(browser, room.desk);
	const walls = await open(browser);
	const day = new HalfDay(room, await look(consoles, address(room.desk.path)));
	await day.comeIn();
	const hands = await open(browser, day.seat('J1'));
	await day.play((moment) =>
		at(moment, (which) => {
			const screens = { console: [consoles, room.desk.path], wall: [walls, room.wallPath], hand: [hands, day.seat('J1').path], paper: [consoles, day.paperPath] } as const;
			const [context, path] = screens[which];
			return look(context, address(path));
		})
	);
}

async function takeShown(room: Room): Promise<void> {
	const team = await open(browser, room.desk);
	const takeAt = async (path: string, name: string) => void (await take(await look(team, address(path)), resolve(docs, name)));
	await takeAt('/', 'first-page');
	await takeAt(`/projets/${room.project}`, 'project');
	await play(room, async (moment, screen) => {
		if (moment === 'vote') await takeRoom(screen);
		for (const [which, name] of Object.entries(shown[moment] ?? {}) as [Screen, string][]) {
			const page = await screen(which);
			await page.setViewportSize(sizeShown[which]);
			await take(page, resolve(docs, name));
		}
	});
	await takeAt(`/compte-rendu/${room.gathering}`, 'record');
}

/** The vote on its three screens at once, a ballot half filled in the hand. */
async function takeRoom(screen: (which: Screen) => Promise<Page>): Promise<void> {
	const hand = await screen('hand');
	await hand.setViewportSize(phone);
	for (const [scenario, grade] of ballotOf('J1').slice(0, 2)) await hand.getByRole('group', { name: new RegExp(`^${scenario}\\s`) }).getByRole('radio', { name: grade, exact: true }).check();
	await hand.evaluate(() => document.querySelector('.option')?.scrollIntoView({ block: 'start' }));
	const shot = async (which: Screen, size: Size) => {
		const page = await screen(which);
		await page.setViewportSize(size);
		return page.screenshot();
	};
	await compose(browser, resolve(docs, 'room'), { wall: await shot('wall', projector), console: await shot('console', laptop), hand: await take(hand, resolve(docs, 'hand-ballot')) });
}

async function takeEverything(room: Room, folder: string): Promise<void> {
	const sizes: Readonly<Record<Screen, readonly Size[]>> = { console: [laptop, phone], wall: [projector, smallProjector], hand: [phone], paper: [laptop] };
	await takePages(room, folder);
	await play(room, async (moment, screen) => {
		if (!isWanted(moment)) return;
		const path = resolve(folder, `${String(moments.indexOf(moment) + 1).padStart(2, '0')}-${moment}`);
		for (const which of ['console', 'hand', ...(paperHands.includes(moment) ? (['paper'] as const) : [])] as const) await takeEach(await screen(which), `${path}-${which}`, which === 'hand' && wideHands.includes(moment) ? [phone, laptop] : sizes[which]);
		// a wall is night or day by its own switch, whatever the machine prefers
		const wall = await screen('wall');
		for (const light of ['dark', 'light'] as const) {
			if (light === 'light') await wall.goto(`${wall.url().split('?')[0]}?clair=1`);
			for (const size of sizes.wall) {
				await wall.setViewportSize(size);
				await take(wall, `${path}-wall-${size.width}-${light}`);
			}
		}
	});
}

/** The pages around the half-day, with what the example's finished workshop left. */
async function takePages(room: Room, folder: string): Promise<void> {
	const { project, desk } = room;
	const { gatherings } = await desk.look<{ gatherings: { gatheringId: string; life: string }[] }>(`/projets/${project}`);
	const past = gatherings.find(({ life }) => life === 'closed')!.gatheringId;
	const record = `/compte-rendu/${past}`;
	await desk.send(`${record}/publication?/publier`, { partie: usualSections });
	const { publication } = await desk.look<{ publication: { address: string } | null }>(`${record}/publication`);
	const pages: Record<string, string> = {
		first: '/',
		project: `/projets/${project}`,
		enquiry: `/projets/${project}/enquete`,
		canvas: `/projets/${project}/canevas`,
		hours: `/projets/${project}/heures`,
		deck: `/projets/${project}/roles`,
		lexicon: `/projets/${project}/lexique`,
		strategy: `/projets/${project}/strategie/${past}`,
		templates: '/modeles',
		template: '/modeles/demi-journee',
		record,
		'record-proposal': `${record}/proposition`,
		'record-strategy': `${record}/strategie`,
		publication: `${record}/publication`,
		public: new URL(publication!.address).pathname
	};
	if (isWanted('rehearsal')) pages.rehearsal = (await desk.send('/?/repeter', { people: '13', onPaper: '1', led: 'by-hand' })).location!;
	const team = await open(browser, desk);
	for (const [name, path] of Object.entries(pages).filter(([page]) => isWanted(page))) await takeEach(await look(team, address(path)), resolve(folder, `page-${name}`), [laptop, phone]);
}
