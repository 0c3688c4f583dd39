// One person of the crowd over plain HTTP, as light as can be so that the load is the server's: a cookie jar, six connections, pages, forms, the data of a page and its event stream.
import { Agent, request as ask, type IncomingHttpHeaders } from 'node:http';

export interface Answer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** What an enhanced form is told. */
export interface Acted {
	readonly type: 'success' | 'failure' | 'redirect' | 'error';
	readonly status: number;
	readonly location?: string;
	/** as sent: flattened */
	readonly data?: string;
}

/** Puts back together what SvelteKit sends flattened: a list in which figures point at places. */
export function unflatten(flat: unknown[]): unknown {
	const made: unknown[] = [];
	const at = (place: number): unknown => {
		if (place < 0) return place === -2 ? null : undefined;
		if (place in made) return made[place];
		const value = flat[place];
		if (value === null || typeof value !== 'object') return (made[place] = value);
		if (Array.isArray(value)) {
			if (value[0] === 'Date') return (made[place] = new Date(value[1] as string));
			const list: unknown[] = (made[place] = []);
			for (const inner of value) list.push(at(inner as number));
			return list;
		}
		const object: Record<string, unknown> = (made[place] = {});
		for (const [name, inner] of Object.entries(value)) object[name] = at(inner as number);
		return object;
	};
	return at(0);
}

/** A form's fields; a list for a name that comes several times. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

const written = (fields: Fields) => new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string]))).toString();

export class Visitor {
	readonly origin: string;
	readonly #cookies = new Map<string, string>();
	// as many as a browser opens to one host
	readonly #agent = new Agent({ keepAlive: true, maxSockets: 6 });
	readonly #leaving: (() => void)[] = [];

	constructor(origin: string) {
		this.origin = origin;
	}

	get cookies(): ReadonlyMap<string, string> {
		return this.#cookies;
	}

	#headers(): Record<string, string> {
		const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		return { accept: 'text/html', 'accept-language': 'fr', ...(cookie ? { cookie } : {}) };
	}

	#keep(headers: IncomingHttpHeaders): void {
		for (const line of headers['set-cookie'] ?? []) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
			if (value === '' || /max-age=0/i.test(line)) this.#cookies.delete(name!);
			else this.#cookies.set(name!, value!);
		}
	}

	ask(method: 'GET' | 'POST', path: string, body?: string, headers: Record<string, string> = {}): Promise<Answer> {
		return new Promise((answered, failed) => {
			const going = ask(
				new URL(path, this.origin),
				{
					method,
					agent: this.#agent,
					headers: {
						...this.#headers(),
						...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', origin: this.origin }),
						...headers
					}
				},
				(response) => {
					const chunks: Buffer[] = [];
					response.on('data', (chunk: Buffer) => chunks.push(chunk));
					response.once('error', failed);
					response.once('end', () => {
						this.#keep(response.headers);
						answered({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString() });
					});
				}
			);
			going.once('error', failed);
			going.end(body);
		});
	}

	get(path: string): Promise<Answer> {
		return this.ask('GET', path);
	}

	/** A form sent as a browser without scripts does: answered with a page or a redirection. */
	post(path: string, fields: Fields): Promise<Answer> {
		return this.ask('POST', path, written(fields));
	}

	/** A form sent as `use:enhance` does. */
	async act(path: string, fields: Fields): Promise<Acted> {
		const { body } = await this.ask('POST', path, written(fields), {
			accept: 'application/json',
			'x-sveltekit-action': 'true'
		});
		return JSON.parse(body) as Acted;
	}

	/** What the page at this path is made of, as its script reads it again. */
	async data<Page>(path: string): Promise<Page> {
		const { status, body } = await this.get(`${path}/__data.json`);
		if (status !== 200) throw new Error(`${path} answered ${status}`);
		const { nodes } = JSON.parse(body) as { nodes: ({ type: string; data?: unknown[] } | null)[] };
		const last = nodes.at(-1);
		if (last?.type !== 'data' || !last.data) throw new Error(`${path} gave no data: ${body.slice(0, 200)}`);
		return unflatten(last.data) as Page;
	}

	/** Opens an event stream; resolves once the server says that it listens. Each event is told with its topics. */
	listen(path: string, told: (topics: string[]) => void): Promise<void> {
		return new Promise((open, failed) => {
			const going = ask(
				new URL(path, this.origin),
				{ agent: this.#agent, headers: { ...this.#headers(), accept: 'text/event-stream' } },
				(response) => {
					if (response.statusCode !== 200) return failed(new Error(`${path} answered ${response.statusCode}`));
					let text = '';
					response.setEncoding('utf8').on('data', (chunk: string) => {
						text += chunk;
						const events = text.split('\n\n');
						text = events.pop()!;
						for (const event of events) {
							if (event.includes(': listening')) open();
							const topics = event.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []));
							if (topics.length) told(topics);
						}
					});
					response.once('error', () => {});
				}
			);
			going.once('error', failed);
			going.end();
			this.#leaving.push(() => going.destroy());
		});
	}

	leave(): void {
		for (const end of this.#leaving) end();
		this.#agent.destroy();
	}
}
