import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/browser.mjs';

export default defineConfig({
	testDir: 'tests/journeys',
	testMatch: '**/*.spec.ts',
	outputDir: 'test-results',
	globalSetup: './tests/world/journeys-setup.ts',
	forbidOnly: !!process.env.CI,
	fullyParallel: false,
	workers: Number(process.env.JOURNEY_WORKERS || 2),
	retries: 0,
	timeout: 120_000,
	expect: { timeout: 10_000 },
	reporter: [['list']],
	use: {
		browserName: 'chromium',
		locale: 'fr-FR',
		timezoneId: 'Europe/Paris',
		actionTimeout: 15_000,
		navigationTimeout: 20_000,
		trace: process.env.TRACE ? 'retain-on-failure' : 'off',
		launchOptions: launchOptions()
	}
});
