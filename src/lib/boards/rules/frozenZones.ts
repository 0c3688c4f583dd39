// Decides what a frozen zone keeps from being changed: its cards and groups, and what would come into it.
import type { Zone } from '../../design/rules/zones.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { endsOf, unpackStroke } from './marks.ts';
import type { Change, Root } from './writing.ts';

/**
 * Whether one change touches a frozen zone (BO30): something of a card or a group that stands there, one that is made there, or one that would come there, into one of its groups too;
 * on the toile the place of such a card, a link to one, and a stroke that begins there.
 * `zoneOf` gives the zone where a card, a group or a stroke stands, undefined for one that stands nowhere.
 */
export function touchesFrozen(change: Change, frozen: readonly string[], zoneOf: (of: Root | 'strokes', id: string) => unknown): boolean {
	if (frozen.length === 0) return false;
	const isFrozen = (zone: unknown) => frozen.includes(zone as string);
	const isGroupFrozen = (group: unknown) => typeof group === 'string' && isFrozen(zoneOf('groups', group));
	if (change.do === 'mark' || change.do === 'unmark') {
		if (change.of === 'places') return isFrozen(zoneOf('cards', change.id));
		if (change.of === 'links') return endsOf(change.id)?.some((card) => isFrozen(zoneOf('cards', card))) ?? false;
		return isFrozen(zoneOf('strokes', change.id)) || (change.do === 'mark' && isFrozen(unpackStroke(change.value)?.zone));
	}
	if (change.do === 'make') return isFrozen(change.fields.zone) || isGroupFrozen(change.fields.group);
	if (isFrozen(zoneOf(change.of, change.id))) return true;
	if (change.do !== 'set') return false;
	return change.field === 'zone' ? isFrozen(change.value) : change.field === 'group' && isGroupFrozen(change.value);
}

export type ZoneRefusal = 'zone-frozen-already' | 'zone-not-frozen';

/** The frozen zones once one more is, in the order in which they were frozen; refuses one that is frozen already. */
export const freezeZone = (frozen: readonly string[], zone: Zone): Outcome<readonly string[], ZoneRefusal> =>
	frozen.includes(zone) ? refused('zone-frozen-already') : accepted([...frozen, zone]);

/** The frozen zones once this one is open again; refuses one that is open. */
export const unfreezeZone = (frozen: readonly string[], zone: Zone): Outcome<readonly string[], ZoneRefusal> =>
	frozen.includes(zone) ? accepted(frozen.filter((one) => one !== zone)) : refused('zone-not-frozen');
