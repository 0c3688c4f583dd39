import HandHeart from '@lucide/svelte/icons/hand-heart';
import Microscope from '@lucide/svelte/icons/microscope';
import ShoppingBasket from '@lucide/svelte/icons/shopping-basket';
import Sprout from '@lucide/svelte/icons/sprout';
import { m } from '#lib/words/messages.js';
import type { ModeId } from '../rules/modes/ids.ts';

/** What a mode's card says, in plain words, for people who have never heard of it. */
interface ModeCard {
	readonly icon: typeof Sprout;
	readonly short: () => string;
	readonly what: () => string;
	readonly when: () => string;
	readonly limits: () => string;
	readonly who: () => string;
}

export const modeCards = {
	purchase: { icon: ShoppingBasket, short: m.cockpit_mode_purchase_short, what: m.cockpit_mode_purchase_what, when: m.cockpit_mode_purchase_when, limits: m.cockpit_mode_purchase_limits, who: m.cockpit_mode_purchase_who },
	research: { icon: Microscope, short: m.cockpit_mode_research_short, what: m.cockpit_mode_research_what, when: m.cockpit_mode_research_when, limits: m.cockpit_mode_research_limits, who: m.cockpit_mode_research_who },
	subsidy: { icon: HandHeart, short: m.cockpit_mode_subsidy_short, what: m.cockpit_mode_subsidy_what, when: m.cockpit_mode_subsidy_when, limits: m.cockpit_mode_subsidy_limits, who: m.cockpit_mode_subsidy_who },
	commons: { icon: Sprout, short: m.cockpit_mode_commons_short, what: m.cockpit_mode_commons_what, when: m.cockpit_mode_commons_when, limits: m.cockpit_mode_commons_limits, who: m.cockpit_mode_commons_who }
} satisfies Record<ModeId, ModeCard>;
