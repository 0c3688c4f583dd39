import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { GatheringId, MembershipId, SeatId } from '#lib/db/rules/ids.ts';
import { database, inTransaction, type Query, type Tx } from '#lib/db/server/database.ts';
import { oneLook } from '#lib/db/server/together.ts';
import { deskFrame } from '#lib/gatherings/server/frames.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import type { FacilitatorFacts } from '#lib/gatherings/server/gatherings.ts';
import { invitationAddress, isPlainHttp, requireFacilitator } from '#lib/gatherings/server/guards.ts';
import * as seats from '#lib/gatherings/server/seats.ts';
import { isPreparedAhead } from '#lib/gatherings/server/step.ts';
import { carry, readForm, typedBack } from '#lib/gatherings/server/stepActs.ts';
import * as juryGate from '#lib/jury/server/gate.ts';
import * as lexicon from '#lib/lexicon/server/lexicon.ts';
import type { Outcome } from '#lib/outcomes/rules/outcome.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { capacities } from '#lib/projects/rules/capacities.ts';
import { panelShape } from '#lib/rehearsal/rules/asked.ts';
import * as rehearsals from '#lib/rehearsal/server/rehearsals.ts';
import * as noteForms from '#lib/sourcing/server/noteForms.ts';
import { now } from '#lib/time/server/clock.ts';
import { atThisMoment, kindOf, serverOf } from '../../../registries.server.ts';
import type { Actions, PageServerLoad } from './$types';

const kindAt = async (query: Query, { gatheringId }: { readonly gatheringId: GatheringId }) => kindOf(await gatherings.kindOf(query, gatheringId));

export const load: PageServerLoad = async (event) => {
	const facilitator = await requireFacilitator(event, event.params.gathering);
	const query = oneLook(await database());
	const kind = await kindAt(query, facilitator);
	const [frame, authority, standing] = await Promise.all([
		deskFrame(query, facilitator, { registry: kind.rules, servers: kind.servers, address: invitationAddress(event), isPlainHttp: isPlainHttp(event) }, now()),
		authorities.read(query, facilitator.authorityId),
		gatherings.atStep(query, facilitator.gatheringId)
	]);
	const looked = frame.agenda.find(({ step }) => step === event.url.searchParams.get('etape'));
	const first = frame.agenda.find(({ state }) => state !== 'dropped') ?? frame.agenda[0];
	const shown = looked ?? frame.agenda.find(({ state }) => state === 'now') ?? frame.agenda.findLast(({ state }) => state === 'done') ?? first;
	if (!shown) error(404);
	const hasBegun = shown.state === 'now' || shown.state === 'done';
	const server = serverOf(kind, shown.step);
	const step = server && (hasBegun || isPreparedAhead(server)) ? await server.desk(query, standing) : null;
	const words = { stuck: await lexicon.tapsOf(query, facilitator.gatheringId), entries: await lexicon.entriesOf(query, facilitator.projectId) };
	const noted = await noteForms.openAtDesk(query, facilitator);
	const clock = frame.clock?.step === shown.step ? atThisMoment(kind, frame.clock, step) : frame.clock;
	const rehearsal = frame.isRehearsal ? await rehearsals.panelOf(query, await gatherings.read(query, facilitator.gatheringId), now()) : null;
	const project = rehearsal ? rehearsal.copiedFrom : facilitator.projectId;
	const isOfThisBrowserAlone = rehearsal !== null && (await rehearsals.isOfThisBrowserAlone(query, facilitator.accountId, now()));
	// whoever rehearses without an account has no projects
	const home = project ? `/projets/${project}` : authority?.isExample ? null : '/projets';
	return { frame: { ...frame, clock }, rehearsal, isOfThisBrowserAlone, home, shown: shown.step, step, words, noted, projectId: facilitator.projectId, timeZone: authority?.timeZone ?? 'Europe/Paris' };
};

type Door = RequestEvent<{ gathering: string }>;
type By = FacilitatorFacts;

/** A personal code, shown to the facilitator this once. */
interface Reissued {
	readonly code: string;
	readonly name: string;
}

/** What a form that cannot be read most likely lacks. */
const unreadable: Readonly<Record<string, string>> = { expel: 'expel-not-confirmed', minutes: 'minutes-out-of-range', paper: 'capacity-unknown' };

/** One act around the step: shape, who, one verb. `then` says where to go when it is done, or what the screen shows. */
function ofDesk<Shape extends v.GenericSchema, Value>(
	act: string,
	shape: Shape,
	run: (tx: Tx, by: By, input: v.InferOutput<Shape>, at: Date) => Promise<Outcome<Value, string>>,
	then?: (value: Value, event: Door) => Reissued
) {
	return async (event: Door) => {
		const facilitator = await requireFacilitator(event, event.params.gathering);
		const form = Object.fromEntries(await event.request.formData());
		const typed = v.safeParse(shape, form);
		const fields = Object.fromEntries(Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 2000)]] : [])));
		if (!typed.success) return fail(422, { isFrame: true, act, refusal: unreadable[act] ?? 'act-unreadable', fields });
		const outcome = await inTransaction((tx) => run(tx, facilitator, typed.output, now()));
		if (!outcome.accepted) return fail(422, { isFrame: true, act, refusal: outcome.reason, fields });
		return { isFrame: true, act, done: act, reissued: then?.(outcome.value, event) ?? null };
	};
}

