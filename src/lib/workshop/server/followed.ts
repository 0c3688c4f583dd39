// Reads what has moved behind what one person wrote: the lines and milestones that came of their cards and of their annotations.
import * as annotations from '../../annotations/server/annotations.ts';
import * as elements from '../../cockpit/server/elements.ts';
import * as histories from '../../cockpit/server/histories.ts';
import * as openElements from '../../cockpit/server/openElements.ts';
import type { ElementId, MembershipId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import * as seats from '../../gatherings/server/seats.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as privateCards from './privateCards.ts';

const toldDays = 90;
const most = 12;

/** As everybody may read it (CO152); null where nothing that was adopted came of what they wrote. */
export async function ofMembership(query: Query, place: annotations.Place, membershipId: MembershipId, at: Date) {
	const { authorityId, projectId } = place;
	const today = await authorities.dayOf(query, authorityId, at);
	const open = await openElements.read(query, place, 'public', today);
	if (open.length === 0) return null;
	const seated = (await seats.ofMembership(query, membershipId)).filter(({ state }) => state === 'admitted');
	const cards = new Set<string>(
		await privateCards.cardsOf(
			query,
			seated.map(({ id }) => id)
		)
	);
	const all = await elements.ofProject(query, place, today);
	const needs = new Set<string>(all.flatMap(({ id, origin }) => (origin?.what === 'card' && cards.has(origin.card) ? [id] : [])));
	const own = await annotations.ofAuthor(query, { authorityId, projectId, membershipId }, at);
	const annotated = new Set(own.flatMap(({ thing, withdrawnAt }) => (thing.what === 'element' && !withdrawnAt ? [thing.element] : [])));
	const lines = new Set<string>(
		elements
			.ofKind(all, 'line')
			.filter(({ id, values }) => annotated.has(id) || values.needs.some((need) => needs.has(need)))
			.map(({ id }) => id)
	);
	const among: readonly ElementId[] = open.filter(({ id, parentId }) => lines.has(id) || annotated.has(id) || (parentId !== null && lines.has(parentId))).map(({ id }) => id);
	if (among.length === 0) return null;
	const { changes, labels } = await histories.tell(query, place, 'public', { among, since: new Date(at.getTime() - toldDays * 86_400_000), most });
	// who wrote it is the team's own matter
	return { changes: changes.map(({ who: _, ...one }) => one), labels };
}
