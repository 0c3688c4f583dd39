import { expect, test } from 'vitest';
import { addOption, checkBox, fillBallot, makeFinal, maximumOptions } from './ballot.ts';

const paper = { grades: ['Bien', 'Passable', 'À rejeter'], options: [{ id: 'A', label: 'A' }, { id: 'B', label: 'B' }] };
const roll = [{ voterId: 'j1', college: 'jury' }];
const secrecy = { jury: 'secret' } as const;

test('[DE6] a box has grades, options, a roll, and a secrecy for each college', () => {
	expect(checkBox(paper, roll, secrecy).accepted).toBe(true);
	const why = (...asked: Parameters<typeof checkBox>) => {
		const outcome = checkBox(...asked);
		return outcome.accepted ? 'accepted' : outcome.reason;
	};
	expect(why({ ...paper, grades: ['Bien'] }, roll, secrecy)).toBe('grades-too-few');
	expect(why({ ...paper, options: [] }, roll, secrecy)).toBe('options-too-few');
	expect(why({ ...paper, options: [paper.options[0]!, paper.options[0]!] }, roll, secrecy)).toBe('option-twice');
	expect(why(paper, [], secrecy)).toBe('roll-empty');
	expect(why(paper, [{ voterId: 'x', college: 'toString' }], secrecy)).toBe('college-without-secrecy');
	const many = Array.from({ length: maximumOptions + 1 }, (_, i) => ({ id: `${i}`, label: '' }));
	expect(why({ ...paper, options: many }, roll, secrecy)).toBe('options-too-many');
});

test('[DE6] an option more comes in while the box is open and empty', () => {
	const one = { id: 'D', label: 'Une cuisine par école' };
	const box = { ...paper, state: 'open' } as const;
	expect(addOption(box, 0, one)).toEqual({ accepted: true, value: [...paper.options, one] });
	expect(addOption(box, 1, one)).toEqual({ accepted: false, reason: 'ballots-are-in' });
	expect(addOption(box, 0, paper.options[0]!)).toEqual({ accepted: false, reason: 'option-twice' });
	expect(addOption({ ...box, state: 'closed' }, 0, one)).toEqual({ accepted: false, reason: 'vote-closed' });
	expect(addOption({ ...box, state: 'cancelled' }, 0, one)).toEqual({ accepted: false, reason: 'vote-cancelled' });
	const full = Array.from({ length: maximumOptions }, (_, i) => ({ id: `${i}`, label: '' }));
	expect(addOption({ ...box, options: full }, 0, one)).toEqual({ accepted: false, reason: 'options-too-many' });
});

test('[DE7] a ballot is filled whole, in the order of the paper', () => {
	expect(fillBallot({ ...paper, state: 'open' }, true, { B: 2, A: 0 })).toEqual({ accepted: true, value: [0, 2] });
	expect(fillBallot({ ...paper, state: 'open' }, true, { B: 2 })).toEqual({ accepted: false, reason: 'ballot-incomplete' });
	expect(fillBallot({ ...paper, state: 'open' }, true, { A: 0, B: 3 })).toEqual({ accepted: false, reason: 'ballot-not-of-this-vote' });
	expect(fillBallot({ ...paper, state: 'open' }, true, { A: 0, B: 0.5 })).toEqual({ accepted: false, reason: 'ballot-not-of-this-vote' });
	expect(fillBallot({ ...paper, state: 'open' }, false, { A: 0, B: 0 })).toEqual({ accepted: false, reason: 'voter-not-on-roll' });
});

test('[DE8] nothing is taken after close', () => {
	expect(fillBallot({ ...paper, state: 'closed' }, true, { A: 0, B: 0 })).toEqual({ accepted: false, reason: 'vote-closed' });
	expect(fillBallot({ ...paper, state: 'cancelled' }, true, { A: 0, B: 0 })).toEqual({ accepted: false, reason: 'vote-cancelled' });
});

test('[DE15] ballots are made final before the first one, and then the first of each stands', () => {
	expect(makeFinal({ state: 'open' }, 0)).toEqual({ accepted: true, value: 'never' });
	expect(makeFinal({ state: 'open' }, 1)).toEqual({ accepted: false, reason: 'ballots-are-in' });
	expect(makeFinal({ state: 'closed' }, 0)).toEqual({ accepted: false, reason: 'vote-closed' });
	expect(makeFinal({ state: 'cancelled' }, 0)).toEqual({ accepted: false, reason: 'vote-cancelled' });
	const given = { A: 0, B: 0 };
	expect(fillBallot({ ...paper, state: 'open', revote: 'never' }, true, given).accepted).toBe(true);
	expect(fillBallot({ ...paper, state: 'open', revote: 'never' }, true, given, 'has-voted')).toEqual({ accepted: false, reason: 'ballot-already-in' });
	expect(fillBallot({ ...paper, state: 'open', revote: 'until-close' }, true, given, 'has-voted').accepted).toBe(true);
	// after the close, that it is closed is said first
	expect(fillBallot({ ...paper, state: 'closed', revote: 'never' }, true, given, 'has-voted')).toEqual({ accepted: false, reason: 'vote-closed' });
});
