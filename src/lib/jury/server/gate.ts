// Whether a workshop opens to a member of the jury: what its doors are handed, for those who stand below the jury know nothing of it.
import type { GatheringId, MembershipId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { accepted, type Outcome } from '../../outcomes/rules/outcome.ts';
import { stageOf } from '../rules/declarations.ts';
import { opens, type GateRefusal } from '../rules/training.ts';
import * as declarations from './declarations.ts';
import * as members from './members.ts';
import { doneBy } from './training.ts';

/** Asked for each person who would take a seat in a gathering (JU72). */
export async function ofGathering(query: Query, membershipId: MembershipId, gathering: { readonly id: GatheringId; readonly kind: string }): Promise<Outcome<'open', GateRefusal>> {
	const isOfPanel = (await members.ofPanel(query, [membershipId])).has(membershipId);
	if (!isOfPanel) return opens({ isOfPanel, done: [], standing: 'to-declare' });
	const facts = await factsOf(query, membershipId, gathering);
	// whoever steps aside in a sitting of the clause stays as an observer (EV43)
	if (stageOf(gathering.kind) === 'evolutivity' && facts.standing === 'aside') return accepted('open');
	return opens({ isOfPanel, ...facts });
}

async function factsOf(query: Query, membershipId: MembershipId, { id, kind }: { readonly id: GatheringId; readonly kind: string }) {
	const stage = stageOf(kind);
	const held = (await declarations.ofMembers(query, [membershipId])).get(membershipId) ?? [];
	const started = declarations.standingOf(held, { stage: 'start', gatheringId: null });
	return {
		done: (await doneBy(query, [membershipId])).get(membershipId) ?? [],
		// a session of the clause asks for its own declaration, once the first one was signed
		standing: stage === 'start' || started === 'to-declare' ? started : declarations.standingOf(held, { stage, gatheringId: id })
	};
}
