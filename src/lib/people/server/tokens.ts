// Makes the secrets that people carry (login session, seat, link, code) and what is stored of them: a SHA-256, never the secret.
import { randomBytes, randomInt } from 'node:crypto';
import { sha256 } from '@oslojs/crypto/sha2';
import { encodeBase32LowerCaseNoPadding, encodeHexLowerCase } from '@oslojs/encoding';

/** 160 bits, 32 characters. */
export const newToken = (): string => encodeBase32LowerCaseNoPadding(randomBytes(20));

export const hashToken = (token: string): string =>
	encodeHexLowerCase(sha256(new TextEncoder().encode(token)));

/** No vowel, no 0/O, 1/I/L: read aloud and typed by anybody, and no word by accident. */
const alphabet = 'BCDFGHJKMNPQRTVWXZ23456789';

export const newCode = (length: number): string =>
	Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** A code as typed: small letters, spaces and dashes are forgiven. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
