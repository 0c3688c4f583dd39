import { expect, test } from 'vitest';
import { outOfOrder } from '../../gatherings/rules/agenda.ts';
import { stepIds, stepRules, usualAgenda } from './steps.ts';

test('[GA26] the usual agenda is in order; the vote before the amendments and the welcome after the writing are not', () => {
	const order = (...names: readonly string[]) => ({ ...usualAgenda(), steps: names.map((name) => usualAgenda().steps.find(({ step }) => step === name)!) });
	expect([...outOfOrder(stepRules, usualAgenda())]).toEqual([]);
	expect([...outOfOrder(stepRules, order('welcome', 'vote', 'amendments'))]).toEqual([['vote', ['amendments']]]);
	expect([...outOfOrder(stepRules, order('landscape-writing', 'welcome'))]).toEqual([['landscape-writing', ['welcome']]]);
	for (const step of stepIds) expect(stepIds, step).toEqual(expect.arrayContaining([...((stepRules[step] as { standsOn?: readonly string[] }).standsOn ?? [])]));
});
