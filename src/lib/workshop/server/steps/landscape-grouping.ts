// Reveals the cards when the room comes to this step, and gives the three screens the board; frozen while the room is elsewhere.
import * as v from 'valibot';
import * as boards from '../../../boards/server/boards.ts';
import { together } from '../../../db/server/together.ts';
import type { Tx } from '../../../db/server/database.ts';
import type { Doer, StepServer } from '../../../gatherings/server/step.ts';
import { countByZone, zones } from '../../rules/landscape.ts';
import type {
	LandscapeGroupingOnDesk,
	LandscapeGroupingOnHand,
	LandscapeGroupingOnWall
} from '../../rules/steps/landscape-grouping.ts';
import { citedBy } from '../gallery.ts';
import { group } from '../grouping.ts';
import * as landscape from '../landscape.ts';
import * as privateCards from '../privateCards.ts';

const look = (...[query, place]: Parameters<StepServer['screen']>) =>
	together(query, `landscape-grouping:${place.gatheringId}`, async () => {
		const boardId = (await landscape.find(query, place.gatheringId))?.boardId ?? null;
		const { cards, groups } = await landscape.readBoard(query, boardId);
		const { frozenZones, brought } = await landscape.conductedBoard(query, boardId);
		return { boardId, cards, groups, frozenZones, brought, cited: await citedBy(query, place, cards) };
	});

const ofZone = v.object({ zone: v.picklist(zones) });
const ofPlace = v.object({ zone: v.picklist(zones), card: v.optional(v.pipe(v.string(), v.uuid())) });

export const step: StepServer = {
	async hand(query, seat): Promise<LandscapeGroupingOnHand> {
		return { ...(await look(query, seat)), isOpen: seat.currentStep === 'landscape-grouping' };
	},

	async screen(query, gathering): Promise<LandscapeGroupingOnWall> {
		const { cards, groups, frozenZones } = await look(query, gathering);
		return { cards, groups, frozenZones };
	},

	async desk(query, gathering): Promise<LandscapeGroupingOnDesk> {
		const { boardId, cards, groups, frozenZones, brought, cited } = await look(query, gathering);
		const words = await privateCards.firstWords(query, gathering.gatheringId);
		return {
			boardId,
			cards,
			groups,
			frozenZones,
			brought,
			cited,
			isOpen: gathering.currentStep === 'landscape-grouping',
			revealed: cards.length,
			counts: countByZone(cards),
			named: groups.length,
			alone: cards.filter((card) => card.group === null).length,
			reworded: cards.flatMap(({ id, text }) => {
				const first = words.get(id);
				return first === undefined || first === text ? [] : [{ id, text, first }];
			})
		};
	},

	async carryOut(tx, gathering, effect, at) {
		if (effect.do === 'reveal') {
			await privateCards.reveal(tx, gathering, at);
			return;
		}
		if (effect.what !== 'board') return;
		const boardId = (await landscape.find(tx, gathering.gatheringId))?.boardId;
		if (!boardId) return;
		if (effect.do === 'freeze') await boards.freeze(tx, boardId);
		if (effect.do === 'unfreeze') await boards.unfreeze(tx, boardId);
	},

	acts: {
		group: {
			by: 'seat',
			when: 'step-open',
			// ids, between spaces
			shape: v.object({ cards: v.pipe(v.string(), v.maxLength(4_000), v.transform((ids) => ids.split(' '))), title: v.pipe(v.string(), v.maxLength(20_000)) }),
			run: group
		},
		'restore-words': { by: 'facilitator', when: 'step-open', shape: v.object({ card: v.pipe(v.string(), v.maxLength(64)) }), run: privateCards.restoreWords },
		// BO30
		'freeze-zone': { by: 'facilitator', when: 'step-open', shape: ofZone, run: (tx: Tx, doer: Doer, { zone }: v.InferOutput<typeof ofZone>) => landscape.freezeZone(tx, doer, zone) },
		'unfreeze-zone': { by: 'facilitator', when: 'step-open', shape: ofZone, run: (tx: Tx, doer: Doer, { zone }: v.InferOutput<typeof ofZone>) => landscape.unfreezeZone(tx, doer, zone) },
		// BO32
		bring: { by: 'facilitator', when: 'step-open', shape: ofPlace, run: (tx: Tx, doer: Doer, { zone, card }: v.InferOutput<typeof ofPlace>) => landscape.bring(tx, doer, { zone, card: card ?? null }) }
	}
};
