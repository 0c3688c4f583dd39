// Says who stands behind a socket and what they may do on a board, from the cookies of its handshake; asked again whenever a right may have been lost.
import type { IncomingMessage } from 'node:http';
import type { RequestEvent } from '@sveltejs/kit';
import { judgeSeat, readFacilitator } from '../../gatherings/server/guards.ts';
import type { Actor } from '../../journal/server/journal.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import type { Writer } from '../rules/writing.ts';
import type { Board } from './log.ts';

export interface Visitor {
	readonly actor: Actor;
	readonly name: string;
	readonly capacity: Capacity | null;
	readonly writer: Writer;
}

const headerOf = (request: IncomingMessage, name: string | undefined) => (name ? [request.headers[name] ?? []].flat()[0] : undefined);

/** The origin under which this socket was asked for, as `server/main.ts` settled it. */
export function effectiveUrl(request: IncomingMessage): URL {
	const protocol = headerOf(request, process.env.PROTOCOL_HEADER) ?? 'http';
	const host = headerOf(request, process.env.HOST_HEADER) ?? request.headers.host ?? 'localhost';
	return new URL(request.url ?? '/', `${protocol}://${host}`);
}

/** From where this socket was asked for, as `server/main.ts` settled it. */
export const addressOf = (request: IncomingMessage): string => headerOf(request, process.env.ADDRESS_HEADER) ?? request.socket.remoteAddress ?? 'unknown';

/** A page of another site may not open a socket with our cookies; a client that is no browser says no origin. */
export function isForeign(request: IncomingMessage): boolean {
	const { origin } = request.headers;
	return origin !== undefined && origin !== effectiveUrl(request).origin;
}

/** What changes something comes from a page of ours, which says so. */
export const isFromAPage = (request: IncomingMessage): boolean => request.headers.origin !== undefined && !isForeign(request);

function cookiesOf(header: string | undefined): Map<string, string> {
	const cookies = new Map<string, string>();
	for (const pair of (header ?? '').split(';')) {
		const equals = pair.indexOf('=');
		if (equals < 1) continue;
		try {
			cookies.set(pair.slice(0, equals).trim(), decodeURIComponent(pair.slice(equals + 1).trim()));
		} catch {
			// a cookie that cannot be read is no cookie
		}
	}
	return cookies;
}

/** The seat or the facilitator; `nobody` without any of our cookies, `no-right` with one that gives nothing here, or a seat that this board is not for (BO13). */
export async function readVisitor(request: IncomingMessage, board: Board): Promise<Visitor | 'nobody' | 'no-right'> {
	const cookies = cookiesOf(request.headers.cookie);
	if (cookies.size === 0) return 'nobody';
	const event = {
		url: effectiveUrl(request),
		cookies: {
			get: (name: string) => cookies.get(name),
			set: () => {
				throw new Error('A socket sets no cookie');
			}
		}
	} as unknown as RequestEvent;
	const facilitator = await readFacilitator(event, board.gatheringId);
	const seat = await judgeSeat(event, board.gatheringId);
	// the words of a revealed card are changed at the console only; a draft is written by all for whom it is
	const may = facilitator || board.kind === 'passages' ? 'write' : 'arrange';
	const isFor = (capacity: Capacity) => board.capacities === null || board.capacities.includes(capacity);
	if (seat.accepted && seat.value.state === 'admitted' && isFor(seat.value.capacity)) {
		const { seatId, publicName, capacity } = seat.value;
		return { actor: `seat:${seatId}`, name: publicName, capacity, writer: { may } };
	}
	if (facilitator) return { actor: `account:${facilitator.accountId}`, name: facilitator.name, capacity: null, writer: { may: 'write' } };
	return seat.accepted || seat.reason !== 'seat-needed' ? 'no-right' : 'nobody';
}
