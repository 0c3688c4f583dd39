// A second process on the same Postgres: says when it listens, then each topic that it hears.
import process from 'node:process';
import { watch } from '../../src/lib/live/server/live.ts';

const wanted = process.argv[2];
await watch((topic) => topic === wanted, (topic) => process.send!(topic));
process.send!('listening');
