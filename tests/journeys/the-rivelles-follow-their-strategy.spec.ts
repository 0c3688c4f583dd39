// « À table, les Rivelles ! », two years on: the strategy of the workshop becomes a cockpit, its state of 1 June 2028 is entered on screens, and everybody reads what is theirs of it.
import type { Locator, Page } from '@playwright/test';
import { expect, hydrated, laptop, noAxeViolations, phone, type Person } from '../world/journey.ts';
import { elementForm, fills, openYears, signIn, signInOn, test, type Colleague } from '../world/years.ts';
import type { Caller } from '../world/room.ts';

const karim: Colleague = { name: 'Karim Delestang', email: 'karim@rivelles.fr', capacity: 'buyer' };
const ines: Colleague = { name: 'Inès Vaudremer', email: 'ines@rivelles.fr', capacity: 'prescriber' };
const elue: Colleague = { name: 'Hélène Castaing', email: 'helene@rivelles.fr', capacity: 'elected-official' };
const holder: Colleague = { name: 'Racines de Rivelle', email: 'contact@racines.fr', capacity: 'contractor' };

interface Line {
	readonly id: string;
	readonly code: string;
	readonly revision: number;
}
interface Entry {
	readonly id: string;
	readonly kind: string;
	readonly code: string;
	readonly revision: number;
	readonly values: Readonly<Record<string, unknown>>;
}

/** Amounts as pages write them, whichever space stands between the figures. */
const euros = (amount: string) => new RegExp(amount.replaceAll(' ', '[\\s\\u00a0\\u202f]'));

/** Opens a fold of a page and gives the form in it. */
async function unfold(within: Page | Locator, summary: string): Promise<Locator> {
	const fold = within.locator('details', { has: within.locator('summary', { hasText: summary }) }).last();
	if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
	return fold.locator('form').first();
}

async function saves(form: Locator, button: string): Promise<void> {
	await form.getByRole('button', { name: button, exact: true }).click();
	await expect(form.page().getByText('C’est enregistré.')).toBeVisible();
}

/** Looks at a screen of the cockpit as everybody must be able to: axe finds nothing, nothing scrolls sideways. */
async function reads(page: Page): Promise<void> {
	await hydrated(page);
	await noAxeViolations(page);
	expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** The total, in cash and in kind. */
async function sumsUp(within: Locator): Promise<void> {
	await expect(within).toContainText(euros('3 739 000'));
	await expect(within).toContainText(euros('3 645 000'));
	await expect(within).toContainText(euros('94 000'));
}

test('the Rivelles follow their strategy: adopted, measured, annotated and published, with two days on each fact', async ({ person, years }) => {
	test.setTimeout(280_000);
	const project = await openYears(years, [karim, ines, elue, holder]);
	const base = `/projets/${project}/tableau-de-bord`;

	await test.step('[CO14, CO29] in one act, the strategy of the workshop becomes a cockpit', async () => {
		await years.comesTo('2027-03-27T10:00:00+01:00');
		const her = await person('Inès', laptop);
		await signInOn(her, ines.email);
		const { gatherings } = await (await signIn(years, ines.email)).look<{ gatherings: { gatheringId: string; life: string }[] }>(`/projets/${project}`);
		const finished = gatherings.find(({ life }) => life === 'closed')!.gatheringId;
		const page = await her.goto(`/projets/${project}/strategie/${finished}`);
		await hydrated(page);
		await page.getByRole('button', { name: 'En faire le brouillon du tableau de bord' }).click();
		await page.getByRole('alertdialog').getByRole('button', { name: 'En faire le brouillon du tableau de bord' }).click();
		await expect(page.getByText(/Passée au tableau de bord le/)).toBeVisible();
		await her.goto(`${base}/lignes`);
		await sumsUp(page.locator('main'));
		await expect(page.getByText('Proposée', { exact: false }).first()).toBeVisible();
		await reads(page);
	});
});
