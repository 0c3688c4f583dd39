// A hub with a pool and an ear of its own, as in another process: its modules are loaded anew.
import { vi } from 'vitest';
import { serve, type Hub } from './boardroom.ts';

export type AnotherHub = Awaited<ReturnType<typeof anotherHub>>;

export async function anotherHub() {
	vi.resetModules();
	const hub = (await import('../../src/lib/boards/server/hub.ts')) as Hub;
	const live = await import('../../src/lib/live/server/live.ts');
	const own = await import('../../src/lib/db/server/database.ts');
	const serving = await serve(hub);
	return {
		at: serving.at,
		stop: () => hub.stop(),
		/** it hears no more of what others announce */
		deafen: () => live.stopListening(),
		end: async () => {
			await serving.end();
			await live.stopListening();
			await own.closeDatabase();
		}
	};
}
