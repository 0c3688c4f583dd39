// When a break ends, for the screens that show it.
import type { Query } from '../../db/server/database.ts';
import { together } from '../../db/server/together.ts';
import { spentIn } from '../../gatherings/rules/clock.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { GatheringAtStep } from '../../gatherings/server/step.ts';
import * as authorities from '../../people/server/authorities.ts';
import { now } from '../../time/server/clock.ts';
import type { Break } from '../rules/steps/retouch.ts';

const minute = 60_000;

/** The hour of return of a step that is a break; none while the room is elsewhere. */
export const breakOf = (query: Query, { gatheringId, authorityId, currentStep }: GatheringAtStep, step: string): Promise<Break> =>
	together(query, `break:${gatheringId}:${step}:${currentStep}`, async (): Promise<Break> => {
		const timeZone = (await authorities.read(query, authorityId))?.timeZone ?? 'Europe/Paris';
		if (currentStep !== step) return { backAt: null, isOver: false, timeZone };
		const { agenda, pace } = await gatherings.read(query, gatheringId);
		const at = now();
		const planned = (agenda.steps.find((one) => one.step === step)?.plannedMinutes ?? 0) * minute;
		const left = planned - spentIn(await gatherings.staysOf(query, gatheringId), step, at);
		return { backAt: new Date(at.getTime() + left / pace).toISOString(), isOver: left <= 0, timeZone };
	});
