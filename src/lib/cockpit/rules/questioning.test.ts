import { expect, test } from 'vitest';
import { agendaOf, mostOfASort, readConclusion } from './questioning.ts';

const about = (id: string) => ({ id, label: `${id} · quelque chose` });

test('[CO146] an agenda goes from what is put in question to the conclusion, and stays one meeting long', () => {
	const agenda = agendaOf({
		questioned: about('Q1'),
		lines: [about('S1')],
		late: Array.from({ length: 20 }, (_, nth) => about(`J${nth}`)),
		soon: [about('J30')],
		measurements: [about('N1')],
		owed: 3
	});
	expect(agenda.map(({ what }) => what)).toEqual([
		'questioning',
		'line',
		...Array<string>(mostOfASort).fill('late'),
		'measurement',
		'soon',
		'answers',
		'conclude'
	]);
	expect(agenda.find(({ what }) => what === 'answers')?.words).toBe('3');
	expect(
		agendaOf({ questioned: null, lines: [], late: [], soon: [], measurements: [], owed: 0 }).map(
			({ what }) => what
		)
	).toEqual(['conclude']);
});

const task = { what: 'Relancer', owner: 'Karim', on: '2028-07-01' };
const typed = { present: '', verdict: 'adapted', conclusions: 'On avance.', tasks: [task] };
test.each([
	['as it is', typed, 'accepted'],
	['no verdict', { ...typed, verdict: '' }, 'verdict-missing'],
	['a verdict that nobody offers', { ...typed, verdict: 'constructor' }, 'verdict-missing'],
	['no words', { ...typed, conclusions: ' \n ' }, 'conclusions-missing'],
	['too many words', { ...typed, conclusions: 'é'.repeat(4_001) }, 'conclusions-too-long'],
	['a day that does not exist', { ...typed, tasks: [{ ...task, on: '2028-02-30' }] }, 'task-day-unreadable'],
	['a task without a day', { ...typed, tasks: [{ ...task, on: '' }] }, 'task-day-unreadable'],
	['a day without a task', { ...typed, tasks: [{ ...task, what: '  ' }] }, 'task-words-missing'],
	['an empty row', { ...typed, tasks: [{ what: ' ', owner: '', on: '' }] }, 'accepted']
])('[CO147] a conclusion: %s', (_, asked, expected) => {
	const read = readConclusion(asked);
	expect(read.accepted ? 'accepted' : read.reason).toBe(expected);
});
