// The registry of what each step of a sitting gives the screens and takes from them.
import type { Tx } from '../../db/server/database.ts';
import type { Doer, StepAct, StepServer } from '../../gatherings/server/step.ts';
import { refused } from '../../outcomes/rules/outcome.ts';
import type { StepId } from '../rules/steps.ts';
import { step as arrival } from './steps/arrival.ts';
import { step as frame } from './steps/frame.ts';
import { step as stateOfPlay } from './steps/state-of-play.ts';
import { step as motives } from './steps/motives.ts';
import { step as scenarios } from './steps/scenarios.ts';
import { step as questions } from './steps/questions.ts';
import { step as pause } from './steps/pause.ts';
import { step as casting } from './steps/casting.ts';
import { step as simulation } from './steps/simulation.ts';
import { step as jointScenario } from './steps/joint-scenario.ts';
import { step as legalGate } from './steps/legal-gate.ts';
import { step as consent } from './steps/consent.ts';
import { step as integration } from './steps/integration.ts';
import { juryIn } from './recusals.ts';
import { beforeTheRoom } from './veils.ts';

/** A step that hears nobody who has stepped aside: they stay, and are nobody's voice (EV43). */
const heard = (server: StepServer): StepServer => ({
	...server,
	acts: Object.fromEntries(
		Object.entries(server.acts).map(([name, act]): [string, StepAct] => [
			name,
			act.by !== 'seat'
				? act
				: {
						...act,
						run: async (tx: Tx, doer: Doer, input: never) =>
							doer.seat && (await juryIn(tx, doer)).observers.has(doer.seat.seatId) ? refused('observer-plays-none') : act.run(tx, doer, input)
					}
		])
	)
});

export const stepServers = {
	arrival,
	frame: beforeTheRoom(heard(frame)),
	'state-of-play': beforeTheRoom(heard(stateOfPlay)),
	motives: heard(motives),
	scenarios: beforeTheRoom(heard(scenarios)),
	questions: heard(questions),
	pause,
	casting,
	simulation,
	'joint-scenario': beforeTheRoom(jointScenario),
	'legal-gate': beforeTheRoom(legalGate),
	consent: beforeTheRoom(consent),
	integration: beforeTheRoom(integration)
} satisfies Record<StepId, StepServer>;
