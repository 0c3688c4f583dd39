// The sketch of a strategy: tables by mode, suggestions, a card explained on the wall, a line for each mode from the buyer's hand, then frozen.
import { modeIds, type ModeId } from '../../../cockpit/rules/modes/ids.ts';
import type { LineShown, SketchEditing, SketchOnDesk, SketchOnHand } from '../../../workshop/rules/steps/sketch.ts';
import { chance, pick } from '../chance.ts';
import { doing, isDue, isOneOf, type Doing, type Fields, type Moment, type StepBehaviour } from '../behaviour.ts';
import { penHolder } from '../people.ts';
import { sketchLines, suggestionsToSketch } from '../words.ts';

/** From where a mode is explained, and from where its line is written: shares of the step. */
const explainedFrom = (nth: number) => 0.04 + 0.17 * nth;
const writtenFrom = (nth: number) => explainedFrom(nth) + 0.1;
const frozenFrom = 0.94;

/** The modes that this room takes up: the purchase, and two or three of the others. */
function modesOf(seed: string): readonly ModeId[] {
	const left = modeIds[1 + Math.floor(chance(seed, 'left mode') * (modeIds.length - 1))];
	return chance(seed, 'all modes') < 0.5 ? modeIds : modeIds.filter((mode) => mode !== left);
}

/** A line: the purchase serves most of what the landscape asks, each of the others a few of it. */
function lineOf(mode: ModeId, { needs, impacts, seasons }: SketchEditing, about: { readonly code: string; readonly name: string } | null, seed: string): Fields {
	const { object, actors, low, high, answers } = sketchLines[mode];
	const share = mode === 'purchase' ? 0.6 : 0.12;
	const among = <One>(all: readonly One[], keyOf: (one: One) => string, told: (one: One) => string) => all.filter((one, place) => place === 0 || chance(seed, 'serves', mode, told(one)) < share).map(keyOf);
	return {
		line: '',
		mode,
		...answers,
		object: about ? `${object}, pour le scénario ${about.code}, ${about.name}` : object,
		actors,
		season: pick(seasons.slice(1, 7), seed, 'season', mode),
		...(low === '' ? { none: 'yes' } : { low, high }),
		need: among(needs, ({ id }) => id, ({ text }) => text),
		impact: mode === 'commons' ? [] : among(impacts, ({ code }) => code, ({ name }) => name)
	};
}

const nextLine = (lines: readonly LineShown[], editing: SketchEditing, about: { readonly code: string; readonly name: string } | null, { seed, share }: Moment): Doing | null => {
	const next = modesOf(seed).find((mode, nth) => share >= writtenFrom(nth) && !lines.some((line) => line.mode === mode));
	return next ? doing('write-line', lineOf(next, editing, about, seed)) : null;
};

export const sketch: StepBehaviour<SketchOnHand, SketchOnDesk> = {
	hand({ isFrozen, lines, table, mine, scenario, editing }, me, moment) {
		if (isFrozen) return null;
		const { seed, share } = moment;
		if (editing && me.nth === penHolder) {
			const line = nextLine(lines, editing, scenario, moment);
			if (line) return line;
			const [waiting] = editing.suggestions;
			if (waiting && share >= 0.5) return doing('sort-suggestion', { suggestion: waiting.id, to: chance(seed, 'sketch suggestion', waiting.text) < 0.65 ? 'taken' : 'set-aside' });
		}
		if (table === null && me.temperament !== 'silent' && isDue(me, moment, 'table', [0.03, 0.2])) return doing('sit-at', { mode: pick(modesOf(seed), seed, me.nth, 'table') });
		if (mine.length > 0 || me.nth === penHolder || me.temperament === 'silent' || share >= frozenFrom || !isOneOf(me, moment, 'suggestion', me.temperament === 'wordy' ? 80 : 25) || !isDue(me, moment, 'suggestion', [0.25, 0.75])) return null;
		const about = lines.find(({ mode }) => mode === table)?.id ?? table ?? lines[0]?.id;
		return about === undefined ? null : doing('suggest', { about, text: pick(suggestionsToSketch, seed, me.nth, 'suggestion') });
	},

	lead({ isFrozen, lines, explained, scenario, editing }, moment) {
		if (isFrozen) return null;
		const { seed, share } = moment;
		if (share >= frozenFrom) {
			// whoever holds the pen may be somebody of flesh, or away
			if (lines.length === 0) return doing('write-line-at-desk', lineOf('purchase', editing, scenario, seed));
			return editing.suggestions.length === 0 || share >= 1.2 ? doing('freeze-at-desk') : null;
		}
		const now = modesOf(seed).findLast((_, nth) => share >= explainedFrom(nth) && share < writtenFrom(nth)) ?? null;
		return now === explained ? null : doing('explain-at-desk', { mode: now ?? '' });
	}
};
