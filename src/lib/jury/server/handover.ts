// Reads what a juror who comes in finds of the jury itself: its seats, its quorum, the words of those who came before (JU107).
import type { Query } from '../../db/server/database.ts';
import type { MembershipFacts } from '../../projects/rules/memberships.ts';
import * as farewells from './farewells.ts';
import * as juries from './juries.ts';
import * as members from './members.ts';

/** What is public of it: also before the training. */
export async function plainOf(query: Query, juror: MembershipFacts, at: Date) {
	const jury = await juries.ofProject(query, juror);
	const jurors = await members.ofProject(query, juror, at);
	return {
		sitting: jurors.length,
		jury: jury ? { seats: jury.rollSeats + jury.volunteerSeats, quorum: jury.quorum, slug: jury.announcedAt ? jury.slug : null } : null
	};
}

/** The words that were left, and the juror's own apart (JU108). */
export async function wordsOf(query: Query, juror: MembershipFacts) {
	const all = await farewells.ofProject(query, juror);
	return { left: all.filter(({ membershipId }) => membershipId !== juror.membershipId).map(({ publicName, words }) => ({ publicName, words })), own: all.find(({ membershipId }) => membershipId === juror.membershipId)?.words ?? '' };
}
