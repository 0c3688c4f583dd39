// What the buyer alone answers at the legal gate, on one revision of P3: the room reads, the buyer answers on a page of their own account.
import type { Query } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import type { GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import * as authorities from '../../../people/server/authorities.ts';
import { now } from '../../../time/server/clock.ts';
import { letsThrough } from '../../rules/gate.ts';
import type { GateOnHand, GateSeen } from '../../rules/steps/legal-gate.ts';
import { showing } from '../filedScenarios.ts';
import { gateSeats } from '../gateHolder.ts';
import * as gate from '../gate.ts';
import * as scenarios from '../scenarios.ts';

const look = (query: Query, gathering: GatheringAtStep) =>
	together(query, `legal-gate:${gathering.gatheringId}`, async (): Promise<GateSeen> => {
		const { computed, grounds } = await gate.groundsNow(query, gathering.gatheringId, await authorities.dayOf(query, gathering.authorityId, now()));
		const note = computed.last?.note;
		const kept = await scenarios.read(query, gathering.gatheringId, 'together');
		const p3 = kept && computed.isWritten ? (await showing(query, gathering.gatheringId))(kept) : null;
		return { p3, standing: computed.standing, grounds, said: note ? { reasons: note.reasons, replyBy: note.replyBy, conditions: note.conditions } : null };
	});

export const step: StepServer = {
	async hand(query, seat): Promise<GateOnHand> {
		const holds = (await gateSeats(query, seat)).has(seat.seatId);
		return { ...(await look(query, seat)), holds, page: holds ? `/projets/${seat.projectId}/evolutivite/seances/${seat.gatheringId}/controle` : null };
	},

	screen: (query, gathering): Promise<GateSeen> => look(query, gathering),
	desk: (query, gathering): Promise<GateSeen> => look(query, gathering),

	async foresee(query, gathering) {
		const { standing } = await look(query, gathering);
		const warning = standing === 'not-asked' ? 'gate-not-asked' : standing === 'outdated' ? 'gate-outdated' : letsThrough(standing) ? null : 'gate-stands';
		return { idle: [], entering: [], leaving: warning ? [{ warning, count: 0, isFinal: false }] : [], finished: [] };
	},

	async carryOut() {},
	acts: {}
};
