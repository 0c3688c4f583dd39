// Reads what the report of responsible purchasing says: the contracts and the indicators of a cockpit, as far as an audience sees them.
import type { Query } from '../../db/server/database.ts';
import type { AccountFacts } from '../../people/rules/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import { standingOf, type Point, type Standing } from '../rules/indicators/standing.ts';
import {
	considerationsIn,
	readPeriod,
	reportOf,
	type ReportedContract,
	type SpaserReport
} from '../rules/spaser.ts';
import type { ValuesOf } from '../rules/elements/kinds.ts';
import * as elements from './elements.ts';
import type { AnyElement } from './elements.ts';
import type { AtCockpit } from './guards.ts';
import { readableBy } from './portfolio.ts';
import { asSeen } from './overview.ts';
import { seriesOf } from './whole.ts';

const contractsOf = (seen: readonly AnyElement[]): readonly ReportedContract[] =>
	elements.ofKind(seen, 'contract').map(({ values: { notifiedOn, amount, decp } }) => ({
		notifiedOn,
		amount,
		considerations: decp ? considerationsIn(decp.values) : null
	}));

export interface AuthorityReport {
	readonly authorityId: string;
	readonly name: string;
	readonly today: string;
	readonly projects: number;
	readonly report: SpaserReport;
	readonly isAsked: boolean;
}

/** The report of all the projects of an authority that an account reads (CO165), of the period and the authority that an address asks for (`collectivite`; the first where it asks for none). Undefined where it reads none. What is restricted in a cockpit is in no figure. */
export async function readAuthorityReport(query: Query, account: AccountFacts, at: Date, asked: URLSearchParams): Promise<AuthorityReport | undefined> {
	const read = await readableBy(query, account, at);
	const wanted = asked.get('collectivite') ?? read[0]?.authorityId;
	const own = read.filter(({ authorityId }) => authorityId === wanted);
	const [first] = own;
	if (!first) return undefined;
	const today = await authorities.dayOf(query, first.authorityId, at);
	const { isAsked, ...period } = readPeriod(asked.get('du') ?? '', asked.get('au') ?? '', today);
	const seen = await Promise.all(own.map(async (project) => asSeen(await elements.ofProject(query, project, today), 'team')));
	return {
		authorityId: first.authorityId,
		name: (await authorities.read(query, first.authorityId))?.name ?? '',
		today,
		projects: own.length,
		report: reportOf(seen.flatMap(contractsOf), period),
		isAsked
	};
}

/** The report of the period that an address asks for (`du`, `au`), with the indicators that the project follows. */
export async function readReport(
	query: Query,
	{ doer, audience }: Pick<AtCockpit, 'doer' | 'audience'>,
	asked: URLSearchParams
): Promise<{
	readonly report: SpaserReport;
	readonly isAsked: boolean;
	readonly followed: readonly {
		readonly values: ValuesOf<'indicator'>;
		readonly last: Point | null;
		readonly standing: Standing;
	}[];
}> {
	const { isAsked, ...period } = readPeriod(asked.get('du') ?? '', asked.get('au') ?? '', doer.today);
	const seen = asSeen(await elements.ofProject(query, doer, doer.today), audience);
	const series = seriesOf(seen);
	return {
		report: reportOf(contractsOf(seen), period),
		isAsked,
		followed: elements.ofKind(seen, 'indicator').map(({ code, values }) => {
			const own = series.get(code) ?? [];
			return { values, last: own.at(-1) ?? null, standing: standingOf(values, own, doer.today) };
		})
	};
}
