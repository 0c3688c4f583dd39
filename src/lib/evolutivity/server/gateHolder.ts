// Which seats of a room are those of whoever holds the legal gate: a person may have come in twice.
import type { Query } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import { onceInLook } from '../../db/server/together.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { GatheringAtStep } from '../../gatherings/server/step.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as sittings from './sittings.ts';

export const gateSeats = (query: Query, { gatheringId, projectId }: GatheringAtStep): Promise<ReadonlySet<string>> =>
	onceInLook(query, `gate-seats:${gatheringId}`, async () => {
		const { gateHeldBy } = (await sittings.facts(query, gatheringId)).sitting;
		const accountId = gateHeldBy.startsWith('account:') ? readId<'account'>(gateHeldBy.slice('account:'.length)) : undefined;
		const own = accountId ? (await memberships.everOfAccount(query, accountId, projectId)).map(({ membershipId }) => membershipId) : [];
		return new Set((await seats.rollOf(query, gatheringId)).filter(({ membershipId }) => own.includes(membershipId)).map(({ seatId }) => seatId));
	});
