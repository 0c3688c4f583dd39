// Gives everybody the hour of return, and counts what was there when the break began.
import type { Query } from '../../../db/server/database.ts';
import type { GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { breakOf } from '../../../workshop/server/breaks.ts';
import type { PauseSeen } from '../../rules/steps/pause.ts';
import * as sittings from '../sittings.ts';

async function look(query: Query, gathering: GatheringAtStep): Promise<PauseSeen> {
	const kept = (await sittings.entriesOf(query, gathering.gatheringId, 'snapshot'))[0]?.data;
	return { ...(await breakOf(query, gathering, 'pause')), kept: kept ? { at: kept.at, counts: kept.counts } : null };
}

export const step: StepServer = {
	hand: look,
	screen: look,
	desk: look,

	async carryOut(tx, gathering, effect, at) {
		if (effect.do !== 'freeze' || effect.what !== 'snapshot') return;
		const { snapshot: _, ...counts } = await sittings.countsOf(tx, gathering.gatheringId);
		await sittings.say(tx, { ...gathering, actor: 'system', at }, { kind: 'snapshot', data: { version: 1, at: at.toISOString(), counts } });
	},

	acts: {}
};
