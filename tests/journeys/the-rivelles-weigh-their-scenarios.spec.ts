// « À table, les Rivelles ! » between the last version and the vote: three scenarios built from a version, a budget moved before the room, a matrix that says B, C, A where the vote says B, A, C.
import type { Page } from '@playwright/test';
import { madeSee } from '../../src/lib/workshop/server/example/scenarios.ts';
import { giveAgenda } from '../world/agenda.ts';
import { expect, laptop, noAxeViolations, phone, test, wall as screen, type Person } from '../world/journey.ts';
import { ballotOf, capacityOf, inputs, nameOf, roleOf, seatCodes, type SeatCode } from '../world/rivelles.ts';
import { openRoom, Seat } from '../world/room.ts';
import { openAs, register } from '../world/screens.ts';
import { sealDraft } from '../world/turn.ts';

const grades = ['Excellent', 'Bien', 'Passable', 'Insuffisant', 'À rejeter'];

/** asked, and by whom; the first two are integrated into v1, the next goes to B, the last to C */
const asked = [
	{ seat: 'J4', text: 'Sept lots, une livraison groupée sur deux points.', fate: 'take' },
	{ seat: 'J10', text: 'Une légumerie confiée à un parcours d’insertion.', fate: 'take' },
	{ seat: 'J1', text: 'Équiper deux cuisines proches.', fate: 'B' },
	{ seat: 'J9', text: 'Cuisiner au collège, une part des légumes en régie.', fate: 'C' }
] as const;

