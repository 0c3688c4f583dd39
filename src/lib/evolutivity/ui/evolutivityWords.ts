// Words of a clause, a charter and a request that several screens share.
import { m } from '#lib/words/messages.js';
import { getLocale } from '#lib/words/runtime.js';
import type { CharterState } from '../rules/charter.ts';
import type { TriggeringParty, Wider } from '../rules/clause.ts';
import type { ClauseMissing } from '../rules/terms.ts';
import type { Admissibility } from '../rules/triggers.ts';
import { familyName } from './sittingWords.ts';

export const partyName = { administration: m.evolutivity_party_administration, company: m.evolutivity_party_company } satisfies Record<TriggeringParty, () => string>;
export const charterStateName = { draft: m.evolutivity_charter_draft, 'in-force': m.evolutivity_charter_in_force, replaced: m.evolutivity_charter_replaced } satisfies Record<CharterState, () => string>;
export const admissibilityName = { admissible: m.evolutivity_request_admissible, 'to-complete': m.evolutivity_request_to_complete, inadmissible: m.evolutivity_request_inadmissible } satisfies Record<Admissibility, () => string>;

const lacks = {
	scope: m.evolutivity_lack_scope,
	nature: m.evolutivity_lack_nature,
	conditions: m.evolutivity_lack_conditions,
	unequivocal: m.evolutivity_lack_unequivocal,
	movable: m.evolutivity_lack_movable,
	bounds: m.evolutivity_lack_bounds
} satisfies Record<ClauseMissing, () => string>;
const listed = (words: readonly string[]): string => new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(words);
export const lacksInWords = (missing: readonly ClauseMissing[]): string => m.evolutivity_lacks({ what: listed(missing.map((one) => lacks[one]())) });

/** « 8 » or « 8,5 », as it is typed in percent */
export const percentTyped = (basisPoints: number): string => new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 2, useGrouping: false }).format(basisPoints / 100);

export const widerInWords = (wider: readonly Wider[]): string =>
	m.evolutivity_wider({
		what: listed(
			wider.map((one) => {
				switch (one.what) {
					case 'per-change':
						return m.evolutivity_wider_per_change({ charter: percentTyped(one.charter), clause: percentTyped(one.clause) });
					case 'cumulated':
						return m.evolutivity_wider_cumulated({ charter: percentTyped(one.charter), clause: percentTyped(one.clause) });
					case 'movable':
						return m.evolutivity_wider_movable({ family: familyName[one.family]() });
					case 'fixed-missing':
						return m.evolutivity_wider_fixed({ words: one.words });
				}
			})
		)
	});
