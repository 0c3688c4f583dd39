// A room told over HTTP: people with a cookie jar each, who go through the same doors as browsers do.
import type { DeskFrame, HandFrame } from '../../src/lib/gatherings/rules/frames.ts';

/** What a form sends; a field may come several times. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** What SvelteKit answers to a form sent with its own header. */
export interface Answer {
	readonly status: number;
	readonly type: 'success' | 'failure' | 'redirect' | 'error';
	readonly location?: string;
	readonly data?: Record<string, unknown>;
	/** every byte of it */
	readonly body: string;
}

/** Puts back together what SvelteKit flattened: each value stands once, and is named by its place. */
function unflatten(flat: unknown): unknown {
	if (!Array.isArray(flat)) return undefined;
	const made = new Map<number, unknown>();
	const at = (place: number): unknown => {
		if (place < 0) return undefined;
		if (made.has(place)) return made.get(place);
		const value: unknown = flat[place];
		if (Array.isArray(value)) {
			if (value[0] === 'Date') return new Date(String(value[1]));
			const list: unknown[] = [];
			made.set(place, list);
			for (const one of value) list.push(at(one as number));
			return list;
		}
		if (value === null || typeof value !== 'object') return value;
		const object: Record<string, unknown> = {};
		made.set(place, object);
		for (const [name, one] of Object.entries(value)) object[name] = at(one as number);
		return object;
	};
	return at(0);
}

/** Somebody with a cookie jar. */
export class Caller {
	#server: { readonly url: string };
	readonly name: string;
	readonly #jar = new Map<string, string>();

	constructor(server: { readonly url: string }, name: string) {
		this.#server = server;
		this.name = name;
	}

