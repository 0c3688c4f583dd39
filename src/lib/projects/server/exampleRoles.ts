// Leads whoever visits the example from one place of its team to another: the only way to an account without its password, and to no account but the example's.
import type { Query, Tx } from '../../db/server/database.ts';
import { accepted, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { AccountFacts } from '../../people/rules/accounts.ts';
import { standing } from '../../people/rules/may.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as persons from '../../people/server/persons.ts';
import type { Capacity } from '../rules/capacities.ts';
import { exampleRoles, placeToVisit, type ExampleRefusal, type ExampleRole, type ExampleVisit } from '../rules/exampleRoles.ts';
import * as memberships from './memberships.ts';
import * as projects from './projects.ts';

type OfProject = Pick<projects.Project, 'authorityId' | 'projectId'>;

async function visitOf(query: Query, account: AccountFacts, { authorityId, projectId }: OfProject): Promise<ExampleVisit> {
	const isOfExample = (await authorities.read(query, authorityId))?.isExample ?? false;
	const isExample = isOfExample && !(await projects.holdsRehearsal(query, projectId));
	const ofExample = new Set<string>(isExample ? (await accounts.ofExample(query)).map(({ accountId }) => accountId) : []);
	return { isExample, ofExample, accountId: account.accountId };
}

/** From where the example may be seen, by an account; undefined anywhere but in the example. */
export async function offered(query: Query, account: AccountFacts, project: OfProject, at: Date): Promise<{ readonly roles: readonly ExampleRole[]; readonly current: readonly Capacity[] } | undefined> {
	const visit = await visitOf(query, account, project);
	if (!visit.isExample) return undefined;
	const places = await memberships.ofProject(query, project);
	const roles = exampleRoles.filter((role) => placeToVisit(visit, places, role, at).accepted);
	if (roles.length === 0) return undefined;
	const own = places.filter((one) => one.accountId === account.accountId && standing(one, at) === 'stands');
	return { roles, current: own.map(({ capacity }) => capacity) };
}

/** The account of a place of the example, made at the first visit. */
export async function enter(tx: Tx, account: AccountFacts, project: OfProject, role: ExampleRole, at: Date): Promise<Outcome<AccountFacts, ExampleRefusal>> {
	const visit = await visitOf(tx, account, project);
	const find = async () => placeToVisit(visit, await memberships.ofProject(tx, project), role, at);
	const sought = await find();
	if (!sought.accepted) return sought;
	await memberships.lock(tx, sought.value.membershipId);
	const place = await find();
	if (!place.accepted) return place;
	const { accountId, personId, membershipId } = place.value;
	if (accountId !== null) return accepted((await accounts.read(tx, accountId))!);
	const { name } = (await persons.read(tx, [personId])).get(personId)!;
	const made = await accounts.create(tx, { authorityId: project.authorityId, name, email: `place-${membershipId}@exemple.invalid`, passwordHash: null }, at);
	if (!made.accepted) throw new Error(`the account of the example was refused: ${made.reason}`);
	await persons.give(tx, personId, made.value.accountId);
	return made;
}
