// Reads what the workshops of a project came to and what its team answered, in a few lines: for a juror who comes in during the life of the project (JU107).
import type { AnnotationKind, AnswerOutcome } from '../../annotations/rules/kinds.ts';
import * as annotations from '../../annotations/server/annotations.ts';
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as juryHandover from '../../jury/server/handover.ts';
import * as home from '../../jury/server/home.ts';
import type { MembershipFacts } from '../../projects/rules/memberships.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { roundRead, type RecordedRound } from '../rules/record.ts';
import * as annotating from './annotating.ts';
import * as consents from './consents.ts';
import * as publications from './publications.ts';
import { readProposal } from './recordProposal.ts';
import * as votes from './votes.ts';

const answersTold = 12;

export interface StagePassed {
	readonly gatheringId: GatheringId;
	readonly title: string;
	readonly on: Date;
	/** the last sealed version of the proposal; null where nothing was sealed */
	readonly version: number | null;
	/** amendments that came into it */
	readonly taken: number;
	/** names of the scenarios that came first */
	readonly first: readonly string[];
	readonly consent: Pick<RecordedRound, 'state' | 'scenario'>;
	/** lines of the strategy, once the jurors are shown it */
	readonly strategyLines: number;
	/** where its published record is read */
	readonly slug: string | null;
}

/** Of the workshops that are over, the first one first. */
async function stagesOf(query: Query, place: annotations.Place): Promise<readonly StagePassed[]> {
	const { authorityId, projectId } = place;
	const over = (await gatherings.ofProject(query, { authorityId, projectId })).filter(({ closedAt, isRehearsal }) => closedAt && !isRehearsal);
	const shown = new Map((await annotating.openIn(query, place)).map((one) => [one.gatheringId, one.strategy.length]));
	const told = await Promise.all(
		over.map(async ({ id, title, startsAt }): Promise<StagePassed> => {
			const here = { authorityId, gatheringId: id };
			const [proposal, vote, consent, publication] = [await readProposal(query, id), await votes.readVote(query, here), await consents.readConsent(query, here), await publications.read(query, here)];
			const ranking = vote.result?.ranking ?? null;
			const { state, scenario } = roundRead(consent, ranking, 'over');
			return {
				gatheringId: id,
				title,
				on: startsAt,
				version: proposal?.versions.at(-1)?.number ?? null,
				taken: proposal?.amendments.filter(({ resultingVersion }) => resultingVersion !== null).length ?? 0,
				first: ranking?.filter(({ rank }) => rank === 1).map(({ name }) => name) ?? [],
				consent: { state, scenario },
				strategyLines: shown.get(id) ?? 0,
				slug: publication && !publication.withdrawnAt ? publication.slug : null
			};
		})
	);
	return told.sort((a, b) => a.on.getTime() - b.on.getTime());
}

export interface Answered {
	readonly id: string;
	/** the tree of whoever wrote it */
	readonly publicName: string;
	readonly kind: AnnotationKind;
	readonly words: string;
	readonly outcome: AnswerOutcome | null;
	readonly answer: string;
}

/** What the jury wrote and the team answered, the latest answers first. */
async function answersOf(query: Query, place: annotations.Place, at: Date): Promise<readonly Answered[]> {
	const answered = (await annotations.ofProject(query, place, at)).flatMap((one) => {
		const last = one.answers.findLast(({ said }) => said === 'answer');
		return last ? [{ ...one, last }] : [];
	});
	const told = answered.sort((a, b) => b.last.at.getTime() - a.last.at.getTime()).slice(0, answersTold);
	const names = await memberships.readMany(
		query,
		told.map(({ membershipId }) => membershipId)
	);
	return told.map(({ id, membershipId, kind, words, last }) => ({ id, publicName: names.get(membershipId)?.publicName ?? '', kind, words, outcome: last.outcome, answer: last.words }));
}

/** What is not public of a jury's work, and the words that were left: null before the training and the declaration, when nothing of the project opens (JU72, JU107). */
export async function toldTo(query: Query, juror: MembershipFacts, at: Date) {
	if ((await home.pathOf(query, juror)).gate !== null) return null;
	return { stages: await stagesOf(query, juror), answers: await answersOf(query, juror, at), words: (await juryHandover.wordsOf(query, juror)).left };
}
