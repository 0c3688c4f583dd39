// Templates of gatherings: the agenda that a new gathering begins with, as an authority keeps it, and how it is typed, arranged and judged.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Act } from '../../people/rules/may.ts';
import { longestStep, type Agenda, type AgendaStep } from './agenda.ts';
import type { StepRegistry } from './step.ts';

/** One step of a template. What people do with their phone in it is the step's own, and is read from the registry. */
export type TemplateStep = Omit<AgendaStep, 'register' | 'droppedAt'>;

export interface Template {
	readonly name: string;
	/** for whom it is, when it fits; may be empty */
	readonly description: string;
	readonly steps: readonly TemplateStep[];
}

/** Lengths in characters, as seen. */
export const templateLimits = { name: 80, description: 400, sentence: 280, steps: 40 } as const;

/** Templates that one authority keeps, for each kind of gathering. */
export const mostTemplates = 100;

/** Who reads an authority's templates, and who writes them: asked about all the places that somebody has in its projects (GA33). */
export const templateActs = {
	read: { name: 'read-templates', allows: ['administrator', 'facilitator', 'buyer', 'prescriber', 'elected-official'] },
	edit: { name: 'edit-templates', allows: ['administrator', 'facilitator'] }
} satisfies Record<string, Act>;

/** How late a room may treat a step: as any other, dropped first, or never cut. */
export const standings = ['plain', 'optional', 'protected'] as const;
export type Standing = (typeof standings)[number];

export const standingOf = ({ isProtected, isOptional }: Pick<TemplateStep, 'isProtected' | 'isOptional'>): Standing => (isProtected ? 'protected' : isOptional ? 'optional' : 'plain');

/** A template as it is typed: figures are still text. */
export interface TypedStep {
	readonly step: string;
	readonly planned: string;
	readonly minimum: string;
	readonly standing: string;
	readonly sentence: string;
}
export interface TypedTemplate {
	readonly name: string;
	readonly description: string;
	readonly steps: readonly TypedStep[];
}

export type TemplateFault =
	| 'template-name-missing'
	| 'template-name-too-long'
	| 'template-description-too-long'
	| 'template-empty'
	| 'template-too-many-steps'
	| 'template-step-unknown'
	| 'template-step-twice'
	| 'template-minutes'
	| 'template-minimum'
	| 'template-step-stays-protected'
	| 'template-step-taken-up'
	| 'template-sentence-too-long';

export interface FoundFault {
	readonly reason: TemplateFault;
	/** the place of the step in the template; absent for the template as a whole */
	readonly place?: number;
	readonly field: 'name' | 'description' | 'steps' | 'planned' | 'minimum' | 'standing' | 'sentence';
}

// What turns a line around or is not seen has no place in a text that somebody else reads.
const unseen = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
/** The spaces that hold French signs to their words stay. */
const tidy = (text: string): string => text.replace(unseen, ' ').normalize('NFC').replace(/[^\S\u00a0\u202f]+/gu, ' ').trim();
const lengthOf = (text: string): number => [...text].length;

/** « Deux heures » and « deux  Heures » are one name. */
export const foldTemplateName = (name: string): string =>
	tidy(name)
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');

const minutesTyped = (text: string): number | undefined => {
	const minutes = /^\s*\d{1,3}\s*$/.test(text) ? Number(text) : NaN;
	return minutes >= 1 && minutes <= longestStep ? minutes : undefined;
};

/** What a step may be in a template: one that the registry protects stays so; one whose work another of these steps takes up is not optional, unless that other one is too (GA28). */
export function standingsFor(registry: StepRegistry, step: string, steps: readonly { readonly step: string; readonly standing: string }[]): readonly Standing[] {
	if (registry[step]?.usual.isProtected) return ['protected'];
	return takersOf(registry, step, steps).length > 0 ? ['plain', 'protected'] : standings;
}

/** The steps that take up the work of this one and that the room would still come to if it were dropped, in the order of the template (GA28). */
export const takersOf = (registry: StepRegistry, step: string, steps: readonly { readonly step: string; readonly standing: string }[]): readonly string[] =>
	steps.filter((other) => other.standing !== 'optional' && registry[other.step]?.takesUp?.includes(step)).map((other) => other.step);

