// What kind of card each is, in words: the same on screens and in files.
import { m } from '../../words/messages.js';
import type { Kind } from '../rules/landscape.ts';

export const kindName = {
	need: () => m.landscape_kind_need(),
	actor: () => m.landscape_kind_actor(),
	expertise: () => m.landscape_kind_expertise(),
	resource: () => m.landscape_kind_resource(),
	innovation: () => m.landscape_kind_innovation(),
	experiment: () => m.landscape_kind_experiment(),
	constraint: () => m.landscape_kind_constraint(),
	opportunity: () => m.landscape_kind_opportunity()
} satisfies Record<Kind, () => string>;
