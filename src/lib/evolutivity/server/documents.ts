// Finds the clause and the charter that the address of a document names.
import { error, type RequestEvent } from '@sveltejs/kit';
import { requireCockpit } from '../../cockpit/server/guards.ts';
import { database } from '../../db/server/database.ts';
import { evolutivityActs } from '../rules/evolutivityActs.ts';
import * as charters from './charters.ts';
import * as clauses from './clauses.ts';

/** The clause of an address, for whoever reads it; 404 for what is none of the project. */
export async function requireClause(event: RequestEvent): Promise<{ readonly projectId: string; readonly clause: clauses.StoredClause }> {
	const { project, doer } = await requireCockpit(event, evolutivityActs.read);
	const clause = await clauses.read(await database(), doer, event.params.clause ?? '');
	if (!clause) error(404, 'clause-unknown');
	return { projectId: project.projectId, clause };
}

/** The version of its charter that an address names. */
export async function requireCharter(event: RequestEvent): Promise<{ readonly projectId: string; readonly clause: clauses.StoredClause; readonly charter: charters.StoredCharter }> {
	const at = await requireClause(event);
	const charter = (await charters.ofClause(await database(), at.clause.id)).find(({ version }) => String(version) === event.params.version);
	if (!charter) error(404, 'charter-unknown');
	return { ...at, charter };
}
