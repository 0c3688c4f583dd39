// A template as a file that one authority hands to another: what is in it, and what is believed of one that comes from outside.
import * as v from 'valibot';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { StepRegistry } from './step.ts';
import { readTemplate, standingOf, standings, type Template, type TemplateFault } from './templates.ts';

export const templateFileFormat = 'eclaireurs-modele';
export const templateFileEnding = '.eclaireurs-modele.json';
/** Of the file's shape: a release reads all those up to its own. */
export const templateFileVersion = 1;
/** In bytes, looked at before anything is read. Forty steps with every sentence at its longest stay under a third of it. */
export const largestTemplateFile = 64 * 1024;

export type ImportRefusal =
	| 'file-missing'
	| 'file-too-large'
	| 'file-not-json'
	| 'file-of-something-else'
	| 'file-of-a-later-release'
	| 'file-malformed'
	| 'file-steps-unknown'
	| TemplateFault;

/** The text of the file: no id, no date, no name of a person or of an authority (GA34). */
export function writeTemplateFile(kind: string, { name, description, steps }: Template): string {
	return `${JSON.stringify(
		{
			format: templateFileFormat,
			version: templateFileVersion,
			kind,
			name,
			description,
			steps: steps.map(({ step, plannedMinutes, minimumMinutes, sentence, ...flags }) => ({
				step,
				plannedMinutes,
				minimumMinutes,
				standing: standingOf(flags),
				...(sentence === undefined ? {} : { sentence })
			}))
		},
		null,
		2
	)}\n`;
}

/** The name under which the file is saved: letters, figures and hyphens. */
export const templateFileName = (name: string): string =>
	`${
		name
			.normalize('NFKD')
			.toLowerCase()
			.replace(/\p{M}/gu, '')
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-+|-+$/g, '')
			.slice(0, 60) || 'modele'
	}${templateFileEnding}`;

const words = v.pipe(v.string(), v.maxLength(4_000));
const minutes = v.pipe(v.number(), v.integer());
const head = v.object({ format: v.literal(templateFileFormat), version: v.pipe(v.number(), v.integer(), v.minValue(1)), kind: v.string() });
const shape = v.strictObject({
	...head.entries,
	name: words,
	description: v.optional(words, ''),
	steps: v.array(
		v.strictObject({
			step: v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,59}$/)),
			plannedMinutes: minutes,
			minimumMinutes: minutes,
			standing: v.picklist(standings),
			sentence: v.optional(words, '')
		})
	)
});

export interface ReadTemplateFile {
	readonly template: Template;
	/** steps of a later release that were left out, as was asked */
	readonly leftOut: readonly string[];
}

function parse(kind: string, text: string): Outcome<v.InferOutput<typeof shape>, ImportRefusal> {
	if (text.length > largestTemplateFile) return refused('file-too-large');
	let value: unknown;
	try {
		// a text editor may have written a mark in front
		value = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		return refused('file-not-json');
	}
	const said = v.safeParse(head, value);
	if (!said.success || said.output.kind !== kind) return refused('file-of-something-else');
	if (said.output.version > templateFileVersion) return refused('file-of-a-later-release');
	const read = v.safeParse(shape, value);
	return read.success ? accepted(read.output) : refused('file-malformed');
}

/** The steps of a file that this release does not know, in its order; none when the file cannot be read. */
export function unknownStepsIn(registry: StepRegistry, kind: string, text: string): readonly string[] {
	const parsed = parse(kind, text);
	return parsed.accepted ? [...new Set(parsed.value.steps.map(({ step }) => step).filter((step) => !Object.hasOwn(registry, step)))] : [];
}

/**
 * Reads a file that comes from outside, whole or not at all (GA35). Refuses one that is too large, is no JSON, is of something else or of a later
 * version, has another shape, or whose template the rules would refuse; and one that names a step of a later release, unless it is asked to leave
 * such steps out.
 */
export function readTemplateFile(registry: StepRegistry, kind: string, text: string, unknown: 'refuse' | 'leave-out'): Outcome<ReadTemplateFile, ImportRefusal> {
	const parsed = parse(kind, text);
	if (!parsed.accepted) return parsed;
	const leftOut = unknownStepsIn(registry, kind, text);
	if (leftOut.length > 0 && unknown === 'refuse') return refused('file-steps-unknown');
	const template = readTemplate(registry, {
		name: parsed.value.name,
		description: parsed.value.description,
		steps: parsed.value.steps
			.filter(({ step }) => !leftOut.includes(step))
			.map(({ plannedMinutes, minimumMinutes, ...step }) => ({ ...step, planned: String(plannedMinutes), minimum: String(minimumMinutes) }))
	});
	return template.accepted ? accepted({ template: template.value, leftOut }) : template;
}
