// [T1] Sixty voters send their ballot fifty times each while the box closes: two hundred rounds, of which a usual run makes one, chosen by its seed: a round takes seconds.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAuthority, authorityId, cast, close, openBox } from '../../../../tests/world/ballot-box.ts';
import { isInThisRun, isWholeRun } from '../../../../tests/world/drawn.ts';
import { numbersFrom } from '../../../../tests/world/numbers.ts';
import { keep } from '../../../../tests/world/results.ts';
import { inTransaction } from '../../db/server/database.ts';
import * as ballots from './ballots.ts';

const voters = 60;
const duplicates = 50;
const rounds = [...Array(200).keys()];
const figures = { rounds: 0, sent: 0, accepted: 0, refusedAfterClose: 0, counted: 0, closedEarly: 0 };

beforeAll(async () => {
	process.env.KEYS_DIR = mkdtempSync(join(tmpdir(), 'keys-'));
	await addAuthority();
});

afterAll(() => keep('T1-races', { voters, duplicates, ...figures }));

const drawn = rounds.filter((round) => isInThisRun(`race ${round}`, 50));

test.each(isWholeRun ? rounds : [drawn[0] ?? 0])(
	'[DE7] round %d: whoever was told that their ballot is in is counted once, and nobody after the close',
	{ timeout: 180_000 },
	async (round) => {
		const next = numbersFrom(round);
		const { boxId, jury } = await openBox(voters, 0);
		const told = new Map<string, Set<string>>();
		let isClosed = false;
		const send = async (voterId: string, turn: number) => {
			const wasClosed = isClosed;
			const answer = await cast(boxId, voterId, [turn % 5, 1, 2]);
			if (!answer.accepted) {
				expect(answer.reason).toBe('vote-closed');
				figures.refusedAfterClose++;
				return;
			}
			expect(wasClosed, 'a ballot sent after the close was accepted').toBe(false);
			figures.accepted++;
			told.set(voterId, (told.get(voterId) ?? new Set()).add(answer.value.receipt));
		};
		const sent = jury.flatMap((voterId) => Array.from({ length: duplicates }, (_, turn) => [voterId, turn] as const));
		for (let last = sent.length - 1; last > 0; last--) {
			const other = next(last + 1);
			[sent[last], sent[other]] = [sent[other]!, sent[last]!];
		}
		const closesAt = next(sent.length);
		const sending: Promise<void>[] = [];
		let closing: Promise<unknown> | undefined;
		for (const [place, [voterId, turn]] of sent.entries()) {
			sending.push(send(voterId, turn));
			if (place === closesAt)
				closing = Promise.all([close(boxId), close(boxId)]).then((answers) => {
					isClosed = true;
					expect(answers.map(({ accepted }) => accepted)).toEqual([true, true]);
				});
			// at most so many at once as the pool has connections, three times over: the close is among them
			if (sending.length >= 48) await sending.shift();
		}
		await Promise.all([...sending, closing]);
		const box = (await inTransaction((tx) => ballots.read(tx, authorityId, boxId)))!;
		expect(box.colleges[0]!.ballots).toBe(told.size);
		expect(told.size).toBeLessThanOrEqual(voters);
		expect(box.roll.flatMap(({ voterId, hasVoted }) => (hasVoted ? [voterId] : []))).toEqual([...told.keys()].sort());
		expect([...told.values()].every((receipts) => receipts.size === 1)).toBe(true);
		expect(box.receipts).toEqual([...told.values()].flatMap((receipts) => [...receipts]).sort());
		expect(await cast(boxId, jury[0]!, [0, 0, 0])).toEqual({ accepted: false, reason: 'vote-closed' });
		figures.rounds++;
		figures.sent += sent.length;
		figures.counted += told.size;
		if (told.size < voters) figures.closedEarly++;
	}
);
