// What leaves for many at once, made into websocket frames once, whoever many they are.

/** An unmasked, whole, binary frame (RFC 6455, 5.2), as a server sends them. */
function asFrame(message: Uint8Array): Buffer {
	const length = message.byteLength;
	const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
	const frame = Buffer.allocUnsafe(head + length);
	frame[0] = 0x82;
	if (head === 2) frame[1] = length;
	else if (head === 4) {
		frame[1] = 126;
		frame.writeUInt16BE(length, 2);
	} else {
		frame[1] = 127;
		frame.writeUIntBE(0, 2, 4);
		frame.writeUInt32BE(length, 6);
	}
	frame.set(message, head);
	return frame;
}

/** Messages, in their order: each by itself, or all as the bytes of one write to a websocket's stream. */
export class Outgoing {
	readonly messages: readonly Uint8Array[];
	private made: Buffer | undefined;

	constructor(messages: readonly Uint8Array[]) {
		this.messages = messages;
	}

	get frames(): Buffer {
		return (this.made ??= this.messages.length === 1 ? asFrame(this.messages[0]!) : Buffer.concat(this.messages.map(asFrame)));
	}
}
