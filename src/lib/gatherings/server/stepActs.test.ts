import { beforeEach, describe, expect, test } from 'vitest';
import * as v from 'valibot';
import type { GatheringId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { record } from '../../journal/server/journal.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as projects from '../../projects/server/projects.ts';
import type { AgendaStep } from '../rules/agenda.ts';
import * as gatherings from './gatherings.ts';
import type { FacilitatorFacts, Registries } from './gatherings.ts';
import { keepPersonalCode, readPersonalCode } from './personalCode.ts';
import * as seats from './seats.ts';
import type { SeatFacts } from './seats.ts';
import type { Doer, StepServer } from './step.ts';
import { carry, readForm, typedBack, type ActAsked, type Who } from './stepActs.ts';

const at = new Date('2026-11-20T18:00:00Z');
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

/** what the acts were run with, in their order */
const run: Doer[] = [];
let meanwhile: (() => Promise<unknown>) | undefined;

async function did(tx: Parameters<typeof record>[0], doer: Doer, { text }: { text: string }): Promise<Outcome<string, 'text-missing'>> {
	run.push(doer);
	// before the journal, which would hold the project's whole chain
	await meanwhile?.();
	await record(tx, { authorityId: doer.authorityId, projectId: doer.projectId, act: 'card-written', actor: doer.actor, onBehalfOf: doer.onBehalfOf, about: {} });
	return text === '' ? refused('text-missing') : accepted(text);
}
const text = v.object({ text: v.pipe(v.string(), v.maxLength(20)) });
const server = {
	hand: async () => ({}),
	screen: async () => ({}),
	desk: async () => ({}),
	carryOut: async () => {},
	acts: {
		write: { by: 'seat', when: 'step-open', shape: text, run: did },
		say: { by: 'seat', when: 'any-time', shape: text, run: did },
		close: { by: 'facilitator', when: 'step-open', shape: text, run: did }
	}
} as unknown as StepServer;
const servers = { welcome: server, writing: server };
const line = (step: string): AgendaStep => ({ step, plannedMinutes: 6, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'speak' });
const registries: Registries = { rules: Object.fromEntries(['welcome', 'writing'].map((step) => [step, { usual: line(step), onEnter: [], onLeave: [] }])), servers };

function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}

let count = 0;

/** A room in its first step, with Mia let in. */
async function room() {
	count += 1;
	const { gatheringId, by } = await inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: `Ville ${count}`, timeZone: 'Europe/Paris' }, at);
		const { accountId, name } = value(await accounts.create(tx, { authorityId, name: 'Zoé', email: `zoe${count}@ville.test`, passwordHash: null, isAdministrator: true }, at));
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const agenda = { version: 1, steps: [line('welcome'), line('writing')] } as const;
		const gatheringId = value(await gatherings.create(tx, { authorityId, projectId, kind: 'workshop', title: 'À table', startsAt: at, agenda, actor: 'system' }, at));
		const by: FacilitatorFacts = { authorityId, projectId, gatheringId, accountId, name };
		value(await gatherings.openDoors(tx, by, { revision: 0 }, at));
		return { gatheringId, by };
	});
	const mia = await join(gatheringId, 'Mia');
	value(await inTransaction((tx) => seats.admit(tx, by, { seatId: mia.seatId }, later(1))));
	await advance(by);
	return { gatheringId, by, mia: { ...mia, seat: () => seatOf(gatheringId, mia.token) } };
}

async function join(gatheringId: GatheringId, publicName: string) {
	const { joinToken } = await gatherings.read(await database(), gatheringId);
	return value(await inTransaction((tx) => seats.join(tx, { by: { token: joinToken }, publicName, capacity: 'juror', address: 'net' }, later(1))));
}
const seatOf = async (gatheringId: GatheringId, token: string): Promise<SeatFacts> => value(await seats.byDevice(await database(), gatheringId, token, later(2)));
async function advance(by: FacilitatorFacts) {
	const { revision } = await gatherings.read(await database(), by.gatheringId);
	value(await inTransaction((tx) => gatherings.advance(tx, registries, by, { revision, confirmed: 'yes' }, later(2))));
}
async function close(by: FacilitatorFacts) {
	const { revision } = await gatherings.read(await database(), by.gatheringId);
	value(await inTransaction((tx) => gatherings.close(tx, registries, by, { revision }, later(5))));
}
const asked = (step: string, act: string, more: Partial<ActAsked> = {}): ActAsked => ({ step, act, onBehalfOf: '', fields: { text: 'De l’eau' }, ...more });
const told = async (what: ActAsked, who: Who) => {
	const outcome = await carry(servers, what, who, later(3));
	return outcome.accepted ? outcome.value : outcome.reason;
};

