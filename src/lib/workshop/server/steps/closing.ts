// Gives the three screens the closing: where the proposal goes and when, the next dates, and to each hand what it leaves behind.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import * as gatherings from '../../../gatherings/server/gatherings.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import * as ledger from '../../../jury/server/ledger.ts';
import { refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import * as projects from '../../../projects/server/projects.ts';
import { likelyYear } from '../../rules/closing.ts';
import { endingOf, leftUndone } from '../../rules/steps/consent.ts';
import type { ClosingOnDesk, ClosingOnHand, ClosingOnWall } from '../../rules/steps/closing.ts';
import * as closings from '../closings.ts';
import * as consents from '../consents.ts';
import * as votes from '../votes.ts';

const typed = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');

const look = (query: Query, gathering: GatheringAtStep) => together(query, `closing:${gathering.gatheringId}`, () => readForAll(query, gathering));

async function readForAll(query: Query, gathering: GatheringAtStep) {
	const { round, scenario } = await consents.readConsent(query, gathering);
	const firsts = scenario ? [] : await votes.firstsOf(query, gathering);
	const read = await closings.readClosing(query, gathering);
	return {
		read,
		round,
		seen: {
			closing: read.closing,
			scenario: scenario ? { code: scenario.code, name: scenario.name } : firsts.length === 1 ? firsts[0]! : null,
			consent: endingOf(round)
		}
	};
}

interface TypedClosing {
	body: string;
	bodyOn: string;
	on1: string;
	what1: string;
	on2: string;
	what2: string;
	on3: string;
	what3: string;
	year: string;
}

export const step: StepServer = {
	async hand(query, seat): Promise<ClosingOnHand> {
		const { seen } = await look(query, seat);
		const mine = await closings.leftByOne(query, seat, seat.seatId);
		return {
			...seen,
			isJuror: seat.capacity === 'juror',
			usefulness: mine?.usefulness ?? null,
			word: mine?.word ?? '',
			minutes: mine?.minutes ?? null,
			postcard: mine?.postcard ?? '',
			ledgerMinutes: seat.capacity === 'juror' ? await ledger.ofJuror(query, seat) : null
		};
	},

	async screen(query, gathering): Promise<ClosingOnWall> {
		const { seen, read } = await look(query, gathering);
		return { ...seen, count: read.count, words: read.words };
	},

	async desk(query, gathering): Promise<ClosingOnDesk> {
		const { seen, read } = await look(query, gathering);
		const roll = await seats.rollOf(query, gathering.gatheringId);
		const left = await closings.leftBy(query, gathering);
		const [project, { startsAt }] = await Promise.all([projects.read(query, gathering.projectId), gatherings.read(query, gathering.gatheringId)]);
		return {
			...seen,
			count: read.count,
			words: read.words,
			usefulness: read.usefulness,
			postcards: read.postcards,
			likelyYear: likelyYear(`${project?.title} ${project?.summary}`, startsAt.toISOString()),
			arrived: roll.length,
			paperSeats: roll
				.filter(({ isOnPaper }) => isOnPaper)
				.map(({ seatId, publicName, capacity }) => ({ id: seatId, publicName, isJuror: capacity === 'juror', hasLeftWord: left.has(seatId) }))
		};
	},

	async foresee(query, gathering) {
		const { read, round } = await look(query, gathering);
		const left = await closings.leftBy(query, gathering);
		const silent = (await seats.rollOf(query, gathering.gatheringId)).filter(({ seatId }) => !left.has(seatId)).length;
		return {
			idle: [],
			entering: [],
			leaving: [
				// the room may still go back and finish it
				...(round ? leftUndone(round).map((undone) => ({ ...undone, isFinal: false })) : []),
				...(read.closing ? [] : [{ warning: 'closing-not-written', count: 0, isFinal: false }]),
				...(silent > 0 ? [{ warning: 'closing-words-missing', count: silent, isFinal: false }] : [])
			],
			finished: [...left.keys()]
		};
	},

	async carryOut() {},

	atEnd: closings.giveHours,

	acts: {
		'write-closing': {
			by: 'facilitator',
			when: 'any-time',
			shape: v.object({ body: typed, bodyOn: typed, on1: typed, what1: typed, on2: typed, what2: typed, on3: typed, what3: typed, year: typed }),
			run: (tx: Tx, doer: Doer, { body, bodyOn, on1, what1, on2, what2, on3, what3, year }: TypedClosing) =>
				closings.write(
					tx,
					doer,
					{ body, bodyOn, year, dates: [{ on: on1, what: what1 }, { on: on2, what: what2 }, { on: on3, what: what3 }] },
					doer.actor,
					doer.at
				)
		},
		leave: {
			by: 'seat',
			when: 'any-time',
			shape: v.object({ usefulness: typed, word: typed, hours: typed, postcard: typed }),
			run: (tx: Tx, doer: Doer, fields: { usefulness: string; word: string; hours: string; postcard: string }): Promise<Outcome<unknown, string>> =>
				doer.seat
					? closings.leave(
							tx,
							doer,
							{ seatId: doer.seat.seatId, isJuror: doer.seat.capacity === 'juror', actor: doer.actor, onBehalfOf: doer.onBehalfOf },
							fields
						)
					: Promise.resolve(refused('seat-needed'))
		}
	}
};
