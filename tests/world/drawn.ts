// Where trying everything takes too long, `npm test` tries a seeded tenth, the same one for the same SEED; `npm run test:long` tries all.
import { createHash } from 'node:crypto';
import process from 'node:process';

const seed = process.env.SEED || 'tenth';

/** Whether a try of this name is made in this run. */
export const isInThisRun = (name: string): boolean => process.env.WHOLE === 'yes' || createHash('sha256').update(`${seed} ${name}`).digest().readUInt16BE() % 10 === 0;
