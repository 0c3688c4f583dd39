import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agendaFrom, agendaAgain, arrange, arrangementOf, differencesOf, faultsOf, foldTemplateName, minutesTaken, missingFor, nameOfCopy, readTemplate, standingsFor, templateLimits, templateStepsOf, typedOf, withMinutes, type Arrangement, type Template, type TypedStep } from './templates.ts';
import { largestTemplateFile, readTemplateFile, templateFileName, unknownStepsIn, writeTemplateFile } from './templateFile.ts';
import { readAgenda } from './agenda.ts';
import type { StepRegistry } from './step.ts';

const rule = (planned: number, minimum: number, more: { isProtected?: true; isOptional?: true; takesUp?: string[]; standsOn?: string[] } = {}) => ({
	usual: { plannedMinutes: planned, minimumMinutes: minimum, isProtected: more.isProtected ?? false, isOptional: more.isOptional ?? false, register: 'speak' as const },
	onEnter: [],
	onLeave: [],
	...more
});
const registry: StepRegistry = {
	arrive: rule(6, 4),
	write: rule(10, 7, { standsOn: ['arrive'] }),
	group: rule(18, 12, { standsOn: ['arrive', 'write'], takesUp: ['write'] }),
	look: rule(10, 6, { isOptional: true }),
	vote: rule(10, 8, { isProtected: true, standsOn: ['group'] }),
	part: rule(6, 4)
};
const names = Object.keys(registry);

const row = (step: string, more: Partial<TypedStep> = {}): TypedStep => ({ ...typedOf(registry, { name: '', description: '', steps: [usual(step)] }).steps[0]!, ...more });
const usual = (step: string): Template['steps'][number] => {
	const { register: _, ...rest } = registry[step]!.usual;
	return { step, ...rest };
};
const typed = (steps: readonly TypedStep[], more: { name?: string; description?: string } = {}) => ({ name: 'Le matin', description: '', ...more, steps });

const anyTemplate: fc.Arbitrary<Template> = fc
	.record({
		name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
		description: fc.string({ unit: 'grapheme', maxLength: 120 }),
		steps: fc.shuffledSubarray(names, { minLength: 1 }).chain((steps) =>
			fc.tuple(
				...steps.map((step) =>
					fc.record({
						step: fc.constant(step),
						planned: fc.integer({ min: 1, max: 240 }),
						least: fc.integer({ min: 1, max: 240 }),
						standing: fc.constantFrom('plain', 'optional', 'protected'),
						sentence: fc.string({ unit: 'grapheme', maxLength: 60 })
					})
				)
			)
		)
	})
	.map(({ name, description, steps }) => ({
		name,
		description,
		steps: steps.map(({ step, planned, least, standing, sentence }) => ({ step, planned: String(Math.max(planned, least)), minimum: String(Math.min(planned, least)), standing, sentence }))
	}))
	.map((one) => readTemplate(registry, one))
	.filter((read) => read.accepted)
	.map((read) => (read.accepted ? read.value : (undefined as never)));

