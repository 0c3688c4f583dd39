import { expect, test } from 'vitest';
import { answerRenewal, askedFrom, renewedUntil, standingOn } from './mandates.ts';

test.each([
	['2028-02-20', '2027-12-20'],
	['2028-04-30', '2028-02-29'],
	['2027-04-30', '2027-02-28'],
	['2028-10-31', '2028-08-31']
])('[JU100] the renewal of a mandate whose last day is %s is asked for from %s', (lastDay, from) => expect(askedFrom(lastDay)).toBe(from));

const lastDay = '2028-02-20';
test.each([
	['2027-12-19', null, 'runs'],
	['2027-12-20', null, 'to-answer'],
	['2028-02-20', null, 'to-answer'],
	['2028-02-21', null, 'over'],
	['2028-01-10', 'no', 'stops'],
	['2028-02-21', 'yes', 'over']
] as const)('[JU101] on %s, with %j said, a mandate %s', (today, answer, standing) => expect(standingOn({ lastDay, answer }, today)).toBe(standing));

test.each([
	['2027-12-19', 'yes', 'renewal-too-early'],
	['2027-12-20', 'yes', 'yes'],
	['2028-02-20', 'no', 'no'],
	['2028-02-21', 'yes', 'renewal-too-late'],
	['2028-01-10', 'peut-être', 'renewal-answer-missing'],
	['2028-01-10', '', 'renewal-answer-missing']
])('[JU100] on %s, « %s » gives %s', (today, typed, said) => {
	const outcome = answerRenewal({ lastDay, answer: null }, typed, today);
	expect(outcome.accepted ? outcome.value : outcome.reason).toBe(said);
	expect(answerRenewal({ lastDay, answer: 'no' }, 'yes', '2028-01-10'), 'a no becomes a yes').toEqual({ accepted: true, value: 'yes' });
});

test.each([['2028-02-19', '2029-02-19'], ['2027-02-28', '2028-02-29'], ['2028-12-31', '2029-12-31']])('[JU100] a mandate that ends on %s is renewed until %s', (lastDay, until) => expect(renewedUntil(lastDay)).toBe(until));
