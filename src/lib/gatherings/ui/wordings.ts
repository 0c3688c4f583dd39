import { m } from '#lib/words/messages.js';
import { capacities, type Capacity } from '../../projects/rules/capacities.ts';
import type { Register } from '../rules/agenda.ts';
import type { Life, PathStep, Weather } from '../rules/frames.ts';

export const capacityWords = {
	juror: { name: () => m.gatherings_capacity_juror(), hint: () => m.gatherings_capacity_juror_hint() },
	prescriber: { name: () => m.gatherings_capacity_prescriber(), hint: () => m.gatherings_capacity_prescriber_hint() },
	buyer: { name: () => m.gatherings_capacity_buyer(), hint: () => m.gatherings_capacity_buyer_hint() },
	'elected-official': {
		name: () => m.gatherings_capacity_elected_official(),
		hint: () => m.gatherings_capacity_elected_official_hint()
	},
	contractor: { name: () => m.gatherings_capacity_contractor(), hint: () => m.gatherings_capacity_contractor_hint() },
	reservist: { name: () => m.gatherings_capacity_reservist(), hint: () => m.gatherings_capacity_reservist_hint() },
	observer: { name: () => m.gatherings_capacity_observer(), hint: () => m.gatherings_capacity_observer_hint() }
} satisfies Record<Capacity, { name: () => string; hint: () => string }>;

/** Those that somebody may take at the door: a reservist comes in with an account, on a dated mandate (PRO-4). */
export const openCapacities = capacities.filter((capacity) => capacity !== 'reservist');

export const registerWords = {
	speak: { name: () => m.gatherings_register_speak(), hint: () => m.gatherings_register_speak_hint() },
	listen: { name: () => m.gatherings_register_listen(), hint: () => m.gatherings_register_listen_hint() },
	watch: { name: () => m.gatherings_register_watch(), hint: () => m.gatherings_register_watch_hint() },
	write: { name: () => m.gatherings_register_write(), hint: () => m.gatherings_register_write_hint() },
	choose: { name: () => m.gatherings_register_choose(), hint: () => m.gatherings_register_choose_hint() },
	pause: { name: () => m.gatherings_register_pause(), hint: () => m.gatherings_register_pause_hint() }
} satisfies Record<Register, { name: () => string; hint: () => string }>;

export const weatherWords = {
	sun: () => m.gatherings_weather_sun(),
	cloud: () => m.gatherings_weather_cloud(),
	storm: () => m.gatherings_weather_storm()
} satisfies Record<Weather, () => string>;

export const lifeWords = {
	planned: () => m.gatherings_desk_life_planned(),
	'doors-open': () => m.gatherings_desk_life_doors_open(),
	running: () => m.gatherings_desk_life_running(),
	closed: () => m.gatherings_desk_life_closed()
} satisfies Record<Life, () => string>;

export const stateWords = {
	done: () => m.gatherings_path_done(),
	now: () => m.gatherings_path_now(),
	'to-come': () => m.gatherings_path_to_come(),
	dropped: () => m.gatherings_path_dropped()
} satisfies Record<PathStep['state'], () => string>;

const consequenceVerbs: Readonly<Record<string, (of: { what: string }) => string>> = {
	opens: m.gatherings_consequence_opens,
	closes: m.gatherings_consequence_closes,
	reveals: m.gatherings_consequence_reveals,
	freezes: m.gatherings_consequence_freezes,
	unfreezes: m.gatherings_consequence_unfreezes
};

/** `reveals-cards` → « Dévoile : les fiches », with the step's own word for the thing where it gave one. */
export function consequenceInWords(consequence: string, nameOf: (what: string) => string): string {
	const [verb = '', ...rest] = consequence.split('-');
	const what = nameOf(rest.join('-'));
	return consequenceVerbs[verb]?.({ what }) ?? what;
}

/** A short code as it is read aloud: by threes. The door does not count the spaces. */
export const spell = (code: string): string => code.match(/.{1,3}/gu)?.join('\u00a0') ?? code;
