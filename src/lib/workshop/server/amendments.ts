// The only writer of amendments and of the turn in which they are heard: written in silence, shown at once, answered, integrated into a version.
import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { AmendmentId, GatheringId, PassageId, RoleCardId, SeatId, TextId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { onceInLook, rowsAmongMany } from '../../db/server/together.ts';
import { newId } from '../../db/server/ids.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { Doer } from '../../gatherings/server/step.ts';
import { record, type Absent, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { applyEdits, type Edit } from '../../texts/rules/editing.ts';
import { passageLimit, type Cause, type Passage, type Version } from '../../texts/rules/passages.ts';
import * as texts from '../../texts/server/texts.ts';
import {
	amendmentCode,
	amendmentsEach,
	amendmentsShownEach,
	mayAmend,
	moveAmendment,
	owesReason,
	readAmendment,
	sameAmendment,
	reasonLimit,
	tidy,
	type AmendmentMove,
	type AmendmentState,
	type AmendmentType,
	type AmendmentWorld,
	type MoveRefusal,
	type TypedAmendment,
	type WritingRefusal
} from '../rules/amendments.ts';
import { amendmentsReadFrom, inBlindOrder, judgePutBack, judgeSetAside, mayRestartSilence, missedTheReading, staysAside, type ModerationRefusal, type ModerationRule } from '../rules/moderation.ts';
import { isPenTaken, ticksOnly, type PenWords } from '../rules/pen.ts';
import type { ScenarioToName } from '../rules/steps/amendments.ts';
import { absentVoice, moveTurn, orderSpeakers, passTurn, silence, takeTurnBack, type Player, type Turn, type TurnMove, type TurnRefusal } from '../rules/turn.ts';
import { nextCode, writeScenario, type ScenarioRefusal } from '../rules/scenarios.ts';
import * as casting from './casting.ts';
import * as matrices from './matrices.ts';
import * as needs from './needs.ts';
import * as proposals from './proposals.ts';
import * as scenarios from './scenarios.ts';
import { amendments, turns } from './tables.ts';
import * as votes from './votes.ts';

export type Amendment = typeof amendments.$inferSelect;
export type TurnRow = typeof turns.$inferSelect;
type Place = Pick<Doer, 'authorityId' | 'projectId' | 'gatheringId'>;

const topicOf = (gatheringId: GatheringId) => `step:${gatheringId}`;

/** Whoever does an act, for a seat on paper or for the absent voice. */
type Teller = Omit<Doer, 'onBehalfOf'> & { readonly onBehalfOf?: Actor | Absent };

/** The journal says which amendment became what; nothing private, no words, and before the room sees it not even its id. */
async function tell(tx: Tx, doer: Teller, act: string, about: Readonly<Record<string, string | number>> = {}): Promise<void> {
	const { authorityId, projectId, gatheringId, actor, onBehalfOf } = doer;
	await record(tx, { authorityId, projectId, act, actor, onBehalfOf, about: { gathering: gatheringId, ...about } });
	await announce(tx, topicOf(gatheringId));
}

/** The turn's row, made if missing, held until the transaction ends. */
async function hold(tx: Tx, { authorityId, gatheringId }: Place, at: Date): Promise<TurnRow> {
	await tx.insert(turns).values({ authorityId, gatheringId, phase: 'silence', phaseAt: at }).onConflictDoNothing();
	const [row] = await tx.select().from(turns).where(eq(turns.gatheringId, gatheringId)).for('update');
	return row!;
}

export const readTurn = (query: Query, gatheringId: GatheringId): Promise<TurnRow | undefined> => onceInLook(query, `turn:${gatheringId}`, () => readTurnNow(query, gatheringId));

async function readTurnNow(query: Query, gatheringId: GatheringId): Promise<TurnRow | undefined> {
	const [row] = await query.select().from(turns).where(eq(turns.gatheringId, gatheringId));
	return row;
}

/** The last version of the proposal; undefined before v0. */
export const lastVersion = (query: Query, place: Place): Promise<(Version & { readonly textId: TextId }) | undefined> => onceInLook(query, `last-version:${place.gatheringId}`, () => readLastVersion(query, place));

async function readLastVersion(query: Query, place: Place): Promise<(Version & { readonly textId: TextId }) | undefined> {
	const { textId } = await proposals.read(query, place);
	const version = textId && (await texts.readVersion(query, textId, 'latest'));
	return version ? { ...version, textId } : undefined;
}

/** Reads the landscape and the matrix for those alone who name something of them. */
async function worldOf(query: Query, place: Place, version: Version, typed: TypedAmendment): Promise<AmendmentWorld> {
	const known = typed.needs.length > 0 ? await needs.readNeeds(query, place.gatheringId) : [];
	const matrix = typed.effects.length > 0 ? await matrices.linesOf(query, place) : [];
	return {
		passages: new Map(version.passages.map(({ id, text }) => [id, text])),
		needs: new Set(known.map(({ id }) => id)),
		lines: new Set(matrix.map(({ code }) => code))
	};
}

/** Who asks: a seat, or the absent voice by its card. */
type Author = { readonly seatId: SeatId; readonly roleCardId: null } | { readonly seatId: null; readonly roleCardId: RoleCardId };

const ofAuthor = ({ gatheringId }: Pick<Doer, 'gatheringId'>, { seatId, roleCardId }: Author) =>
	and(eq(amendments.gatheringId, gatheringId), seatId ? eq(amendments.seatId, seatId) : and(isNull(amendments.seatId), eq(amendments.roleCardId, roleCardId!)));

/** Writes an amendment of the acting seat: in silence for itself alone, afterwards before the room at once (MO140, MO141). */
export async function write(tx: Tx, doer: Doer, typed: TypedAmendment): Promise<Outcome<AmendmentId, WritingRefusal | 'seat-needed'>> {
	if (!doer.seat) return refused('seat-needed');
	if (!mayAmend(doer.seat.capacity)) return refused('not-a-voice');
	return writeAs(tx, doer, { seatId: doer.seat.seatId, roleCardId: null }, typed);
}

async function writeAs(tx: Tx, doer: Teller, author: Author, typed: TypedAmendment): Promise<Outcome<AmendmentId, WritingRefusal>> {
	const { authorityId, gatheringId, at } = doer;
	const turn = await hold(tx, doer, at);
	const version = await lastVersion(tx, doer);
	if (!version) return refused('proposal-not-sealed');
	const held = await tx.select().from(amendments).where(and(ofAuthor(doer, author), inArray(amendments.state, ['private', 'proposed', 'clarified'])));
	const read = readAmendment(typed, await worldOf(tx, doer, version, typed));
	// what was left out of an earlier reading may be proposed again in the same words
	const twin = read.accepted && sameAmendment(held.filter(({ leftOutAt }) => leftOutAt === null), read.value);
	if (twin) return accepted(twin.id);
	if (held.length >= amendmentsEach) return refused('amendments-too-many');
	if ((await tx.$count(amendments, and(ofAuthor(doer, author), isNotNull(amendments.code)))) >= amendmentsShownEach) return refused('amendments-spent');
	if (!read.accepted) return read;
	const { passageId, ...rest } = read.value;
	const id = newId<'amendment'>();
	await tx.insert(amendments).values({
		id,
		authorityId,
		gatheringId,
		...author,
		passageId: passageId as PassageId | null,
		version: version.number,
		state: 'private',
		...rest,
		createdAt: at
	});
	if (turn.phase === 'silence') await tell(tx, doer, 'amendment-written');
	else await show(tx, doer, [id]);
	return accepted(id);
}

export type VoiceRefusal = 'voice-not-drawn' | 'voice-played';

/** The absent voice that was drawn and that nobody in the room plays: the desk lends it its hand (MO154). */
async function silentVoice(query: Query, gatheringId: GatheringId): Promise<Outcome<RoleCardId, VoiceRefusal>> {
	const voice = await casting.absentVoice(query, gatheringId);
	if (!voice) return refused('voice-not-drawn');
	return (await playersOf(query, gatheringId)).some(({ card }) => card?.id === voice.id) ? refused('voice-played') : accepted(voice.id as RoleCardId);
}

/** The desk writes for the absent voice; the journal says for which card (MO154). */
export async function writeForVoice(tx: Tx, doer: Doer, typed: TypedAmendment): Promise<Outcome<AmendmentId, WritingRefusal | VoiceRefusal>> {
	const voice = await silentVoice(tx, doer.gatheringId);
	return voice.accepted ? writeAs(tx, { ...doer, onBehalfOf: `role:${voice.value}` }, { seatId: null, roleCardId: voice.value }, typed) : voice;
}

/** What was written for an absent voice is taken back by the desk, as a seat takes back its own. */
export async function withdrawForVoice(tx: Tx, doer: Doer, id: string): Promise<Outcome<AmendmentId, MoveRefusal>> {
	const touched = await touch(tx, doer, id);
	if (!touched.accepted) return touched;
	const row = touched.value;
	if (row.seatId !== null) return refused(row.state === 'private' ? 'amendment-unknown' : 'not-your-amendment');
	return takeBack(tx, { ...doer, onBehalfOf: `role:${row.roleCardId!}` }, row);
}

async function touch(tx: Tx, doer: Doer, id: string): Promise<Outcome<Amendment, MoveRefusal>> {
	// one order for all: the turn first, then the amendment
	await hold(tx, doer, doer.at);
	const [row] = /^[0-9a-f-]{36}$/.test(id)
		? await tx
				.select()
				.from(amendments)
				.where(and(eq(amendments.gatheringId, doer.gatheringId), eq(amendments.id, id as AmendmentId)))
				.for('update')
		: [];
	return row ? accepted(row) : refused('amendment-unknown');
}

const isMine = (row: Amendment, doer: Doer) => row.seatId !== null && row.seatId === doer.seat?.seatId;

/** Changes one's own amendment: freely in silence; before the room this clarifies it. */
export async function rewrite(tx: Tx, doer: Doer, id: string, typed: TypedAmendment): Promise<Outcome<AmendmentId, WritingRefusal | MoveRefusal>> {
	const touched = await touch(tx, doer, id);
	if (!touched.accepted) return touched;
	const row = touched.value;
	// somebody else's private one is not even known to be there
	if (!isMine(row, doer)) return refused(row.state === 'private' ? 'amendment-unknown' : 'not-your-amendment');
	const moved = moveAmendment(row.state, row.state === 'private' ? 'rewrite' : 'clarify');
	if (!moved.accepted) return moved;
	const version = await lastVersion(tx, doer);
	if (!version) return refused('proposal-not-sealed');
	const read = readAmendment(typed, await worldOf(tx, doer, version, typed));
	if (!read.accepted) return read;
	const { passageId, ...rest } = read.value;
	const isAside = staysAside(row.setAsideAt !== null, [row.text, row.reason, row.quote], [rest.text, rest.reason, rest.quote]);
	await tx
		.update(amendments)
		.set({ ...rest, passageId: passageId as PassageId | null, version: version.number, state: moved.value, ...(isAside ? {} : { setAsideAt: null, setAsideFor: null }) })
		.where(eq(amendments.id, row.id));
	if (row.state === 'private') await tell(tx, doer, 'amendment-rewritten');
	// the others are before the room already: changed, it joins them
	if (row.setAsideAt && !isAside && (await readTurn(tx, doer.gatheringId))!.phase !== 'silence') await show(tx, doer, [row.id]);
	if (row.state === 'private') return accepted(row.id);
	await tell(tx, doer, 'amendment-clarified', { amendment: row.id, state: moved.value });
	return accepted(row.id);
}

/** Withdraws one's own amendment; what the room has seen stays in the record, what it has not is emptied (MO147). */
export async function withdraw(tx: Tx, doer: Doer, id: string): Promise<Outcome<AmendmentId, MoveRefusal>> {
	const touched = await touch(tx, doer, id);
	if (!touched.accepted) return touched;
	const row = touched.value;
	if (!isMine(row, doer)) return refused(row.state === 'private' ? 'amendment-unknown' : 'not-your-amendment');
	return takeBack(tx, doer, row);
}

async function takeBack(tx: Tx, doer: Teller, row: Amendment): Promise<Outcome<AmendmentId, MoveRefusal>> {
	const moved = moveAmendment(row.state, 'withdraw');
	if (!moved.accepted) return moved;
	const isPrivate = row.state === 'private';
	await tx
		.update(amendments)
		.set({ state: moved.value, settledAt: doer.at, ...(isPrivate ? { text: '', reason: '', quote: '', needs: [], effects: [] } : {}) })
		.where(eq(amendments.id, row.id));
	if (isPrivate) await tell(tx, doer, 'amendment-dropped');
	else await tell(tx, doer, 'amendment-withdrawn', { amendment: row.id, state: moved.value });
	return accepted(row.id);
}

/** Brings amendments before the room, each under its code and the role that its seat plays (MO142). */
async function show(tx: Tx, doer: Teller, ids: readonly AmendmentId[]): Promise<void> {
	const cast = await casting.castOf(tx, doer.gatheringId);
	let number = await tx.$count(amendments, and(eq(amendments.gatheringId, doer.gatheringId), sql`${amendments.code} is not null`));
	for (const id of ids) {
		const [row] = await tx.select({ seatId: amendments.seatId, roleCardId: amendments.roleCardId }).from(amendments).where(eq(amendments.id, id));
		const roleCardId = row!.seatId === null ? row!.roleCardId : ((cast.get(row!.seatId)?.roleCardId ?? null) as RoleCardId | null);
		await tx
			.update(amendments)
			.set({ state: 'proposed', code: amendmentCode((number += 1)), roleCardId, shownAt: doer.at })
			.where(eq(amendments.id, id));
		await tell(tx, doer, 'amendment-shown', { amendment: id, state: 'proposed' });
	}
}

/** Who speaks in the turn, each in the capacity in which they sit here. */
export const playersOf = (query: Query, gatheringId: GatheringId): Promise<(Player & { readonly seatId: SeatId; readonly capacity: Capacity })[]> => onceInLook(query, `players:${gatheringId}`, () => readPlayers(query, gatheringId));

async function readPlayers(query: Query, gatheringId: GatheringId): Promise<(Player & { readonly seatId: SeatId; readonly capacity: Capacity })[]> {
	const cast = await casting.castOf(query, gatheringId);
	return (await seats.rollOf(query, gatheringId))
		.filter(({ college }) => college)
		.map(({ seatId, publicName, capacity }) => ({ seatId, publicName, capacity, card: cardIn(cast, seatId), mayAmend: mayAmend(capacity) }));
}

/** The card that a seat plays, also one that was shown out since. */
function cardIn(cast: Awaited<ReturnType<typeof casting.castOf>>, seatId: SeatId): Player['card'] {
	const role = cast.get(seatId);
	return role?.roleCardId && role.code ? { id: role.roleCardId, code: role.code } : null;
}

/** Under which name a seat speaks in the turn. */
export const speakerOf = (player: Pick<Player, 'seatId' | 'card'>): string => (player.card ? `role:${player.card.id}` : `seat:${player.seatId}`);

/** Whether an amendment is of this speaker: of a seat that speaks under this name, or written for the absent voice, also once somebody plays it. */
export function speaksFor(speaker: string, { seatId, roleCardId }: Pick<Amendment, 'seatId' | 'roleCardId'>, players: ReadonlyMap<SeatId, Pick<Player, 'seatId' | 'card'>>): boolean {
	if (seatId === null) return speaker === absentVoice || speaker === `role:${roleCardId}`;
	const player = players.get(seatId);
	return player !== undefined && speakerOf(player) === speaker;
}

const asTurn = ({ phase, speakers, place, passed }: TurnRow): Turn => ({ phase, speakers, place, passed });

async function keepTurn(tx: Tx, doer: Doer, row: TurnRow, turn: Turn, act: string): Promise<void> {
	const speaks = turn.phase === 'turn' && (turn.place !== row.place || row.phase !== 'turn');
	await tx
		.update(turns)
		.set({
			phase: turn.phase,
			speakers: turn.speakers,
			place: turn.place,
			passed: turn.passed,
			writing: ticksOnly(row.writing),
			...(turn.phase !== row.phase ? { phaseAt: doer.at } : {}),
			...(speaks ? { speakingAt: doer.at } : {})
		})
		.where(eq(turns.gatheringId, doer.gatheringId));
	await tell(tx, doer, act, { phase: turn.phase, place: turn.place });
}

/**
 * Which private amendments go on to the reading and to the turn: those of an expelled seat stay where they are, but for what could be read
 * already. Dropped then, they would tell the reader and the wall whose they were; so would they, if they joined later because the seat is let in
 * again (MO14, MO142). `turn` as it stands while they are read.
 */
async function goesOn(query: Query, gatheringId: GatheringId, turn: Pick<TurnRow, 'phase' | 'phaseAt'>): Promise<(one: Pick<Amendment, 'seatId' | 'createdAt' | 'setAsideFor' | 'leftOutAt'>) => boolean> {
	const shownOutOnce = (await seats.ofGathering(query, gatheringId)).filter(({ state, expelledAt }) => state === 'expelled' || expelledAt !== null);
	const seatOf = new Map(shownOutOnce.map((seat) => [seat.id, seat]));
	const readFrom = amendmentsReadFrom(turn)!;
	return ({ seatId, createdAt, setAsideFor, leftOutAt }) => {
		if (leftOutAt !== null) return false;
		const seat = seatId && setAsideFor === null ? seatOf.get(seatId) : undefined;
		return !seat || !missedTheReading(seat, createdAt, readFrom);
	};
}

/** Private amendments that the turn shows as it begins: not set aside by the moderation, in the order of the speakers. Those of seats that are out stay out for good. */
async function takeToShow(tx: Tx, doer: Doer, before: TurnRow, speakers: readonly string[]): Promise<AmendmentId[]> {
	const cast = await casting.castOf(tx, doer.gatheringId);
	const isGoingOn = await goesOn(tx, doer.gatheringId, before);
	const rows = await tx
		.select({
			id: amendments.id,
			seatId: amendments.seatId,
			roleCardId: amendments.roleCardId,
			createdAt: amendments.createdAt,
			setAsideFor: amendments.setAsideFor,
			leftOutAt: amendments.leftOutAt
		})
		.from(amendments)
		.where(and(eq(amendments.gatheringId, doer.gatheringId), eq(amendments.state, 'private'), isNull(amendments.setAsideAt)))
		.orderBy(asc(amendments.createdAt), asc(amendments.id));
	const staying = rows.filter((row) => !isGoingOn(row)).map(({ id }) => id);
	if (staying.length > 0) await tx.update(amendments).set({ leftOutAt: doer.at }).where(and(inArray(amendments.id, staying), isNull(amendments.leftOutAt)));
	const players = new Map(rows.flatMap(({ seatId }) => (seatId ? [[seatId, { seatId, card: cardIn(cast, seatId) }] as const] : [])));
	const placeOf = (row: (typeof rows)[number]) => {
		const place = speakers.findIndex((speaker) => speaksFor(speaker, row, players));
		return place < 0 ? speakers.length : place;
	};
	return rows
		.filter(isGoingOn)
		.sort((a, b) => placeOf(a) - placeOf(b))
		.map(({ id }) => id);
}

/** Moves the turn; its beginning shows at once all that was written in silence. */
export async function moveOn(tx: Tx, doer: Doer, move: TurnMove): Promise<Outcome<Turn, TurnRefusal | 'proposal-not-sealed'>> {
	const row = await hold(tx, doer, doer.at);
	if (!(await lastVersion(tx, doer))) return refused('proposal-not-sealed');
	const lastWord = (await casting.absentVoice(tx, doer.gatheringId))?.id ?? null;
	const speakers = move === 'begin' ? orderSpeakers(await playersOf(tx, doer.gatheringId), lastWord) : [];
	const moved = moveTurn(asTurn(row), move, speakers);
	if (!moved.accepted) return moved;
	await keepTurn(tx, doer, row, moved.value, `turn-${move}`);
	if (move === 'begin') await show(tx, doer, await takeToShow(tx, doer, row, moved.value.speakers));
	return moved;
}

/** Begins the five minutes anew: the room was still listening when they began. */
export async function restartSilence(tx: Tx, doer: Doer): Promise<Outcome<null, 'turn-begun' | 'silence-over'>> {
	const row = await hold(tx, doer, doer.at);
	if (row.phase !== 'silence') return refused('turn-begun');
	if (!mayRestartSilence(row, doer.at)) return refused('silence-over');
	await tx.update(turns).set({ phaseAt: doer.at, speakingAt: doer.at }).where(eq(turns.gatheringId, doer.gatheringId));
	await tell(tx, doer, 'turn-silence-again', { phase: row.phase, place: row.place });
	return accepted(null);
}

/** The acting seat gives up its turn, or takes it back (MO153). */
export const pass = (tx: Tx, doer: Doer) => ofSpeaker(tx, doer, passTurn, 'turn-passed');
export const speakAfterAll = (tx: Tx, doer: Doer) => ofSpeaker(tx, doer, takeTurnBack, 'turn-taken-back');

async function ofSpeaker(tx: Tx, doer: Doer, rule: typeof passTurn, act: string): Promise<Outcome<Turn, TurnRefusal | 'seat-needed'>> {
	if (!doer.seat) return refused('seat-needed');
	const row = await hold(tx, doer, doer.at);
	const me = (await playersOf(tx, doer.gatheringId)).find(({ seatId }) => seatId === doer.seat!.seatId);
	const done = me ? rule(asTurn(row), speakerOf(me)) : refused('turn-not-begun' as const);
	if (done.accepted) await keepTurn(tx, doer, row, done.value, act);
	return done;
}

export const answers = ['take', 'otherwise', 'to-scenario', 'later'] as const;
export type Answer = (typeof answers)[number];

type AnswerRefusal = MoveRefusal | 'not-the-prescriber' | 'scenario-unknown' | 'scenarios-too-many' | 'reason-missing' | 'reason-too-long';

/** Codes of scenarios that amendments have opened or joined. */
export async function openedScenarios(query: Query, gatheringId: GatheringId): Promise<string[]> {
	const opened = await query
		.selectDistinct({ code: amendments.scenario })
		.from(amendments)
		.where(and(eq(amendments.gatheringId, gatheringId), isNotNull(amendments.scenario)));
	return opened.map(({ code }) => code!).sort();
}

export interface ToldAmendment {
	readonly id: AmendmentId;
	readonly code: string;
	readonly role: { readonly code: string; readonly name: string } | null;
	/** of whoever plays their own role; null once they have left */
	readonly capacity: Capacity | null;
	readonly type: AmendmentType;
	readonly text: string;
	readonly needs: readonly string[];
	readonly state: AmendmentState;
	readonly resultingVersion: number | null;
	readonly scenario: string | null;
}

/** What the room has seen of the amendments, each with the role that asked it, in the order of their codes. */
export async function tellShown(query: Query, gatheringId: GatheringId): Promise<readonly ToldAmendment[]> {
	const all = await shown(query, gatheringId);
	if (all.length === 0) return [];
	const cards = new Map((await casting.cardsOf(query, all.flatMap(({ roleCardId }) => roleCardId ?? []))).map((card) => [card.id, card]));
	const capacityOf = new Map((await playersOf(query, gatheringId)).map(({ seatId, capacity }) => [seatId, capacity]));
	return all.map(({ id, code, roleCardId, seatId, type, text, needs: answered, state, resultingVersion, scenario }) => {
		const card = roleCardId ? cards.get(roleCardId) : undefined;
		return { id, code: code!, role: card ? { code: card.code, name: card.name } : null, capacity: (seatId && capacityOf.get(seatId)) ?? null, type, text, needs: answered, state, resultingVersion, scenario };
	});
}

/** The amendments that went into a scenario, by its letter, in the order of their codes. */
export async function movedInto(query: Query, gatheringId: GatheringId): Promise<ReadonlyMap<string, readonly ToldAmendment[]>> {
	return Map.groupBy((await tellShown(query, gatheringId)).filter(({ scenario }) => scenario !== null), ({ scenario }) => scenario!);
}

/** The scenarios that amendments opened and that have no title: the vote does not bear them (MO155). */
export async function scenariosToName(query: Query, place: Place): Promise<ScenarioToName[]> {
	const written = new Set((await scenarios.list(query, place)).map(({ code }) => code));
	const moved = await movedInto(query, place.gatheringId);
	const unnamed = [...moved].filter(([code]) => !written.has(code));
	if (unnamed.length === 0) return [];
	const isTooLate = !(await votes.mayJoin(query, place));
	return unnamed
		.map(([code, of]) => ({ code, amendments: of.map(({ code, role, capacity, text }) => ({ code, role, capacity, text })), isTooLate }))
		.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Codes of scenarios that the gathering has, or that amendments have opened. */
async function scenarioCodes(query: Query, place: Place): Promise<string[]> {
	const written = (await scenarios.list(query, place)).map(({ code }) => code);
	return [...new Set([...written, ...(await openedScenarios(query, place.gatheringId))])].sort();
}

export type NamingRefusal = ScenarioRefusal | 'not-the-pen' | 'scenario-unknown' | 'scenarios-too-many' | 'vote-already-open';

/** Gives a title and an idea to a scenario that an amendment has opened: from then on the vote bears it (MO155). */
export async function nameScenario(tx: Tx, doer: Doer, typed: { readonly scenario: string; readonly name: string; readonly idea: string }): Promise<Outcome<unknown, NamingRefusal>> {
	if (doer.seat && doer.seat.capacity !== 'buyer') return refused('not-the-pen');
	await hold(tx, doer, doer.at);
	const isOpened = (await openedScenarios(tx, doer.gatheringId)).includes(typed.scenario);
	const before = (await scenarios.list(tx, doer)).find(({ code }) => code === typed.scenario);
	const written = writeScenario({ code: typed.scenario, name: typed.name, idea: typed.idea, facts: '' });
	// MO15
	if (before && written.accepted && before.name === written.value.name && before.idea === written.value.idea) return accepted(before);
	if (!isOpened || before) return refused('scenario-unknown');
	return written.accepted ? votes.writeScenario(tx, doer, written.value, doer.actor) : written;
}

/** One of the prescriber's four buttons; the desk presses it for an answer given aloud (MO144). `scenario`: its code, or empty for a new one. */
export async function answer(
	tx: Tx,
	doer: Doer,
	id: string,
	given: { readonly answer: Answer; readonly scenario?: string; readonly reason?: string }
): Promise<Outcome<AmendmentId, AnswerRefusal>> {
	if (doer.seat && doer.seat.capacity !== 'prescriber') return refused('not-the-prescriber');
	return settle(tx, doer, id, given.answer, given);
}

/** The desk says that an amendment is not kept, or puts one back before the room. */
export const notKeep = (tx: Tx, doer: Doer, id: string, reason: string): Promise<Outcome<AmendmentId, AnswerRefusal>> =>
	tidy(reason) ? settle(tx, doer, id, 'not-keep', { reason }) : Promise.resolve(refused('reason-missing'));
export const putBack = (tx: Tx, doer: Doer, id: string): Promise<Outcome<AmendmentId, AnswerRefusal>> => settle(tx, doer, id, 'put-back', {});

async function settle(
	tx: Tx,
	doer: Doer,
	id: string,
	move: Exclude<AmendmentMove, 'rewrite' | 'integrate'>,
	given: { readonly scenario?: string; readonly reason?: string }
): Promise<Outcome<AmendmentId, AnswerRefusal>> {
	const touched = await touch(tx, doer, id);
	if (!touched.accepted) return touched;
	const row = touched.value;
	const moved = moveAmendment(row.state, move);
	if (!moved.accepted) return moved.reason === 'amendment-private' ? refused('amendment-unknown') : moved;
	const reason = tidy(given.reason ?? '');
	if ([...reason].length > reasonLimit) return refused('reason-too-long');
	let scenario: string | null = null;
	if (move === 'to-scenario') {
		// a letter is given once, here or where a scenario is written
		await scenarios.hold(tx, doer);
		const taken = await scenarioCodes(tx, doer);
		if (given.scenario && !taken.includes(given.scenario)) return refused('scenario-unknown');
		scenario = given.scenario || (nextCode(taken) ?? null);
		if (!scenario) return refused('scenarios-too-many');
	}
	await tx
		.update(amendments)
		.set({ state: moved.value, scenario, stateReason: reason, settledAt: moved.value === 'proposed' ? null : doer.at })
		.where(eq(amendments.id, row.id));
	await tell(tx, doer, 'amendment-answered', { amendment: row.id, state: moved.value, ...(scenario ? { scenario } : {}) });
	return accepted(row.id);
}

type ReasonRefusal = MoveRefusal | 'reason-missing' | 'reason-too-long' | 'no-reason-owed';

/** The pen writes why: the prescriber presses a button and types nothing (MO146). */
export async function giveReason(tx: Tx, doer: Doer, id: string, typed: string): Promise<Outcome<AmendmentId, ReasonRefusal>> {
	const touched = await touch(tx, doer, id);
	if (!touched.accepted) return touched;
	const row = touched.value;
	if (row.state === 'private') return refused('amendment-unknown');
	if (!owesReason(row.state) && row.state !== 'otherwise' && row.state !== 'moved-to-scenario') return refused('no-reason-owed');
	const reason = tidy(typed);
	if (!reason) return refused('reason-missing');
	if ([...reason].length > reasonLimit) return refused('reason-too-long');
	await tx.update(amendments).set({ stateReason: reason }).where(eq(amendments.id, row.id));
	await tell(tx, doer, 'amendment-reasoned', { amendment: row.id });
	return accepted(row.id);
}

/** Puts similar amendments side by side, under the first of them; each keeps its words and its author (MO148). */
export async function cluster(tx: Tx, doer: Doer, ids: readonly string[]): Promise<Outcome<number, MoveRefusal | 'cluster-of-one'>> {
	const rows: Amendment[] = [];
	for (const id of [...new Set(ids)].sort()) {
		const touched = await touch(tx, doer, id);
		if (!touched.accepted) return touched;
		if (touched.value.state === 'private') return refused('amendment-unknown');
		rows.push(touched.value);
	}
	if (rows.length < 2) return refused('cluster-of-one');
	const first = [...rows].sort((a, b) => (a.code! < b.code! ? -1 : 1))[0]!;
	const clusterId = first.clusterId ?? first.id;
	await tx
		.update(amendments)
		.set({ clusterId })
		.where(
			inArray(
				amendments.id,
				rows.map(({ id }) => id)
			)
		);
	await tell(tx, doer, 'amendments-clustered', { cluster: clusterId, amendments: rows.length });
	return accepted(rows.length);
}

export async function uncluster(tx: Tx, doer: Doer, id: string): Promise<Outcome<AmendmentId, MoveRefusal>> {
	const touched = await touch(tx, doer, id);
	if (!touched.accepted) return touched;
	await tx.update(amendments).set({ clusterId: null }).where(eq(amendments.id, touched.value.id));
	await tell(tx, doer, 'amendment-unclustered', { amendment: touched.value.id });
	return accepted(touched.value.id);
}

export interface Integration {
	/** the version that was on the screen of whoever writes */
	readonly base: number;
	readonly amendments: readonly string[];
	/** the passage changed → its words; null takes it away */
	readonly passages: ReadonlyMap<string, string | null>;
	/** the amendment → the words of the passage that it adds, and where: after this passage, or at the end */
	readonly added: ReadonlyMap<string, { readonly after: string | null; readonly text: string; readonly kind: Passage['kind'] }>;
}

/** Who writes, as the pen's words are kept under. */
const penOf = (doer: Doer): string => (doer.seat ? `seat:${doer.seat.seatId}` : doer.actor);

/** Shows the wall what the pen is writing, as its form stands: nothing is kept of it once it is sealed, and the journal says nothing of it (MO149). */
export async function showWords(tx: Tx, doer: Doer, { base, amendments: ticked, passages, added }: Integration): Promise<Outcome<null, 'not-the-pen' | 'pen-taken'>> {
	if (doer.seat && doer.seat.capacity !== 'buyer') return refused('not-the-pen');
	const by = penOf(doer);
	const held = await hold(tx, doer, doer.at);
	if (isPenTaken(held.writing, by, doer.at)) return refused('pen-taken');
	const short = (words: string) => tidy(words).slice(0, passageLimit);
	const writing: PenWords = {
		base,
		amendments: ticked,
		passages: Object.fromEntries([...passages].map(([id, words]) => [id, words === null ? null : short(words)])),
		added: Object.fromEntries([...added].map(([id, { text }]) => [id, short(text)])),
		by,
		at: doer.at.toISOString()
	};
	await tx.update(turns).set({ writing }).where(eq(turns.gatheringId, doer.gatheringId));
	// the wall alone looks again: sixty hands do not read each word
	await announce(tx, `pen:${doer.gatheringId}`);
	return accepted(null);
}

export type IntegrationRefusal = MoveRefusal | 'not-the-pen' | 'proposal-not-sealed' | 'nothing-to-integrate' | 'amendment-without-words' | texts.SealRefusal | EditRefusalOf;
type EditRefusalOf = Extract<ReturnType<typeof applyEdits>, { readonly accepted: false }>['reason'];

/**
 * Writes one or several answered amendments into the proposal as one new version (MO145). Each changed passage says which amendment caused it and in which role.
 * Two who integrate at once: the second is told that the version is not the last one any more, and nothing of hers is lost.
 */
export async function integrate(tx: Tx, doer: Doer, asked: Integration): Promise<Outcome<{ readonly version: number }, IntegrationRefusal>> {
	if (doer.seat && doer.seat.capacity !== 'buyer') return refused('not-the-pen');
	const held = await hold(tx, doer, doer.at);
	const last = await lastVersion(tx, doer);
	if (!last) return refused('proposal-not-sealed');
	if (asked.amendments.length === 0) return refused('nothing-to-integrate');
	// before anything else: to whoever wrote at the same time, that is the whole reason
	if (asked.base !== last.number) return refused('version-not-latest');
	const taken: Amendment[] = [];
	for (const id of [...new Set(asked.amendments)].sort()) {
		const touched = await touch(tx, doer, id);
		if (!touched.accepted) return touched;
		const moved = moveAmendment(touched.value.state, 'integrate');
		if (!moved.accepted) return moved.reason === 'amendment-private' ? refused('amendment-unknown') : moved;
		taken.push(touched.value);
	}
	const deck = new Map((await casting.deckOf(tx, doer)).map(({ id, code }) => [id, code]));
	const edits: Edit[] = [];
	const causes: Cause[] = [];
	/** what is added at one place stands in the order of the codes */
	const lastAt = new Map<string | null, string>();
	for (const row of taken.sort((a, b) => a.code!.localeCompare(b.code!, 'en', { numeric: true }))) {
		const author = (row.roleCardId && deck.get(row.roleCardId)) || 'own-role';
		const addition = asked.added.get(row.id);
		if (addition) {
			const passageId = newId<'passage'>();
			const text = tidy(addition.text);
			if (!text) return refused('amendment-without-words');
			const anchor = addition.after ?? last.passages.at(-1)?.id ?? null;
			edits.push({ do: 'add', after: lastAt.get(anchor) ?? anchor, passage: { id: passageId, kind: addition.kind, text } });
			lastAt.set(anchor, passageId);
			causes.push({ passageId, author, by: row.id });
			continue;
		}
		const target = row.passageId;
		if (!target || !asked.passages.has(target)) return refused('amendment-without-words');
		const typed = asked.passages.get(target)!;
		const words = typed === null ? null : tidy(typed);
		if (words === '') return refused('amendment-without-words');
		// several amendments may aim at one passage: it is written once, and caused by each
		if (!causes.some(({ passageId }) => passageId === target)) edits.push(words === null ? { do: 'remove', passageId: target } : { do: 'replace', passageId: target, text: words });
		causes.push({ passageId: target, author, by: row.id });
	}
	const edited = applyEdits(last.passages, edits);
	if (!edited.accepted) return edited;
	const sealed = await texts.seal(tx, { textId: last.textId, base: asked.base, passages: edited.value, causes, actor: doer.actor, onBehalfOf: doer.onBehalfOf, at: doer.at });
	if (!sealed.accepted) return sealed;
	const { number } = sealed.value;
	const { writing } = held;
	await tx.update(turns).set({ writing: writing?.by === penOf(doer) ? null : ticksOnly(writing) }).where(eq(turns.gatheringId, doer.gatheringId));
	for (const row of taken) {
		const moved = moveAmendment(row.state, 'integrate');
		if (!moved.accepted) return moved;
		await tx.update(amendments).set({ state: moved.value, resultingVersion: number, settledAt: doer.at }).where(eq(amendments.id, row.id));
		await tell(tx, doer, 'amendment-integrated', { amendment: row.id, state: moved.value, version: number });
	}
	return accepted({ version: number });
}

/** What the room may see: never a private one, of anybody. In the order of their codes. */
export const shown = (query: Query, gatheringId: GatheringId): Promise<Amendment[]> => onceInLook(query, `amendments:${gatheringId}`, () => readShown(query, gatheringId));

async function readShown(query: Query, gatheringId: GatheringId): Promise<Amendment[]> {
	const rows = await query
		.select()
		.from(amendments)
		.where(and(eq(amendments.gatheringId, gatheringId), sql`${amendments.code} is not null`));
	return rows.sort((a, b) => a.code!.localeCompare(b.code!, 'en', { numeric: true }));
}

/** A seat's own, the private ones too, without those that it dropped before the room saw them. */
export async function ofSeat(query: Query, seatId: SeatId): Promise<Amendment[]> {
	const rows = await rowsAmongMany(
		query,
		'amendments-of-seats',
		seatId,
		(seatIds) => query.select().from(amendments).where(inArray(amendments.seatId, seatIds)).orderBy(asc(amendments.createdAt), asc(amendments.id)),
		(row) => row.seatId!
	);
	return rows.filter(({ state, code }) => state !== 'withdrawn' || code !== null);
}

/** What was written for the absent voices, for the desk that wrote it. */
export async function ofVoices(query: Query, gatheringId: GatheringId): Promise<Amendment[]> {
	const rows = await query
		.select()
		.from(amendments)
		.where(and(eq(amendments.gatheringId, gatheringId), isNull(amendments.seatId)))
		.orderBy(asc(amendments.createdAt), asc(amendments.id));
	return rows.filter(({ state, code }) => state !== 'withdrawn' || code !== null);
}

/** How many seats have written in silence: never who, never what. */
export async function writersOf(query: Query, gatheringId: GatheringId): Promise<number> {
	const rows = await query
		.selectDistinct({ seatId: amendments.seatId })
		.from(amendments)
		.where(and(eq(amendments.gatheringId, gatheringId), eq(amendments.state, 'private'), isNotNull(amendments.seatId), isNull(amendments.leftOutAt)));
	return rows.length;
}

/** What the moderation reads: not shown yet, without anything of their authors, in an order by chance; once the turn has begun, only what it has set aside. The caller has seen that the silence is over. */
export async function toRead(query: Query, gatheringId: GatheringId, turn: Pick<TurnRow, 'phase' | 'phaseAt'>) {
	const isGoingOn = await goesOn(query, gatheringId, turn);
	const { id, seatId, passageId, version, quote, text, reason, setAsideFor, createdAt, leftOutAt } = amendments;
	const rows = await query
		.select({ id, seatId, passageId, version, quote, text, reason, setAsideFor, createdAt, leftOutAt })
		.from(amendments)
		.where(and(eq(amendments.gatheringId, gatheringId), eq(amendments.state, 'private')));
	const read = rows.filter((row) => isGoingOn(row) && (turn.phase === 'silence' || row.setAsideFor !== null));
	return inBlindOrder(
		gatheringId,
		read.map(({ seatId: _, createdAt: _at, leftOutAt: _out, ...one }) => one)
	);
}

/** Holds the turn, so that its beginning comes before or after, and finds the amendment that the reader means. */
async function readUnderHold(tx: Tx, doer: Doer, handle: string) {
	const turn = await hold(tx, doer, doer.at);
	const mayRead = amendmentsReadFrom(turn)! <= doer.at;
	const one = mayRead ? (await toRead(tx, doer.gatheringId, turn)).find((text) => text.handle === handle) : undefined;
	return { mayRead, one, turn };
}

/** Sets an amendment aside before it is shown, by one of the published rules. The journal says neither which nor whose (MO174, MO176). */
export async function setAside(tx: Tx, doer: Doer, asked: { readonly handle: string; readonly rule: string }): Promise<Outcome<ModerationRule, ModerationRefusal>> {
	const { mayRead, one } = await readUnderHold(tx, doer, asked.handle);
	const judged = judgeSetAside(mayRead, one, asked.rule);
	if (!judged.accepted) return judged;
	await tx.update(amendments).set({ setAsideAt: doer.at, setAsideFor: judged.value }).where(eq(amendments.id, one!.id));
	await tell(tx, doer, 'amendment-set-aside', { rule: judged.value });
	return judged;
}

/** What was set aside by mistake comes back, and before the room at once where the turn has begun (MO177). */
export async function readmit(tx: Tx, doer: Doer, asked: { readonly handle: string }): Promise<Outcome<null, ModerationRefusal>> {
	const { mayRead, one, turn } = await readUnderHold(tx, doer, asked.handle);
	const judged = judgePutBack(mayRead, one);
	if (!judged.accepted) return judged;
	await tx.update(amendments).set({ setAsideAt: null, setAsideFor: null }).where(eq(amendments.id, one!.id));
	await tell(tx, doer, 'amendment-readmitted');
	if (turn.phase !== 'silence') await show(tx, doer, [one!.id]);
	return judged;
}