beforeEach(() => {
	run.length = 0;
	meanwhile = undefined;
});

describe('an act of a step', () => {
	test('a seat does it for itself, in its own name', async () => {
		const { gatheringId, mia } = await room();
		expect(await told(asked('welcome', 'write'), { seat: await mia.seat() })).toBe('De l’eau');
		expect(run).toEqual([expect.objectContaining({ gatheringId, currentStep: 'welcome', actor: `seat:${mia.seatId}`, at: later(3) })]);
		expect(run[0]!.onBehalfOf).toBeUndefined();
	});

	test('a facilitator types for a seat on paper, and both are known', async () => {
		const { by } = await room();
		const yvonne = value(await inTransaction((tx) => seats.addOnPaper(tx, by, { publicName: 'Yvonne', capacity: 'juror' }, later(2))));
		expect(await told(asked('welcome', 'write', { onBehalfOf: yvonne }), { facilitator: by })).toBe('De l’eau');
		expect(run[0]).toMatchObject({ actor: `account:${by.accountId}`, onBehalfOf: `seat:${yvonne}`, seat: { seatId: yvonne, publicName: 'Yvonne' } });
	});

	test.each(['', 'nobody', '00000000-0000-4000-8000-000000000000'])('a facilitator types for nobody else than a seat on paper: %j', async (onBehalfOf) => {
		const { by } = await room();
		expect(await told(asked('welcome', 'write', { onBehalfOf }), { facilitator: by })).toBe('seat-not-on-paper');
		expect(run).toEqual([]);
	});

	test('nor for somebody who has a screen, nor for a seat on paper of another room', async () => {
		const [here, there] = [await room(), await room()];
		const elsewhere = value(await inTransaction((tx) => seats.addOnPaper(tx, there.by, { publicName: 'Yvonne', capacity: 'juror' }, later(2))));
		for (const onBehalfOf of [here.mia.seatId, elsewhere]) expect(await told(asked('welcome', 'write', { onBehalfOf }), { facilitator: here.by })).toBe('seat-not-on-paper');
		value(await inTransaction((tx) => seats.expel(tx, there.by, elsewhere, later(2))));
		expect(await told(asked('welcome', 'write', { onBehalfOf: elsewhere }), { facilitator: there.by })).toBe('seat-not-on-paper');
	});

	test('a seat does none of the facilitator’s, and nothing while it waits', async () => {
		const { gatheringId, mia } = await room();
		expect(await told(asked('welcome', 'close'), { seat: await mia.seat() })).toBe('act-not-yours');
		const { token } = await join(gatheringId, 'Noé');
		expect(await told(asked('welcome', 'write'), { seat: await seatOf(gatheringId, token) })).toBe('seat-waiting');
	});

	test.each([
		['welcome', 'unheard-of', 'act-unknown'],
		['unheard-of', 'write', 'act-unknown'],
		['constructor', 'write', 'act-unknown'],
		['welcome', 'toString', 'act-unknown'],
		['writing', 'write', 'step-not-open'],
		['writing', 'say', 'De l’eau']
	])('%s · %s: %s', async (step, act, said) => {
		const { mia } = await room();
		expect(await told(asked(step, act), { seat: await mia.seat() })).toBe(said);
	});

	test('what cannot be read is refused before anything runs, and given back', async () => {
		const { mia } = await room();
		const long = asked('welcome', 'write', { fields: { text: 'x'.repeat(10_000), zone: ['a', 'b'] } });
		expect(await told(long, { seat: await mia.seat() })).toBe('act-unreadable');
		expect(run).toEqual([]);
		expect(typedBack(long)).toEqual({ text: 'x'.repeat(10_000), zone: 'a\nb' });
	});

	test('what a refused act wrote half-way goes with it', async () => {
		const { mia, by } = await room();
		const journal = async () => (await (await database()).execute(`select count(*)::int as entries from journal_entries where project_id = '${by.projectId}'`))[0];
		const before = await journal();
		expect(await told(asked('welcome', 'write', { fields: { text: '' } }), { seat: await mia.seat() })).toBe('text-missing');
		expect(run).toHaveLength(1);
		expect(await journal()).toEqual(before);
	});

	test('in a closed room nothing that belongs to a step is done', async () => {
		const { by, mia } = await room();
		await close(by);
		expect(await told(asked('welcome', 'write'), { seat: await mia.seat() })).toBe('gathering-closed');
		expect(await told(asked('welcome', 'say'), { seat: await mia.seat() })).toBe('De l’eau');
	});

	test('a change of step waits for the act that came before it, and refuses the one that comes after', async () => {
		const { by, mia } = await room();
		const seat = await mia.seat();
		const order: string[] = [];
		let moved: Promise<void> | undefined;
		meanwhile = async () => {
			moved = advance(by).then(() => void order.push('moved'));
			// until the change of step stands at the row that this act holds
			await expect
				.poll(async () => (await (await database()).execute(`select count(*)::int as waiting from pg_locks where not granted`))[0], { timeout: 5_000 })
				.not.toEqual({ waiting: 0 });
			order.push('written');
		};
		expect(await told(asked('welcome', 'write'), { seat })).toBe('De l’eau');
		await moved;
		expect(order).toEqual(['written', 'moved']);
		meanwhile = undefined;
		expect(await told(asked('welcome', 'write'), { seat })).toBe('step-not-open');
	});
});

