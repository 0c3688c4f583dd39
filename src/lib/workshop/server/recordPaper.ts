// The record as a paper, in the reader's language: one source for its page and for the file that is carried away.
import { sayDay } from '../../design/rules/days.ts';
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import type { About, Block, DocumentPart, Paper } from '../../papers/rules/paper.ts';
import { plain } from '../../texts/rules/marks.ts';
import type { ObjectionState } from '../../decisions/rules/consent.ts';
import { whyHidden } from '../../decisions/wording/hidden.ts';
import type { PassageKind } from '../../texts/rules/passages.ts';
import { owesReason } from '../rules/amendments.ts';
import { versionsTold, type RecordedAmendment, type RecordedProposal } from '../rules/proposalRecord.ts';
import { reactions } from '../rules/field.ts';
import type { MatrixRow } from '../rules/matrix.ts';
import { strongestNeeds, type Circumstances, type RecordedField, type RecordedRound, type RecordedScenario, type WorkshopRecord } from '../rules/record.ts';
import { itemsOf, type Item } from '../rules/thread.ts';
import type { Standing } from '../rules/steps/consent.ts';
import { asked, roleName } from '../wording/amendments.ts';
import { capacityNames } from '../wording/capacities.ts';
import { rangeInWords, verdictInWords } from '../wording/budget.ts';
import { impactInWords, plainFigure, riskInWords, signed } from '../wording/matrix.ts';
import { modeName, moneyInWords, seasonInWords } from '../../cockpit/wording/modes.ts';
import type { PublicSection } from '../rules/publication.ts';
import { chapterNames } from '../../sourcing/wording/chapters.ts';
import { chapters } from '../../sourcing/rules/canvas.ts';
import { fateInWords } from '../wording/fates.ts';
import { consentStates } from '../wording/record.ts';
import { stepTitle } from '../wording/steps.ts';
import { sourcesInWords } from '../wording/sources.ts';
import { zoneNames } from '../wording/thread.ts';

const collegeNames: Readonly<Record<string, () => string>> = {
	jury: m.workshop_record_college_jury,
	team: m.workshop_record_college_team
};

const stepStates = {
	done: m.workshop_record_step_done,
	now: m.workshop_record_step_now,
	'to-come': m.workshop_record_step_to_come,
	dropped: m.workshop_record_step_dropped
} satisfies Record<WorkshopRecord['steps'][number]['state'], () => string>;

const consentOn = {
	first: m.workshop_record_consent_on_first,
	'among-equals': m.workshop_record_consent_on_equal,
	'said-by-the-room': m.workshop_record_consent_on
} satisfies Record<Standing, (scenario: { readonly code: string; readonly name: string }) => string>;

const objectionStates = {
	raised: m.workshop_record_objection_raised,
	'taken-up': m.workshop_record_objection_taken_up,
	integrated: m.workshop_record_objection_integrated,
	lifted: m.workshop_record_objection_lifted,
	withdrawn: m.workshop_record_objection_withdrawn,
	'on-record': m.workshop_record_objection_on_record
} satisfies Record<ObjectionState, () => string>;

/** What became of an objection; in a round that the end of the gathering cut short nothing waits any more. */
function objectionInWords(state: ObjectionState, round: RecordedRound): string {
	if (round.state !== 'unfinished') return objectionStates[state]();
	if (state === 'raised') return m.workshop_record_objection_left();
	return state === 'taken-up' || state === 'integrated' ? m.workshop_record_objection_not_lifted() : objectionStates[state]();
}

const partKinds = { title: 'heading', heading: 'heading', paragraph: 'paragraph', item: 'item' } as const satisfies Record<PassageKind, DocumentPart['kind']>;

/** « v3, 8 besoins sur 8 trouvent une réponse »; undefined before v0. */
function proposalInShort(proposal: RecordedProposal | null): string | undefined {
	const last = proposal && versionsTold(proposal).at(-1);
	if (!last) return undefined;
	const version = m.amending_version({ version: `v${last.number}` });
	return proposal.needs.length ? m.workshop_record_proposal_short({ version, lit: last.lit, needs: proposal.needs.length }) : version;
}

/** Folded under its summary where it is long: `count` is how many things it holds. */
const fold = (summary: string, count: number, blocks: readonly Block[], atMost = 5): readonly Block[] => (count === 0 ? [] : count > atMost && blocks.length > 0 ? [{ kind: 'fold', summary, blocks }] : blocks);

/** What goes on the paper: everything, or the chapters that are made public. A chapter that names no section is for those of the project alone. */
export class Writing {
	readonly blocks: Block[] = [];
	readonly #told: ReadonlySet<PublicSection> | undefined;
	readonly #items: readonly Item[];
	#into = this.blocks;
	#isTold = true;
	/** the chapter that begins with the next block: one where nothing is said is not there */
	#begins: Extract<Block, { kind: 'heading' }> | null = null;
	#part: string | undefined;

