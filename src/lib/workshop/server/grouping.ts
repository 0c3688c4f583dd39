// Brings cards together for a seat that has no live line to the board: updates of its log, under the rules that hold for whoever has one.
import * as document from '../../boards/ink/document.ts';
import { rankBetween } from '../../boards/rules/ranks.ts';
import * as boards from '../../boards/server/boards.ts';
import * as log from '../../boards/server/log.ts';
import { newId } from '../../db/server/ids.ts';
import type { Tx } from '../../db/server/database.ts';
import type { Doer } from '../../gatherings/server/step.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { judgeGrouping, type GroupingAsked, type GroupingRefusal } from '../rules/grouping.ts';
import * as landscape from './landscape.ts';

/** Makes a group of cards that stand alone (MO16). Refuses where no card was revealed yet, and what `judgeGrouping` refuses. */
export async function group(tx: Tx, doer: Doer, asked: GroupingAsked): Promise<Outcome<string, GroupingRefusal | 'board-unknown'>> {
	const boardId = (await landscape.find(tx, doer.gatheringId))?.boardId;
	if (!boardId) return refused('board-unknown');
	// no group at all: the board is held from here on, so that what others did until now is known
	await boards.addGroups(tx, boardId, []);
	const judged = judgeGrouping(asked, { cards: await boards.readCards(tx, boardId), frozenZones: (await boards.conducted(tx, boardId)).frozenZones });
	if (!judged.accepted) return judged;
	const { cards, title, zone } = judged.value;
	const id = newId<'group'>();
	const last = (await boards.readGroups(tx, boardId)).filter((one) => one.zone === zone).at(-1)?.rank ?? null;
	await boards.addGroups(tx, boardId, [{ id, zone, title, rank: rankBetween(last, null) }]);
	const ink = (await log.replay(tx, boardId))!.document;
	let update: Uint8Array | undefined;
	ink.on('update', (bytes: Uint8Array) => (update = bytes));
	ink.transact(() => cards.forEach((card) => document.cardsOf(ink).get(card)?.set('group', id)));
	ink.destroy();
	if (update) await log.appendAsServer(tx, boardId, update, doer.actor);
	await announce(tx, landscape.topicOf(doer.gatheringId));
	return accepted(id);
}
