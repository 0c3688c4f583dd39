// Reads the portfolio: the cockpits of all the projects that an account may read, authority by authority.
import type { AuthorityId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import type { AccountFacts } from '../../people/rules/accounts.ts';
import { may } from '../../people/rules/may.ts';
import * as authorities from '../../people/server/authorities.ts';
import { factsOf } from '../../projects/server/guards.ts';
import * as projects from '../../projects/server/projects.ts';
import * as canvases from '../../sourcing/server/canvases.ts';
import { cockpitActs } from '../rules/investment.ts';
import { portfolioOf, type Portfolio, type PortfolioProject } from '../rules/portfolio.ts';
import { standingOf } from '../rules/contracts.ts';
import * as elements from './elements.ts';
import { amountsOf, asSeen } from './overview.ts';

export interface AuthorityPortfolio {
	readonly authorityId: AuthorityId;
	readonly name: string;
	readonly projects: number;
	readonly today: string;
	readonly portfolio: Portfolio;
}

async function projectOf(query: Query, project: projects.Project, today: string): Promise<PortfolioProject> {
	const all = asSeen(await elements.ofProject(query, project, today), 'team');
	const impacts = new Map(elements.ofKind(all, 'impact').map(({ id, code, values }) => [id as string, values.name || code]));
	const modifications = elements.ofKind(all, 'modification');
	return {
		projectId: project.projectId,
		title: project.title,
		family: await canvases.familyOf(query, project),
		lines: elements.ofKind(all, 'line').map((line) => {
			const { object, mode, state, impacts: served } = line.values;
			return { id: line.id, code: line.code, object, mode, state, isByHand: line.origin === null, impacts: served.flatMap((id) => impacts.get(id) ?? []) };
		}),
		amounts: amountsOf(all),
		contracts: elements.ofKind(all, 'contract').map(({ id, values }) => {
			const changed = modifications.filter(({ parentId }) => parentId === id).map((each) => each.values);
			const { holder, endsOn } = standingOf(values, changed, today);
			return { id, object: values.object, holder, ends: endsOn };
		})
	};
}

/** The projects whose cockpit an account reads. */
export async function readableBy(query: Query, account: AccountFacts, at: Date): Promise<readonly projects.Project[]> {
	const all = await projects.ofAccount(query, account, at);
	return (await Promise.all(all.map(async (project) => (may(cockpitActs.read, await factsOf(query, account, project), at).accepted ? [project] : [])))).flat();
}

/** What an account reads of each authority where it has a project (CO123); what is restricted in a cockpit is in none. */
export async function ofAccount(query: Query, account: AccountFacts, at: Date): Promise<readonly AuthorityPortfolio[]> {
	const read = await readableBy(query, account, at);
	return Promise.all(
		[...Map.groupBy(read, ({ authorityId }) => authorityId)].map(async ([authorityId, own]) => {
			const today = await authorities.dayOf(query, authorityId, at);
			return {
				authorityId,
				name: (await authorities.read(query, authorityId))!.name,
				projects: own.length,
				today,
				portfolio: portfolioOf(await Promise.all(own.map((project) => projectOf(query, project, today))), today)
			};
		})
	);
}
