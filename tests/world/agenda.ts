// Gives a gathering whose doors are open another agenda than the usual one.
import postgres from 'postgres';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { stepRules, type StepId } from '../../src/lib/workshop/rules/steps.ts';

export async function giveAgenda({ databaseUrl }: { readonly databaseUrl: string }, gathering: string, steps: readonly StepId[]): Promise<void> {
	const sql = postgres(connectionUrl(databaseUrl), { ...connectionOptions(databaseUrl), max: 1, onnotice: () => {} });
	const agenda = { version: 1, steps: steps.map((step) => ({ step, ...stepRules[step].usual })) };
	try {
		await sql`update gatherings set agenda = ${sql.json(agenda)} where id = ${gathering}`;
	} finally {
		await sql.end();
	}
}
