import { m } from '#lib/words/messages.js';
import { capacityWords } from '../../gatherings/ui/wordings.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import type { AmendmentType, ExpectedEffect } from '../rules/amendments.ts';
import type { RoleShown } from '../rules/steps/amendments.ts';

export const typeName = {
	add: () => m.amending_type_add(),
	replace: () => m.amending_type_replace(),
	remove: () => m.amending_type_remove(),
	condition: () => m.amending_type_condition(),
	split: () => m.amending_type_split()
} satisfies Record<AmendmentType, () => string>;

export const typeHint = {
	add: () => m.amending_type_add_hint(),
	replace: () => m.amending_type_replace_hint(),
	remove: () => m.amending_type_remove_hint(),
	condition: () => m.amending_type_condition_hint(),
	split: () => m.amending_type_split_hint()
} satisfies Record<AmendmentType, () => string>;

/** Whoever plays no card speaks in the capacity in which they sit here. */
export const roleInWords = ({ role, capacity }: { readonly role: RoleShown | null; readonly capacity?: Capacity | null }): string =>
	role ? m.amending_role(role) : capacity ? m.amending_own_role_of({ capacity: capacityWords[capacity].name() }) : m.amending_own_role();

export const senseInWords = (kind: 'impact' | 'risk', sense: ExpectedEffect['sense']): string =>
	kind === 'impact'
		? sense === 'better'
			? m.amending_effect_better_impact()
			: m.amending_effect_worse_impact()
		: sense === 'better'
			? m.amending_effect_better_risk()
			: m.amending_effect_worse_risk();
