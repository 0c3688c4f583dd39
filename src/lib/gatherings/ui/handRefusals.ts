import { m } from '#lib/words/messages.js';
import type { ActRefusal } from '../server/stepActs.ts';

/** What somebody in the room may be told: the console's own refusals never travel to a phone. */
export const refusals = {
	'gathering-closed': () => m.gatherings_refusal_gathering_closed(),
	'seat-unknown': () => m.gatherings_refusal_seat_unknown(),
	'seat-expelled': () => m.gatherings_refusal_seat_expelled(),
	'seat-merged': () => m.gatherings_refusal_seat_merged(),
	'step-not-open': () => m.gatherings_refusal_step_not_open(),
	'act-unknown': () => m.gatherings_refusal_act_unknown(),
	'act-unreadable': () => m.gatherings_refusal_act_unreadable(),
	'act-not-yours': () => m.gatherings_refusal_act_not_yours(),
	'seat-waiting': () => m.gatherings_refusal_seat_waiting(),
	'seat-not-on-paper': () => m.gatherings_refusal_seat_not_on_paper(),
	'weather-just-said': () => m.gatherings_refusal_weather_just_said(),
	'reading-out-of-range': () => m.gatherings_refusal_reading_out_of_range(),
	'not-sent': () => m.gatherings_refusal_not_sent()
} satisfies Record<ActRefusal | 'seat-unknown' | 'seat-expelled' | 'seat-merged' | 'weather-just-said' | 'reading-out-of-range' | 'not-sent', () => string>;

/** Whether the room itself refuses so, whatever the step. */
export const isOfRoom = (reason: string): boolean => Object.hasOwn(refusals, reason);

/** The sentence of a refusal; one that has no words here is said as something unreadable, never as a code. */
export const refusalInWords = (reason: string): string =>
	isOfRoom(reason) ? refusals[reason as keyof typeof refusals]() : m.gatherings_refusal_act_unreadable();
