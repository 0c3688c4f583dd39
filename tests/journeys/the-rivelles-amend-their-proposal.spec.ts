// « À table, les Rivelles ! » from the break to the last version: the draft retouched by two, sealed as v0, questioned, then rewritten role by role up to v3.
import type { Page } from '@playwright/test';
import { added, needsOfDraft, needsOfV0, unanswered, changed } from '../../src/lib/workshop/server/example/proposal.ts';
import { roles } from '../../src/lib/workshop/server/example/roles.ts';
import { expect, laptop, noAxeViolations, phone, test, wall as screen, type Person } from '../world/journey.ts';
import { amendmentOf, amendmentsOf, advance, answersNeed, capacityOf, cardName, cardsOf, dotsOf, fates, integrates, nameOf, roleOf, seatCodes, textOf, writesAmendment, type SeatCode, type AmendmentOfExample } from '../world/rivelles.ts';
import { openRoom, Seat } from '../world/room.ts';
import { openAs, register } from '../world/screens.ts';

interface NeedSeen {
	readonly id: string;
	readonly text: string;
}
interface PassageSeen {
	readonly id: string;
	readonly text: string;
}
interface Turn {
	readonly passages: readonly PassageSeen[];
	readonly needs: readonly NeedSeen[];
}

/** said in the dialog of the seal */
const saidAtSeal = 'On attend l’avis des familles.';
const unsaid = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8'].find((code) => !(needsOfV0 as readonly string[]).includes(code) && !unanswered.some(([one]) => one === code))!;
const steps = { retouch: 'Pause et retouche', roles: 'Prendre un rôle', proposal: 'La proposition', clarification: 'Poser ses questions', amendments: 'Amender la proposition' };

