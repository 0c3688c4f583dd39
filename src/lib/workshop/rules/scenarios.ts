// What a scenario is made of, when the facilitator writes it down.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export interface Scenario {
	/** one letter, A to Z */
	readonly code: string;
	readonly name: string;
	readonly idea: string;
	readonly facts: readonly (readonly [string, string])[];
}

export type ScenarioRefusal = 'scenario-code-wrong' | 'scenario-name-missing' | 'scenario-too-long';

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
	if (name.length > 120 || idea.length > 600 || typed.facts.length > 2_000) return refused('scenario-too-long');
	const facts = typed.facts
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map((line): readonly [string, string] => {
			const [, label, value] = /^(.*?)\s*:\s*(.*)$/.exec(line) ?? [];
			return label && value ? [label, value] : [line, ''];
		});
	return accepted({ code, name, idea, facts });
}
