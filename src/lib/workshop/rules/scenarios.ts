// What a scenario is made of, when the facilitator writes it down.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { asKept } from '../../texts/rules/signs.ts';

export interface Scenario {
	/** one letter, A to Z */
	readonly code: string;
	readonly name: string;
	readonly idea: string;
	readonly facts: readonly (readonly [string, string])[];
}

/** A scenario as the room builds it: from a version of the proposal, plus and minus amendments (MO200). */
export interface BuiltScenario extends Scenario {
	/** the version from which it departs; null: the last one, whichever that is */
	readonly base: number | null;
	/** the investment modes imagined, in a few words */
	readonly modes: string;
	readonly calendar: string;
	/** goes up each time its words change: who writes on older words is told so */
	readonly revision: number;
}

export type ScenarioRefusal = 'scenario-code-wrong' | 'scenario-name-missing' | 'scenario-too-long';
/** In characters as people count them. */
export const scenarioLimits = { name: 120, idea: 600, facts: 2_000, modes: 160, calendar: 160 } as const;

/** How many scenarios a vote may bear: three in the script, six at the outside. */
export const mostScenarios = 6;
export const fewestScenarios = 2;

/** The letter that the next scenario takes: the first one free. */
export const nextCode = (taken: readonly string[]): string | undefined => [...'ABCDEF'].find((letter) => !taken.includes(letter));

/** `facts`: one a line, « libellé : valeur ». Lines without a value are kept as they are. Texts are trimmed (MO30). */
export function writeScenario(typed: { code: string; name: string; idea: string; facts: string }): Outcome<Scenario, ScenarioRefusal> {
	const code = typed.code.trim().toUpperCase();
	const name = typed.name.trim();
	const idea = typed.idea.trim();
	if (!/^[A-Z]$/.test(code)) return refused('scenario-code-wrong');
	if (name === '') return refused('scenario-name-missing');
	if (isTooLong(name, 'name') || isTooLong(idea, 'idea') || isTooLong(typed.facts, 'facts')) return refused('scenario-too-long');
	return accepted({ code, name, idea, facts: readFacts(typed.facts) });
}

const isTooLong = (text: string, field: keyof typeof scenarioLimits): boolean => [...text].length > scenarioLimits[field];

const readFacts = (lines: string): Scenario['facts'] =>
	lines
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map((line): readonly [string, string] => {
			const [, label, value] = /^(.*?)\s*:\s*(.*)$/.exec(line) ?? [];
			return label && value ? [label, value] : [line, ''];
		});

/** Facts as a form shows them, and reads them back. */
export const factsAsLines = (facts: Scenario['facts']): string => facts.map(([label, value]) => (value ? `${label} : ${value}` : label)).join('\n');

/** The modes and the calendar of a scenario, each in a few words on one line (MO200). */
export function readAround(typed: { readonly modes: string; readonly calendar: string }): Outcome<{ readonly modes: string; readonly calendar: string }, 'scenario-too-long'> {
	const [modes, calendar] = [tidyLine(typed.modes), tidyLine(typed.calendar)];
	return isTooLong(modes, 'modes') || isTooLong(calendar, 'calendar') ? refused('scenario-too-long') : accepted({ modes, calendar });
}

const tidyLine = (text: string): string => asKept(text.slice(0, 20_000)).replace(/\s+/g, ' ').trim();

/** Who writes in a scenario from a hand: the prescriber and the buyer in each, the host of its table in that one (MO203). */
export const mayCompose = (capacity: Capacity, isHost: boolean): boolean => isHost || capacity === 'prescriber' || capacity === 'buyer';

/** Who may host the table of a scenario: somebody of the jury, neither the elected official nor whoever carries the need (MO209; script 4.1). */
export const mayHost = (capacity: Capacity): boolean => capacity === 'juror';

/** What somebody would add to a scenario: to its idea, or one more fact (MO204). */
export const suggestionKinds = ['fact', 'idea'] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];
/** `left`: read, and not taken */
export type SuggestionState = 'waiting' | 'taken' | 'left' | 'withdrawn';
export const suggestionLimit = 160;
/** How many of one seat may wait in one gathering. */
export const suggestionsEach = 4;

/** One line, not empty, at most `suggestionLimit` characters (MO204). */
export function readSuggestion(typed: string): Outcome<string, 'suggestion-missing' | 'suggestion-too-long'> {
	const text = tidyLine(typed);
	if (!/[^\s\p{Cf}\p{Mn}]/u.test(text)) return refused('suggestion-missing');
	return [...text].length > suggestionLimit ? refused('suggestion-too-long') : accepted(text);
}

/** A scenario with what was suggested written into it (MO204). Refuses what would not fit any more. */
export function takeSuggestion(scenario: Pick<Scenario, 'idea' | 'facts'>, { kind, text }: { readonly kind: SuggestionKind; readonly text: string }): Outcome<Pick<Scenario, 'idea' | 'facts'>, 'scenario-too-long'> {
	const idea = kind === 'idea' ? [scenario.idea, text].filter(Boolean).join(' ') : scenario.idea;
	const facts = kind === 'fact' ? [...scenario.facts, ...readFacts(text)] : scenario.facts;
	return isTooLong(idea, 'idea') || isTooLong(factsAsLines(facts), 'facts') ? refused('scenario-too-long') : accepted({ idea, facts });
}