	/** `items`: those that have a thread; none for the public, which reads no thread (MO322). */
	constructor(told: ReadonlySet<PublicSection> | undefined, items: readonly Item[]) {
		this.#told = told;
		this.#items = items;
	}
	/** The item that has this code, as what a part of the paper is about. */
	item = (code: string): About => this.#items.find((one) => one.code === code)?.code;
	/** The need that has these words. */
	need = (text: string): About => this.#items.find((one) => one.kind === 'card' && one.zone === 'needs' && one.text === text)?.code;
	/** Whether a section is on this paper. */
	tells = (section: PublicSection): boolean => this.#told === undefined || this.#told.has(section);
	get isPublic(): boolean {
		return this.#told !== undefined;
	}
	/** What the next chapters are together. */
	begin = (part: string): void => {
		this.#part = part;
	};
	chapter = (anchor: string, text: string, section?: PublicSection | 'always'): void => {
		this.#isTold = !this.isPublic || section === 'always' || (section !== undefined && this.tells(section));
		this.#begins = { kind: 'heading', level: 2, text, anchor };
	};
	say = (...more: Block[]): void => {
		if (!this.#isTold || more.length === 0) return;
		if (this.#begins) {
			this.#into.push(this.#part === undefined ? this.#begins : { ...this.#begins, begins: this.#part });
			this.#begins = null;
			this.#part = undefined;
		}
		this.#into.push(...more);
	};
	part = (text: string, about?: About): void => this.say({ kind: 'heading', level: 3, text, ...(about === undefined ? {} : { about }) });
	folded = (summary: string, count: number, write: () => void, atMost?: number): void => {
		const [outside, begins] = [this.#into, this.#begins];
		const inside: Block[] = [];
		this.#into = inside;
		this.#begins = null;
		write();
		this.#into = outside;
		this.#begins = begins;
		this.say(...fold(summary, count, inside, atMost));
	};
	paragraph = (text: string): void => this.say({ kind: 'paragraph', text });
}

/** Roles, versions, questions, amendments: what became of the proposal, in four chapters. */
function writeProposal({ say, chapter, part, folded, item, need }: Writing, proposal: RecordedProposal, { isOver, number }: { readonly isOver: boolean; readonly number: Intl.NumberFormat }): void {
	const { roles, ownRoles, changed, versions, needs, amendments, questions } = proposal;

	if (roles.length > 0 || ownRoles > 0) {
		chapter('roles', m.workshop_record_roles(), 'proposal');
		const players = roles.reduce((sum, role) => sum + role.players, 0);
		say({ kind: 'paragraph', text: ownRoles === 0 ? m.workshop_record_roles_said_none_own({ players }) : m.workshop_record_roles_said({ players, own: ownRoles }) });
		if (roles.length > 0)
			say({
				kind: 'table',
				caption: m.workshop_record_roles_caption(),
				head: [m.workshop_record_role(), m.workshop_record_players()],
				rows: roles.map((role) => [m.workshop_record_role_named(role), number.format(role.players)])
			});
		for (const role of roles) {
			const notes = [
				...(role.isAbsent ? [m.workshop_record_role_absent()] : []),
				...(role.hadLastWord ? [m.workshop_record_role_last_word()] : []),
				...(role.players === 0 ? [m.workshop_record_role_read_aloud()] : [])
			];
			if (notes.length > 0) say({ kind: 'paragraph', text: m.workshop_record_role_note({ role: m.workshop_record_role_named(role), note: notes.join(', ') }) });
		}
	}

	chapter('proposition', m.workshop_record_proposal(), 'proposal');
	const last = versions.at(-1);
	if (!last) say({ kind: 'paragraph', text: m.workshop_record_not_sealed() });
	else {
		if (changed) say({ kind: 'quote', text: changed, from: m.workshop_record_changed_by_landscape() });
		part(m.workshop_record_text_of({ version: `v${last.number}` }));
		say({
			kind: 'document',
			label: m.workshop_record_text_of({ version: `v${last.number}` }),
			parts: last.passages.map(({ kind, text }) => ({ kind: partKinds[kind], text: plain(text) }))
		});
		part(m.workshop_record_versions());
		say({
			kind: 'table',
			caption: m.workshop_record_versions_caption(),
			head: [m.workshop_record_version(), m.workshop_record_version_made_by(), ...(needs.length ? [m.workshop_record_version_needs()] : [])],
			rows: versionsTold(proposal).map(({ number: version, amendments: codes, lit }) => [
				`v${version}`,
				codes.length ? codes.join(', ') : m.workshop_record_version_draft(),
				...(needs.length ? [m.workshop_record_version_lit({ lit, needs: needs.length })] : [])
			]),
			about: versions.map(({ number: version }) => item(`v${version}`))
		});
		const hasReasons = needs.some(({ reason }) => reason !== '');
		if (needs.length > 0)
			say({
				kind: 'table',
				caption: m.workshop_record_needs_answered_caption(),
				head: [m.workshop_record_need(), m.workshop_record_need_since(), ...(hasReasons ? [m.workshop_record_need_reason()] : [])],
				rows: needs.map(({ text, litSince, reason }) => [text, litSince === null ? m.workshop_record_need_dark() : `v${litSince}`, ...(hasReasons ? [reason] : [])]),
				about: needs.map(({ text }) => need(text))
			});
	}

	if (questions.length > 0) {
		chapter('questions', m.workshop_record_questions(), 'proposal');
		const answered = questions.filter(({ state }) => state === 'answered');
		if (answered.length > 0) folded(m.record_fold_answered({ count: answered.length }), answered.length, () => say({ kind: 'facts', pairs: answered.map(({ text, answer }) => [text, answer || m.workshop_record_question_aloud()]) }));
		const others = [
			{ title: m.workshop_record_questions_parked(), told: questions.filter(({ state }) => state === 'parked').map(({ text }) => text) },
			{
				title: isOver ? m.workshop_record_questions_left() : m.workshop_record_question_waiting(),
				told: questions.filter(({ state }) => state === 'asked').map(({ text, share }) => m.workshop_record_question_share({ text, share: number.format(share) }))
			}
		];
		for (const { title, told } of others)
			if (told.length > 0) {
				part(title);
				say({ kind: 'list', items: told });
			}
	}

	if (last) {
		chapter('amendements', m.workshop_record_amendments(), 'amendments');
		if (amendments.length === 0) say({ kind: 'paragraph', text: m.workshop_record_amendments_none() });
		else {
			const fateOf = (one: RecordedAmendment) => fateInWords(one, isOver ? 'over' : 'under-way');
			say({
				kind: 'table',
				caption: m.workshop_record_amendments_caption(),
				head: [m.workshop_record_amendment(), m.workshop_record_role(), m.workshop_record_fate()],
				rows: amendments.map((one) => [one.code, roleName(one.role), fateOf(one)]),
				about: amendments.map(({ code }) => item(code))
			});
			const tellOne = (one: RecordedAmendment) => {
				part(m.workshop_record_amendment_title({ code: one.code, role: one.role?.name ?? m.amending_own_role() }), item(one.code));
				const fate = fateOf(one);
				say({
					kind: 'facts',
					pairs: [
						[m.workshop_record_aims_at(), one.aimsAt === null ? m.workshop_record_aims_at_whole() : plain(one.aimsAt)],
						[m.workshop_record_amendment_text(), asked(one)],
						[m.workshop_record_amendment_why(), one.reason],
						...(one.needs.length ? [[m.workshop_record_amendment_needs(), one.needs.join('\n')] as const] : []),
						[
							m.workshop_record_fate(),
							one.stateReason
								? m.workshop_record_fate_reason({ fate, reason: one.stateReason })
								: owesReason(one.state)
									? m.workshop_record_fate_reason_owed({ fate })
									: fate
						]
					]
				});
			};
			folded(m.record_fold_amendments({ count: amendments.length }), amendments.length, () => amendments.forEach(tellOne));
		}
	}
}

/** What the field said, and what the room said of it. */
function fieldBlocks({ materials }: RecordedField, { item }: Writing, number: Intl.NumberFormat): Block[] {
	const questions = materials.flatMap(({ code, questions: notes }) => notes.map((note) => m.field_record_question_on({ code, note })));
	return [
		{
			kind: 'table',
			caption: m.field_record_caption(),
			head: [m.field_record_material(), m.field_surprises(), m.field_confirms(), m.field_question()],
			rows: materials.map(({ code, title, counts }) => [m.field_record_named({ code, title }), ...reactions.map((reaction) => number.format(counts[reaction]))]),
			about: materials.map(({ code }) => item(code))
		},
		...(questions.length > 0 ? fold(m.record_fold_questions({ count: questions.length }), questions.length, [{ kind: 'heading', level: 3, text: m.field_record_questions() }, { kind: 'list', items: questions }]) : [])
	];
}

/** A scenario whole: of what it is made, what it lights, what is compared, what it costs. */
function scenarioBlocks({ code, name, idea, facts, modes, calendar, version, added, removed, needs, lit, dark, budget, weighed }: RecordedScenario, { item }: Writing, proposal: RecordedProposal | null): Block[] {
	const blocks: Block[] = [{ kind: 'heading', level: 3, text: m.workshop_record_scenario({ code, name }), about: item(code) }];
	if (idea) blocks.push({ kind: 'paragraph', text: idea });
	const named = (codes: readonly string[]) => codes.map((one) => `${one}, ${roleName(proposal?.amendments.find((amendment) => amendment.code === one)?.role ?? null)}`).join('\n');
	const pairs: (readonly [string, string])[] = [
		...(version === null ? [] : [[m.workshop_record_scenario_version(), m.amending_version({ version: `v${version}` })] as const]),
		...(added.length ? [[m.workshop_record_scenario_added(), named(added)] as const] : []),
		...(removed.length ? [[m.workshop_record_scenario_removed(), named(removed)] as const] : []),
		...(needs > 0 && version !== null ? [[m.scenarios_needs(), [m.scenarios_of({ done: lit, total: needs }), ...(dark.length ? [m.scenarios_dark({ needs: dark.join(', ') })] : [])].join('\n')] as const] : []),
		...facts,
		...(modes ? [[m.scenarios_modes(), modes] as const] : []),
		...(calendar ? [[m.scenarios_calendar(), calendar] as const] : []),
		...budget.map(({ label, low, high }) => [label, rangeInWords({ low, high })] as const),
		...(weighed ? [[m.scenarios_budget(), `${rangeInWords(weighed.sum)}\n${verdictInWords(weighed)}`] as const] : [])
	];
	return pairs.length ? [...blocks, ...fold(m.record_fold_scenario({ code }), pairs.length, [{ kind: 'facts', pairs }])] : blocks;
}

/** The matrix with its figures and their words, who watches over what, and where the room is furthest apart. */
function matrixBlocks(matrix: NonNullable<WorkshopRecord['matrix']>): Block[] {
	const codes = matrix.order.map(({ scenario }) => scenario).sort();
	const table = (caption: string, rows: readonly MatrixRow[], cell: (figure: number) => string, sum: (code: string) => string): Block => ({
		kind: 'table',
		caption,
		head: [m.workshop_record_matrix_line(), ...codes],
		rows: [...rows.map(({ name, means, isPrepared }) => [isPrepared ? `${name} (${m.matrix_of_team()})` : name, ...codes.map((code) => (means[code] === undefined ? '–' : cell(means[code])))]), [m.matrix_sum(), ...codes.map(sum)]]
	});
	const of = (code: string) => matrix.order.find(({ scenario }) => scenario === code);
	const measured = matrix.impacts.flatMap(({ name, indicator, base, target }) => (indicator || target ? [[name, [indicator, base && target ? m.matrix_from_to({ base, target }) : target].filter(Boolean).join(' · ')] as const] : []));
	const watched = matrix.risks.flatMap(({ name, holder, mitigation }) => (holder || mitigation ? [[name, [holder && m.matrix_held_by({ holder }), mitigation].filter(Boolean).join('\n')] as const] : []));
	const nameOf = (code: string) => matrix.impacts.find((row) => row.code === code)?.name ?? code;
	const gaps: readonly Block[] = [
		{ kind: 'heading', level: 3, text: m.matrix_gaps() },
		{ kind: 'list', items: matrix.gaps.map(({ line, scenario, lowest, highest, scores }) => `${m.matrix_gap({ line: nameOf(line), scenario })} ${m.matrix_gap_said({ lowest: signed(lowest), highest: signed(highest), count: scores })}`) }
	];
	return [
		table(m.matrix_impacts(), matrix.impacts, (figure) => `${signed(figure)} · ${impactInWords(figure)}`, (code) => signed(of(code)?.impacts ?? 0)),
		...fold(m.record_fold_measured({ count: measured.length }), measured.length, [{ kind: 'facts', pairs: measured }], 3),
		...(matrix.risks.length ? [table(m.matrix_risks(), matrix.risks, (figure) => `${plainFigure(figure)} · ${riskInWords(figure)}`, (code) => plainFigure(of(code)?.risks ?? 0))] : []),
		...fold(m.record_fold_watched({ count: watched.length }), watched.length, [{ kind: 'facts', pairs: watched }], 3),
		...fold(m.record_fold_gaps({ count: matrix.gaps.length }), matrix.gaps.length, gaps, 3)
	];
}

/** A round of consent: on what, how it ended, what each said, and every objection that may be told. `endings`: the words of that kind of gathering. */
export function consentBlocks(round: RecordedRound, { day, time, number }: { readonly day: (iso: string) => string; readonly time: (iso: string) => string; readonly number: Intl.NumberFormat }, endings = consentStates): Block[] {
	const blocks: Block[] = [];
	const say = (...more: Block[]) => blocks.push(...more);
	const paragraph = (text: string) => say({ kind: 'paragraph', text });
	const { scenario, objections, waiting, consented, objecting, silent, excused } = round;
	if (scenario) paragraph(scenario.standing === null ? m.publication_consent_on(scenario) : consentOn[scenario.standing](scenario));
	// a decision put off has the day to which it is, and no hour beside it
	paragraph(`${roundInWords(round, day, endings)}${round.endedAt && !round.postponedTo ? ` ${m.workshop_record_at_time({ time: time(round.endedAt) })}` : ''}`);
	say({
		kind: 'facts',
		pairs: [
			[m.workshop_record_consented(), number.format(consented)],
			[m.workshop_record_objecting(), number.format(objecting)],
			[m.workshop_record_silent(), number.format(silent)],
			...(excused ? [[m.workshop_record_excused(), number.format(excused)] as const] : [])
		]
	});
	if (waiting) paragraph(m.workshop_record_objections_waiting({ count: waiting }));
	else if (objections.length === 0) paragraph(round.state === 'running' ? m.choosing_consent_desk_no_objection() : m.workshop_record_no_objection());
	objections.forEach(({ author, risk, wouldLift, integration, state }, index) => {
		say({ kind: 'heading', level: 3, text: m.workshop_record_objection({ number: index + 1, state: objectionInWords(state, round) }) });
		say({ kind: 'quote', text: risk, from: author });
		say({ kind: 'facts', pairs: [[m.workshop_record_would_lift(), wouldLift], ...(integration ? [[m.workshop_record_integration(), integration] as const] : [])] });
	});
	if (round.answerDueOn) paragraph(m.workshop_record_answer_due({ day: day(round.answerDueOn) }));
	if (round.answer) say({ kind: 'quote', text: round.answer, from: m.workshop_record_capacity_elected_official() });
	return blocks;
}

/** How a round ended, or that it still runs; empty when none was opened. */
const roundInWords = ({ state, postponedTo }: RecordedRound, day: (iso: string) => string, endings = consentStates): string =>
	state === null ? '' : state === 'postponed' && postponedTo ? m.workshop_record_consent_postponed_to({ day: day(postponedTo) }) : endings[state]();

/** How a record says days, hours and figures, in the reader's language and the authority's zone. */
export function sayingsIn(timeZone: string) {
	const locale = getLocale();
	const day = (iso: string) =>
		sayDay(new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: iso.length === 10 ? 'UTC' : timeZone }).format(new Date(iso)));
	const dayAndTime = (iso: string) =>
		sayDay(new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(new Date(iso)));
	const time = (iso: string) =>
		new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(new Date(iso));
	const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
	return { day, dayAndTime, time, number };
}

