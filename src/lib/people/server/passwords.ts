// Hashes and checks passwords: argon2id, four at a time, so that fifty logins at once never hold up a vote.
import { hash, verify, type Options } from '@node-rs/argon2';
import { takingTurns } from '../../time/server/turns.ts';

/** 2 is Argon2id: the library's enumeration does not survive erasable syntax. OWASP's parameters, 16-byte salt, 32-byte tag. */
const parameters: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

const inTurn = takingTurns(4);

export const hashPassword = (password: string): Promise<string> =>
	inTurn(() => hash(password.slice(0, 4_000).normalize('NFC'), parameters));

let nobodys: Promise<string> | undefined;

/** Takes the same time whether there is a hash or not: an address without account is checked against nobody's. */
export async function checkPassword(stored: string | null | undefined, password: string): Promise<boolean> {
	nobodys ??= hashPassword('an address that nobody has');
	const against = stored ?? (await nobodys);
	const matches = await inTurn(() => verify(against, password.slice(0, 4_000).normalize('NFC')));
	return matches && stored != null;
}

/** Whether the parameters have risen since this hash was made. */
export const isOutdated = (stored: string): boolean => !stored.startsWith('$argon2id$v=19$m=19456,t=2,p=1$');
