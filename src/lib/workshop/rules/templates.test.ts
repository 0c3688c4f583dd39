import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { minutesOf, outOfOrder, readAgenda } from '../../gatherings/rules/agenda.ts';
import { agendaFrom, faultsOf, missingFor, typedOf } from '../../gatherings/rules/templates.ts';
import { readTemplateFile, writeTemplateFile } from '../../gatherings/rules/templateFile.ts';
import { offeredSteps, stepIds, stepRules, usualAgenda, type StepId } from './steps.ts';
import { isShipped, shippedSteps, shippedTemplates } from './templates.ts';

/** Those of the script that came later than the others. */
const later: readonly StepId[] = ['ground-rules', 'field', 'scenarios', 'matrix', 'sketch'];
const situations = { 'with every step': stepIds, 'without those to come': stepIds.filter((step) => !later.includes(step)), 'as it is offered now': offeredSteps };
const agenda = (key: (typeof shippedTemplates)[number], offered: readonly StepId[]) => agendaFrom(stepRules, { steps: shippedSteps(key) }, offered);
const least = (key: (typeof shippedTemplates)[number], offered: readonly StepId[]) => agenda(key, offered).steps.reduce((sum, { minimumMinutes }) => sum + minimumMinutes, 0);

describe('the templates that are shipped', () => {
	test('[MO280] the half-day has the seventeen steps of the script and its 206 minutes, the break of five counted with the scenarios', () => {
		const { steps } = agenda('demi-journee', stepIds);
		expect(steps.map(({ step, plannedMinutes, minimumMinutes }) => [step, plannedMinutes, minimumMinutes])).toEqual([
			['welcome', 6, 4],
			['ground-rules', 6, 4],
			['field', 10, 6],
			['landscape-writing', 10, 7],
			['landscape-grouping', 18, 12],
			['landscape-dots', 5, 4],
			['retouch', 12, 8],
			['roles', 12, 8],
			['proposal', 8, 6],
			['clarification', 8, 5],
			['amendments', 40, 25],
			['scenarios', 12 + 5, 8],
			['matrix', 10, 6],
			// choosing and consenting are one step of the script, of 22 minutes and 15 at least
			['vote', 10, 8],
			['consent', 12, 7],
			['sketch', 16, 10],
			['closing', 6, 4]
		]);
		expect(minutesOf(steps)).toBe(206);
		expect(steps.filter(({ isProtected }) => isProtected).map(({ step }) => step)).toEqual(['amendments', 'vote', 'consent', 'sketch']);
	});

	test('[MO280] the half-day is what a new workshop begins with when nothing else is chosen', () => {
		expect(agenda('demi-journee', offeredSteps)).toEqual(usualAgenda());
	});

	test('[MO281] two hours keep steps 1, 4 to 6, 8, 9, 11, 14, 15 and 17, in at most 120 minutes', () => {
		expect(agenda('deux-heures', stepIds).steps.map(({ step }) => step)).toEqual(['welcome', 'landscape-writing', 'landscape-grouping', 'landscape-dots', 'roles', 'proposal', 'amendments', 'vote', 'consent', 'sketch', 'closing']);
		expect(minutesOf(agenda('deux-heures', stepIds).steps)).toBe(117);
		const halfDay = new Map(agenda('demi-journee', stepIds).steps.map((step) => [step.step, step]));
		for (const { step, plannedMinutes, minimumMinutes, ...kept } of agenda('deux-heures', stepIds).steps) {
			const { plannedMinutes: planned, minimumMinutes: minimum, ...usual } = halfDay.get(step)!;
			expect(kept, step).toEqual(Object.fromEntries(Object.entries(usual).filter(([name]) => name !== 'step')));
			expect(plannedMinutes, step).toBeLessThanOrEqual(planned);
			expect(minimumMinutes, step).toBeLessThanOrEqual(minimum);
		}
		expect(least('deux-heures', stepIds)).toBe(88);
	});

	test.each(Object.entries(situations))('[MO282] %s, what is not offered is left out by itself, and what remains is in order and wants nothing', (_, offered) => {
		for (const key of shippedTemplates) {
			const made = agenda(key, offered);
			expect(readAgenda(made).accepted).toBe(true);
			expect(made.steps.every(({ step }) => offered.includes(step as StepId))).toBe(true);
			expect([...outOfOrder(stepRules, made)]).toEqual([]);
			expect([...missingFor(stepRules, made.steps)]).toEqual([]);
			const gone = shippedSteps(key).filter(({ step }) => !offered.includes(step as StepId));
			expect(minutesOf(made.steps)).toBe(minutesOf(agenda(key, stepIds).steps) - gone.reduce((sum, { plannedMinutes }) => sum + plannedMinutes, 0));
		}
	});

	test('[MO282] without the five steps that came later: 147 minutes of the half-day, 103 of the two hours', () => {
		const first = situations['without those to come'];
		expect(shippedTemplates.map((key) => minutesOf(agenda(key, first).steps))).toEqual([147, 103]);
	});

	test.each(shippedTemplates)('[GA27] [GA34] %s is a template like another: it is copied, exported and read back', (key) => {
		const template = { name: 'Un modèle', description: '', steps: shippedSteps(key) };
		expect(faultsOf(stepRules, typedOf(stepRules, template))).toEqual([]);
		expect(readTemplateFile(stepRules, 'workshop', writeTemplateFile('workshop', template), 'refuse')).toEqual({ accepted: true, value: { template, leftOut: [] } });
	});

	test('[GA34] the example of the published form is read, and its list of steps is the registry’s', () => {
		const page = readFileSync(join(import.meta.dirname, '../../../../docs/fichier-de-modele.md'), 'utf8');
		const example = /```json\n([\s\S]*?)```/.exec(page)![1]!;
		expect(readTemplateFile(stepRules, 'workshop', example, 'refuse')).toMatchObject({ accepted: true, value: { template: { name: 'Une heure et demie' } } });
		const named = (line: string) => [...new RegExp(`${line}.*`).exec(page)![0].split('.')[0]!.matchAll(/`([a-z-]+)`/g)].map(([, step]) => step);
		expect(named('Les étapes : ')).toEqual(stepIds);
		expect(named('Toujours `protected` : ').filter((step) => step !== 'protected')).toEqual(stepIds.filter((step) => stepRules[step].usual.isProtected));
	});

	test('[MO280] their keys are no ids', () => {
		expect(shippedTemplates.every(isShipped)).toBe(true);
		expect(isShipped('00000000-0000-4000-8000-000000000000')).toBe(false);
	});

	test('[GA29] whatever takes up the work of a step stands on it, and both are in the registry', () => {
		for (const step of stepIds) {
			const { takesUp = [], standsOn = [] }: { takesUp?: readonly string[]; standsOn?: readonly string[] } = stepRules[step];
			expect(standsOn, step).toEqual(expect.arrayContaining([...takesUp]));
			expect(stepIds, step).toEqual(expect.arrayContaining([...takesUp]));
		}
	});
});
