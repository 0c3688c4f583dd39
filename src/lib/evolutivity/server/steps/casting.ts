// The roles of the workshop, for a sitting: who holds the gate or has stepped aside plays no concerned party, and the room waits for every concerned party.
import type { Query, Tx } from '../../../db/server/database.ts';
import type { Doer, Foreseen, GatheringAtStep, StepAct, StepServer } from '../../../gatherings/server/step.ts';
import { refused } from '../../../outcomes/rules/outcome.ts';
import { step as roles } from '../../../workshop/server/steps/roles.ts';
import * as casting from '../../../workshop/server/casting.ts';
import { mayPlay } from '../../rules/steps/casting.ts';
import { gateSeats } from '../gateHolder.ts';
import { juryIn } from '../recusals.ts';

async function refusalFor(query: Query, gathering: GatheringAtStep, seatId: string, cardId: string | null) {
	const deck = await casting.deckOf(query, gathering);
	return mayPlay({
		isGateHolder: (await gateSeats(query, gathering)).has(seatId),
		isObserver: [...(await juryIn(query, gathering)).observers].some((one) => one === seatId),
		// a card that chance will name may be any of the deck
		isConcerned: cardId === null ? deck.some(({ isConcerned }) => isConcerned) : deck.some(({ id, isConcerned }) => id === cardId && isConcerned)
	});
}

/** An act of the workshop's, asked first whether that seat may play that card. */
const asked = (act: StepAct, of: (doer: Doer, input: { readonly seat?: string; readonly card?: string }) => { readonly seat: string | undefined; readonly card: string | null }): StepAct => ({
	...act,
	async run(tx: Tx, doer: Doer, input: { readonly seat?: string; readonly card?: string }) {
		const { seat, card } = of(doer, input);
		const wrong = seat === undefined ? null : await refusalFor(tx, doer, seat, card);
		return wrong ? refused(wrong) : act.run(tx, doer, input as never);
	}
});

/** Concerned parties that nobody in the room plays; one who has stepped aside is nobody. */
export async function unrepresented(query: Query, gathering: GatheringAtStep): Promise<readonly { readonly code: string; readonly name: string }[]> {
	const [deck, players, { observers }] = await Promise.all([casting.deckOf(query, gathering), casting.playersOf(query, gathering.gatheringId), juryIn(query, gathering)]);
	const played = new Set(players.filter(({ seatId }) => !observers.has(seatId)).flatMap(({ role }) => (role?.roleCardId ? [role.roleCardId] : [])));
	return deck.filter(({ id, isConcerned }) => isConcerned && !played.has(id)).map(({ code, name }) => ({ code, name }));
}

const { choose, draw, assign, 'draw-for-all': drawForAll, ...others } = roles.acts;

export const step: StepServer = {
	...roles,

	async foresee(query, gathering): Promise<Foreseen> {
		const [foreseen, missing] = [await roles.foresee!(query, gathering), await unrepresented(query, gathering)];
		return { ...foreseen, leaving: missing.length > 0 ? [{ warning: 'parties-unrepresented', count: missing.length, isFinal: false, holds: 'the-room' }] : [] };
	},

	acts: {
		...others,
		choose: asked(choose!, ({ seat }, { card }) => ({ seat: seat?.seatId, card: card ?? '' })),
		draw: asked(draw!, ({ seat }) => ({ seat: seat?.seatId, card: null })),
		assign: asked(assign!, (_, { seat, card }) => ({ seat, card: card ?? '' })),
		'draw-for-all': {
			...drawForAll!,
			// whoever may play no card plays their own role, so that chance does not deal them one
			async run(tx: Tx, doer: Doer, input: never) {
				for (const { seatId, membershipId, capacity, publicName, role } of await casting.playersOf(tx, doer.gatheringId)) {
					if (role || !(await refusalFor(tx, doer, seatId, null))) continue;
					const own = await casting.playOwn(tx, { ...doer, seat: { ...doer, seatId, membershipId, capacity, publicName } });
					if (!own.accepted) return own;
				}
				return drawForAll!.run(tx, doer, input);
			}
		}
	}
};
