// What an instance without anybody's own space offers to whoever comes first: its example, and the opening of a space.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { AccountFacts } from './accounts.ts';

/** `empty`: no account. `example-only`: none but the example's. `open`: somebody works here. */
export type Life = 'empty' | 'example-only' | 'open';

/** The first space is opened once: afterwards one is invited (PE3). */
export const mayOpenFirst = (life: Life): Outcome<Life, 'space-already-open'> =>
	life === 'open' ? refused('space-already-open') : accepted(life);

/** The example is loaded, or entered again, by anybody as long as nobody works here, and by an administrator afterwards (PE4). */
export const mayLoadExample = (
	life: Life,
	account: Pick<AccountFacts, 'isAdministrator'> | undefined
): Outcome<Life, 'example-for-administrators'> =>
	life !== 'open' || account?.isAdministrator ? accepted(life) : refused('example-for-administrators');
