// Reads the sittings of a project and the preparation of one, for the pages of the team.
import { error, type RequestEvent } from '@sveltejs/kit';
import type { AccountId, GatheringId } from '../../db/rules/ids.ts';
import { database, type Query } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { may, standing, type Act } from '../../people/rules/may.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { requireRealProject, type AtProject } from '../../projects/server/guards.ts';
import { now } from '../../time/server/clock.ts';
import * as casting from '../../workshop/server/casting.ts';
import { sittingActs } from '../rules/sittingActs.ts';
import { juryIn } from './recusals.ts';
import * as sittings from './sittings.ts';
import { step as frameStep } from './steps/frame.ts';
import { step as integrationStep } from './steps/integration.ts';
import { step as motivesStep } from './steps/motives.ts';
import { step as scenariosStep } from './steps/scenarios.ts';
import { step as stateOfPlayStep } from './steps/state-of-play.ts';
import { veiled } from '../rules/veil.ts';
import { audienceOf, veilOf, veilOver } from './veils.ts';

/** Buyers of a project whose places stand, each by the actor that holds the gate. */
export async function buyersOf(query: Query, place: sittings.Place, at: Date): Promise<readonly { readonly value: string; readonly label: string }[]> {
	const members = (await memberships.ofProject(query, place)).filter((one) => one.capacity === 'buyer' && one.accountId !== null && standing(one, at) === 'stands');
	return [...new Map(members.map(({ accountId, publicName }) => [accountId!, publicName]))].map(([accountId, label]) => ({ value: `account:${accountId}`, label }));
}

/** The list: sittings, and what another could take up. */
export async function listed(at: AtProject) {
	const query = await database();
	const { project, facts } = at;
	const found = await sittings.ofProject(query, project);
	const rooms = await gatherings.readMany(query, found.map(({ gatheringId }) => gatheringId));
	const mayPlan = may(sittingActs.plan, facts, now()).accepted;
	return {
		project: { projectId: project.projectId, title: project.title },
		mayPlan,
		sittings: found.map(({ gatheringId, number, heldOn }) => ({ gatheringId, number, heldOn, title: rooms.get(gatheringId)?.title ?? '', isOver: Boolean(rooms.get(gatheringId)?.closedAt) })),
		plannable: mayPlan ? await Promise.all((await sittings.plannable(query, project)).map(async ({ contractId, ...clause }) => ({ ...clause, restricted: (await veilOver(query, project, contractId, clause.title, 'team')).amounts ? contractId : null }))) : [],
		buyers: mayPlan ? await buyersOf(query, project, now()) : []
	};
}

export interface AtSitting extends AtProject {
	readonly gatheringId: GatheringId;
}

/** As `requireRealProject`, and 404 for what is no sitting of this project. */
export async function requireSitting(event: RequestEvent, act: Act = sittingActs.read): Promise<AtSitting> {
	const at = await requireRealProject(event, event.params.project, act);
	const id = readId<'gathering'>(event.params.gathering);
	const sitting = id && (await sittings.find(await database(), id));
	if (!sitting || sitting.projectId !== at.project.projectId) error(404, 'sitting-unknown');
	return { ...at, gatheringId: sitting.gatheringId };
}

/** What is missing, who holds what, who plays whom, and what is printed for the room. */
export async function prepared({ account, project, facts, gatheringId }: AtSitting) {
	const query = await database();
	const gathering = await gatherings.read(query, gatheringId);
	const room = gatherings.standing(gathering);
	const [{ sitting, clause }, jury, deck, players, veil, unread, motives, ...seen] = await Promise.all([
		sittings.facts(query, gatheringId),
		juryIn(query, room),
		casting.deckOf(query, project),
		casting.playersOf(query, gatheringId),
		veilOf(query, gatheringId, audienceOf(facts)),
		veilOf(query, gatheringId, 'team'),
		motivesStep.screen(query, room),
		scenariosStep.screen(query, room),
		frameStep.screen(query, room),
		stateOfPlayStep.screen(query, room),
		integrationStep.screen(query, room)
	]);
	const [scenarios, frame, state, integration] = veiled(seen, veil);
	const mayPlan = may(sittingActs.plan, facts, now()).accepted;
	const holder = sitting.gateHeldBy.startsWith('account:') ? await accounts.read(query, sitting.gateHeldBy.slice('account:'.length) as AccountId) : undefined;
	return {
		project: { projectId: project.projectId, title: project.title },
		gatheringId: gatheringId as string,
		title: gathering.title,
		place: gathering.place,
		heldOn: sitting.heldOn,
		number: sitting.number,
		clause: clause.title,
		isOver: gathering.closedAt !== null,
		mayPlan,
		/** the contract whose amounts the room will not read, for whoever may open them */
		restricted: mayPlan && unread.amounts ? (clause.contractId as string) : null,
		mayFacilitate: await memberships.facilitatesOnMandate(query, account.accountId, project.projectId, now()),
		missing: await sittings.missing(query, gatheringId, jury.toDeclare),
		contractId: clause.contractId as string | null,
		quorum: jury.quorum,
		gate: { name: holder?.name ?? '', value: sitting.gateHeldBy as string, buyers: mayPlan ? await buyersOf(query, project, now()) : [] },
		roles: deck
			.toSorted((a, b) => Number(b.isConcerned) - Number(a.isConcerned))
			.map(({ id, name, isConcerned, isAbsent }) => ({ id: id as string, name, isConcerned, isAbsent, players: players.filter(({ role }) => role?.roleCardId === id).map(({ publicName }) => publicName) })),
		motives,
		scenarios,
		frame,
		state,
		integration
	};
}