	get origin(): string {
		return new URL(this.#server.url).origin;
	}

	get cookie(): string {
		return [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
	}

	/** the same cookies, at another process */
	at(server: { readonly url: string }): Caller {
		const same = new Caller(server, this.name);
		for (const [name, value] of this.#jar) same.#jar.set(name, value);
		return same;
	}

	/** goes on with a server that was started again elsewhere */
	moveTo(server: { readonly url: string }): void {
		this.#server = server;
	}

	/** takes one `name=value` into the jar */
	keep(pair: string): void {
		const cut = pair.indexOf('=');
		this.#jar.set(pair.slice(0, cut), pair.slice(cut + 1));
	}

	speak(language: 'fr' | 'en'): this {
		this.#jar.set('langue', language);
		return this;
	}

	async ask(path: string, init: RequestInit = {}): Promise<Response> {
		const headers = new Headers(init.headers);
		if (this.#jar.size) headers.set('cookie', this.cookie);
		const answer = await fetch(new URL(path, this.origin), { redirect: 'manual', ...init, headers });
		for (const line of answer.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
			if (/max-age=0/i.test(line) || value === '') this.#jar.delete(name!);
			else this.#jar.set(name!, value!);
		}
		return answer;
	}

	/** a page as a browser without JavaScript gets it */
	async page(path: string): Promise<string> {
		return (await this.ask(path, { headers: { accept: 'text/html' } })).text();
	}

	/** what a page's load gives, as a browser with JavaScript looks again */
	async look<Data>(path: string): Promise<Data> {
		const url = new URL(path, this.origin);
		const answer = await this.ask(`${url.pathname.replace(/\/$/, '')}/__data.json${url.search}`);
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${this.name}: ${path} answered ${answer.status} ${text.slice(0, 200)}`);
		const said = JSON.parse(text) as {
			type: string;
			location?: string;
			nodes?: { type: string; data?: unknown; error?: unknown }[];
		};
		const node = said.nodes?.at(-1);
		if (said.type !== 'data' || node?.type !== 'data')
			throw new Error(`${this.name}: ${path} gave ${text.slice(0, 300)}`);
		return unflatten(node.data) as Data;
	}

	/** sends a form */
	async send(path: string, fields: Fields = {}): Promise<Answer> {
		const response = await this.ask(path, {
			method: 'POST',
			headers: { origin: this.origin, accept: 'application/json', 'x-sveltekit-action': 'true' },
			body: new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : value.map((one) => [name, one]))))
		});
		const body = await response.text();
		try {
			const said = JSON.parse(body) as {
				type: Answer['type'];
				status?: number;
				location?: string;
				data?: string;
				error?: unknown;
			};
			const data =
				said.data === undefined ? undefined : (unflatten(JSON.parse(said.data)) as Record<string, unknown>);
			const { type, location } = said;
			return {
				status: said.status ?? response.status,
				type,
				body,
				...(location && { location }),
				...(data && { data })
			};
		} catch {
			return { status: response.status, type: 'error', body };
		}
	}
}

export interface HandLook<Step = Record<string, unknown>> {
	readonly frame: HandFrame;
	readonly shown: string | null;
	readonly step: Step;
	readonly code: string | null;
}

export interface DeskLook<Step = Record<string, unknown>> {
	readonly frame: DeskFrame;
	readonly shown: string;
	readonly step: Step;
	readonly projectId: string;
}

/** One event stream, read as it comes. */
export class Stream {
	readonly #cut = new AbortController();
	/** every byte so far */
	said = '';
	/** resolves when the server ends it, or the connection breaks */
	readonly ended: Promise<void>;
	#wakers = new Set<() => void>();

	private constructor(body: ReadableStream<Uint8Array>) {
		this.ended = (async () => {
			const decoder = new TextDecoder();
			try {
				for await (const chunk of body) {
					this.said += decoder.decode(chunk, { stream: true });
					for (const wake of this.#wakers) wake();
				}
			} catch {
				// the process that spoke is gone
			}
			for (const wake of this.#wakers) wake();
		})();
	}

	static async open(who: Caller, path: string): Promise<Stream> {
		const cut = new AbortController();
		const answer = await who.ask(path, { headers: { accept: 'text/event-stream' }, signal: cut.signal });
		if (!answer.ok) throw new Error(`${who.name}: ${path} answered ${answer.status}`);
		const stream = new Stream(answer.body!);
		stream.#cut.signal.addEventListener('abort', () => cut.abort());
		await stream.hears(': listening');
		return stream;
	}

	/** Waits for these words, from a place in what was said. */
	async hears(words: string, from = 0): Promise<void> {
		while (!this.said.slice(from).includes(words))
			await new Promise<void>((woken, failed) => {
				const late = setTimeout(
					() => failed(new Error(`never heard « ${words} » in « ${this.said.slice(from)} »`)),
					10_000
				);
				const wake = () => {
					clearTimeout(late);
					this.#wakers.delete(wake);
					woken();
				};
				this.#wakers.add(wake);
			});
	}

	close(): void {
		this.#cut.abort();
	}
}

/** A seat in the room, on one device. */
export class Seat extends Caller {
	readonly gathering: string;
	personalCode = '';

	constructor(server: { readonly url: string }, name: string, gathering: string) {
		super(server, name);
		this.gathering = gathering;
	}

	get path(): string {
		return `/main/${this.gathering}`;
	}

	hand<Step = Record<string, unknown>>(step?: string): Promise<HandLook<Step>> {
		return this.look<HandLook<Step>>(step ? `${this.path}?etape=${step}` : this.path);
	}

	act(step: string, act: string, fields: Fields = {}): Promise<Answer> {
		return this.send(`${this.path}?/act`, { step, act, ...fields });
	}

	async ready(): Promise<Answer> {
		const { frame } = await this.hand();
		return this.send(`${this.path}?/ready`, { step: frame.clock!.step, ready: 'yes' });
	}

	async seatId(): Promise<string> {
		return (await this.hand()).frame.seat.id;
	}
}

/** A console. */
export class Desk extends Caller {
	readonly gathering: string;

	constructor(from: Caller, gathering: string) {
		super({ url: from.origin }, from.name);
		this.gathering = gathering;
	}

	static with(cookies: Caller, gathering: string): Desk {
		const desk = new Desk(cookies, gathering);
		desk.take(cookies);
		return desk;
	}

	take(cookies: Caller): void {
		for (const pair of cookies.cookie.split('; ').filter(Boolean)) this.keep(pair);
	}

	get path(): string {
		return `/console/${this.gathering}`;
	}

	desk<Step = Record<string, unknown>>(): Promise<DeskLook<Step>> {
		return this.look<DeskLook<Step>>(this.path);
	}

	act(step: string, act: string, fields: Fields = {}): Promise<Answer> {
		return this.send(`${this.path}?/act`, { step, act, ...fields });
	}

	/** one change around the step, on the state that this console shows now */
	async change(act: string, fields: Readonly<Record<string, string>> = {}): Promise<Answer> {
		const { frame } = await this.desk();
		return this.send(`${this.path}?/${act}`, { revision: String(frame.revision), ...fields });
	}

	/** lets in all who wait: those who come with everybody at once, then one by one those whom nobody awaits, as who they say they are */
	async letIn(): Promise<void> {
		await this.change('admitAll');
		const { frame } = await this.desk();
		for (const { id } of frame.seats.filter(({ state }) => state === 'waiting'))
			await this.change('admit', { seat: id, place: 'another-person' });
	}

	/** goes to the next step, whoever is not ready; gives the step that the room is in */
	async advance(): Promise<string> {
		const moved = await this.change('advance', { confirmed: 'yes' });
		if (moved.type !== 'redirect') throw new Error(`the room did not advance: ${moved.body}`);
		return (await this.desk()).frame.clock!.step;
	}

	async goBack(): Promise<string> {
		const moved = await this.change('goBack');
		if (moved.type !== 'redirect') throw new Error(`the room did not go back: ${moved.body}`);
		return (await this.desk()).frame.clock!.step;
	}

	async advanceTo(step: string): Promise<void> {
		while ((await this.desk()).frame.clock?.step !== step) await this.advance();
	}
}

export interface Room {
	readonly gathering: string;
	readonly project: string;
	readonly desk: Desk;
	/** `/mur/<token>` */
	readonly wallPath: string;
	/** `/r/<token>` */
	readonly joinPath: string;
	readonly seats: Seat[];
	/** comes in by the link of the QR, and waits */
	join(name: string, capacity?: string, server?: { readonly url: string }): Promise<Seat>;
}

const capacitiesOfTwelve = [
	'juror',
	'juror',
	'juror',
	'juror',
	'juror',
	'juror',
	'juror',
	'juror',
	'prescriber',
	'buyer',
	'elected-official',
	'juror'
];

/** Opens the doors of a gathering, and lets so many people in. */
async function fill(
	server: { readonly url: string },
	desk: Desk,
	project: string,
	count: number
): Promise<Room> {
	const { gathering } = desk;
	await desk.change('openDoors');
	const { frame } = await desk.desk();
	const room: Room = {
		gathering,
		project,
		desk,
		wallPath: new URL(frame.wallUrl, server.url).pathname,
		joinPath: new URL(frame.invitation.url).pathname,
		seats: [],
		async join(name, capacity = 'juror', at = server) {
			const seat = new Seat(at, name, gathering);
			const joined = await seat.send(this.joinPath, { publicName: name, capacity });
			if (joined.type !== 'redirect') throw new Error(`${name} did not come in: ${joined.body}`);
			seat.personalCode = (await seat.hand()).code ?? '';
			this.seats.push(seat);
			return seat;
		}
	};
	for (let index = 0; index < count; index++)
		await room.join(`Personne ${index + 1}`, capacitiesOfTwelve[index % capacitiesOfTwelve.length]!);
	await desk.letIn();
	return room;
}

/** Loads the example, opens its doors, and lets so many people in. */
export async function openRoom(server: { readonly url: string }, { seats: count = 3 } = {}): Promise<Room> {
	const facilitator = new Caller(server, 'réserviste');
	const loaded = await facilitator.send('/?/exemple');
	const project = loaded.location?.split('/').at(-1);
	if (!project) throw new Error(`the example was not loaded: ${loaded.body}`);
	const { gatherings } = await facilitator.look<{ gatherings: { gatheringId: string; life: string }[] }>(
		`/projets/${project}`
	);
	const gathering = gatherings.find(({ life }) => life === 'planned')!.gatheringId;
	return fill(server, Desk.with(facilitator, gathering), project, count);
}

export interface Town extends Room {
	/** another facilitator of the same room, lent by another body, with a console of her own */
	readonly other: Desk;
}

export const password = 'lanterne marelle cuivre dimanche';

async function sent(who: Caller, path: string, fields: Fields): Promise<Answer> {
	const answer = await who.send(path, fields);
	if (answer.type !== 'redirect' && answer.type !== 'success') throw new Error(`${path}: ${answer.body}`);
	return answer;
}

const dayFromNow = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

/** Somebody who is invited to the team of a project, and accepts; without a last day unless told. */
export async function joinTeam(inviting: Caller, project: string, asked: { readonly name: string; readonly email: string; readonly capacity: string; readonly lentBy?: string; readonly facilitates?: 'on' }): Promise<Caller> {
	const invitation = { from: '', to: asked.capacity === 'reservist' ? dayFromNow(9) : '', lentBy: '', ...asked };
	const invited = (await sent(inviting, `/projets/${project}?/inviter`, invitation)).data!.invited as { link: string };
	const joining = new Caller({ url: inviting.origin }, asked.name);
	await sent(joining, new URL(invited.link).pathname, { password });
	return joining;
}

/** A space that a town has opened for itself, where two people facilitate: Brigitte, who administers it, and Solène, who is lent to it. */
export async function openTown(server: { readonly url: string }, { seats: count = 3 } = {}): Promise<Town> {
	const brigitte = new Caller(server, 'Brigitte Lannoy');
	await sent(brigitte, '/ouvrir', {
		authorityName: 'Ville de Brume',
		timeZone: 'Europe/Paris',
		name: brigitte.name,
		email: 'brigitte@brume.fr',
		password
	});
	const project = (
		await sent(brigitte, '/projets?/creer', {
			title: 'La halle du marché',
			summary: 'Refaire la halle',
			code: ''
		})
	)
		.location!.split('/')
		.at(-1)!;
	const created = await sent(brigitte, `/projets/${project}?/atelier`, {
		title: 'Une halle pour tout le monde',
		place: 'Salle des fêtes',
		day: dayFromNow(1),
		time: '09:00'
	});
	const solene = await joinTeam(brigitte, project, { name: 'Solène Abarnec', email: 'solene@hopital.fr', capacity: 'reservist', lentBy: 'Hôpital des Trois-Rives', facilitates: 'on' });
	const gathering = created.data!.created as string;
	const desk = Desk.with(brigitte, gathering);
	for (const [code, name] of [
		['A', 'Une halle rénovée'],
		['B', 'Une halle neuve']
	] as const)
		await sent(desk, `${desk.path}?/act`, {
			step: 'vote',
			act: 'write-scenario',
			code,
			name,
			idea: 'Une idée',
			facts: ''
		});
	const room = await fill(server, desk, project, count);
	return Object.assign(room, { other: Desk.with(solene, gathering) });
}