test('thirteen people rewrite a proposal, and each line says whose role it comes from', async ({ person, server }) => {
	test.setTimeout(420_000);

	const room = await openRoom(server, { seats: 0 });
	const { desk: tool, gathering } = room;
	const seats = new Map<SeatCode, Seat>();
	const seat = (code: SeatCode) => seats.get(code)!;
	const does = async (code: SeatCode, step: string, act: string, fields: Record<string, string> = {}) => {
		const { type, body } = await seat(code).act(step, act, fields);
		expect(type, `${nameOf(code)}, ${step}, ${act}: ${body}`).toBe('success');
	};

	await test.step('The room comes in, writes its landscape and weighs it, as in the half-day before', async () => {
		for (const code of seatCodes) {
			const one = new Seat(server, nameOf(code), gathering);
			const { type, body } = await one.send(room.joinPath, { publicName: nameOf(code), capacity: capacityOf(code) });
			expect(type, body).toBe('redirect');
			seats.set(code, one);
		}
		await tool.change('admitAll');
		await tool.advanceTo('landscape-writing');
		await Promise.all(seatCodes.map(async (code) => {
			for (const { zone, text } of cardsOf(code)) await does(code, 'landscape-writing', 'write', { zone, text });
		}));
		await tool.advanceTo('landscape-dots');
		await Promise.all(seatCodes.map(async (code) => {
			const { step } = await seat(code).hand<{ zones: { groups: { cards: { id: string; text: string }[] }[] }[] }>();
			const cards = step.zones.flatMap(({ groups }) => groups.flatMap((group) => group.cards));
			for (const text of dotsOf(code)) await does(code, 'landscape-dots', 'place', { card: cards.find((card) => card.text === text)!.id });
		}));
		await tool.act('landscape-dots', 'show-result');
		await tool.advanceTo('retouch');
	});

	const desk = await person('Solène, à la console', laptop);
	const wall = await person('le mur', screen);
	const ines = await person('Inès, prescriptrice', phone);
	const karim = await person('Karim, acheteur', { ...laptop, colorScheme: 'dark' });
	const hands = {
		J1: await person('Aubépine', phone),
		J3: await person('Érable', { ...phone, colorScheme: 'dark' }),
		J9: await person('Saule', phone)
	};
	await openAs(desk, tool, tool.path);
	await wall.goto(room.wallPath);
	await openAs(ines, seat('T1'), seat('T1').path);
	await openAs(karim, seat('T2'), seat('T2').path);
	for (const [code, hand] of Object.entries(hands) as [SeatCode, Person][]) await openAs(hand, seat(code), seat(code).path);
	const everybody = [desk, wall, ines, karim, ...Object.values(hands)];
	/** each kind of screen once a step: a look takes seconds */
	const look = async (...screens: readonly Person[]) => {
		await Promise.all(screens.map(({ page }) => noAxeViolations(page)));
	};
	const onStep = (page: Page, title: string) => expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();
	/** whoever is still writing is not taken away: she joins when she wishes */
	const goTo = async (title: string, writing: readonly Person[] = []) => {
		await advance(desk.page, title);
		for (const { page } of writing) await page.getByRole('button', { name: 'Rejoindre', exact: true }).click();
		for (const { page } of [ines, karim, ...Object.values(hands)]) await onStep(page, title);
	};
	const wallLights = async (count: number) => expect(wall.page.getByText(`${count} besoins sur 8 trouvent une réponse`)).toBeVisible();
	const privateBytes = async (words: readonly string[], screens: readonly Person[]) => {
		const record = await (await desk.context.request.get(`${desk.origin}/compte-rendu/${gathering}/compte-rendu.json`)).text();
		for (const word of words) {
			expect(record, word).not.toContain(word);
			for (const { name, page } of screens) expect(await page.content(), name).not.toContain(word);
		}
	};

	await test.step('The break: Inès and Karim retouch one draft, and see the strongest needs that it leaves', async () => {
		await onStep(hands.J1.page, steps.retouch);
		await expect(hands.J1.page.getByText(/On reprend à/)).toBeVisible();
		await expect(wall.page.getByText(/^On reprend à/)).toBeVisible();
		const { page } = ines;
		for (const one of [ines, karim, desk]) await expect.poll(() => wordsOf(one.page)).toContain('Rénover la cuisine centrale.');
		for (const code of needsOfDraft) await answersNeed(page, code);
		await expect(page.getByText('6 besoins n’ont pas encore de réponse.')).toBeVisible();
		const strongest = page.getByRole('region', { name: 'Ce que le brouillon laisse sans réponse' }).getByRole('listitem').filter({ visible: true });
		await expect(strongest.first()).toContainText(textOf('B1'));
		await expect(strongest.first()).toContainText('9 gommettes');
		await expect(desk.page.getByRole('progressbar', { name: 'Besoins auxquels le brouillon répond' })).toHaveAttribute('aria-valuenow', '2');
		await look(desk, wall, ines, hands.J1);
		await privateBytes(['barquettes recyclables'], [wall, ...Object.values(hands)]);
	});

	await test.step('They add what the landscape asks for, each on a screen of their own, letter by letter', async () => {
		const { page } = ines;
		const retouch = (one: Page) => one.getByRole('button', { name: 'Retoucher le texte' });
		for (const { page: one } of [ines, karim]) if (await retouch(one).isVisible()) await retouch(one).click();
		await page.getByRole('button', { name: 'Ajouter un passage' }).click();
		const [first, second] = added[0]!.text.split(', ne pas');
		await page.keyboard.type(`${first}`);
		const onKarims = karim.page.getByRole('textbox', { name: /^Paragraphe, passage/ }).last();
		await expect(onKarims).toHaveValue(first!);
		await onKarims.press('End');
		await onKarims.pressSequentially(`, ne pas${second}`);
		await expect(page.getByRole('textbox', { name: /^Paragraphe, passage/ }).last()).toHaveValue(added[0]!.text);
		for (const code of needsOfV0.filter((one) => !(needsOfDraft as readonly string[]).includes(one))) await answersNeed(page, code);
		for (const [code, reason] of unanswered) {
			const text = textOf(code);
			await page.getByText('Dire pourquoi il n’y répond pas', { exact: true }).and(page.getByLabel(`Dire pourquoi il n’y répond pas : ${text}`)).click();
			const own = page.getByRole('listitem').filter({ has: page.getByText(text, { exact: true }) });
			await own.getByLabel('Pourquoi le brouillon n’y répond pas').fill(reason);
			await own.getByRole('button', { name: 'Garder cette raison' }).click();
			await expect(page.getByText(reason).first()).toBeAttached();
		}
		await page.getByLabel('Ce que le paysage m’a fait changer').fill(changed);
		await page.getByRole('button', { name: 'Enregistrer la phrase' }).click();
		await expect(page.locator('form').getByText('Phrase enregistrée.')).toBeVisible();
		await expect(desk.page.getByRole('progressbar', { name: 'Besoins auxquels le brouillon répond' })).toHaveAttribute('aria-valuenow', '5');
		await look(karim);
	});

	await test.step('Roles: taken, drawn for the voice that is absent, and nobody concerned is forgotten', async () => {
		await goTo(steps.roles, [karim]);
		const { page } = hands.J1;
		await expect(page.getByText('Carte 1 sur 10')).toBeVisible();
		await expect(page.getByRole('heading', { name: cardName('R1') })).toBeVisible();
		await page.getByRole('button', { name: 'Je prends ce rôle' }).first().click();
		await expect(page.getByText('Vous l’avez choisi.')).toBeVisible();
		await page.getByLabel('Dites-le en une phrase').fill('Je tiens la cuisine des Tilleuls.');
		await page.getByRole('button', { name: 'Garder ma phrase' }).click();
		await expect(page.locator('form').getByText('Votre phrase est gardée.')).toBeVisible();
		await expect(desk.page.getByText('« Je tiens la cuisine des Tilleuls. »')).toBeVisible();
		await expect(desk.page.getByText('Personne ne les joue encore')).toContainText('La rivière');
		await look(desk, hands.J1, hands.J3);
		const { step } = await seat('J2').hand<{ deck: { id: string; code: string }[] }>();
		for (const code of seatCodes.filter((one) => one !== 'J1')) await does(code, 'roles', 'choose', { card: step.deck.find((card) => card.code === roleOf(code))!.id });
		await expect(desk.page.getByText('Chaque partie concernée est jouée par quelqu’un.')).toBeVisible();
		await desk.page.getByRole('button', { name: 'Tirer la voix absente' }).click();
		await expect(desk.page.getByText(`Voix absente : ${cardName('R9')}.`)).toBeVisible();
		await desk.page.getByRole('button', { name: 'Fermer la distribution' }).click();
		await expect(wall.page.getByText('Distribution fermée')).toBeVisible();
		await expect(hands.J9.page.getByText('La distribution est fermée')).toBeVisible();
		await expect(hands.J9.page.getByText('A le dernier mot de chaque tour')).toBeVisible();
		await look(desk, wall, hands.J9);
	});

	await test.step('Inès says what changed, seals v0, and the wall lights five needs of eight', async () => {
		await goTo(steps.proposal);
		await expect(wall.page.getByText(changed)).toBeVisible();
		await privateBytes(['barquettes recyclables'], [wall, ...Object.values(hands)]);
		await ines.page.getByRole('button', { name: 'Sceller la première version' }).click();
		// the strong need of which nothing is said is named, once more, before it is too late
		const dialog = ines.page.getByRole('alertdialog');
		await expect(dialog.getByRole('textbox')).toHaveCount(1);
		await dialog.getByLabel(`« ${textOf(unsaid)} » : pourquoi pas encore ?`).fill(saidAtSeal);
		await look(ines);
		await dialog.getByRole('button', { name: 'Sceller ainsi' }).click();
		await wallLights(5);
		await expect(hands.J1.page.getByText('des barquettes recyclables')).toBeVisible();
		await expect(hands.J1.page.getByText(changed)).toBeVisible();
		const { page } = hands.J1;
		await page.getByLabel('Marquer « un objectif de').click();
		await page.getByLabel('Une note pour vous').filter({ visible: true }).fill('et la viande ?');
		await page.getByRole('button', { name: 'Garder la marque' }).filter({ visible: true }).click();
		await expect(page.getByText('1 passage marqué, pour vous seul·e.')).toBeVisible();
		await expect(page.locator('.kept')).toHaveText('Marque gardée, pour vous seul·e. Vous la retrouverez aux étapes suivantes.');
		await expect(register(page)).toHaveText('Écouter');
		await privateBytes(['et la viande ?'], everybody.filter(({ name }) => name !== 'Aubépine'));
		await look(desk, wall, ines, hands.J1);
	});

	await test.step('Clarification: questions are merged and supported, the most shared is answered, an opinion goes to the parking', async () => {
		await goTo(steps.clarification);
		await expect(register(hands.J1.page)).toHaveText('Écrire');
		await hands.J1.page.getByText('Mes marques (1)').click();
		await expect(hands.J1.page.getByText('et la viande ?')).toBeVisible();
		const ask = async ({ page }: Person, text: string) => {
			await page.getByLabel(/voulez comprendre/).fill(text);
			await page.getByRole('button', { name: 'Poser la question' }).click();
			await expect(page.getByText('elle attend sa réponse')).toBeVisible();
		};
		await ask(hands.J1, 'Que fait-on des barquettes après le repas ?');
		await ask(hands.J3, 'Où vont les barquettes ?');
		await ask(hands.J9, 'Je trouve que quatre ans, c’est trop long.');
		await does('J2', 'clarification', 'ask', { text: 'Qui choisit le prestataire ?' });
		await hands.J9.page.getByRole('button', { name: 'Je me la pose aussi : Que fait-on des barquettes après le repas ?' }).click();
		await desk.page.getByText('Réunir des questions semblables').click();
		for (const text of ['Que fait-on des barquettes après le repas ?', 'Où vont les barquettes ?']) await desk.page.getByRole('checkbox', { name: text }).check();
		await desk.page.getByRole('button', { name: 'Réunir', exact: true }).click();
		const first = desk.page.getByRole('region', { name: 'À répondre à voix haute, les plus partagées d’abord' }).getByRole('listitem').first();
		await expect(first).toContainText('3 personnes');
		await expect(wall.page.getByText('Que fait-on des barquettes après le repas ?')).toBeVisible();
		await look(desk, wall, hands.J3);
		await first.getByLabel('La réponse, en quelques mots').fill('Elles partent à l’incinérateur.');
		await first.getByRole('button', { name: /^C’est répondu/ }).click();
		await expect(register(hands.J1.page)).toHaveText('Parler');
		await expect(hands.J3.page.getByText('réunie avec « Que fait-on des barquettes après le repas ? »')).toBeVisible();
		for (const { page } of [hands.J1, hands.J3, hands.J9]) await expect(page.getByText('Elles partent à l’incinérateur.').filter({ visible: true })).not.toHaveCount(0);
		await desk.page.getByRole('button', { name: 'C’est un avis : au parking — Je trouve que quatre ans, c’est trop long.' }).click();
		await expect(hands.J9.page.getByText('gardée au parking')).toBeVisible();
		await look(hands.J1, hands.J9);
	});

	const find = (written: AmendmentOfExample) => amendmentOf(tool, written);

	await test.step('Five minutes of silence: fourteen amendments, sent to nobody', async () => {
		await goTo(steps.amendments);
		const { page } = hands.J1;
		await expect(register(page)).toHaveText('Écrire');
		// a marked passage is amended from its mark; what is refused is said beside its field
		const form = page.getByRole('region', { name: /^Écrire un/ });
		await expect(form.getByRole('radio', { name: /^Ajouter/ })).toBeChecked();
		await page.getByText('Mes marques (1)').click();
		await page.getByRole('link', { name: 'Amender ce passage : un objectif de' }).click();
		await expect(form.getByLabel('Sur quel passage ?')).toBeFocused();
		await expect(form.getByLabel('Sur quel passage ?').locator('option:checked')).toHaveText(/^un objectif de/);
		await expect(form.getByRole('radio', { name: /^Remplacer/ })).toBeChecked();
		await form.getByLabel('Sur quel passage ?').selectOption({ label: 'Choisissez le passage' });
		await form.getByLabel('Votre texte').fill('Autre chose');
		// on a slow network she mends what was refused before her screen has looked again
		const lookingAgain = Promise.withResolvers<void>();
		await page.route('**/__data.json*', async (route) => {
			await lookingAgain.promise;
			await route.continue();
		});
		await form.getByRole('button', { name: 'Garder', exact: true }).click();
		await expect(form.getByText('Choisissez le passage que vous voulez changer ou retirer.')).toBeInViewport();
		await expect(form.getByLabel('Sur quel passage ?')).toBeFocused();
		await form.getByLabel('Sur quel passage ?').selectOption({ index: 2 });
		const old = (await form.getByLabel('Sur quel passage ?').locator('option:checked').innerText()).replace('…', '');
		await form.getByLabel('Pourquoi ?').fill('Pour voir');
		const sent = page.waitForResponse((response) => response.request().method() === 'POST');
		await form.getByRole('button', { name: 'Garder', exact: true }).click();
		await sent;
		lookingAgain.resolve();
		// a look that a later one has overtaken is not there any more
		await page.unrouteAll({ behavior: 'ignoreErrors' });
		// what one has written names the passage and its words; withdrawing asks first
		const mine = page.getByRole('region', { name: 'Mes amendements' });
		await expect(mine.getByRole('listitem')).toContainText(old);
		await mine.getByRole('button', { name: 'Retirer : Autre chose' }).click();
		await page.getByRole('alertdialog').getByRole('button', { name: 'Annuler' }).click();
		await expect(mine.getByText('Autre chose').first()).toBeVisible();
		await mine.getByRole('button', { name: 'Retirer : Autre chose' }).click();
		await page.getByRole('alertdialog').getByRole('button', { name: 'Oui, le retirer' }).click();
		await expect(mine.getByText('Autre chose')).toHaveCount(0);
		for (const [code, hand] of Object.entries(hands) as [SeatCode, Person][]) for (const one of amendmentsOf(code)) await writesAmendment(hand.page, one);
		const { step } = await seat('J2').hand<Turn>();
		for (const code of seatCodes.filter((one) => !(one in hands)))
			for (const one of amendmentsOf(code))
				await does(code, 'amendments', 'write', {
					type: one.type,
					passage: one.aimsAt ? step.passages.find(({ text }) => text === one.aimsAt)!.id : '',
					quote: '',
					text: one.text,
					reason: one.reason,
					...(one.needs.length ? { need: step.needs.find(({ text }) => text === textOf(one.needs[0]!))!.id } : {})
				});
		await expect(wall.page.getByText('10 sur 12 ont écrit')).toBeVisible();
		for (const { page } of [wall, desk, hands.J3]) await expect(page.getByRole('timer').filter({ visible: true }).first()).toBeVisible();
		await privateBytes(fates.map(({ reason }) => reason), [wall, desk, ines, karim]);
		await look(desk, wall, karim, hands.J3);
	});

	await test.step('One turn: each role once, Inès answers with a button, the drawn voice has the last word', async () => {
		// it asks first, and says what is missing
		await desk.page.getByRole('button', { name: 'Commencer le tour' }).click();
		const beginning = desk.page.getByRole('alertdialog', { name: 'Commencer le tour\u00a0?' });
		await expect(beginning.getByText(/^Les cinq minutes de silence ne sont pas finies/)).toBeVisible();
		await noAxeViolations(desk.page);
		await beginning.getByRole('button', { name: 'Commencer le tour' }).click();
		await expect(hands.J1.page.locator('.floor').getByText('C’est à vous. Dites votre amendement à voix haute.')).toBeVisible();
		await expect(wall.page.getByText(cardName('R1')).first()).toBeVisible();
		for (const { name, page } of [wall, ines, karim, hands.J1, hands.J3]) await expect(register(page), name).toHaveText('Parler');
		await look(desk, wall, ines, hands.J1);
		const roleOfOne = (one: AmendmentOfExample) => roleOf(one.seat as SeatCode);
		const order = roles.map(({ code }) => code).filter((code) => code !== 'R9').concat('R9');
		for (const [place, role] of order.entries()) {
			for (const one of fates.filter((written) => roleOfOne(written) === role)) {
				const amendment = await find(one);
				const card = ines.page.getByRole('article', { name: new RegExp(`^${amendment.code} `) });
				if (one.fate.answer === 'not-keep') continue;
				const button = { take: 'Je prends', otherwise: 'Autrement', 'to-scenario': 'Scénario', later: 'Plus tard' }[one.fate.answer];
				if (one.fate.scenario) await card.getByLabel('Pour « Scénario » : lequel ?').selectOption({ label: `scénario ${one.fate.scenario}` });
				await card.getByRole('button', { name: button, exact: true }).click();
				await expect(card).toHaveCount(0);
			}
			const next = order[place + 1];
			await desk.page.getByRole('button', { name: next ? `Donner la parole à : ${next} · ${cardName(next)}` : 'Donner la parole au suivant' }).click();
			await expect(next ? wall.page.getByText(cardName(next)).first() : wall.page.getByText('Chaque rôle a parlé.')).toBeVisible();
		}
		await desk.page.getByRole('button', { name: 'Passer à ce qui reste' }).click();
	});

	await test.step('What is not kept has its reason, that its author reads', async () => {
		for (const one of fates.filter(({ fate }) => fate.answer === 'not-keep')) {
			const amendment = await find(one);
			await desk.page.getByLabel(`Réponse donnée à voix haute · ${amendment.code}`).and(desk.page.locator('summary')).click();
			const card = desk.page.getByRole('article', { name: new RegExp(`^${amendment.code} `) });
			await card.getByLabel('La raison').fill(one.fate.reason!);
			await card.getByRole('button', { name: 'Ne pas retenir' }).click();
			await expect(hands.J3.page.getByText(one.fate.reason!).first()).toBeVisible();
		}
		await look(desk, hands.J3);
	});

	await test.step('Karim writes what is taken: v1, six needs of eight', async () => {
		await integrates(tool, karim.page, 1, async () => {
			await expect(wall.page.getByText('La plume écrit')).toBeVisible();
			await look(wall);
		});
		await expect(wall.page.getByText('est scellée : voici ce qui change')).toBeVisible();
		await expect(wall.page.getByText(/^1 besoin de plus trouve une réponse/)).toBeVisible();
		await wallLights(6);
		await expect(wall.page.getByText(/^Version v1 ·/)).toBeVisible();
	});

	await test.step('The plume writes v2 and v3 from the desk: eight of eight', async () => {
		await integrates(tool, desk.page, 2);
		await wallLights(8);
		await integrates(tool, desk.page, 3);
		await expect(wall.page.getByText(/^Version v3 ·/)).toBeVisible();
		await wallLights(8);
		await expect(hands.J9.page.getByText('intégré autrement, version v3').first()).toBeVisible();
		await look(desk, wall, karim, hands.J9);
	});

	await test.step('The differences between v0 and v3 are a page, and each changed line says its role', async () => {
		const page = await desk.goto(`/compte-rendu/${gathering}/proposition?de=0&a=3`);
		for (const one of fates.filter(({ fate }) => fate.version)) {
			const amendment = await find(one);
			await expect(page.getByText(`${amendment.code} — ${roleOf(one.seat as SeatCode)} · ${cardName(roleOf(one.seat as SeatCode))}`).first()).toBeVisible();
		}
		for (const one of fates.filter(({ fate }) => fate.version)) await expect(page.getByRole('listitem').filter({ hasText: one.reason }).getByText(`version v${one.fate.version}`)).toBeVisible();
		await noAxeViolations(page);
		await page.getByRole('radio', { name: 'côte à côte' }).check();
		await page.getByRole('button', { name: 'Comparer' }).click();
		await expect(page).toHaveURL(/vue=cote/);
		await noAxeViolations(page);
		const needs = page.getByRole('region', { name: 'Besoins qui trouvent une réponse' });
		for (const reason of [...unanswered.map(([, reason]) => reason), saidAtSeal]) await expect(needs.getByText(reason)).toBeVisible();
		for (const [version, count] of [['v0', 5], ['v1', 1], ['v2', 2]] as const) await expect(needs.getByText(`depuis ${version}`, { exact: true })).toHaveCount(count);
	});

	/** what is read and what is written on a screen */
	function wordsOf(page: Page): Promise<string> {
		return page.locator('main').evaluate((main: HTMLElement) => [main.innerText, ...[...main.querySelectorAll('textarea')].map(({ value }) => value)].join('\n'));
	}
});
