import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { isRunnableDevEnvironment, type Plugin } from 'vite';

type Sockets = typeof import('./sockets.ts');

/** Makes `server/sockets.ts` one more input of the ssr build, and runs it through Vite's own module graph in development: pages and sockets share one database and one set of rooms. */
export function sockets(): Plugin[] {
	return [
		{
			name: 'eclaireurs:sockets-build',
			apply: 'build',
			config: () => ({
				environments: {
					ssr: { build: { rolldownOptions: { input: { sockets: 'server/sockets.ts' } } } }
				}
			})
		},
		{
			name: 'eclaireurs:sockets-dev',
			apply: 'serve',
			configureServer(server) {
				const ssr = server.environments.ssr;
				if (!server.httpServer || !ssr || !isRunnableDevEnvironment(ssr)) return;
				server.middlewares.use(async (request, response, next) => {
					if (!request.url?.startsWith('/boards/')) return next();
					try {
						const module = await ssr.runner.import<Sockets>('/server/sockets.ts');
						if (!module.handleRequest(request, response)) next();
					} catch (error) {
						next(error);
					}
				});
				server.httpServer.on('upgrade', async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
					if (!request.url?.startsWith('/boards/')) return; // Vite's own socket
					try {
						const module = await ssr.runner.import<Sockets>('/server/sockets.ts');
						if (!module.handleUpgrade(request, socket, head)) socket.destroy();
					} catch (error) {
						server.config.logger.error(String(error));
						socket.destroy();
					}
				});
			}
		}
	];
}
