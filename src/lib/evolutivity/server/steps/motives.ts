// Tells why the contract may have to move, never the private annex, and asks whether the need is still right.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { refused } from '../../../outcomes/rules/outcome.ts';
import type { Capacity } from '../../../projects/rules/capacities.ts';
import type { TriggeringParty } from '../../rules/clause.ts';
import type { MotivesOnDesk, MotivesOnHand, MotivesSeen } from '../../rules/steps/motives.ts';
import { needAnswers, type NeedAnswer } from '../../rules/watch.ts';
import { voicesIn } from '../recusals.ts';
import * as sittings from '../sittings.ts';

const look = (query: Query, gathering: GatheringAtStep) =>
	together(query, `motives:${gathering.gatheringId}`, async () => {
		const { gatheringId } = gathering;
		const [{ charter, requests }, sentences, needs, here] = await Promise.all([
			sittings.facts(query, gatheringId),
			sittings.entriesOf(query, gatheringId, 'motive'),
			sittings.entriesOf(query, gatheringId, 'need'),
			voicesIn(query, gathering)
		]);
		const said = needs.filter(({ seatId }) => seatId && here.has(seatId));
		const count = (answer: NeedAnswer) => said.filter(({ data }) => data.answer === answer).length;
		const seen: MotivesSeen = {
			motives: requests.map(({ id, number, party, category, criteria, motives, evidence }) => ({
				...{ id, number, party, category, motives, evidence },
				criteria: charter.criteria.filter(({ code }) => criteria.includes(code)).map(({ code, what }) => ({ code, what })),
				sentence: sentences.find(({ key }) => key === id)?.data.sentence ?? null
			})),
			need: { 'still-right': count('still-right'), changed: count('changed'), gone: count('gone') }
		};
		return { seen, said };
	});

/** The side for which a seat tells a motive. */
const partyOf = (capacity: Capacity): TriggeringParty | null => (capacity === 'prescriber' || capacity === 'buyer' ? 'administration' : capacity === 'contractor' ? 'company' : null);

const words = v.optional(v.pipe(v.string(), v.maxLength(2000)), '');

async function write(tx: Tx, doer: Doer, { request, sentence }: { request: string; sentence: string }) {
	const { requests } = await sittings.facts(tx, doer.gatheringId);
	const found = requests.find(({ id }) => id === request);
	if (!found) return refused('request-unknown');
	if (doer.seat && partyOf(doer.seat.capacity) !== found.party) return refused('motive-not-yours');
	return sentence.trim() === '' ? sittings.unsay(tx, doer, { kind: 'motive', key: request }) : sittings.say(tx, doer, { kind: 'motive', key: request, data: { version: 1, sentence } });
}

const ofMotive = v.object({ request: v.pipe(v.string(), v.maxLength(64)), sentence: words });

export const step: StepServer = {
	async hand(query, seat): Promise<MotivesOnHand> {
		const { seen, said } = await look(query, seat);
		const mine = said.find(({ seatId }) => seatId === seat.seatId)?.data;
		return {
			...seen,
			mine: mine ? { answer: mine.answer, words: mine.words } : null,
			mayWrite: seen.motives.filter(({ party }) => party === partyOf(seat.capacity)).map(({ id }) => id)
		};
	},

	screen: async (query, gathering): Promise<MotivesSeen> => (await look(query, gathering)).seen,

	async desk(query, gathering): Promise<MotivesOnDesk> {
		const { seen, said } = await look(query, gathering);
		return { ...seen, said: said.map(({ data }) => data.words).filter((one) => one !== '').sort() };
	},

	async foresee(query, gathering) {
		const unsaid = (await look(query, gathering)).seen.motives.filter(({ sentence }) => sentence === null).length;
		return { idle: [], entering: [], leaving: unsaid > 0 ? [{ warning: 'motives-unsaid', count: unsaid, isFinal: false }] : [], finished: [] };
	},

	async carryOut() {},

	acts: {
		tell: { by: 'seat', when: 'any-time', shape: ofMotive, run: write },
		'tell-at-desk': { by: 'facilitator', when: 'any-time', shape: ofMotive, run: write },
		'answer-need': {
			by: 'seat',
			when: 'step-open',
			shape: v.object({ answer: v.picklist(needAnswers), words }),
			run: async (tx: Tx, doer: Doer, { answer, words: typed }: { answer: NeedAnswer; words: string }) =>
				doer.seat ? sittings.say(tx, doer, { kind: 'need', seatId: doer.seat.seatId, data: { version: 1, answer, words: typed } }) : refused('seat-needed')
		}
	}
};
