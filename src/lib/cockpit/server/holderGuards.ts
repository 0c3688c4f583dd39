// Who stands at the door of a contract as its holder: an account invited as a contractor, to whom this contract is opened.
import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction, type Tx } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import { readForm, typedBack } from '../../gatherings/server/stepActs.ts';
import type { AccountFacts } from '../../people/rules/accounts.ts';
import { may, standing } from '../../people/rules/may.ts';
import * as authorities from '../../people/server/authorities.ts';
import { requireAccount } from '../../people/server/guards.ts';
import { factsOf } from '../../projects/server/guards.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import { now } from '../../time/server/clock.ts';
import { contractActs } from '../rules/contracts.ts';
import type { Fields } from '../rules/modes/mode.ts';
import * as contracts from './contracts.ts';
import type { AnyElement, Doer } from './elements.ts';

export interface AtContract {
	readonly account: AccountFacts;
	readonly project: projects.Project;
	readonly doer: Doer;
	readonly contract: Extract<AnyElement, { kind: 'contract' }>;
	readonly timeZone: string;
}

async function doerAt(account: AccountFacts, project: projects.Project): Promise<Doer> {
	const at = now();
	return {
		authorityId: project.authorityId,
		projectId: project.projectId,
		actor: `account:${account.accountId}`,
		at,
		today: await authorities.dayOf(await database(), project.authorityId, at),
		// what is restricted is restricted from them too
		audience: 'team'
	};
}

/** Sends to the login page whoever has no account; answers 404 for no contract, and 403 with the reason where it is not opened to them (CO59). */
export async function requireContract(event: RequestEvent): Promise<AtContract> {
	const account = await requireAccount(event);
	const query = await database();
	const projectId = readId<'project'>(event.params.project);
	const project = projectId && (await projects.read(query, projectId));
	if (!project) error(404, 'project-unknown');
	const doer = await doerAt(account, project);
	const contract = await contracts.read(query, doer, event.params.contract ?? '', doer.today);
	if (!contract) error(404, 'element-unknown');
	const facts = await factsOf(query, account, project);
	const verdict = may(
		contractActs.open,
		{ ...facts, target: { ...facts.target, openedTo: contract.values.openedTo } },
		doer.at
	);
	if (!verdict.accepted) error(403, verdict.reason);
	const timeZone = (await authorities.read(query, project.authorityId))?.timeZone ?? 'Europe/Paris';
	return { account, project, doer, contract, timeZone };
}

/** An act of a contract's holder, on a form: what was typed comes back with a refusal. */
export function onContract(
	act: string,
	run: (
		tx: Tx,
		at: AtContract,
		typed: Fields
	) => Promise<
		| { readonly accepted: true; readonly value: unknown }
		| { readonly accepted: false; readonly reason: string }
	>
) {
	return async (event: RequestEvent) => {
		const at = await requireContract(event);
		const asked = readForm(await event.request.formData());
		const outcome = await inTransaction((tx) => run(tx, at, asked.fields));
		if (outcome.accepted) return { act, done: act };
		const { accepted: _, reason, ...told } = outcome;
		return fail(422, { act, refusal: reason, ...told, fields: typedBack(asked) });
	};
}

/** The contracts that an account holds in the project of an address; 403 where its place opens none. */
export async function contractsHeld(event: RequestEvent): Promise<{
	readonly project: projects.Project;
	readonly contracts: readonly AtContract['contract'][];
}> {
	const account = await requireAccount(event);
	const query = await database();
	const projectId = readId<'project'>(event.params.project);
	const project = projectId && (await projects.read(query, projectId));
	if (!project) error(404, 'project-unknown');
	const doer = await doerAt(account, project);
	const places = (await memberships.everOfAccount(query, account.accountId, project.projectId)).filter(
		(facts) => facts.capacity === 'contractor' && standing(facts, doer.at) === 'stands'
	);
	if (places.length === 0) error(403, 'right-missing');
	const ids = places.map(({ membershipId }) => membershipId);
	return { project, contracts: await contracts.openedTo(query, doer, ids, doer.today) };
}
