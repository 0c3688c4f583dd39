// Gives the three screens the welcome: what the day is about, and who is here by capacity.
import { together } from '../../../db/server/together.ts';
import type { StepServer } from '../../../gatherings/server/step.ts';
import * as gatherings from '../../../gatherings/server/gatherings.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import * as projects from '../../../projects/server/projects.ts';
import { readyIn } from '../gallery.ts';
import type { WelcomeOnDesk, WelcomeOnHand, WelcomeOnWall } from '../../rules/steps/welcome.ts';

const objectiveOf = async (...[query, { projectId }]: Parameters<StepServer['screen']>) =>
	(await projects.read(query, projectId))?.summary ?? '';

export const step: StepServer = {
	hand: (query, seat): Promise<WelcomeOnHand> =>
		together(query, `welcome:${seat.gatheringId}`, async () => {
			const { agenda } = await gatherings.read(query, seat.gatheringId);
			return {
				objective: await objectiveOf(query, seat),
				day: agenda.steps
					.filter((step) => !step.droppedAt)
					.map((step) => ({ step: step.step, minutes: step.plannedMinutes })),
				gallery: await readyIn(query, seat)
			};
		}),

	async screen(query, gathering): Promise<WelcomeOnWall> {
		return { objective: await objectiveOf(query, gathering), gallery: await readyIn(query, gathering) };
	},

	async desk(query, { gatheringId }): Promise<WelcomeOnDesk> {
		const counts = new Map<string, number>();
		for (const { capacity } of await seats.rollOf(query, gatheringId))
			counts.set(capacity, (counts.get(capacity) ?? 0) + 1);
		return { byCapacity: [...counts].map(([capacity, count]) => ({ capacity, count })) };
	},

	async carryOut() {},

	acts: {}
};
