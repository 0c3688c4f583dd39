// Whether a signature is the one of a round: checked with the network's public key, asking nobody. Apart from beacon.ts, so that a screen loads the curve only where it checks.
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { sha256 } from '@oslojs/crypto/sha2';
import { decodeHex } from '@oslojs/encoding';
import { quicknet } from './beacon.ts';

/** RFC 9380, and drand's scheme « bls-unchained-g1-rfc9380 ». */
const tag = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';

/** `round`: whole, from 1. `signature`: hexadecimal. False for what is no point of the curve too. (JU122) */
export function isSignatureOf(round: number, signature: string): boolean {
	const number = new Uint8Array(8);
	new DataView(number.buffer).setBigUint64(0, BigInt(round));
	const { hash, verify } = bls12_381.shortSignatures;
	try {
		return verify(decodeHex(signature), hash(sha256(number), tag), decodeHex(quicknet.publicKey));
	} catch {
		return false;
	}
}