describe('what a template is', () => {
	test.each<[string, ReturnType<typeof typed>, readonly string[]]>([
		['nothing wrong', typed([row('arrive'), row('write')]), []],
		['no name', typed([row('arrive')], { name: ' \t ' }), ['template-name-missing']],
		['a name of signs alone', typed([row('arrive')], { name: '— !' }), ['template-name-missing']],
		['eighty characters', typed([row('arrive')], { name: 'é'.repeat(80) }), []],
		['eighty-one', typed([row('arrive')], { name: 'é'.repeat(81) }), ['template-name-too-long']],
		['a description too long', typed([row('arrive')], { description: 'a'.repeat(401) }), ['template-description-too-long']],
		['no step', typed([]), ['template-empty']],
		['a step of nowhere', typed([row('arrive'), row('arrive', { step: 'constructor' })]), ['template-step-unknown']],
		['a step twice', typed([row('arrive'), row('arrive')]), ['template-step-twice']],
		['forty-one steps', typed(Array.from({ length: 41 }, () => row('arrive'))), ['template-too-many-steps', ...Array.from({ length: 39 }, () => 'template-step-twice')]],
		['minutes: none', typed([row('arrive', { planned: '' })]), ['template-minutes']],
		['minutes: zero', typed([row('arrive', { planned: '0', minimum: '1' })]), ['template-minutes']],
		['minutes: half', typed([row('arrive', { planned: '6.5' })]), ['template-minutes']],
		['minutes: 241', typed([row('arrive', { planned: '241' })]), ['template-minutes']],
		['minutes: 240, with spaces', typed([row('arrive', { planned: ' 240 ' })]), []],
		['a minimum above', typed([row('arrive', { planned: '6', minimum: '7' })]), ['template-minimum']],
		['a sentence too long', typed([row('arrive', { sentence: 'a'.repeat(281) })]), ['template-sentence-too-long']]
	])('[GA27] %s', (_, given, reasons) => {
		expect(faultsOf(registry, given).map(({ reason }) => reason)).toEqual(reasons);
		const read = readTemplate(registry, given);
		expect(read.accepted ? [] : [read.reason]).toEqual(reasons.slice(0, 1));
	});

	test('[GA27] what is not seen, or turns a line around, is not kept; nothing else of a text is touched', () => {
		const hostile = 'Le\u202e matin\u0000 <script>alert(1)</script>\ud800 \u2066👩‍🌾';
		const read = readTemplate(registry, typed([row('arrive', { sentence: hostile })], { name: hostile }));
		expect(read.accepted && [read.value.name, read.value.steps[0]!.sentence]).toEqual(['Le matin <script>alert(1)</script> 👩‍🌾', 'Le matin <script>alert(1)</script> 👩‍🌾']);
	});

	test('[GA27] the spaces that hold French signs to their words are kept', () => {
		const read = readTemplate(registry, typed([row('arrive', { sentence: '  Bienvenue\u00a0!\nOn\t commence ' })]));
		expect(read.accepted && read.value.steps[0]!.sentence).toBe('Bienvenue\u00a0! On commence');
	});

	test.each<[string, readonly TypedStep[], readonly string[]]>([
		['a step that is always protected stays so', [row('vote', { standing: 'plain' })], ['template-step-stays-protected']],
		['nor becomes optional', [row('vote', { standing: 'optional' })], ['template-step-stays-protected']],
		['one whose work another takes up is not optional', [row('write', { standing: 'optional' }), row('group')], ['template-step-taken-up']],
		['unless that other one is too', [row('write', { standing: 'optional' }), row('group', { standing: 'optional' })], []],
		['or is not there', [row('write', { standing: 'optional' })], []],
		['any other may be protected', [row('write', { standing: 'protected' }), row('look', { standing: 'protected' })], []],
		['a word of no meaning', [row('arrive', { standing: 'both' })], ['template-step-taken-up']]
	])('[GA28] %s', (_, steps, reasons) => {
		expect(faultsOf(registry, typed(steps)).map(({ reason }) => reason)).toEqual(reasons);
		for (const { step, standing } of steps) expect(standingsFor(registry, step, steps).includes(standing as never)).toBe(!faultsOf(registry, typed(steps)).some(({ place, field }) => field === 'standing' && steps[place!]!.step === step));
	});

	test('[GA29] a step without the one whose work it takes up is told, never refused', () => {
		expect([...missingFor(registry, [row('arrive'), row('group')])]).toEqual([['group', ['write']]]);
		expect([...missingFor(registry, names.map((step) => row(step)))]).toEqual([]);
		expect(faultsOf(registry, typed([row('arrive'), row('group')]))).toEqual([]);
	});

	test('[GA32] « Deux heures » and « deux  HEURES ! » are one name', () => {
		expect(foldTemplateName('Deux heures')).toBe(foldTemplateName(' deux  HEURES ! '));
		expect(foldTemplateName('Été')).toBe(foldTemplateName('ete'));
	});
});

