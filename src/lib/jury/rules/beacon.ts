// A public value that nobody can know before its time, as a second source of the seed: which one is announced beforehand, how it is typed, and what seed it gives.
import { sha256 } from '@oslojs/crypto/sha2';
import { decodeHex, encodeHexLowerCase } from '@oslojs/encoding';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

/**
 * drand « quicknet », run by the League of Entropy: every three seconds, a signature that a majority of its members makes together (BLS12-381, signatures on G1, unchained).
 * Source: drand, « quicknet is live on the League of Entropy mainnet », 16 October 2023, and the chain's own /info.
 */
export const quicknet = {
	chain: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
	publicKey: '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
	/** seconds since 1970 */
	genesis: 1_692_803_367,
	/** seconds */
	period: 3
} as const;

/** Where anybody reads the value of a round, once it is there. The product never asks it. */
export const placeOf = (round: number): string => `https://api.drand.sh/${quicknet.chain}/public/${round}`;

export const timeOf = (round: number): Date => new Date((quicknet.genesis + (round - 1) * quicknet.period) * 1000);

/** The first round that is due at a moment or after it. */
export const roundFrom = (moment: Date): number => Math.max(1, Math.ceil((moment.getTime() / 1000 - quicknet.genesis) / quicknet.period) + 1);

/** Minutes after the seal before which no value may be due. */
export const leastWait = 10;
/** Minutes from now: a coffee, an hour, the same time tomorrow. */
export const waits = [10, 60, 1440] as const;

/** What is kept of a value chosen for a draw; the signature comes once its time has come. */
export interface Beacon {
	readonly version: 1;
	readonly round: number;
	/** hexadecimal, 96 small letters and figures */
	readonly signature: string | null;
}

/**
 * The round to announce, `typed` minutes from `at`: still to come, and due ten minutes after the seal at least, so that neither who seals nor who chooses knows it.
 * Refuses a wait that is not offered. (JU121)
 */
export function chooseRound(typed: string, { sealedAt, at }: { readonly sealedAt: Date; readonly at: Date }): Outcome<Beacon, 'beacon-wait-unknown'> {
	const wait = waits.find((one) => String(one) === typed);
	if (!wait) return refused('beacon-wait-unknown');
	const after = (moment: Date, minutes: number) => moment.getTime() + minutes * 60_000;
	return accepted({ version: 1, round: roundFrom(new Date(Math.max(after(at, wait), after(sealedAt, leastWait)))), signature: null });
}

export type BeaconRefusal = 'beacon-too-early' | 'beacon-missing' | 'beacon-unreadable' | 'beacon-other-round' | 'beacon-other-network';

/** Longer is no value of a round. */
export const beaconLimit = 2_000;

/**
 * The signature of an announced round, as hexadecimal letters or as the JSON of a relay; checked by `isSignatureOf`. Refuses it before its time, nothing, what is neither, the JSON of another round,
 * and a signature of another length: a network that is not this one. (JU122)
 */
export function readSignature(typed: string, round: number, at: Date): Outcome<string, BeaconRefusal> {
	if (at < timeOf(round)) return refused('beacon-too-early');
	const text = typed.trim();
	if (text === '') return refused('beacon-missing');
	if (text.length > beaconLimit) return refused('beacon-unreadable');
	const said = text.startsWith('{') ? fromJson(text) : { round, signature: text };
	if (!said) return refused('beacon-unreadable');
	if (said.round !== round) return refused('beacon-other-round');
	const signature = said.signature.replace(/\s+/g, '').replace(/^0x/i, '').toLowerCase();
	if (!/^[0-9a-f]+$/.test(signature)) return refused('beacon-unreadable');
	// 192: the networks that sign on G2
	if (signature.length === 192) return refused('beacon-other-network');
	return signature.length === 96 ? accepted(signature) : refused('beacon-unreadable');
}

function fromJson(text: string): { readonly round: number; readonly signature: string } | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (typeof value !== 'object' || value === null || !('round' in value) || !('signature' in value)) return undefined;
	const { round, signature } = value;
	return typeof signature === 'string' && /^\d{1,15}$/.test(String(round)) ? { round: Number(round), signature } : undefined;
}

/** The seed that a signature gives: what drand calls the randomness of the round, SHA-256 of its bytes. */
export const seedOf = (signature: string): string => encodeHexLowerCase(sha256(decodeHex(signature)));
