import { m } from '#lib/words/messages.js';
import type { Zone } from '../rules/zones.ts';

export const zoneName = {
	needs: () => m.design_zone_needs(),
	resources: () => m.design_zone_resources(),
	innovation: () => m.design_zone_innovation(),
	constraints: () => m.design_zone_constraints()
} satisfies Record<Zone, () => string>;
