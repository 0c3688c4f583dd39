// What a hand loads of its kind of gathering: the workshop's registry comes with the page, another one when such a room is entered.
import type { Component } from 'svelte';
import { hands, roleStep } from '#lib/workshop/ui/hands.ts';
import { stepTitle } from '#lib/workshop/wording/steps.ts';

interface HandKind {
	/** by step, given what the server says of it to this seat */
	readonly hands: Readonly<
		Record<
			string,
			(data: unknown) => Promise<{
				// Each component types its own data, which its own server file made: the registry only joins them.
				// eslint-disable-next-line
				readonly default: Component<any>;
				// eslint-disable-next-line
				readonly entry: (data: any) => string;
				readonly parts?: object;
			}>
		>
	>;
	/** where a hand changes its role */
	readonly roleStep: string;
	readonly titleOf: (step: string) => string;
}

export const workshop = { hands, roleStep, titleOf: stepTitle };

export const handsOf = async (kind: string): Promise<HandKind> => (kind === 'evolutivity' ? import('#lib/evolutivity/ui/hands.ts') : workshop);
