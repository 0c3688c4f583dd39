import type { Plugin } from 'vite';

/** Makes the thread of the sortition one more input of the ssr build: it stands at the root of what is built, where solver.ts looks for it. */
export function solving(): Plugin {
	return {
		name: 'eclaireurs:solving-build',
		apply: 'build',
		config: () => ({
			environments: {
				ssr: { build: { rolldownOptions: { input: { solving: 'src/lib/jury/server/solving.ts' } } } }
			}
		})
	};
}
