// The only writer of the key files of ballot boxes: made at opening, read at the count, destroyed after it; never in the database.
import { constants, createHmac, createPrivateKey, createPublicKey, generateKeyPair, privateDecrypt, publicEncrypt, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { BallotBoxId } from '../../db/rules/ids.ts';
import { readId } from '../../db/server/ids.ts';
import { maximumOptions } from '../rules/ballot.ts';

export const keysFolder = (): string => resolve(process.env.KEYS_DIR ?? join(process.env.DATA_DIR ?? 'data', 'keys'));

const fileOf = (boxId: BallotBoxId) => join(keysFolder(), `${boxId}.key`);

interface Pair {
	readonly publicKey: Buffer;
	readonly privateKey: string;
}

const generate = promisify(generateKeyPair);

const newPair = async (): Promise<Pair> =>
	generate('rsa', {
		modulusLength: 3072,
		publicKeyEncoding: { type: 'spki', format: 'der' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
	});

let spare: Promise<Pair> | undefined;

/** Makes a key in advance, on another thread: half a second that the room does not wait for when the vote opens. */
export function prepareKey(): void {
	spare ??= newPair();
	spare.catch(() => (spare = undefined));
}

/** Writes the private half where no backup looks, readable by this server only, and returns the public half. */
export async function makeKey(boxId: BallotBoxId): Promise<Uint8Array> {
	prepareKey();
	const taken = spare!;
	spare = undefined;
	const { publicKey, privateKey } = await taken;
	await mkdir(keysFolder(), { recursive: true, mode: 0o700 });
	const file = await open(fileOf(boxId), 'wx', 0o600);
	try {
		await file.writeFile(privateKey);
		await file.sync();
	} finally {
		await file.close();
	}
	return publicKey;
}

export async function hasKey(boxId: BallotBoxId): Promise<boolean> {
	return access(fileOf(boxId)).then(
		() => true,
		() => false
	);
}

/** The private half; undefined when the file is not there: a restored backup. */
export async function readKey(boxId: BallotBoxId): Promise<KeyObject | undefined> {
	try {
		return createPrivateKey(await readFile(fileOf(boxId)));
	} catch (problem) {
		if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw problem;
	}
}

/** Overwrites, then removes. True when there was a file. */
export async function destroyKey(boxId: BallotBoxId): Promise<boolean> {
	let file;
	try {
		file = await open(fileOf(boxId), 'r+');
	} catch (problem) {
		if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return false;
		throw problem;
	}
	try {
		const { size } = await file.stat();
		await file.write(Buffer.alloc(size), 0, size, 0);
		await file.sync();
	} finally {
		await file.close();
	}
	await unlink(fileOf(boxId)).catch((problem: NodeJS.ErrnoException) => {
		if (problem.code !== 'ENOENT') throw problem;
	});
	return true;
}

const unused = 0xff;
const padding = constants.RSA_PKCS1_OAEP_PADDING;

/** A sealed ballot can be opened for its own voter in its own box only. */
const labelOf = (boxId: BallotBoxId, voterId: string) => Buffer.from(`${boxId}/${voterId}`);

/** Whether a ballot was filled by its voter, or typed for them. */
export type Hand = 'own' | 'typed';
const typedMark = 1;

/** Seals grades, one byte an option, filled up to one length, and whose hand it was: what leaves here says nothing but that somebody voted. */
export function seal(publicKey: Uint8Array, boxId: BallotBoxId, voterId: string, grades: readonly number[], hand: Hand): Uint8Array {
	const plain = Buffer.alloc(maximumOptions + 1, unused);
	plain.set(grades);
	if (hand === 'typed') plain[maximumOptions] = typedMark;
	const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
	return publicEncrypt({ key, padding, oaepHash: 'sha256', oaepLabel: labelOf(boxId, voterId) }, plain);
}

export function unseal(key: KeyObject, boxId: BallotBoxId, voterId: string, sealed: Uint8Array, options: number): { readonly grades: readonly number[]; readonly hand: Hand } {
	const plain = privateDecrypt({ key, padding, oaepHash: 'sha256', oaepLabel: labelOf(boxId, voterId) }, Buffer.from(sealed));
	return { grades: [...plain.subarray(0, options)], hand: plain[maximumOptions] === typedMark ? 'typed' : 'own' };
}

/** A typing that waits for the same again; `differs`: it took the place of another one. */
export type Waiting = 'once' | 'differs';
const waitings: readonly Waiting[] = ['once', 'differs'];
const saltBytes = 17;

function markWith(salt: Uint8Array, key: KeyObject, boxId: BallotBoxId, voterId: string, grades: readonly number[]): Buffer {
	const keyed = createHmac('sha256', key.export({ type: 'pkcs8', format: 'der' }));
	return Buffer.concat([salt, keyed.update(salt).update(labelOf(boxId, voterId)).update(Buffer.from(grades)).digest()]);
}

/** What the next typing of a ballot is held against: it opens nothing, and says nothing to whoever lacks the key. */
export const markTyping = (waiting: Waiting, key: KeyObject, boxId: BallotBoxId, voterId: string, grades: readonly number[]): Uint8Array =>
	markWith(Buffer.concat([Buffer.of(waitings.indexOf(waiting)), randomBytes(saltBytes - 1)]), key, boxId, voterId, grades);

export const waitingOf = (mark: Uint8Array): Waiting => waitings[mark[0]!]!;

export const isSameTyping = (mark: Uint8Array, key: KeyObject, boxId: BallotBoxId, voterId: string, grades: readonly number[]): boolean =>
	timingSafeEqual(mark, markWith(mark.subarray(0, saltBytes), key, boxId, voterId, grades));

/** Boxes whose key file has been lying here for longer than an opening can last. */
export async function keysLyingSince(before: Date): Promise<readonly BallotBoxId[]> {
	const names = await readdir(keysFolder()).catch(() => []);
	const lying: BallotBoxId[] = [];
	for (const name of names) {
		const boxId = readId<'ballot-box'>(name.replace(/\.key$/, ''));
		if (!boxId || !name.endsWith('.key')) continue;
		const file = await stat(join(keysFolder(), name)).catch(() => undefined);
		if (file && file.mtime < before) lying.push(boxId);
	}
	return lying;
}
