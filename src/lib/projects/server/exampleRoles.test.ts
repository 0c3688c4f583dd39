import { expect, test } from 'vitest';
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import type { AuthorityId } from '../../db/rules/ids.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as exampleRoles from './exampleRoles.ts';
import * as memberships from './memberships.ts';
import * as projects from './projects.ts';

const at = new Date('2027-01-02T09:00:00Z');
const must = <Value>(outcome: { accepted: true; value: Value } | { accepted: false; reason: string }): Value => {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
};
const anAccount = async (tx: Tx, authorityId: AuthorityId, name: string, passwordHash: string | null = null) =>
	must(await accounts.create(tx, { authorityId, name, email: `${name}-${authorityId}@exemple.invalid`.toLowerCase(), passwordHash }, at));

/** A project with a reservist who has an account, a buyer and a prescriber who have none, and an elected official with an account of their own. */
const aProject = (isExample: boolean) =>
	inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Les Rivelles', timeZone: 'Europe/Paris', isExample }, at);
		const visitor = await anAccount(tx, authorityId, 'Alix');
		const official = await anAccount(tx, authorityId, 'Élu', 'a hash');
		const projectId = must(await projects.create(tx, { title: 'À table', summary: '', code: '', authorityId, actor: 'system' }, at));
		const project = { authorityId, projectId, actor: 'system' } as const;
		const mandate = { lentBy: 'Pôle', grantedBy: official.accountId };
		const endsAt = new Date(at.getTime() + 30 * 86_400_000);
		must(await memberships.add(tx, { ...project, person: { name: 'Alix', accountId: visitor.accountId }, capacity: 'reservist', permissions: ['facilitate'], mandate, endsAt }, at));
		must(await memberships.add(tx, { ...project, person: { name: 'Nadia' }, capacity: 'buyer' }, at));
		must(await memberships.add(tx, { ...project, person: { name: 'Inès' }, capacity: 'prescriber' }, at));
		must(await memberships.add(tx, { ...project, person: { name: 'Élu', accountId: official.accountId }, capacity: 'elected-official' }, at));
		return { project, visitor, official };
	});

test('[PR11] whoever visits the example takes the place of its buyer or its prescriber, and comes back to their own', async () => {
	const { project, visitor, official } = await aProject(true);
	const enter = (by: typeof visitor, role: Parameters<typeof exampleRoles.enter>[3]) => inTransaction((tx) => exampleRoles.enter(tx, by, project, role, at));
	const buyer = must(await enter(visitor, 'buyer'));
	expect(buyer).toMatchObject({ name: 'Nadia', isAdministrator: false });
	expect(must(await enter(visitor, 'buyer')).accountId).toBe(buyer.accountId);
	expect(await memberships.ofAccount(await database(), buyer.accountId, project.projectId, at)).toMatchObject([{ capacity: 'buyer' }]);
	expect(must(await enter(buyer, 'reservist')).accountId).toBe(visitor.accountId);
	// an account that somebody made their own is nobody else's, in the example too
	expect(await enter(visitor, 'elected-official')).toMatchObject({ reason: 'capacity-unknown' });
	expect(await enter(official, 'buyer')).toMatchObject({ reason: 'example-only' });
	expect(await exampleRoles.offered(await database(), buyer, project, at)).toEqual({ roles: ['reservist', 'buyer', 'prescriber'], current: ['buyer'] });
});

test('[PR12] whoever administers takes the place of the buyer once, even twice at once', async () => {
	const { project, official } = await aProject(false);
	const other = await inTransaction((tx) => anAccount(tx, project.authorityId, 'Camille'));
	const take = (by: typeof other) => inTransaction((tx) => memberships.takePlace(tx, by, project, 'buyer', at));
	expect((await Promise.all([take(other), take(other)])).map((one) => (one.accepted ? 'accepted' : one.reason)).toSorted()).toEqual(['accepted', 'place-held']);
	expect(await take(official)).toMatchObject({ reason: 'place-held' });
	expect(await memberships.ofAccount(await database(), other.accountId, project.projectId, at)).toMatchObject([{ capacity: 'buyer' }]);
});

test('[PR11] nobody enters a real authority so, be they in the example or in its own team without a password', async () => {
	const [real, example] = [await aProject(false), await aProject(true)];
	for (const by of [real.visitor, real.official, example.visitor])
		for (const role of ['buyer', 'prescriber', 'reservist', 'elected-official'] as const)
			expect(await inTransaction((tx) => exampleRoles.enter(tx, by, real.project, role, at))).toMatchObject({ reason: 'example-only' });
	expect(await exampleRoles.offered(await database(), real.visitor, real.project, at)).toBeUndefined();
	expect((await memberships.ofProject(await database(), real.project)).filter(({ accountId }) => accountId === null)).toHaveLength(2);
});
