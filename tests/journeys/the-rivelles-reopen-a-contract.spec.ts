// « À table, les Rivelles ! », 5 December 2028: the flood took a third of the harvest, and the contract of lot 3 is reopened by its clause. Everybody on a screen of their own, to the version in force.
import type { Locator, Page } from '@playwright/test';
import { charterForm, clauseForm, requests } from '../../src/lib/evolutivity/server/example.ts';
import { expect, hydrated, laptop, noAxeViolations, phone, wall as projector, type Person } from '../world/journey.ts';
import { type Caller, Desk, type Fields, joinTeam, Seat } from '../world/room.ts';
import { elementForm, fills, openYears, signIn, signInOn, test, type Colleague } from '../world/years.ts';

const karim: Colleague = { name: 'Karim Delestang', email: 'karim@rivelles.fr', capacity: 'buyer' };
const ines: Colleague = { name: 'Inès Vaudremer', email: 'ines@rivelles.fr', capacity: 'prescriber' };
const helene: Colleague = { name: 'Hélène Castaing', email: 'helene@rivelles.fr', capacity: 'elected-official' };
const racines: Colleague = { name: 'Racines de Rivelle', email: 'contact@racines.fr', capacity: 'contractor' };
const solene = { name: 'Solène Abarnec', email: 'solene@hopital.fr', capacity: 'reservist', facilitates: 'on', lentBy: 'Hôpital des Trois-Rives', from: '2028-11-20', to: '2028-12-20' } as const;

const p1: Fields = {
	summary: 'Commander par familles de saison, plus par référence',
	'service-what': 'Commandes',
	'service-before': 'par référence',
	'service-after': 'par familles de saison',
	from: '2029-01-04',
	'budget-what': 'Effectif et surcoût',
	'budget-amount': '52 000',
	'indicator-name': 'Taux de substitution par la saison',
	'indicator-after': 'suivi chaque mois',
	'indicator-how': 'added'
};
const p2: Fields = {
	summary: 'Une coopérative partenaire pour deux légumes, le temps de la crue',
	'service-what': 'Carottes et pommes de terre',
	'service-before': 'cultivées ici',
	'service-after': 'une coopérative partenaire à 90 km, et une légumerie qui surgèle les surplus d’été',
	from: '2028-12-15',
	until: '2029-05-15',
	'budget-what': 'Surcoût',
	'budget-amount': '43 400',
	'budget-until': '2029-05-16',
	'indicator-name': 'Délai entre récolte et livraison',
	'indicator-before': '48 h',
	'indicator-how': 'suspended'
};
const roles = ['L’élève', 'Le parent', 'La cheffe', 'La maraîchère sinistrée', 'La coopérative partenaire', 'Le contribuable', 'La rivière'];
const notice =
	'La crue a abîmé des récoltes. Jusqu’au 30 avril, une partie des carottes viendra de plus loin. Le prix, un peu plus haut jusque-là (4 650 € en tout), reviendra ensuite au niveau d’avant. Il y a aussi 155 repas de plus chaque jour : le contrat prévoit 32 550 € de plus sur trois ans.';

