// Decides what the frames and the pages of a sitting hold of what its contract says, by who reads them (EV150).
import { isReadBy } from '../../cockpit/rules/elements/changes.ts';
import type { Audience } from '../../cockpit/rules/elements/fields.ts';
import { cockpitActs } from '../../cockpit/rules/investment.ts';
import * as elements from '../../cockpit/server/elements.ts';
import type { ElementId, GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { together } from '../../db/server/together.ts';
import type { GatheringAtStep, StepServer } from '../../gatherings/server/step.ts';
import { may, type Facts } from '../../people/rules/may.ts';
import * as authorities from '../../people/server/authorities.ts';
import { now } from '../../time/server/clock.ts';
import { veiled, type Veil } from '../rules/veil.ts';
import * as sittings from './sittings.ts';

/** What an audience may not read of a contract; `instead` stands where its object would. */
export async function veilOver(query: Query, place: elements.Place, contractId: ElementId | null, instead: string, audience: Audience): Promise<Veil> {
	const today = await authorities.dayOf(query, place.authorityId, now());
	const contract = contractId === null ? undefined : await elements.read(query, place, contractId, today);
	if (contract?.kind !== 'contract') return { amounts: false, object: false, holder: false, instead };
	const modifications = elements.ofKind(await elements.under(query, place, contract.id, today), 'modification');
	const hides = (name: 'maximum' | 'amount' | 'object' | 'holder') => Boolean(contract.values[name]) && !isReadBy(audience, 'contract', contract.stored, name);
	return {
		amounts: hides('maximum') || hides('amount') || modifications.some(({ stored, values: { total } }) => total !== null && !isReadBy(audience, 'modification', stored, 'total')),
		object: hides('object'),
		holder: hides('holder'),
		instead
	};
}

/** What an audience may not read of the contract of a sitting. */
export const veilOf = (query: Query, gatheringId: GatheringId, audience: Audience): Promise<Veil> =>
	together(query, `veil:${gatheringId}:${audience}`, async () => {
		const { sitting, clause } = await sittings.facts(query, gatheringId);
		return veilOver(query, sitting, clause.contractId, clause.title, audience);
	});

/** How much of a contract whoever stands at a page of the team reads. */
export const audienceOf = (facts: Facts): Audience => (may(cockpitActs.readRestricted, facts, now()).accepted ? 'restricted' : 'team');

/** A step whose three screens are read by the whole room: nothing that is restricted comes before it, on the buyer's own hand neither. */
export function beforeTheRoom(server: StepServer): StepServer {
	const told = async (query: Query, { gatheringId }: GatheringAtStep, seen: Promise<object>) => veiled(await seen, await veilOf(query, gatheringId, 'team'));
	return {
		...server,
		hand: (query, seat) => told(query, seat, server.hand(query, seat)),
		screen: (query, gathering) => told(query, gathering, server.screen(query, gathering)),
		desk: (query, gathering) => told(query, gathering, server.desk(query, gathering))
	};
}
