import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	amendmentCode,
	amendmentLimit,
	amendmentMoves,
	amendmentStates,
	moveAmendment,
	owesReason,
	readAmendment,
	reasonLimit,
	type AmendmentMove,
	type AmendmentState,
	type TypedAmendment
} from './amendments.ts';

const world = {
	passages: new Map([['p1', 'des barquettes recyclables']]),
	needs: new Set(['B1', 'B6']),
	lines: new Set(['I-contenants', 'RK7'])
};
const typed = (over: Partial<TypedAmendment> = {}): TypedAmendment => ({
	type: 'replace',
	passageId: 'p1',
	quote: 'recyclables',
	text: 'des bacs en inox et des bocaux consignés',
	reason: 'K7 : le plastique chauffé inquiète',
	needs: ['B1'],
	effects: [{ line: 'I-contenants', sense: 'better' }],
	...over
});
const verdict = (over: Partial<TypedAmendment>) => {
	const read = readAmendment(typed(over), world);
	return read.accepted ? 'accepted' : read.reason;
};

describe('an amendment as it is written', () => {
	test.each<[string, Partial<TypedAmendment>, string]>([
		['[MO140] says what, where and why', {}, 'accepted'],
		['[MO140] adds to the text as a whole', { type: 'add', passageId: null }, 'accepted'],
		['[MO140] replaces no passage that it does not name', { passageId: null }, 'passage-missing'],
		['[MO140] removes no passage that it does not name', { type: 'remove', passageId: null }, 'passage-missing'],
		['[MO140] aims at a passage of the last version', { passageId: 'p9' }, 'passage-unknown'],
		['[MO140] has words', { text: ' \u200b ' }, 'amendment-text-missing'],
		['[MO140] a removal needs no words', { type: 'remove', text: '' }, 'accepted'],
		['[MO140] has a reason', { reason: '' }, 'reason-missing'],
		['[MO140] changes something', { text: 'des barquettes recyclables' }, 'amendment-text-unchanged'],
		['[MO140] is not a book', { text: 'é'.repeat(amendmentLimit + 1) }, 'amendment-text-too-long'],
		['[MO140] counts letters as people do', { text: '👩‍🍳'.normalize('NFC') + 'é'.repeat(amendmentLimit - 3) }, 'accepted'],
		['[MO140] argues in a few lines', { reason: 'x'.repeat(reasonLimit + 1) }, 'reason-too-long'],
		['[MO140] answers needs of the landscape', { needs: ['B1', 'B99'] }, 'need-unknown'],
		['[MO140] names lines of the matrix', { effects: [{ line: 'I-autre', sense: 'worse' }] }, 'effect-unknown']
	])('%s', (_, over, expected) => expect(verdict(over)).toBe(expected));

	test('[MO140] a quote that the passage does not hold is left out, and needs are said once', () => {
		const read = readAmendment(typed({ quote: 'jetables', needs: ['B1', 'B1'] }), world);
		expect(read).toMatchObject({ accepted: true, value: { quote: '', needs: ['B1'] } });
	});

	test('[MO142] codes follow the order in which they are shown', () => {
		expect([1, 14, 120].map(amendmentCode)).toEqual(['AM01', 'AM14', 'AM120']);
	});
});

describe('the life of an amendment', () => {
	const table: readonly [string, AmendmentState, AmendmentMove, string][] = [
		['[MO141] is rewritten while it is private', 'private', 'rewrite', 'private'],
		['[MO141] is not rewritten once it is before the room', 'proposed', 'rewrite', 'amendment-shown'],
		['[MO143] is clarified by its author before the room', 'proposed', 'clarify', 'clarified'],
		['[MO143] a private one is answered by nobody', 'private', 'take', 'amendment-private'],
		['[MO144] je prends', 'clarified', 'take', 'taken'],
		['[MO144] autrement', 'proposed', 'otherwise', 'otherwise'],
		['[MO144] scénario', 'proposed', 'to-scenario', 'moved-to-scenario'],
		['[MO144] plus tard', 'proposed', 'later', 'parked'],
		['[MO144] an answer may change before the pen', 'taken', 'later', 'parked'],
		['[MO145] the pen waits for the answer', 'proposed', 'integrate', 'not-answered-yet'],
		['[MO145] what is taken is integrated', 'taken', 'integrate', 'integrated'],
		['[MO145] what is taken otherwise says so', 'otherwise', 'integrate', 'integrated-otherwise'],
		['[MO145] what is integrated stays', 'integrated', 'later', 'amendment-settled'],
		['[MO145] nobody withdraws what is in the text', 'integrated', 'withdraw', 'amendment-settled'],
		['[MO146] what is not kept may come back', 'not-kept', 'put-back', 'proposed'],
		['[MO147] a withdrawn one stays in the record', 'withdrawn', 'put-back', 'amendment-settled']
	];
	test.each(table)('%s', (_, state, move, expected) => {
		const moved = moveAmendment(state, move);
		expect(moved.accepted ? moved.value : moved.reason).toBe(expected);
	});

	test('[MO146] a refusal and a delay owe their author a reason', () => {
		expect(amendmentStates.filter(owesReason)).toEqual(['parked', 'not-kept']);
	});

	test('[MO145] [MO147] whatever is done, what is in a version or withdrawn never leaves it', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...amendmentMoves), { maxLength: 30 }), (moves) => {
				let state: AmendmentState = 'proposed';
				for (const move of moves) {
					const moved = moveAmendment(state, move);
					if (['integrated', 'integrated-otherwise', 'withdrawn'].includes(state)) expect(moved.accepted).toBe(false);
					if (moved.accepted) state = moved.value;
					expect(state).not.toBe('private');
				}
			})
		);
	});
});
