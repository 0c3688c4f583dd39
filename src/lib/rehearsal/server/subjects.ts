// Reads what a rehearsal is about from what its sandbox holds. Writes nothing.
import type { Query } from '../../db/server/database.ts';
import type { Gathering } from '../../gatherings/server/gatherings.ts';
import * as casting from '../../workshop/server/casting.ts';
import * as matrices from '../../workshop/server/matrices.ts';
import * as proposals from '../../workshop/server/proposals.ts';
import * as scenarios from '../../workshop/server/scenarios.ts';
import { subjectOf, type Subject } from '../rules/subject.ts';

export async function read(query: Query, gathering: Gathering): Promise<Subject> {
	const place = { authorityId: gathering.authorityId, projectId: gathering.projectId, gatheringId: gathering.id };
	const { draftBoardId } = await proposals.read(query, place);
	const { passages } = await proposals.readDraft(query, draftBoardId);
	const lines = await matrices.linesOf(query, place);
	const namesOf = (kind: 'impact' | 'risk') => lines.filter((line) => line.kind === kind).map(({ name }) => name);
	return subjectOf({
		draft: passages.filter(({ kind }) => kind === 'paragraph' || kind === 'item').map(({ text }) => text),
		impacts: namesOf('impact'),
		risks: namesOf('risk'),
		// an absent voice is nobody whom one could meet
		roles: (await casting.deckOf(query, place)).filter(({ isAbsent }) => !isAbsent).map(({ name }) => name),
		scenarios: (await scenarios.list(query, place)).map(({ name }) => name)
	});
}
