// What was done on the landscape since an earlier minute, and why it is not brought back, in words.
import type { Difference } from '../../boards/rules/history.ts';
import { beginningOf } from '../../texts/rules/beginning.ts';
import { zones, type Zone } from '../rules/landscape.ts';
import { zoneNames } from '../wording/thread.ts';
import { m } from '#lib/words/messages.js';

const zoneIn = (zone: string): string => (zones.includes(zone as Zone) ? zoneNames[zone as Zone]() : zone);
const groupIn = (title: string | null): string => (title === null ? m.landscape_past_no_group() : title || m.landscape_group_untitled());

export function differenceInWords(one: Difference): string {
	switch (one.what) {
		case 'card-moved':
			return m.landscape_past_moved({ text: beginningOf(one.text, 60), from: zoneIn(one.from), to: zoneIn(one.to) });
		case 'card-regrouped':
			return m.landscape_past_regrouped({ text: beginningOf(one.text, 60), from: groupIn(one.from), to: groupIn(one.to) });
		case 'card-reworded':
			return m.landscape_past_reworded({ from: beginningOf(one.from, 60), to: beginningOf(one.to, 60) });
		case 'card-added':
			return one.isPart ? m.landscape_past_cut({ text: beginningOf(one.text, 60) }) : m.landscape_past_added({ text: beginningOf(one.text, 60) });
		case 'group-made':
			return m.landscape_past_made({ title: groupIn(one.title) });
		case 'group-gone':
			return m.landscape_past_gone({ title: groupIn(one.title) });
		case 'reordered':
			return m.landscape_past_reordered({ count: one.count });
		case 'placed':
			return m.landscape_past_placed({ count: one.count });
		case 'linked':
			return m.landscape_past_linked({ count: one.count });
		case 'unlinked':
			return m.landscape_past_unlinked({ count: one.count });
		case 'drawn':
			return m.landscape_past_drawn({ count: one.count });
		case 'erased':
			return m.landscape_past_erased({ count: one.count });
		case 'group-renamed':
			return m.landscape_past_renamed({ from: groupIn(one.from), to: groupIn(one.to) });
	}
}

const whys: Readonly<Record<string, () => string>> = {
	'board-frozen': m.landscape_past_frozen,
	'zone-frozen': m.landscape_past_zone_frozen,
	'as-it-was': m.landscape_past_same
};
export const whyNotBack = (reason: string): string => (whys[reason] ?? m.landscape_past_minute_unknown)();
