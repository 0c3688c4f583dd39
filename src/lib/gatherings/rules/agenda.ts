// The agenda of a gathering: its steps as data, which a facilitator reorders, shortens or leaves out.
import * as v from 'valibot';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { StepRegistry } from './step.ts';

/** What people do with their phone: « parler » and « écouter » put it down, « regarder » looks at the wall, « écrire » and « choisir » use it, each for oneself; « pause » leaves it. */
export const registers = ['speak', 'listen', 'watch', 'write', 'choose', 'pause'] as const;
export type Register = (typeof registers)[number];

export interface AgendaStep {
	/** a key of the registry of steps */
	readonly step: string;
	/** whole minutes */
	readonly plannedMinutes: number;
	/** whole minutes, at least 1, at most the planned ones */
	readonly minimumMinutes: number;
	/** never shortened below its minimum, never dropped */
	readonly isProtected: boolean;
	/** may be dropped when the room is late */
	readonly isOptional: boolean;
	readonly register: Register;
	/** said to the room as the step begins, in place of the usual words; up to 280 characters */
	readonly sentence?: string;
	/** left out by the facilitator: stays in the agenda, is passed over */
	readonly droppedAt?: string;
}

/** `version` is the shape's, so that what one release wrote the next one reads. */
export interface Agenda {
	readonly version: 1;
	readonly steps: readonly AgendaStep[];
	/** the minutes promised to the room, set when the doors open: what is dropped later does not move the end */
	readonly promisedMinutes?: number;
}

/** The longest that one step may be planned for, in minutes. */
export const longestStep = 240;

const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(longestStep));

const shape = v.strictObject({
	version: v.literal(1),
	promisedMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
	steps: v.pipe(
		v.array(
			v.pipe(
				v.strictObject({
					step: v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,59}$/)),
					plannedMinutes: minutes,
					minimumMinutes: minutes,
					isProtected: v.boolean(),
					isOptional: v.boolean(),
					register: v.picklist(registers),
					sentence: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(560))),
					droppedAt: v.optional(v.pipe(v.string(), v.isoTimestamp()))
				}),
				v.check((step) => step.minimumMinutes <= step.plannedMinutes),
				v.check((step) => !(step.isProtected && (step.isOptional || step.droppedAt !== undefined)))
			)
		),
		v.minLength(1),
		v.maxLength(60),
		v.check((steps) => new Set(steps.map(({ step }) => step)).size === steps.length)
	)
});

export type AgendaRefusal = 'agenda-malformed';

/** Reads an agenda on its way in and out: whole minutes from 1 to 240, minimum within planned, each step once, nothing protected that is optional or dropped (GA1). */
export function readAgenda(input: unknown): Outcome<Agenda, AgendaRefusal> {
	const read = v.safeParse(shape, input);
	return read.success ? accepted(read.output as Agenda) : refused('agenda-malformed');
}

/** Per step that comes before something that it stands on: those that should have come first, in the order of the agenda (GA26). Dropped ones are not missed. */
export function outOfOrder(registry: StepRegistry, { steps }: { readonly steps: readonly Pick<AgendaStep, 'step' | 'droppedAt'>[] }): ReadonlyMap<string, readonly string[]> {
	const standing = steps.filter(({ droppedAt }) => droppedAt === undefined).map(({ step }) => step);
	return new Map(
		standing.flatMap((step, place) => {
			const late = standing.slice(place + 1).filter((other) => registry[step]?.standsOn?.includes(other));
			return late.length > 0 ? [[step, late] as const] : [];
		})
	);
}

/** The minutes of the steps that are not dropped. */
export const minutesOf = (steps: readonly AgendaStep[]): number =>
	steps.reduce((sum, step) => sum + (step.droppedAt === undefined ? step.plannedMinutes : 0), 0);
