// Reads the forms of the notes, the same on a hand, at the console and at the plume's desk, and brings each to its verb.
import * as v from 'valibot';
import type { Query, Tx } from '../../db/server/database.ts';
import type { FacilitatorFacts } from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { SeatFacts } from '../../gatherings/server/seats.ts';
import type { SeatAtStep } from '../../gatherings/server/step.ts';
import { refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { maySortInHand } from '../rules/acts.ts';
import * as canvases from './canvases.ts';
import * as notes from './notes.ts';

const text = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');

export const noteShape = v.object({ kind: text, text, names: text, for: text });
export const sortShape = v.object({ note: text, chapter: text, star: text });
export const ofNote = v.object({ note: text });

type Typed<Shape extends v.GenericSchema> = v.InferOutput<Shape>;
type Answered = Promise<Outcome<unknown, string>>;

const written = ({ kind, text: words, names }: Typed<typeof noteShape>) => ({ kind, text: words, namesOperator: names === 'yes' });

/** A seat notes for itself. */
export const noteInHand = (tx: Tx, seat: SeatFacts, typed: Typed<typeof noteShape>, at: Date): Answered =>
	seat.state === 'admitted' ? notes.write(tx, { ...seat, seat, at }, written(typed)) : Promise.resolve(refused('seat-waiting'));

export const takeBackInHand = (tx: Tx, seat: SeatFacts, { note }: Typed<typeof ofNote>, at: Date): Answered =>
	seat.state === 'admitted' ? notes.withdraw(tx, { ...seat, seat, at }, note) : Promise.resolve(refused('seat-waiting'));

/** The console notes for the room, or for a seat on paper. */
export async function noteAtDesk(tx: Tx, by: FacilitatorFacts, typed: Typed<typeof noteShape>, at: Date): Answered {
	if (typed.for === '') return notes.write(tx, { ...by, at }, written(typed));
	const seat = await seats.onPaper(tx, by, typed.for);
	return seat ? notes.write(tx, { ...by, seat, at }, written(typed)) : refused('seat-not-on-paper');
}

const keeper = (tx: Tx, by: FacilitatorFacts | SeatAtStep, at: Date) => canvases.keeperOf(tx, by, 'accountId' in by ? `account:${by.accountId}` : `seat:${by.seatId}`, at);

export const sortAtDesk = async (tx: Tx, by: FacilitatorFacts | SeatAtStep, { note, chapter, star }: Typed<typeof sortShape>, at: Date): Answered =>
	canvases.sort(tx, await keeper(tx, by, at), note, { chapter, text: '', source: '', datedOn: '', verifiedOn: '', verifiedBy: '', validUntil: '', isToAsk: star === 'yes' });

export const moveAtDesk =
	(how: 'set-aside' | 'put-back') =>
	async (tx: Tx, by: FacilitatorFacts | SeatAtStep, { note }: Typed<typeof ofNote>, at: Date): Answered =>
		canvases.moveNote(tx, await keeper(tx, by, at), note, how);

/** The same from a hand: the buyer's alone. */
export const ofBuyer =
	<Input>(run: (tx: Tx, seat: SeatAtStep, input: Input, at: Date) => Answered) =>
	async (tx: Tx, seat: SeatFacts, input: Input, at: Date): Answered => {
		if (seat.state !== 'admitted' || !maySortInHand(seat.capacity)) return refused('sorting-not-yours');
		return (await seats.holdAdmitted(tx, seat)) ? run(tx, seat, input, at) : refused('seat-expelled');
	};

/** What « À noter » shows on a hand that opens it. */
export async function openInHand(query: Query, seat: SeatFacts) {
	return {
		mine: await notes.ofSeat(query, seat),
		toSort: maySortInHand(seat.capacity) ? { notes: await notes.toSort(query, seat), hasFamily: await canvases.hasFamily(query, seat) } : null
	};
}

/** What the console and the plume's desk show of the notes. */
export const openAtDesk = async (query: Query, by: FacilitatorFacts) => ({
	counts: await notes.countsOf(query, by),
	toSort: await notes.toSort(query, by),
	hasFamily: await canvases.hasFamily(query, by)
});