/** All that is wrong in a template as it was typed, in the order of its fields (GA27, GA28). `registry` holds the rules of the steps that this release knows. */
export function faultsOf(registry: StepRegistry, typed: TypedTemplate): readonly FoundFault[] {
	const found: FoundFault[] = [];
	const name = tidy(typed.name);
	if (foldTemplateName(name) === '') found.push({ reason: 'template-name-missing', field: 'name' });
	else if (lengthOf(name) > templateLimits.name) found.push({ reason: 'template-name-too-long', field: 'name' });
	if (lengthOf(tidy(typed.description)) > templateLimits.description) found.push({ reason: 'template-description-too-long', field: 'description' });
	if (typed.steps.length === 0) found.push({ reason: 'template-empty', field: 'steps' });
	if (typed.steps.length > templateLimits.steps) found.push({ reason: 'template-too-many-steps', field: 'steps' });
	for (const [place, { step, planned, minimum, standing, sentence }] of typed.steps.slice(0, templateLimits.steps).entries()) {
		if (!Object.hasOwn(registry, step)) {
			found.push({ reason: 'template-step-unknown', place, field: 'steps' });
			continue;
		}
		if (typed.steps.findIndex((other) => other.step === step) < place) found.push({ reason: 'template-step-twice', place, field: 'steps' });
		const [most, least] = [minutesTyped(planned), minutesTyped(minimum)];
		if (most === undefined) found.push({ reason: 'template-minutes', place, field: 'planned' });
		if (least === undefined) found.push({ reason: 'template-minutes', place, field: 'minimum' });
		else if (most !== undefined && least > most) found.push({ reason: 'template-minimum', place, field: 'minimum' });
		const allowed: readonly string[] = standingsFor(registry, step, typed.steps);
		if (!allowed.includes(standing)) found.push({ reason: registry[step]!.usual.isProtected ? 'template-step-stays-protected' : 'template-step-taken-up', place, field: 'standing' });
		if (lengthOf(tidy(sentence)) > templateLimits.sentence) found.push({ reason: 'template-sentence-too-long', place, field: 'sentence' });
	}
	return found;
}

/** Reads a template as it was typed; refuses with the first of its faults (GA27, GA28). */
export function readTemplate(registry: StepRegistry, typed: TypedTemplate): Outcome<Template, TemplateFault> {
	const [first] = faultsOf(registry, typed);
	if (first) return refused(first.reason);
	return accepted({
		name: tidy(typed.name),
		description: tidy(typed.description),
		steps: typed.steps.map(({ step, planned, minimum, standing, sentence }) => ({
			step,
			plannedMinutes: minutesTyped(planned)!,
			minimumMinutes: minutesTyped(minimum)!,
			isProtected: standing === 'protected',
			isOptional: standing === 'optional',
			...(tidy(sentence) === '' ? {} : { sentence: tidy(sentence) })
		}))
	});
}

const typedStep = ({ step, plannedMinutes, minimumMinutes, sentence = '', ...flags }: TemplateStep): TypedStep => ({
	step,
	planned: String(plannedMinutes),
	minimum: String(minimumMinutes),
	standing: standingOf(flags),
	sentence
});

/** A template as its form shows it. A step that this release does not know any more is left out: `leftOut` names it. */
export function typedOf(registry: StepRegistry, { name, description, steps }: Template): TypedTemplate & { readonly leftOut: readonly string[] } {
	const isKnown = ({ step }: TemplateStep) => Object.hasOwn(registry, step);
	return { name, description, steps: steps.filter(isKnown).map(typedStep), leftOut: steps.filter((step) => !isKnown(step)).map(({ step }) => step) };
}

export type Arrangement =
	| { readonly do: 'move'; readonly place: number; readonly to: number }
	| { readonly do: 'remove'; readonly place: number }
	/** in the place that it usually has */
	| { readonly do: 'add'; readonly step: string };

/** What a button of the form asks for: `up`, `down`, `place`, `remove` or `add`, a colon, the step; `to` is the place chosen for it, from 1. Undefined when it means nothing. */
export function arrangementOf(gesture: string, steps: readonly Pick<TypedStep, 'step'>[], to: string): Arrangement | undefined {
	const [verb, step = ''] = gesture.split(':');
	if (verb === 'add') return { do: 'add', step };
	const place = steps.findIndex((one) => one.step === step);
	if (place < 0) return undefined;
	if (verb === 'remove') return { do: 'remove', place };
	if (verb === 'up' || verb === 'down') return { do: 'move', place, to: verb === 'up' ? place - 1 : place + 1 };
	return verb === 'place' && /^\d{1,2}$/.test(to) ? { do: 'move', place, to: Number(to) - 1 } : undefined;
}

/** Moves, removes or adds one step of a template that is being typed; whatever cannot be done changes nothing (GA30). What is typed in the other steps stays. */
export function arrange(registry: StepRegistry, steps: readonly TypedStep[], change: Arrangement): readonly TypedStep[] {
	if (change.do === 'add') {
		const rule = Object.hasOwn(registry, change.step) ? registry[change.step] : undefined;
		if (!rule || steps.some(({ step }) => step === change.step) || steps.length >= templateLimits.steps) return steps;
		const usual = Object.keys(registry);
		const rank = usual.indexOf(change.step);
		const before = steps.findLastIndex(({ step }) => usual.indexOf(step) < rank);
		return steps.toSpliced(before + 1, 0, typedStep({ step: change.step, ...rule.usual }));
	}
	const moved = steps[change.place];
	if (!moved) return steps;
	const others = steps.filter((_, place) => place !== change.place);
	if (change.do === 'remove') return others;
	if (!Number.isInteger(change.to) || change.to < 0 || change.to >= steps.length) return steps;
	return others.toSpliced(change.to, 0, moved);
}

