// The whole half-day of « À table, les Rivelles ! », from the first page of an empty instance to the record that is carried away.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { needsOfDraft, needsOfV0, sealed, unanswered, changed } from '../../src/lib/workshop/server/example/proposal.ts';
import { built, madeSee } from '../../src/lib/workshop/server/example/scenarios.ts';
import { reasons, sketch, suggestions, whole } from '../../src/lib/workshop/server/example/strategy.ts';
import { factsAsLines } from '../../src/lib/workshop/rules/scenarios.ts';
import { isInThisRun } from '../world/drawn.ts';
import { expect, hydrated, laptop, noAxeViolations, phone, test, wall as screen, type Person } from '../world/journey.ts';
import { advance, amendmentOf, answersNeed, ballotOf, capacityOf, cardName, cardsOf, castBallot, dotsOf, enter, example, fates, follow, inputs, integrates, leaveWord, nameOf, openConsole, placeDots, questionOf, roleOf, seatCodes, textOf, write, writesAmendment, type SeatCode } from '../world/rivelles.ts';
import { Caller, Desk, Seat, type Fields } from '../world/room.ts';
import { notice, register } from '../world/screens.ts';

interface Recount {
	readonly grades: readonly string[];
	readonly options: readonly { readonly id: string; readonly counts: readonly number[] }[];
}

const grades = ['Excellent', 'Bien', 'Passable', 'Insuffisant', 'À rejeter'];
const lineName: Readonly<Record<string, string>> = Object.fromEntries(example.impacts);
/** how the room says a score */
const saidScore = (score: number) => (score > 0 ? `+${score}` : score < 0 ? `−${-score}` : '0');
const download = async (page: Page, name: string): Promise<string> => {
	const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
	return file.path();
};

// the first page of an instance that holds nothing yet
test.use({ begins: 'empty' });

