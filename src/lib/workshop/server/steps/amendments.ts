// The turn of amendments, for the three screens: private writing, the queue, the prescriber's answers, the pen.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import * as gatherings from '../../../gatherings/server/gatherings.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { now } from '../../../time/server/clock.ts';
import type { AccountId } from '../../../db/rules/ids.ts';
import * as accounts from '../../../people/server/accounts.ts';
import { passageKinds, type Passage } from '../../../texts/rules/passages.ts';
import * as texts from '../../../texts/server/texts.ts';
import { amendmentsEach, amendmentTypes, mayAmend, moveAmendment, owesReason, type AmendmentType, type TypedAmendment } from '../../rules/amendments.ts';
import { contributionsOf, goneSince } from '../../rules/contributions.ts';
import { litBy } from '../../rules/needs.ts';
import { askedNow, changesOf, isPenHeld, middleOfWall, writtenNow } from '../../rules/pen.ts';
import { isStanding } from '../../rules/standing.ts';
import type {
	AmendmentShown,
	AmendmentsOnDesk,
	AmendmentsOnHand,
	AmendmentsOnWall,
	AmendmentsSeen,
	MyAmendment,
	PenSeen,
	RoleShown,
	SpeakerShown,
	VoiceCard
} from '../../rules/steps/amendments.ts';
import { mayRestartSilence } from '../../rules/moderation.ts';
import { absentVoice, countedNow, secondsEach, silence, takeTurnBack } from '../../rules/turn.ts';
import * as amendments from '../amendments.ts';
import * as casting from '../casting.ts';
import * as matrices from '../matrices.ts';
import * as needs from '../needs.ts';
import * as proposals from '../proposals.ts';
import * as scenarios from '../scenarios.ts';

async function namedSealer(query: Query, sealer: string | undefined, players: readonly { readonly seatId: string; readonly publicName: string }[]): Promise<PenSeen['sealedBy']> {
	const [kind, id] = sealer?.split(':') ?? [];
	const name = kind === 'seat' ? players.find(({ seatId }) => seatId === id)?.publicName : kind === 'account' ? (await accounts.read(query, id as AccountId))?.name : undefined;
	return name ? { name, from: kind === 'seat' ? 'hand' : 'desk' } : null;
}

const look = (query: Query, gathering: GatheringAtStep) => together(query, `amendments:${gathering.gatheringId}`, () => readForAll(query, gathering));