describe('arranging', () => {
	const orderOf = (steps: readonly TypedStep[]) => steps.map(({ step }) => step).join(' ');
	const four = ['arrive', 'write', 'group', 'part'].map((step) => row(step));
	test.each<[string, Arrangement, string]>([
		['up', { do: 'move', place: 2, to: 1 }, 'arrive group write part'],
		['down', { do: 'move', place: 0, to: 1 }, 'write arrive group part'],
		['to the end', { do: 'move', place: 0, to: 3 }, 'write group part arrive'],
		['above the first', { do: 'move', place: 0, to: -1 }, 'arrive write group part'],
		['below the last', { do: 'move', place: 3, to: 4 }, 'arrive write group part'],
		['a place that is not there', { do: 'move', place: 9, to: 0 }, 'arrive write group part'],
		['half a place', { do: 'move', place: 0, to: 1.5 }, 'arrive write group part'],
		['remove', { do: 'remove', place: 1 }, 'arrive group part'],
		['add at its usual place', { do: 'add', step: 'vote' }, 'arrive write group vote part'],
		['add what is there', { do: 'add', step: 'write' }, 'arrive write group part'],
		['add what is nowhere', { do: 'add', step: 'toString' }, 'arrive write group part']
	])('[GA30] %s', (_, change, order) => {
		expect(orderOf(arrange(registry, four, change))).toBe(order);
	});

	test.each<[string, string, Arrangement | undefined]>([
		['up:group', '', { do: 'move', place: 2, to: 1 }],
		['down:group', '', { do: 'move', place: 2, to: 3 }],
		['place:group', '1', { do: 'move', place: 2, to: 0 }],
		['place:group', '-1', undefined],
		['place:group', '', undefined],
		['remove:part', '', { do: 'remove', place: 3 }],
		['remove:vote', '', undefined],
		['add:vote', '', { do: 'add', step: 'vote' }],
		['', '', undefined],
		['up', '', undefined],
		['turn:part', '1', undefined]
	])('[GA30] the button « %s »', (gesture, to, change) => expect(arrangementOf(gesture, four, to)).toEqual(change));

	test('[GA30] the first goes in front, and a step that is put back has its usual minutes', () => {
		const added = arrange(registry, [row('write', { planned: '99' })], { do: 'add', step: 'arrive' });
		expect(added).toEqual([row('arrive'), row('write', { planned: '99' })]);
	});

	test('[GA30] whatever is moved, no step is lost or doubled, and nothing that is typed changes', () => {
		fc.assert(
			fc.property(fc.array(fc.record({ place: fc.integer({ min: -2, max: 8 }), to: fc.integer({ min: -2, max: 8 }) }), { maxLength: 20 }), (moves) => {
				const rows = names.map((step, place) => row(step, { sentence: `phrase ${place}` }));
				const end = moves.reduce<readonly TypedStep[]>((steps, move) => arrange(registry, steps, { do: 'move', ...move }), rows);
				expect(end.toSorted((a, b) => names.indexOf(a.step) - names.indexOf(b.step))).toEqual(rows);
			}),
			{ numRuns: 300 }
		);
	});
});

describe('templates and agendas', () => {
	test('[GA36] a template made from an agenda has neither what was left out nor what was promised, and gives the same agenda back', () => {
		const agenda = { version: 1 as const, promisedMinutes: 50, steps: names.map((step) => ({ step, ...registry[step]!.usual, sentence: 'Bonjour', ...(step === 'look' ? { droppedAt: '2027-03-13T10:00:00.000Z' } : {}) })) };
		const steps = templateStepsOf(agenda);
		expect(steps.map(({ step }) => step)).toEqual(names.filter((step) => step !== 'look'));
		expect(agendaFrom(registry, { steps }, names)).toEqual({ version: 1, steps: agenda.steps.filter(({ step }) => step !== 'look') });
		expect(agendaAgain(agenda)).toEqual({ version: 1, steps: agenda.steps });
	});

	test('[GA36] the minutes that it took: rounded, at least one; a step that the room was not in keeps its own', () => {
		const taken = minutesTaken(new Map([['arrive', 20_000], ['write', 12.5 * 60_000], ['group', 0], ['vote', 500 * 60_000]]));
		expect([...taken]).toEqual([['arrive', 1], ['write', 13], ['vote', 240]]);
		const rows = withMinutes([row('arrive'), row('write'), row('group')], taken);
		expect(rows.map(({ planned, minimum }) => [planned, minimum])).toEqual([['1', '1'], ['13', '7'], ['18', '12']]);
		expect(faultsOf(registry, typed(rows))).toEqual([]);
	});

	test('[GA37] whatever template the rules accept gives an agenda that they accept', () => {
		fc.assert(
			fc.property(anyTemplate, (template) => {
				expect(readAgenda(agendaFrom(registry, template, names)).accepted).toBe(true);
			}),
			{ numRuns: 300 }
		);
	});

	test('[GA31] what somebody else changed is told step by step', () => {
		const before: Template = { name: 'A', description: '', steps: [usual('arrive'), usual('write'), usual('part')] };
		expect(differencesOf(before, before)).toEqual([]);
		const after: Template = { name: 'B', description: 'x', steps: [{ ...usual('write'), plannedMinutes: 12 }, { ...usual('arrive'), isOptional: true, sentence: 'Bonjour' }, usual('vote')] };
		expect(differencesOf(before, after)).toEqual([
			{ what: 'name' },
			{ what: 'description' },
			{ what: 'order' },
			{ what: 'removed', step: 'part' },
			{ what: 'minutes', step: 'write' },
			{ what: 'standing', step: 'arrive' },
			{ what: 'sentence', step: 'arrive' },
			{ what: 'added', step: 'vote' }
		]);
		// taking one out is not another order
		expect(differencesOf(before, { ...before, steps: [usual('arrive'), usual('part')] })).toEqual([{ what: 'removed', step: 'write' }]);
	});
});