test('thirteen people build three scenarios, move the budget, score what their roles defend, and read where matrix and vote disagree', async ({ person, server }) => {
	const room = await openRoom(server, { seats: 0 });
	const { desk: tool, gathering } = room;
	await giveAgenda(server, gathering, ['welcome', 'roles', 'proposal', 'amendments', 'scenarios', 'matrix', 'vote', 'closing']);
	const seats = new Map<SeatCode, Seat>();
	const does = async (code: SeatCode, step: string, act: string, fields: Record<string, string> = {}) => {
		const { type, body } = await seats.get(code)!.act(step, act, fields);
		expect(type, `${nameOf(code)}, ${step}, ${act}: ${body}`).toBe('success');
	};
	const desks = async (step: string, act: string, fields: Record<string, string> = {}) => {
		const { type, body } = await tool.act(step, act, fields);
		expect(type, `the desk, ${step}, ${act}: ${body}`).toBe('success');
	};

	await test.step('The room has its roles, its v0, and four amendments with their answers', async () => {
		for (const code of seatCodes) {
			const one = new Seat(server, nameOf(code), gathering);
			const { type, body } = await one.send(room.joinPath, { publicName: nameOf(code), capacity: capacityOf(code) });
			expect(type, body).toBe('redirect');
			seats.set(code, one);
		}
		await tool.change('admitAll');
		await tool.advanceTo('roles');
		const deck = (await seats.get('J1')!.hand<{ deck: { id: string; code: string }[] }>()).step.deck;
		for (const code of seatCodes) await does(code, 'roles', 'choose', { card: deck.find((card) => card.code === roleOf(code))!.id });
		await desks('roles', 'lock');
		await sealDraft(room);
		await tool.advanceTo('amendments');
		for (const { seat, text } of asked) await does(seat, 'amendments', 'write', { type: 'add', passage: '', quote: '', text, reason: 'Parce que.' });
		await desks('amendments', 'begin');
		type Turn = { version: number; passages: { id: string }[]; amendments: { id: string; text: string }[] };
		const { step } = await tool.desk<Turn>();
		const idOf = (text: string) => step.amendments.find((one) => one.text === text)!.id;
		for (const { text, fate } of asked) await does('T1', 'amendments', 'answer', { amendment: idOf(text), ...(fate === 'take' ? { answer: 'take' } : { answer: 'to-scenario', scenario: fate }) });
		await desks('amendments', 'rest');
		for (const [nth, { text }] of asked.filter(({ fate }) => fate === 'take').entries()) {
			const amendment = idOf(text);
			await does('T2', 'amendments', 'integrate', { base: String(nth), amendment, [`words-${amendment}`]: text, [`after-${amendment}`]: step.passages.at(-1)!.id, [`kind-${amendment}`]: 'item' });
		}
	});

	const solene = await person('Solène, à la console', laptop);
	const wall = await person('le mur', screen);
	const juror = await person('Aubépine', phone);
	const buyer = await person('Karim, acheteur', { ...phone, colorScheme: 'dark' });
	const still = await person('Érable, sans JavaScript', { ...phone, javaScriptEnabled: false });
	const open = async (who: Person, code: SeatCode) => openAs(who, seats.get(code)!, seats.get(code)!.path);
	/** nobody scrolls a wall */
	const holdsWhole = (page: Page) => expect.poll(() => page.locator('.step-picture').evaluate((box) => box.scrollHeight - box.clientHeight), 'what the wall cannot show').toBeLessThanOrEqual(1);
	const lookAtEveryScreen = async (...pages: readonly Page[]) => {
		for (const page of pages) await noAxeViolations(page);
	};

	await tool.advanceTo('scenarios');
	const desk = await openAs(solene, tool, tool.path);
	await wall.goto(room.wallPath);
	const [hand, karim] = [await open(juror, 'J1'), await open(buyer, 'T2')];

	await test.step('What an amendment opened is in its scenario at once; the buyer takes another out of A on his phone', async () => {
		const sheet = (page: Page, name: RegExp) => page.getByRole('region', { name });
		await expect(sheet(hand, /^B Deux cuisines/)).toContainText('Part de v2');
		await expect(sheet(hand, /^B Deux cuisines/)).toContainText('AM01 (R1 · La cheffe de satellite)');
		const A = sheet(karim, /^A Une grande cuisine/);
		await A.getByText('Ce que A contient').click();
		await A.getByRole('button', { name: 'Retirer AM02 de A' }).click();
		await expect(A.getByRole('button', { name: 'Ajouter AM02 à A' })).toBeVisible();
		await expect(sheet(hand, /^A Une grande cuisine/)).toContainText('AM02');
		for (const name of ['Fait de diffère', 'Investissement diffère', 'Insertion diffère']) await expect(wall.page.getByRole('rowheader', { name })).toBeVisible();
		await lookAtEveryScreen(desk, wall.page, hand, karim);
	});

	await test.step('Aubépine suggests a fact, and the console takes it in one tap', async () => {
		const B = hand.getByRole('region', { name: /^B Deux cuisines/ });
		await B.getByText('Proposer un ajout').click();
		await B.getByLabel('Votre ajout, en une ligne').fill('Équipe volante : deux postes');
		await B.getByRole('button', { name: 'Proposer pour B' }).click();
		await expect(hand.getByText('· attend')).toBeVisible();
		await desk.getByRole('button', { name: 'Prendre : Équipe volante : deux postes' }).click();
		await expect(hand.getByText('· pris dans le scénario')).toBeVisible();
		await expect(wall.page.getByRole('row', { name: /^Équipe volante diffère/ })).toContainText('deux postes');
	});

	await test.step('The lever: a line is added, then slid by the keyboard, and the wall says when it does not hold any more', async () => {
		const A = desk.getByRole('region', { name: 'Budget de A' });
		await A.getByText('Ajouter une ligne', { exact: true }).click();
		await A.getByRole('combobox', { name: 'Ligne' }).fill('Achat');
		await A.getByLabel('Au moins (€)').fill('3,9 M€');
		await A.getByLabel('Au plus (€)').fill('4 M€');
		await A.getByRole('button', { name: 'Ajouter cette ligne' }).click();
		await expect(wall.page.getByText('✓ tient')).toBeVisible();
		const low = A.getByRole('slider', { name: 'Achat : Au moins (€)' });
		await low.focus();
		await low.press('PageUp');
		await expect(A.getByText(/dépasse de .* au moins/)).toBeVisible();
		for (const one of [wall.page, hand]) await expect(one.getByText(/dépasse de .* au moins/)).toBeVisible();
		await holdsWhole(wall.page);
		await lookAtEveryScreen(desk, wall.page, hand);
	});

	await test.step('Without JavaScript the same reads as a list', async () => {
		const cookies = seats.get('J3')!.cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: still.origin }));
		await still.context.addCookies(cookies);
		await still.goto(seats.get('J3')!.path);
		await expect(still.page.getByRole('region', { name: /^C Ferme/ })).toContainText('AM03 (R9 · La rivière et les sols)');
	});

	await tool.advanceTo('matrix');
	const radio = (page: Page, line: string, scenario: string, figure: string) => page.getByRole('group', { name: new RegExp(`^${line}, ${scenario}, `) }).getByRole('radio', { name: new RegExp(`^${figure.replace('+', '\\+')}, `) });

	await test.step('Aubépine scores the three impacts of the kitchen chief in nine taps, and confirms two risks in one', async () => {
		await expect(register(hand)).toHaveText('Écrire');
		await expect(hand.getByText('Vous notez pour « La cheffe de satellite »')).toBeVisible();
		const mine = inputs.impactScores.filter(({ seat }) => seat === 'J1');
		expect(mine).toHaveLength(9);
		const lineName = { 'I-qualite': 'Qualité durable', 'I-metiers': 'Métiers de cuisine', 'I-depense': 'Maîtrise de la dépense' } as Readonly<Record<string, string>>;
		for (const { impact, scenario, score } of mine) await radio(hand, lineName[impact]!, scenario, score > 0 ? `+${score}` : score < 0 ? `−${-score}` : '0').check();
		await lookAtEveryScreen(hand);
		await hand.getByRole('button', { name: 'Envoyer mes notes' }).click();
		await expect(hand.getByText('✓ Vos impacts sont notés.')).toBeVisible();
		await hand.getByRole('button', { name: 'Je confirme ces 2 risques' }).click();
		await expect(hand.getByText('✓ Vos risques sont notés.')).toBeVisible();
		await expect(wall.page.getByText('1 sur 13 ont tout noté')).toBeVisible();
	});

	await test.step('The others score too, one of them without JavaScript; nobody sees a figure before the close', async () => {
		await still.goto(seats.get('J3')!.path);
		for (const { impact, scenario, score } of inputs.impactScores.filter(({ seat }) => seat === 'J3')) await still.page.locator(`input[name="impact:${impact}:${scenario}"][value="${score}"]`).check();
		await still.page.getByRole('button', { name: 'Envoyer mes notes' }).click();
		await expect(still.page.getByText('✓ Vos impacts sont notés.')).toBeVisible();
		for (const code of seatCodes.filter((one) => one !== 'J1')) {
			if (code !== 'J3') await does(code, 'matrix', 'score-impacts', Object.fromEntries(inputs.impactScores.filter(({ seat }) => seat === code).map(({ impact, scenario, score }) => [`impact:${impact}:${scenario}`, String(score)])));
			await does(code, 'matrix', 'confirm-risks');
		}
		await expect(wall.page.getByText('13 sur 13 ont tout noté')).toBeVisible();
		const record = (await (await solene.context.request.get(`${solene.origin}/compte-rendu/${gathering}/compte-rendu.json`)).json()) as { matrix: unknown };
		expect(record.matrix).toBeNull();
		for (const page of [wall.page, desk, karim]) expect(await page.locator('main').innerText()).not.toMatch(/beaucoup mieux \d|Somme/);
		await lookAtEveryScreen(desk, wall.page);
	});

	await test.step('Closed: 4, 21, 12 and 44, 44, 56; the order is B, C, A', async () => {
		await desk.getByRole('button', { name: 'Fermer la notation et montrer' }).click();
		await desk.getByRole('alertdialog').or(desk.getByRole('dialog')).getByRole('button', { name: 'Fermer la notation et montrer' }).click();
		for (const page of [wall.page, desk, hand]) {
			const sums = page.getByRole('row', { name: /^Somme/ });
			await expect(sums.first()).toHaveText(/Somme\s*\+4\s*\+21\s*\+12/);
			await expect(sums.last()).toHaveText(/Somme\s*44\s*44\s*56/);
		}
		await expect(wall.page.getByText('Par les impacts : B (+21), C (+12), A (+4).')).toBeVisible();
		await expect(desk.getByRole('heading', { name: 'Là où la salle est le plus partagée' })).toBeVisible();
		await lookAtEveryScreen(desk, wall.page, hand, karim);
	});

	await tool.advanceTo('vote');

	await test.step('Aubépine hands her card back on the screen of the ballot, and votes at once', async () => {
		await expect(hand.getByRole('heading', { name: 'Rendez votre carte : La cheffe de satellite' })).toBeVisible();
		await lookAtEveryScreen(hand);
		await hand.getByLabel('Ce qu’elle m’a fait voir').fill(madeSee.J1!);
		await hand.getByRole('button', { name: 'Rendre ma carte' }).click();
		await expect(hand.getByText('✓ Carte rendue : La cheffe de satellite.')).toBeVisible();
		await expect(hand.getByRole('region', { name: 'Toujours dans votre main' })).toHaveCount(0);
		for (const [code, sentence] of Object.entries(madeSee).slice(1, 4)) await does(code as SeatCode, 'vote', 'hand-back', { seen: sentence });
		await expect(desk.getByRole('progressbar', { name: 'Cartes rendues' })).toHaveAttribute('aria-valuenow', '4');
		for (const page of [wall.page, desk]) await expect(page.getByText(madeSee.J1!)).toHaveCount(0);
		for (const code of seatCodes) await does(code, 'vote', 'cast', Object.fromEntries(ballotOf(code).map(([scenario, grade]) => [`grade-${scenario}`, String(grades.indexOf(grade))])));
	});

	await test.step('The vote says B, A, C: the screens say in words where the matrix says otherwise, and ask for one sentence', async () => {
		await desks('vote', 'close-vote');
		for (const page of [wall.page, desk, hand]) {
			await expect(page.locator('ol.profile > li')).toHaveText([/^1ᵉʳ B /, /^2ᵉ A /, /^3ᵉ C /]);
			await expect(page.getByText('La matrice classe C devant A, le vote A devant C.')).toBeVisible();
			await expect(page.getByText(madeSee.J1!)).toBeVisible();
		}
		await desk.getByLabel('Une phrase pour le compte rendu').fill('La salle craint le foncier.');
		await desk.getByRole('button', { name: 'Garder cette phrase' }).click();
		await expect(wall.page.getByText('La salle craint le foncier.')).toBeVisible();
		await holdsWhole(wall.page);
		await lookAtEveryScreen(desk, wall.page, hand);
	});

	await test.step('The record says it all: of what each scenario is made, the matrix with its figures, what the roles made people see', async () => {
		const request = solene.context.request;
		const record = (await (await request.get(`${solene.origin}/compte-rendu/${gathering}/compte-rendu.json`)).json()) as {
			scenarios: { code: string; version: number; added: string[]; removed: string[] }[];
			matrix: { order: { scenario: string; impacts: number; risks: number }[] };
			handedBack: { back: number; sentences: { role: { code: string } }[] };
		};
		expect(record.scenarios.map(({ code, version, added, removed }) => [code, version, added, removed])).toEqual([
			['A', 2, [], ['AM02']],
			['B', 2, ['AM01'], []],
			['C', 2, ['AM03'], []]
		]);
		expect(record.matrix.order.map(({ scenario, impacts, risks }) => [scenario, impacts, risks])).toEqual([
			['B', 21, 44],
			['C', 12, 56],
			['A', 4, 44]
		]);
		expect([record.handedBack.back, record.handedBack.sentences.map(({ role }) => role.code)]).toEqual([4, ['R1', 'R4', 'R5', 'R7']]);
		await solene.goto(`/compte-rendu/${gathering}`);
		await expect(solene.page.getByText('La salle craint le foncier.').first()).toBeVisible();
		await expect(solene.page.getByRole('heading', { name: 'Ce que les rôles ont fait voir' })).toBeVisible();
		await noAxeViolations(solene.page);
	});
});
