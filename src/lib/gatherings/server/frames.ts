// Reads what stands around a step for each screen: the frame of the hand, of the wall and of the console.
import { renderSVG } from 'uqr';
import type { MembershipId, SeatId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { together } from '../../db/server/together.ts';
import * as accounts from '../../people/server/accounts.ts';
import { standing as standingOf } from '../../people/rules/may.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { effectsOf, lifeOf, neighbour } from '../rules/advance.ts';
import { outOfOrder } from '../rules/agenda.ts';
import { clockOf, endsOf, minutesIn, type Stay } from '../rules/clock.ts';
import type { AdvancePreview, DeskFrame, HandFrame, JoinInvitation, PathStep, ScribeFrame, SeatAtDesk, WallFrame, Warning, Weather } from '../rules/frames.ts';
import { judgeInvitation } from '../rules/invitation.ts';
import { asksFirst, hintsOf, readinessOf } from '../rules/readiness.ts';
import { couldGiveUp, proposeReplan } from '../rules/replan.ts';
import { comesWithAll, lookAlikes } from '../rules/seating.ts';
import type { StepRegistry } from '../rules/step.ts';
import * as gatherings from './gatherings.ts';
import type { FacilitatorFacts, Gathering, Registries } from './gatherings.ts';
import * as readiness from './readiness.ts';
import * as seats from './seats.ts';
import type { Seat, SeatFacts } from './seats.ts';
import type { Foreseen } from './step.ts';

interface Room {
	readonly gathering: Gathering;
	readonly stays: readonly Stay[];
	readonly sitting: readonly Seat[];
	readonly expected: number;
	/** when each seat said that it is ready for the step that the room is in */
	readonly ready: ReadonlyMap<Seat['id'], Date>;
}

/** The same for every screen of the room: those that look again at once share one read. */
const readRoom = (query: Query, gatheringId: Gathering['id'], at: Date): Promise<Room> =>
	together(query, `room:${gatheringId}`, () => readRoomAt(query, gatheringId, at));

async function readRoomAt(query: Query, gatheringId: Gathering['id'], at: Date): Promise<Room> {
	const gathering = await gatherings.read(query, gatheringId);
	const [stays, sitting, members, ready] = await Promise.all([
		gatherings.staysOf(query, gatheringId),
		seats.ofGathering(query, gatheringId),
		memberships.ofProject(query, gathering),
		readiness.readyIn(query, gatheringId, gatherings.standing(gathering).currentStep)
	]);
	// at the door nobody is one more yet: most are known, and come in at their place (GA22)
	const gone = new Set(sitting.filter(({ state }) => state !== 'admitted').map(({ membershipId }) => membershipId));
	const seated = new Set(sitting.map(({ membershipId }) => membershipId));
	// whoever runs the room and has no seat in it is not waited for
	const expected = members.filter(
		(member) =>
			standingOf(member, at) === 'stands' &&
			!gone.has(member.membershipId) &&
			(seated.has(member.membershipId) || !member.permissions.includes('facilitate'))
	).length;
	return { gathering, stays, sitting, expected, ready };
}

function pathOf({ agenda, position, closedAt }: Gathering): PathStep[] {
	return agenda.steps.map((step, at) => ({
		step: step.step,
		position: at,
		state: at === position ? (closedAt ? 'done' : 'now') : step.droppedAt !== undefined ? 'dropped' : at < position ? 'done' : 'to-come'
	}));
}

function frameOf({ gathering, stays, sitting, expected }: Room, at: Date) {
	return {
		gatheringId: gathering.id,
		title: gathering.title,
		place: gathering.place,
		kind: gathering.kind,
		life: lifeOf(gathering),
		isRehearsal: gathering.isRehearsal,
		clock: gathering.closedAt ? null : clockOf(gathering.agenda, gathering.position, stays, at, gathering.pace),
		path: pathOf(gathering),
		arrived: sitting.filter(({ state }) => state === 'admitted').length,
		expected
	};
}

const pictures = new Map<string, string>();

/** The QR of an address, drawn once. */
function pictureOf(url: string): string {
	let picture = pictures.get(url);
	if (!picture) {
		if (pictures.size > 500) pictures.clear();
		picture = renderSVG(url, { ecc: 'M', border: 2 });
		pictures.set(url, picture);
	}
	return picture;
}

function invitationOf({ gathering, sitting }: Room, address: string, at: Date): JoinInvitation {
	const url = `${address}/r/${gathering.joinToken}`;
	const taken = sitting.filter(({ state }) => state === 'waiting' || state === 'admitted').length;
	return { url, code: gathering.joinCode, qr: pictureOf(url), isOpen: judgeInvitation(gathering, taken, at).accepted };
}

/** What one hand shows around its step. `browsing` is the step asked for by the address; one that has not come yet is not shown. */
export async function handFrame(query: Query, seat: Omit<SeatFacts, 'seenAt' | 'reading'>, browsing: string | null, at: Date): Promise<HandFrame> {
	const room = await readRoom(query, seat.gatheringId, at);
	const row = room.sitting.find(({ id }) => id === seat.seatId)!;
	const path = pathOf(room.gathering);
	const looked = path.find(({ step, state }) => step === browsing && state === 'done');
	return {
		...frameOf(room, at),
		browsing: looked?.step ?? null,
		seat: {
			id: seat.seatId,
			publicName: seat.publicName,
			capacity: seat.capacity,
			state: seat.state,
			textSize: row.textSize,
			contrast: row.contrast,
			isReady: room.ready.has(seat.seatId),
			handRaised: row.raisedHandAt !== null,
			weather: row.weather
		}
	};
}

/** What the plume's desk shows around: where the room is, and the seats that somebody types for. Nobody else is named where texts are read without names. */
export async function scribeFrame(query: Query, gatheringId: Gathering['id'], at: Date): Promise<ScribeFrame> {
	const room = await readRoom(query, gatheringId, at);
	const onPaper = room.sitting.filter(({ state, isOnPaper }) => state === 'admitted' && isOnPaper);
	return {
		...frameOf(room, at),
		onPaper: (await seats.placed(query, onPaper)).map(({ seat: { id }, facts: { publicName, capacity } }) => ({ id, publicName, capacity }))
	};
}

/** What the wall shows around its step: counts, no identity. `address` is the one that phones reach, as given by `invitationAddress`. */
export async function wallFrame(query: Query, gatheringId: Gathering['id'], address: string, at: Date): Promise<WallFrame> {
	const room = await readRoom(query, gatheringId, at);
	return {
		...frameOf(room, at),
		invitation: invitationOf(room, address, at),
		readySeats: room.sitting.filter(({ id, state }) => state === 'admitted' && room.ready.has(id)).length
	};
}

const minute = 60_000;

const nothingForeseen: Foreseen = { idle: [], entering: [], leaving: [], finished: [] };

/** What the console shows around its step; the registry says what each change of step would do. */
export async function deskFrame(
	query: Query,
	facilitator: FacilitatorFacts,
	around: { readonly registry: StepRegistry; readonly servers: Registries['servers']; readonly address: string; readonly isPlainHttp: boolean },
	at: Date
): Promise<DeskFrame> {
	const room = await readRoom(query, facilitator.gatheringId, at);
	const { gathering, stays, sitting, ready } = room;
	const { agenda, position } = gathering;
	const [places, holder, door] = await Promise.all([
		seats.placed(query, sitting),
		gathering.heldBy ? accounts.read(query, gathering.heldBy) : undefined,
		seats.atTheDoor(query, facilitator, at)
	]);
	const standing = gatherings.standing(gathering);
	const foreseen = async (step: string) => (await around.servers[step]?.foresee?.(query, standing)) ?? nothingForeseen;
	const here = await foreseen(standing.currentStep);
	const named = places.map(({ seat, facts }) => ({ ...seat, ...facts, isReady: ready.has(seat.id) || here.finished.includes(seat.id) }));
	const alike = lookAlikes(named);
	const merges = new Map<SeatId, { kept: SeatId; gone: SeatId }>();
	for (const [from, into] of alike) {
		const [one, other] = [from, into].map((id) => sitting.find((seat) => seat.id === id)!);
		const judged = await seats.foreseeMerge(query, facilitator, one!, other!);
		if (judged.accepted) merges.set(from, judged.value);
	}
	const present = named.filter(({ state }) => state === 'admitted');
	const readyNow = readinessOf(present);

	const told = (step: string, found: readonly Omit<Warning, 'step'>[]): Warning[] => found.map((warning) => ({ step, ...warning }));
	const leaving = gathering.closedAt ? [] : told(standing.currentStep, here.leaving);
	const preview = async (way: 'before' | 'after'): Promise<AdvancePreview | null> => {
		if (gathering.closedAt || !gathering.openedAt) return null;
		const to = neighbour(agenda, position, way);
		if (to === undefined) return null;
		const step = agenda.steps[to]!.step;
		const there = await foreseen(step);
		const idle = new Set([...here.idle, ...there.idle]);
		const isFirstTime = !stays.some((stay) => stay.step === step);
		const consequences = effectsOf(around.registry, agenda, position, to).map(({ effect }) => `${effect.do === 'unfreeze' && isFirstTime ? 'open' : effect.do}s-${effect.what}`);
		return {
			to,
			step,
			consequences: [...new Set(consequences)].filter((consequence) => !idle.has(consequence)),
			warnings: way === 'after' ? [...leaving, ...told(step, there.entering)] : [],
			...readyNow,
			asksFirst: way === 'after' && position >= 0 && asksFirst(readyNow)
		};
	};
	const awaitedOf = (membershipId: MembershipId) => door.awaited.find((member) => member.membershipId === membershipId)!;
	const sameName = (membershipId: MembershipId) => door.awaited.filter(({ publicName }) => publicName === awaitedOf(membershipId).publicName).length;
	/** of several, each bears its code in the project */
	const nameAwaited = (membershipId: MembershipId, among: number) => {
		const { publicName, code } = awaitedOf(membershipId);
		return { membershipId, name: among > 1 && code ? `${publicName} (${code})` : publicName };
	};
	const ends = endsOf(gathering, stays, at);
	const late = gathering.closedAt || position < 0 ? 0 : ends.lateByMinutes;
	const proposed = proposeReplan(agenda, position, late);
	const sky = (weather: Weather) => present.filter((seat) => seat.weather === weather).length;
	const entered = stays.find(({ leftAt }) => leftAt === null)?.enteredAt ?? at;
	const lastSign = Math.max(entered.getTime(), ...[...ready.values()].map((readyAt) => readyAt.getTime()));
	const isRunning = lifeOf(gathering) === 'running';
	const standingSteps = agenda.steps.filter(({ droppedAt }) => droppedAt === undefined);
	const disordered = outOfOrder(around.registry, agenda);
	const toCome = standingSteps.filter(({ step }) => step !== standing.currentStep);
	const hasLeftTheWelcome = isRunning && standingSteps[0]?.step !== standing.currentStep;
	return {
		...frameOf(room, at),
		revision: gathering.revision,
		seats: named
			.filter(({ state }) => state !== 'merged')
			.map((seat) => ({
				id: seat.id,
				membershipId: seat.membershipId,
				publicName: seat.publicName,
				capacity: seat.capacity,
				state: seat.state as SeatAtDesk['state'],
				isOnPaper: seat.isOnPaper,
				isReady: seat.isReady,
				raisedHandAt: seat.raisedHandAt?.toISOString() ?? null,
				seenAt: seat.seenAt?.toISOString() ?? null,
				looksLike: alike.get(seat.id) ?? null,
				merge: merges.get(seat.id) ?? null,
				places: (door.held.get(seat.id)?.places ?? []).map((membershipId, _, all) => nameAwaited(membershipId, all.length)),
				isKnown: door.held.get(seat.id)?.presumed !== undefined,
				comesWithAll: comesWithAll(seat.capacity, door.held.get(seat.id))
			})),
		agenda: pathOf(gathering).map(({ position: place, state }) => {
			const { droppedAt: _, ...step } = agenda.steps[place]!;
			return { ...step, position: place, state, spentMinutes: minutesIn(stays, step.step, at), tooSoonFor: state === 'done' ? [] : (disordered.get(step.step) ?? []) };
		}),
		plannedEnd: ends.plannedEnd.toISOString(),
		expectedEnd: (gathering.closedAt ?? ends.expectedEnd).toISOString(),
		replan: { ...proposed, giveUp: couldGiveUp(around.registry, agenda, position, proposed.stillMissing) },
		next: await preview('after'),
		previous: await preview('before'),
		ending: leaving,
		toPrepare: hasLeftTheWelcome || gathering.closedAt ? [] : (await Promise.all(toCome.map(async ({ step }) => told(step, (await foreseen(step)).entering)))).flat(),
		weather: { sun: sky('sun'), cloud: sky('cloud'), storm: sky('storm') },
		invitation: invitationOf(room, around.address, at),
		wallUrl: `/mur/${gathering.projectorToken}`,
		awaited: gathering.closedAt ? [] : door.awaited.map(({ membershipId, capacity }) => ({ ...nameAwaited(membershipId, sameName(membershipId)), capacity })),
		heldBy: holder ? { name: holder.name, isMe: holder.accountId === facilitator.accountId } : null,
		isPlainHttp: around.isPlainHttp,
		hints: isRunning
			? hintsOf({
					readiness: readyNow,
					handsRaised: present.filter(({ raisedHandAt }) => raisedHandAt !== null).length,
					waiting: sitting.filter(({ state }) => state === 'waiting').length,
					storms: sky('storm'),
					minutesSinceReady: Math.floor((at.getTime() - lastSign) / minute),
					plannedMinutes: agenda.steps[position]?.plannedMinutes ?? 0
				})
			: []
	};
}
