// A real SMTP server of this process, which keeps what it receives and fails where it is told to.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** `dies`: it has the whole text and breaks off without an answer; `later` and `never`: what it answers to a recipient. */
export type Manner = 'takes' | 'dies' | 'later' | 'never';

export interface Received {
	readonly to: string;
	/** headers and body, as they came over the wire */
	readonly text: string;
}

export class Letterbox {
	readonly received: Received[] = [];
	connections = 0;
	manner: Manner = 'takes';
	#server: SMTPServer | undefined;
	#port = 0;

	get url(): string {
		return `smtp://127.0.0.1:${this.#port}`;
	}

	async open(): Promise<void> {
		const server = new SMTPServer({
			authOptional: true,
			disabledCommands: ['STARTTLS', 'AUTH'],
			disableReverseLookup: true,
			logger: false,
			onConnect: (_, done) => {
				this.connections += 1;
				done();
			},
			onRcptTo: (_, __, done) => {
				if (this.manner === 'never') return done(Object.assign(new Error('No such person here'), { responseCode: 550 }));
				if (this.manner === 'later') return done(Object.assign(new Error('Greylisted'), { responseCode: 451 }));
				done();
			},
			onData: (stream, session, done) => {
				const pieces: Buffer[] = [];
				stream.on('data', (piece: Buffer) => pieces.push(piece));
				stream.once('end', () => {
					this.received.push({ to: session.envelope.rcptTo[0]!.address, text: Buffer.concat(pieces).toString('utf8') });
					if (this.manner !== 'dies') return done();
					for (const one of server.connections) (one as { _socket?: { destroy(): void } })._socket?.destroy();
				});
			}
		});
		server.on('error', () => {});
		this.#server = server;
		await new Promise<void>((listening) => server.listen(this.#port, '127.0.0.1', () => listening()));
		this.#port = (server.server.address() as AddressInfo).port;
	}

	async close(): Promise<void> {
		await new Promise<void>((closed) => (this.#server ? this.#server.close(() => closed()) : closed()));
		this.#server = undefined;
	}
}
