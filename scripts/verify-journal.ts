// Verifies every chain of the journal, and that the counts of each vote are those of its close: `npm run verify-journal`. Reads DATABASE_URL, or starts the Postgres of DATA_DIR. Exit 1 on any fault, 2 when it could not look.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';

const dataDir = resolve(process.env.INIT_CWD ?? process.cwd(), process.env.DATA_DIR || 'data');
process.env.DATA_DIR = dataDir;

const words = {
	'entry-changed': 'une entrée a été changée',
	'entry-missing': 'une entrée manque',
	'entry-out-of-place': 'une entrée n’est pas à sa place',
	'tail-cut': 'la fin a été coupée',
	'head-changed': 'la tête de chaîne ne correspond pas'
};

const countWords = {
	'counts-changed': 'les nombres ont changé depuis le dépouillement',
	'circumstances-changed': 'son nom, sa séance, ses heures ou sa liste de votants ont changé depuis le dépouillement',
	'counts-missing': 'dépouillée d’après le journal, ses nombres manquent',
	'close-untold': 'des nombres, mais aucun dépouillement au journal'
};

/** The address of the database when Éclaireurs is running on this data: verifying only reads, so it need not be stopped. */
function running(folder: string): string | undefined {
	const note = join(folder, 'OU-SONT-LES-DONNEES.txt');
	const place = existsSync(note) ? readFileSync(note, 'utf8').split('\n')[0]!.trim() : folder;
	const lines = existsSync(join(place, 'cluster', 'postmaster.pid'))
		? readFileSync(join(place, 'cluster', 'postmaster.pid'), 'utf8').split('\n')
		: [];
	const [pid, port, sockets] = [Number(lines[0]), lines[3], lines[4]];
	if (!pid || !sockets) return undefined;
	try {
		process.kill(pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
	}
	return `postgres://eclaireurs@localhost/postgres?host=${encodeURIComponent(sockets)}&port=${port}`;
}

async function verify(): Promise<number> {
	let stop = async () => {};
	if (!process.env.DATABASE_URL) {
		const folder = join(dataDir, 'postgres');
		if (!existsSync(folder)) {
			console.error(`Aucune base dans ${dataDir}. Donnez DATA_DIR ou DATABASE_URL.`);
			return 2;
		}
		const alive = running(folder);
		if (alive) process.env.DATABASE_URL = alive;
		else {
			const { startPostgres } = await import('../server/postgres.ts');
			const started = await startPostgres(folder);
			process.env.DATABASE_URL = started.url;
			stop = () => started.stop();
		}
	}
	// a connection of its own: opening the application's pool would migrate, and this only reads
	const { drizzle } = await import('drizzle-orm/postgres-js');
	const { default: postgres } = await import('postgres');
	const { connectionOptions, connectionUrl } = await import('../src/lib/db/server/database.ts');
	const url = process.env.DATABASE_URL;
	const sql = postgres(connectionUrl(url), {
		...connectionOptions(url),
		max: 1,
		onnotice: () => {},
		connection: { default_transaction_read_only: true }
	});
	const { verifyAll } = await import('../src/lib/journal/server/verification.ts');
	const { verifyCounts } = await import('../src/lib/decisions/server/counted.ts');
	let chains = 0;
	let broken = 0;
	const boxes = { whole: 0, unbound: 0, changed: 0 };
	try {
		for await (const chain of verifyAll(drizzle(sql))) {
			chains += 1;
			if (chain.faults.length > 0) broken += 1;
			const said = chain.faults.map(({ fault, number }) => `${words[fault]} (n° ${number})`).join(' ; ');
			console.log(
				said
					? `${chain.projectId}  FAUTE  ${chain.count} entrées : ${said}`
					: `${chain.projectId}  intacte  ${chain.count} entrées, ${chain.witnesses} têtes comparées, dernière ${chain.head.slice(0, 16)}`
			);
		}
		console.log(
			broken > 0 ? `${broken} chaîne(s) rompue(s) sur ${chains}.` : `${chains} chaîne(s), toutes intactes.`
		);
		for await (const { projectId, boxId, verdict } of verifyCounts(drizzle(sql))) {
			boxes[verdict === null ? 'whole' : verdict === 'unbound' ? 'unbound' : 'changed'] += 1;
			if (verdict !== null && verdict !== 'unbound') console.log(`${projectId}  FAUTE  urne ${boxId} : ${countWords[verdict]}`);
		}
		const older = boxes.unbound > 0 ? ` ; ${boxes.unbound} plus ancienne(s), que la chaîne ne couvre pas` : '';
		console.log(
			boxes.changed > 0
				? `${boxes.changed} urne(s) qui ne sont plus celles du dépouillement.`
				: `${boxes.whole} urne(s) dépouillée(s), conformes au journal${older}.`
		);
	} finally {
		await sql.end({ timeout: 5 });
		await stop();
	}
	return broken + boxes.changed > 0 ? 1 : 0;
}

process.exitCode = await verify().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	return 2;
});