async function readForAll(query: Query, gathering: GatheringAtStep) {
	const { gatheringId } = gathering;
	const [version, row, shown, allNeeds, lines, deck, players, lastWord, written, proposal, writers, { agenda, pace }, stays] = [
		await amendments.lastVersion(query, gathering),
		await amendments.readTurn(query, gatheringId),
		await amendments.shown(query, gatheringId),
		await needs.readNeeds(query, gatheringId),
		await matrices.linesOf(query, gathering),
		await casting.deckOf(query, gathering),
		await amendments.playersOf(query, gatheringId),
		await casting.absentVoice(query, gatheringId),
		await scenarios.list(query, gathering),
		await proposals.read(query, gathering),
		await amendments.writersOf(query, gatheringId),
		await gatherings.read(query, gatheringId),
		await gatherings.staysOf(query, gatheringId)
	];
	const at = now();
	const chain = version ? await texts.chain(query, version.textId) : [];
	const turn = row ?? silence;
	const cards = new Map(deck.map((card) => [card.id as string, card]));
	const role = (id: string | null): RoleShown | null => {
		const card = id === null ? undefined : (cards.get(id) ?? (lastWord?.id === id ? lastWord : undefined));
		return card ? { code: card.code, name: card.name } : null;
	};
	const playerOf = new Map(players.map((player) => [player.seatId, player]));
	const capacityOf = (seatId: amendments.Amendment['seatId']) => (seatId === null ? null : (playerOf.get(seatId)?.capacity ?? null));
	const isWritten = (code: string | null) => written.some((scenario) => scenario.code === code);
	const needText = new Map(allNeeds.map(({ id, text }) => [id, text]));
	const lineOf = new Map(lines.map((line) => [line.code, line]));
	const standing = new Set(version?.passages.map(({ id }) => id));
	const passageAt = (number: number, id: string | null) => chain.find((one) => one.number === number)?.passages.find((passage) => passage.id === id)?.text ?? null;
	const gone = goneSince(chain, shown);
	const shownOnes = shown.map(
		(one): AmendmentShown => ({
			id: one.id,
			code: one.code!,
			type: one.type,
			role: role(one.roleCardId),
			capacity: capacityOf(one.seatId),
			passageId: one.passageId,
			quote: one.quote,
			before: passageAt(one.version, one.passageId),
			isPassageGone: one.passageId !== null && !standing.has(one.passageId),
			text: one.text,
			reason: one.reason,
			needs: one.needs.flatMap((id) => (needText.has(id) ? [{ id, text: needText.get(id)! }] : [])),
			effects: one.effects.flatMap((effect) => {
				const line = lineOf.get(effect.line);
				return line ? [{ ...effect, name: line.name, kind: line.kind }] : [];
			}),
			state: one.state,
			stateReason: one.stateReason,
			owesReason: owesReason(one.state) && one.stateReason === '',
			scenario: one.scenario,
			isScenarioWritten: isWritten(one.scenario),
			resultingVersion: one.resultingVersion,
			goneSince: gone.get(one.id) ?? null,
			similar: one.clusterId ? shown.filter((other) => other.clusterId === one.clusterId && other.id !== one.id).map(({ code }) => code!) : []
		})
	);
	const speakers = turn.speakers.map((key, place): SpeakerShown => {
		const cardId = key === absentVoice ? (lastWord?.id ?? null) : key.startsWith('role:') ? key.slice(5) : null;
		const speaking = turn.phase === 'turn' && place === turn.place;
		return {
			key,
			role: role(cardId),
			capacity: players.find((player) => amendments.speakerOf(player) === key)?.capacity ?? null,
			state: speaking ? 'speaking' : turn.passed.includes(key) ? 'passed' : place < turn.place ? 'spoke' : 'to-come',
			isLastWord: lastWord !== null && cardId === lastWord.id,
			isEmpty: !players.some((player) => amendments.speakerOf(player) === key)
		};
	});
	const current = turn.phase === 'turn' ? turn.speakers[turn.place] : undefined;
	const isOnTheFloor = (one: amendments.Amendment) => current !== undefined && amendments.speaksFor(current, one, playerOf);
	const litIn = (number: number) => litBy(proposal.needs, shown, number);
	const lit = version ? litIn(version.number) : new Set<string>();
	const planned = agenda.steps.find((step) => step.step === 'amendments')?.plannedMinutes ?? 40;
	const counted = countedNow(
		{ ...turn, phaseAt: row?.phaseAt ?? null, speakingAt: row?.speakingAt ?? null },
		{ cameAt: stays.findLast(({ step, leftAt }) => step === 'amendments' && leftAt === null)?.enteredAt ?? null, plannedMinutes: planned }
	);
	const sealer = version && (await texts.sealerOf(query, version.textId, version.number));
	const passageNow = new Map(version?.passages.map(({ id, text }) => [id, text]));
	const toWrite = shown.filter(({ state }) => state === 'taken' || state === 'otherwise');
	const asked = toWrite.flatMap((one) => {
		const [before, current] = [passageAt(one.version, one.passageId), passageNow.get(one.passageId ?? '')];
		return before === null || current === undefined ? [] : [[one.id, askedNow(before, current, one)] as const];
	});
	const seen: AmendmentsSeen = {
		version: version?.number ?? null,
		passages: version?.passages ?? [],
		phase: turn.phase,
		time: counted && { plannedSeconds: Math.ceil(counted.plannedSeconds / pace), elapsedSeconds: Math.max(0, Math.floor((at.getTime() - counted.startedAt.getTime()) / 1000)) },
		secondsEach: secondsEach(planned, turn.speakers.length),
		speakers,
		onTheFloor: shown.filter(isOnTheFloor).map(({ code }) => code!),
		amendments: shownOnes,
		needs: allNeeds.map(({ id, text }) => ({ id, text, isLit: lit.has(id) })),
		pen: {
			asked: Object.fromEntries(asked),
			brought: contributionsOf(chain, shown).filter((one) => isStanding(one, version?.passages ?? [])),
			isHeld: isPenHeld(row?.writing ?? null, version, toWrite),
			sealedBy: await namedSealer(query, sealer, players)
		},
		writers,
		asked: players.filter(({ mayAmend }) => mayAmend).length
	};
	const before = version && chain.find(({ number }) => number === version.number - 1);
	const codeOf = new Map(shown.map(({ id, code }) => [id as string, code!]));
	const latest = version &&
		before && {
			number: version.number,
			changes: changesOf(before, version, ({ by }) => codeOf.get(by)),
			newlyLit: allNeeds.filter(({ id }) => lit.has(id) && !litIn(before.number).has(id)).map(({ text }) => text),
			sealedAt: new Date(version.sealedAt)
		};
	const writing = writtenNow(
		row?.writing ?? null,
		version,
		toWrite.map(({ id, code, type, passageId }) => ({ id, code: code!, passageId: type === 'add' || type === 'split' ? null : passageId }))
	);
	const movedAt = row && (row.speakingAt && row.speakingAt > row.phaseAt ? row.speakingAt : row.phaseAt);
	const middle = middleOfWall({ phase: turn.phase, isSpoken: current !== undefined, onTheFloor: seen.onTheFloor, writing, latest: latest ?? null, movedAt: movedAt ?? null });
	const opened = [...new Set(shown.flatMap(({ scenario }) => scenario ?? []))].sort();
	const toName = await amendments.scenariosToName(query, gathering);
	const isVoicePlayed = players.some(({ card }) => card?.id === lastWord?.id);
	return {
		seen,
		wall: { middle, writing, latest: latest ? { number: latest.number, changes: latest.changes, newlyLit: latest.newlyLit } : null, voice: current === absentVoice && lastWord ? face(lastWord) : null },
		players,
		lines,
		scenarios: [...new Set([...written.map(({ code }) => code), ...opened])].sort(),
		toName,
		turn,
		mayRestart: mayRestartSilence(row, at),
		isWritten,
		lastWord,
		passageAt,
		gone,
		/** null when somebody plays it */
		silentVoice: isVoicePlayed ? null : lastWord
	};
}

