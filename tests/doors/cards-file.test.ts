import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRoom, type Room } from '../world/room.ts';
import { startServer, type RunningServer } from '../world/server.ts';

let server: RunningServer;
let room: Room;

beforeAll(async () => {
	server = await startServer({ databaseUrl: process.env.DATABASE_URL! });
	room = await openRoom(server, { seats: 4 });
	await room.desk.advanceTo('landscape-writing');
	const write = (nth: number, fields: Record<string, string>) => room.seats[nth]!.act('landscape-writing', 'write', fields);
	await write(0, { zone: 'needs', text: '=HYPERLINK("http://exemple.invalid";"Été")' });
	await write(1, { zone: 'needs', text: 'Manger ; puis dormir,\nà l’école' });
	await write(2, { zone: 'constraints', text: '+33 1 23 45 67 89' });
}, 180_000);
afterAll(() => server?.stop());

const file = (name: string) => room.desk.ask(`/compte-rendu/${room.gathering}/${name}`);

test('[BO37] before the reveal the files hold no card; after it a table that spreadsheets read as text, and data', async () => {
	expect((await (await file('fiches.json')).json()) as object).toEqual({ form: 'eclaireurs/landscape-cards', version: 1, cards: [] });
	await room.desk.advanceTo('landscape-grouping');
	const csv = await file('fiches.csv');
	expect([csv.headers.get('content-type'), csv.headers.get('content-disposition'), csv.headers.get('cache-control')]).toEqual(['text/csv; charset=utf-8', 'attachment; filename="fiches.csv"', 'private, no-store']);
	const bytes = new Uint8Array(await csv.arrayBuffer());
	expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).slice(1);
	expect(text.split('\r\n')[0]).toBe('Numéro;Colonne;Nature;Fiche;Groupe;Qualité;Points;Matériaux cités;Liée aux fiches');
	expect(text).toContain(`"'=HYPERLINK(""http://exemple.invalid"";""Été"")"`);
	expect(text).toContain('"Manger ; puis dormir,\nà l’école"');
	expect(text).toContain(`;"'+33 1 23 45 67 89";`);
	const { cards } = (await (await file('fiches.json')).json()) as { cards: { words: string; kind: string; dots: null }[] };
	expect(cards).toHaveLength(3);
	expect(cards.at(-1)).toMatchObject({ words: '+33 1 23 45 67 89', kind: 'constraint', zone: 'constraints', group: null, dots: null, evidence: [], links: [] });
	for (const { name } of room.seats) expect(text).not.toContain(name);
});

test('[BO37] a seat is sent to the login, whoever sits there', async () => {
	for (const seat of room.seats) expect((await seat.ask(`/compte-rendu/${room.gathering}/fiches.csv`)).headers.get('location')).toMatch(/^\/connexion/);
});
