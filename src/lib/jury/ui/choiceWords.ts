// How the part of the jury in the choice of a candidate, and what is seen of it, are said.
import { m } from '#lib/words/messages.js';
import type { ChoiceKind, Phase } from '../rules/choice.ts';
import type { Clarity } from '../rules/choiceGrid.ts';
import type { TakenIntoAccount } from '../rules/choiceOutcome.ts';
import type { LookAct } from '../rules/choiceRoom.ts';

export const kindNames = { samples: () => m.choice_kind_samples(), 'usage-test': () => m.choice_kind_usage_test() } satisfies Record<ChoiceKind, () => string>;
export const clarityNames = { clear: () => m.choice_clarity_clear(), unclear: () => m.choice_clarity_unclear() } satisfies Record<Clarity, () => string>;
export const takenNames = { yes: () => m.choice_taken_yes(), partly: () => m.choice_taken_partly(), no: () => m.choice_taken_no() } satisfies Record<TakenIntoAccount, () => string>;

export const phaseNames = {
	off: { say: () => m.choice_phase_off(), tone: 'plain' },
	before: { say: () => m.choice_phase_before(), tone: 'plain' },
	open: { say: () => m.choice_phase_open(), tone: 'light' },
	over: { say: () => m.choice_phase_over(), tone: 'success' }
} as const satisfies Record<Phase, { readonly say: () => string; readonly tone: 'plain' | 'light' | 'success' }>;

export const lookWords = {
	room: () => m.choice_look_room(),
	sample: (name) => m.choice_look_sample({ name }),
	picture: (name) => m.choice_look_picture({ name })
} satisfies Record<LookAct, (name: string) => string>;
