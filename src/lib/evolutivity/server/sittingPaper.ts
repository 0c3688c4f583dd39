// The record of a sitting as a paper, in the reader's language: one source for its page and for the file that is carried away.
import type { Block, Paper } from '../../papers/rules/paper.ts';
import { m } from '../../words/messages.js';
import { consentBlocks, mean, paperOf, sayAttendance, sayingsIn, saySteps, Writing } from '../../workshop/server/recordPaper.ts';
import { capacityNames } from '../../workshop/wording/capacities.ts';
import { consentStates } from '../../workshop/wording/record.ts';
import { families } from '../rules/clause.ts';
import { opinionExpectedOn } from '../rules/gate.ts';
import { reactions } from '../rules/simulation.ts';
import type { SittingRecord } from '../rules/sittingRecord.ts';
import type { ScenarioSeen } from '../rules/steps/scenarios.ts';
import { needAnswers } from '../rules/watch.ts';
import { dayInWords } from '../wording/days.ts';
import { conditionInWords, dutyName, groundName, rejectionInWords, standingInWords } from '../wording/gate.ts';
import { failureInWords, partyInWords, standingOfParty } from '../wording/parties.ts';
import { cardName, consequenceInWords, reactionName, roleName, roundName } from '../wording/simulation.ts';
import { authorName, categoryName, differencesOf, figureName, figureValue, flagInWords, milestoneState, moneyInWords, needWord, type LineInWords } from '../wording/sitting.ts';
import { stepTitle } from '../wording/steps.ts';
import { familyName, shareInWords } from '../wording/terms.ts';
import { aboutName, awaitsInWords, stateOn } from '../wording/versions.ts';

const asked = { administration: m.sitting_motive_of_administration, company: m.sitting_motive_of_company } as const;
const answered = { taken: m.joint_answer_taken, left: m.joint_answer_left } as const;
const gaugeName = { 'per-change': m.sitting_gauge_per_change, cumulated: m.sitting_gauge_cumulated } as const;

type Pair = readonly [string, string];
const facts = (pairs: readonly Pair[]): readonly Block[] => {
	const said = pairs.filter(([, value]) => value !== '');
	return said.length > 0 ? [{ kind: 'facts', pairs: said }] : [];
};
const list = (items: readonly string[]): readonly Block[] => (items.length > 0 ? [{ kind: 'list', items }] : []);
const inBrackets = (what: string, words: readonly string[]): string => (words.length > 0 ? `${what} (${words.join(', ')})` : what);

/** What a scenario changes, with what is flagged of it. `origin`: where a line comes from, for a scenario put together. */
function scenarioBlocks({ summary, scenario, sums, flags }: Pick<ScenarioSeen, 'summary' | 'scenario' | 'sums' | 'flags'>, origin?: (line: string) => string): readonly Block[] {
	const differences = differencesOf(scenario);
	const told = ({ line, words }: LineInWords) => (origin ? m.sitting_record_line_from({ words, origin: origin(line) }) : words);
	const lines = families.map((family): Pair => [familyName[family](), differences[family].map(told).join('\n')]);
	return [
		...(summary ? [{ kind: 'paragraph', text: summary } as const] : []),
		...(lines.some(([, words]) => words !== '') ? facts(lines) : [{ kind: 'paragraph', text: m.sitting_nothing_changes() } as const]),
		...(sums && scenario.budget.length > 0 ? [{ kind: 'paragraph', text: m.sitting_budget_total({ amount: moneyInWords(sums.total), share: shareInWords(sums.share) }) } as const] : []),
		...list(flags.map((flag) => m.sitting_record_flag({ flag: flagInWords(flag) })))
	];
}

/** How the sitting ended, in a sentence. */
function endingInWords({ ending, application, consent }: SittingRecord): string {
	switch (ending) {
		case 'applied':
			return m.sitting_record_ending_applied({ version: application?.version ?? '' });
		case 'to-apply':
			return m.sitting_record_ending_to_apply();
		case 'without-consent':
			return consent.failure ? `${failureInWords(consent.failure)} ${consent.failure.words}` : '';
		case 'nothing-noted':
			return m.sitting_record_ending_nothing();
		case 'under-way':
			return m.sitting_record_ending_under_way();
	}
}

