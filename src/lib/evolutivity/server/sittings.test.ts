import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
	aRequest,
	aSitting,
	everybodyIn,
	fileBoth,
	heldAt,
	value,
	type Person,
	type SittingWorld
} from '../../../../tests/world/sitting.ts';
import { isWholeRun } from '../../../../tests/world/drawn.ts';
import type { SeatId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { carry, type ActAsked } from '../../gatherings/server/stepActs.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import { finish } from '../../jury/server/training.ts';
import { lessons, quiz } from '../../jury/rules/training.ts';
import * as declarations from '../../jury/server/declarations.ts';
import * as gate from '../../jury/server/gate.ts';
import { stepRules } from '../rules/steps.ts';
import type { SimulationSeen } from '../rules/steps/simulation.ts';
import { juryIn } from './recusals.ts';
import * as sittings from './sittings.ts';
import { stepServers } from './steps.ts';
import { sittingEntries, triggers } from './tables.ts';

const registries = { rules: stepRules, servers: stepServers };

const room = async (world: SittingWorld) =>
	gatherings.standing(await gatherings.read(await database(), world.gatheringId));
const act = (
	world: SittingWorld,
	step: string,
	name: string,
	fields: ActAsked['fields'] = {},
	onBehalfOf = ''
) =>
	carry(stepServers, { step, act: name, onBehalfOf, fields }, { facilitator: world.facilitators[0] }, heldAt);
const reason = (outcome: { accepted: true } | { accepted: false; reason: string }) =>
	outcome.accepted ? 'accepted' : outcome.reason;
const move = async (world: SittingWorld, way: 'advance' | 'goBack' = 'advance', to?: number) => {
	const { revision } = await gatherings.read(await database(), world.gatheringId);
	return inTransaction((tx) =>
		gatherings[way](tx, registries, world.facilitators[0], { revision, confirmed: 'yes', to }, heldAt)
	);
};
const place = (step: string) => Object.keys(stepRules).indexOf(step);

describe('a sitting', () => {
	let world: SittingWorld;
	let seat: Readonly<Record<Person, SeatId>>;
	beforeAll(async () => {
		world = await inTransaction((tx) => aSitting(tx));
		seat = await inTransaction((tx) => everybodyIn(tx, world));
	});

	test('[EV40] a request goes to one sitting; two that want it at once, one is told; nothing is planned without a buyer at the gate', async () => {
		const { charter } = await sittings.facts(await database(), world.gatheringId);
		const request = await inTransaction((tx) =>
			aRequest(tx, { place: world.place, clauseId: world.clauseId, charterId: charter.id }, 2)
		);
		const asked = {
			clauseId: world.clauseId,
			requests: [request],
			title: 'Encore',
			place: '',
			startsAt: heldAt,
			gateHeldBy: `account:${world.buyer}`
		};
		const plan = (more: Partial<sittings.NewSitting> = {}) =>
			inTransaction((tx) =>
				sittings.plan(tx, { ...world.place, actor: `account:${world.buyer}` }, { ...asked, ...more }, heldAt)
			);
		expect(await plan({ gateHeldBy: `account:${world.facilitators[0].accountId}` })).toMatchObject({
			reason: 'sitting-not-ready',
			missing: ['gate-holder-unfit']
		});
		expect(await plan({ requests: [] })).toMatchObject({
			reason: 'sitting-not-ready',
			missing: ['request-missing']
		});
		expect((await Promise.all([plan(), plan()])).map(reason).sort()).toEqual(['accepted', 'request-taken']);
		const numbers = (await sittings.ofProject(await database(), world.place)).map(({ number }) => number);
		expect(numbers.sort()).toEqual([1, 2]);
		expect(
			(await (await database()).select().from(triggers).where(eq(triggers.id, request)))[0]!.gatheringId
		).not.toBeNull();
	});

	test('[EV41] [GA43] the room stays at the arrival until the sitting is ready, then goes on; back is never held', async () => {
		expect(await sittings.missing(await database(), world.gatheringId, 0)).toEqual([
			'scenario-administration-missing',
			'scenario-company-missing',
			'state-of-play-not-frozen'
		]);
		expect(reason(await move(world))).toBe('accepted');
		expect(reason(await move(world))).toBe('step-holds-the-room');
		expect(reason(await act(world, 'state-of-play', 'freeze'))).toBe('accepted');
		await inTransaction((tx) => fileBoth(tx, world));
		expect(reason(await move(world))).toBe('accepted');
		expect(reason(await move(world, 'goBack'))).toBe('accepted');
		expect(reason(await move(world))).toBe('accepted');
	});

	test('[EV44] [EV45] [EV47] a seat reads, wonders and marks; its last word stands, and what it may not say is refused', async () => {
		expect(reason(await act(world, 'frame', 'acknowledge', {}, seat.tilleul))).toBe('accepted');
		const read = (figure: string, reading: string) =>
			act(world, 'state-of-play', 'read', { figure, reading, words: 'Pourquoi ?' }, seat.tilleul);
		expect([
			reason(await read('paid', 'understood')),
			reason(await read('paid', 'question')),
			reason(await read('nothing', 'question'))
		]).toEqual(['accepted', 'accepted', 'figure-unknown']);
		expect(reason(await act(world, 'state-of-play', 'freeze'))).toBe('state-of-play-being-read');
		const comment = (who: Person) =>
			act(world, 'state-of-play', 'comment', { figure: 'paid', words: 'Dans les temps' }, seat[who]);
		expect([reason(await comment('paniers')), reason(await comment('erable'))]).toEqual([
			'accepted',
			'comment-not-yours'
		]);
		const mark = (line: string, mark: string) =>
			act(world, 'scenarios', 'mark', { line, mark, words: '' }, seat.erable);
		expect([
			reason(await mark('P1/services/0', 'keep')),
			reason(await mark('P1/services/9', 'keep')),
			reason(await mark('P3/services/0', 'keep'))
		]).toEqual(['accepted', 'line-unknown', 'line-unknown']);
		const state = await stepServers['state-of-play'].screen(await database(), await room(world));
		expect(state).toMatchObject({
			frozen: {
				figures: expect.arrayContaining([
					expect.objectContaining({
						id: 'paid',
						value: '13640000',
						understood: 0,
						questions: 1,
						comments: { company: 'Dans les temps' }
					}),
					expect.objectContaining({ id: 'share', value: '2200' })
				])
			}
		});
		expect(await stepServers.scenarios.screen(await database(), await room(world))).toMatchObject({
			filed: [
				{
					code: 'P1',
					marks: { 'services/0': { keep: 1, worry: 0 } },
					flags: [
						{ flag: 'above-per-change', amount: 5_200_000, most: 4_960_000, basisPoints: 839 },
						{ flag: 'before-notice', from: '2029-01-04', noticeEnds: '2029-01-16' }
					]
				},
				{ code: 'P2' }
			]
		});
	});

	test('[EV46] [EV49] each side tells its own request, the need is answered in its step, and the journal keeps no word', async () => {
		const tell = (who: Person) =>
			act(world, 'motives', 'tell', { request: world.triggerId, sentence: 'Topinambour' }, seat[who]);
		expect([reason(await tell('ines')), reason(await tell('paniers'))]).toEqual([
			'accepted',
			'motive-not-yours'
		]);
		expect(
			reason(await act(world, 'motives', 'answer-need', { answer: 'changed', words: 'Rutabaga' }, seat.lea))
		).toBe('step-not-open');
		await move(world, 'advance', place('motives'));
		expect(
			reason(await act(world, 'motives', 'answer-need', { answer: 'changed', words: 'Rutabaga' }, seat.lea))
		).toBe('accepted');
		expect(await stepServers.motives.screen(await database(), await room(world))).toMatchObject({
			motives: [{ sentence: 'Topinambour', criteria: [{ code: 'A1' }] }],
			need: { changed: 1 }
		});
		expect(
			JSON.stringify(await stepServers.motives.screen(await database(), await room(world)))
		).not.toContain('Rutabaga');
		const journal = JSON.stringify(
			await (
				await database()
			)
				.select()
				.from(journalEntries)
				.where(eq(journalEntries.projectId, world.place.projectId))
		);
		expect(journal).toContain('sitting-motive-said');
		expect(journal).not.toMatch(/Topinambour|Rutabaga/);
	});

	test('[EV48] [EV43] the gate holder plays no concerned party, and the room waits until each is played by somebody who takes part', async () => {
		await move(world, 'advance', place('pause'));
		expect(
			(await sittings.entriesOf(await database(), world.gatheringId, 'snapshot'))[0]!.data.counts
		).toMatchObject({ reading: 1, mark: 1, motive: 1 });
		await move(world);
		const choose = (who: Person, card: number) =>
			act(world, 'casting', 'choose', { card: world.cards[card]! }, seat[who]);
		expect(reason(await choose('marc', 0))).toBe('gate-holder-plays-none');
		expect(reason(await act(world, 'casting', 'draw', {}, seat.marc))).toBe('gate-holder-plays-none');
		expect(reason(await choose('marc', 3))).toBe('accepted');
		for (const [who, card] of [
			['ines', 0],
			['lea', 1]
		] as const)
			expect(reason(await choose(who, card)), who).toBe('accepted');
		expect(reason(await move(world)), 'nobody plays the river').toBe('step-holds-the-room');
		expect(reason(await move(world, 'advance', place('simulation'))), 'nor is the step passed over').toBe(
			'step-holds-the-room'
		);
		expect(reason(await choose('tilleul', 2))).toBe('accepted');

		const juror = { ...world.place, membershipId: world.memberships.tilleul, at: heldAt };
		await inTransaction(async (tx) => {
			for (const lesson of lessons)
				value(
					await finish(
						tx,
						juror,
						lesson,
						Object.fromEntries(quiz[lesson].map(({ id, choices }) => [id, choices[0]!]))
					)
				);
			value(
				await declarations.sign(
					tx,
					juror,
					{ stage: 'start', gatheringId: null },
					{ declared: 'no-link', details: '', ticked: 'yes' }
				)
			);
			value(
				await declarations.sign(
					tx,
					{ ...juror, at: new Date(heldAt.getTime() + 1000) },
					{ stage: 'evolutivity', gatheringId: world.gatheringId },
					{ declared: 'recused', details: '', ticked: 'yes' }
				)
			);
		});
		const here = await room(world);
		const jury = await juryIn(await database(), here);
		expect([...jury.observers], 'stays, and observes').toEqual([seat.tilleul]);
		expect(jury.quorum).toMatchObject({ quorum: 2, counted: 0, isReached: false });
		expect(
			reason(
				await gate.ofGathering(await database(), world.memberships.tilleul, {
					id: world.gatheringId,
					kind: 'evolutivity'
				})
			)
		).toBe('accepted');
		expect(reason(await move(world)), 'whoever observes represents nobody').toBe('step-holds-the-room');
		expect(reason(await choose('tilleul', 2))).toBe('observer-plays-none');
		expect(
			reason(await act(world, 'arrival', 'step-aside', { sure: 'yes' }, seat.erable)),
			'nobody steps aside for another'
		).toBe('step-aside-alone');
		expect(reason(await choose('erable', 2))).toBe('accepted');
		expect(reason(await move(world))).toBe('accepted');
	});

	test('[EV49] two devices of a seat that speak at once leave one entry', async () => {
		const say = (reading: string) =>
			act(world, 'state-of-play', 'read', { figure: 'share', reading, words: '' }, seat.lea);
		expect((await Promise.all([say('understood'), say('question'), say('understood')])).map(reason)).toEqual([
			'accepted',
			'accepted',
			'accepted'
		]);
		const kept = (
			await (
				await database()
			)
				.select()
				.from(sittingEntries)
				.where(eq(sittingEntries.gatheringId, world.gatheringId))
		).filter(({ key, seatId }) => key === 'share' && seatId === seat.lea);
		expect(kept).toHaveLength(1);
	});

	test('[EV81] [EV82] each role reacts in the turn that is open; a card that somebody answered stays, and the board tells roles, never who', async () => {
		const react = (who: Person, round: string, more: Record<string, string> = {}) =>
			act(
				world,
				'simulation',
				'react',
				{ round, reaction: 'adapt', weeks: '', euros: '', people: '', words: '', ...more },
				seat[who]
			);
		const simulation = stepServers.simulation;
		expect(reason(await react('lea', 'turn-1'))).toBe('round-not-open');
		expect(reason(await act(world, 'simulation', 'open-round', { round: 'unforeseen' }))).toBe(
			'unforeseen-not-drawn'
		);
		expect(reason(await act(world, 'simulation', 'open-round', { round: 'turn-1' }))).toBe('accepted');
		expect(reason(await react('lea', 'turn-1', { weeks: 'six' }))).toBe('weeks-unreadable');
		expect(reason(await react('tilleul', 'turn-1')), 'whoever observes').toBe('observer-plays-none');
		expect(reason(await react('lea', 'turn-1', { weeks: '6', euros: '-4 650', people: '155' }))).toBe(
			'accepted'
		);
		expect(reason(await act(world, 'simulation', 'draw-unforeseen', { card: '' }))).toBe('accepted');
		expect(reason(await act(world, 'simulation', 'draw-unforeseen', { card: 'frost' }))).toBe('accepted');
		expect(reason(await react('lea', 'turn-1')), 'the card opened its own round').toBe('round-not-open');
		expect(reason(await react('ines', 'unforeseen', { reaction: 'refuse' }))).toBe('accepted');
		expect(reason(await act(world, 'simulation', 'draw-unforeseen', { card: '' }))).toBe(
			'unforeseen-answered'
		);
		const seen = (await simulation.screen(await database(), await room(world))) as SimulationSeen;
		expect(seen).toMatchObject({ round: 'unforeseen', card: 'frost' });
		expect(seen.board[0]!.total).toEqual({ weeks: 6, amount: -465_000, people: 155 });
		expect(JSON.stringify(seen)).not.toContain(seat.lea);
	});
});

/** What a model knows of a sitting: where the room is, who holds the hand, and what still holds the room. */
interface Model {
	position: number;
	revision: number;
	heldBy: 0 | 1;
	isFrozen: boolean;
	isFiled: boolean;
	isClosed: boolean;
	readonly played: Map<Person, number>;
	readonly seen: [number, number];
}

const acts = fc.array(
	fc.oneof(
		fc.record({ do: fc.constant('look' as const), by: fc.constantFrom(0 as const, 1 as const) }),
		fc.record({
			do: fc.constantFrom('advance' as const, 'go-back' as const),
			by: fc.constantFrom(0 as const, 1 as const)
		}),
		fc.record({ do: fc.constant('take-over' as const), by: fc.constantFrom(0 as const, 1 as const) }),
		fc.record({ do: fc.constantFrom('freeze' as const, 'file' as const, 'restart' as const) }),
		// one who looked, holds the hand and goes on: else few rooms come to the roles
		{
			arbitrary: fc.record({
				do: fc.constant('go-on' as const),
				by: fc.constantFrom(0 as const, 1 as const)
			}),
			weight: 4
		},
		fc.record({
			do: fc.constant('play' as const),
			who: fc.constantFrom('ines' as const, 'lea' as const, 'tilleul' as const),
			card: fc.integer({ min: 0, max: 2 })
		}),
		fc.record({
			do: fc.constant('free' as const),
			who: fc.constantFrom('ines' as const, 'lea' as const, 'tilleul' as const)
		})
	),
	{ minLength: 20, maxLength: 40 }
);

const runs = isWholeRun ? 40 : 3;

test(`[EV41] [EV48] [GA2] [GA6] [GA43] two facilitators interleaved and a server restarted at any point keep a sitting's course (${runs} runs)`, async () => {
	let nth = 0;
	await fc.assert(
		fc.asyncProperty(acts, async (script) => {
			const world = await inTransaction((tx) => aSitting(tx, `Ville ${(nth += 1)}`));
			const seat = await inTransaction((tx) => everybodyIn(tx, world));
			// what a server holds in memory: its modules, which a restart loads afresh
			let server = { gatherings, carry, stepServers, registries };
			const { revision } = await gatherings.read(await database(), world.gatheringId);
			const model: Model = {
				position: -1,
				revision,
				heldBy: 0,
				isFrozen: false,
				isFiled: false,
				isClosed: false,
				played: new Map(),
				seen: [revision, revision]
			};
			const held = (from: number, to: number) => {
				const left = Object.keys(stepRules).slice(Math.max(0, from), to);
				const played = new Set(model.played.values());
				return (
					(left.includes('arrival') && !(model.isFrozen && model.isFiled)) ||
					(left.includes('casting') && [0, 1, 2].some((card) => !played.has(card)))
				);
			};
			const typed = (asked: ActAsked) =>
				server.carry(server.stepServers, asked, { facilitator: world.facilitators[0] }, heldAt);
			for (const one of script.flatMap((each) =>
				each.do === 'go-on'
					? (['look', 'take-over', 'advance'] as const).map((does) => ({ do: does, by: each.by }))
					: [each]
			)) {
				if (one.do === 'look') model.seen[one.by] = model.revision;
				else if (one.do === 'restart') {
					vi.resetModules();
					const steps = await import('./steps.ts');
					server = {
						gatherings: await import('../../gatherings/server/gatherings.ts'),
						carry: (await import('../../gatherings/server/stepActs.ts')).carry,
						stepServers: steps.stepServers,
						registries: { rules: stepRules, servers: steps.stepServers }
					};
				} else if (one.do === 'take-over') {
					value(await inTransaction((tx) => server.gatherings.takeOver(tx, world.facilitators[one.by])));
					model.heldBy = one.by;
				} else if (one.do === 'freeze') {
					expect(
						reason(await typed({ step: 'state-of-play', act: 'freeze', onBehalfOf: '', fields: {} }))
					).toBe('accepted');
					model.isFrozen = true;
				} else if (one.do === 'file') {
					if (!model.isFiled) await inTransaction((tx) => fileBoth(tx, world));
					model.isFiled = true;
				} else if (one.do === 'play') {
					const expected = model.position < place('casting') ? 'roles-not-yet' : 'accepted';
					expect(
						reason(
							await typed({
								step: 'casting',
								act: 'choose',
								onBehalfOf: seat[one.who],
								fields: { card: world.cards[one.card]! }
							})
						)
					).toBe(expected);
					if (expected === 'accepted') model.played.set(one.who, one.card);
				} else if (one.do === 'free') {
					expect(
						reason(
							await typed({ step: 'casting', act: 'free', onBehalfOf: '', fields: { seat: seat[one.who] } })
						)
					).toBe(model.played.has(one.who) ? 'accepted' : 'role-not-taken');
					model.played.delete(one.who);
				} else if (one.do === 'advance' || one.do === 'go-back') {
					const to = model.position + (one.do === 'advance' ? 1 : -1);
					const expected =
						model.seen[one.by] !== model.revision
							? 'somebody-advanced-first'
							: model.heldBy !== one.by
								? 'somebody-else-holds-the-hand'
								: to < 0 || to > 12
									? 'no-step-there'
									: one.do === 'advance' && held(model.position, to)
										? 'step-holds-the-room'
										: 'accepted';
					const verb = one.do === 'advance' ? server.gatherings.advance : server.gatherings.goBack;
					expect(
						reason(
							await inTransaction((tx) =>
								verb(
									tx,
									server.registries,
									world.facilitators[one.by],
									{ revision: model.seen[one.by], confirmed: 'yes' },
									heldAt
								)
							)
						)
					).toBe(expected);
					if (expected === 'accepted') {
						model.position = to;
						model.revision += 1;
					}
				}
				const row = await gatherings.read(await database(), world.gatheringId);
				expect({ position: row.position, revision: row.revision }).toEqual({
					position: model.position,
					revision: model.revision
				});
			}
		}),
		{ numRuns: runs, seed: Number(process.env.SEED) || 513 }
	);
});
