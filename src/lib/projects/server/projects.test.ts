import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AuthorityId, ProjectId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import { watch } from '../../live/server/live.ts';
import type { AccountFacts } from '../../people/rules/accounts.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as invitations from './invitations.ts';
import * as memberships from './memberships.ts';
import * as projects from './projects.ts';
import { memberships as membershipsTable } from './tables.ts';
import * as team from './team.ts';

const at = new Date('2027-01-02T09:00:00Z');
const days = (count: number) => new Date(at.getTime() + count * 86_400_000);
const good = 'cheval agrafe pile correct';

interface House {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly administrator: AccountFacts;
	readonly project: projects.Project;
}

/** An authority, its administrator and its project: two of them hold data that look alike. */
async function aHouse(key: string): Promise<House> {
	const administrator = await inTransaction(async (tx) => {
		const authorityId = await authorities.create(
			tx,
			{ name: 'Communauté des Rivelles', timeZone: 'Europe/Paris' },
			at
		);
		const made = await accounts.create(
			tx,
			{
				authorityId,
				name: 'Inès Vaudremer',
				email: `ines@${key}.fr`,
				passwordHash: null,
				isAdministrator: true
			},
			at
		);
		if (!made.accepted) throw new Error(made.reason);
		return made.value;
	});
	const made = await projects.open(
		administrator,
		{ title: 'À table, les Rivelles !', summary: '', code: 'a-table' },
		at
	);
	if (!made.accepted) throw new Error(made.reason);
	const project = (await projects.read(await database(), made.value))!;
	return { authorityId: administrator.authorityId, projectId: made.value, administrator, project };
}

let rivelles: House;
let twin: House;
beforeAll(async () => {
	rivelles = await aHouse('rivelles');
	twin = await aHouse('twin');
});

const add = (house: House, part: Partial<memberships.NewMembership> = {}) =>
	inTransaction((tx) =>
		memberships.add(
			tx,
			{
				authorityId: house.authorityId,
				projectId: house.projectId,
				person: { name: 'Aubépine' },
				capacity: 'juror',
				actor: 'system',
				...part
			},
			at
		)
	);
