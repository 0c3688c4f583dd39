// « À table, les Rivelles ! », two years on: the strategy of the workshop becomes a cockpit, its state of 1 June 2028 is entered on screens, and everybody reads what is theirs of it.
import type { Locator, Page } from '@playwright/test';
import { expect, hydrated, laptop, noAxeViolations, phone, type Person } from '../world/journey.ts';
import { justOpened, link, walkTo } from '../world/keyboard.ts';
import type { Caller, Fields } from '../world/room.ts';
import { elementForm, fills, openYears, signIn, signInOn, test, type Colleague } from '../world/years.ts';

const karim: Colleague = { name: 'Karim Delestang', email: 'karim@rivelles.fr', capacity: 'buyer' };
const ines: Colleague = { name: 'Inès Vaudremer', email: 'ines@rivelles.fr', capacity: 'prescriber' };
const helene: Colleague = {
	name: 'Hélène Castaing',
	email: 'helene@rivelles.fr',
	capacity: 'elected-official'
};
const racines: Colleague = {
	name: 'Racines de Rivelle',
	email: 'contact@racines.fr',
	capacity: 'contractor'
};

interface Entry {
	readonly id: string;
	readonly kind: string;
	readonly code: string;
	readonly revision: number;
	readonly values: Readonly<Record<string, unknown>>;
}
interface LineLook {
	readonly line: Entry;
	readonly under: readonly Entry[];
}

/** Amounts as pages write them, whichever space stands between the figures. */
const figure = (amount: string) => new RegExp(amount.replaceAll(' ', '[\\s\\u00a0\\u202f]'));

/** Opens a fold and gives the form in it. */
async function unfold(within: Page | Locator, summary: string): Promise<Locator> {
	const page = 'goto' in within ? within : within.page();
	const fold = within
		.locator('details')
		.filter({ has: page.locator(':scope > summary', { hasText: summary }) })
		.first();
	if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
	return fold.locator('form').first();
}

/** Fills fields by what they are called. */
async function fillIn(form: Locator, fields: Readonly<Record<string, string>>): Promise<void> {
	for (const [label, value] of Object.entries(fields)) {
		const field = form.getByLabel(label, { exact: false }).first();
		if ((await field.evaluate((one) => one.localName)) === 'select')
			await field.selectOption({ label: value });
		else await field.fill(value);
	}
}

async function saves(page: Page, form: Locator, button = 'Enregistrer'): Promise<void> {
	const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
	await form.getByRole('button', { name: button, exact: true }).click();
	expect(await (await answered).json()).toMatchObject({ type: 'success' });
	await expect(page.getByText('C’est enregistré.').first()).toBeVisible();
}

/** A screen of the cockpit is everybody's: axe finds nothing, nothing scrolls sideways. */
async function reads(page: Page, isLive = true): Promise<void> {
	if (isLive) await hydrated(page);
	await noAxeViolations(page);
	expect(
		await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
		`${page.url()} scrolls sideways`
	).toBeLessThanOrEqual(0);
}

/** The total, in cash and in kind. */
async function sumsUp(within: Locator): Promise<void> {
	for (const amount of ['3 739 000', '3 645 000', '94 000'])
		await expect(within).toContainText(figure(amount));
}

const asEmail = ({ email }: Colleague) => email;