const face = ({ code, name, mission, defends, fears, means, questions, forbidden, isAbsent }: VoiceCard): VoiceCard => ({ code, name, mission, defends, fears, means, questions, forbidden, isAbsent });

const asMine = ({ isWritten, passageAt, gone }: Pick<Awaited<ReturnType<typeof readForAll>>, 'isWritten' | 'passageAt' | 'gone'>) => (one: amendments.Amendment): MyAmendment => ({
	id: one.id,
	code: one.code,
	type: one.type,
	passageId: one.passageId,
	before: passageAt(one.version, one.passageId),
	quote: one.quote,
	text: one.text,
	reason: one.reason,
	needs: one.needs,
	effects: one.effects,
	state: one.state,
	stateReason: one.stateReason,
	owesReason: owesReason(one.state) && one.stateReason === '',
	mayWithdraw: moveAmendment(one.state, 'withdraw').accepted,
	scenario: one.scenario,
	isScenarioWritten: isWritten(one.scenario),
	resultingVersion: one.resultingVersion,
	goneSince: gone.get(one.id) ?? null,
	setAsideFor: one.setAsideFor,
	isLeftOut: one.leftOutAt !== null && one.state === 'private'
});

const typed = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');
const id = v.pipe(v.string(), v.maxLength(64));
/** a field that may come once, several times or not at all */
const list = v.optional(v.union([v.pipe(v.array(id), v.maxLength(100)), v.pipe(id, v.transform((one) => (one ? [one] : [])))]), []);

