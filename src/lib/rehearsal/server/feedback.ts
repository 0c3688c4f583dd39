// Reads what a rehearsal leaves to think about: the minutes of each step, and what the steps say was left undone.
import type { Query } from '../../db/server/database.ts';
import { lifeOf } from '../../gatherings/rules/advance.ts';
import { spentIn } from '../../gatherings/rules/clock.ts';
import type { Life, Warning } from '../../gatherings/rules/frames.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { Gathering } from '../../gatherings/server/gatherings.ts';
import type { StepServer } from '../../gatherings/server/step.ts';
import { stepServers } from '../../workshop/server/steps.ts';
import { feedbackOf, type StepSpent } from '../rules/course.ts';

const servers: Readonly<Record<string, StepServer>> = stepServers;

export interface Feedback {
	readonly title: string;
	readonly life: Life;
	readonly steps: readonly StepSpent[];
	readonly undone: readonly Warning[];
}

export async function read(query: Query, gathering: Gathering, at: Date): Promise<Feedback> {
	const stays = await gatherings.staysOf(query, gathering.id);
	const until = gathering.closedAt ?? at;
	const standing = gatherings.standing(gathering);
	const entered = new Set(stays.map(({ step }) => step));
	const undone: Warning[] = [];
	for (const { step } of gathering.agenda.steps)
		if (entered.has(step)) undone.push(...((await servers[step]?.foresee?.(query, { ...standing, currentStep: step }))?.leaving ?? []).map((warning) => ({ step, ...warning })));
	return {
		title: gathering.title,
		life: lifeOf(gathering),
		steps: feedbackOf(gathering.agenda.steps, (step) => (entered.has(step) ? spentIn(stays, step, until) : null)),
		// what both consent and the closing say is said once
		undone: undone.filter(({ warning }, place) => undone.findIndex((other) => other.warning === warning) === place)
	};
}