describe('the file', () => {
	const write = (value: unknown) => JSON.stringify(value);
	const good = JSON.parse(writeTemplateFile('workshop', { name: 'Le matin', description: '', steps: [usual('arrive'), usual('vote')] })) as Record<string, unknown> & { steps: Record<string, unknown>[] };

	test('[GA34] what is written is read back as it was, and says nothing else', () => {
		fc.assert(
			fc.property(anyTemplate, (template) => {
				const text = writeTemplateFile('workshop', template);
				expect(readTemplateFile(registry, 'workshop', text, 'refuse')).toEqual({ accepted: true, value: { template, leftOut: [] } });
				expect(Object.keys(JSON.parse(text) as object)).toEqual(['format', 'version', 'kind', 'name', 'description', 'steps']);
			}),
			{ numRuns: 500 }
		);
		expect(good.steps.map((step) => Object.keys(step))).toEqual([['step', 'plannedMinutes', 'minimumMinutes', 'standing'], ['step', 'plannedMinutes', 'minimumMinutes', 'standing']]);
	});

	test('[GA34] the largest template that the rules accept is a file that they accept', () => {
		const many: StepRegistry = Object.fromEntries(Array.from({ length: templateLimits.steps }, (_, n) => [`${'a'.repeat(40)}-${String.fromCharCode(97 + (n % 26))}${n > 25 ? 'z' : 'y'}`, rule(240, 240)]));
		const steps = Object.keys(many).map((step) => ({ step, plannedMinutes: 240, minimumMinutes: 240, isProtected: false, isOptional: false, sentence: '😀'.repeat(templateLimits.sentence) }));
		const text = writeTemplateFile('workshop', { name: '😀a'.repeat(40), description: '😀'.repeat(400), steps });
		expect(new TextEncoder().encode(text).length).toBeLessThan(largestTemplateFile);
		expect(readTemplateFile(many, 'workshop', text, 'refuse').accepted).toBe(true);
	});

	test.each<[string, string, string]>([
		['nothing', '', 'file-not-json'],
		['half a file', writeTemplateFile('workshop', { name: 'a', description: '', steps: [] }).slice(0, 40), 'file-not-json'],
		['a picture', '\u0089PNG\r\n\u001a\n', 'file-not-json'],
		['a nest of a depth that no template has', '['.repeat(60_000), 'file-not-json'],
		['more than a template may be', `"${'a'.repeat(largestTemplateFile)}"`, 'file-too-large'],
		['null', 'null', 'file-of-something-else'],
		['a list', '[]', 'file-of-something-else'],
		['another format', write({ ...good, format: 'autre' }), 'file-of-something-else'],
		['another kind of gathering', write({ ...good, kind: 'evolutivity' }), 'file-of-something-else'],
		['no version', write({ ...good, version: undefined }), 'file-of-something-else'],
		['version zero', write({ ...good, version: 0 }), 'file-of-something-else'],
		['a version in words', write({ ...good, version: '1' }), 'file-of-something-else'],
		['a later version', write({ ...good, version: 2, sounds: [] }), 'file-of-a-later-release'],
		['a field of no meaning', write({ ...good, authority: 'Ville' }), 'file-malformed'],
		['a field that a program would trip on', writeTemplateFile('workshop', { name: 'a', description: '', steps: [usual('arrive')] }).replace('"steps"', '"__proto__": {}, "steps"'), 'file-malformed'],
		['no steps', write({ ...good, steps: undefined }), 'file-malformed'],
		['steps that are none', write({ ...good, steps: {} }), 'file-malformed'],
		['a step without minutes', write({ ...good, steps: [{ step: 'arrive', standing: 'plain' }] }), 'file-malformed'],
		['minutes as text', write({ ...good, steps: [{ ...good.steps[0], plannedMinutes: '6' }] }), 'file-malformed'],
		['minutes without end', write({ ...good, steps: [{ ...good.steps[0], plannedMinutes: 0 }] }).replace('"plannedMinutes":0', '"plannedMinutes":1e999'), 'file-malformed'],
		['below nothing', write({ ...good, steps: [{ ...good.steps[0], minimumMinutes: -3 }] }), 'template-minutes'],
		['a step id that is none', write({ ...good, steps: [{ ...good.steps[0], step: '../../etc' }] }), 'file-malformed'],
		['a step twice', write({ ...good, steps: [good.steps[0], good.steps[0]] }), 'template-step-twice'],
		['three hundred steps', write({ ...good, steps: Array.from({ length: 300 }, () => good.steps[0]) }), 'template-too-many-steps'],
		['no step at all', write({ ...good, steps: [] }), 'template-empty'],
		['a name of ten thousand letters', write({ ...good, name: 'a'.repeat(10_000) }), 'file-malformed'],
		['a name a little too long', write({ ...good, name: 'a'.repeat(81) }), 'template-name-too-long'],
		['a protected step that is not', write({ ...good, steps: [{ ...good.steps[1], standing: 'optional' }] }), 'template-step-stays-protected'],
		['a step of a later release', write({ ...good, steps: [good.steps[0], { ...good.steps[0], step: 'duel' }] }), 'file-steps-unknown'],
		['with the mark of a text editor', `\ufeff${write(good)}`, 'accepted']
	])('[GA35] %s', (_, text, reason) => {
		const read = readTemplateFile(registry, 'workshop', text, 'refuse');
		expect(read.accepted ? 'accepted' : read.reason).toBe(reason);
	});

	test('[GA35] steps of a later release are named, and left out when that is what was asked', () => {
		const text = write({ ...good, steps: [good.steps[0], { ...good.steps[0], step: 'duel' }, good.steps[1]] });
		expect(unknownStepsIn(registry, 'workshop', text)).toEqual(['duel']);
		const read = readTemplateFile(registry, 'workshop', text, 'leave-out');
		expect(read.accepted && [read.value.template.steps.map(({ step }) => step), read.value.leftOut]).toEqual([['arrive', 'vote'], ['duel']]);
		// nothing but unknown ones: there is no template left
		expect(readTemplateFile(registry, 'workshop', write({ ...good, steps: [{ ...good.steps[0], step: 'duel' }] }), 'leave-out')).toEqual({ accepted: false, reason: 'template-empty' });
	});

	test('[GA35] whatever text comes, it is read or refused, never thrown', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json(), fc.jsonValue().map((value) => write({ ...good, steps: value })), fc.jsonValue().map((value) => write({ ...good, name: value }))), (text) => {
				expect(typeof readTemplateFile(registry, 'workshop', text, 'leave-out').accepted).toBe('boolean');
			}),
			{ numRuns: 500 }
		);
	});

	test('[GA34] the name of the file is made of letters, figures and hyphens', () => {
		expect(templateFileName('La demi-journée (3 h 30)')).toBe('la-demi-journee-3-h-30.eclaireurs-modele.json');
		expect(templateFileName('"; rm -rf / 雪')).toBe('rm-rf.eclaireurs-modele.json');
		expect(templateFileName('雪')).toBe('modele.eclaireurs-modele.json');
	});

	test.each([
		['Deux heures', [], 'Deux heures'],
		['Deux heures', ['Trois heures'], 'Deux heures'],
		['Deux heures', ['Deux heures'], 'Deux heures (copie)'],
		['Deux heures', ['Deux heures', 'Deux heures (copie)'], 'Deux heures (copie 2)'],
		['Deux heures (copie)', ['Deux heures (copie)'], 'Deux heures (copie) (copie)'],
		['é'.repeat(templateLimits.name), ['é'.repeat(templateLimits.name)], `${'é'.repeat(templateLimits.name - 8)} (copie)`]
	])('[GA40] the copy of « %s » beside %j is « %s »', (name, taken, named) => {
		expect(nameOfCopy(name, taken, (copy) => (copy === 1 ? '(copie)' : `(copie ${copy})`))).toBe(named);
	});
});