const effect = v.pipe(v.string(), v.regex(/^[^:]{1,40}:(?:better|worse)$/));
const effects = v.optional(v.union([v.pipe(v.array(v.union([effect, v.literal('')])), v.maxLength(60)), v.pipe(v.union([effect, v.literal('')]), v.transform((one) => [one]))]), []);

const amendmentShape = v.object({
	type: v.picklist(amendmentTypes),
	passage: typed,
	quote: typed,
	text: typed,
	reason: typed,
	need: list,
	effect: effects
});
type AmendmentFields = v.InferOutput<typeof amendmentShape>;

const asTyped = ({ type, passage, quote, text, reason, need, effect }: AmendmentFields): TypedAmendment => ({
	type: type as AmendmentType,
	passageId: passage || null,
	quote,
	text,
	reason,
	needs: need,
	effects: effect.filter(Boolean).map((one) => {
		const [line, sense] = one.split(':') as [string, 'better' | 'worse'];
		return { line, sense };
	})
});

const ofOne = v.object({ amendment: id });
const answerShape = v.object({ amendment: id, answer: v.picklist(amendments.answers), scenario: v.optional(v.pipe(v.string(), v.maxLength(8)), '') });

const namingShape = v.object({ scenario: v.pipe(v.string(), v.maxLength(8)), name: typed, idea: typed });

/** The pen's form: `amendment` ticked, then for each passage `words-<passage>` (and `remove-<passage>`), for each addition `words-<amendment>`, `after-<amendment>`, `kind-<amendment>`. */
const penShape = v.pipe(
	v.looseObject({ base: v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number)), amendment: list }),
	v.transform((fields) => {
		const word = (name: string) => {
			const value = (fields as Record<string, unknown>)[name];
			return typeof value === 'string' ? value.slice(0, 20_000) : undefined;
		};
		const names = Object.keys(fields);
		const suffixes = (prefix: string) => names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
		const added = new Map(
			suffixes('after-').map((amendment) => {
				const kind = word(`kind-${amendment}`);
				return [
					amendment,
					{
						after: word(`after-${amendment}`) || null,
						text: word(`words-${amendment}`) ?? '',
						kind: passageKinds.find((known) => known === kind) ?? ('paragraph' satisfies Passage['kind'])
					}
				] as const;
			})
		);
		const passages = new Map(
			suffixes('words-')
				.filter((name) => !added.has(name))
				.map((passage) => [passage, word(`remove-${passage}`) ? null : (word(`words-${passage}`) ?? '')] as const)
		);
		return { base: fields.base, amendments: fields.amendment, passages, added } satisfies amendments.Integration;
	})
);

const turnAct = (move: Parameters<typeof amendments.moveOn>[2]) =>
	({ by: 'facilitator', when: 'step-open', shape: v.object({}), run: (tx: Tx, doer: Doer) => amendments.moveOn(tx, doer, move) }) as const;

