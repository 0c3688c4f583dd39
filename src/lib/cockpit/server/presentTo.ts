// Who else has a cockpit open, for whoever reads it: nobody for anybody else, whose door says why itself.
import type { RequestEvent } from '@sveltejs/kit';
import { database } from '../../db/server/database.ts';
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

export async function presentTo(event: RequestEvent): Promise<readonly Present[]> {
	let at: AtCockpit;
	try {
		at = await requireCockpit(event, cockpitActs.read);
	} catch {
		return [];
	}
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
