import { expect, test } from 'vitest';
import { judgeMending, longestMessage, mendable, readMessage } from './discussion.ts';

const said = (outcome: { readonly accepted: boolean; readonly reason?: string; readonly value?: unknown }) =>
	outcome.accepted ? outcome.value : outcome.reason;

test.each([
	['  Bonjour\r\nà tous  ', 'Bonjour\nà tous'],
	['=SOMME(A1)', '=SOMME(A1)'],
	[' \0\n ', 'message-empty'],
	['é'.repeat(longestMessage + 1), 'message-too-long']
])('[CO39] a message is plain text, neither empty nor too long', (typed, expected) => {
	expect(said(readMessage(typed))).toBe(expected);
});

test.each([
	['ines', mendable, true],
	['ines', mendable + 1, 'message-too-late'],
	['karim', 0, 'message-not-yours']
])('[CO39] %s mends after %i ms: %s', (actor, after, expected) => {
	expect(said(judgeMending({ by: 'ines', writtenAt: 1_000 }, { actor, at: 1_000 + after }))).toBe(expected);
});
