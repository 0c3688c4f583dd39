import { describe, expect, test } from 'vitest';
import { chooseRound, leastWait, quicknet, readSignature, roundFrom, seedOf, timeOf, waits } from './beacon.ts';
import { isSignatureOf } from './beaconSignature.ts';

// values of the public network: 1000 as drand's own tlock tests it; 657413 with its randomness as drand-verify's README gives it; the others as its relays gave them in September 2026
const rounds = [
	{ round: 1000, signature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39', seed: null },
	{ round: 657413, signature: 'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b', seed: 'fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587' },
	{ round: 32281667, signature: 'b0f5ae301358ff87a9d3dd539ed4a07c0148b1ab4f7b61a8ca43c7e9ca7ca9553e4faae9188deb30b2cd1a7f447e3e5b', seed: '4fd2fc55983dbfa3f446d8a0bd56f16cc8c5e76afd1ec154b60d477cbabed13b' },
	{ round: 32285085, signature: '81dbce51d584d90d618547f4b50391d53ace6f6b9aeb8fb67e1879427af9d0310ac0ec6f519271d9a313ee84b378d416', seed: null }
] as const;
const [{ round, signature }] = [rounds[1]];
const due = timeOf(round);
const reasonOf = (typed: string, at = due) => {
	const read = readSignature(typed, round, at);
	return read.accepted ? read.value : read.reason;
};

describe('the signature', () => {
	test.each(rounds)('[JU122] of round $round is told from any other, and gives its seed', ({ round: own, signature: said, seed }) => {
		expect(isSignatureOf(own, said)).toBe(true);
		if (seed) expect(seedOf(said)).toBe(seed);
	});

	test('[JU122] of another round, changed by one letter, of another network, or no point at all, is not', () => {
		expect(isSignatureOf(round + 1, signature)).toBe(false);
		expect(isSignatureOf(32285086, rounds[3].signature), 'the round just before').toBe(false);
		expect(isSignatureOf(round, signature.replace('b8', 'b9'))).toBe(false);
		// the sign of the point: on the curve, and of the group
		expect(isSignatureOf(round, `9${signature.slice(1)}`)).toBe(false);
		// fastnet's round 1000, as drand's tlock tests it
		expect(isSignatureOf(1000, 'b09eacd45767c4d58306b98901ad0d6086e2663766f3a4ec71d00cf26f0f49eaf248abc7151c60cf419c4e8b37e80412')).toBe(false);
		for (const none of ['', 'zz', `c0${'0'.repeat(94)}`, `${'f'.repeat(96)}`]) expect(isSignatureOf(round, none), none).toBe(false);
	});
});

test('[JU122] a value is read as letters or as the JSON of a relay, with whatever blanks', () => {
	expect(reasonOf(` 0x${signature.toUpperCase().slice(0, 40)}\n${signature.slice(40)} `)).toBe(signature);
	expect(reasonOf(JSON.stringify({ round, randomness: 'not read', signature }))).toBe(signature);
	expect(reasonOf(JSON.stringify({ round: String(round), signature, more: 1 }))).toBe(signature);
});

test.each([
	['', 'beacon-missing'],
	['657413', 'beacon-unreadable'],
	['{"round":657413}', 'beacon-unreadable'],
	['{"round":657413,', 'beacon-unreadable'],
	['{"round":657413,"signature":12}', 'beacon-unreadable'],
	['[]', 'beacon-unreadable'],
	[signature.slice(1), 'beacon-unreadable'],
	[`${signature}${'a'.repeat(3000)}`, 'beacon-unreadable'],
	[JSON.stringify({ round: round + 1, signature }), 'beacon-other-round'],
	[signature + signature, 'beacon-other-network']
])('[JU122] %s is refused: %s', (typed, reason) => expect(reasonOf(typed)).toBe(reason));

test('[JU122] before its time there is no value to read', () => {
	expect(reasonOf(signature, new Date(due.getTime() - 1))).toBe('beacon-too-early');
});

test('[JU121] rounds follow each other every three seconds from their first', () => {
	expect(timeOf(1).getTime() / 1000).toBe(quicknet.genesis);
	// Gibyeol2026 counts as we do: 35107012 is due on 24 December 2026 at 15:00 UTC
	expect(timeOf(35_107_012).toISOString()).toBe('2026-12-24T15:00:00.000Z');
	expect(roundFrom(timeOf(1000))).toBe(1000);
	expect(roundFrom(new Date(timeOf(1000).getTime() + 1))).toBe(1001);
	expect(roundFrom(new Date(0))).toBe(1);
});

test('[JU121] the announced round is due after the choice and ten minutes after the seal at least', () => {
	const sealedAt = new Date('2027-01-29T10:00:00Z');
	for (const late of [0, 1, 9, 600]) {
		const at = new Date(sealedAt.getTime() + late * 60_000);
		for (const wait of waits) {
			const chosen = chooseRound(String(wait), { sealedAt, at });
			const after = chosen.accepted ? timeOf(chosen.value.round).getTime() : 0;
			expect(after - at.getTime()).toBeGreaterThanOrEqual(wait * 60_000);
			expect(after - sealedAt.getTime()).toBeGreaterThanOrEqual(leastWait * 60_000);
			expect(after - at.getTime()).toBeLessThan(wait * 60_000 + 3_000);
		}
	}
	expect(chooseRound('60', { sealedAt: new Date('2027-01-29T12:00:00Z'), at: sealedAt }), 'a clock put back').toMatchObject({ value: { round: roundFrom(new Date('2027-01-29T12:10:00Z')) } });
	for (const typed of ['', '0', '5', '-10', '10.0']) expect(chooseRound(typed, { sealedAt, at: sealedAt })).toEqual({ accepted: false, reason: 'beacon-wait-unknown' });
});