/** Who was there, for those of the project. */
export function sayAttendance({ folded, say }: Writing, attendance: Circumstances['attendance']): void {
	folded(m.record_fold_people({ count: attendance.length }), attendance.length, () => say({
		kind: 'table',
		caption: m.workshop_record_attendance_caption(),
		head: [m.workshop_record_name(), m.workshop_record_capacity(), m.workshop_record_college()],
		rows: attendance.map(({ publicName, capacity, college, isOnPaper }) => [
			isOnPaper ? m.workshop_record_on_paper({ name: publicName }) : publicName,
			capacityNames[capacity]?.() ?? capacity,
			college ? (collegeNames[college]?.() ?? college) : m.workshop_record_no_college()
		])
	}));
}

/** What each step took; `titleOf`: of the registry of that kind of gathering. */
export function saySteps({ chapter, folded, say }: Writing, steps: Circumstances['steps'], titleOf: (step: string) => string): void {
	const minutes = new Intl.NumberFormat(getLocale());
	chapter('deroule', m.workshop_record_steps());
	folded(m.record_fold_steps({ count: steps.length }), steps.length, () => say({
		kind: 'table',
		caption: m.workshop_record_steps_caption(),
		head: [
			m.workshop_record_step(),
			m.workshop_record_planned(),
			m.workshop_record_spent(),
			m.workshop_record_state()
		],
		rows: steps.map(({ step, plannedMinutes, spentMinutes, state }) => [
			titleOf(step),
			`${minutes.format(plannedMinutes)} min`,
			`${minutes.format(spentMinutes)} min`,
			stepStates[state]()
		])
	}));
}

