// Reads what the report of responsible purchasing says: the contracts and the indicators of a cockpit, as far as an audience sees them.
import type { Query } from '../../db/server/database.ts';
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
import { asSeen, seriesOf } from './whole.ts';

const contractsOf = (seen: readonly AnyElement[]): readonly ReportedContract[] =>
	elements.ofKind(seen, 'contract').map(({ values: { notifiedOn, amount, decp } }) => ({
		notifiedOn,
		amount,
		considerations: decp ? considerationsIn(decp.values) : null
	}));

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
