import { describe, expect, test } from 'vitest';
import { locate } from '../../texts/rules/anchors.ts';
import type { Version } from '../../texts/rules/passages.ts';
import { budgetOfText } from '../../texts/rules/words.ts';
import { readAbout, writeAbout } from './about.ts';
import { digestOf, inOrderOwed, mayWithdraw, mayWriteMore, narrowed, owedAmong, readAnnotation, readAnswer, readContest, readMark, readNarrowing, readQuote, standingOf, whereOf, whereOfLine, type AnswerLine, type Standing } from './annotation.ts';
import type { AnswerOutcome } from './kinds.ts';

const reasonOf = (outcome: { accepted: boolean; reason?: string }) => (outcome.accepted ? 'accepted' : outcome.reason);
const valueOf = <Value>(outcome: { accepted: true; value: Value } | { accepted: false; reason: string }) => (outcome.accepted ? outcome.value : outcome.reason);

test.each([
	['a question', { kind: 'question', words: 'Qui lave ?' }, 'accepted'],
	['600 characters, of two units each', { kind: 'doubt', words: '🥕'.repeat(600) }, 'accepted'],
	['one more', { kind: 'doubt', words: '🥕'.repeat(601) }, 'annotation-words-too-long'],
	['nothing but blanks', { kind: 'testimony', words: ' \n\u00a0 ' }, 'annotation-words-missing'],
	['no kind', { kind: '', words: 'Oui' }, 'annotation-kind-missing'],
	['a kind that nobody offers', { kind: 'constructor', words: 'Oui' }, 'annotation-kind-missing']
])('[AN1] %s', (_, typed, expected) => {
	expect(reasonOf(readAnnotation(typed))).toBe(expected);
});

const passage = 'Des **barquettes recyclables** pour l’école, et une cuisine à Aubépine\u00a0: c’est prévu.';
test.each([
	['nothing: the whole passage', '  ', passage],
	['its words', 'une cuisine', 'une cuisine'],
	['between the marks', 'barquettes', 'barquettes'],
	['across the marks', 'Des barquettes recyclables pour', 'Des **barquettes recyclables** pour'],
	['as a phone types them', '« L\'ÉCOLE,  et une »', 'l’école, et une'],
	['with a plain blank before the colon', 'Aubépine : c’est', 'Aubépine\u00a0: c’est'],
	['words of nowhere', 'une crèche', 'quote-not-there']
])('[AN2] what is quoted: %s', (_, typed, expected) => {
	const read = valueOf(readQuote(passage, typed));
	expect(read).toBe(expected);
	if (read !== 'quote-not-there') expect(passage).toContain(read);
});

test('[AN2] what a form annotates goes into one word and comes back', () => {
	for (const about of [
		{ what: 'passage', textId: 'a-b', passageId: 'c', version: 12 },
		{ what: 'line', place: 'g', code: 'S1' }
	] as const)
		expect(readAbout(writeAbout(about))).toEqual(about);
	for (const odd of ['', 'passage', 'passage.a.b', 'passage.a.b.x', 'passage.a.b.1.2', 'line.a', 'line.a.b.c', 'card.a.b', 'line..S1', 'passage..b.1']) expect(readAbout(odd)).toBeUndefined();
});

const version = (number: number, passages: Record<string, string>): Version => ({ number, passages: Object.entries(passages).map(([id, text]) => ({ id, kind: 'paragraph', text })), causes: [], sealedAt: '2027-03-13T10:00:00.000Z' });
describe('[AN3] an annotation made on v1 is read on v3', () => {
	const v1 = version(1, { p: 'Un pain de seigle chaque jour', q: 'Autre chose' });
	const found = (p: string | undefined, quote = 'pain de seigle') => {
		const last = version(3, p === undefined ? { q: 'Autre chose' } : { p, q: 'Autre chose' });
		return whereOf(locate({ passageId: 'p', version: 1, quote }, [v1, version(2, { p: 'Un pain de seigle', q: 'Autre chose' }), last], budgetOfText()), p ?? '');
	};
	test('[AN3] where it stands, moved, changed, gone', () => {
		expect(found('Un pain de seigle chaque jour')).toEqual({ state: 'stands', text: 'Un pain de seigle chaque jour', stretch: 'pain de seigle' });
		expect(found('Chaque jour un bon pain de seigle')).toMatchObject({ state: 'moved', stretch: 'pain de seigle' });
		expect(found('Un pain de blé chaque jour')).toMatchObject({ state: 'changed', text: 'Un pain de blé chaque jour' });
		expect(found(undefined)).toEqual({ state: 'gone', since: 3 });
	});
	test('[AN3] a line stands, changed, or is no more', () => {
		expect(whereOfLine('Un marché', 'Un marché')).toEqual({ state: 'stands', text: 'Un marché', stretch: null });
		expect(whereOfLine('Un marché', 'Deux marchés')).toEqual({ state: 'changed', text: 'Deux marchés', stretch: null });
		expect(whereOfLine('Un marché', null)).toEqual({ state: 'gone', since: null });
	});
});