test('the Rivelles follow their strategy: adopted, measured, annotated and published, with two days on each fact', async ({
	person,
	years
}) => {
	const { project, administrator } = await openYears(years, [karim, ines, helene, racines]);
	const base = `/projets/${project}/tableau-de-bord`;
	const idOf = new Map<string, string>();
	const on = (code: string) => `${base}/lignes/${idOf.get(code)!}`;
	const lookAt = (who: Caller, code: string) => who.look<LineLook>(on(code));
	let his: Person;
	let her: Person;

	await test.step('[CO14, CO29] in one act, the strategy of the workshop becomes a cockpit', async () => {
		await years.comesTo('2027-03-27T10:00:00+01:00');
		her = await person('Inès', laptop);
		await signInOn(her, asEmail(ines));
		const caller = await signIn(years, asEmail(ines));
		const { gatherings } = await caller.look<{ gatherings: { gatheringId: string; life: string }[] }>(
			`/projets/${project}`
		);
		const finished = gatherings.find(({ life }) => life === 'closed')!.gatheringId;
		const page = await her.goto(`/projets/${project}/strategie/${finished}`);
		await hydrated(page);
		await page.getByRole('button', { name: 'En faire le brouillon du tableau de bord' }).click();
		await page
			.getByRole('alertdialog')
			.getByRole('button', { name: 'En faire le brouillon du tableau de bord' })
			.click();
		await expect(page.getByText(/Passée au tableau de bord le/)).toBeVisible();
		await her.goto(`${base}/lignes`);
		await sumsUp(page.locator('main'));
		await expect(page.getByText('Proposée par l’atelier')).toHaveCount(4);
		await reads(page);
		const { lines } = await caller.look<{ lines: readonly Entry[] }>(`${base}/lignes`);
		for (const { code, id } of lines) idOf.set(code, id);
	});

	const moved = async (page: Page, verb: string, fields: Readonly<Record<string, string>>, state: string) => {
		const form = await unfold(page, verb);
		await fillIn(form, fields);
		await form.getByRole('button', { name: verb, exact: true }).click();
		await expect(page.locator('#state [aria-current=step]')).toContainText(state);
	};

	await test.step('[CO28, CO31] the buyer consolidates, notes the deliberation and begins', async () => {
		await years.comesTo('2028-05-26T09:00:00+02:00');
		his = await person('Karim', laptop);
		await signInOn(his, asEmail(karim));
		const page = await his.goto(on('S1'));
		await hydrated(page);
		await moved(
			page,
			'Dire qu’elle est consolidée',
			{ 'Depuis quand': '2027-03-29' },
			'Consolidée par l’équipe'
		);
		await moved(
			page,
			'Noter l’adoption',
			{ 'Numéro de la délibération': '2027-41', 'Date de la délibération': '2027-05-20' },
			'Adoptée'
		);
		await moved(page, 'Dire que l’exécution commence', { 'Depuis quand': '2027-10-15' }, 'En exécution');
		await expect(page.getByText('2027-41')).toBeVisible();
		await expect(page.locator('#mode')).toContainText(figure('2 760 000'));
		await reads(page);

		const buyer = await signIn(years, asEmail(karim));
		for (const [code, adopted, begun] of [
			['S2', '2027-05-20', '2027-06-30'],
			['S3', '2027-05-20', '2027-09-30'],
			['S4', '2027-05-20', '2027-05-31']
		] as const)
			for (const [to, trueOn] of [
				['consolidated', '2027-03-29'],
				['adopted', adopted],
				['in-execution', begun]
			] as const) {
				const { line } = await lookAt(buyer, code);
				await fills(buyer, `${on(code)}?/etat`, {
					to,
					trueOn,
					revision: String(line.revision),
					...(to === 'adopted' && { deliberation: '2027-41' })
				});
			}
	});

	let contract = '';
	let other = '';
	await test.step('[CO57, CO58, CO59] the contract of lot 3 is opened to its holder, who reports an incident and reads nothing else', async () => {
		const page = await his.goto(`${base}/contrats`);
		await hydrated(page);
		const form = await unfold(page, 'Ajouter un contrat');
		await form.locator('[name=parent]').selectOption({ index: 1 });
		await fillIn(form, {
			Objet: 'Légumes et fruits (lot L3)',
			Titulaire: 'Racines de Rivelle',
			'Sorte de contrat': 'Accord-cadre',
			'Où en est le contrat': 'En cours d’exécution',
			'Notifié le': '2027-10-15',
			'Durée en mois': '48',
			Maximum: '620 000'
		});
		await saves(page, form, 'Ajouter un contrat');
		await page.getByRole('link', { name: 'Légumes et fruits (lot L3)' }).click();
		await page.waitForURL(/contrats\/./);
		contract = new URL(page.url()).pathname.split('/').at(-1)!;
		await page.getByRole('checkbox', { name: racines.name }).check();
		await saves(page, page.locator('form[action="?/ouvrir"]'), 'Enregistrer l’accès');
		await reads(page);

		const buyer = await signIn(years, asEmail(karim));
		const { contract: standing } = await buyer.look<{ contract: Entry }>(`${base}/contrats/${contract}`);
		await fills(
			buyer,
			`${base}/contrats/${contract}?/ecrire`,
			elementForm(
				'contract',
				{ note: 'Prix jugé haut par deux communes.' },
				{ element: contract, revision: String(standing.revision) }
			)
		);
		await fills(
			buyer,
			`${base}/contrats?/ecrire`,
			elementForm(
				'contract',
				{
					object: 'Denrées, les six autres lots',
					holder: 'Plusieurs titulaires',
					form: 'framework',
					state: 'running',
					notifiedOn: '2027-10-15',
					months: '48',
					maximum: '2 140 000'
				},
				{ parent: idOf.get('S1')! }
			)
		);
		const { contracts } = await buyer.look<{ contracts: readonly { id: string }[] }>(`${base}/contrats`);
		other = contracts.find(({ id }) => id !== contract)!.id;
		const lots: readonly (readonly [string, string, string])[] = [
			['L1 épicerie', '560 000', other],
			['L2 laitages', '400 000', other],
			['L3 légumes et fruits', '620 000', contract],
			['L4 viandes', '480 000', other],
			['L5 poissons', '210 000', other],
			['L6 pain et farine', '200 000', other],
			['L7 surgelés et secours', '290 000', other]
		];
		for (const [what, maximum, parent] of lots)
			await fills(
				buyer,
				`${base}/contrats/${parent}?/ecrire`,
				elementForm('lotAward', { what, maximum }, { parent, trueOn: '2027-10-15' })
			);

		const holder = await person('Racines de Rivelle', phone);
		await signInOn(holder, racines.email);
		const door = await holder.goto(`/titulaire/${project}`);
		await expect(door.getByText('Légumes et fruits (lot L3)').first()).toBeVisible();
		await expect(door.getByText('six autres lots')).toHaveCount(0);
		await reads(door);
		await holder.goto(`/titulaire/${project}/${contract}`);
		await expect(door.getByText('Prix jugé haut')).toHaveCount(0);
		await hydrated(door);
		const incident = await unfold(door, 'Signaler un incident');
		await fillIn(incident, {
			'Ce qui s’est passé': 'Gel du 12 mai : pas de salades avant le 10 juin',
			Gravité: 'Grave'
		});
		await saves(door, incident, 'Signaler un incident');
		await reads(door);
		for (const path of [`/titulaire/${project}/${other}`, base, on('S1')])
			expect((await door.request.get(`${holder.origin}${path}`)).ok(), path).toBe(false);
		await his.goto(`${base}/contrats/${contract}`);
		await expect(page.getByText('Gel du 12 mai')).toBeVisible();
	});

	let asked: Person;
	const milestone = 'Début du pilote de six mois';
	const question = 'Les bocaux reviennent sales, qui les lave ?';
	await test.step('[CO150] on a phone, Noisetier asks a question of a milestone', async () => {
		const keeper = await signIn(years, administrator);
		let noisetier = '';
		await years.inDatabase(async (sql) => {
			const [row] = await sql<
				{ id: string }[]
			>`select id from memberships where project_id = ${project} and public_name = 'Noisetier'`;
			noisetier = row!.id;
		});
		const made = await keeper.send(`/projets/${project}/jury/formation?/lien`, { juror: noisetier });
		const path = /\/jure\/lien\/[a-z0-9]+/.exec(made.body)![0];
		asked = await person('Noisetier', phone);
		const page = await asked.goto(path);
		await page.locator('main form button').first().click();
		await page.waitForURL(new RegExp(`/jure/${project}`));
		await asked.goto(`/jure/${project}/textes`);
		await reads(page);
		await page.getByRole('link', { name: `Annoter : ${milestone}` }).click();
		await page.getByLabel('Une question').check();
		await page.getByLabel('Vos mots').fill(question);
		await page.getByRole('button', { name: 'Envoyer' }).click();
		await expect(page.getByText('C’est envoyé.')).toBeVisible();
	});

	await test.step('[CO151] six days later the prescriber answers, and makes a task of it', async () => {
		await years.comesTo('2028-06-01T09:00:00+02:00');
		const { page } = her;
		await signInOn(her, asEmail(ines));
		await her.goto(`/projets/${project}/annotations`);
		await hydrated(page);
		const card = page.locator('li.card', { hasText: question });
		await card.locator('summary').first().click();
		await card
			.getByLabel('Votre réponse')
			.fill('La légumerie les lave depuis lundi ; chaque école les rend rincés.');
		await card.getByLabel('Réponse à une question').check();
		await card.getByRole('button', { name: 'Envoyer la réponse' }).click();
		await expect(page.getByText('La réponse est envoyée.')).toBeVisible();
		await her.goto(`${base}/annotations`);
		await reads(page);
		const task = await unfold(page.locator('li.card', { hasText: question }), 'Créer une tâche');
		await fillIn(task, {
			Quoi: 'Laver les bocaux à la légumerie',
			'Qui s’en charge': 'Karim Delestang',
			Date: '2028-06-20'
		});
		await task.getByRole('button', { name: 'Créer une tâche' }).click();
		await expect(page.getByText('La tâche est dans le tableau de bord')).toBeVisible();
		const answered = await asked.goto(`/jure/${project}/annotations`);
		await expect(answered.getByText('La légumerie les lave depuis lundi')).toBeVisible();
		await expect(answered.getByText(/1er juin 2028/).first()).toBeVisible();
		await reads(answered);
	});

	await test.step('[CO21, CO29, CO37] the state of 1 June is entered: money, rivets, hypotheses, measurements', async () => {
		const { page } = his;
		await his.goto(on('S1'));
		await hydrated(page);
		const paid = await unfold(page, 'Ajouter un montant');
		await fillIn(paid, {
			'Prévu, engagé ou payé': 'Payé',
			'Montant en euros': '607 200',
			'En argent ou en nature': 'En argent',
			'Qui l’apporte': 'Collectivité',
			'Année qui le porte': '2028',
			'De quoi il s’agit': 'Équipement'
		});
		await paid.getByLabel('C’est la part de notre collectivité').check();
		await saves(page, paid, 'Ajouter un montant');

		const buyer = await signIn(years, asEmail(karim));
		const since = { trueOn: '2028-06-01' };
		const pays = (
			code: string,
			stage: string,
			amount: string,
			what: string,
			by: Fields = { who: 'Collectivité', isOwn: 'yes' }
		) =>
			fills(
				buyer,
				`${on(code)}?/ecrire`,
				elementForm(
					'amount',
					{ stage, amount, how: 'cash', year: '2028', what, ...by },
					{ parent: idOf.get(code)!, ...since }
				)
			);
		await pays('S1', 'paid', '326 340', 'Denrées');
		await pays('S1', 'committed', '690 000', 'Équipement');
		await pays('S1', 'committed', '326 340', 'Denrées commandées');
		await pays('S2', 'committed', '20 000', 'Pacte');
		await pays('S2', 'committed', '55 000', 'Pacte', { who: 'FIL' });
		await pays('S3', 'committed', '120 000', 'Convention');
		await pays('S3', 'paid', '40 000', 'Première année');

		const { under } = await lookAt(buyer, 'S2');
		for (const { id, revision } of under.filter(({ kind }) => kind === 'hypothesis').slice(0, 2))
			await fills(
				buyer,
				`${base}/elements/${id}?/ecrire`,
				elementForm(
					'hypothesis',
					{ state: 'confirmed', judgedOn: '2028-05-30' },
					{ element: id, revision: String(revision), ...since }
				)
			);
		await his.goto(on('S2'));
		await expect(page.locator('#mode')).toContainText(/2 confirmées?/);

		await his.goto(on('S4'));
		await hydrated(page);
		const pact = await lookAt(buyer, 'S4');
		await fills(
			buyer,
			`${on('S4')}?/ecrire`,
			elementForm(
				'line',
				{ unitName: 'rivets', allotment: '11 000' },
				{ element: pact.line.id, revision: String(pact.line.revision), trueOn: '2028-01-01' }
			)
		);
		await his.goto(on('S4'));
		await hydrated(page);
		for (const [who, units] of [
			['Collectif de parents', '2 430'],
			['Lycée horticole', '1 350']
		] as const) {
			const use = await unfold(page.locator('#mode'), 'Noter un usage');
			await fillIn(use, { Qui: who, Le: '2028-06-01', 'Combien d’unités': units });
			await saves(page, use, 'Noter un usage');
		}
		await expect(page.locator('#mode')).toContainText(/2028\s: 3\s780 pris, 7\s220 restants/);
		await reads(page);
	});

	await test.step('[CO70, CO71] the prescriber measures', async () => {
		const { page } = her;
		const caller = await signIn(years, asEmail(ines));
		const kinds: readonly (readonly [string, Fields, string])[] = [
			[
				'Restes par convive',
				{ type: 'measure', unit: 'g', direction: 'down', baseline: '118', target: '70' },
				'97'
			],
			[
				'Denrées durables et de qualité',
				{ type: 'percentage', unit: '%', direction: 'up', baseline: '31', target: '50' },
				'39'
			],
			[
				'Dont agriculture biologique',
				{ type: 'percentage', unit: '%', direction: 'up', baseline: '9', target: '20' },
				'13'
			],
			[
				'Contenants jetables par an',
				{ type: 'count', direction: 'down', baseline: '212 000', target: '0' },
				'61 000'
			],
			[
				'Heures d’insertion par an',
				{ type: 'count', unit: 'h', direction: 'up', baseline: '0', target: '4 200' },
				'2 050'
			],
			[
				'Coût complet d’un repas',
				{ type: 'measure', unit: '€', direction: 'keep', baseline: '9,80', target: '10,10' },
				'9,96'
			]
		];
		for (const [name, values] of kinds)
			await fills(
				caller,
				`${base}/indicateurs?/ecrire`,
				elementForm(
					'indicator',
					{ name, baselineOn: '2026-12-31', targetOn: '2029-12-31', every: '12', ...values },
					{ parent: idOf.get('S1')!, trueOn: '2027-05-20' }
				)
			);
		const { indicators } = await caller.look<{ indicators: readonly Entry[] }>(`${base}/indicateurs`);
		const idNamed = (name: string) => indicators.find(({ values }) => values.name === name)!.id;
		const [[first, , grams], ...others] = kinds as unknown as [
			(typeof kinds)[number],
			...(typeof kinds)[number][]
		];
		await her.goto(`${base}/indicateurs/${idNamed(first)}`);
		await hydrated(page);
		const measure = await unfold(page, 'Ajouter une mesure');
		await fillIn(measure, { 'Mesuré le': '2028-06-01', Valeur: grams, Source: 'Pesée des trois écoles' });
		await saves(page, measure, 'Ajouter une mesure');
		await expect(page.getByText('95,3 g', { exact: true })).toBeVisible();
		await reads(page);
		for (const [name, , value] of others)
			await fills(
				caller,
				`${base}/indicateurs/${idNamed(name)}?/ecrire`,
				elementForm(
					'measurement',
					{ on: '2028-06-01', value, source: 'Bilan du pilote' },
					{ parent: idNamed(name), trueOn: '2028-06-01' }
				)
			);
		await her.goto(`${base}/indicateurs`);
		for (const value of ['97', '39', '13', '61 000', '2 050', '9,96'])
			await expect(page.locator('main')).toContainText(figure(value));
		await reads(page);
	});

	await test.step('[CO21, CO143] two days on each fact: what was true on 1 June, and what was known of it a week before', async () => {
		const { page } = his;
		await his.goto(`${base}/lignes`);
		await sumsUp(page.locator('main'));
		await expect(page.locator('article', { hasText: 'S1' }).first()).toContainText(/933\s540\s€, soit 27\s%/);
		await reads(page);
		await his.goto(`${base}/histoire?le=2028-06-01`);
		const state = page
			.getByRole('region', { name: 'Le 1 juin 2028' })
			.or(page.locator('section[aria-labelledby=etat]'));
		await sumsUp(state);
		await expect(state).toContainText(/soit 27\s%/);
		await expect(state.getByText('En exécution')).toHaveCount(4);
		await reads(page);
		await his.goto(`${base}/histoire?le=2028-06-01&connu=2028-05-25`);
		await expect(page.getByText('Tel qu’on le connaissait au soir du')).toBeVisible();
		await sumsUp(state);
		await expect(state).not.toContainText(/soit 27\s%/);
		await expect(state.getByText('Proposée par l’atelier')).toHaveCount(4);
		await his.goto(`${base}/histoire?le=2027-06-15`);
		await expect(state.getByText('Adoptée')).toHaveCount(3);
		await expect(state.getByText('En exécution')).toHaveCount(1);
	});

	await test.step('[CO22, CO148] two editors on one field: each sees the other, nothing is written over in silence', async () => {
		const caller = await signIn(years, asEmail(ines));
		const { under } = await lookAt(caller, 'S1');
		const pilot = under.find(({ values }) => values.what === milestone)!;
		const [one, other] = [his.page, her.page];
		await his.goto(`${base}/elements/${pilot.id}`);
		await her.goto(`${base}/elements/${pilot.id}`);
		await hydrated(one);
		await hydrated(other);
		await expect(one.getByText('Aussi ici : Inès Vaudremer')).toBeVisible();
		await expect(other.getByText('Aussi ici : Karim Delestang')).toBeVisible();
		const formOf = (page: Page) => page.locator('form[action="?/ecrire"]');
		await formOf(other).getByLabel('Qui s’en charge').fill('Inès');
		await formOf(one).getByLabel('Qui s’en charge').fill('Karim');
		await formOf(one).getByLabel('Note').fill('Réunion chaque lundi');
		await saves(one, formOf(one));
		// her screen has looked again meanwhile: the note is there, and what she types stays
		await expect(formOf(other).getByLabel('Note')).toHaveValue('Réunion chaque lundi');
		await expect(formOf(other).getByLabel('Qui s’en charge')).toHaveValue('Inès');
		await formOf(other).getByRole('button', { name: 'Enregistrer', exact: true }).click();
		await expect(other.getByText('quelqu’un a écrit ici : « Karim »')).toBeVisible();
		await expect(formOf(other).getByLabel('Qui s’en charge')).toHaveValue('Inès');
		await noAxeViolations(other);
		await saves(other, formOf(other));
		await expect(formOf(one).getByLabel('Qui s’en charge')).toHaveValue('Inès');
	});

	await test.step('[CO22] the network is cut while somebody saves: what was typed is there, and is saved after', async () => {
		const { page, context } = his;
		const form = page.locator('form[action="?/ecrire"]');
		await context.setOffline(true);
		await form.getByLabel('Note').fill('Réunion chaque mardi');
		await form.getByRole('button', { name: 'Enregistrer', exact: true }).click();
		await expect(page.getByRole('alert').filter({ hasText: 'Pas envoyé : le réseau est coupé.' })).toBeVisible();
		await expect(form.getByLabel('Note')).toHaveValue('Réunion chaque mardi');
		await context.setOffline(false);
		await saves(page, form);
		await page.reload();
		await expect(form.getByLabel('Note')).toHaveValue('Réunion chaque mardi');
	});

	let publicPath = '';
	await test.step('[CO103] the buyer publishes', async () => {
		const page = await his.goto(`${base}/publication`);
		await hydrated(page);
		await page.getByRole('button', { name: 'Publier cette version' }).click();
		await page.getByRole('alertdialog').getByRole('button', { name: 'Publier cette version' }).click();
		await expect(page.getByText('C’est publié.')).toBeVisible();
		publicPath = new URL((await page.locator('a.address').getAttribute('href'))!).pathname;
		await reads(page);
	});

	await test.step('[CO107] somebody without an account reads it on a phone, by keyboard only', async () => {
		const somebody = await person('quelqu’un', phone);
		const page = await somebody.goto(publicPath);
		await reads(page, false);
		justOpened.add(page);
		await walkTo(page, link(page, 'L’argent'));
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(/#argent$/);
		await sumsUp(page.locator('main'));
		for (const words of ['97', '61 000', '9,96', 'Racines de Rivelle'])
			await expect(page.locator('main')).toContainText(figure(words));
		// neither tasks nor notes are anybody's
		await expect(page.locator('main')).not.toContainText('Laver les bocaux');
		await expect(page.locator('main')).not.toContainText('Prix jugé haut');
		await expect(page.locator('main')).not.toContainText('Réunion chaque mardi');
	});

	await test.step('[CO140] the elected official prints her brief: one page', async () => {
		const mayor = await person('Hélène', laptop);
		await signInOn(mayor, asEmail(helene));
		const page = await mayor.goto(base);
		await reads(page);
		await expect(page.getByText('rien n’est encore adopté')).toHaveCount(0);
		await page.emulateMedia({ media: 'print' });
		const brief = page.getByRole('region', { name: 'Note d’une page' });
		await expect(brief).toBeVisible();
		for (const amount of ['3 739 000', '973 540']) await expect(brief).toContainText(figure(amount));
		const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
		expect(pdf.match(/\/Type \/Page\b(?!s)/g), 'pages').toHaveLength(1);
		await page.emulateMedia({ media: null });
		for (const path of [
			'',
			'/lignes',
			'/feuille-de-route',
			'/contrats',
			'/budget',
			'/coherence',
			'/points-d-etape'
		]) {
			await mayor.goto(`${base}${path}`);
			await reads(page);
			await expect(page.locator('main form[action="?/ecrire"]')).toHaveCount(0);
		}
	});
});
