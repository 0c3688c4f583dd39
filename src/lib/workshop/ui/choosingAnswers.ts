import { refusalInWords } from '../../gatherings/ui/handRefusals.ts';

/** What a step's form was answered. */
export interface Answer {
	readonly refusal?: string;
	readonly step?: string;
	readonly act?: string;
	readonly done?: string;
	/** the seat on paper for which the desk did it; empty when it was for nobody */
	readonly doneFor?: string;
	readonly fields?: Readonly<Record<string, string>>;
}

/** The sentence for what was refused to a hand: one of these of the step, else the room's; undefined when nothing was. Each step brings its own, so that a phone carries no others. */
export function inWords(answer: Answer | null | undefined, ofStep: Readonly<Record<string, () => string>>): string | undefined {
	if (!answer?.refusal) return undefined;
	return Object.hasOwn(ofStep, answer.refusal) ? ofStep[answer.refusal]!() : refusalInWords(answer.refusal);
}

/** What was typed in a form that was refused and stands on the screen no more; `standing` says of each act with words whether its form is there. */
export const unplaced = (answer: Answer | null | undefined, standing: Readonly<Record<string, boolean>>): Readonly<Record<string, string>> | undefined =>
	answer?.refusal && answer.act && !(Object.hasOwn(standing, answer.act) && standing[answer.act]) ? answer.fields : undefined;

/** The field that a refusal is about, with what to do. */
export interface Wrong {
	readonly field: string;
	readonly sentence: string;
}

/** What was typed in a form that was refused, for its own fields only. */
export const typedIn = (answer: Answer | null | undefined, act: string): Readonly<Record<string, string>> | undefined =>
	answer?.refusal && answer.act === act ? answer.fields : undefined;
