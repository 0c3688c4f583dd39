// The one message type that the hub adds to y-websocket's, sent only to a client that announced it by `?extension=1`.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export const messageBoard = 64;

export type BoardFrame =
	/** how many of the frames that bear an update, received on this socket, are kept for good */
	| { readonly say: 'kept'; readonly count: number }
	| { readonly say: 'rights'; readonly may: 'write' | 'arrange' | 'look' }
	/** `troubled`: what is sent is held and tried again, and is not kept yet */
	| { readonly say: 'storage'; readonly is: 'troubled' | 'sound' };

const kept = 0;
const rights = 1;
const storage = 2;

/** by its number; a client of an earlier release takes all but the first for writing */
const levels = ['look', 'arrange', 'write'] as const;

export function encodeFrame(frame: BoardFrame): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, messageBoard);
	const [kind, value] =
		frame.say === 'kept' ? [kept, frame.count] : frame.say === 'rights' ? [rights, levels.indexOf(frame.may)] : [storage, frame.is === 'sound' ? 1 : 0];
	encoding.writeVarUint(encoder, kind);
	encoding.writeVarUint(encoder, value);
	return encoding.toUint8Array(encoder);
}

/** Reads a frame whose type has been read. */
export function decodeFrame(decoder: decoding.Decoder): BoardFrame | undefined {
	const kind = decoding.readVarUint(decoder);
	const value = decoding.readVarUint(decoder);
	if (kind === kept) return { say: 'kept', count: value };
	if (kind === rights) return { say: 'rights', may: levels[value] ?? 'look' };
	if (kind === storage) return { say: 'storage', is: value ? 'sound' : 'troubled' };
	return undefined;
}

/** The codes with which the hub closes a socket for good. */
export const closed = { nobody: 4401, noRight: 4403, unknown: 4404, refused: 4409, loadFailed: 4500 } as const;
