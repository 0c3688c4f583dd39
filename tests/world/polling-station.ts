// A process that takes ballots, or closes a box, until somebody kills it: `node polling-station.ts vote|close|stand-by BOX AUTHORITY`; for `vote`, voters and ballots come as JSON on its standard input. Says a line for each act that it was told is done.
import { readFileSync, writeSync } from 'node:fs';
import process from 'node:process';
import type { AuthorityId, BallotBoxId } from '../../src/lib/db/rules/ids.ts';
import { closeDatabase, inTransaction } from '../../src/lib/db/server/database.ts';
import * as ballots from '../../src/lib/decisions/server/ballots.ts';
import { stopListening } from '../../src/lib/live/server/live.ts';

const [task, box, authority] = process.argv.slice(2) as [string, BallotBoxId, AuthorityId];
const place = { authorityId: authority, boxId: box };
/** at once, whatever happens next to this process */
const say = (line: string) => writeSync(1, `${line}\n`);

if (task === 'vote') {
	const voters = JSON.parse(readFileSync(0, 'utf8')) as [voterId: string, given: Record<string, number>][];
	await Promise.all(
		voters.map(async ([voterId, given]) => {
			const answer = await inTransaction((tx) => ballots.cast(tx, { ...place, voterId, given, actor: `seat:${voterId}` }));
			say(answer.accepted ? `counted ${voterId} ${answer.value.receipt}` : `refused ${answer.reason}`);
		})
	);
} else {
	await ballots.standBy();
	if (task === 'close') {
		const answer = await inTransaction((tx) => ballots.close(tx, { ...place, actor: 'system' }));
		say(answer.accepted ? answer.value.state : `refused ${answer.reason}`);
		await ballots.destroySpentKeys();
	}
	say('done');
}
await stopListening();
await closeDatabase();
// a close that was heard a moment ago may open a pool of its own again: as a server does, it ends all the same
process.exit();