/** A screen is everybody's: axe finds nothing, nothing scrolls sideways. */
async function reads(page: Page, name = ''): Promise<void> {
	await hydrated(page);
	if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name || 'x'}.png`, fullPage: true });
	await noAxeViolations(page);
	expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

async function unfold(within: Page | Locator, summary: string): Promise<void> {
	const page = 'goto' in within ? within : within.page();
	const fold = within.locator('details').filter({ has: page.locator(':scope > summary', { hasText: summary }) }).first();
	if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
}

/** Sends a form that leads elsewhere; gives where. */
async function goes(who: Caller, path: string, fields: Fields): Promise<string> {
	const answer = await who.send(path, fields);
	if (answer.type !== 'redirect') throw new Error(`${who.name}, ${path}: ${answer.body}`);
	return answer.location!;
}

const money = (amount: string) => new RegExp(amount.replaceAll(' ', '[\\s\\u00a0\\u202f]'));

test('the Rivelles reopen the contract of lot 3: played, gated, consented to by each party, applied in one act', async ({ person, years }) => {
	const { project, administrator } = await openYears(years, [karim, ines, helene, racines]);
	// those of the example that bear the same names have left
	await years.inDatabase(async (sql) => {
		await sql`update memberships set revoked_at = '2027-05-01' where project_id = ${project} and capacity <> 'juror' and person_id in (select id from persons where account_id is null or account_id in (select id from accounts where password_hash is null))`;
	});
	const base = `/projets/${project}/tableau-de-bord`;
	const evolutivity = `/projets/${project}/evolutivite`;
	let contract = '';
	let clause = '';
	let gathering = '';

	await test.step('[EV13, EV17] the clause is frozen before the consultation, the charter signed at the notification', async () => {
		await years.comesTo('2027-06-07T09:00:00+02:00');
		let buyer = await signIn(years, karim.email);
		const line = (await goes(buyer, `${base}/lignes?/ajouter`, elementForm('line', { mode: 'purchase', object: 'Légumes et fruits de saison' }))).split('/').at(-1)!;
		await goes(buyer, `${evolutivity}?/ajouter`, { title: 'Clause d’évolutivité du lot L3 (article 12 du CCAP)', line });
		const { clauses } = await buyer.look<{ clauses: readonly { id: string }[] }>(evolutivity);
		clause = clauses[0]!.id;
		await fills(buyer, `${evolutivity}/clause/${clause}?/ecrire`, { ...clauseForm, revision: '0' });
		await fills(buyer, `${evolutivity}/clause/${clause}?/figer`, { revision: '1', on: '2027-06-07', confirmed: 'yes' });
		await years.comesTo('2027-10-15T09:00:00+02:00');
		buyer = await signIn(years, karim.email);
		await fills(buyer, `${base}/contrats?/ecrire`, elementForm('contract', { object: 'Légumes et fruits (lot L3)', holder: 'Racines de Rivelle', form: 'framework', state: 'running', notifiedOn: '2027-10-15', months: '48', maximum: '620 000' }, { parent: line }));
		const { contracts } = await buyer.look<{ contracts: readonly { id: string }[] }>(`${base}/contrats`);
		contract = contracts[0]!.id;
		const { holders, contract: made } = await buyer.look<{ holders: readonly { membershipId: string }[]; contract: { revision: number } }>(`${base}/contrats/${contract}`);
		await fills(buyer, `${base}/contrats/${contract}?/ouvrir`, { holder: holders.map(({ membershipId }) => membershipId), revision: String(made.revision) });
		await fills(buyer, `${evolutivity}/clause/${clause}?/joindre`, { contract });
		await fills(buyer, `${evolutivity}/clause/${clause}?/charte`, { ...charterForm, revision: '-1', reviewOn: '2028-10-15' });
		for (const [party, name, post] of [
			['administration', karim.name, 'Acheteur'],
			['company', racines.name, 'Gérance']
		] as const)
			await fills(buyer, `${evolutivity}/clause/${clause}?/signer`, { revision: '0', party, name, function: post, signedOn: '2027-10-15' });
	});

	await test.step('[EV22, EV23] three requests, admissible within five working days, and a sitting planned', async () => {
		await years.comesTo('2028-11-07T09:00:00+01:00');
		const [buyer, holder] = [await signIn(years, karim.email), await signIn(years, racines.email)];
		for (const { party, annex, ...asked } of requests) {
			const form = { ...asked, annex, receivedOn: '2028-11-07', experiment: '' };
			if (party === 'administration') await fills(buyer, `${evolutivity}/clause/${clause}?/demander`, form);
			else await fills(holder, `/titulaire/${project}/${contract}/evolutivite?/demander`, form);
		}
		await years.comesTo('2028-11-13T09:00:00+01:00');
		const { requests: filed } = await buyer.look<{ requests: readonly { id: string }[] }>(`${evolutivity}/clause/${clause}`);
		for (const { id } of filed) await fills(buyer, `${evolutivity}/clause/${clause}?/repondre`, { request: id, answer: 'admissible', reason: '' });
		await joinTeam(await signIn(years, administrator), project, solene);
		const { buyers } = await buyer.look<{ buyers: readonly { value: string }[] }>(`${evolutivity}/seances`);
		const planned = await goes(buyer, `${evolutivity}/seances?/prevoir`, { clause, request: filed.map(({ id }) => id), title: 'Séance d’évolutivité n° 1', place: 'Salle des fêtes du Gué', day: '2028-12-05', time: '14:00', gate: buyers[0]!.value });
		gathering = planned.split('/').at(-1)!;
	});

	await test.step('[EV79, EV12] P1 and P2 are filed; what goes beyond is flagged at once', async () => {
		await years.comesTo('2028-11-28T09:00:00+01:00');
		const her = await person('Inès', laptop);
		await signInOn(her, ines.email);
		const page = await her.goto(`${evolutivity}/seances/${gathering}/scenario`);
		await reads(page, 'p1-empty');
		const prescriber = await signIn(years, ines.email);
		await fills(prescriber, `${evolutivity}/seances/${gathering}/scenario?/garder`, { ...p1, revision: '0', files: 'yes' });
		const holder = await signIn(years, racines.email);
		await fills(holder, `/titulaire/${project}/${contract}/evolutivite/${gathering}?/garder`, { ...p2, revision: '0', files: 'yes' });
		await her.goto(`${evolutivity}/seances/${gathering}/scenario`);
		await expect(page.getByText(/8,39\s%/).first()).toBeVisible();
		await expect(page.getByText(money('49 600')).first()).toBeVisible();
		await expect(page.getByText(/16 janvier 2029/).first()).toBeVisible();
		await reads(page, 'p1');
		await her.context.close();
	});

	const keeper = () => signIn(years, administrator);
	let desk: Desk;
	let console_: Person;
	let wall: Person;
	const hands = new Map<string, Person>();
	const seats: Seat[] = [];
	const seatIds = new Map<string, string>();

	await test.step('[EV41, EV43] 5 December: everybody comes in, by function, each with what they declared', async () => {
		await years.comesTo('2028-12-05T13:30:00+01:00');
		const jurors: { id: string; name: string }[] = [];
		await years.inDatabase(async (sql) => {
			for (const { id, public_name: name } of await sql<{ id: string; public_name: string }[]>`select id, public_name from memberships where project_id = ${project} and capacity = 'juror' order by public_name limit 6`) jurors.push({ id, name });
			await sql`update role_cards set withdrawn_at = now() where project_id = ${project}`;
		});
		const buyer = await signIn(years, karim.email);
		await fills(buyer, `${evolutivity}/seances/${gathering}?/figer`, {});
		const held = await keeper();
		for (const { id } of jurors) {
			await held.send(`/projets/${project}/jury/formation?/papier`, { juror: id, ticked: 'yes' });
			for (const stage of ['start', `evolutivity ${gathering}`]) await held.send(`/projets/${project}/jury/formation?/declarer`, { juror: id, stage, declared: 'no-link', details: '', ticked: 'yes' });
		}
		const reservist = await signIn(years, solene.email);
		for (const name of roles) await fills(reservist, `/projets/${project}/roles?/ajouter`, { name, concerned: 'on' });
		desk = Desk.with(reservist, gathering);
		await desk.change('openDoors');
		const { frame } = await desk.desk();
		const join = new URL(frame.invitation.url).pathname;
		const enters = async (name: string, capacity: string) => {
			const one = await person(name, phone);
			const page = await one.goto(join);
			await page.locator('[name=publicName]').fill(name);
			await page.locator(`[name=capacity][value=${capacity}]`).check();
			await page.locator('main form button').last().click();
			await page.waitForURL(/\/main\//);
			hands.set(name, one);
		};
		for (const [{ name }, capacity] of [[ines, 'prescriber'], [karim, 'buyer'], [helene, 'elected-official'], [racines, 'contractor'], [jurors[0]!, 'juror'], [jurors[1]!, 'juror']] as const) await enters(name, capacity);
		for (const [name, capacity] of [...jurors.slice(2).map(({ name }) => [name, 'juror'] as const), ['Service financier', 'observer'] as const]) {
			const seat = new Seat(years.server, name, gathering);
			await goes(seat, join, { publicName: name, capacity });
			seats.push(seat);
		}
		await desk.letIn();
		for (const one of (await desk.desk()).frame.seats) seatIds.set(one.publicName, one.id);
		expect((await desk.desk()).frame.seats.filter(({ state }) => state === 'admitted').map(({ publicName }) => publicName).sort()).toHaveLength(11);
		console_ = await person('Solène', laptop);
		await signInOn(console_, solene.email);
		await console_.goto(`/console/${gathering}`);
		wall = await person('le mur', projector);
		await wall.goto(new URL(frame.wallUrl, years.server.url).pathname);
		await reads(hands.get(ines.name)!.page, 'arrival-hand');
		await desk.advanceTo('casting');
	});

	const hand = (who: { readonly name: string }) => hands.get(who.name)!.page;
	const jurorNames = () => [...hands.keys()].slice(4);

	await test.step('[EV48] seven parties concerned, seven played, the absent ones too; who holds the gate plays none', async () => {
		const { deck } = await desk.look<{ deck: readonly { id: string; name: string }[] }>(`/projets/${project}/roles`);
		const cardOf = (name: string) => deck.find((one) => one.name === name)!.id;
		const [noisetier, other] = jurorNames();
		const others = seats.map(({ name }) => name);
		const players = [others[0]!, others[1]!, ines.name, helene.name, noisetier!, other!, others[2]!];
		expect((await desk.act('casting', 'assign', { seat: seatIds.get(karim.name)!, card: cardOf(roles[0]!) })).data).toMatchObject({ refusal: 'gate-holder-plays-none' });
		for (const [nth, name] of roles.entries()) await fills(desk, `${desk.path}?/act`, { step: 'casting', act: 'assign', seat: seatIds.get(players[nth]!)!, card: cardOf(name) });
		await desk.advanceTo('simulation');
	});

	await test.step('[EV81, EV82] two turns and a card: the frost; each role says what it changes', async () => {
		const { page } = console_;
		await page.getByRole('button', { name: /Ouvrir.: Premier tour/ }).click();
		const said = hand(helene);
		await expect(said.getByRole('heading', { name: 'Premier tour' })).toBeVisible();
		await said.getByLabel('Je m’adapte').check();
		await said.getByLabel(/Semaines/).fill('6');
		await said.getByLabel(/Euros/).fill('4 650');
		await said.getByRole('button', { name: 'Dire ma réaction' }).click();
		await expect(said.getByText(/▲ 6 semaine/).first()).toBeVisible();
		await reads(said, 'simulation-hand');
		await page.locator('[name=card]').selectOption({ label: 'Gel en janvier, les choux manquent aussi.' });
		await page.getByRole('button', { name: 'Sortir une carte et ouvrir ce tour' }).click();
		await expect(wall.page.getByText('Gel en janvier, les choux manquent aussi.')).toBeVisible();
		await reads(page, 'simulation-desk');
		await reads(wall.page, 'simulation-wall');
		await desk.advance();
	});

	await test.step('[EV83, EV86] P3 is put together from P1 and P2, then written; a juror amends; bounds and law are told meanwhile', async () => {
		const writes = hand(ines);
		await unfold(writes, 'Prendre des lignes de P1 et de P2');
		await writes.getByLabel(/Commandes : par référence/).check();
		await writes.getByLabel(/Délai entre récolte et livraison/).check();
		await writes.getByRole('button', { name: 'Les ajouter à P3' }).click();
		await expect(writes.getByText('vient de P1')).toBeVisible();
		await unfold(writes, 'Écrire P3');
		const form = writes.locator('form').filter({ has: writes.locator('[name=summary]') });
		await form.locator('[name=summary]').fill('Familles de saison, un partenaire pour deux légumes jusqu’au printemps');
		await form.locator('[name=from]').fill('2028-12-15');
		await form.locator('[name=until]').fill('2029-04-30');
		await form.locator('[name=review-on]').fill('2029-05-15');
		const names = form.locator('[name=indicator-name]');
		await expect(names.nth(0), 'what was taken from P2').toHaveValue('Délai entre récolte et livraison');
		await names.nth(1).fill('Information des familles');
		await expect(names.nth(0)).toHaveValue('Délai entre récolte et livraison');
		await form.locator('[name=indicator-how]').nth(1).selectOption({ label: 'Il est nouveau' });
		await form.locator('[name=indicator-after]').nth(1).fill('une lettre par mois');
		await form.getByRole('button', { name: 'Ajouter un montant' }).click();
		for (const [nth, what, amount, until] of [[0, 'L’effectif : 155 repas × 140 jours × 3 ans × 0,50 €', '32 550', ''], [1, 'Surcoût de la coopérative', '4 650 euro', '2029-05-01']] as const) {
			await form.locator('[name=budget-what]').nth(nth).fill(what);
			await form.locator('[name=budget-amount]').nth(nth).fill(amount);
			await form.locator('[name=budget-until]').nth(nth).fill(until);
		}
		await form.locator('[name=budget-amount]').nth(1).fill('quatre mille');
		await expect(names.nth(0), 'before it is sent').toHaveValue('Délai entre récolte et livraison');
		await form.getByRole('button', { name: 'Enregistrer P3' }).click();
		await expect(writes.getByText('Écrivez un montant en euros').first()).toBeVisible();
		await expect(form.locator('[name=budget-what]').nth(1), 'nothing typed is lost').toHaveValue('Surcoût de la coopérative');
		await expect(names.nth(0)).toHaveValue('Délai entre récolte et livraison');
		await reads(writes, 'joint-hand-refused');
		await form.locator('[name=budget-amount]').nth(1).fill('4 650');
		await form.getByRole('button', { name: 'Enregistrer P3' }).click();
		for (const screen of [writes, wall.page, console_.page]) await expect(screen.getByText(/37\s200\s€ HT, 6\s% du maximum/).first()).toBeVisible();
		await unfold(writes, 'Les cas qui ne s’appliquent pas ici');
		await expect(writes.getByText(/R2194-8.*seuil inconnu à cette date/)).toBeVisible();
		const amends = hand({ name: jurorNames()[0]! });
		await amends.getByLabel('Ce que vous changeriez dans P3').fill('Dire d’où viennent les carottes');
		await amends.getByRole('button', { name: 'Proposer' }).click();
		await expect(amends.getByText('Attend une réponse')).toBeVisible();
		await reads(amends, 'joint-hand-amends');
		const company = hand(racines);
		await unfold(company, 'Le préavis');
		await company.locator('[name=on]').fill('2028-11-28');
		await company.getByRole('button', { name: 'Noter la renonciation' }).click();
		await expect(company.getByText(/a renoncé au préavis.*28 novembre 2028/).first()).toBeVisible();
		await expect(writes.getByText('Dire d’où viennent les carottes')).toBeVisible();
		await writes.getByRole('button', { name: 'Retenir', exact: true }).click();
		await expect(amends.getByText('Retenu pour P3')).toBeVisible();
		await reads(writes, 'joint-hand-writes');
		await reads(wall.page, 'joint-wall');
		await reads(console_.page, 'joint-desk');
		await desk.advance();
	});

	await test.step('[EV70, EV71, EV73] the buyer answers the gate alone: on condition, the tender commission on the 12th', async () => {
		await expect(hand(karim).getByRole('link', { name: 'Répondre au contrôle juridique' })).toBeVisible();
		await reads(hand(karim), 'gate-hand');
		const his = await person('Karim à son bureau', laptop);
		await signInOn(his, karim.email);
		const page = await his.goto(`${evolutivity}/seances/${gathering}/controle`);
		await hydrated(page);
		await page.getByRole('group', { name: 'Le contrat a été passé en procédure formalisée' }).getByLabel('Oui').check();
		await page.getByRole('group', { name: /est passé devant la commission d’appel d’offres/ }).getByLabel('Oui').check();
		await page.getByRole('button', { name: 'Recalculer avec ces faits' }).click();
		await expect(page.getByText(/Demander l’avis de la commission d’appel d’offres/)).toBeVisible();
		await page.getByLabel('Vous dites').selectOption({ label: 'Passe' });
		await page.getByLabel('Vos raisons, en mots simples').fill('La clause publiée (article 12 du CCAP) le prévoit : 6 %, sous 8 %. La nature du contrat ne change pas.');
		await page.getByRole('button', { name: 'Donner ma réponse' }).click();
		await expect(page.getByText('dites « passe sous condition »').first()).toBeVisible();
		await page.getByLabel('Vous dites').selectOption({ label: 'Passe sous condition' });
		await page.getByLabel(/Réunion de la commission/).fill('2028-12-12');
		await page.getByRole('button', { name: 'Donner ma réponse' }).click();
		await expect(page.getByText('Votre réponse est donnée').first()).toBeVisible();
		await reads(page, 'gate-page');
		await his.page.setViewportSize({ width: 390, height: 844 });
		await reads(page, 'gate-page-390');
		for (const screen of [wall.page, hand(helene)]) await expect(screen.getByText('Passe sous condition').first()).toBeVisible();
		await expect(wall.page.getByText(/attendu le 12 décembre 2028/)).toBeVisible();
		await reads(wall.page, 'gate-wall');
		await reads(console_.page, 'gate-desk');
		await his.context.close();
		await desk.advance();
	});

	await test.step('[EV74, EV85] six parties of six: two objections, each lifted by what is written', async () => {
		const { page } = console_;
		await fills(desk, `${desk.path}?/act`, { step: 'consent', act: 'name-party', seat: seatIds.get('Service financier')!, name: 'Service financier' });
		await page.getByRole('button', { name: /Ouvrir le tour sur P3/ }).click();
		await expect(page.getByText(/Parties qui consentent\s: 0 sur 6/)).toBeVisible();
		await expect(wall.page.getByText(money('37 200')).first(), 'the room reads what it is asked on').toBeVisible();
		await reads(wall.page, 'consent-wall-presents');
		for (const phase of ['clarification', 'reactions', 'objections']) await fills(desk, `${desk.path}?/act`, { step: 'consent', act: 'move-to', phase });
		const [parent, payer] = jurorNames();
		const objections = [
			[parent!, 'On ne sait pas d’où viennent les carottes', 'Le dire au menu', 'La distance est affichée au menu.'],
			[payer!, 'Le prix peut rester haut', 'Dire quand il redescend', 'Le prix revient au niveau d’avant le 1er mai.']
		] as const;
		for (const [who, risk, lifts] of objections) {
			const screen = hand({ name: who });
			await unfold(screen, 'J’ai une objection');
			await screen.locator('[name=risk]').fill(risk);
			await screen.locator('[name=wouldLift]').fill(lifts);
			await screen.getByRole('button', { name: 'Poser mon objection' }).click();
			await expect(screen.getByText(risk).first()).toBeVisible();
		}
		for (const who of [ines, karim, helene, racines]) {
			await hand(who).getByRole('button', { name: 'Je consens' }).click();
			await expect(hand(who).getByText('Vous consentez.').first()).toBeVisible();
		}
		for (const seat of seats) await fills(seat, `${seat.path}?/act`, { step: 'consent', act: 'consent' });
		await reads(hand(helene), 'consent-hand');
		for (const [nth, [who, , , integrated]] of objections.entries()) {
			const { step } = await desk.desk<{ objections: readonly { id: string; author: string; state: string }[] }>();
			const { id } = step.objections.find(({ author, state }) => author === who && state === 'raised')!;
			const act = (name: string, more: Fields = {}) => fills(desk, `${desk.path}?/act`, { step: 'consent', act: name, objection: id, ...more });
			await act('take-up');
			await act('integrate', { text: integrated });
			if (nth === 0) {
				await expect(wall.page.getByText(integrated)).toBeVisible();
				await reads(wall.page, 'consent-wall');
				await reads(page, 'consent-desk');
			}
			const screen = hand({ name: who });
			// the one that was on the table before had the same buttons
			await expect(screen.getByText(integrated).first()).toBeVisible();
			await screen.locator('button[name=act][value=release]').click();
			await expect.poll(async () => (await desk.desk<{ objections: readonly { id: string; keepers: number }[] }>()).step.objections.find((one) => one.id === id)!.keepers).toBe(0);
			await act('lift');
		}
		await expect(wall.page.getByText(/Parties qui consentent\s: 6 sur 6/)).toBeVisible();
		await expect(wall.page.getByText('Jury citoyen')).toBeVisible();
		await page.getByRole('button', { name: 'Constater le consentement' }).click();
		await expect(wall.page.getByText(/[Cc]onsentement/).first()).toBeVisible();
		await reads(wall.page, 'consented-wall');
		await desk.advance();
	});

	await test.step('[EV77, EV80] applied in one act: before and after, and what waits for the opinion', async () => {
		const { page } = console_;
		await expect(page.getByText('Ce que la décision change au tableau de bord').first()).toBeVisible();
		await reads(page, 'integration-desk-before');
		await page.getByLabel(/Avis au public/).fill(notice);
		await page.getByRole('button', { name: 'Appliquer la décision' }).click();
		await page.getByRole('alertdialog').getByRole('button', { name: 'Appliquer', exact: true }).click();
		for (const screen of [page, wall.page, hand(racines)]) await expect(screen.getByText(/[Vv]ersion 2 du contrat.*[Ee]n attente d’avis/).first()).toBeVisible();
		await expect(wall.page.getByText(money('657 200')).first()).toBeVisible();
		await expect(wall.page.getByText(/Revue le 15 mai 2029/).first()).toBeVisible();
		await reads(wall.page, 'integration-wall');
		const leaves = hand(helene);
		await leaves.locator('[name=usefulness][value="5"]').check();
		await leaves.getByRole('button', { name: 'Envoyer' }).click();
		await reads(leaves, 'integration-hand');
	});

	await test.step('[EV76] the opinion on the 12th, signed on the 13th, in force on the 14th; the public reads why', async () => {
		for (const one of hands.values()) await one.context.close();
		await console_.context.close();
		await wall.context.close();
		const versions = `${evolutivity}/versions/${contract}`;
		await years.comesTo('2028-12-13T09:00:00+01:00');
		let buyer = await signIn(years, karim.email);
		await fills(buyer, `${versions}?/avancer`, { number: '2', state: 'opinion-favourable', on: '2028-12-12', words: '' });
		await fills(buyer, `${versions}?/avancer`, { number: '2', state: 'signed', on: '2028-12-13', words: '' });
		await fills(buyer, `${versions}?/avancer`, { number: '2', state: 'transmitted', on: '2028-12-13', words: '' });
		await years.comesTo('2028-12-14T09:00:00+01:00');
		buyer = await signIn(years, karim.email);
		await fills(buyer, `${versions}?/avancer`, { number: '2', state: 'in-force', on: '2028-12-14', words: '' });
		await fills(buyer, `${versions}?/avis`, { number: '2', notice });
		const his = await person('Karim', laptop);
		await signInOn(his, karim.email);
		const page = await his.goto(versions);
		await expect(page.getByText(/[Nn]otifiée, en vigueur/).first()).toBeVisible();
		await expect(page.getByText(money('657 200')).first()).toBeVisible();
		await reads(page, 'versions');
		await his.page.setViewportSize({ width: 390, height: 844 });
		await reads(page, 'versions-390');
		await his.page.setViewportSize({ width: 1280, height: 800 });
		await his.goto(`/compte-rendu/${gathering}`);
		await expect(page.getByRole('heading', { name: 'L’application' })).toBeVisible();
		await reads(page, 'record');
		// what the record of a workshop alone has
		for (const other of ['rejeu', 'proposition', 'strategie', 'publication', 'fiches.csv']) expect([other, (await buyer.ask(`/compte-rendu/${gathering}/${other}`)).status]).toEqual([other, 404]);
		await his.goto(`${base}/contrats/${contract}`);
		await expect(page.getByText(money('657 200')).first()).toBeVisible();
		await his.goto(`${base}/feuille-de-route`);
		await expect(page.locator('main')).toContainText('Revue de l’évolution du contrat');
		await expect(page.locator('main')).toContainText('Retour au prix d’avant');
		const { indicators } = await buyer.look<{ indicators: readonly { values: { name: string } }[] }>(`${base}/indicateurs`);
		expect(indicators.map(({ values }) => values.name)).toContain('Information des familles');
	});
});
