import { expect, test } from 'vitest';
import { factsAsLines, mayCompose, mayHost, readAround, readSuggestion, takeSuggestion, writeScenario } from './scenarios.ts';

const written = (facts: string) => writeScenario({ code: 'b', name: ' Deux cuisines ', idea: ' Cuire près ', facts });

test('[MO30] a scenario is read as it was typed, its facts one a line', () => {
	expect(written('Investissement : 690 000 €\n\n pilote ')).toEqual({ accepted: true, value: { code: 'B', name: 'Deux cuisines', idea: 'Cuire près', facts: [['Investissement', '690 000 €'], ['pilote', '']] } });
	expect(factsAsLines([['Investissement', '690 000 €'], ['pilote', '']])).toBe('Investissement : 690 000 €\npilote');
});

test('[MO200] modes and calendar are a few words on one line', () => {
	expect(readAround({ modes: ' achat\n+ R&D ', calendar: '' })).toEqual({ accepted: true, value: { modes: 'achat + R&D', calendar: '' } });
	expect(readAround({ modes: '', calendar: 'x'.repeat(161) })).toEqual({ accepted: false, reason: 'scenario-too-long' });
});

test('[MO203] the prescriber and the buyer write in each scenario, the host of a table in its own, nobody else', () => {
	expect((['prescriber', 'buyer', 'juror', 'elected-official', 'reservist'] as const).map((capacity) => mayCompose(capacity, false))).toEqual([true, true, false, false, false]);
	expect(mayCompose('juror', true)).toBe(true);
});

test('[MO204] a suggestion is one short line, taken into the idea or as one more fact', () => {
	expect(readSuggestion(' un   pilote ')).toEqual({ accepted: true, value: 'un pilote' });
	expect(readSuggestion(' \u200b ')).toEqual({ accepted: false, reason: 'suggestion-missing' });
	expect(readSuggestion('x'.repeat(161))).toEqual({ accepted: false, reason: 'suggestion-too-long' });
	const scenario = { idea: 'Cuire près.', facts: [['Délai', '2028']] as const };
	expect(takeSuggestion(scenario, { kind: 'idea', text: 'Avec un pilote.' })).toEqual({ accepted: true, value: { idea: 'Cuire près. Avec un pilote.', facts: scenario.facts } });
	expect(takeSuggestion(scenario, { kind: 'fact', text: 'Pilote : six mois' })).toEqual({ accepted: true, value: { idea: 'Cuire près.', facts: [['Délai', '2028'], ['Pilote', 'six mois']] } });
	expect(takeSuggestion({ ...scenario, idea: 'x'.repeat(600) }, { kind: 'idea', text: 'y' })).toEqual({ accepted: false, reason: 'scenario-too-long' });
});

test('[MO209] somebody of the jury hosts a table, neither the elected official nor whoever carries the need', () => {
	expect((['juror', 'elected-official', 'prescriber', 'buyer', 'reservist'] as const).map(mayHost)).toEqual([true, false, false, false, false]);
});
