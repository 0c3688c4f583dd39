import { defineConfig } from '@playwright/test';
import { readdirSync } from 'node:fs';
import { launchOptions } from './scripts/browser.mjs';
import { isInThisRun } from './tests/world/drawn.ts';

/** Told in every run: the whole half-day, and what no room can do without. `npm test` draws a tenth of the others, `npm run test:long` tells them all; by its file, each runs whenever it is asked for. */
const always = new Set([
	'a-juror-comes-back-on-another-phone',
	'a-reservist-rehearses-the-evening-before',
	'a-room-on-a-town-halls-network',
	'every-screen-passes-axe',
	'somebody-opens-the-first-page',
	'the-facilitator-s-laptop-dies',
	'the-hand-is-light',
	'the-rivelles-choose-their-kitchens',
	'the-wall-loses-the-network'
]);
const named = readdirSync('tests/journeys').flatMap((file) => (file.endsWith('.spec.ts') ? [file.slice(0, -'.spec.ts'.length)] : []));
const leftOut = process.env.DRAWN === 'yes' ? named.filter((name) => !always.has(name) && !isInThisRun(name)) : [];

/** Longer than all others together on the other core: it begins first, so that nothing waits for it at the end. */
const longest = '**/the-rivelles-choose-their-kitchens.spec.ts';

export default defineConfig({
	testDir: 'tests/journeys',
	testMatch: '**/*.spec.ts',
	projects: [
		{ name: 'the half-day', testMatch: longest },
		{ name: 'the others', testIgnore: [longest, ...leftOut.map((name) => `**/${name}.spec.ts`)] }
	],
	outputDir: 'test-results',
	globalSetup: './tests/world/journeys-setup.ts',
	forbidOnly: !!process.env.CI,
	fullyParallel: false,
	workers: Number(process.env.JOURNEY_WORKERS || 2),
	retries: 0,
	// a machine that does something else is slow, not wrong: what never comes is told soon enough
	timeout: 300_000,
	expect: { timeout: 20_000 },
	reporter: [['list']],
	use: {
		browserName: 'chromium',
		locale: 'fr-FR',
		timezoneId: 'Europe/Paris',
		actionTimeout: 30_000,
		navigationTimeout: 40_000,
		trace: process.env.TRACE ? 'retain-on-failure' : 'off',
		launchOptions: launchOptions()
	}
});
