// The one message type that the hub adds to y-websocket's, sent only to a client that announced it by `?extension=1`.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export const messageBoard = 64;

export type BoardFrame =
	/** how many of the frames that bear an update, received on this socket, are kept for good */
	| { readonly say: 'kept'; readonly count: number }
	| { readonly say: 'rights'; readonly may: 'write' | 'arrange' | 'look' }
	/** `troubled`: what is sent is held and tried again, and is not kept yet */
	| { readonly say: 'storage'; readonly is: 'troubled' | 'sound' }
	/** who one is here, in the server's eyes: what is kept in the browser is kept under this name */
	| { readonly say: 'you'; readonly are: string };

const kept = 0;
const rights = 1;
const storage = 2;
const you = 3;

/** by its number; a client of an earlier release takes all but the first for writing */
const levels = ['look', 'arrange', 'write'] as const;

export function encodeFrame(frame: BoardFrame): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, messageBoard);
	if (frame.say === 'you') {
		// a client of an earlier release reads two numbers
		encoding.writeVarUint(encoder, you);
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarString(encoder, frame.are);
		return encoding.toUint8Array(encoder);
	}
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
	if (kind === you) return { say: 'you', are: decoding.readVarString(decoder) };
	if (kind === storage) return { say: 'storage', is: value ? 'sound' : 'troubled' };
	return undefined;
}

/** Whether a frame says only that what was sent is kept. */
export const isKept = (frame: Uint8Array): boolean => frame[0] === messageBoard && frame[1] === kept;

// Where no socket comes through, frames go up in requests: several in one, and what the server has to say to them in its answer.

function writeFrames(encoder: encoding.Encoder, frames: readonly Uint8Array[]): void {
	encoding.writeVarUint(encoder, frames.length);
	for (const frame of frames) encoding.writeVarUint8Array(encoder, frame);
}

function readFrames(decoder: decoding.Decoder): Uint8Array[] {
	const frames: Uint8Array[] = [];
	for (let left = decoding.readVarUint(decoder); left > 0; left--) frames.push(decoding.readVarUint8Array(decoder).slice());
	return frames;
}

export function packFrames(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const encoder = encoding.createEncoder();
	writeFrames(encoder, frames);
	return encoding.toUint8Array(encoder);
}

/** undefined on what is no list of frames */
export function unpackFrames(bytes: Uint8Array): Uint8Array[] | undefined {
	try {
		return readFrames(decoding.createDecoder(bytes));
	} catch {
		return undefined;
	}
}

export interface Answer {
	readonly frames: readonly Uint8Array[];
	/** why the line is closed; 0: it is not, and all that was sent is kept */
	readonly code: number;
	readonly reason: string;
}

export function packAnswer({ frames, code, reason }: Answer): Uint8Array {
	const encoder = encoding.createEncoder();
	writeFrames(encoder, frames);
	encoding.writeVarUint(encoder, code);
	encoding.writeVarString(encoder, reason);
	return encoding.toUint8Array(encoder);
}

/** Throws on what is no answer. */
export function unpackAnswer(bytes: Uint8Array): Answer {
	const decoder = decoding.createDecoder(bytes);
	return { frames: readFrames(decoder), code: decoding.readVarUint(decoder), reason: decoding.readVarString(decoder) };
}

/** The codes with which the hub closes a socket for good. */
export const closed = { nobody: 4401, noRight: 4403, unknown: 4404, refused: 4409, loadFailed: 4500 } as const;