/** What a record says as a paper: named after its gathering, with where it comes from and how to check it. */
export function paperOf(record: Circumstances, blocks: readonly Block[], titled: (of: { readonly title: string }) => string): Paper {
	const { dayAndTime } = sayingsIn(record.authority.timeZone);
	return {
		language: getLocale(),
		title: record.gathering.isRehearsal ? m.rehearsal_record_title({ title: record.gathering.title.replace(/^Répétition\s*:\s*/u, '') }) : titled({ title: record.gathering.title }),
		subtitle: [record.authority.name, record.gathering.place, dayAndTime(record.gathering.startsAt)]
			.filter(Boolean)
			.join(' · '),
		blocks: record.gathering.isRehearsal ? [{ kind: 'quote', text: m.rehearsal_record_note() }, ...blocks] : blocks,
		contents: { title: m.record_contents(), top: m.record_top() },
		colophon: m.workshop_record_colophon({
			at: dayAndTime(record.writtenAt),
			count: record.journal.count,
			head: record.journal.head
		})
	};
}

/** The paper of a record. `told`: the sections that are made public; all of it, for those of the project, without. What is made public comes from `publicRecord`. */
export function recordPaper(record: WorkshopRecord, told?: ReadonlySet<PublicSection>): Paper {
	const { day, dayAndTime, time, number } = sayingsIn(record.authority.timeZone);
	const writing = new Writing(told, told ? [] : itemsOf(record));
	const { blocks, say, begin, chapter, part, paragraph, folded, tells, isPublic, item, need } = writing;

	if (record.project.summary) paragraph(record.project.summary);

	begin(m.record_chosen());
	chapter('essentiel', m.workshop_record_essential(), 'always');
	const first = record.vote.result?.ranking?.filter(({ rank }) => rank === 1) ?? [];
	const { consent, closing, vote, canvas } = record;
	const consentState = roundInWords(consent, day) || (record.gathering.closedAt ? m.choosing_closing_consent_not_asked() : m.workshop_record_not_yet());
	const inShort = proposalInShort(record.proposal);
	const named = ({ code, name, grade }: (typeof first)[number]) => m.workshop_record_first_of({ code, name, grade: vote.grades[grade] ?? '' });
	const inOrder = (one: (typeof first)[number]) => m.record_ranked({ rank: one.rank, scenario: named(one) });
	const firstInWords = first.length
		? first.map(named).join(', ')
		: vote.result
			? m.workshop_record_not_published()
			: m.workshop_record_not_yet();
	const order = vote.result?.ranking ?? [];
	const strategy = record.sketch?.lines ?? [];
	say({
		kind: 'facts',
		pairs: [
			...(tells('consent') ? [[m.workshop_record_consent(), consentState] as const] : []),
			...(tells('vote') ? [[order.length > 1 ? m.record_order() : m.workshop_record_first(), order.length > 1 ? order.map(inOrder).join('\n') : firstInWords] as const] : []),
			...(vote.result?.sentence && tells('vote') ? [[m.record_sentence(), vote.result.sentence] as const] : []),
			...(strategy.length > 0 && tells('sketch') ? [[m.strategy_record(), strategy.map(({ code, mode, object }) => m.replay_line({ code, mode: modeName[mode](), object })).join('\n')] as const] : []),
			[
				m.workshop_record_passed_to(),
				closing.body && closing.bodyOn
					? m.workshop_record_body_on({ body: closing.body, day: day(closing.bodyOn) })
					: m.workshop_record_not_yet()
			],
			...(inShort && tells('proposal') ? [[m.workshop_record_proposal_in_short(), inShort] as const] : []),
			...(tells('attendance') ? [[m.workshop_record_present(), number.format(record.attendance.length)] as const] : [])
		]
	});
	paragraph(m.workshop_record_is_proposal());

	chapter('vote', m.workshop_record_vote(), 'vote');
	const { result } = vote;
	if (!result) {
		if (vote.stage === 'open') paragraph(m.workshop_record_vote_open({ voted: vote.voted, onRoll: vote.onRoll }));
	} else {
		paragraph(m.workshop_record_vote_turnout({ voted: vote.voted, onRoll: vote.onRoll }));
		if (result.hidden) paragraph(whyHidden[result.hidden]());
		if (result.ranking)
			say({
				kind: 'table',
				caption: m.workshop_record_ranking_caption(),
				head: [m.workshop_record_scenario_column(), m.workshop_record_rank(), m.workshop_record_grade()],
				rows: result.ranking.map(({ code, name, rank, grade }) => [
					m.workshop_record_scenario({ code, name }),
					number.format(rank),
					vote.grades[grade] ?? ''
				]),
				about: result.ranking.map(({ code }) => item(code))
			});
		if (result.matrix) {
			part(m.workshop_record_matrix());
			say({
				kind: 'table',
				caption: m.workshop_record_matrix_caption(),
				head: [
					m.workshop_record_scenario_column(),
					m.workshop_record_impacts(),
					m.workshop_record_risks(),
					m.workshop_record_rank()
				],
				rows: result.matrix.order.map(({ scenario, impacts, risks, rank }) => [
					scenario,
					number.format(impacts),
					number.format(risks),
					number.format(rank)
				])
			});
			for (const { matrixFirst, voteFirst } of result.disagreements)
				paragraph(m.workshop_record_disagreement({ matrixFirst, voteFirst }));
			if (result.ranking && result.disagreements.length === 0) paragraph(m.workshop_record_agreement());
			if (result.sentence) say({ kind: 'quote', text: result.sentence, from: m.workshop_record_room_says() });
		}
		const profile = (caption: string, counts: Readonly<Record<string, readonly number[]>> | null) => {
			if (counts)
				say({
					kind: 'table',
					caption,
					head: [m.workshop_record_scenario_column(), ...vote.grades],
					rows: result.options.map(({ code, name }) => [
						m.workshop_record_scenario({ code, name }),
						...(counts[code] ?? []).map((count) => number.format(count))
					])
				});
		};
		profile(m.workshop_record_profile_total(), result.counts);
		if (isPublic && result.ballots > 0 && result.colleges.length === 0) paragraph(m.publication_colleges_hidden());
		folded(m.record_fold_colleges(), result.colleges.length + result.named.length, () => {
			for (const { college, ballots, counts } of result.colleges)
				profile(
					m.workshop_record_profile_college({ college: collegeNames[college]?.() ?? college, ballots }),
					counts
				);
			if (result.named.length > 0)
				say({
					kind: 'table',
					caption: m.workshop_record_named_caption(),
					head: [m.workshop_record_name(), ...record.scenarios.map(({ code }) => code)],
					rows: result.named.map(({ publicName, choices }) => [
						publicName,
						...record.scenarios.map(({ code }) => vote.grades[choices[code] ?? -1] ?? '')
					])
				});
		}, 0);
	}

	chapter('consentement', m.workshop_record_consent(), 'consent');
	if (consent.state !== null) say(...consentBlocks(consent, { day, time, number }));
	for (const earlier of consent.earlier) {
		part(m.workshop_record_consent_earlier({ code: earlier.scenario?.code ?? '' }));
		say(...consentBlocks(earlier, { day, time, number }));
	}

	if (record.sketch) {
		const { lines, orphans, isFrozen, scenario } = record.sketch;
		chapter('strategie', m.strategy_record(), 'sketch');
		if (scenario && tells('scenarios')) paragraph(m.record_sketch_from(scenario));
		paragraph(isFrozen ? m.strategy_record_frozen() : m.strategy_record_open());
		const tellLine = ({ code, mode, object, actors, season, money, needs, impacts }: (typeof lines)[number]) => {
			part(m.strategy_suggest_line({ code, object }), item(code));
			const pairs: readonly (readonly [string, string])[] = [
				[m.strategy_record_mode(), modeName[mode]()],
				[m.strategy_record_with(), actors],
				[m.strategy_record_when(), season ? seasonInWords(season) : ''],
				[m.strategy_record_money(), moneyInWords(money)],
				[m.strategy_record_serves(), [...needs, ...impacts].join(' · ')]
			];
			say({ kind: 'facts', pairs: pairs.filter(([, value]) => value !== '') });
		};
		folded(m.record_fold_lines({ count: lines.length }), lines.length, () => lines.forEach(tellLine), 6);
		const left = [...orphans.needs, ...orphans.impacts];
		if (left.length > 0) paragraph(m.strategy_record_orphans({ what: left.join(' · ') }));
	}

	chapter('suite', m.workshop_record_next(), 'always');
	if (closing.dates.length > 0) say({ kind: 'facts', pairs: closing.dates.map(({ on, what }) => [day(on), what]) });
	if (closing.usefulness && tells('words'))
		paragraph(m.workshop_record_usefulness({ mean: number.format(mean(closing.usefulness)) }));
	if (closing.words.length && tells('words')) paragraph(m.workshop_record_words({ words: closing.words.join(', ') }));
	if (closing.jurorMinutes !== null && !isPublic)
		paragraph(m.workshop_record_juror_hours({ hours: number.format(closing.jurorMinutes / 60) }));

	begin(m.record_path());
	if (record.field) {
		chapter('terrain', m.field_record());
		say(...fieldBlocks(record.field, writing, number));
	}

	chapter('paysage', m.workshop_record_landscape(), 'landscape');
	const isWriting = record.steps.some(({ step, state }) => step.startsWith('landscape-') && (state === 'now' || state === 'done'));
	if (!record.landscape.isRevealed && isWriting) paragraph(m.workshop_record_landscape_hidden());
	const strongest = strongestNeeds(record.landscape.zones);
	if (strongest.length > 0) {
		part(m.workshop_record_strongest());
		say({
			kind: 'table',
			caption: m.workshop_record_strongest_caption(),
			head: [m.workshop_record_need(), m.workshop_record_dots()],
			rows: strongest.map(({ text, dots }) => [text, number.format(dots)]),
			about: strongest.map(({ text }) => need(text))
		});
	}
	if (record.landscape.isRevealed)
		for (const { zone, groups } of record.landscape.zones) {
			const count = groups.reduce((sum, group) => sum + group.cards.length, 0);
			part(zoneNames[zone]());
			if (count === 0) paragraph(m.workshop_record_zone_empty());
			const tellGroup = (group: (typeof groups)[number]) => {
				if (group.title) part(group.dots ? m.workshop_record_group_dots({ title: group.title, dots: group.dots }) : group.title, group.id ? item(group.id) : undefined);
				say({
					kind: 'list',
					items: group.cards.map(({ text: words, dots, sources }) => {
						const text = sources ? m.field_record_card_from({ text: words, sources: sourcesInWords(sources, record.cited) }) : words;
						return dots ? m.workshop_record_card_dots({ text, dots }) : text;
					}),
					about: group.cards.map(({ id }) => item(id))
				});
			};
			folded(m.record_fold_cards({ count }), count, () => groups.forEach(tellGroup));
		}

	if (record.proposal) writeProposal(writing, record.proposal, { isOver: record.gathering.closedAt !== null, number });

	if (record.scenarios.length > 0) {
		chapter('scenarios', m.workshop_record_scenarios(), 'scenarios');
		if (record.budgetTotal) paragraph(m.scenarios_total_said({ range: rangeInWords(record.budgetTotal) }));
		for (const scenario of record.scenarios) say(...scenarioBlocks(tells('amendments') ? scenario : { ...scenario, added: [], removed: [] }, writing, record.proposal));
	}
	if (record.matrix) {
		chapter('matrice', m.workshop_step_matrix(), 'matrix');
		say(...matrixBlocks(record.matrix));
	}

	if (record.handedBack.back > 0) {
		chapter('phrases', m.choosing_roles_said(), 'words');
		paragraph(m.workshop_record_cards_back({ back: number.format(record.handedBack.back), cards: number.format(record.handedBack.cards) }));
		const { sentences } = record.handedBack;
		folded(m.record_fold_sentences({ count: sentences.length }), sentences.length, () => sentences.forEach(({ role, sentence }) => say({ kind: 'quote', text: sentence, from: m.workshop_record_role_named(role) })));
	}

	if (canvas.counts.know + canvas.counts.ask > 0) {
		chapter('canevas', m.sourcing_record_title(), 'canvas');
		if (canvas.notes.length === 0) paragraph(m.sourcing_record_counts({ know: number.format(canvas.counts.know), ask: number.format(canvas.counts.ask) }));
		const sorted = [...chapters.map((one) => ({ title: chapterNames[one](), notes: canvas.notes.filter(({ chapter: of }) => of === one) })), { title: m.sourcing_unsorted_title(), notes: canvas.notes.filter(({ chapter: of }) => of === null) }];
		for (const { title, notes } of sorted)
			if (notes.length > 0) {
				part(title);
				folded(m.record_fold_notes({ count: notes.length }), notes.length, () => say({ kind: 'list', items: notes.map(({ text, isToAsk }) => (isToAsk ? m.sourcing_record_to_ask({ text }) : text)) }));
			}
	}

	if (closing.postcards.length) {
		chapter('cartes-postales', closing.year === null ? m.choosing_postcards_title() : m.choosing_postcards_to({ year: closing.year }), 'words');
		folded(m.record_fold_postcards({ count: closing.postcards.length }), closing.postcards.length, () => closing.postcards.forEach((text) => say({ kind: 'quote', text })));
	}

	chapter('presences', m.workshop_record_attendance(), 'attendance');
	if (isPublic)
		say({
			kind: 'table',
			caption: m.workshop_record_attendance_caption(),
			head: [m.workshop_record_capacity(), m.workshop_record_number()],
			rows: [...Map.groupBy(record.attendance, ({ capacity }) => capacity)].map(([capacity, people]) => [capacityNames[capacity]?.() ?? capacity, number.format(people.length)])
		});
	else sayAttendance(writing, record.attendance);

	saySteps(writing, record.steps, stepTitle);

	return paperOf(record, writing.blocks, m.workshop_record_title);
}

/** The mean of answers from 1 to 5, by how many gave each. */
export const mean = (counts: readonly number[]): number => {
	const answers = counts.reduce((sum, count) => sum + count, 0);
	return counts.reduce((sum, count, index) => sum + count * (index + 1), 0) / (answers || 1);
};
