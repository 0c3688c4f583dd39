import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWords, dress, type Segment } from './words.ts';

const told = (segments: readonly Segment[]) => segments.map(({ kind, text }) => (kind === 'kept' ? text : kind === 'added' ? `{+${text}+}` : `{-${text}-}`)).join('');
const sides = (segments: readonly Segment[]) => ({
	before: segments.map(({ kind, text }) => (kind === 'added' ? '' : text)).join(''),
	after: segments.map(({ kind, text }) => (kind === 'removed' ? '' : text)).join('')
});

describe('words', () => {
	const cases: [string, string, string, string][] = [
		['[TE11] one word', 'des barquettes recyclables pour tous', 'des barquettes consignées pour tous', 'des barquettes {-recyclables-}{+consignées+} pour tous'],
		['[TE11] a word more', 'un repas par semaine', 'un repas végétarien par semaine', 'un repas {+végétarien +}par semaine'],
		['[TE11] a word less', 'un repas végétarien par semaine', 'un repas par semaine', 'un repas {-végétarien -}par semaine'],
		['[TE11] at the end', 'Cuire le jour même', 'Cuire le jour même, sans hausse', 'Cuire le jour même{+, sans hausse+}'],
		['[TE11] figures hold together', 'denrées à 2,35 € le repas', 'denrées à 2,48 € le repas', 'denrées à {-2,35-}{+2,48+} € le repas'],
		['[TE11] thousands too', 'un budget de 3\u202f739\u202f000 € en tout', 'un budget de 3\u202f740\u202f000 € en tout', 'un budget de {-3\u202f739\u202f000-}{+3\u202f740\u202f000+} € en tout'],
		['[TE11] « l’ » stands alone', 'on protège l’eau de la ville', 'on protège l’air de la ville', 'on protège l’{-eau-}{+air+} de la ville'],
		['[TE11] and goes whole', 'on parle de l’eau de la ville', 'on parle d’eau de la ville', 'on parle {-de l’-}{+d’+}eau de la ville'],
		['[TE11] crumbs between changes join them', 'bacs bleus et verts, puis rien d’autre ici', 'bocaux jaunes et rouges, puis rien d’autre ici', '{-bacs bleus et verts-}{+bocaux jaunes et rouges+}, puis rien d’autre ici'],
		['[TE11] written anew, in two blocks', 'Confier tout à un prestataire unique pour quatre ans', 'Sept lots, une livraison groupée sur deux points de la ville', '{-Confier tout à un prestataire unique pour quatre ans-}{+Sept lots, une livraison groupée sur deux points de la ville+}'],
		['[TE11] a crumb that both sides end with stays', 'des barquettes recyclables et une table', 'des bacs inox et bocaux consignés et une table', 'des {-barquettes recyclables-}{+bacs inox et bocaux consignés+} et une table'],
		['[TE11] put in between two sentences', 'Un repas chaud. Un goûter.', 'Un repas chaud. Un fruit frais. Un goûter.', 'Un repas chaud. {+Un fruit frais. +}Un goûter.'],
		['[TE11] taken from the head of a list', 'un verre plein, un pain, un verre', 'un pain, un verre', '{-un verre plein, -}un pain, un verre'],
		['[TE11] written anew, for all its full stop', 'Confier tout à un prestataire, pour quatre ans, avec des barquettes, et une application de commande.', 'Acheter en sept lots, pour deux saisons, chez des maraîchers, puis la coopérative de proximité.', '{-Confier tout à un prestataire, pour quatre ans, avec des barquettes, et une application de commande.-}{+Acheter en sept lots, pour deux saisons, chez des maraîchers, puis la coopérative de proximité.+}'],
		['[TE11] nothing', 'Rien ne bouge', 'Rien ne bouge', 'Rien ne bouge'],
		['[TE11] a line break', 'Un repas\nDeux', 'Un repas Deux', 'Un repas{-\n-}{+ +}Deux'],
		['[TE11] a whole cook, never half of one', 'La cheffe 👩🏽‍🍳 cuisine ici chaque jour', 'La cheffe 👨🏽‍🍳 cuisine ici chaque jour', 'La cheffe {-👩🏽‍🍳-}{+👨🏽‍🍳+} cuisine ici chaque jour'],
		['[TE11] words now marked are told', 'Cuire le jour même à la cuisine', 'Cuire **le jour même** à la cuisine', 'Cuire {-le jour même-}{+**le jour même**+} à la cuisine'],
		['[TE11] Arabic', 'نريد وجبات ساخنة كل يوم', 'نريد وجبات باردة كل يوم', 'نريد وجبات {-ساخنة-}{+باردة+} كل يوم']
	];
	test.each(cases)('%s', (_name, before, after, expected) => {
		expect(told(compareWords(before, after))).toBe(expected);
	});

	const text = fc
		.array(fc.constantFrom('le', 'la', 'jour', 'repas', 'l’', 'eau', '2,35', '€', ' ', '  ', '\n', '\u00a0', ', ', '**', '*', '👩‍🍳', 'e\u0301', '\u0301', '\ud83d', '🇫🇷', 'كل'), { maxLength: 30 })
		.map((pieces) => pieces.join(''));

	test('[TE11] kept and removed words make the old text, kept and added ones the new', () => {
		fc.assert(
			fc.property(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 30 })), text, (before, after) => {
				const segments = compareWords(before, after);
				expect(sides(segments)).toEqual({ before, after });
				for (const [place, segment] of segments.entries()) {
					expect(segment.text).not.toBe('');
					// between two kept segments: one removed, then one added, at most
					if (place > 0 && segment.kind !== 'added') expect(segments[place - 1]!.kind).not.toBe(segment.kind);
					if (segment.kind === 'removed' && place > 0) expect(segments[place - 1]!.kind).toBe('kept');
					if (segment.kind === 'added' && place > 0) expect(segments[place - 1]!.kind).not.toBe('added');
				}
			}),
			{ seed: 11, numRuns: 2_000 }
		);
	});

	test('[TE9] what is shown has no marks left, and loses no word', () => {
		fc.assert(
			fc.property(text, text, (before, after) => {
				const shown = dress(compareWords(before, after));
				expect(sides(shown).before.replaceAll('*', '')).toBe(before.replaceAll('*', ''));
				expect(sides(shown).after.replaceAll('*', '')).toBe(after.replaceAll('*', ''));
			}),
			{ seed: 12, numRuns: 1_000 }
		);
	});

	test('[TE9] marked words stand out in the differences', () => {
		expect(dress(compareWords('un **bon repas** par jour pour tous', 'un **bon goûter** par jour pour tous'))).toEqual([
			{ kind: 'kept', text: 'un ', isStrong: false },
			{ kind: 'kept', text: 'bon ', isStrong: true },
			{ kind: 'removed', text: 'repas', isStrong: true },
			{ kind: 'added', text: 'goûter', isStrong: true },
			{ kind: 'kept', text: ' par jour pour tous', isStrong: false }
		]);
	});
});
