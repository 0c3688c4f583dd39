// Consent by party, objections one by one with what would lift them; without it, one of five outcomes is recorded.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import * as consentRounds from '../../../decisions/server/consentRounds.ts';
import { heardParties } from '../../../decisions/rules/consent.ts';
import type { Doer, Foreseen, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import * as authorities from '../../../people/server/authorities.ts';
import type { ConsentOnDesk, ConsentOnHand, ConsentOnWall } from '../../../workshop/rules/steps/consent.ts';
import { consentStep } from '../../../workshop/server/consentStep.ts';
import { clarificationsOf, readFailure } from '../../rules/parties.ts';
import type { ConsentByParty, SittingConsentOnDesk, SittingConsentOnHand, SittingConsentOnWall } from '../../rules/steps/consent.ts';
import { showing } from '../filedScenarios.ts';
import { juryIn } from '../recusals.ts';
import * as scenarios from '../scenarios.ts';
import * as consents from '../sittingConsents.ts';
import * as sittings from '../sittings.ts';

const round = consentStep({
	roundOf: consents.roundOf,

	async askedOf(query, gathering, running) {
		const p3 = await scenarios.read(query, gathering.gatheringId, 'together');
		const mayOpen = running?.state !== 'running' && running?.state !== 'obtained' && (await consents.notOpen(query, gathering)) === null;
		return {
			subject: p3 ? { code: p3.code, name: p3.summary, idea: '', standing: 'said-by-the-room' } : null,
			firsts: p3 && mayOpen ? [{ code: p3.code, name: p3.summary }] : [],
			others: [],
			isVoteEmpty: false,
			isVoteHidden: false
		};
	},

	speakersOf: consents.partiesIn,
	open: (tx, gathering, _, actor) => consents.open(tx, gathering, actor),
	lacks: consents.lacks,

	async obtained(tx, doer) {
		const revision = (await scenarios.read(tx, doer.gatheringId, 'together'))!.revision;
		const clarified = clarificationsOf((await consents.roundsOf(tx, doer)).flatMap(({ objections }) => objections));
		return sittings.say(tx, doer, { kind: 'consented', data: { version: 1, revision, clarified } });
	}
});

async function look(query: Query, gathering: GatheringAtStep): Promise<ConsentByParty> {
	const running = await consents.roundOf(query, gathering);
	const isBegun = running?.state === 'running' || running?.state === 'obtained';
	const [kept, byParty, failures, { quorum }, mayNotOpen] = await Promise.all([
		scenarios.read(query, gathering.gatheringId, 'together'),
		consents.byParty(query, gathering, isBegun ? running : undefined),
		sittings.entriesOf(query, gathering.gatheringId, 'failure'),
		juryIn(query, gathering),
		isBegun ? null : consents.notOpen(query, gathering)
	]);
	const failure = failures[0]?.data;
	return {
		p3: kept ? (await showing(query, gathering.gatheringId))(kept) : null,
		byParty,
		mayNotOpen,
		isLeft: running?.state === 'set-aside' && !failure,
		failure: failure ? { outcome: failure.outcome, on: failure.on, words: failure.words } : null,
		quorum: quorum && { counted: isBegun ? byParty.find(({ party }) => party === 'jury')!.seats : quorum.counted, quorum: quorum.quorum }
	};
}

/** A round that was left without consent is over: what it came to is told instead. */
const standing = <Seen extends ConsentOnWall>(seen: Seen): Seen => (seen.state === 'set-aside' ? { ...seen, state: 'not-open' } : seen);

/** Records what becomes of the sitting without consent, and leaves the round that ran (EV84). */
async function conclude(tx: Tx, doer: Doer, typed: { outcome: string; on: string; words: string }): Promise<Outcome<unknown, string>> {
	const running = await consents.roundOf(tx, doer);
	if (running?.state === 'obtained') return refused('consent-already-obtained');
	const read = readFailure(typed, await authorities.dayOf(tx, doer.authorityId, doer.at));
	if (!read.accepted) return read;
	if (running?.state === 'running') {
		const left = await consentRounds.act(tx, { authorityId: doer.authorityId, roundId: running.roundId, doing: { act: 'set-aside', known: heardParties(running).length }, actor: doer.actor, at: doer.at });
		if (!left.accepted) return left;
	}
	return sittings.say(tx, doer, { kind: 'failure', data: { version: 1, ...read.value } });
}

async function nameParty(tx: Tx, doer: Doer, { seat, name }: { seat: string; name: string }): Promise<Outcome<unknown, string>> {
	const speaker = (await consents.speakersIn(tx, doer)).find(({ seatId }) => seatId === seat);
	if (!speaker || speaker.isUsual) return refused('party-not-named');
	if ((await consents.roundOf(tx, doer))?.state === 'running') return refused('round-already-open');
	return name.trim() === '' ? sittings.unsay(tx, doer, { kind: 'party', key: seat }) : sittings.say(tx, doer, { kind: 'party', key: seat, data: { version: 1, name } });
}

const text = v.optional(v.pipe(v.string(), v.maxLength(2000)), '');
const { postpone: _postpone, 'keep-on-record': _onRecord, 'change-scenario': _change, 'answer-objections': _answer, ...acts } = round.acts;

export const step: StepServer = {
	...round,

	async hand(query, seat): Promise<SittingConsentOnHand> {
		return { ...standing((await round.hand(query, seat)) as ConsentOnHand), ...(await look(query, seat)) };
	},

	async screen(query, gathering): Promise<SittingConsentOnWall> {
		return { ...standing((await round.screen(query, gathering)) as ConsentOnWall), ...(await look(query, gathering)) };
	},

	async desk(query, gathering): Promise<SittingConsentOnDesk> {
		const speakers = await consents.speakersIn(query, gathering);
		return {
			...standing((await round.desk(query, gathering)) as ConsentOnDesk),
			...(await look(query, gathering)),
			unnamed: speakers.filter(({ isUsual }) => !isUsual).map(({ seatId, publicName, party }) => ({ id: seatId, publicName, party: party ?? '' }))
		};
	},

	async foresee(query, gathering): Promise<Foreseen> {
		const foreseen = await round.foresee!(query, gathering);
		const isConcluded = (await sittings.entriesOf(query, gathering.gatheringId, 'failure')).length > 0;
		return { ...foreseen, idle: [], leaving: isConcluded ? [] : foreseen.leaving };
	},

	acts: {
		...acts,
		'conclude-without': { by: 'facilitator', when: 'step-open', shape: v.object({ outcome: text, on: text, words: text }), run: conclude },
		'name-party': { by: 'facilitator', when: 'any-time', shape: v.object({ seat: v.pipe(v.string(), v.maxLength(64)), name: text }), run: nameParty }
	}
};
