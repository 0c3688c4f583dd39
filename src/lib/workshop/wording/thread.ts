// The thread of an idea in words: its items, how each holds to the one before it, and where it ends.
import { m } from '../../words/messages.js';
import { beginningOf } from '../../texts/rules/beginning.ts';
import { modeName } from '../../cockpit/wording/modes.ts';
import type { Zone } from '../rules/landscape.ts';
import type { End, Item, ItemKind, Knot, Thread, Tie } from '../rules/thread.ts';
import { asked, roleName } from './amendments.ts';
import { fateInWords } from './fates.ts';

export const zoneNames = {
	needs: m.design_zone_needs,
	resources: m.design_zone_resources,
	innovation: m.design_zone_innovation,
	constraints: m.design_zone_constraints
} satisfies Record<Zone, () => string>;

export const stageNames = {
	material: m.thread_stage_material,
	group: m.thread_stage_card,
	card: m.thread_stage_card,
	amendment: m.thread_stage_amendment,
	version: m.thread_stage_version,
	scenario: m.thread_stage_scenario,
	line: m.thread_stage_line
} satisfies Record<ItemKind, () => string>;

/** « Amendement AM07 · R2. L’élève »: what sort of thing it is. */
export function kindInWords(item: Item): string {
	switch (item.kind) {
		case 'material':
			return m.thread_kind_material(item);
		case 'group':
			return m.thread_kind_group({ zone: zoneNames[item.zone]() });
		case 'card':
			return m.thread_kind_card({ zone: zoneNames[item.zone]() });
		case 'amendment':
			return m.thread_kind_amendment({ code: item.code, role: roleName(item.amendment.role) });
		case 'version':
			return m.thread_kind_version();
		case 'scenario':
			return m.thread_kind_scenario(item);
		case 'line':
			return m.thread_kind_line({ code: item.code, mode: modeName[item.mode]() });
	}
}

/** What it says, whole. */
export function wordsOf(item: Item): string {
	switch (item.kind) {
		case 'material':
		case 'group':
			return item.title;
		case 'card':
			return item.text;
		case 'amendment':
			return asked(item.amendment);
		case 'version':
			return m.thread_version({ version: item.code });
		case 'scenario':
			return item.name;
		case 'line':
			return item.object;
	}
}

/** What is told beside its words. */
export function besides(item: Item): readonly string[] {
	switch (item.kind) {
		case 'material':
			return item.isSeen ? [m.thread_seen()] : [];
		case 'group':
			return item.dots === null ? [] : [m.thread_dots({ dots: item.dots })];
		case 'card':
			return [...(item.dots === null ? [] : [m.thread_dots({ dots: item.dots })]), ...(item.group ? [m.thread_in_group(item.group)] : [])];
		case 'scenario':
			return [...(item.rank === null ? [] : [m.thread_rank({ rank: item.rank })]), ...(item.isChosen ? [m.thread_chosen()] : [])];
		default:
			return [];
	}
}

/** As a sentence names it: its code, or its first words where the room gave it none. */
const shortName = (item: Item | undefined, code: string): string => (item?.kind === 'card' || item?.kind === 'group' ? m.thread_quoted({ words: beginningOf(wordsOf(item), 48) }) : code);

type Said = { readonly alone: () => string; readonly through: (named: { readonly what: string }) => string };
const same = (say: () => string): Said => ({ alone: say, through: say });

const forward = {
	cites: same(m.thread_cites),
	gathers: same(m.thread_gathers),
	answers: { alone: m.thread_answers, through: m.thread_answers_what },
	names: same(m.thread_names),
	'by-draft': same(m.thread_by_draft),
	made: { alone: m.thread_made, through: m.thread_made_with },
	'goes-on': same(m.thread_goes_on_in),
	departs: { alone: m.thread_departs_here, through: m.thread_departs },
	holds: { alone: m.thread_holds, through: m.thread_holds_what },
	'leaves-out': { alone: m.thread_leaves_out, through: m.thread_leaves_out_what },
	lights: { alone: m.thread_lights, through: m.thread_lights_what },
	'leaves-dark': { alone: m.thread_leaves_dark, through: m.thread_leaves_dark_what },
	sketched: { alone: m.thread_sketched, through: m.thread_sketched_what },
	serves: { alone: m.thread_serves, through: m.thread_serves_what }
} satisfies Record<Tie, Said>;

const backward = {
	...forward,
	cites: { alone: m.thread_from_cites, through: m.thread_from_cites_what },
	names: { alone: m.thread_from_names, through: m.thread_from_names_what },
	answers: { alone: m.thread_from_answers, through: m.thread_from_answers_what },
	made: same(m.thread_from_made),
	'goes-on': same(m.thread_from_goes_on),
	departs: same(m.thread_from_departs),
	holds: same(m.thread_from_holds),
	'leaves-out': same(m.thread_from_leaves_out),
	sketched: same(m.thread_from_sketched),
	serves: same(m.thread_from_serves)
} satisfies Record<Tie, Said>;

/** How each item of a thread holds to the thread, in the reader's words. */
export function tiesOf(thread: Thread): (knot: Knot, way: 'became' | 'came-from') => string {
	const known = new Map([thread.item, ...[...thread.became, ...thread.cameFrom].flatMap(({ knots }) => knots.map(({ item }) => item))].map((item) => [item.code, item]));
	return ({ item, tie, through }, way) => {
		// an amendment that answers a need says so, whichever way one reads
		const said = (way === 'became' || (tie === 'answers' && item.kind === 'amendment') ? forward : backward)[tie];
		if (tie === 'sketched' && way === 'became' && through.length === 0 && thread.item.kind !== 'scenario') return m.thread_sketched_text();
		return through.length === 0 ? said.alone() : said.through({ what: through.map((code) => shortName(known.get(code), code)).join(', ') });
	};
}

const stops = {
	'not-cited': () => m.thread_end_not_cited(),
	'not-amended': () => m.thread_end_not_amended(),
	'not-in-chosen': (scenario) => m.thread_end_not_in_chosen({ scenario }),
	'not-chosen': (scenario) => m.thread_end_not_chosen({ scenario }),
	'not-served': () => m.thread_end_not_served(),
	'no-sketch': () => m.thread_end_no_sketch(),
	'no-scenario': () => m.thread_end_no_scenario()
} satisfies Record<Exclude<Extract<End, { end: 'stopped' }>['why'], 'fates'>, (scenario: string) => string>;

export interface EndInWords {
	readonly title: string;
	readonly tone: 'light' | 'plain' | 'warning';
	readonly sentences: readonly string[];
}

/** Where a thread ends, and why in the room's own reasons (MO321). */
export function endInWords({ item, end }: Thread, life: 'under-way' | 'over'): EndInWords {
	if (end.end === 'in-strategy') return { title: m.thread_end(), tone: 'light', sentences: [item.kind === 'line' ? m.thread_end_line() : (end.by === 'sketch' ? m.thread_end_sketched : m.thread_end_strategy)({ lines: end.lines.join(', ') })] };
	if (end.end === 'under-way') return { title: m.thread_goes_on(), tone: 'plain', sentences: [m.thread_end_under_way()] };
	if (end.why !== 'fates') return { title: m.thread_stops(), tone: 'warning', sentences: [stops[end.why](end.codes[0] ?? '')] };
	const sentences = end.fates.map((one) => {
		const told = { code: one.code, fate: fateInWords(one, life) };
		return one.stateReason ? m.thread_fate_reason({ ...told, reason: one.stateReason }) : m.thread_fate(told);
	});
	return { title: m.thread_stops(), tone: 'warning', sentences };
}
