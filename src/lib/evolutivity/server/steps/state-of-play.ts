// Freezes the state of play from the cockpit, keeps comments apart from facts, and takes « compris » or « question » on each figure.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { refused } from '../../../outcomes/rules/outcome.ts';
import * as authorities from '../../../people/server/authorities.ts';
import type { Capacity } from '../../../projects/rules/capacities.ts';
import { commenters, type Commenter } from '../../rules/entries.ts';
import { figuresWanted, readingsOf, stateOfPlayOf } from '../../rules/stateOfPlay.ts';
import type { StateOfPlayOnDesk, StateOfPlayOnHand, StateOfPlaySeen } from '../../rules/steps/state-of-play.ts';
import { stateFacts } from '../contractFacts.ts';
import { voicesIn } from '../recusals.ts';
import * as sittings from '../sittings.ts';

const read = async (query: Query, { gatheringId }: GatheringAtStep) => (await sittings.entriesOf(query, gatheringId, 'state-of-play'))[0]?.data ?? null;

const look = (query: Query, gathering: GatheringAtStep) =>
	together(query, `state-of-play:${gathering.gatheringId}`, async () => {
		const { gatheringId } = gathering;
		const [frozen, said, comments, here] = await Promise.all([
			read(query, gathering),
			sittings.entriesOf(query, gatheringId, 'reading'),
			sittings.entriesOf(query, gatheringId, 'comment'),
			voicesIn(query, gathering)
		]);
		const readings = said.filter(({ seatId }) => seatId && here.has(seatId));
		const counts = new Map(readingsOf(frozen?.figures ?? [], readings.map(({ key, data }) => ({ key, reading: data.reading }))).map((one) => [one.id, one]));
		const commentOf = (figure: string, by: Commenter) => comments.find(({ key }) => key === `${figure}/${by}`)?.data.words;
		const seen: StateOfPlaySeen = {
			frozen: frozen && {
				...frozen,
				figures: frozen.figures.map((figure) => ({
					...figure,
					understood: counts.get(figure.id)?.understood ?? 0,
					questions: counts.get(figure.id)?.questions ?? 0,
					comments: Object.fromEntries(commenters.flatMap((by) => (commentOf(figure.id, by) ? [[by, commentOf(figure.id, by)!]] : [])))
				}))
			}
		};
		return { seen, readings };
	});

/** Prescriber and buyer speak for the service, the contractor for the company. */
const commenterOf = (capacity: Capacity): Commenter | null => (capacity === 'prescriber' || capacity === 'buyer' ? 'service' : capacity === 'contractor' ? 'company' : null);

const word = (most: number) => v.optional(v.pipe(v.string(), v.maxLength(most)), '');
const figure = v.pipe(v.string(), v.maxLength(60));

/** Freezes what the cockpit says today; said anew before anybody has read it, or as a whole by whoever leads. */
export async function freeze(tx: Tx, doer: Pick<Doer, 'authorityId' | 'projectId' | 'gatheringId' | 'actor' | 'at'>) {
	const facts = await sittings.facts(tx, doer.gatheringId);
	const today = await authorities.dayOf(tx, doer.authorityId, doer.at);
	if ((await sittings.entriesOf(tx, doer.gatheringId, 'reading')).length > 0) return refused('state-of-play-being-read');
	return sittings.say(tx, doer, { kind: 'state-of-play', data: stateOfPlayOf(await stateFacts(tx, facts, today)) });
}

async function known(tx: Tx, doer: Doer, asked: string) {
	const frozen = await read(tx, doer);
	if (!frozen) return 'state-of-play-not-frozen' as const;
	return frozen.figures.some(({ id }) => id === asked) ? null : ('figure-unknown' as const);
}

export const step: StepServer = {
	async hand(query, seat): Promise<StateOfPlayOnHand> {
		const { seen, readings } = await look(query, seat);
		return {
			...seen,
			mine: Object.fromEntries(readings.filter(({ seatId }) => seatId === seat.seatId).map(({ key, data }) => [key, { reading: data.reading, words: data.words }])),
			mayComment: commenterOf(seat.capacity)
		};
	},

	screen: async (query, gathering): Promise<StateOfPlaySeen> => (await look(query, gathering)).seen,

	async desk(query, gathering): Promise<StateOfPlayOnDesk> {
		const { seen, readings } = await look(query, gathering);
		return { ...seen, asked: readings.filter(({ data }) => data.reading === 'question' && data.words !== '').map(({ key, data }) => ({ figure: key, words: data.words })).sort((a, b) => a.figure.localeCompare(b.figure) || a.words.localeCompare(b.words)) };
	},

	async foresee(query, gathering) {
		const { frozen } = (await look(query, gathering)).seen;
		const count = frozen?.figures.length ?? 0;
		return {
			idle: [],
			entering: frozen ? (count < figuresWanted ? [{ warning: 'state-of-play-thin', count, isFinal: false }] : []) : [{ warning: 'state-of-play-not-frozen', count: 0, isFinal: false }],
			leaving: [],
			finished: []
		};
	},

	async carryOut() {},

	acts: {
		freeze: { by: 'facilitator', when: 'any-time', shape: v.object({}), run: freeze },
		read: {
			by: 'seat',
			when: 'any-time',
			shape: v.object({ figure, reading: v.picklist(['understood', 'question']), words: word(2000) }),
			async run(tx: Tx, doer: Doer, { figure, reading, words }: { figure: string; reading: string; words: string }) {
				if (!doer.seat) return refused('seat-needed');
				const wrong = await known(tx, doer, figure);
				return wrong ? refused(wrong) : sittings.say(tx, doer, { kind: 'reading', key: figure, seatId: doer.seat.seatId, data: { version: 1, reading, words } });
			}
		},
		comment: {
			by: 'seat',
			when: 'any-time',
			shape: v.object({ figure, words: word(2000) }),
			async run(tx: Tx, doer: Doer, { figure, words }: { figure: string; words: string }) {
				const by = doer.seat && commenterOf(doer.seat.capacity);
				if (!by) return refused('comment-not-yours');
				const wrong = await known(tx, doer, figure);
				if (wrong) return refused(wrong);
				const key = `${figure}/${by}`;
				return words.trim() === '' ? sittings.unsay(tx, doer, { kind: 'comment', key }) : sittings.say(tx, doer, { kind: 'comment', key, data: { version: 1, words } });
			}
		}
	}
};