test('thirteen people see, weigh, amend, score, choose, consent and sketch', async ({ person, server }, info) => {
	test.setTimeout(900_000);

	const desk = await person('Solène, à la console', laptop);
	const wall = await person('le mur', screen);
	const hands = {
		T1: await person('Inès, prescriptrice', phone),
		T3: await person('Brigitte, élue', phone),
		J1: await person('Aubépine', phone),
		J2: await person('Noisetier', { ...phone, colorScheme: 'dark' }),
		J3: await person('Érable, sans JavaScript', { ...phone, javaScriptEnabled: false })
	};
	const inBrowser = Object.entries(hands) as [keyof typeof hands, Person][];
	const everybody = [desk, wall, ...inBrowser.map(([, hand]) => hand)];
	const overHttp = new Map<SeatCode, Seat>();
	const complaints: string[] = [];
	for (const { name, page } of everybody)
		page.on('console', (message) => {
			if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${name}: ${message.text()}`);
		});

	/** the console, the wall, and each kind of hand; the one without scripts is looked at on another page, where axe can run */
	const eye = await person('le regard', phone);
	let looks = 0;
	const lookAtEveryScreen = async () => {
		looks++;
		// of some two hundred screens a drawn third, and all of them in the long run
		const isLookedAt = ({ name }: Person) => isInThisRun(`look ${looks} ${name}`, 3);
		for (const one of [desk, wall, hands.T1, hands.T3, hands.J1, hands.J2].filter(isLookedAt)) await noAxeViolations(one.page);
		if (!isLookedAt(hands.J3)) return;
		const { page } = hands.J3;
		const still = (await page.content()).replaceAll(/<script[\s\S]*?<\/script>/g, '');
		await eye.page.unroute('**/*?regard');
		await eye.page.route('**/*?regard', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: still }));
		await eye.goto('/?regard');
		await noAxeViolations(eye.page);
	};
	const everyHandFollows = (step: string) => Promise.all(inBrowser.map(([, hand]) => follow(hand, step)));
	const goTo = async (step: string) => {
		await advance(desk.page, step);
		await everyHandFollows(step);
	};
	const eachSeat = (act: (seat: Seat, code: SeatCode) => Promise<void>) => Promise.all([...overHttp].map(([code, seat]) => act(seat, code)));
	const does = async (seat: Seat, step: string, act: string, fields: Fields = {}) => {
		const { type, body } = await seat.act(step, act, fields);
		expect(type, `${seat.name}, ${step}, ${act}: ${body}`).toBe('success');
	};

	/** the same door without the screen: who has a browser knocks with its cookies */
	const atDoor = async (code: SeatCode): Promise<Seat> => {
		if (!(code in hands)) return overHttp.get(code)!;
		const hand = hands[code as keyof typeof hands];
		const seat = new Seat(server, hand.name, gathering);
		for (const { name, value } of await hand.context.cookies()) seat.keep(`${name}=${value}`);
		return seat;
	};
	const tool = async (): Promise<Desk> => {
		const caller = new Caller(server, desk.name);
		for (const { name, value } of await desk.context.cookies()) caller.keep(`${name}=${value}`);
		return Desk.with(caller, gathering);
	};
	const doesAtDesk = async (step: string, act: string, fields: Fields = {}) => {
		const { type, body } = await (await tool()).act(step, act, fields);
		expect(type, `the console, ${step}, ${act}: ${body}`).toBe('success');
	};
	/** asks first, and is told yes */
	const sure = async (page: Page, name: string) => {
		await page.getByRole('button', { name, exact: true }).click();
		await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name, exact: true }).click();
	};

	let project = '';
	let gathering = '';
	let joinPath = '';

	await test.step('Solène discovers the example, opens its console, and opens the doors', async () => {
		await desk.goto('/');
		await noAxeViolations(desk.page);
		project = await openConsole(desk);
		gathering = new URL(desk.page.url()).pathname.split('/').at(-1)!;
		await hydrated(desk.page);
		await noAxeViolations(desk.page);
		const onWall = await desk.page.getByRole('link', { name: 'Ouvrir le mur' }).getAttribute('href');
		await wall.goto(onWall!);
		await expect(wall.page.getByText('Les portes ouvrent bientôt')).toBeVisible();
		await desk.page.getByRole('button', { name: 'Ouvrir les portes' }).click();
		await expect(desk.page.getByText('Portes ouvertes')).toBeVisible();
		joinPath = new URL((await desk.page.locator('dd.url').innerText()).trim()).pathname;
	});

	await test.step('The wall shows the QR, and that thirteen are awaited', async () => {
		await expect(wall.page.getByRole('img', { name: 'QR code pour rejoindre la séance' })).toBeVisible();
		await expect(wall.page.getByText('0 sur 13 dans la salle')).toBeVisible();
		await noAxeViolations(wall.page);
	});

	await test.step('Thirteen people come to the door: by the QR, by the short code, without JavaScript', async () => {
		const shortCode = await desk.page.locator('dd.short-code').innerText();
		await hands.T1.goto(joinPath);
		await noAxeViolations(hands.T1.page);
		await enter(hands.T1.page, 'T1');
		await hands.T3.goto('/rejoindre');
		await noAxeViolations(hands.T3.page);
		await hands.T3.page.getByLabel('Code de la séance').fill(shortCode.toLowerCase());
		await hands.T3.page.getByRole('button', { name: 'Continuer' }).click();
		await enter(hands.T3.page, 'T3');
		await Promise.all(
			(['J1', 'J2', 'J3'] as const).map(async (code) => {
				await hands[code].goto(joinPath);
				await enter(hands[code].page, code);
			})
		);
		await noAxeViolations(hands.J1.page);
		for (const code of seatCodes.filter((one) => !(one in hands))) {
			const seat = new Seat(server, nameOf(code), gathering);
			const { type, body } = await seat.send(joinPath, { publicName: nameOf(code), capacity: capacityOf(code) });
			expect(type, body).toBe('redirect');
			overHttp.set(code, seat);
		}
	});

	await test.step('Solène lets Aubépine in at her place, then everybody', async () => {
		await expect(desk.page.getByText('On attend Aubépine, de la liste du projet.')).toBeVisible();
		await noAxeViolations(desk.page);
		await desk.page.getByRole('button', { name: 'Faire entrer à sa place : Aubépine' }).click();
		await expect(wall.page.getByText('1 sur 13 dans la salle')).toBeVisible();
		await desk.page.getByRole('button', { name: 'Faire entrer les 12 personnes' }).click();
		await expect(wall.page.getByText('13 sur 13 dans la salle')).toBeVisible();
		await expect(desk.page.getByText('13 sur 13', { exact: true })).toBeVisible();
	});

	await test.step('Welcome: everybody says that they are ready', async () => {
		await goTo('Accueil');
		await lookAtEveryScreen();
		// where no script follows the room, the screen says how to, and does not claim to follow
		await expect(hands.J3.page.getByText('Connecté')).toBeHidden();
		await hands.J3.page.getByRole('link', { name: 'voyez où en est la salle' }).click();
		await expect(hands.J3.page.getByRole('heading', { level: 1, name: 'Accueil', exact: true })).toBeVisible();
		for (const [, { page }] of inBrowser) await page.getByRole('button', { name: 'Prêt·e', exact: true }).click();
		await eachSeat(async (seat) => void (await seat.ready()));
		await expect(desk.page.getByText('Prêt·es : 13 sur 13')).toBeVisible();
	});

	await test.step('The frame: why they are here, and everybody agrees', async () => {
		await goTo('Le cadre');
		await lookAtEveryScreen();
		for (const [, { page }] of inBrowser) await page.getByRole('button', { name: 'J’ai lu et je suis d’accord' }).click();
		await eachSeat((seat) => does(seat, 'ground-rules', 'agree'));
		await expect(wall.page.getByText('13 personnes sur 13 ont lu et sont d’accord')).toBeVisible();
	});

	await test.step('What the field says: the bread that is thrown away, before everybody', async () => {
		await goTo('Ce que le terrain dit');
		await desk.page.getByRole('button', { name: 'Montrer le premier : M03, photo' }).click();
		await expect(wall.page.getByRole('heading', { name: 'Chariot de pain jeté' })).toBeVisible();
		await follow(hands.J3, 'Ce que le terrain dit');
		await lookAtEveryScreen();
		for (const [, { page }] of inBrowser) await page.getByRole('button', { name: 'Ça m’étonne', exact: true }).first().click();
		await eachSeat(async (seat) => does(seat, 'field', 'react', { material: (await seat.hand<{ material: { id: string } }>()).step.material.id, reaction: 'confirms', note: '' }));
		await expect(wall.page.locator('.foot li').filter({ hasText: 'Ça m’étonne' })).toContainText('5');
		await expect(wall.page.locator('.foot li').filter({ hasText: 'Ça confirme' })).toContainText('8');
	});

	await test.step('Landscape: thirteen people write thirty-seven cards in silence', async () => {
		await goTo('Paysage : écrire en silence');
		await Promise.all([
			...inBrowser.map(async ([code, { page }]) => {
				for (const card of cardsOf(code)) await write(page, card);
			}),
			eachSeat(async (seat, code) => {
				for (const { zone, text } of cardsOf(code)) await does(seat, 'landscape-writing', 'write', { zone, text });
			})
		]);
		await expect(desk.page.getByRole('row', { name: 'En tout 37' })).toBeVisible();
		await expect(wall.page.getByRole('region', { name: questionOf.constraints }).getByText('12 fiches')).toBeAttached();
		await lookAtEveryScreen();
	});

	await test.step('No card is anywhere but on the phone of whoever wrote it', async () => {
		const record = await (await desk.context.request.get(`${desk.origin}/compte-rendu/${gathering}/compte-rendu.json`)).text();
		const seen = [await wall.page.content(), await desk.page.content(), record];
		for (const [, , text] of example.cards) for (const screenful of seen) expect(screenful).not.toContain(text);
		for (const code of ['J1', 'T3'] as const) {
			const mine = cardsOf(code).map(({ text }) => text);
			const page = await hands[code].page.content();
			for (const [, , text] of example.cards) expect(page.includes(text), `${nameOf(code)}: ${text}`).toBe(mine.includes(text));
		}
	});

	await test.step('The cards are revealed, all together and without a name', async () => {
		await goTo('Paysage : dévoiler et regrouper');
		await expect(desk.page.getByText('37 fiches dévoilées.')).toBeVisible();
		await expect(hands.J2.page.getByText(textOf('B1')).first()).toBeVisible();
		await expect(hands.J3.page.getByText(textOf('K7')).first()).toBeVisible();
		await lookAtEveryScreen();
	});

	await test.step('Aubépine groups two cards on her phone: the wall and another hand show it', async () => {
		const { page } = hands.J1;
		for (const card of ['B1', 'B4']) await page.getByRole('checkbox', { name: textOf(card) }).check();
		await page.getByRole('button', { name: 'Regrouper 2 fiches' }).click();
		await page.getByLabel('Nom du groupe').fill('Manger chaud et au calme');
		await page.getByRole('button', { name: 'Créer le groupe' }).click();
		for (const one of [wall, hands.J2, hands.T1]) await expect(one.page.getByText('Manger chaud et au calme').first()).toBeVisible();
		await expect(desk.page.getByText('1 groupe nommé.')).toBeVisible();
		await lookAtEveryScreen();
	});

	await test.step('Five dots each, and no total before the end', async () => {
		await goTo('Paysage : cinq gommettes');
		await Promise.all([
			...inBrowser.map(([code, { page }]) => placeDots(page, dotsOf(code))),
			eachSeat(async (seat, code) => {
				const { step } = await seat.hand<{ zones: { groups: { cards: { id: string; text: string }[] }[] }[] }>();
				const cards = step.zones.flatMap(({ groups }) => groups.flatMap((group) => group.cards));
				for (const text of dotsOf(code)) await does(seat, 'landscape-dots', 'place', { card: cards.find((card) => card.text === text)!.id });
			})
		]);
		await expect(wall.page.getByRole('progressbar', { name: 'Ont posé leurs gommettes' })).toHaveAttribute('aria-valuenow', '13');
		expect(await wall.page.getByText(/^\d+ gommettes?$/).count()).toBe(0);
		for (const one of [wall, hands.J1]) await expect(register(one.page), one.name).toHaveText('Choisir');
		await lookAtEveryScreen();
	});

	await test.step('The dots come up: what counts most, and the needs in the dark', async () => {
		await desk.page.getByRole('button', { name: 'Montrer le résultat' }).click();
		const needs = wall.page.getByRole('region', { name: 'Les besoins, à éclairer' }).getByRole('listitem');
		await expect(needs.first()).toBeVisible();
		for (const [card, count] of Object.entries(inputs.dotsByCard)) {
			const line = (card.startsWith('B') ? needs : wall.page.getByRole('region', { name: 'Sur les autres questions' }).getByRole('listitem')).filter({ hasText: textOf(card) });
			await expect(line.getByText(`${count} gommette${count > 1 ? 's' : ''}`)).toBeAttached();
		}
		await expect(needs.first()).toContainText(textOf('B1'));
		await expect(hands.J1.page.getByRole('heading', { name: 'Ce qui compte le plus' })).toBeVisible();
		for (const one of [wall, hands.J1]) await expect(register(one.page), one.name).toHaveText('Regarder');
		await expect(hands.J1.page.getByText('Vous avez cinq gommettes')).toHaveCount(0);
		await follow(hands.J3, 'Paysage : cinq gommettes');
		await lookAtEveryScreen();
	});

	// the proposal and its amendments, then the scenarios, then the sketch have journeys of their own: here the half-day goes through them with its figures
	await test.step('The break: the draft answers two needs of eight, then five', async () => {
		await goTo('Pause et retouche');
		const karim = overHttp.get('T2')!;
		const lit = desk.page.getByRole('progressbar', { name: 'Besoins auxquels le brouillon répond' });
		for (const code of needsOfDraft) await answersNeed(hands.T1.page, code);
		await expect(lit).toHaveAttribute('aria-valuenow', '2');
		await lookAtEveryScreen();
		const { step } = await karim.hand<{ draft: { version: string; needs: { id: string; text: string }[] } }>();
		const text = sealed.map((passage) => `${{ heading: '# ', item: '- ', paragraph: '' }[passage.kind as 'heading' | 'item' | 'paragraph']}${passage.text}`).join('\n');
		await does(karim, 'retouch', 'write-draft', { text, version: step.draft.version });
		for (const code of needsOfV0.filter((one) => !(needsOfDraft as readonly string[]).includes(one))) await answersNeed(hands.T1.page, code);
		for (const [code, reason] of unanswered) await does(karim, 'retouch', 'leave-need', { need: step.draft.needs.find((need) => need.text === textOf(code))!.id, reason });
		await does(karim, 'retouch', 'write-changed', { changed });
		await expect(lit).toHaveAttribute('aria-valuenow', '5');
	});

	await test.step('Each plays a role of the example', async () => {
		await goTo('Prendre un rôle');
		const { deck } = (await overHttp.get('J4')!.hand<{ deck: { id: string; code: string }[] }>()).step;
		await hands.J1.page.getByRole('button', { name: 'Je prends ce rôle' }).first().click();
		await expect(hands.J1.page.getByText('Vous l’avez choisi.')).toBeVisible();
		for (const code of seatCodes.filter((one) => one !== 'J1')) await does(await atDoor(code), 'roles', 'choose', { card: deck.find((card) => card.code === roleOf(code))!.id });
		await expect(wall.page.getByText('13 sur 13 ont un rôle')).toBeVisible();
		await follow(hands.J3, 'Prendre un rôle');
		await lookAtEveryScreen();
		await doesAtDesk('roles', 'draw-absent-voice');
		await desk.page.getByRole('button', { name: 'Fermer la distribution' }).click();
		await expect(wall.page.getByText('Distribution fermée')).toBeVisible();
	});

	const wallLights = (count: number) => expect(wall.page.getByText(`${count} besoins sur 8 trouvent une réponse`)).toBeVisible();

	await test.step('Inès seals v0: five needs of eight', async () => {
		await goTo('La proposition');
		await hands.T1.page.getByRole('button', { name: 'Sceller la première version' }).click();
		await hands.T1.page.getByRole('alertdialog').getByRole('button', { name: 'Sceller ainsi' }).click();
		await wallLights(5);
		await follow(hands.J3, 'La proposition');
		await lookAtEveryScreen();
	});

	await test.step('A question is answered aloud', async () => {
		await goTo('Poser ses questions');
		const { page } = hands.J2;
		await page.getByLabel(/voulez comprendre/).fill('Qui choisit le prestataire ?');
		await page.getByRole('button', { name: 'Poser la question' }).click();
		await expect(page.getByText('elle attend sa réponse')).toBeVisible();
		await lookAtEveryScreen();
		const asked = desk.page.getByRole('region', { name: 'À répondre à voix haute, les plus partagées d’abord' }).getByRole('listitem').first();
		await asked.getByRole('button', { name: /^C’est répondu/ }).click();
		await expect(register(page)).toHaveText('Parler');
	});

	await test.step('Fourteen amendments, their answers, and three versions: six needs, then eight', async () => {
		await goTo('Amender la proposition');
		// in the order of the example, which gives them their numbers
		await writesAmendment(hands.J1.page, fates[0]!);
		const { step } = await overHttp.get('J4')!.hand<{ passages: { id: string; text: string }[]; needs: { id: string; text: string }[] }>();
		const write = async (when: 'silence' | 'turn') => {
			for (const one of fates.slice(1).filter(({ written }) => written === when))
				await does(await atDoor(one.seat as SeatCode), 'amendments', 'write', {
					type: one.type,
					passage: one.aimsAt ? step.passages.find(({ text }) => text === one.aimsAt)!.id : '',
					quote: '',
					text: one.text,
					reason: one.reason,
					need: one.needs.map((need) => step.needs.find(({ text }) => text === textOf(need))!.id)
				});
		};
		await write('silence');
		await lookAtEveryScreen();
		await sure(desk.page, 'Commencer le tour');
		await expect(wall.page.getByText(cardName('R1')).first()).toBeVisible();
		await write('turn');
		for (const one of fates) {
			const { id } = await amendmentOf(await tool(), one);
			const { answer, scenario, reason } = one.fate;
			if (answer === 'not-keep') await doesAtDesk('amendments', 'not-keep', { amendment: id, reason: reason! });
			else await does(await atDoor('T1'), 'amendments', 'answer', { amendment: id, answer, ...(scenario && { scenario }) });
		}
		await doesAtDesk('amendments', 'rest');
		await follow(hands.J3, 'Amender la proposition');
		await lookAtEveryScreen();
		for (const [version, lit] of [[1, 6], [2, 8], [3, 8]] as const) {
			await integrates(await tool(), desk.page, version);
			await expect(wall.page.getByText(new RegExp(`^Version v${version} ·`))).toBeVisible();
			await wallLights(lit);
		}
	});

	await test.step('Three scenarios from v3: what each leaves out, what each costs', async () => {
		await goTo('Les scénarios');
		const [ines, karim] = [await atDoor('T1'), overHttp.get('T2')!];
		for (const { code, name, idea, facts } of example.scenarios) {
			const { base, modes, calendar, out, ranges } = built[code]!;
			const { revision } = (await ines.hand<{ scenarios: { code: string; revision: number }[] }>()).step.scenarios.find((one) => one.code === code)!;
			await does(ines, 'scenarios', 'compose', { scenario: code, revision: String(revision), base: String(base), name, idea, facts: factsAsLines(facts), modes, calendar });
			const { amendments } = (await (await tool()).desk<{ bench: { amendments: { id: string; code: string }[] } }>()).step.bench;
			for (const one of out) await does(karim, 'scenarios', 'take-out', { scenario: code, amendment: amendments.find((each) => each.code === one)!.id });
			for (const [label, low, high] of ranges) await doesAtDesk('scenarios', 'add-range', { scenario: code, label, low, high });
		}
		await expect(wall.page.getByRole('rowheader', { name: 'Investissement diffère' })).toBeVisible();
		await expect(hands.J1.page.getByRole('region', { name: /^B Deux cuisines/ })).toContainText('AM01');
		await follow(hands.J3, 'Les scénarios');
		await expect(hands.J3.page.getByRole('region', { name: /^C Ferme/ })).toContainText('AM13');
		await lookAtEveryScreen();
	});

	await test.step('Impacts and risks: each scores what their role defends; nobody sees a figure before the close', async () => {
		await goTo('Impacts et risques');
		const scoresOf = (code: string) => inputs.impactScores.filter(({ seat }) => seat === code);
		const { page } = hands.J1;
		for (const { impact, scenario, score } of scoresOf('J1'))
			await page.getByRole('group', { name: new RegExp(`^${lineName[impact]}, ${scenario}, `) }).getByRole('radio', { name: new RegExp(`^${saidScore(score).replace('+', '\\+')}, `) }).check();
		await page.getByRole('button', { name: 'Envoyer mes notes' }).click();
		await expect(page.getByText('✓ Vos impacts sont notés.')).toBeVisible();
		await page.getByRole('button', { name: 'Je confirme ces 2 risques' }).click();
		await expect(page.getByText('✓ Vos risques sont notés.')).toBeVisible();
		for (const { impact, scenario, score } of scoresOf('J3')) await hands.J3.page.locator(`input[name="impact:${impact}:${scenario}"][value="${score}"]`).check();
		await hands.J3.page.getByRole('button', { name: 'Envoyer mes notes' }).click();
		await expect(hands.J3.page.getByText('✓ Vos impacts sont notés.')).toBeVisible();
		for (const code of seatCodes.filter((one) => one !== 'J1')) {
			const seat = await atDoor(code);
			if (code !== 'J3') await does(seat, 'matrix', 'score-impacts', Object.fromEntries(scoresOf(code).map(({ impact, scenario, score }) => [`impact:${impact}:${scenario}`, String(score)])));
			await does(seat, 'matrix', 'confirm-risks');
		}
		await expect(wall.page.getByText('13 sur 13 ont tout noté')).toBeVisible();
		for (const one of [wall, desk]) expect(await one.page.locator('main').innerText(), one.name).not.toMatch(/Somme/);
		await follow(hands.J3, 'Impacts et risques');
		await lookAtEveryScreen();
	});

	await test.step('Closed: A 4, B 21, C 12, and 44, 44, 56 for the risks; by the impacts B, C, A', async () => {
		await sure(desk.page, 'Fermer la notation et montrer');
		const { A, B, C } = inputs.expected.impactSums;
		expect(inputs.expected.impactOrder).toEqual(['B', 'C', 'A']);
		await follow(hands.J3, 'Impacts et risques');
		for (const { page } of [wall, desk, hands.J1, hands.J3]) {
			const sums = page.getByRole('row', { name: /^Somme/ });
			await expect(sums.first()).toHaveText(new RegExp(`Somme\\s*\\+${A}\\s*\\+${B}\\s*\\+${C}`));
			await expect(sums.last()).toHaveText(/Somme\s*44\s*44\s*56/);
		}
		await expect(wall.page.getByText(`Par les impacts : B (+${B}), C (+${C}), A (+${A}).`)).toBeVisible();
		await lookAtEveryScreen();
	});

	await test.step('The vote: thirteen ballots, and no grade anywhere before the close', async () => {
		await goTo('Choisir un scénario');
		await expect(register(hands.J1.page)).toHaveText('Choisir');
		await lookAtEveryScreen();
		await hands.J1.page.getByLabel('Ce qu’elle m’a fait voir').fill(madeSee.J1!);
		await hands.J1.page.getByRole('button', { name: 'Rendre ma carte' }).click();
		await expect(hands.J1.page.getByText('✓ Carte rendue : La cheffe de satellite.')).toBeVisible();
		await Promise.all([
			...inBrowser.map(([code, { page }]) => castBallot(page, ballotOf(code))),
			eachSeat((seat, code) => does(seat, 'vote', 'cast', Object.fromEntries(ballotOf(code).map(([scenario, grade]) => [`grade-${scenario}`, String(grades.indexOf(grade))]))))
		]);
		await expect(wall.page.getByText('13 sur 13 ont voté')).toBeVisible();
		await lookAtEveryScreen();
		const record = (await (await desk.context.request.get(`${desk.origin}/compte-rendu/${gathering}/compte-rendu.json`)).json()) as { vote: { result: unknown } };
		expect(record.vote.result).toBeNull();
		expect((await desk.context.request.get(`${desk.origin}/compte-rendu/${gathering}/depouillement.json`)).status()).toBe(404);
		for (const { name, page } of [wall, desk]) {
			const text = await page.locator('body').innerText();
			for (const grade of grades) expect(text, name).not.toMatch(new RegExp(`(^|\\s)${grade}(\\s|$)`));
		}
	});

	await test.step('Solène closes the vote: B, then A, then C', async () => {
		await desk.page.getByRole('button', { name: 'Fermer le vote et dépouiller' }).click();
		await desk.page.getByRole('alertdialog').getByRole('button', { name: 'Fermer le vote et dépouiller' }).click();
		for (const one of [wall, desk, hands.J1, hands.J3]) {
			// without JavaScript she looks again herself, once the others have it
			if (one === hands.J3) await follow(one, 'Choisir un scénario');
			const lines = one.page.locator('ol.profile > li');
			await expect(lines).toHaveText([/^1ᵉʳ B .*Bien/, /^2ᵉ A .*Passable/, /^3ᵉ C .*Passable/], { timeout: 15_000 });
			await expect(lines.nth(1), one.name).toContainText('À mention égale, devant C');
			await expect(one.page.getByText('La matrice classe C devant A, le vote A devant C.'), one.name).toBeVisible();
		}
		await desk.page.locator('textarea[name=sentence]').first().fill(example.matrixSentence);
		await desk.page.getByRole('button', { name: /phrase/ }).last().click();
		await expect(wall.page.getByText(example.matrixSentence)).toBeVisible();
		for (const one of [hands.J1, hands.J3]) {
			await expect(register(one.page), one.name).toHaveText('Regarder');
			await expect(one.page.getByText('changer d’avis'), one.name).toHaveCount(0);
		}
		await lookAtEveryScreen();
	});

	await test.step('Consent on B: one objection, of Aubépine', async () => {
		await goTo('Consentir');
		await expect(wall.page.getByText('Le scénario arrivé en tête\u00a0: B')).toBeVisible();
		await desk.page.getByRole('button', { name: 'Passer à : Objections' }).click();
		await expect(wall.page.getByText('Voyez-\u2060vous un risque pour le projet ? Sinon, dites «\u00a0Je consens\u00a0».')).toBeVisible();
		await follow(hands.J3, 'Consentir');
		const { page } = hands.J1;
		await page.getByText('J’ai une objection').click();
		await page.getByLabel('Quel risque court le projet ?').fill(example.objection.risk);
		await page.getByLabel('Qu’est-\u2060ce qui lèverait votre objection ?').fill(example.objection.liftedBy);
		await page.getByRole('button', { name: 'Poser mon objection' }).click();
		await expect(notice(page, 'Votre objection est posée.')).toBeVisible();
		await Promise.all([
			...inBrowser
				.filter(([code]) => code !== 'J1')
				.map(async ([, hand]) => {
					await hand.page.getByRole('button', { name: 'Je consens' }).click();
					await expect(notice(hand.page, 'Vous consentez.')).toBeVisible();
				}),
			eachSeat((seat) => does(seat, 'consent', 'consent'))
		]);
		await expect(wall.page.getByText('Ont répondu : 13 sur 13')).toBeVisible();
		await lookAtEveryScreen();
	});

	await test.step('The room works on it: integrated, lifted by her, obtained', async () => {
		const objection = desk.page.getByRole('region', { name: 'Objection d’Aubépine' });
		await objection.getByRole('button', { name: 'Mettre sur la table' }).click();
		await expect(wall.page.getByText(example.objection.risk)).toBeVisible();
		await expect(wall.page.getByText('Aubépine')).toBeHidden();
		await objection.getByLabel('Ce que la salle change dans la proposition').fill(example.objection.integration);
		await objection.getByRole('button', { name: 'Écrire le changement' }).click();
		await hands.J1.page.getByRole('button', { name: 'Oui, le risque est levé' }).click();
		await expect(wall.page.getByText('Plus personne ne la garde')).toBeVisible();
		await lookAtEveryScreen();
		await objection.getByRole('button', { name: 'L’objection est levée' }).click();
		await desk.page.getByRole('button', { name: 'Constater le consentement' }).click();
		await expect(wall.page.getByText('Consentement obtenu')).toBeVisible();
		await follow(hands.J3, 'Consentir');
		await expect(hands.J3.page.getByText(/^Consentement obtenu à/)).toBeVisible();
		await lookAtEveryScreen();
	});

	await test.step('The sketch: four lines, and none of them alone', async () => {
		await goTo('L’esquisse de stratégie');
		const karim = overHttp.get('T2')!;
		const { editing } = (await (await tool()).desk<{ editing: { needs: { id: string; text: string }[] } }>()).step;
		const idOf = (code: string) => editing.needs.find(({ text }) => text === textOf(code))!.id;
		for (const { mode, needs, impacts, fields } of sketch) await does(karim, 'sketch', 'write-line', { ...fields, mode, need: needs.map(idOf), impact: impacts });
		await expect(wall.page.getByRole('region', { name: 'Achat', exact: true })).toContainText('3 M€ à 3,8 M€');
		for (const [name, season] of [['Petit pacte d’innovation', 'printemps 2027'], ['Subvention', 'été 2027'], ['Pacte public-communs', 'sans argent']] as const) await expect(wall.page.getByRole('region', { name, exact: true })).toContainText(season);
		await follow(hands.J3, 'L’esquisse de stratégie');
		await hands.J3.page.getByLabel('Votre proposition').fill(suggestions[0].text);
		await hands.J3.page.getByRole('button', { name: 'Envoyer la proposition' }).click();
		await expect(desk.page.getByText(suggestions[0].text)).toBeVisible();
		await lookAtEveryScreen();
		await sure(desk.page, 'Figer l’esquisse');
		await expect(wall.page.getByText('L’esquisse est figée.')).toBeVisible();
		await follow(hands.J3, 'L’esquisse de stratégie');
		await lookAtEveryScreen();
	});

	await test.step('Closing: to which body it goes, and what each leaves', async () => {
		await goTo('Clôture');
		const { body, bodyOn, dates } = example.closingAfter(new Date());
		const { page } = desk;
		await page.getByLabel('Instance').fill(body);
		await page.getByLabel('Le', { exact: true }).fill(bodyOn);
		for (const [index, [on, what]] of dates.entries()) {
			await page.getByLabel(`Ce qui se passe ce jour-là (${index + 1})`).fill(what);
			await page.getByLabel(`Jour ${index + 1}`).fill(on);
		}
		await page.getByRole('button', { name: 'Publier sur le mur et les mains' }).click();
		await expect(wall.page.getByText(/Elle part à\s: Bureau communautaire, le .*25 mars \d{4}/)).toBeVisible();
		await expect(wall.page.getByText('C’est une proposition, pas encore une décision.')).toBeVisible();
		await follow(hands.J3, 'Clôture');
		await Promise.all([
			...inBrowser.map(([code, hand]) => leaveWord(hand.page, { usefulness: /^5/, word: `mot de ${code}`, ...(code.startsWith('J') ? { hours: '3 h 30' } : {}) })),
			eachSeat((seat, code) => does(seat, 'closing', 'leave', { usefulness: '4', word: `mot de ${code}`, hours: code.startsWith('J') ? '3 h 30' : '' }))
		]);
		await expect(wall.page.getByText('13 mots laissés')).toBeVisible();
		await lookAtEveryScreen();
		await page.getByRole('link', { name: 'Terminer la séance' }).click();
		await page.getByRole('button', { name: 'Oui, terminer' }).click();
		await expect(wall.page.getByText('La séance est terminée.')).toBeVisible();
		await expect(wall.page.getByText('mot de J3')).toBeVisible();
		await follow(hands.J3, 'La séance est terminée');
		await expect(hands.J1.page.getByRole('heading', { name: 'La séance est terminée' })).toBeVisible();
		await lookAtEveryScreen();
	});

	await test.step('The record is carried away, as a page, as HTML and as JSON', async () => {
		const { page } = desk;
		await page.getByRole('link', { name: 'Lire le compte rendu' }).click();
		await expect(page.getByRole('heading', { level: 1, name: `Compte rendu : ${example.project.title}` })).toBeVisible();
		await noAxeViolations(page);
		const needs = page.getByRole('table', { name: 'Besoins par nombre de gommettes' });
		for (const card of ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8'] as const) await expect(needs.getByRole('row', { name: textOf(card) })).toContainText(String(inputs.dotsByCard[card]));
		const html = await readFile(await download(page, 'Fichier à lire partout (HTML)'), 'utf8');
		const record = JSON.parse(await readFile(await download(page, 'Données complètes (JSON)'), 'utf8')) as {
			vote: { result: { ranking: { code: string; grade: number }[]; counts: Record<string, number[]>; named: unknown[] }; grades: string[] };
			matrix: { order: { scenario: string; impacts: number; risks: number }[] };
			consent: { state: string; objections: { author: string; state: string }[] };
			closing: { jurorMinutes: number };
			attendance: unknown[];
		};
		expect(record.vote.result.ranking.map(({ code, grade }) => [code, record.vote.grades[grade]])).toEqual([
			['B', 'Bien'],
			['A', 'Passable'],
			['C', 'Passable']
		]);
		expect(record.vote.result.named).toHaveLength(3);
		expect(record.matrix.order.map(({ scenario, impacts, risks }) => [scenario, impacts, risks])).toEqual([
			['B', 21, 44],
			['C', 12, 56],
			['A', 4, 44]
		]);
		expect(record.consent.state).toBe('obtained');
		expect(record.consent.objections.map(({ author, state }) => [author, state])).toEqual([['Aubépine', 'lifted']]);
		expect(record.closing.jurorMinutes).toBe(10 * 210);
		expect(record.attendance).toHaveLength(13);
		for (const words of ['B, Deux cuisines proches et une légumerie partagée (Bien)', example.objection.integration, 'Bureau communautaire']) expect(html.replaceAll('&nbsp;', ' ')).toContain(words);
		await hands.J3.page.getByRole('link', { name: 'Lire le compte rendu' }).click();
		await expect(hands.J3.page.getByText(example.objection.risk)).toBeVisible();
	});

	await test.step('Anybody counts the vote again: A stands before C by the majority value, though the mean says otherwise', async () => {
		const file = info.outputPath('depouillement.json');
		await (await Promise.all([desk.page.waitForEvent('download'), desk.page.getByRole('link', { name: 'Fichier de dépouillement (JSON)' }).click()]))[0].saveAs(file);
		const { options } = JSON.parse(await readFile(file, 'utf8')) as Recount;
		const meanOf = (id: string) => options.find((option) => option.id === id)!.counts.reduce((sum, count, grade) => sum + count * grade, 0) / 13;
		expect(meanOf('C')).toBeLessThan(meanOf('A'));
		const { stdout } = await promisify(execFile)('npm', ['run', '-s', 'recount', '--', file], { cwd: resolve(import.meta.dirname, '../..') });
		expect(JSON.parse(stdout)).toEqual({
			ranking: [
				{ id: 'B', rank: 1, grade: 'Bien' },
				{ id: 'A', rank: 2, grade: 'Passable' },
				{ id: 'C', rank: 3, grade: 'Passable' }
			]
		});
	});

	await test.step('Within two weeks the team completes the sketch: 3 739 000 €, and both findings', async () => {
		const { page } = desk;
		const path = `${project}/strategie/${gathering}`;
		await desk.goto(path);
		await page.getByRole('button', { name: 'Reprendre l’esquisse de la salle' }).click();
		await expect(page.getByRole('heading', { name: 'Les lignes' })).toBeVisible();
		await noAxeViolations(page);
		const caller = await tool();
		const { read } = await caller.look<{ read: { strategy: { lines: { id: string; mode: string; revision: number; needs: string[] }[] } } }>(path);
		for (const [place, { id, mode, revision, needs }] of read.strategy.lines.entries()) {
			const { type, body } = await caller.send(`${path}?/ligne`, { ...whole[place]!, line: id, mode, revision: String(revision), need: needs, impact: sketch[place]!.impacts });
			expect(type, `${mode}: ${body}`).toBe('success');
		}
		await page.reload();
		const totals = page.getByRole('complementary', { name: 'Totaux' });
		for (const figure of ['3 739 000 €', '3 645 000 €', '94 000 €']) await expect(totals).toContainText(figure);
		const wanting = page.getByRole('region', { name: 'Ce qui ne tient pas encore' });
		await expect(wanting).toContainText('14 772 € de plus que le maximum');
		await expect(wanting).toContainText('Légumerie : personne ne dit ce que coûte son fonctionnement');
		expect(inputs.expected.consolidatedTotalEuros).toBe(3_739_000);
		await noAxeViolations(page);
	});

	await test.step('Each change has its reason, and a juror reads it', async () => {
		const { page } = desk;
		for (let owed = await page.getByLabel(/^Pourquoi\s\?\s\(/).count(); owed > 0; owed -= 1) {
			const why = page.getByLabel(/^Pourquoi\s\?\s\(/).first();
			const label = await why.evaluate((field) => (field as HTMLTextAreaElement).labels[0]!.textContent);
			await why.fill(reasons[label.includes('S3') ? 1 : 0]!.reason);
			await page.getByRole('button', { name: 'Dire pourquoi' }).first().click();
			await expect(page.getByLabel(/^Pourquoi\s\?\s\(/)).toHaveCount(owed - 1);
		}
		await sure(page, 'Montrer aux juré·es');
		await expect(page.getByText(/^Montré aux juré·es le/)).toBeVisible();
		await hands.J1.goto(`/compte-rendu/${gathering}`);
		await hands.J1.page.getByRole('link', { name: 'Ce que l’équipe a changé après vous' }).click();
		await expect(hands.J1.page.getByRole('article', { name: /^S3/ })).toContainText(reasons[1]!.reason);
		await expect(hands.J1.page.getByText('3 739 000 €')).toBeVisible();
		await noAxeViolations(hands.J1.page);
	});

	expect(complaints, 'nothing is said in any console').toEqual([]);
});
