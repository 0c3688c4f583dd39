import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { readDone, writeDone, type Done } from '#lib/gatherings/rules/done.ts';
import { handFrame } from '#lib/gatherings/server/frames.ts';
import * as gatherings from '#lib/gatherings/server/gatherings.ts';
import { endSeat, requireSeat } from '#lib/gatherings/server/guards.ts';
import { forgetPersonalCode, readPersonalCode } from '#lib/gatherings/server/personalCode.ts';
import * as seats from '#lib/gatherings/server/seats.ts';
import type { SeatFacts } from '#lib/gatherings/server/seats.ts';
import { carry, readForm, typedBack } from '#lib/gatherings/server/stepActs.ts';
import * as ledger from '#lib/jury/server/ledger.ts';
import * as lexicon from '#lib/lexicon/server/lexicon.ts';
import type { Outcome } from '#lib/outcomes/rules/outcome.ts';
import * as noteForms from '#lib/sourcing/server/noteForms.ts';
import { now } from '#lib/time/server/clock.ts';
import * as casting from '#lib/workshop/server/casting.ts';
import { readyIn } from '#lib/workshop/server/gallery.ts';
import { atThisMoment, kindOf, serverOf } from '../../../registries.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const seat = await requireSeat(event, event.params.gathering);
	const query = await database();
	const frame = await handFrame(query, seat, event.url.searchParams.get('etape'), now());
	const kind = kindOf(frame.kind);
	const shown = seat.state === 'admitted' ? (frame.browsing ?? frame.clock?.step ?? null) : null;
	const step = shown === null ? null : ((await serverOf(kind, shown)?.hand(query, seat)) ?? null);
	// at the doors, before the first step (MO190)
	const gallery = seat.state === 'admitted' && frame.life === 'doors-open' ? await readyIn(query, seat) : [];
	const card = seat.state === 'admitted' && frame.life !== 'closed' ? await casting.inHand(query, seat.gatheringId, seat.seatId) : null;
	const isLooked = event.url.searchParams.has('lexique');
	const words = seat.state === 'admitted' && (isLooked || kind.isReadOnHands(shown)) ? await lexicon.inHand(query, seat) : null;
	const isNoting = event.url.searchParams.has('noter') && seat.state === 'admitted' && frame.life !== 'closed';
	const noting = isNoting ? await noteForms.openInHand(query, seat) : null;
	const hours = frame.life === 'closed' && seat.capacity === 'juror' ? await ledger.ofJuror(query, seat) : null;
	const clock = frame.browsing ? frame.clock : atThisMoment(kind, frame.clock, step, seat.capacity);
	const before = readDone(event.url.searchParams.get('fait'));
	return { before, frame: { ...frame, clock }, shown, step, card, gallery, words, noting, hours, code: await readPersonalCode(event, seat) };
};

type Door = RequestEvent<{ gathering: string }>;

/** A screen that is not live comes to an address: reloaded, it sends nothing again (GA41). */
function answered(event: Door, done: Done): Done {
	if (event.request.headers.has('x-sveltekit-action')) return done;
	const kept = [...event.url.searchParams].filter(([name]) => !name.startsWith('/') && name !== 'fait');
	redirect(303, `${event.url.pathname}?${new URLSearchParams([...kept, ['fait', writeDone(done)]])}`);
}

/** What a seat says of itself, around the step. */
function ofSeat<Shape extends v.GenericSchema>(
	act: string,
	shape: Shape,
	run: (tx: Tx, seat: SeatFacts, input: v.InferOutput<Shape>) => Promise<Outcome<unknown, string>>
) {
	return async (event: Door) => {
		const seat = await requireSeat(event, event.params.gathering);
		const form = Object.fromEntries(await event.request.formData());
		const fields = Object.fromEntries(Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 2000)]] : [])));
		const typed = v.safeParse(shape, form);
		if (!typed.success) return fail(422, { isFrame: true, act, refusal: 'act-unreadable', fields });
		const outcome = await inTransaction((tx) => run(tx, seat, typed.output));
		if (outcome.accepted) return answered(event, { isFrame: true, act, done: act });
		return fail(422, { isFrame: true, act, refusal: outcome.reason, fields });
	};
}

