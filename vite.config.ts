import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { compileOnce, wordsOptions } from './scripts/words.mjs';
import { sockets } from './server/sockets-plugin.ts';
import { solving } from './server/solving-plugin.ts';
import { words } from './server/words-plugin.ts';

let compiled: Promise<void> | undefined;

export default defineConfig(({ mode }) => ({
	cacheDir: process.env.VITE_CACHE_DIR ?? 'node_modules/.vite',
	plugins: [
		// every project of the tests begins a Vite of its own, on the same words
		mode === 'test' ? { name: 'eclaireurs:words-of-tests', buildStart: () => (compiled ??= compileOnce()) } : paraglideVitePlugin(wordsOptions),
		sveltekit({
			adapter: adapter({ precompress: true, out: process.env.BUILD_DIR ?? 'build' }),
			// a round trip on a town hall's network costs more than these bytes in the page
			inlineStyleThreshold: 6000,
			outDir: process.env.KIT_OUT_DIR ?? '.svelte-kit',
			compilerOptions: {
				runes: ({ filename }) =>
					filename.split(/[/\\]/).includes('node_modules') ? undefined : true
			},
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': ['none'],
					'script-src': ['strict-dynamic'],
					'style-src': ['self'],
					'style-src-attr': ['unsafe-inline'],
					'img-src': ['self', 'data:', 'blob:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'media-src': ['self', 'blob:'],
					'manifest-src': ['self'],
					'worker-src': ['self'],
					'frame-ancestors': ['none'],
					'base-uri': ['none'],
					'form-action': ['self'],
					'object-src': ['none']
				}
			}
		}),
		sockets(),
		solving(),
		words()
	],
	environments: {
		client: {
			build: {
				modulePreload: {
					// what every page carries names the styles of the others, not their scripts: a hand visits one page, and whoever goes from page to page waits for one round trip more
					resolveDependencies: (_, needed, { hostId }) => (/entry[\\/]app\./.test(hostId) ? needed.filter((name) => !name.endsWith('.js')) : needed)
				},
				rolldownOptions: {
					output: {
						// what every hand shows comes in one piece: seventy small ones compress badly
						codeSplitting: {
							groups: [
								{ name: 'hand', test: /src[\\/]lib[\\/](gatherings[\\/]ui[\\/](Hand|Connection|Moved|Register|Weather|Kept|acting|drafts|focus|saying|wordings|handRefusals)|live[\\/]ui[\\/](LiveScreen|pace|patience|watching)|design[\\/]ui[\\/](Badge|Button|Choice|Clock|Field|Fold|Notice|PathDots|folding|under))|@lucide[\\/]svelte[\\/]dist[\\/](Icon\.|[dctu])|people[\\/]ui[\\/](rightRefusals|ErrorPage)|lexicon[\\/]ui[\\/]refusals|workshop[\\/](wording[\\/]steps\.ts|ui[\\/]choosingAnswers)|\0(rolldown|vite)[\\/]|words[\\/]messages[\\/](gatherings_refused_prefix|design_close|roles_in_hand_back)\./ },
								{ name: 'promise', test: /src[\\/]lib[\\/]workshop[\\/]ui[\\/](Reading(Promise|Rules)|moderationWords)/ }
							]
						}
					}
				}
			}
		}
	},
	// node reads drizzle's package.json, 179 kB of exports, again for each of its three hundred modules: half of the time that the server takes to start
	ssr: { noExternal: ['drizzle-orm'] },
	test: {
		expect: { requireAssertions: true },
		projects: [
			{
				extends: true,
				test: {
					name: 'rules',
					environment: 'node',
					// rules keep nothing between two calls: each module is read once for all the files of a process
					isolate: false,
					// a property of a thousand runs, on a machine that does something else
					testTimeout: 120_000,
					include: ['src/**/rules/**/*.test.ts', 'tests/*.test.ts']
				}
			},
			{
				extends: true,
				test: {
					name: 'writers',
					environment: 'node',
					include: ['src/**/server/**/*.test.ts', 'server/**/*.test.ts', 'src/**/ui/**/*.test.ts'],
					globalSetup: ['tests/world/postgres.ts'],
					setupFiles: ['tests/world/fresh-database.ts'],
					// the example is a whole half-day, and the machine may do something else
					testTimeout: 180_000,
					hookTimeout: 120_000
				}
			},
			{
				extends: true,
				test: {
					name: 'faults',
					environment: 'node',
					include: ['tests/faults/**/*.test.ts'],
					globalSetup: ['tests/world/postgres.ts', 'tests/world/cluster.ts'],
					testTimeout: 120_000,
					hookTimeout: 120_000
				}
			},
			{
				extends: true,
				test: {
					name: 'doors',
					environment: 'node',
					include: ['tests/doors/**/*.test.ts'],
					globalSetup: ['tests/world/postgres.ts'],
					setupFiles: ['tests/world/fresh-database.ts'],
					testTimeout: 120_000,
					hookTimeout: 180_000
				}
			}
		]
	}
}));
