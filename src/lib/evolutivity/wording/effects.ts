// The words of what an evolution adds to the cockpit by itself.
import { sayDay } from '../../design/rules/days.ts';
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import { euros } from '../../money/rules/euros.ts';
import type { EffectWords } from '../rules/effects.ts';

/** In the language of whoever applies it. */
export const effectWords = (number: number): EffectWords => ({
	review: m.effect_review(),
	period: m.effect_period({ number }),
	end: m.effect_end(),
	amount: (cents) => euros(cents, getLocale()),
	day: (day) => sayDay(new Intl.DateTimeFormat(getLocale(), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`)))
});
