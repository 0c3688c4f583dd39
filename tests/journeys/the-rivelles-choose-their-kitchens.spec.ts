// The whole half-day of « À table, les Rivelles ! », from the first page of an empty instance to the record that is carried away.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expect, hydrated, laptop, noAxeViolations, phone, test, wall as screen, type Person } from '../world/journey.ts';
import { advance, ballotOf, capacityOf, cardsOf, castBallot, dotsOf, enter, example, follow, inputs, leaveWord, nameOf, openConsole, placeDots, questionOf, seatCodes, textOf, write, type SeatCode } from '../world/rivelles.ts';
import { Seat } from '../world/room.ts';
import { notice, ofProposal, register } from '../world/screens.ts';

interface Recount {
	readonly grades: readonly string[];
	readonly options: readonly { readonly id: string; readonly counts: readonly number[] }[];
}

const grades = ['Excellent', 'Bien', 'Passable', 'Insuffisant', 'À rejeter'];
const download = async (page: Page, name: string): Promise<string> => {
	const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
	return file.path();
};

// the first page of an instance that holds nothing yet
test.use({ begins: 'empty' });

test('thirteen people see, weigh, choose and consent', async ({ person, server }, info) => {
	test.setTimeout(600_000);

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
	const lookAtEveryScreen = async () => {
		for (const { page } of [desk, wall, hands.T1, hands.T3, hands.J1, hands.J2]) await noAxeViolations(page);
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
	const does = async (seat: Seat, step: string, act: string, fields: Record<string, string> = {}) => {
		const { type, body } = await seat.act(step, act, fields);
		expect(type, `${seat.name}, ${step}, ${act}: ${body}`).toBe('success');
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

	await test.step('The vote: thirteen ballots, and no grade anywhere before the close', async () => {
		// the proposal and its amendments have a journey of their own
		for (const step of ofProposal) await advance(desk.page, step);
		await goTo('Choisir un scénario');
		await expect(register(hands.J1.page)).toHaveText('Choisir');
		await lookAtEveryScreen();
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
		}
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

	await test.step('Closing: to which body it goes, and what each leaves', async () => {
		await goTo('Clôture');
		const [first, second, third] = example.closing.dates;
		const { page } = desk;
		await page.getByLabel('Instance').fill(example.closing.body);
		await page.getByLabel('Le', { exact: true }).fill(example.closing.bodyOn);
		for (const [index, [on, what]] of [first, second, third].entries()) {
			await page.getByLabel(`Ce qui se passe ce jour-là (${index + 1})`).fill(what);
			await page.getByLabel(`Jour ${index + 1}`).fill(on);
		}
		await page.getByRole('button', { name: 'Publier sur le mur et les mains' }).click();
		await expect(wall.page.getByText(/Elle part à\s: Bureau communautaire, le .*25 mars 2027/)).toBeVisible();
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

	// Nobody scores impacts in this agenda yet: the matrix stands beside the vote in the workshop of the example that is already finished.
	await test.step('In the finished workshop, the matrix stands beside the vote, in words', async () => {
		const { page } = desk;
		await desk.goto(project);
		await noAxeViolations(page);
		const finished = page.getByRole('listitem').filter({ hasText: 'séance terminée' });
		await finished.getByRole('link', { name: 'Voir le compte rendu' }).click();
		const differs = 'La matrice classe C devant A, le vote A devant C.';
		await expect(page.getByText(differs)).toBeVisible();
		await expect(page.getByText(example.matrixSentence)).toBeVisible();
		await noAxeViolations(page);
		const id = new URL(page.url()).pathname.split('/').at(-1)!;
		await desk.goto(`/console/${id}?etape=vote`);
		await expect(page.getByText(differs)).toBeVisible();
		await expect(page.getByRole('row', { name: /^B .* 21 44 1 1$/ })).toBeVisible();
		await noAxeViolations(page);
	});

	expect(complaints, 'nothing is said in any console').toEqual([]);
});
