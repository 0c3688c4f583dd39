// A strategy of one line that the jurors are shown, as its writers leave it.
import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { noAnswers, noParts } from '../../src/lib/cockpit/rules/modes/modes.ts';

interface Workshop {
	readonly authority_id: string;
	readonly project_id: string;
	readonly gathering_id: string;
}

export async function showStrategy(
	sql: postgres.Sql,
	{ authority_id, project_id, gathering_id }: Workshop,
	object: string
): Promise<void> {
	const now = new Date();
	await sql`insert into strategies ${sql({ gathering_id, authority_id, project_id, begun_at: now, shown_at: now })}`;
	const parameters = sql.json(
		JSON.parse(JSON.stringify({ answers: noAnswers('purchase'), parts: noParts('purchase') }))
	);
	await sql`insert into strategy_lines ${sql({ id: randomUUID(), authority_id, gathering_id, code: 'S1', mode: 'purchase', object, parameters, created_at: now })}`;
}