const back = (_: unknown, event: Door): never => redirect(303, event.url.pathname);

const whole = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number));
const seatId = v.pipe(
	v.string(),
	v.uuid(),
	v.transform((id) => id as SeatId)
);
const membershipId = v.pipe(
	v.string(),
	v.uuid(),
	v.transform((id) => id as MembershipId)
);
const place = v.union([v.literal('another-person'), membershipId]);
const revision = { revision: whole };
const ofSeat = v.object({ seat: seatId });
const onStep = v.object({ ...revision, position: whole });
const move = v.object({ ...revision, to: v.optional(whole), confirmed: v.optional(v.literal('yes')) });

export const actions: Actions = {
	act: async (event) => {
		const facilitator = await requireFacilitator(event, event.params.gathering);
		const asked = readForm(await event.request.formData());
		const outcome = await carry((await kindAt(await database(), facilitator)).servers, asked, { facilitator }, now());
		const { step, act } = asked;
		if (outcome.accepted) return { isFrame: false, step, act, done: act, doneFor: asked.onBehalfOf };
		const isUnknown = outcome.reason === 'act-unknown';
		return fail(isUnknown ? 400 : 422, { isFrame: isUnknown, step, act, refusal: outcome.reason, fields: typedBack(asked) });
	},

	openDoors: ofDesk('openDoors', v.object(revision), gatherings.openDoors),
	advance: ofDesk(
		'advance',
		move,
		async (tx, by, input, at) => {
			const moved = await gatherings.advance(tx, await kindAt(tx, by), by, input, at);
			if (moved.accepted) await rehearsals.endPauseAtDoors(tx, by);
			return moved;
		},
		back
	),
	goBack: ofDesk('goBack', move, async (tx, by, input, at) => gatherings.goBack(tx, await kindAt(tx, by), by, input, at), back),
	close: ofDesk('close', v.object(revision), async (tx, by, input, at) => gatherings.close(tx, await kindAt(tx, by), by, input, at), back),
	takeOver: ofDesk('takeOver', v.object({}), (tx, by) => gatherings.takeOver(tx, by)),

	take: ofDesk('take', v.object({ ...revision, from: whole, minutes: whole }), gatherings.takeMinutes),
	minutes: ofDesk('minutes', v.object({ ...revision, position: whole, minutes: whole }), gatherings.shortenStep),
	catchUp: ofDesk('catchUp', v.object({ ...revision, late: whole }), gatherings.catchUp),
	drop: ofDesk('drop', onStep, gatherings.dropStep),
	restore: ofDesk('restore', onStep, gatherings.restoreStep),
	move: ofDesk('move', v.object({ ...revision, position: whole, way: v.picklist(['up', 'down']) }), (tx, by, { way, ...input }, at) =>
		gatherings.reorder(tx, by, { ...input, to: input.position + (way === 'up' ? -1 : 1) }, at)
	),

	admit: ofDesk('admit', v.object({ seat: seatId, place: v.optional(place) }), (tx, by, { seat, place: asked }, at) =>
		seats.admit(tx, by, { seatId: seat, place: asked }, at, juryGate.ofGathering)
	),
	admitAll: ofDesk('admitAll', v.object({}), (tx, by, _, at) => seats.admitAll(tx, by, at, juryGate.ofGathering)),
	refuseAll: ofDesk('refuseAll', v.object({}), (tx, by, _, at) => seats.refuseAll(tx, by, at)),
	expel: ofDesk('expel', v.object({ seat: seatId, sure: v.literal('yes') }), (tx, by, { seat }, at) => seats.expel(tx, by, seat, at)),
	merge: ofDesk('merge', v.object({ seat: seatId, into: seatId }), (tx, by, { seat, into }, at) => seats.merge(tx, by, { from: seat, into }, at)),
	lower: ofDesk('lower', ofSeat, (tx, by, { seat }) => seats.lowerHand(tx, by, seat)),
	reissue: ofDesk(
		'reissue',
		ofSeat,
		(tx, by, { seat }, at) => seats.reissue(tx, by, seat, at),
		({ code, publicName }) => ({ code, name: publicName })
	),
	paper: ofDesk('paper', v.union([v.object({ place: membershipId }), v.object({ publicName: v.string(), capacity: v.picklist(capacities) })]), (tx, by, input, at) => seats.addOnPaper(tx, by, input, at, juryGate.ofGathering)),
	rehearse: ofDesk('rehearse', panelShape, (tx, by, { do: act }, at) => rehearsals.conduct(tx, by, act, at)),
	explain: ofDesk('explain', v.object({ word: v.string(), meaning: v.string() }), lexicon.explain),
	note: ofDesk('note', noteForms.noteShape, noteForms.noteAtDesk),
	sort: ofDesk('sort', noteForms.sortShape, noteForms.sortAtDesk),
	aside: ofDesk('aside', noteForms.ofNote, noteForms.moveAtDesk('set-aside')),
	unaside: ofDesk('unaside', noteForms.ofNote, noteForms.moveAtDesk('put-back')),
	rotate: ofDesk('rotate', v.object({ what: v.picklist(['invitation', 'wall']) }), (tx, by, { what }): Promise<Outcome<unknown, string>> =>
		what === 'wall' ? gatherings.rotateWall(tx, by) : gatherings.rotateInvitation(tx, by)
	)
};
