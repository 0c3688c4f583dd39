// The legal gate as a page: P3 as it stands, the computation on the facts that the buyer tells, every answer that was given.
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { upToDateOn } from '../../law/rules/values.ts';
import * as accounts from '../../people/server/accounts.ts';
import { groundsSeen } from '../rules/gate.ts';
import type { GateFacts } from '../rules/gateForm.ts';
import type { Audience } from '../../cockpit/rules/elements/fields.ts';
import { veiled } from '../rules/veil.ts';
import { veilOf } from './veils.ts';
import { showing } from './filedScenarios.ts';
import * as gate from './gate.ts';
import * as scenarios from './scenarios.ts';
import * as sittings from './sittings.ts';

export async function ofGate(query: Query, gatheringId: GatheringId, { actor, audience, day, told }: { readonly actor: string; readonly audience: Audience; readonly day: string; readonly told?: GateFacts }) {
	const [{ sitting, clause }, gathering, p3, computed, verdicts] = await Promise.all([
		sittings.facts(query, gatheringId),
		gatherings.read(query, gatheringId),
		scenarios.read(query, gatheringId, 'together'),
		gate.compute(query, gatheringId, day, { told }),
		gate.verdictsOf(query, gatheringId)
	]);
	const accountId = sitting.gateHeldBy.startsWith('account:') ? readId<'account'>(sitting.gateHeldBy.slice('account:'.length)) : undefined;
	const seen = {
		title: gathering.title,
		isOver: gathering.closedAt !== null || computed.isApplied,
		clause: clause.title,
		holder: (accountId && (await accounts.read(query, accountId))?.name) ?? '',
		holds: sitting.gateHeldBy === actor,
		revision: computed.revision,
		isWritten: computed.isWritten,
		standing: computed.standing,
		facts: computed.facts,
		grounds: groundsSeen(computed.contract, computed.modification, computed.found, upToDateOn, await gate.ownSeen(query, computed.own)),
		scenario: p3 ? (await showing(query, gatheringId))(p3) : null,
		answers: verdicts.map(({ number, scenarioRevision, note, at }) => ({ number, scenarioRevision, at: at.toISOString(), standing: note.answer, said: { reasons: note.reasons, replyBy: note.replyBy, conditions: note.conditions } }))
	};
	return veiled(seen, await veilOf(query, gatheringId, audience));
}
