import { database } from '#lib/db/server/database.ts';
import { requireReader } from '#lib/gatherings/server/readers.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import { goneSince } from '#lib/workshop/rules/contributions.ts';
import { readProposal } from '#lib/workshop/server/recordProposal.ts';
import type { PageServerLoad } from './$types';

/** A version's number as the address gives it; the nearest that there is. */
const asked = (word: string | null, usual: number, last: number): number => {
	const number = word !== null && /^\d{1,4}$/.test(word) ? Number(word) : usual;
	return Math.min(number, last);
};

export const load: PageServerLoad = async (event) => {
	const { gatheringId, reading } = await requireReader(event, event.params.gathering, 'workshop');
	const query = await database();
	const proposal = await readProposal(query, gatheringId);
	const last = proposal?.versions.at(-1);
	const { searchParams } = event.url;
	const [from, to] = [asked(searchParams.get('de'), 0, last?.number ?? 0), asked(searchParams.get('a'), last?.number ?? 0, last?.number ?? 0)];
	const { title, closedAt } = await gatherings.read(query, gatheringId);
	return {
		gatheringId,
		reading,
		title,
		life: closedAt ? ('over' as const) : ('under-way' as const),
		compared: last
			? {
					proposal: proposal!,
					from,
					to,
					/** amendment → the version, of the two or between them, since which its words are not read any more */
					gone: goneSince(
						proposal!.versions.filter(({ number }) => number <= Math.max(from, to)),
						proposal!.amendments
					),
					view: searchParams.get('vue') === 'cote' ? ('beside' as const) : ('inline' as const)
				}
			: null
	};
};
