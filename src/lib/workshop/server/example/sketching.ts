// Plays the sketch of the worked example, and what its team makes of it afterwards.
import type { Tx } from '../../../db/server/database.ts';
import type { StrategyDoer } from '../../../cockpit/server/strategies.ts';
import * as strategies from '../../../cockpit/server/strategies.ts';
import * as sketches from '../sketches.ts';
import * as strategy from '../strategy.ts';
import { minute, must, type Room } from './room.ts';
import { reasons, sketch, suggestions, whole } from './strategy.ts';

type NeedOf = (code: string) => string;

/** Four lines from the buyer's hand, two suggestions taken in, then frozen. */
export async function sketchIt<Code extends string>(room: Room<Code>, need: NeedOf): Promise<void> {
	const buyer = 'T2' as Code;
	for (const { mode, needs, impacts, fields } of sketch) {
		await room.act('facilitator', 'explain-at-desk', { mode });
		room.wait(2);
		await room.act(buyer, 'write-line', { ...fields, mode, need: needs.map(need), impact: impacts });
	}
	const { lines } = await sketches.read(room.tx, room.by);
	for (const { seat, line, text } of suggestions) await room.act(seat as Code, 'suggest', { about: lines[line]!.id, text });
	for (const { id } of await sketches.suggestionsOf(room.tx, room.by)) await room.act(buyer, 'sort-suggestion', { suggestion: id, to: 'taken' });
	await room.act('facilitator', 'freeze-at-desk');
}

/** Within two weeks: every figure, the reasons, shown to the jurors, the cockpit's draft. */
export async function consolidate(tx: Tx, place: Omit<StrategyDoer, 'at'>, need: NeedOf, since: Date): Promise<void> {
	const doer: StrategyDoer = { ...place, at: new Date(since.getTime() + 2 * 24 * 60 * minute) };
	must(await strategy.begin(tx, doer));
	const begun = (await strategies.read(tx, doer))!.lines;
	for (const [place, fields] of whole.entries()) {
		const { id, mode, revision } = begun[place]!;
		const { needs, impacts } = sketch[place]!;
		must(await strategy.write(tx, doer, { line: id, mode, revision, fields: { ...fields, need: needs.map(need), impact: impacts } }));
	}
	for (const { line, change, reason } of reasons) must(await strategies.explain(tx, doer, { line: begun[line]!.id, change, reason }));
	must(await strategy.show(tx, doer));
	must(await strategy.draft(tx, doer));
}
