// Development: the carried Postgres, then Vite. `node server/dev.ts --port 5173`
import { join } from 'node:path';
import process from 'node:process';
import { createServer } from 'vite';
import { startPostgres } from './postgres.ts';

const port = Number(process.argv[process.argv.indexOf('--port') + 1] || 5173);
if (!process.env.DATABASE_URL) {
	const started = await startPostgres(join(process.env.DATA_DIR ?? 'data', 'postgres'));
	process.env.DATABASE_URL = started.url;
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, async () => {
			await started.stop();
			process.exit(0);
		});
}
const server = await createServer({ server: { port, strictPort: true, host: '127.0.0.1' } });
await server.listen();
server.printUrls();