/** Per step that takes up the work of steps that are not there: which (GA29). Said, never refused. */
export function missingFor(registry: StepRegistry, steps: readonly { readonly step: string }[]): ReadonlyMap<string, readonly string[]> {
	const there = new Set(steps.map(({ step }) => step));
	return new Map(
		steps.flatMap(({ step }) => {
			const missing = (registry[step]?.takesUp ?? []).filter((other) => !there.has(other));
			return missing.length > 0 ? [[step, missing] as const] : [];
		})
	);
}

/** The agenda that a gathering begins with: the steps of the template that this release offers, in its order (GA31, MO282). */
export function agendaFrom(registry: StepRegistry, { steps }: Pick<Template, 'steps'>, offered: readonly string[]): Agenda {
	return {
		version: 1,
		steps: steps.filter(({ step }) => offered.includes(step) && Object.hasOwn(registry, step)).map((step) => ({ ...step, register: registry[step.step]!.usual.register }))
	};
}

/** The same agenda for another day: what was left out stays so and can be put back; what was promised to the other room is not (GA37). */
export const agendaAgain = ({ version, steps }: Agenda): Agenda => ({ version, steps });

/** The steps of an agenda as a template keeps them: those that were left out are not there (GA36). */
export const templateStepsOf = ({ steps }: Agenda): readonly TemplateStep[] =>
	steps.filter(({ droppedAt }) => droppedAt === undefined).map(({ register: _, droppedAt: __, ...step }) => step);

/** The minutes that each step really took, as a template may take them over: rounded to a whole minute, from 1 to 240; a step that the room was not in is not told (GA36). `spent` in milliseconds. */
export function minutesTaken(spent: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
	return new Map([...spent].flatMap(([step, time]) => (time > 0 ? [[step, Math.min(longestStep, Math.max(1, Math.round(time / 60_000)))] as const] : [])));
}

/** Takes over the minutes that each step took; its minimum comes down with them where it must (GA36). */
export const withMinutes = (steps: readonly TypedStep[], taken: ReadonlyMap<string, number>): readonly TypedStep[] =>
	steps.map((row) => {
		const minutes = taken.get(row.step);
		if (minutes === undefined) return row;
		const least = minutesTyped(row.minimum);
		return { ...row, planned: String(minutes), minimum: String(Math.min(least ?? minutes, minutes)) };
	});

/** What differs between two states of a template: of the whole, and step by step. */
export interface Difference {
	readonly what: 'name' | 'description' | 'order' | 'added' | 'removed' | 'minutes' | 'standing' | 'sentence';
	readonly step?: string;
}

/** What somebody else changed, for whoever was typing at the same time (GA31). Only places among the steps that stand in both count as order. */
export function differencesOf(before: Template, after: Template): readonly Difference[] {
	const found: Difference[] = [];
	if (before.name !== after.name) found.push({ what: 'name' });
	if (before.description !== after.description) found.push({ what: 'description' });
	const names = (template: Template, other: Template) => template.steps.map(({ step }) => step).filter((step) => other.steps.some((one) => one.step === step));
	if (names(before, after).join(' ') !== names(after, before).join(' ')) found.push({ what: 'order' });
	for (const { step } of before.steps) if (!after.steps.some((one) => one.step === step)) found.push({ what: 'removed', step });
	for (const now of after.steps) {
		const was = before.steps.find(({ step }) => step === now.step);
		if (!was) found.push({ what: 'added', step: now.step });
		else {
			if (was.plannedMinutes !== now.plannedMinutes || was.minimumMinutes !== now.minimumMinutes) found.push({ what: 'minutes', step: now.step });
			if (standingOf(was) !== standingOf(now)) found.push({ what: 'standing', step: now.step });
			if ((was.sentence ?? '') !== (now.sentence ?? '')) found.push({ what: 'sentence', step: now.step });
		}
	}
	return found;
}

/**
 * The name of a copy: the same where nobody has it, else marked, « Deux heures (copie) », « Deux heures (copie 2) », never longer than a name may be (GA40).
 * `marked`: the mark of the copy of that number, from 1. Templates are told apart by their names.
 */
export function nameOfCopy(name: string, taken: readonly string[], marked: (copy: number) => string): string {
	if (!taken.includes(name)) return name;
	for (let copy = 1; ; copy += 1) {
		const mark = ` ${marked(copy)}`;
		const found = `${[...name].slice(0, templateLimits.name - mark.length).join('')}${mark}`;
		if (!taken.includes(found)) return found;
	}
}
