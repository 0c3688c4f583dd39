// The casting, for the three screens: the deck, who plays whom, whom nobody plays.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { countPlayers, heldOut, inOrderOfCode, readCoverage, type RoleCard } from '../../rules/roles.ts';
import type { HeldOut, RolesOnDesk, RolesOnHand, RolesOnWall } from '../../rules/steps/roles.ts';
import * as casting from '../casting.ts';

const idTyped = v.pipe(v.string(), v.maxLength(64));
const nothing = v.object({});

const look = (query: Query, gathering: GatheringAtStep) => together(query, `casting:${gathering.gatheringId}`, () => readForAll(query, gathering));

async function readForAll(query: Query, gathering: GatheringAtStep) {
	const { gatheringId } = gathering;
	const [deck, players, { lockedAt, absentVoiceId }] = await Promise.all([
		casting.deckOf(query, gathering),
		casting.playersOf(query, gatheringId),
		casting.readCasting(query, gatheringId)
	]);
	const playing = players.flatMap(({ seatId, role }) => (role ? [{ seatId, roleCardId: role.roleCardId }] : []));
	const counts = countPlayers(playing);
	const cards: HeldOut[] = deck.map(({ id, code, name, mission, defends, fears, means, questions, forbidden, isAbsent, isConcerned }) => ({
		...{ id, code, name, mission, defends, fears, means, questions, forbidden, isAbsent, isConcerned },
		players: counts.get(id) ?? 0
	}));
	return { deck, cards, players, playing, counts, isLocked: lockedAt !== null, absentVoiceId };
}

async function onWall(query: Query, gathering: GatheringAtStep): Promise<RolesOnWall> {
	const { cards, players, playing, isLocked, absentVoiceId } = await look(query, gathering);
	return {
		isLocked,
		roles: cards.toSorted(inOrderOfCode).map(({ id, code, name, defends, fears, isAbsent, players }) => ({ id, code, name, defends, fears, isAbsent, players })),
		absentVoiceId,
		seats: players.length,
		taken: playing.length,
		own: playing.filter(({ roleCardId }) => roleCardId === null).length
	};
}

/** What the desk reads aloud of a card. */
const aloud = ({ id, code, name, mission, defends, fears, means, questions, forbidden, isAbsent }: Omit<RoleCard, 'isConcerned'>) => ({ id, code, name, mission, defends, fears, means, questions, forbidden, isAbsent });

export const step: StepServer = {
	async hand(query, seat): Promise<RolesOnHand> {
		const { cards, players, counts, isLocked, absentVoiceId } = await look(query, seat);
		const mine = await casting.roleOf(query, seat.gatheringId, seat.seatId);
		return {
			isLocked,
			isPlayer: players.some(({ seatId }) => seatId === seat.seatId),
			mine: mine && { ...mine, heldWith: await casting.heldWith(query, seat.gatheringId, seat.seatId) },
			deck: heldOut(cards, counts),
			absentVoiceId
		};
	},

	screen: onWall,

	async desk(query, gathering): Promise<RolesOnDesk> {
		const { deck, players, playing, absentVoiceId } = await look(query, gathering);
		const voice = deck.find(({ id }) => id === absentVoiceId);
		const without = players.filter(({ role }) => !role).map(({ seatId }) => seatId as string);
		return {
			...(await onWall(query, gathering)),
			projectId: gathering.projectId,
			casting: players
				.map(({ seatId, publicName, isOnPaper, role }) => ({
					id: seatId,
					publicName,
					isOnPaper,
					role: role && { cardId: role.roleCardId, name: role.name, how: role.how, sentence: role.sentence }
				}))
				.sort((a, b) => a.publicName.localeCompare(b.publicName, 'fr', { numeric: true })),
			missing: readCoverage(deck, playing, without, absentVoiceId).map(({ card, remedy, seats }) => ({ card: aloud(card), remedy, seats })),
			voice: voice && !playing.some(({ roleCardId }) => roleCardId === voice.id) ? aloud(voice) : null
		};
	},

	async foresee(query, gathering) {
		const deck = await casting.deckOf(query, gathering);
		return { idle: [], entering: deck.length === 0 ? [{ warning: 'deck-missing', count: 0, isFinal: false }] : [], leaving: [], finished: [] };
	},

	async carryOut() {},

	acts: {
		choose: {
			by: 'seat',
			when: 'any-time',
			shape: v.object({ card: idTyped }),
			run: (tx: Tx, doer: Doer, { card }: { card: string }) => casting.choose(tx, doer, card)
		},
		draw: { by: 'seat', when: 'any-time', shape: nothing, run: casting.draw },
		'play-own': { by: 'seat', when: 'any-time', shape: nothing, run: casting.playOwn },
		say: {
			by: 'seat',
			when: 'any-time',
			shape: v.object({ sentence: v.optional(v.pipe(v.string(), v.maxLength(20_000)), '') }),
			run: (tx: Tx, doer: Doer, { sentence }: { sentence: string }) => casting.say(tx, doer, sentence)
		},
		'give-back': { by: 'seat', when: 'any-time', shape: nothing, run: casting.giveBack },
		assign: {
			by: 'facilitator',
			when: 'any-time',
			shape: v.object({ seat: idTyped, card: idTyped }),
			run: (tx: Tx, doer: Doer, asked: { seat: string; card: string }) => casting.assign(tx, doer, asked)
		},
		'draw-for-all': { by: 'facilitator', when: 'any-time', shape: nothing, run: casting.drawForAll },
		free: {
			by: 'facilitator',
			when: 'any-time',
			shape: v.object({ seat: idTyped }),
			run: (tx: Tx, doer: Doer, { seat }: { seat: string }) => casting.free(tx, doer, seat)
		},
		lock: { by: 'facilitator', when: 'any-time', shape: nothing, run: casting.lock },
		unlock: { by: 'facilitator', when: 'any-time', shape: nothing, run: casting.unlock },
		'draw-absent-voice': { by: 'facilitator', when: 'any-time', shape: nothing, run: casting.drawAbsentVoice }
	}
};
