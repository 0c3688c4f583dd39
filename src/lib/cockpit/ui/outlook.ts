// What the first page of a cockpit is given.
import type { read } from '../server/outlook.ts';

export type Outlook = Awaited<ReturnType<typeof read>>;