function sayDecision({ say, chapter, part, paragraph }: Writing, record: SittingRecord, sayings: ReturnType<typeof sayingsIn>): void {
	const { consent, application, gate } = record;
	const { dayAndTime } = sayings;
	chapter('consentement', m.sitting_record_consent());
	if (consent.rounds.length === 0 && record.ending !== 'under-way') paragraph(m.sitting_record_consent_none());
	if (consent.obtainedAt) paragraph(m.sitting_record_obtained({ day: dayAndTime(consent.obtainedAt) }));
	if (consent.parties.length > 0)
		say({ kind: 'table', caption: m.sitting_record_parties(), head: [m.sitting_record_party(), m.sitting_record_party_says()], rows: consent.parties.map((one) => [partyInWords(one.party), standingOfParty(one)]) });
	consent.rounds.forEach((round, nth) => {
		if (consent.rounds.length > 1) part(m.sitting_record_round({ number: nth + 1 }));
		say(...consentBlocks({ ...round, objections: round.objections.map((one) => ({ ...one, author: partyInWords(one.author) })) }, sayings, { ...consentStates, 'set-aside': m.sitting_record_round_left }));
	});
	if (consent.clarified.length > 0) {
		part(m.clarified_title());
		say(...facts(consent.clarified.map(({ risk, change }): Pair => [m.clarified_lifted({ risk }), change])));
	}
	if (consent.failure) paragraph(`${failureInWords(consent.failure)} ${consent.failure.words}`);

	if (!application) return;
	const { version, chain, changes, reviewOn, notice, isNoticePublic } = application;
	const last = gate.at(-1);
	const awaits = awaitsInWords({ changes, chain, duties: last?.grounds.duties ?? [], opinionOn: opinionExpectedOn(last?.conditions ?? []) });
	chapter('application', m.sitting_record_application());
	paragraph(m.sitting_record_application_version({ version, state: stateOn(chain.at(-1)!) }));
	if (awaits) paragraph(awaits);
	if (changes.length > 0)
		say({
			kind: 'table',
			caption: m.integration_list_done(),
			head: [m.versions_change_what(), m.versions_change_before(), m.versions_change_after()],
			rows: changes.map(({ name, about, before, after }) => [m.sitting_record_change({ name, about: aboutName[about]() }), before || m.versions_change_new(), after || (about === 'indicator' ? m.integration_stopped() : '')])
		});
	if (reviewOn) paragraph(m.sitting_record_application_on({ day: dayInWords(reviewOn) }));
	say({ kind: 'quote', text: notice, from: isNoticePublic ? m.sitting_record_notice_public() : m.sitting_record_notice_draft() });
}