describe('a form', () => {
	test('keeps lists, leaves files out, and lets no name of ours through', () => {
		const form = new FormData();
		for (const [name, said] of [['step', 'welcome'], ['act', 'write'], ['for', 'x'], ['text', 'a'], ['zone', 'b'], ['zone', 'c'], ['__proto__', 'd']]) form.append(name!, said!);
		form.append('file', new Blob(['e']));
		form.append('step', 'writing');
		const read = readForm(form);
		expect(read).toMatchObject({ step: 'welcome', act: 'write', onBehalfOf: 'x' });
		expect(Object.entries(read.fields).filter(([name]) => name !== '__proto__')).toEqual([['text', 'a'], ['zone', ['b', 'c']]]);
		expect(({} as { d?: string }).d).toBeUndefined();
	});
});

describe('the personal code on a device', () => {
	function device(url = 'http://atelier.test/main') {
		const jar = new Map<string, string>();
		const cookies = { get: (name: string) => jar.get(name), set: (name: string, kept: string) => jar.set(name, kept), delete: (name: string) => jar.delete(name) };
		return { jar, event: { url: new URL(url), cookies } as unknown as Parameters<typeof readPersonalCode>[0] };
	}

	test('[GA21] is shown there while it opens the seat, and no longer once another was issued', async () => {
		const { gatheringId, by, mia } = await room();
		const { event } = device();
		const seat = { gatheringId, seatId: mia.seatId };
		expect(await readPersonalCode(event, seat)).toBeNull();
		keepPersonalCode(event, gatheringId, mia.reentryCode!.toLowerCase());
		expect(await readPersonalCode(event, seat)).toBe(mia.reentryCode);
		const { code } = value(await inTransaction((tx) => seats.reissue(tx, by, mia.seatId, later(3))));
		expect(await readPersonalCode(event, seat)).toBeNull();
		keepPersonalCode(event, gatheringId, code);
		expect(await readPersonalCode(event, seat)).toBe(code);
	});

	test('[GA18] [GA21] is not shown for another seat, nor once its own went into another', async () => {
		const { gatheringId, by, mia } = await room();
		const twin = await join(gatheringId, 'mia');
		const { event, jar } = device('https://atelier.test/main');
		keepPersonalCode(event, gatheringId, twin.reentryCode!);
		expect([...jar.keys()]).toEqual([`__Host-code-${gatheringId}`]);
		expect(await readPersonalCode(event, { gatheringId, seatId: mia.seatId })).toBeNull();
		const { kept } = value(await inTransaction((tx) => seats.merge(tx, by, { from: twin.seatId, into: mia.seatId }, later(3))));
		for (const seatId of [kept, twin.seatId]) expect(await readPersonalCode(event, { gatheringId, seatId })).toBeNull();
	});

	test('text has one of four sizes', async () => {
		const { mia } = await room();
		const seat = await mia.seat();
		const sizes = [75, 100, 110, 125, 150, 175, 200, 250, Number.NaN];
		const taken = await Promise.all(sizes.map(async (textSize) => (await inTransaction((tx) => seats.adjustReading(tx, seat, { textSize, contrast: 'normal' }))).accepted));
		expect(sizes.filter((_, index) => taken[index])).toEqual([100, 125, 150, 200]);
	});
});
