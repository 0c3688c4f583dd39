// `npm run bench -- gathering`, `-- hand`, `-- boards`, `-- toile`, `-- sortition` or `-- cockpit`: builds what it needs, measures, one JSON object a line on standard output.
import process from 'node:process';
import { prepareBuild } from '../scripts/installation.mjs';
import { benchBoards } from './boards.ts';
import { benchCockpit } from './cockpit.ts';
import { benchGathering } from './gathering.ts';
import { benchHand } from './hand.ts';
import { benchSortition } from './sortition.ts';
import { benchToile } from './toile.ts';

const benches: Record<string, (flags: readonly string[]) => Promise<void>> = { gathering: benchGathering, hand: benchHand, boards: benchBoards, toile: benchToile, sortition: benchSortition, cockpit: benchCockpit };
const [name = '', ...flags] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!bench) {
	console.error(`npm run bench -- ${Object.keys(benches).join(' | ')} [--dry]`);
	process.exit(2);
}
// standard output holds figures only
const print = console.log;
console.log = console.error;
// the boards' bench makes its servers itself; the sortition's and the cockpit's need none
if (name !== 'boards' && name !== 'sortition' && name !== 'cockpit') await prepareBuild();
console.log = print;
await bench(flags);
process.exit();
