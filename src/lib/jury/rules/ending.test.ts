import { expect, test } from 'vitest';
import { readEnd, readFarewell, type TypedEnd } from './ending.ts';

const today = '2028-08-31';
const whole: TypedEnd = { note: '', certificates: 'yes', touch: 'yes', forgetOn: '2029-02-28' };
const ended = (left: number, more: Partial<TypedEnd> = {}) => {
	const outcome = readEnd(left, { ...whole, ...more }, today);
	return outcome.accepted ? outcome.value : outcome.reason;
};

test.each<[string, number, Partial<TypedEnd>, unknown]>([
	['all paid', 0, {}, { note: '', forgetOn: '2029-02-28' }],
	['something is left, and nobody says why', 4500, { note: ' ' }, 'end-balance-unexplained'],
	['something is left, and one says why', 4500, { note: ' Renonce à son indemnité ' }, { note: 'Renonce à son indemnité', forgetOn: '2029-02-28' }],
	['a note for nothing is not kept', 0, { note: 'rien' }, { note: '', forgetOn: '2029-02-28' }],
	['a note without an end', 1, { note: 'x'.repeat(401) }, 'end-note-too-long'],
	['no certificate', 0, { certificates: '' }, 'end-certificates-missing'],
	['nobody was asked', 0, { touch: 'on' }, 'end-touch-missing']
])('[JU109] %s', (_, left, more, said) => expect(ended(left, more)).toEqual(said));

test.each([
	['', 'forget-day-unreadable'],
	['2028-02-30', 'forget-day-unreadable'],
	['2028-09-29', 'forget-day-too-soon'],
	['2028-09-30', { note: '', forgetOn: '2028-09-30' }],
	['2030-08-31', { note: '', forgetOn: '2030-08-31' }],
	['2030-09-01', 'forget-day-too-late']
])('[JU110] members are forgotten on %j', (forgetOn, said) => expect(ended(0, { forgetOn })).toEqual(said));


test.each([
	['  Posez des questions.\r\n\r\n\r\nToutes. ', 'Posez des questions.\n\nToutes.'],
	['', ''],
	['é'.repeat(600), 'é'.repeat(600)],
	['é'.repeat(601), 'farewell-too-long']
])('[JU108] a word for those who come', (typed, said) => {
	const outcome = readFarewell(typed);
	expect(outcome.accepted ? outcome.value : outcome.reason).toBe(said);
});