export const step: StepServer = {
	async hand(query, seat): Promise<AmendmentsOnHand> {
		const { seen, turn, players, lines, scenarios: codes, toName, isWritten, passageAt, gone } = await look(query, seat);
		const own = (await amendments.ofSeat(query, seat.seatId)).map(asMine({ isWritten, passageAt, gone }));
		const me = players.find(({ seatId }) => seatId === seat.seatId);
		const speaker = me && seen.speakers.find(({ key }) => key === amendments.speakerOf(me));
		const held = own.filter(({ state }) => state === 'private' || state === 'proposed' || state === 'clarified').length;
		return {
			...seen,
			pen: seat.capacity === 'buyer' ? seen.pen : null,
			capacity: seat.capacity,
			mine: own,
			bookmarks: await proposals.bookmarksOf(query, seat),
			left: Math.max(0, amendmentsEach - held),
			mayWrite: me?.mayAmend ?? false,
			mayAnswer: seat.capacity === 'prescriber',
			mayIntegrate: seat.capacity === 'buyer',
			myTurn: speaker && seen.phase === 'turn' ? speaker.state : 'none',
			mayTakeTurnBack: speaker !== undefined && takeTurnBack(turn, speaker.key).accepted,
			lines,
			scenarios: codes,
			toName: seat.capacity === 'buyer' ? toName : []
		};
	},

	async screen(query, gathering): Promise<AmendmentsOnWall> {
		const { seen, wall } = await look(query, gathering);
		return { ...seen, ...wall };
	},

	async desk(query, gathering): Promise<AmendmentsOnDesk> {
		const { seen, players, lines, scenarios: codes, lastWord, silentVoice, toName, mayRestart, isWritten, passageAt, gone } = await look(query, gathering);
		const mine = asMine({ isWritten, passageAt, gone });
		const roll = await seats.rollOf(query, gathering.gatheringId);
		const namesOf = (key: string) =>
			players
				.filter((player) => amendments.speakerOf(player) === key)
				.map(({ publicName }) => publicName)
				.join(', ');
		const paperSeats = [];
		for (const { seatId, publicName, capacity, isOnPaper } of roll)
			if (isOnPaper && mayAmend(capacity)) paperSeats.push({ id: seatId, publicName, mine: (await amendments.ofSeat(query, seatId)).map(mine) });
		return {
			...seen,
			names: Object.fromEntries(seen.speakers.map(({ key }) => [key, namesOf(key)])),
			paperSeats,
			lines,
			scenarios: codes,
			isAbsentVoiceDrawn: lastWord !== null,
			mayRestartSilence: mayRestart,
			voice: silentVoice && { card: face(silentVoice), mine: (await amendments.ofVoices(query, gathering.gatheringId)).map(mine) },
			toName
		};
	},

	async foresee(query, gathering) {
		const { seen } = await look(query, gathering);
		const count = (...states: readonly string[]) => seen.amendments.filter(({ state }) => states.includes(state)).length;
		const left = [
			{ warning: 'amendments-not-shown', count: seen.phase === 'silence' ? seen.writers : 0 },
			{ warning: 'amendments-unanswered', count: count('proposed', 'clarified') },
			{ warning: 'amendments-unwritten', count: count('taken', 'otherwise') },
			{ warning: 'reasons-owed', count: seen.amendments.filter(({ owesReason }) => owesReason).length }
		];
		return { idle: [], entering: [], leaving: left.filter((one) => one.count > 0).map((one) => ({ ...one, isFinal: false })), finished: [] };
	},

	async carryOut() {},

	acts: {
		write: { by: 'seat', when: 'step-open', shape: amendmentShape, run: (tx: Tx, doer: Doer, fields: AmendmentFields) => amendments.write(tx, doer, asTyped(fields)) },
		rewrite: {
			by: 'seat',
			when: 'step-open',
			shape: v.object({ ...ofOne.entries, ...amendmentShape.entries }),
			run: (tx: Tx, doer: Doer, { amendment, ...fields }: { amendment: string } & AmendmentFields) => amendments.rewrite(tx, doer, amendment, asTyped(fields))
		},
		withdraw: { by: 'seat', when: 'step-open', shape: ofOne, run: (tx: Tx, doer: Doer, { amendment }: { amendment: string }) => amendments.withdraw(tx, doer, amendment) },
		pass: { by: 'seat', when: 'step-open', shape: v.object({}), run: (tx: Tx, doer: Doer) => amendments.pass(tx, doer) },
		'take-turn-back': { by: 'seat', when: 'step-open', shape: v.object({}), run: (tx: Tx, doer: Doer) => amendments.speakAfterAll(tx, doer) },
		answer: {
			by: 'seat',
			when: 'step-open',
			shape: answerShape,
			run: (tx: Tx, doer: Doer, { amendment, ...given }: v.InferOutput<typeof answerShape>) => amendments.answer(tx, doer, amendment, given)
		},
		'show-words': { by: 'seat', when: 'step-open', shape: penShape, run: (tx: Tx, doer: Doer, asked: amendments.Integration) => amendments.showWords(tx, doer, asked) },
		'show-words-at-desk': { by: 'facilitator', when: 'step-open', shape: penShape, run: (tx: Tx, doer: Doer, asked: amendments.Integration) => amendments.showWords(tx, doer, asked) },
		'name-scenario': { by: 'seat', when: 'step-open', shape: namingShape, run: (tx: Tx, doer: Doer, asked: v.InferOutput<typeof namingShape>) => amendments.nameScenario(tx, doer, asked) },
		'name-scenario-at-desk': { by: 'facilitator', when: 'any-time', shape: namingShape, run: (tx: Tx, doer: Doer, asked: v.InferOutput<typeof namingShape>) => amendments.nameScenario(tx, doer, asked) },
		'write-for-voice': { by: 'facilitator', when: 'step-open', shape: amendmentShape, run: (tx: Tx, doer: Doer, fields: AmendmentFields) => amendments.writeForVoice(tx, doer, asTyped(fields)) },
		'withdraw-for-voice': { by: 'facilitator', when: 'step-open', shape: ofOne, run: (tx: Tx, doer: Doer, { amendment }: { amendment: string }) => amendments.withdrawForVoice(tx, doer, amendment) },
		integrate: { by: 'seat', when: 'step-open', shape: penShape, run: (tx: Tx, doer: Doer, asked: amendments.Integration) => amendments.integrate(tx, doer, asked) },
		'answer-aloud': {
			by: 'facilitator',
			when: 'step-open',
			shape: v.object({ ...answerShape.entries, reason: typed }),
			run: (tx: Tx, doer: Doer, { amendment, ...given }: v.InferOutput<typeof answerShape> & { reason: string }) => amendments.answer(tx, doer, amendment, given)
		},
		'integrate-at-desk': { by: 'facilitator', when: 'step-open', shape: penShape, run: (tx: Tx, doer: Doer, asked: amendments.Integration) => amendments.integrate(tx, doer, asked) },
		'give-reason': {
			by: 'facilitator',
			when: 'any-time',
			shape: v.object({ ...ofOne.entries, reason: typed }),
			run: (tx: Tx, doer: Doer, { amendment, reason }: { amendment: string; reason: string }) => amendments.giveReason(tx, doer, amendment, reason)
		},
		'not-keep': {
			by: 'facilitator',
			when: 'any-time',
			shape: v.object({ ...ofOne.entries, reason: typed }),
			run: (tx: Tx, doer: Doer, { amendment, reason }: { amendment: string; reason: string }) => amendments.notKeep(tx, doer, amendment, reason)
		},
		'put-back': { by: 'facilitator', when: 'step-open', shape: ofOne, run: (tx: Tx, doer: Doer, { amendment }: { amendment: string }) => amendments.putBack(tx, doer, amendment) },
		cluster: { by: 'facilitator', when: 'step-open', shape: v.object({ amendment: list }), run: (tx: Tx, doer: Doer, { amendment }: { amendment: string[] }) => amendments.cluster(tx, doer, amendment) },
		uncluster: { by: 'facilitator', when: 'step-open', shape: ofOne, run: (tx: Tx, doer: Doer, { amendment }: { amendment: string }) => amendments.uncluster(tx, doer, amendment) },
		begin: turnAct('begin'),
		next: turnAct('next'),
		previous: turnAct('previous'),
		rest: turnAct('rest'),
		resume: turnAct('resume'),
		'silence-again': turnAct('silence-again'),
		'restart-silence': { by: 'facilitator', when: 'step-open', shape: v.object({}), run: (tx: Tx, doer: Doer) => amendments.restartSilence(tx, doer) }
	}
};
