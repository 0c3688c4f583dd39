// What the wall loads of a kind of gathering.
import type { Component } from 'svelte';

interface WallKind {
	// Each component types its own data, which its own server file made: the registry only joins them.
	// eslint-disable-next-line
	readonly screens: Readonly<Record<string, Component<any>>>;
	readonly titleOf: (step: string) => string;
}

const kinds: Readonly<Record<string, () => Promise<WallKind>>> = {
	workshop: async () => {
		const [{ screens }, { stepTitle }] = await Promise.all([import('#lib/workshop/ui/screens.ts'), import('#lib/workshop/wording/steps.ts')]);
		return { screens, titleOf: stepTitle };
	},
	evolutivity: async () => {
		const [{ screens }, { stepTitle }] = await Promise.all([import('#lib/evolutivity/ui/screens.ts'), import('#lib/evolutivity/wording/steps.ts')]);
		return { screens, titleOf: stepTitle };
	}
};

export const wallOf = (kind: string): Promise<WallKind> => (Object.hasOwn(kinds, kind) ? kinds[kind]! : kinds.workshop!)();
