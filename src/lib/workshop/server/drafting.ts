// Gives the screens of the break and of the proposal the draft, to those alone who bring it, and takes what they write of it.
import * as v from 'valibot';
import type { Query, Tx } from '../../db/server/database.ts';
import type { Doer, GatheringAtStep, StepAct } from '../../gatherings/server/step.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import { fromDesk, needsOfDraft } from '../rules/proposal.ts';
import type { DraftSeen } from '../rules/steps/retouch.ts';
import { readNeeds } from './needs.ts';
import * as proposals from './proposals.ts';

/** Every byte of it is for prescriber, buyer and desk only. */
export async function seeDraft(query: Query, gathering: GatheringAtStep): Promise<DraftSeen> {
	const proposal = await proposals.read(query, gathering);
	const { passages, version } = await proposals.readDraft(query, proposal.draftBoardId);
	return {
		boardId: proposal.draftBoardId,
		passages,
		version,
		needs: needsOfDraft(await readNeeds(query, gathering.gatheringId), proposal),
		changed: proposal.changed,
		isSealed: proposal.sealedAt !== null
	};
}

// A text that is too long comes here too: it is refused in words, not as a form that cannot be read.
const typed = v.optional(v.pipe(v.string(), v.maxLength(400_000)), '');
const id = v.pipe(v.string(), v.maxLength(64));

/** `reason-<need>`: why a need is left, said while sealing. */
const sealShape = v.pipe(
	v.record(v.string(), v.unknown()),
	v.transform(
		(fields): ReadonlyMap<string, string> =>
			new Map(Object.entries(fields).flatMap(([name, value]) => (name.startsWith('reason-') && typeof value === 'string' ? [[name.slice('reason-'.length), value.slice(0, 20_000)] as const] : [])))
	)
);

interface Verb {
	readonly shape: StepAct['shape'];
	readonly run: (tx: Tx, doer: Doer, input: never) => Promise<Outcome<unknown, string>>;
}

const verbs: Readonly<Record<string, Verb>> = {
	'write-draft': {
		shape: v.object({ text: typed, version: v.optional(v.pipe(v.string(), v.maxLength(64)), '') }),
		run: (tx: Tx, doer: Doer, input: { text: string; version: string }) => proposals.writeDraft(tx, doer, input)
	},
	'answer-need': { shape: v.object({ need: id }), run: (tx: Tx, doer: Doer, { need }: { need: string }) => proposals.answerNeed(tx, doer, need) },
	'leave-need': {
		shape: v.object({ need: id, reason: typed }),
		run: (tx: Tx, doer: Doer, input: { need: string; reason: string }) => proposals.leaveNeed(tx, doer, input)
	},
	'reopen-need': { shape: v.object({ need: id }), run: (tx: Tx, doer: Doer, { need }: { need: string }) => proposals.reopenNeed(tx, doer, need) },
	'write-changed': { shape: v.object({ changed: typed }), run: (tx: Tx, doer: Doer, { changed }: { changed: string }) => proposals.writeChanged(tx, doer, changed) },
	seal: { shape: sealShape, run: (tx: Tx, doer: Doer, reasons: ReadonlyMap<string, string>) => proposals.sealSaying(tx, doer, reasons) }
};

/** Each verb twice: from the hand of whoever brings the draft, and from the desk. */
export function actsOf(names: readonly string[], when: { readonly seat: StepAct['when']; readonly facilitator: StepAct['when'] }): Record<string, StepAct> {
	return Object.fromEntries(
		names.flatMap((name) => [
			[name, { by: 'seat', when: when.seat, ...verbs[name]! }],
			[fromDesk(name), { by: 'facilitator', when: when.facilitator, ...verbs[name]! }]
		])
	);
}
