// Reads what a juror sees at home: what is next, what they have to declare, their hours and their accounts.
import type { Query } from '../../db/server/database.ts';
import { minutesOf } from '../../gatherings/rules/agenda.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as authorities from '../../people/server/authorities.ts';
import type { MembershipFacts } from '../../projects/rules/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import type { Meeting } from '../rules/calendar.ts';
import { stageOf } from '../rules/declarations.ts';
import { isTrained, nextLesson, opens } from '../rules/training.ts';
import type { RoomToCome } from '../rules/waiting.ts';
import { heldOf } from '../rules/wishes.ts';
import * as choices from './choice.ts';
import * as grid from './choiceGrid.ts';
import { progressOf } from './choiceRoom.ts';
import * as declarations from './declarations.ts';
import type { Place } from './juries.ts';
import * as ledger from './ledger.ts';
import * as members from './members.ts';
import * as money from './money.ts';
import { doneBy } from './training.ts';
import * as wishes from './wishes.ts';

/** A date to come, or a room that is open now. */
export interface NextMeeting extends Meeting {
	readonly isOpen: boolean;
}

/** What is planned in a project and not over, the next one first. */
export async function meetingsOf(query: Query, place: Place): Promise<readonly NextMeeting[]> {
	return (await gatherings.ofProject(query, place))
		.filter(({ closedAt, isRehearsal }) => !closedAt && !isRehearsal)
		.map(({ id, title, place: where, startsAt, agenda, openedAt }) => ({ id, title, place: where, startsAt, minutes: minutesOf(agenda.steps), isOpen: openedAt !== null }))
		.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** A stage on which the juror says a word: what was said, or nothing yet. */
export interface ToDeclare extends declarations.About {
	/** of the session, where the stage has several */
	readonly title: string | null;
	readonly held: declarations.Held | null;
}

/** The stages of this jury: the start, the choice of a candidate where the authority lets jurors observe, each session of the clause. */
async function stagesOf(query: Query, juror: MembershipFacts, held: readonly declarations.Held[]): Promise<readonly ToDeclare[]> {
	const jury = await members.juryOf(query, juror);
	const sessions = (await gatherings.ofProject(query, juror)).filter(({ kind, closedAt }) => stageOf(kind) === 'evolutivity' && !closedAt);
	const of = (about: declarations.About, title: string | null = null): ToDeclare => ({ ...about, title, held: held.find((one) => one.stage === about.stage && one.gatheringId === about.gatheringId) ?? null });
	return [
		of({ stage: 'start', gatheringId: null }),
		...(jury.observesCandidates ? [of({ stage: 'candidates', gatheringId: null })] : []),
		...sessions.map(({ id, title }) => of({ stage: 'evolutivity', gatheringId: id }, title))
	];
}

/** Where a juror stands in the training and at the gate. */
export async function pathOf(query: Query, juror: MembershipFacts) {
	const { membershipId } = juror;
	const [isOfPanel, done, held] = [(await members.ofPanel(query, [membershipId])).has(membershipId), (await doneBy(query, [membershipId])).get(membershipId) ?? [], (await declarations.ofMembers(query, [membershipId])).get(membershipId) ?? []];
	const gate = opens({ isOfPanel, done, standing: declarations.standingOf(held, { stage: 'start', gatheringId: null }) });
	return { isOfPanel, done, isTrained: isTrained(done), nextLesson: nextLesson(done) ?? null, stages: await stagesOf(query, juror, held), gate: gate.accepted ? null : gate.reason };
}

/** What a juror has to read, to say or to look at of the choice of a candidate; null where there is nothing. */
export async function choiceOf(query: Query, juror: MembershipFacts, stages: readonly ToDeclare[], at: Date): Promise<{ readonly questions: number; readonly room: RoomToCome | null } | null> {
	const { choice, phase } = await choices.ofProject(query, juror, at);
	const questions = await grid.ofJuror(query, juror, juror.membershipId);
	if (phase === 'off' && !choice?.synthesis && questions.length === 0) return null;
	const held = stages.find(({ stage }) => stage === 'candidates')?.held;
	const room = choice && phase !== 'off' && {
		phase,
		standing: held && held.signedAt >= choice.switchedOnAt ? held.standing : ('to-declare' as const),
		unfinished: [...(await progressOf(query, juror.membershipId, choice)).values()].filter((one) => one !== 'finished').length,
		opensAt: choice.opensAt,
		closesAt: choice.closesAt
	};
	return { questions: questions.filter(({ said }) => !said).length, room: room || null };
}

/** Around each page of a juror. */
export async function frameOf(query: Query, juror: MembershipFacts) {
	const project = (await projects.read(query, juror.projectId))!;
	const authority = await authorities.read(query, juror.authorityId);
	return { projectId: juror.projectId, title: project.title, summary: project.summary, publicName: juror.publicName, authority: authority?.name ?? '', zone: authority?.timeZone ?? 'Europe/Paris' };
}

/** Hours, money, and what was wished: a juror's own. */
export async function ownOf(query: Query, juror: MembershipFacts) {
	const jury = await members.juryOf(query, juror);
	const account = await money.ofJuror(query, juror, juror.membershipId);
	return {
		account: account ?? null,
		jury: { allowance: jury.cost.allowance, deliberation: jury.deliberation },
		wished: (await wishes.ofMembers(query, [juror.membershipId])).get(juror.membershipId) ?? heldOf([])
	};
}

/** What the certificate of one juror says: their real name, never the tree (JU85); null where the name is not known any more. */
export async function certificateOf(query: Query, place: Place, membershipId: MembershipFacts['membershipId']) {
	const account = await money.ofJuror(query, place, membershipId);
	const hours = (await ledger.ofProject(query, place)).find((one) => one.membershipId === membershipId);
	if (!account || !hours) return undefined;
	const project = (await projects.read(query, place.projectId))!;
	const authority = await authorities.read(query, place.authorityId);
	return {
		name: account.realName,
		project: project.title,
		authority: authority?.name ?? '',
		zone: authority?.timeZone ?? 'Europe/Paris',
		minutes: account.minutes,
		halfDays: account.balance.halfDays,
		lines: hours.lines.filter(({ minutes }) => minutes > 0).map(({ what, at, minutes }) => ({ what, at, minutes }))
	};
}
