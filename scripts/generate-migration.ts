// Writes the next migration from the features' tables. What one release wrote the next one reads: they only go forward, and none is ever rewritten.
import { execFileSync } from 'node:child_process';

const name = process.argv[2];
if (!name) {
	console.error('Name what changes: npm run db:generate -- private-card-colour');
	process.exit(1);
}
execFileSync('npx', ['drizzle-kit', 'generate', '--name', name], { stdio: 'inherit' });
