// Who else has a cockpit open, for whoever reads it: nobody for anybody else, whose door says why itself.
import type { RequestEvent } from '@sveltejs/kit';
import { database } from '../../db/server/database.ts';
import * as exampleRoles from '../../projects/server/exampleRoles.ts';
import { cockpitActs } from '../rules/investment.ts';
import * as elements from './elements.ts';
import { requireCockpit, type AtCockpit } from './guards.ts';
import { labelOf, shown } from './overview.ts';
import { othersAt } from './presence.ts';

export interface Present {
	readonly name: string;
	/** what they have open, by its name; null on another page */
	readonly on: string | null;
	/** they have open what this page is about */
	readonly isHere: boolean;
}

/** Whether whoever reads here may write, and from which other places the example may be seen. */
export interface Reader {
	readonly projectId: string;
	readonly mayWrite: boolean;
	readonly example: Awaited<ReturnType<typeof exampleRoles.offered>>;
}

export async function presentTo(
	event: RequestEvent
): Promise<{ readonly present: readonly Present[]; readonly reader: Reader | null }> {
	let at: AtCockpit;
	try {
		at = await requireCockpit(event, cockpitActs.read);
	} catch {
		return { present: [], reader: null };
	}
	const { account, project, mayWrite, doer } = at;
	const example = await exampleRoles.offered(await database(), account, project, doer.at);
	return { present: await othersFor(event, at), reader: { projectId: project.projectId, mayWrite, example } };
}

async function othersFor(event: RequestEvent, at: AtCockpit): Promise<readonly Present[]> {
	const others = othersAt(at.project.projectId, at.account.accountId);
	if (others.length === 0) return [];
	const query = await database();
	const labels = new Map<string, string>();
	for (const { element } of others) {
		if (element === null || labels.has(element)) continue;
		const found = await elements.read(query, at.doer, element, at.doer.today);
		if (found) labels.set(element, labelOf(shown(found, at.audience)));
	}
	return others.map(({ name, element }) => ({
		name,
		on: element === null ? null : (labels.get(element) ?? null),
		isHere: element !== null && element === event.params.element
	}));
}
