// Brings one act of a step from a form to the step's own server file: finds it, reads its fields, checks whose it is and that the room is there, all in one transaction.
import * as v from 'valibot';
import { inTransaction, type Tx } from '../../db/server/database.ts';
import { refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { FacilitatorFacts } from './gatherings.ts';
import * as gatherings from './gatherings.ts';
import * as seats from './seats.ts';
import type { SeatFacts } from './seats.ts';
import type { Doer, StepServer } from './step.ts';

export type ActRefusal =
	| 'act-unknown'
	| 'act-unreadable'
	| 'act-not-yours'
	| 'step-not-open'
	| 'seat-waiting'
	| 'seat-expelled'
	| 'seat-not-on-paper'
	| 'gathering-closed';

/** A form's fields; a name that comes several times is a list. */
export type Fields = Readonly<Record<string, string | string[]>>;

export interface ActAsked {
	readonly step: string;
	readonly act: string;
	/** the seat on paper for whom a facilitator types; empty when there is none */
	readonly onBehalfOf: string;
	readonly fields: Fields;
}

const ours = new Set(['step', 'act', 'for']);

/** Text only: a file where text is expected is left out. */
export function readForm(form: FormData): ActAsked {
	const word = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const fields: Record<string, string | string[]> = Object.create(null);
	// one pass: asking for each name anew costs the square of their number
	for (const [name, value] of form) {
		if (ours.has(name) || typeof value !== 'string') continue;
		const before = fields[name];
		if (before === undefined) fields[name] = value;
		else if (typeof before === 'string') fields[name] = [before, value];
		else before.push(value);
	}
	return { step: word('step'), act: word('act'), onBehalfOf: word('for'), fields: { ...fields } };
}

/** What was typed, and for whom, to be given back with the refusal; a list is told line by line. */
export const typedBack = ({ fields, onBehalfOf }: ActAsked): Record<string, string> =>
	Object.fromEntries(
		Object.entries(onBehalfOf === '' ? fields : { ...fields, for: onBehalfOf }).map(([name, value]) => [
			name,
			(typeof value === 'string' ? value : value.join('\n')).slice(0, 20_000)
		])
	);

export type Who = { readonly seat: SeatFacts } | { readonly facilitator: FacilitatorFacts };

export async function carry(
	servers: Readonly<Record<string, StepServer>>,
	asked: ActAsked,
	who: Who,
	at: Date
): Promise<Outcome<unknown, string>> {
	const server = Object.hasOwn(servers, asked.step) ? servers[asked.step] : undefined;
	const act = server && Object.hasOwn(server.acts, asked.act) ? server.acts[asked.act] : undefined;
	if (!act) return refused('act-unknown' satisfies ActRefusal);
	if ('seat' in who && act.by !== 'seat') return refused('act-not-yours' satisfies ActRefusal);
	if ('seat' in who && who.seat.state !== 'admitted') return refused('seat-waiting' satisfies ActRefusal);
	const read = v.safeParse(act.shape, asked.fields);
	if (!read.success) return refused('act-unreadable' satisfies ActRefusal);

	let outcome: Outcome<unknown, string> | undefined;
	try {
		await inTransaction(async (tx) => {
			outcome = await judged(tx);
			// what an act refused may have written half-way goes with it
			if (!outcome.accepted) throw refusal;
		});
	} catch (error) {
		if (error !== refusal) throw error;
	}
	return outcome!;

	async function judged(tx: Tx): Promise<Outcome<unknown, string>> {
		const facts = 'seat' in who ? who.seat : who.facilitator;
		// a change of step waits for this act, and this act for a change of step
		await gatherings.hold(tx, facts, 'still');
		const gathering = await gatherings.read(tx, facts.gatheringId);
		const standing = gatherings.standing(gathering);
		if (act!.when === 'step-open') {
			if (gathering.closedAt) return refused('gathering-closed' satisfies ActRefusal);
			if (standing.currentStep !== asked.step) return refused('step-not-open' satisfies ActRefusal);
		}
		const doer = await doerOf(tx, standing);
		return 'refused' in doer ? refused(doer.refused) : act!.run(tx, doer, read.output as never);
	}

	async function doerOf(tx: Tx, standing: ReturnType<typeof gatherings.standing>): Promise<Doer | { readonly refused: ActRefusal }> {
		// the door read this seat before: an expulsion that has been answered meanwhile counts, one under way waits for this act
		if ('seat' in who && !(await seats.holdAdmitted(tx, who.seat))) return { refused: 'seat-expelled' };
		if ('seat' in who) return { ...standing, actor: `seat:${who.seat.seatId}`, seat: { ...who.seat, ...standing }, at };
		const { accountId } = who.facilitator;
		const facilitator = { ...standing, actor: `account:${accountId}`, accountId, at } as const;
		if (act!.by === 'facilitator') return facilitator;
		const seat = await seats.onPaper(tx, who.facilitator, asked.onBehalfOf);
		if (!seat) return { refused: 'seat-not-on-paper' };
		return { ...facilitator, seat, onBehalfOf: `seat:${seat.seatId}` };
	}
}

const refusal = Symbol('refused');