/** The paper of the record of a sitting (EV138). */
export function sittingPaper(record: SittingRecord): Paper {
	const sayings = sayingsIn(record.authority.timeZone);
	const { day, number } = sayings;
	const writing = new Writing(undefined, []);
	const { say, begin, chapter, part, paragraph, folded } = writing;
	const { requests, frame, stateOfPlay, roles, filed, simulation, joint, gate, closing } = record;
	const lastAnswer = gate.at(-1);
	const isOver = record.gathering.closedAt !== null;

	chapter('essentiel', m.workshop_record_essential());
	say(
		...facts([
			[m.sitting_record_essential_ending(), endingInWords(record)],
			[m.sitting_record_essential_requests(), requests?.motives.map(({ sentence, motives }) => sentence ?? motives).join('\n') ?? ''],
			[m.sitting_record_essential_clause(), record.clause],
			[m.sitting_record_essential_joint(), joint?.summary ?? ''],
			[m.sitting_record_essential_gate(), lastAnswer ? standingInWords(lastAnswer.answer, lastAnswer.replyBy) : isOver ? m.sitting_record_gate_none() : ''],
			[m.workshop_record_present(), number.format(record.attendance.length)]
		])
	);

	begin(m.sitting_record_asked());
	if (requests) {
		chapter('demandes', m.sitting_record_requests());
		for (const { number: nth, category, party, sentence, motives, criteria, evidence } of requests.motives) {
			part(m.sitting_record_request({ number: nth, category: categoryName[category]() }));
			paragraph(asked[party]());
			say(...facts([[m.sitting_record_sentence(), sentence ?? ''], [m.sitting_record_motives(), motives], [m.sitting_criteria(), criteria.map(({ code, what }) => `${code} · ${what}`).join('\n')], [m.sitting_evidence(), evidence]]));
		}
		if (needAnswers.some((answer) => requests.need[answer] > 0)) {
			part(m.sitting_record_need());
			say(...facts(needAnswers.map((answer): Pair => [needWord[answer](), number.format(requests.need[answer])])));
		}
	}
	if (frame) {
		chapter('cadre', m.sitting_record_frame());
		const gauge = ({ what, used, most, mostAmount }: (typeof frame.gauges)[number]) =>
			inBrackets(gaugeName[what]({ most: shareInWords(most) }), [...(mostAmount === null ? [] : [m.sitting_gauge_amount({ amount: moneyInWords(mostAmount) })]), m.sitting_gauge_used({ used: shareInWords(used) })]);
		say(
			...facts([
				[m.evolutivity_scope(), frame.scope],
				[m.evolutivity_nature(), frame.nature],
				[m.evolutivity_conditions(), frame.conditions],
				[m.sitting_may_move(), [...frame.movable.map((family) => familyName[family]()), ...frame.gauges.map(gauge)].join('\n')],
				[m.sitting_does_not_move(), frame.fixed.join('\n')],
				[m.sitting_record_rails_company(), frame.guardRails.company.join('\n')],
				[m.sitting_record_rails_policy(), frame.guardRails.policy.join('\n')],
				[m.sitting_record_notice(), m.sitting_record_days({ count: frame.noticeDays })]
			])
		);
	}
	if (stateOfPlay) {
		chapter('etat-des-lieux', m.sitting_record_state());
		paragraph(m.sitting_record_state_on({ day: dayInWords(stateOfPlay.frozenOn), ...stateOfPlay.contract }));
		say({
			kind: 'table',
			caption: m.sitting_record_state(),
			head: [m.sitting_record_figure(), m.sitting_record_value(), m.sitting_record_service_says(), m.sitting_record_company_says()],
			rows: stateOfPlay.figures.map((figure) => [figureName(figure), figureValue(figure), figure.comments.service ?? '', figure.comments.company ?? ''])
		});
		if (stateOfPlay.milestones.length > 0) {
			part(m.sitting_milestones());
			folded(m.sitting_milestones(), stateOfPlay.milestones.length, () => say(...list(stateOfPlay.milestones.map(({ what, on, state }) => inBrackets(what, [...(on ? [dayInWords(on)] : []), milestoneState(state)])))));
		}
		if (stateOfPlay.incidents.length > 0) {
			part(m.sitting_incidents());
			folded(m.sitting_incidents(), stateOfPlay.incidents.length, () => say(...list(stateOfPlay.incidents.map(({ what, on, closedOn }) => inBrackets(what, [...(on ? [dayInWords(on)] : []), closedOn ? m.sitting_incident_closed() : m.sitting_incident_open()])))));
		}
	}

	begin(m.sitting_record_weighed());
	chapter('roles', m.sitting_record_roles());
	const { represented, quorum } = record.represented;
	say(...facts(represented.map(({ capacity, count }): Pair => [capacityNames[capacity]?.() ?? capacity, number.format(count)])));
	if (quorum) paragraph(quorum.isReached ? m.sitting_quorum_reached(quorum) : m.sitting_quorum_missing(quorum));
	if (roles.length > 0)
		say({
			kind: 'table',
			caption: m.sitting_record_roles_caption(),
			head: [m.workshop_record_role(), m.workshop_record_players()],
			rows: roles.map(({ name, isConcerned, players }) => [isConcerned ? m.sitting_record_role_concerned({ name }) : name, number.format(players)])
		});
	if (filed.length > 0) {
		chapter('scenarios', m.sitting_record_filed());
		for (const one of filed) {
			part(m.sitting_record_scenario({ code: one.code, author: authorName[one.author]() }));
			say(...scenarioBlocks(one));
		}
	}
	if (simulation) {
		const names = new Map(simulation.roles.map((role) => [role.id, roleName(role)]));
		chapter('simulation', m.sitting_record_simulation());
		if (simulation.card) paragraph(m.sitting_record_card({ card: cardName[simulation.card]() }));
		for (const { round, roles: rows, total } of simulation.board) {
			const told = rows.filter((row) => reactions.some((one) => row.reactions[one] > 0));
			if (told.length === 0) continue;
			const row = (name: string, reaction: string, { weeks, amount, people }: ReturnType<typeof consequenceInWords>) => [name, reaction, weeks, amount, people];
			say({
				kind: 'table',
				caption: m.simulation_board({ round: roundName[round]() }),
				head: [m.simulation_role(), m.simulation_reaction(), m.simulation_weeks(), m.simulation_euros(), m.simulation_people()],
				rows: [
					...told.map((one) => row(names.get(one.role) ?? '', reactions.filter((reaction) => one.reactions[reaction] > 0).map((reaction) => inBrackets(reactionName[reaction](), one.reactions[reaction] > 1 ? [number.format(one.reactions[reaction])] : [])).join(', '), consequenceInWords(one))),
					row(m.simulation_total(), '', consequenceInWords(total))
				]
			});
			told.forEach(({ role, words }) => words.forEach((text) => say({ kind: 'quote', text, from: names.get(role) ?? '' })));
		}
	}

	begin(m.sitting_record_decided());
	chapter('scenario-commun', m.sitting_record_joint());
	if (!joint && isOver) paragraph(m.sitting_record_joint_none());
	if (joint) {
		const from = new Map(joint.origins.map((origin) => [origin.line, origin.from]));
		say(...scenarioBlocks(joint, (line) => (from.get(line)?.length ? m.joint_from({ codes: from.get(line)!.join(' + ') }) : m.joint_amended())));
		if (joint.noticeWaivedOn && !joint.flags.some(({ flag }) => flag === 'notice-waived')) paragraph(m.joint_waived({ day: dayInWords(joint.noticeWaivedOn) }));
		if (joint.amendments.length > 0)
			say({
				kind: 'table',
				caption: m.joint_amendments(),
				head: [m.sitting_record_amendment(), m.sitting_record_amendment_answer()],
				rows: joint.amendments.map(({ words, answer }) => [words, answer ? inBrackets(answered[answer.answer](), answer.words ? [answer.words] : []) : m.joint_answer_waiting()])
			});
	}
	chapter('controle', m.sitting_record_gate());
	if (gate.length === 0 && isOver) paragraph(m.sitting_record_gate_none());
	for (const { number: nth, at, revision, answer, replyBy, reasons, conditions, grounds } of gate) {
		part(m.sitting_record_gate_answer({ number: nth, day: day(at), revision, answer: standingInWords(answer, replyBy) }));
		say(...facts([[m.sitting_record_gate_reasons(), reasons], [m.sitting_record_gate_conditions(), conditions.map(conditionInWords).join('\n')]]));
		paragraph(m.grounds_what());
		say(
			...list([
				...(grounds.changesOverallNature ? [m.grounds_nature()] : grounds.holds.length > 0 ? grounds.holds.map((ground) => m.grounds_holds({ ground: groundName[ground]() })) : [m.grounds_none()]),
				...grounds.rejected.map(({ ground, rejection }) => m.grounds_rejected({ ground: groundName[ground](), why: rejectionInWords(rejection) })),
				m.grounds_asked({ amount: moneyInWords(grounds.amount) }),
				...(grounds.base === null ? [] : [m.grounds_base({ amount: moneyInWords(grounds.base) })]),
				...grounds.duties.map((duty) => dutyName[duty]())
			])
		);
		paragraph(m.grounds_day({ day: dayInWords(grounds.day), upTo: dayInWords(grounds.upToDateOn) }));
	}
	sayDecision(writing, record, sayings);

	begin(m.sitting_record_after());
	if (closing.usefulness || closing.words.length > 0 || closing.jurorMinutes !== null) {
		chapter('cloture', m.sitting_record_closing());
		if (closing.usefulness) paragraph(m.sitting_record_usefulness({ mean: number.format(mean(closing.usefulness)) }));
		if (closing.words.length > 0) paragraph(m.workshop_record_words({ words: closing.words.join(', ') }));
		if (closing.jurorMinutes !== null) paragraph(m.workshop_record_juror_hours({ hours: number.format(closing.jurorMinutes / 60) }));
	}
	chapter('presences', m.workshop_record_attendance());
	sayAttendance(writing, record.attendance);
	saySteps(writing, record.steps, stepTitle);
	return paperOf(record, writing.blocks, m.sitting_record_title);
}
