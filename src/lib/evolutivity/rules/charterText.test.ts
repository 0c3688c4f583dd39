import { expect, test } from 'vitest';
import { carriedOver, saysTheSame, type TextPart } from './charterText.ts';

const heading = (text: string): TextPart => ({ kind: 'heading', text });
const item = (text: string): TextPart => ({ kind: 'item', text });
const before = [heading('Critères'), item('A1 · Effectif'), item('E1 · Récolte'), heading('Procédure'), item('Préavis : 42 jours'), item('Sans pénalité'), item('Égalité')].map((part, nth) => ({ id: `o${nth}`, ...part }));
const idsOf = (after: readonly TextPart[]) => carriedOver(before, after, after.map((_, nth) => `n${nth}`)).map(({ id }) => id);

test.each([
	['nothing changes', before, ['o0', 'o1', 'o2', 'o3', 'o4', 'o5', 'o6']],
	['a criterion that comes before another, and one whose words change', [heading('Critères'), item('A0 · Règle'), item('A1 · Effectif, deux mois'), item('E1 · Récolte')], ['o0', 'n1', 'o1', 'o2']],
	['a delay that changes', [heading('Procédure'), item('Préavis : 30 jours'), item('Sans pénalité'), item('Égalité')], ['o3', 'o4', 'o5', 'o6']],
	['words without a name, in their place', [heading('Procédure'), item('Préavis : 42 jours'), item('Aucune pénalité'), item('Égalité')], ['o3', 'o4', 'o5', 'o6']],
	['two gone for one that came: nobody can say which', [heading('Procédure'), item('Préavis : 42 jours'), item('Tout autre chose')], ['o3', 'o4', 'n2']],
	['moved under another heading', [heading('Ailleurs'), item('A1 · Effectif')], ['n0', 'o1']],
	['said twice: each once', [heading('Critères'), item('A1 · Effectif'), item('A1 · Effectif')], ['o0', 'o1', 'n2']]
] as const)('[EV125] a passage keeps its id: %s', (_, after, ids) => {
	expect(idsOf(after)).toEqual(ids);
});

test('[EV125] the same words are nothing new', () => {
	expect([saysTheSame(before, before), saysTheSame(before, before.slice(1)), saysTheSame(before, before.map(({ text }) => item(text)))]).toEqual([true, false, false]);
});
