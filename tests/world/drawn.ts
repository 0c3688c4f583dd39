// Where trying everything takes too long, `npm test` tries a seeded part, the same one for the same SEED; `npm run test:long` tries all.
import { createHash } from 'node:crypto';
import process from 'node:process';

const seed = process.env.SEED || 'tenth';

export const isWholeRun = process.env.WHOLE === 'yes';

/** Whether a try of this name is made in this run: one in so many. */
export const isInThisRun = (name: string, oneIn = 10): boolean => isWholeRun || createHash('sha256').update(`${seed} ${name}`).digest().readUInt16BE() % oneIn === 0;
