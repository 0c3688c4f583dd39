// Reveals the cards when the room comes to this step, and gives the three screens the board; frozen while the room is elsewhere.
import * as v from 'valibot';
import * as boards from '../../../boards/server/boards.ts';
import { together } from '../../../db/server/together.ts';
import type { StepServer } from '../../../gatherings/server/step.ts';
import { countByZone } from '../../rules/landscape.ts';
import type {
	LandscapeGroupingOnDesk,
	LandscapeGroupingOnHand,
	LandscapeGroupingOnWall
} from '../../rules/steps/landscape-grouping.ts';
import { citedBy } from '../gallery.ts';
import * as landscape from '../landscape.ts';
import * as privateCards from '../privateCards.ts';

const look = (...[query, place]: Parameters<StepServer['screen']>) =>
	together(query, `landscape-grouping:${place.gatheringId}`, async () => {
		const boardId = (await landscape.find(query, place.gatheringId))?.boardId ?? null;
		const { cards, groups } = await landscape.readBoard(query, boardId);
		return { boardId, cards, groups, cited: await citedBy(query, place, cards) };
	});

export const step: StepServer = {
	async hand(query, seat): Promise<LandscapeGroupingOnHand> {
		return { ...(await look(query, seat)), isOpen: seat.currentStep === 'landscape-grouping' };
	},

	async screen(query, gathering): Promise<LandscapeGroupingOnWall> {
		const { cards, groups } = await look(query, gathering);
		return { cards, groups };
	},

	async desk(query, gathering): Promise<LandscapeGroupingOnDesk> {
		const { boardId, cards, groups, cited } = await look(query, gathering);
		const words = await privateCards.firstWords(query, gathering.gatheringId);
		return {
			boardId,
			cards,
			groups,
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
		'restore-words': { by: 'facilitator', when: 'step-open', shape: v.object({ card: v.pipe(v.string(), v.maxLength(64)) }), run: privateCards.restoreWords }
	}
};