const dayOf = (moment: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(moment);
const line = (said: AnswerLine['said'], at: string, outcome: AnswerOutcome | null = null): AnswerLine => ({ said, outcome, words: 'mots', capacity: null, at: new Date(at) });
// half past midnight at Paris: the thirteenth, though the twelfth in London
const writtenAt = new Date('2027-03-12T23:30:00Z');
const stands = (answers: readonly AnswerLine[], today: string, withdrawnAt: Date | null = null) => standingOf({ writtenAt, withdrawnAt, answers }, today, dayOf);

test('[AN4] fifteen days of the authority’s calendar, and late from the day after', () => {
	expect(stands([], '2027-03-13')).toEqual({ state: 'owed', isContested: false, dueOn: '2027-03-28', isLate: false });
	expect(stands([], '2027-03-28')).toMatchObject({ isLate: false });
	expect(stands([], '2027-03-29')).toMatchObject({ dueOn: '2027-03-28', isLate: true });
	expect(stands([], '2028-01-01', writtenAt)).toEqual({ state: 'withdrawn' });
	expect(owedAmong([{ standing: stands([], '2027-03-29') }, { standing: stands([], '2027-03-13') }, { standing: stands([line('answer', '2027-03-14T10:00:00Z')], '2027-04-29') }])).toEqual({ owed: 2, late: 1 });
});

const answered = [line('answer', '2027-03-20T10:00:00Z', 'kept')];
const read = [...answered, line('read', '2027-03-21T10:00:00Z')];
const contested = [...read, line('contested', '2027-03-22T10:00:00Z')];

test('[AN5] an answer says an outcome and why', () => {
	const said = (outcome: string, words: string) => reasonOf(readAnswer([], { outcome, words }));
	expect(said('partly', 'Le pain, oui')).toBe('accepted');
	expect(said('', 'Le pain')).toBe('outcome-missing');
	expect(said('kept', ' ')).toBe('answer-words-missing');
	expect(said('kept', 'é'.repeat(1_000))).toBe('accepted');
	expect(said('kept', 'é'.repeat(1_001))).toBe('answer-words-too-long');
});

test('[AN6] no second answer while the first stands; one more after a contest', () => {
	const again = (answers: readonly AnswerLine[]) => reasonOf(readAnswer(answers, { outcome: 'kept', words: 'Oui' }));
	expect([again(answered), again(read), again(contested)]).toEqual(['already-answered', 'already-answered', 'accepted']);
});

test('[AN7] it is withdrawn before any answer, never after', () => {
	expect([[], answered, read, contested].map((answers) => reasonOf(mayWithdraw(answers)))).toEqual(['accepted', 'annotation-answered', 'annotation-answered', 'annotation-answered']);
});

test('[AN8] read once, contested in words, and owed anew from then', () => {
	expect([[], answered, read, contested].map((answers) => reasonOf(readMark(answers)))).toEqual(['nothing-to-read', 'accepted', 'nothing-to-read', 'nothing-to-read']);
	expect([[], answered, read, contested].map((answers) => reasonOf(readContest(answers, 'Non')))).toEqual(['nothing-to-contest', 'accepted', 'accepted', 'nothing-to-contest']);
	expect(reasonOf(readContest(answered, ' '))).toBe('contest-words-missing');
	expect(reasonOf(readContest(answered, 'n'.repeat(601)))).toBe('contest-words-too-long');
	expect([stands(answered, '2027-12-01').state, stands(read, '2027-12-01').state]).toEqual(['answered', 'read']);
	expect(stands(contested, '2027-04-06')).toEqual({ state: 'owed', isContested: true, dueOn: '2027-04-06', isLate: false });
	expect(stands(contested, '2027-04-07')).toMatchObject({ isLate: true });
});

test('[AN9] what is owed first, the earliest term before; the digest says what became of each', () => {
	const owed = (dueOn: string, isContested = false): Standing => ({ state: 'owed', isContested, dueOn, isLate: false });
	const one = (id: string, standing: Standing, day: string) => ({ id, standing, writtenAt: new Date(day) });
	const all = [one('old answer', { state: 'read' }, '2027-01-01'), one('late', owed('2027-03-01'), '2027-02-14'), one('new answer', { state: 'answered' }, '2027-03-01'), one('contested', owed('2027-02-20', true), '2027-01-02'), one('after', owed('2027-03-01'), '2027-02-15')];
	expect(inOrderOwed(all).map(({ id }) => id)).toEqual(['contested', 'late', 'after', 'new answer', 'old answer']);
	const ids = (narrowing: string | null) => narrowed(all, readNarrowing(narrowing)).map(({ id }) => id);
	expect(ids('a-repondre')).toEqual(['late', 'contested', 'after']);
	expect(ids('contestees')).toEqual(['contested']);
	expect(ids('repondues')).toEqual(['old answer', 'new answer']);
	expect([ids(null).length, ids('__proto__').length]).toEqual([5, 5]);
	const became = (answers: readonly AnswerLine[], withdrawnAt: Date | null = null) => ({ answers, standing: stands(answers, '2027-03-23', withdrawnAt) });
	const no = line('answer', '2027-03-23T10:00:00Z', 'not-kept');
	expect(digestOf([became([]), became(answered), became(read), became(contested), became([...contested, no]), became([], writtenAt)])).toEqual({ written: 5, waiting: 2, toRead: 2, kept: 2, partly: 0, 'not-kept': 1, answered: 0 });
});

test('[AN13] the sixtieth of a day is kept, the one after is refused', () => {
	expect([0, 59, 60, 61].map((count) => reasonOf(mayWriteMore(count)))).toEqual(['accepted', 'accepted', 'annotations-too-many-today', 'annotations-too-many-today']);
});