const word = v.pipe(v.string(), v.maxLength(2000));
const yesOrNo = v.picklist(['yes', 'no']);
const percentage = v.pipe(v.string(), v.regex(/^\d{2,3}$/), v.transform(Number));

export const actions: Actions = {
	act: async (event) => {
		const seat = await requireSeat(event, event.params.gathering);
		const asked = readForm(await event.request.formData());
		const outcome = await carry(kindOf(await gatherings.kindOf(await database(), seat.gatheringId)).servers, asked, { seat }, now());
		const { step, act } = asked;
		if (outcome.accepted) return answered(event, { isFrame: false, step, act, done: act });
		return fail(outcome.reason === 'act-unknown' ? 400 : 422, { isFrame: outcome.reason === 'act-unknown', step, act, refusal: outcome.reason, fields: typedBack(asked) });
	},

	ready: ofSeat('ready', v.object({ step: v.string(), ready: yesOrNo }), (tx, seat, input) => seats.markReady(tx, seat, input, now())),

	hand: ofSeat('hand', v.object({ raised: yesOrNo }), (tx, seat, { raised }) => seats.raiseHand(tx, seat, raised === 'yes' ? 'up' : 'down', now())),

	weather: ofSeat('weather', v.object({ weather: v.picklist(['sun', 'cloud', 'storm']) }), (tx, seat, { weather }) =>
		seats.sayWeather(tx, seat, weather, now())
	),

	word: ofSeat('word', v.union([v.object({ stuck: word }), v.object({ understood: word })]), (tx, seat, asked): Promise<Outcome<unknown, string>> =>
		'stuck' in asked ? lexicon.tap(tx, seat, { word: asked.stuck }) : lexicon.takeBack(tx, seat, { word: asked.understood })
	),

	note: ofSeat('note', noteForms.noteShape, (tx, seat, typed) => noteForms.noteInHand(tx, seat, typed, now())),
	unnote: ofSeat('unnote', noteForms.ofNote, (tx, seat, typed) => noteForms.takeBackInHand(tx, seat, typed, now())),
	sort: ofSeat('sort', noteForms.sortShape, (tx, seat, typed) => noteForms.ofBuyer(noteForms.sortAtDesk)(tx, seat, typed, now())),
	aside: ofSeat('aside', noteForms.ofNote, (tx, seat, typed) => noteForms.ofBuyer(noteForms.moveAtDesk('set-aside'))(tx, seat, typed, now())),
	unaside: ofSeat('unaside', noteForms.ofNote, (tx, seat, typed) => noteForms.ofBuyer(noteForms.moveAtDesk('put-back'))(tx, seat, typed, now())),

	reading: async (event) => {
		const seat = await requireSeat(event, event.params.gathering);
		const shape = v.object({ textSize: percentage, contrast: v.picklist(['normal', 'high']), language: v.optional(v.picklist(['fr', 'en'])) });
		const typed = v.safeParse(shape, Object.fromEntries(await event.request.formData()));
		if (!typed.success) return fail(422, { isFrame: true, act: 'reading', refusal: 'reading-out-of-range' });
		const { language, ...reading } = typed.output;
		const outcome = await inTransaction((tx) => seats.adjustReading(tx, seat, reading));
		if (!outcome.accepted) return fail(422, { isFrame: true, act: 'reading', refusal: outcome.reason });
		// read by the browser too, so that both speak the same language
		if (language)
			event.cookies.set('langue', language, { path: '/', httpOnly: false, sameSite: 'lax', secure: event.url.protocol === 'https:', maxAge: 34_560_000 });
		redirect(303, event.url.pathname);
	},

	leave: async (event) => {
		const seat = await requireSeat(event, event.params.gathering);
		await endSeat(event, seat.gatheringId);
		forgetPersonalCode(event, seat.gatheringId);
		redirect(303, `/retour?parti=${seat.gatheringId}`);
	}
};
