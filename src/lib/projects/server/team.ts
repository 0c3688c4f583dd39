// What the page of a project shows of its team: names, capacities, rights and mandates, and who lent whom until when (PRO-4).
import type { MembershipId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { standing } from '../../people/rules/may.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as persons from '../../people/server/persons.ts';
import type { Capacity } from '../rules/capacities.ts';
import type { Permission } from '../rules/permissions.ts';
import * as invitations from './invitations.ts';
import * as memberships from './memberships.ts';
import type { Project } from './projects.ts';

export interface TeamMate {
	readonly membershipId: MembershipId;
	readonly name: string;
	readonly publicName: string;
	readonly capacity: Capacity;
	readonly permissions: readonly Permission[];
	readonly startsAt: Date;
	readonly endsAt: Date | null;
	readonly state: ReturnType<typeof standing>;
	readonly lentBy: string | null;
	readonly grantedBy: string | null;
	/** invited, and no account has come yet */
	readonly isAwaited: boolean;
}

/** Jurors are counted and shown by their public name alone: nobody's civil name leaves the jury's own pages. */
export async function ofProject(
	query: Query,
	project: Project,
	at: Date
): Promise<{ team: TeamMate[]; jury: { membershipId: MembershipId; publicName: string }[] }> {
	const all = await memberships.ofProject(query, project);
	const staff = all.filter(({ capacity }) => capacity !== 'juror');
	const names = await persons.read(
		query,
		staff.map(({ personId }) => personId)
	);
	const invited = await invitations.waiting(query, project.authorityId);
	const granters = new Map<string, string>();
	for (const { mandate } of staff)
		if (mandate && !granters.has(mandate.grantedBy))
			granters.set(mandate.grantedBy, (await accounts.read(query, mandate.grantedBy))?.name ?? '');
	return {
		team: staff.map((facts) => ({
			membershipId: facts.membershipId,
			name: names.get(facts.personId)!.name,
			publicName: facts.publicName,
			capacity: facts.capacity,
			permissions: facts.permissions,
			startsAt: facts.startsAt,
			endsAt: facts.endsAt,
			state: standing(facts, at),
			lentBy: facts.mandate?.lentBy ?? null,
			grantedBy: facts.mandate ? granters.get(facts.mandate.grantedBy) || null : null,
			isAwaited: facts.accountId === null && invited.has(facts.membershipId)
		})),
		jury: all
			.filter((facts) => facts.capacity === 'juror' && standing(facts, at) === 'stands')
			.map(({ membershipId, publicName }) => ({ membershipId, publicName }))
	};
}