async function added(house: House, part: Partial<memberships.NewMembership> = {}) {
	const outcome = await add(house, part);
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const acts = async (house: House) =>
	(
		await (
			await database()
		)
			.select({ act: journalEntries.act })
			.from(journalEntries)
			.where(eq(journalEntries.projectId, house.projectId))
			.orderBy(journalEntries.number)
	).map(({ act }) => act);

describe('a project', () => {
	test('[PR2] has a code of its own in its authority; another authority may have the same', async () => {
		expect(twin.project.code).toBe(rivelles.project.code);
		expect(
			await projects.open(rivelles.administrator, { title: 'Autre', summary: '', code: 'a-table' }, at)
		).toMatchObject({ reason: 'code-taken' });
	});

	test('[PR2] opened five times at once under one title: five codes, none twice', async () => {
		const made = await Promise.all(
			Array.from({ length: 5 }, () =>
				projects.open(rivelles.administrator, { title: 'Voirie', summary: '', code: '' }, at)
			)
		);
		const query = await database();
		const codes = await Promise.all(
			made.map(async (one) => (one.accepted ? (await projects.read(query, one.value))!.code : ''))
		);
		expect(codes.sort()).toEqual(['voirie', 'voirie-2', 'voirie-3', 'voirie-4', 'voirie-5']);
	});

	test('[PR2] two authorities with look-alike data never see each other', async () => {
		const query = await database();
		const seen = await projects.ofAccount(query, twin.administrator, at);
		expect(seen.map(({ projectId }) => projectId)).toEqual([twin.projectId]);
		await added(rivelles, { publicName: 'Sorbier' });
		await added(twin, { publicName: 'Sorbier' });
		const { jury } = await team.ofProject(query, twin.project, at);
		expect(jury).toHaveLength(1);
		expect(await memberships.facilitates(query, twin.administrator.accountId, rivelles.projectId, at)).toBe(
			false
		);
		expect(
			await memberships.facilitates(query, rivelles.administrator.accountId, rivelles.projectId, at)
		).toBe(true);
		const membershipId = await added(rivelles);
		const crossed = { authorityId: twin.authorityId, projectId: twin.projectId, membershipId };
		expect(await memberships.withdraw(crossed, 'system', at)).toMatchObject({ reason: 'membership-unknown' });
		expect(await invitations.renew(twin.administrator, crossed, at)).toMatchObject({
			reason: 'membership-unknown'
		});
	});
});

describe('a place', () => {
	test('[PR5] keeps capacity, permissions and played role apart', async () => {
		const query = await database();
		const facts = await memberships.read(
			query,
			await added(rivelles, { capacity: 'buyer', permissions: ['facilitate'], playedRole: 'R1' })
		);
		expect(facts).toMatchObject({ capacity: 'buyer', permissions: ['facilitate'], playedRole: 'R1' });
		expect(await add(rivelles, { capacity: 'juror', permissions: ['facilitate'] })).toMatchObject({
			reason: 'permission-not-for-capacity'
		});
	});

	test('[PR3] of a reservist needs a mandate, which the journal tells without any name', async () => {
		expect(await add(rivelles, { capacity: 'reservist' })).toMatchObject({ reason: 'mandate-missing' });
		const granted = {
			capacity: 'reservist',
			endsAt: days(100),
			mandate: { lentBy: 'Hôpital du Ternoy', grantedBy: rivelles.administrator.accountId }
		} as const;
		const facts = await memberships.read(
			await database(),
			await added(rivelles, { ...granted, person: { name: 'Solène Abarnec' } })
		);
		expect(facts).toMatchObject({ mandate: granted.mandate, endsAt: days(100) });
		expect(await acts(rivelles)).toContain('mandate-granted');
		const journal = JSON.stringify(await (await database()).select().from(journalEntries));
		for (const word of ['Solène', 'Abarnec', 'Ternoy', 'Aubépine']) expect(journal).not.toContain(word);
	});

	test('[PR7] is taken back once, at once: of two who revoke it, one does, and the streams are told', async () => {
		const membershipId = await added(rivelles, { capacity: 'prescriber' });
		const { authorityId, projectId } = rivelles;
		const heard: string[] = [];
		const told = Promise.withResolvers<void>();
		const stop = await watch(
			(topic) => topic === `rights:project:${projectId}`,
			(topic) => {
				heard.push(topic);
				told.resolve();
			}
		);
		const outcomes = await Promise.all(
			[1, 2, 3].map(() => memberships.withdraw({ authorityId, projectId, membershipId }, 'system', at))
		);
		await told.promise;
		stop();
		expect(outcomes.filter(({ accepted }) => accepted)).toHaveLength(1);
		expect(
			outcomes.filter((one) => !one.accepted && one.reason === 'membership-already-revoked')
		).toHaveLength(2);
		expect(heard).toEqual([`rights:project:${projectId}`]);
		expect((await acts(rivelles)).filter((act) => act === 'membership-revoked')).toHaveLength(1);
	});

	test('[PR6] facilitates from its first day to its last, and not a moment after it is revoked', async () => {
		const query = await database();
		const solene = twin.administrator; // an account of another authority
		const membershipId = await added(rivelles, {
			person: { name: 'Solène', accountId: solene.accountId },
			capacity: 'reservist',
			permissions: ['facilitate'],
			startsAt: days(2),
			endsAt: days(100),
			mandate: { lentBy: 'Twin', grantedBy: rivelles.administrator.accountId }
		});
		const may = (when: Date) => memberships.facilitates(query, solene.accountId, rivelles.projectId, when);
		expect([await may(days(1)), await may(days(2)), await may(days(99)), await may(days(100))]).toEqual([
			false,
			true,
			true,
			false
		]);
		expect((await projects.ofAccount(query, solene, days(3))).map(({ projectId }) => projectId)).toContain(
			rivelles.projectId
		);
		await memberships.withdraw({ ...rivelles, membershipId }, 'system', days(5));
		expect(await may(days(5))).toBe(false);
		expect(
			(await projects.ofAccount(query, solene, days(5))).map(({ projectId }) => projectId)
		).not.toContain(rivelles.projectId);
	});
});

describe('a re-entry code', () => {
	const issue = (membershipId: Parameters<typeof memberships.issueReentry>[1]) =>
		inTransaction((tx) => memberships.issueReentry(tx, membershipId));

	test('[PR8] brings the same person back, however it is typed, and is kept as a hash', async () => {
		const query = await database();
		const membershipId = await added(rivelles);
		const code = await issue(membershipId);
		expect(code).toMatch(/^[A-Z2-9]{3}-[A-Z2-9]{3}-[A-Z2-9]{3}$/);
		for (const typed of [code, code.toLowerCase(), ` ${code.replaceAll('-', ' ')} `])
			expect((await memberships.byReentry(query, typed, at))?.membershipId).toBe(membershipId);
		const [row] = await query.select().from(membershipsTable).where(eq(membershipsTable.id, membershipId));
		expect(JSON.stringify(row)).not.toContain(code.replaceAll('-', ''));
		for (const typed of ['', 'KD7P-3WQX', code.slice(0, -1), 'x'.repeat(10_000)])
			expect(await memberships.byReentry(query, typed, at)).toBeUndefined();
	});

	test('[PR8] a new one makes the old one worthless; issued twice at once, exactly one opens', async () => {
		const query = await database();
		const membershipId = await added(rivelles);
		const codes = [
			await issue(membershipId),
			...(await Promise.all([issue(membershipId), issue(membershipId)]))
		];
		const opening = await Promise.all(codes.map((code) => memberships.byReentry(query, code, at)));
		expect(opening.filter(Boolean)).toHaveLength(1);
		expect(opening[0]).toBeUndefined();
	});

	test('[PR8] opens nothing once the place is over', async () => {
		const query = await database();
		const ended = await added(rivelles, { endsAt: days(1) });
		const code = await issue(ended);
		expect(await memberships.byReentry(query, code, days(1))).toBeUndefined();
		const revoked = await added(rivelles);
		const other = await issue(revoked);
		await memberships.withdraw({ ...rivelles, membershipId: revoked }, 'system', at);
		expect(await memberships.byReentry(query, other, at)).toBeUndefined();
	});
});

describe('an invitation', () => {
	const invite = async (email: string, part: Partial<invitations.Asked> = {}) => {
		const outcome = await invitations.invite(
			rivelles.administrator,
			rivelles.project,
			{
				name: 'Solène Abarnec',
				email,
				capacity: 'reservist',
				permissions: ['facilitate'],
				startsAt: at,
				endsAt: days(100),
				lentBy: 'Hôpital du Ternoy',
				...part
			},
			at
		);
		if (!outcome.accepted) throw new Error(outcome.reason);
		return outcome.value.token;
	};

	test('[PR9] makes an account of another body on its mandate, which facilitates here and administers nothing', async () => {
		const query = await database();
		const token = await invite('solene@ternoy.fr');
		expect(await invitations.look(query, token, at)).toMatchObject({
			accepted: true,
			value: { lentBy: 'Hôpital du Ternoy', hasAccount: false }
		});
		expect(await invitations.accept(token, { password: 'court' }, at)).toMatchObject({
			reason: 'password-too-short'
		});
		const outcome = await invitations.accept(token, { password: good }, at);
		if (!outcome.accepted) throw new Error(outcome.reason);
		const { account } = outcome.value;
		expect(account.isAdministrator).toBe(false);
		expect(account.authorityId).not.toBe(rivelles.authorityId);
		expect(await memberships.facilitates(query, account.accountId, rivelles.projectId, at)).toBe(true);
		expect(
			await accounts.login({ email: 'solene@ternoy.fr', password: good, address: '192.0.2.7' }, at)
		).toMatchObject({ accepted: true });
		expect(await invitations.accept(token, { password: good }, at)).toMatchObject({
			reason: 'invitation-used'
		});
	});

	test('[PR9] accepted twice at once, serves once', async () => {
		const token = await invite('twice@ternoy.fr');
		const outcomes = await Promise.all(
			[1, 2, 3].map(() => invitations.accept(token, { password: good }, at))
		);
		expect(outcomes.filter(({ accepted }) => accepted)).toHaveLength(1);
		for (const one of outcomes)
			if (!one.accepted)
				expect(['invitation-used', 'email-taken', 'invitation-needs-login']).toContain(one.reason);
	});

	test('[PR9] is for its own address: whoever has an account there logs in first, and nobody else may take it', async () => {
		const token = await invite(twin.administrator.email);
		expect(await invitations.accept(token, { password: good }, at)).toMatchObject({
			reason: 'invitation-needs-login'
		});
		expect(await invitations.accept(token, { account: rivelles.administrator }, at)).toMatchObject({
			reason: 'invitation-for-another-account'
		});
		expect(await invitations.accept(token, { account: twin.administrator }, at)).toMatchObject({
			accepted: true
		});
	});

	test('[PR9] expires after fourteen days, or with the mandate, or when it is replaced or the place taken back', async () => {
		const query = await database();
		const reason = async (token: string, when: Date) => {
			const seen = await invitations.look(query, token, when);
			return seen.accepted ? 'open' : seen.reason;
		};
		const token = await invite('late@ternoy.fr');
		expect([await reason(token, days(13.9)), await reason(token, days(14))]).toEqual([
			'open',
			'invitation-expired'
		]);
		expect(await reason(await invite('short@ternoy.fr', { endsAt: days(3) }), days(3))).toBe(
			'invitation-expired'
		);
		expect(await reason('no such token', at)).toBe('invitation-unknown');

		const first = await invite('again@ternoy.fr', { name: 'Zoé Rappelée' });
		const { team: mates } = await team.ofProject(query, rivelles.project, at);
		const place = {
			...rivelles,
			membershipId: mates.find(({ name }) => name === 'Zoé Rappelée')!.membershipId
		};
		const renewed = await invitations.renew(rivelles.administrator, place, at);
		expect(await reason(first, at)).toBe('invitation-used');
		expect(renewed.accepted && (await reason(renewed.value.token, at))).toBe('open');
		await memberships.withdraw(place, 'system', at);
		expect(renewed.accepted && (await reason(renewed.value.token, at))).toBe('invitation-used');
	});
});
