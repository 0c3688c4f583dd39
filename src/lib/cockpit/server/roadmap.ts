// Moves the dates of a roadmap: what a move pushes, as somebody sees it before they say yes, and then all of it in one act.
import { createHash } from 'node:crypto';
import type { Tx } from '../../db/server/database.ts';
import { loopIn, pushOf, type Dated, type Moved, type MoveRefusal } from '../rules/roadmap.ts';
import * as elements from './elements.ts';
import type { Audience } from '../rules/elements/fields.ts';
import { asSeen, labelOf } from './overview.ts';

type Milestone = Extract<elements.AnyElement, { kind: 'milestone' }>;

/** The milestones of a cockpit that have a day, as rules read them. */
export const datedOf = (all: readonly elements.AnyElement[]): readonly Dated[] =>
	elements
		.ofKind(all, 'milestone')
		.flatMap(({ id, values: { on, until, state, after } }) =>
			on === null ? [] : [{ id, on, until, state, after }]
		);

export interface Pushed extends Moved {
	readonly label: string;
	readonly owner: string;
}

export interface Push {
	readonly moved: readonly Pushed[];
	/** of all that would move and how it stands: who says yes has seen this, and nothing else */
	readonly seen: string;
}

export type RoadRefusal = MoveRefusal | 'push-changed' | 'reason-missing' | 'reason-too-long';

export const longestReason = 600;

/** What a move would push, as an audience reads it; a round is named. Refuses to move a day that it does not read. */
export function pushed(
	all: readonly elements.AnyElement[],
	asked: { readonly id: string; readonly on: string },
	audience: Audience
):
	| { readonly accepted: true; readonly value: Push }
	| { readonly accepted: false; readonly reason: MoveRefusal | 'fields-hidden'; readonly named?: string } {
	const byId = new Map(
		elements.ofKind(asSeen(all, audience), 'milestone').map((one) => [one.id as string, one])
	);
	const dated = datedOf(all);
	const outcome = pushOf(dated, asked);
	if (!outcome.accepted) {
		if (outcome.reason !== 'dependencies-loop') return outcome;
		const named = (loopIn(dated) ?? []).map((id) => labelOf(byId.get(id)!)).join(' → ');
		return { ...outcome, named };
	}
	if (outcome.value.some(({ id }) => ['on', 'until'].some((name) => byId.get(id)!.hidden.includes(name))))
		return { accepted: false, reason: 'fields-hidden' };
	const moved = outcome.value.map((one) => {
		const milestone = byId.get(one.id)!;
		return { ...one, label: labelOf(milestone), owner: milestone.values.owner };
	});
	const seen = createHash('sha256')
		.update(moved.map(({ id, newOn }) => `${id} ${byId.get(id)!.revision} ${newOn}`).join('\n'))
		.digest('hex');
	return { accepted: true, value: { moved, seen } };
}

/** Carries a refusal out of the savepoint that it undoes. */
class Undone extends Error {
	readonly refusal: elements.Refusal;
	constructor(refusal: elements.Refusal) {
		super(refusal.reason);
		this.refusal = refusal;
	}
}

/** Moves a milestone and all that it pushes, for one reason, or nothing at all (CO50). Refuses where what would move is no longer what was seen. */
export async function move(
	tx: Tx,
	doer: elements.Doer,
	asked: { readonly id: string; readonly on: string; readonly seen: string; readonly reason: string }
): Promise<
	| { readonly accepted: true; readonly value: number }
	| {
			readonly accepted: false;
			readonly reason: RoadRefusal | elements.ElementRefusal;
			readonly named?: string;
	  }
> {
	const reason = asked.reason.trim();
	if (reason === '') return { accepted: false, reason: 'reason-missing' };
	if ([...reason].length > longestReason) return { accepted: false, reason: 'reason-too-long' };
	await elements.hold(tx, doer);
	const all = await elements.ofProject(tx, doer, doer.today);
	const push = pushed(all, asked, doer.audience ?? 'restricted');
	if (!push.accepted) return push;
	if (push.value.seen !== asked.seen) return { accepted: false, reason: 'push-changed' };
	const byId = new Map(elements.ofKind(all, 'milestone').map((one): [string, Milestone] => [one.id, one]));
	try {
		await tx.transaction(async (nested) => {
			for (const { id, newOn, newUntil } of push.value.moved) {
				const written = await elements.write(nested, doer, {
					element: id,
					revision: byId.get(id)!.revision,
					kind: 'milestone',
					values: { on: newOn, ...(newUntil !== null && { until: newUntil }) },
					reason
				});
				if (!written.accepted) throw new Undone(written);
			}
		});
	} catch (error) {
		if (error instanceof Undone) return error.refusal;
		throw error;
	}
	return { accepted: true, value: push.value.moved.length };
}
