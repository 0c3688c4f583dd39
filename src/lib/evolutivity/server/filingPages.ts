// The pages on which the two parties write P1 and P2 before a sitting: who stands there, what they read, what they write.
import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { Audience } from '../../cockpit/rules/elements/fields.ts';
import { valuesForHolder } from '../../cockpit/rules/contracts.ts';
import { requireContract, type AtContract } from '../../cockpit/server/holderGuards.ts';
import type { GatheringId } from '../../db/rules/ids.ts';
import { database, inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { readForm, typedBack, type Fields } from '../../gatherings/server/stepActs.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { may } from '../../people/rules/may.ts';
import * as authorities from '../../people/server/authorities.ts';
import { now } from '../../time/server/clock.ts';
import type { FoundFault } from '../rules/deltaForm.ts';
import { evolutivityActs } from '../rules/evolutivityActs.ts';
import { companyReads, mayPropose } from '../rules/filing.ts';
import { veiled } from '../rules/veil.ts';
import type { ScenarioAuthor } from '../rules/scenario.ts';
import * as clauses from './clauses.ts';
import { daysFor } from './contractFacts.ts';
import { filingFrame, readWritten } from './filedScenarios.ts';
import * as scenarios from './scenarios.ts';
import { requireSitting, type AtSitting } from './sittingPages.ts';
import * as sittings from './sittings.ts';
import { audienceOf, veilOf } from './veils.ts';

type Party = Exclude<ScenarioAuthor, 'together'>;

/** What either page says of a sitting and of the two scenarios; a draft is read by whoever writes it, and by nobody else (EV106). */
async function filing(query: Query, gatheringId: GatheringId, { party, writes, audience, today }: { readonly party: Party; readonly writes: boolean; readonly audience: Audience; readonly today: string }) {
	const [gathering, facts, kept] = await Promise.all([gatherings.read(query, gatheringId), sittings.facts(query, gatheringId), readWritten(query, { gatheringId })]);
	const written = kept.filter(({ author, filedAt }) => filedAt !== null || (writes && author === party));
	const filedBy = (author: ScenarioAuthor) => written.some((one) => one.author === author && one.filedAt !== null);
	const readsOther = party === 'administration' ? filedBy('company') : companyReads({ administration: filedBy('administration'), company: filedBy('company') });
	const own = written.find(({ author }) => author === party);
	const seen = {
		gatheringId: gatheringId as string,
		title: gathering.title,
		heldOn: facts.sitting.heldOn,
		number: facts.sitting.number,
		clause: { id: facts.clause.id as string, title: facts.clause.title },
		code: scenarios.codeOf[party],
		days: await daysFor(query, facts),
		stage: gathering.closedAt !== null ? ('over' as const) : gathering.position >= 0 ? ('open' as const) : ('to-come' as const),
		own: own ? { ...own, isFiled: own.filedAt !== null } : null,
		isOtherFiled: filedBy(party === 'administration' ? 'company' : 'administration'),
		/** the own one, and the other where it may be read: each with its differences alone */
		shown: written.filter(({ author, filedAt }) => author === party || (filedAt !== null && readsOther)),
		frame: await filingFrame(query, facts, today, party === 'administration' ? 'team' : 'public')
	};
	return veiled(seen, await veilOf(query, gatheringId, audience));
}

/** P1, as the team reads it; P2 beside it once it is filed. */
export async function forTeam({ account, project, facts, gatheringId }: AtSitting) {
	const query = await database();
	const at = now();
	const { gateHeldBy } = (await sittings.find(query, gatheringId))!;
	const isOfItsWriters = may(evolutivityActs.fileScenario, facts, at).accepted;
	const holdsGate = !mayPropose(`account:${account.accountId}`, gateHeldBy).accepted;
	const mayFile = isOfItsWriters && !holdsGate;
	return {
		project: { projectId: project.projectId as string, title: project.title },
		mayFile,
		holdsGate: isOfItsWriters && holdsGate,
		...(await filing(query, gatheringId, { party: 'administration', writes: mayFile, audience: audienceOf(facts), today: await authorities.dayOf(query, project.authorityId, at) }))
	};
}

export interface AtHolderSitting extends AtContract {
	readonly gatheringId: GatheringId;
}

/** As `requireContract`, and 404 for what is no sitting on the clause of that contract. */
export async function requireHolderSitting(event: RequestEvent): Promise<AtHolderSitting> {
	const at = await requireContract(event);
	const query = await database();
	const id = readId<'gathering'>(event.params.gathering);
	const [sitting, clause] = [id && (await sittings.find(query, id)), await clauses.ofContract(query, at.doer, at.contract.id)];
	if (!sitting || !clause || sitting.clauseId !== clause.id) error(404, 'sitting-unknown');
	return { ...at, gatheringId: sitting.gatheringId };
}

/** P2, as the holder of the contract reads it; P1 beside it once both are filed (EV106). */
export async function forHolder({ project, doer, contract, gatheringId }: AtHolderSitting) {
	const query = await database();
	const joint = await scenarios.read(query, gatheringId, 'together');
	return {
		projectId: project.projectId as string,
		contract: { id: contract.id as string, object: valuesForHolder('contract', contract.stored).object },
		today: doer.today,
		...(await filing(query, gatheringId, { party: 'company', writes: true, audience: 'team', today: doer.today })),
		joint: joint && joint.revision > 0 ? { code: joint.code, noticeWaivedOn: joint.noticeWaivedOn } : null
	};
}

const word = (typed: Fields, name: string): string => {
	const said = typed[name];
	return typeof said === 'string' ? said : (said?.[0] ?? '');
};

type Answered = { readonly accepted: true } | { readonly accepted: false; readonly reason: string; readonly faults?: readonly FoundFault[] };

/** An act on a scenario, on a form: what was typed comes back with a refusal. */
function onScenario<At>(act: string, require: (event: RequestEvent) => Promise<At>, run: (tx: Tx, at: At, typed: Fields) => Promise<Answered>) {
	return async (event: RequestEvent) => {
		const at = await require(event);
		const asked = readForm(await event.request.formData());
		const outcome = await inTransaction((tx) => run(tx, at, asked.fields));
		return outcome.accepted ? { act, done: word(asked.fields, 'files') === 'yes' ? 'deposer' : act } : fail(422, { act, refusal: outcome.reason, fields: typedBack(asked) });
	};
}

const asTyped = (typed: Fields) => ({
	typed,
	summary: word(typed, 'summary'),
	revision: /^\d{1,9}$/.test(word(typed, 'revision')) ? Number(word(typed, 'revision')) : -1,
	files: word(typed, 'files') === 'yes'
});

/** P1 is kept, or filed. */
export const writeByTeam = onScenario(
	'garder',
	(event) => requireSitting(event, evolutivityActs.fileScenario),
	async (tx, { account, gatheringId }, typed) => {
		const actor: Actor = `account:${account.accountId}`;
		const signs = mayPropose(actor, (await sittings.find(tx, gatheringId))!.gateHeldBy);
		return signs.accepted ? scenarios.write(tx, { actor, at: now() }, { gatheringId, author: 'administration', ...asTyped(typed) }) : signs;
	}
);

/** P2 is kept, or filed. */
export const writeByHolder = onScenario('garder', requireHolderSitting, (tx, { doer, gatheringId }, typed) => scenarios.write(tx, doer, { gatheringId, author: 'company', ...asTyped(typed) }));

/** The company waives the notice for a scenario that it reads. */
export const waiveByHolder = onScenario('renoncer', requireHolderSitting, async (tx, { doer, gatheringId }, typed) => {
	const found = (Object.keys(scenarios.codeOf) as ScenarioAuthor[]).find((author) => scenarios.codeOf[author] === word(typed, 'scenario'));
	const written = await readWritten(tx, { gatheringId });
	const filed = (author: ScenarioAuthor) => written.some((one) => one.author === author && one.filedAt !== null);
	if (!found || (found === 'administration' && !companyReads({ administration: filed('administration'), company: filed('company') }))) return { accepted: false, reason: 'scenario-unknown' };
	return scenarios.waiveNotice(tx, { ...doer, party: 'company' }, { gatheringId, author: found, on: word(typed, 'on'), today: doer.today });
});
