// A room that has come to its amendments: a draft sealed as v0, roles taken, and what some have written in silence.
import { openRoom, type Room, type Seat } from './room.ts';
import type { RunningServer } from './server.ts';

export interface RoomAtTurn extends Room {
	readonly prescriber: Seat;
	readonly buyer: Seat;
	readonly jurors: readonly Seat[];
	/** what was written in silence: by whom, in which words */
	readonly written: readonly { readonly seat: Seat; readonly text: string }[];
}

export const draft = ['# La cantine', 'Rénover la cuisine centrale.', 'Confier les repas à un prestataire unique.', '- des barquettes recyclables', '- une application de commande'].join('\n');

const must = (what: string, { type, body }: { readonly type: string; readonly body: string }) => {
	if (type !== 'success') throw new Error(`${what}: ${body}`);
};

/** Brings the draft and seals it, from the desk. */
export async function sealDraft(room: Room, text = draft): Promise<void> {
	await room.desk.advanceTo('proposal');
	const { step } = await room.desk.desk<{ draft: { version: string } }>();
	must('the draft', await room.desk.act('proposal', 'write-draft-from-desk', { text, version: step.draft.version }));
	must('the seal', await room.desk.act('proposal', 'seal-from-desk'));
}

/** Ten seats: eight jurors, a prescriber, a buyer. Three jurors play a role of their own and add a passage each. */
export async function openTurn(server: RunningServer, text = draft): Promise<RoomAtTurn> {
	const room = await openRoom(server, { seats: 10 });
	const jurors = room.seats.slice(0, 8);
	await room.desk.advanceTo('roles');
	for (const seat of room.seats) must('a role', await seat.act('roles', 'play-own'));
	await sealDraft(room, text);
	await room.desk.advanceTo('amendments');
	const written = jurors.slice(0, 3).map((seat, nth) => ({ seat, text: `Un passage de plus, n° ${nth + 1}.` }));
	for (const one of written) must('an amendment', await one.seat.act('amendments', 'write', { type: 'add', passage: '', quote: '', text: one.text, reason: `La raison de ${one.seat.name}` }));
	return Object.assign(room, { prescriber: room.seats[8]!, buyer: room.seats[9]!, jurors, written });
}
