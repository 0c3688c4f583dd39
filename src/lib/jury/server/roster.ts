// Reads the jury as whoever keeps it sees it: who is trained, who declared what, who takes part, who asks to leave.
import type { JuryId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { quorumIn, stageOf } from '../rules/declarations.ts';
import { isTrained, lessons } from '../rules/training.ts';
import { heldOf } from '../rules/wishes.ts';
import * as declarations from './declarations.ts';
import type { Place } from './juries.ts';
import * as members from './members.ts';
import { doneBy } from './training.ts';
import * as panel from './panel.ts';
import * as wishes from './wishes.ts';

export async function read(query: Query, place: Place, at: Date) {
	const jurors = await members.ofProject(query, place, at);
	const ids = jurors.map(({ membershipId }) => membershipId);
	const [jury, done, held, wished] = [await members.juryOf(query, place), await doneBy(query, ids), await declarations.ofMembers(query, ids), await wishes.ofMembers(query, ids)];
	const open = (await gatherings.ofProject(query, place)).filter(({ openedAt, closedAt }) => openedAt && !closedAt);
	const here = new Set((await Promise.all(open.map(({ id }) => seats.rollOf(query, id)))).flat().map(({ membershipId }) => membershipId));
	const sessions = (await gatherings.ofProject(query, place)).filter(({ kind, closedAt }) => stageOf(kind) === 'evolutivity' && !closedAt).map(({ id, title }) => ({ gatheringId: id, title }));
	const about: readonly (declarations.About & { readonly title: string | null })[] = [
		{ stage: 'start', gatheringId: null, title: null },
		...(jury.observesCandidates ? [{ stage: 'candidates' as const, gatheringId: null, title: null }] : []),
		...sessions.map((session) => ({ stage: 'evolutivity' as const, ...session }))
	];
	return {
		quorum: jury.quorum,
		lessons: lessons.length,
		isRoomOpen: open.length > 0,
		stages: about.map((one) => {
			const inStage = jurors.map(({ membershipId }) => ({ membershipId, standing: declarations.standingOf(held.get(membershipId) ?? [], one) }));
			return {
				...one,
				/** who is in an open room now */
				now: quorumIn(
					inStage.map(({ membershipId, standing }) => ({ isPresent: here.has(membershipId), standing })),
					jury.quorum
				),
				/** if everybody came */
				ifAllCome: quorumIn(
					inStage.map(({ standing }) => ({ isPresent: true, standing })),
					jury.quorum
				)
			};
		}),
		jurors: jurors.map(({ membershipId, publicName, isOfPanel }) => ({
			membershipId,
			publicName,
			isOfPanel,
			done: done.get(membershipId)?.length ?? 0,
			held: held.get(membershipId) ?? [],
			wantsToLeave: (wished.get(membershipId) ?? heldOf([])).wantsToLeave
		}))
	};
}
export type Roster = Awaited<ReturnType<typeof read>>;

/** Everybody who had a seat of this jury and a place, with what they said of the next juries: also once their mandate is over. */
export async function choicesOf(query: Query, juryId: JuryId) {
	const ids = (await panel.everSeated(query, juryId)).flatMap(({ membershipId }) => membershipId ?? []);
	const [facts, wished] = [await memberships.readMany(query, ids), await wishes.ofMembers(query, ids)];
	const inOrder = new Intl.Collator('fr');
	return [...facts.values()].map(({ membershipId, publicName }) => ({ membershipId, publicName, keepsInTouch: wished.get(membershipId)?.keepsInTouch ?? false })).sort((a, b) => inOrder.compare(a.publicName, b.publicName));
}

/** Those who agreed to be told of the next juries (JU86). */
export async function inTouch(query: Query, place: Place, at: Date): Promise<ReadonlySet<string>> {
	const jurors = await members.ofProject(query, place, at);
	const wished = await wishes.ofMembers(
		query,
		jurors.map(({ membershipId }) => membershipId)
	);
	return new Set([...wished].flatMap(([membershipId, { keepsInTouch }]) => (keepsInTouch ? [membershipId] : [])));
}

/** How many members the jury has, and how many of them have done every lesson. */
export async function trainedOf(query: Query, place: Place, at: Date): Promise<{ readonly jurors: number; readonly trained: number }> {
	const jurors = await members.ofProject(query, place, at);
	const done = await doneBy(
		query,
		jurors.map(({ membershipId }) => membershipId)
	);
	return { jurors: jurors.length, trained: [...done.values()].filter(isTrained).length };
}
