// Plays the two turns and the unforeseen card: each seat says how its role reacts, the board adds up what changes.
import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { refused } from '../../../outcomes/rules/outcome.ts';
import * as casting from '../../../workshop/server/casting.ts';
import {
	boardOf,
	drawUnforeseen,
	reactions,
	readConsequence,
	rounds,
	unforeseenCards,
	type Reaction,
	type Round,
	type UnforeseenCard
} from '../../rules/simulation.ts';
import type { RoleInPlay, SimulationOnHand, SimulationSeen } from '../../rules/steps/simulation.ts';
import { juryIn } from '../recusals.ts';
import * as sittings from '../sittings.ts';

/** Seats that play, with the role that each speaks for: a card, or its own capacity. Whoever has stepped aside plays none. */
async function inPlay(query: Query, gathering: GatheringAtStep): Promise<ReadonlyMap<string, RoleInPlay>> {
	const [players, { observers }] = await Promise.all([
		casting.playersOf(query, gathering.gatheringId),
		juryIn(query, gathering)
	]);
	return new Map(
		players
			.filter(({ seatId }) => !observers.has(seatId))
			.map(({ seatId, capacity, role }) => [
				seatId,
				role?.roleCardId
					? { id: role.roleCardId, name: role.name, capacity }
					: { id: capacity, name: null, capacity }
			])
	);
}

const look = (query: Query, gathering: GatheringAtStep) =>
	together(query, `simulation:${gathering.gatheringId}`, async () => {
		const { gatheringId } = gathering;
		const [roleOf, opened, drawn, said] = await Promise.all([
			inPlay(query, gathering),
			sittings.entriesOf(query, gatheringId, 'round'),
			sittings.entriesOf(query, gatheringId, 'unforeseen'),
			sittings.entriesOf(query, gatheringId, 'reaction')
		]);
		const roles = [...new Map([...roleOf.values()].map((role) => [role.id, role])).values()].sort(
			(one, other) => (one.name ?? one.capacity).localeCompare(other.name ?? other.capacity, 'fr')
		);
		const voices = said.flatMap(({ seatId, key, data }) => {
			const role = seatId ? roleOf.get(seatId) : undefined;
			const round = rounds.find((one) => one === key);
			return role && round ? [{ ...data, round, role: role.id }] : [];
		});
		const seen: SimulationSeen = {
			round: opened[0]?.data.round ?? null,
			card: drawn[0]?.data.card ?? null,
			roles,
			board: boardOf(
				roles.map(({ id }) => id),
				voices
			)
		};
		return { seen, said, roleOf };
	});

const chance = (): number => randomInt(2 ** 47) / 2 ** 47;

async function open(tx: Tx, doer: Doer, { round }: { round: Round }) {
	if (round === 'unforeseen' && (await sittings.entriesOf(tx, doer.gatheringId, 'unforeseen')).length === 0)
		return refused('unforeseen-not-drawn');
	return sittings.say(tx, doer, { kind: 'round', data: { version: 1, round } });
}

async function draw(tx: Tx, doer: Doer, { card }: { card: UnforeseenCard | '' }) {
	const [before] = await sittings.entriesOf(tx, doer.gatheringId, 'unforeseen');
	if (
		before &&
		(await sittings.entriesOf(tx, doer.gatheringId, 'reaction')).some(({ key }) => key === 'unforeseen')
	)
		return refused('unforeseen-answered');
	const drawn = await sittings.say(tx, doer, {
		kind: 'unforeseen',
		data: { version: 1, card: card === '' ? drawUnforeseen(chance(), before?.data.card ?? null) : card }
	});
	return drawn.accepted
		? sittings.say(tx, doer, { kind: 'round', data: { version: 1, round: 'unforeseen' } })
		: drawn;
}

interface Typed {
	readonly round: Round;
	readonly reaction: Reaction;
	readonly weeks: string;
	readonly euros: string;
	readonly people: string;
	readonly words: string;
}

async function react(tx: Tx, doer: Doer, { round, reaction, weeks, euros, people, words }: Typed) {
	if (!doer.seat) return refused('seat-needed');
	if (!(await inPlay(tx, doer)).has(doer.seat.seatId)) return refused('observer-plays-none');
	if ((await sittings.entriesOf(tx, doer.gatheringId, 'round'))[0]?.data.round !== round)
		return refused('round-not-open');
	const read = readConsequence({ weeks, euros, people });
	if (!read.accepted) return read;
	return sittings.say(tx, doer, {
		kind: 'reaction',
		key: round,
		seatId: doer.seat.seatId,
		data: { version: 1, reaction, ...read.value, words }
	});
}

const typed = v.optional(v.pipe(v.string(), v.maxLength(40)), '');

export const step: StepServer = {
	async hand(query, seat): Promise<SimulationOnHand> {
		const { seen, said, roleOf } = await look(query, seat);
		const mine = said.find(({ seatId, key }) => seatId === seat.seatId && key === seen.round)?.data;
		return {
			...seen,
			myRole: roleOf.get(seat.seatId) ?? null,
			mine: mine
				? {
						reaction: mine.reaction,
						weeks: mine.weeks,
						amount: mine.amount,
						people: mine.people,
						words: mine.words
					}
				: null
		};
	},

	screen: async (query, gathering): Promise<SimulationSeen> => (await look(query, gathering)).seen,
	desk: async (query, gathering): Promise<SimulationSeen> => (await look(query, gathering)).seen,

	async carryOut() {},

	acts: {
		'open-round': {
			by: 'facilitator',
			when: 'step-open',
			shape: v.object({ round: v.picklist(rounds) }),
			run: open
		},
		'draw-unforeseen': {
			by: 'facilitator',
			when: 'step-open',
			shape: v.object({ card: v.optional(v.picklist(['', ...unforeseenCards]), '') }),
			run: draw
		},
		react: {
			by: 'seat',
			when: 'step-open',
			shape: v.object({
				round: v.picklist(rounds),
				reaction: v.picklist(reactions),
				weeks: typed,
				euros: typed,
				people: typed,
				words: v.optional(v.pipe(v.string(), v.maxLength(2000)), '')
			}),
			run: react
		}
	}
};
