// The only writer of the redraws: several seats that are free, taken together from those who come after, and what is published of it.
import { asc, eq, max } from 'drizzle-orm';
import type { JuryId } from '../../db/rules/ids.ts';
import { database, inTransaction, type Query } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { RedrawAsked, Redrawn } from '../rules/sortition/redraw.ts';
import { openSealed } from '../rules/sortition/seal.ts';
import * as juries from './juries.ts';
import * as panel from './panel.ts';
import { findRedraw } from './solver.ts';
import { redraws } from './tables.ts';

/** Seconds for what a screen asks at each look. */
const glance = 20;

export type RedrawRefusal = 'jury-unknown' | 'jury-ended' | 'redraw-no-seat' | 'redraw-changed' | 'redraw-not-found' | 'nobody-left';

export type Redraw = typeof redraws.$inferSelect;

export const ofJury = (query: Query, juryId: JuryId): Promise<Redraw[]> => query.select().from(redraws).where(eq(redraws.juryId, juryId)).orderBy(asc(redraws.number));

/** What a screen asks at each look is computed once for the same seats and the same order. */
const known = new Map<JuryId, { readonly of: string; readonly answer: Promise<Outcome<Redrawn, RedrawRefusal>> }>();

const askedOf = ({ vacant, sitting, waiting }: panel.Standing): RedrawAsked => ({ seats: vacant.length, sitting, waiting });

async function find(juryId: JuryId, standing: panel.Standing): Promise<Outcome<Redrawn, RedrawRefusal>> {
	const asked = askedOf(standing);
	if (asked.seats === 0) return refused('redraw-no-seat');
	const sealed = openSealed(standing.drawn.sealedText!);
	if (!sealed.accepted || asked.waiting.length === 0) return refused('nobody-left');
	const of = JSON.stringify([standing.drawn.id, asked]);
	const last = known.get(juryId);
	if (last?.of === of) return last.answer;
	const answer = findRedraw(sealed.value.problem, asked, { limit: glance }).then((found): Outcome<Redrawn, RedrawRefusal> => {
		if (!found.accepted) return refused('redraw-not-found');
		return found.value ? accepted(found.value) : refused('nobody-left');
	});
	if (known.size > 200) known.clear();
	known.set(juryId, { of, answer });
	// what the solver did not find in time is looked for anew
	void answer.then((outcome) => outcome.accepted || known.delete(juryId));
	return answer;
}

export interface Foreseen {
	readonly seats: number;
	/** null where nobody may be called */
	readonly found: Redrawn | null;
}

/** What would be done with the seats that are free (JU104). */
export async function foresee(query: Query, juryId: JuryId): Promise<Foreseen> {
	const standing = await panel.standingOf(query, juryId);
	if (!standing || standing.vacant.length === 0) return { seats: 0, found: null };
	const found = await find(juryId, standing);
	return { seats: standing.vacant.length, found: found.accepted ? found.value : null };
}

/** Fills the seats that are free, together: those whom the rule finds are to be invited as at the first draw, and what was done is public (JU104, JU106). Looked for before the jury is held, and refused where its seats changed meanwhile. */
export async function fill(by: juries.Keeper): Promise<Outcome<number, RedrawRefusal>> {
	const query = await database();
	const jury = await juries.ofProject(query, by);
	if (!jury) return refused('jury-unknown');
	const seen = await panel.standingOf(query, jury.id);
	if (!seen) return refused('redraw-no-seat');
	const found = await find(jury.id, seen);
	if (!found.accepted) return found;
	return inTransaction(async (tx): Promise<Outcome<number, RedrawRefusal>> => {
		const held = (await juries.hold(tx, by))!;
		if (held.endedAt) return refused('jury-ended');
		const standing = await panel.standingOf(tx, jury.id);
		if (!standing || JSON.stringify(askedOf(standing)) !== JSON.stringify(askedOf(seen))) return refused('redraw-changed');
		const { chosen, departures } = found.value;
		await panel.callTogether(
			tx,
			by,
			jury.id,
			chosen.map((code, index) => ({ code, seat: standing.vacant[index]! }))
		);
		const [{ last } = { last: null }] = await tx.select({ last: max(redraws.number) }).from(redraws).where(eq(redraws.juryId, jury.id));
		const number = (last ?? 0) + 1;
		const { attempt, sealHash } = standing.drawn;
		await tx.insert(redraws).values({
			id: newId<'jury-redraw'>(),
			authorityId: by.authorityId,
			juryId: jury.id,
			number,
			report: { format: 'eclaireurs-redraw-1', attempt, seal: sealHash!, ...askedOf(standing), ...found.value },
			doneBy: by.actor,
			doneAt: by.at
		});
		await juries.tell(tx, by, jury.id, 'seats-redrawn', { number, seats: standing.vacant.length, called: chosen.length, departures: departures.length });
		return accepted(chosen.length);
	});
}
