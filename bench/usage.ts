// What a server of the bench says of itself to its parent: its port, and what it has consumed when asked.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';

export interface Usage {
	/** seconds of processor, user and system */
	readonly seconds: number;
	/** MB */
	readonly rss: number;
	readonly heap: number;
}

export const ready = (http: Server) => process.send!({ port: (http.address() as AddressInfo).port });

/** Ends with its parent. `usage`: what it has consumed so far; `tidy`: the same once the garbage is collected. */
export function answerUsage(stop: () => Promise<void> = async () => {}): void {
	process.on('message', (asked: 'usage' | 'tidy' | 'stop') => {
		if (asked === 'stop') return void stop().then(() => process.exit(0));
		if (asked === 'tidy') for (let times = 0; times < 3; times++) (globalThis as { gc?: () => void }).gc?.();
		const { user, system } = process.cpuUsage();
		const { rss, heapUsed, external } = process.memoryUsage();
		process.send!({ seconds: (user + system) / 1e6, rss: rss / 1e6, heap: (heapUsed + external) / 1e6 } satisfies Usage);
	});
	process.on('disconnect', () => process.exit(0));
}
