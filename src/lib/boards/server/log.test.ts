import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { and, inArray, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { roomOf } from '../../../../tests/world/boardroom.ts';
import type { BoardId } from '../../db/rules/ids.ts';
import { database, driver, inTransaction } from '../../db/server/database.ts';
import type { Actor } from '../../journal/server/journal.ts';
import * as boards from './boards.ts';
import * as log from './log.ts';
import { Outgoing } from './outgoing.ts';
import { ydocUpdates } from './tables.ts';

const bytes = (...all: number[]) => new Uint8Array(all);
const row = (data: Uint8Array, actor = 'system' as Actor) => ({ actor, data });
const boardsOf = async (count: number) => Promise.all(Array.from({ length: count }, async () => (await roomOf(1)).boardId));
const lastRows = async (boardId: BoardId, after: number) => (await log.rowsAfter(await database(), boardId, after)).map(({ seq, actor, data }) => [seq, actor, [...data]]);
const epoch = 1;

test('[BO1] boards that are written in one moment are written by one commit, each row under its own number and name', async () => {
	const [one, other] = await boardsOf(2);
	const odd = 'seat:"a\\b,{c}' as Actor;
	const firsts = await Promise.all([log.append(one!, epoch, [row(bytes(1, 255)), row(bytes(), odd)]), log.append(other!, epoch, [row(bytes(0, 92, 34))])]);
	expect(firsts).toEqual([2, 2]);
	expect(await lastRows(one!, 1)).toEqual([[2, 'system', [1, 255]], [3, odd, []]]);
	expect(await lastRows(other!, 1)).toEqual([[2, 'system', [0, 92, 34]]]);
	const commits = await (await database())
		.selectDistinct({ commit: sql`${ydocUpdates}.xmin::text` })
		.from(ydocUpdates)
		.where(and(inArray(ydocUpdates.docId, [one!, other!]), sql`${ydocUpdates.seq} > 1`));
	expect(commits).toHaveLength(1);
});

test('[BO1] one board asked for twice in one moment takes both, one after the other', async () => {
	const [one] = await boardsOf(1);
	const firsts = await Promise.all([log.append(one!, epoch, [row(bytes(1))]), log.append(one!, epoch, [row(bytes(2))])]);
	expect(firsts.toSorted()).toEqual([2, 3]);
});

test('[BO4] of boards that are written in one moment, the frozen one and the one begun afresh take nothing', async () => {
	const [frozen, afresh, open] = await boardsOf(3);
	await inTransaction((tx) => boards.freeze(tx, frozen!));
	expect(await Promise.all([log.append(frozen!, epoch, [row(bytes(1))]), log.append(afresh!, epoch + 1, [row(bytes(2))]), log.append(open!, epoch, [row(bytes(3))])])).toEqual([undefined, undefined, 2]);
	expect(await lastRows(frozen!, 1)).toEqual([]);
	expect(await lastRows(afresh!, 1)).toEqual([]);
});

test('[BO1] a board that somebody holds keeps no other one waiting, and is written once it is let go', async () => {
	const [held, free] = await boardsOf(2);
	const holder = await (await driver()).reserve();
	await holder`begin`;
	await holder`select 1 from ydocs where id = ${held!} for update`;
	const waiting = log.append(held!, epoch, [row(bytes(1))]);
	expect(await log.append(free!, epoch, [row(bytes(2))])).toBe(2);
	expect(await lastRows(held!, 1)).toEqual([]);
	await holder`commit`;
	holder.release();
	expect(await waiting).toBe(2);
});

test('[BO1] rows that the database cannot take keep back no other board', async () => {
	const [bad, good] = await boardsOf(2);
	const nul = String.fromCharCode(0) as Actor;
	const [refused, taken] = await Promise.allSettled([log.append(bad!, epoch, [row(bytes(1), nul)]), log.append(good!, epoch, [row(bytes(2))])]);
	expect(refused.status).toBe('rejected');
	expect(taken).toEqual({ status: 'fulfilled', value: 2 });
});

test('[BO1] what is framed for many at once arrives whole and in its order, whatever its length', async () => {
	const sent = [0, 125, 126, 65_535, 65_536, 3].map((length, index) => new Uint8Array(length).fill(index + 1));
	const http = createServer();
	const server = new WebSocketServer({ noServer: true });
	http.on('upgrade', (request, stream, head) => server.handleUpgrade(request, stream, head, () => stream.write(new Outgoing(sent).frames)));
	await new Promise<void>((up) => http.listen(0, '127.0.0.1', up));
	const socket = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
	const heard: Buffer[] = [];
	await new Promise<void>((all) => socket.on('message', (message: Buffer, isBinary) => isBinary && heard.push(message) === sent.length && all()));
	expect(heard.map((message) => Buffer.compare(message, sent[heard.indexOf(message)]!))).toEqual(sent.map(() => 0));
	socket.terminate();
	http.close();
});
