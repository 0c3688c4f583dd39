// What the field says: four materials of the enquiry, chosen among all, shown on the wall and annotated from the hands.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { readId } from '../../../db/server/ids.ts';
import { together } from '../../../db/server/together.ts';
import * as materials from '../../../enquiry/server/materials.ts';
import type { MaterialShown } from '../../../enquiry/rules/materials.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { countReactions } from '../../rules/field.ts';
import type { FieldOnDesk, FieldOnHand, FieldOnWall } from '../../rules/steps/field.ts';
import * as fieldShows from '../fieldShows.ts';
import { readyIn } from '../gallery.ts';

const titled = ({ id, code, title, kind }: MaterialShown) => ({ id, code, title, kind });

const look = (query: Query, gathering: GatheringAtStep) =>
	together(query, `field:${gathering.gatheringId}`, async () => {
		const show = await fieldShows.find(query, gathering.gatheringId);
		const ready = await readyIn(query, gathering);
		const known = new Map(ready.map((one) => [one.id, one]));
		const remarks = await fieldShows.remarksIn(query, gathering.gatheringId);
		// withdrawn meanwhile, it is shown no more
		const material = (show.shownId && known.get(show.shownId)) || null;
		const isHere = gathering.currentStep === 'field';
		return {
			show,
			ready,
			known,
			remarks,
			playing: { does: show.playing, restarts: show.restarts },
			seen: {
				chosen: show.chosen.flatMap((id) => known.get(id) ?? []).map(titled),
				material: isHere ? material : null,
				counts: material && isHere ? countReactions(remarks.filter(({ materialId }) => materialId === material.id)) : null
			}
		};
	});

const id = v.pipe(v.string(), v.maxLength(64));
const choice = v.optional(id, '');
const typed = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');
const known = v.pipe(id, v.check((value) => readId(value) !== undefined));

export const step: StepServer = {
	async hand(query, seat): Promise<FieldOnHand> {
		const { seen, show, known, remarks } = await look(query, seat);
		return {
			...seen,
			isHere: seat.currentStep === 'field',
			before: show.seen.flatMap((id) => known.get(id) ?? []).filter(({ id }) => id !== seen.material?.id),
			mine: Object.fromEntries(remarks.filter(({ seatId }) => seatId === seat.seatId).map(({ materialId, reaction, note }) => [materialId, { reaction, note }]))
		};
	},

	async screen(query, gathering): Promise<FieldOnWall> {
		const { seen, playing } = await look(query, gathering);
		return { ...seen, playing };
	},

	async desk(query, gathering): Promise<FieldOnDesk> {
		const { seen, playing, ready, show, remarks } = await look(query, gathering);
		const roll = await seats.rollOf(query, gathering.gatheringId);
		const all = await materials.ofTeam(query, gathering);
		const collator = new Intl.Collator('fr');
		return {
			...seen,
			playing,
			projectId: gathering.projectId,
			ready: ready.map(titled),
			unready: all.length - ready.length,
			seen: show.seen,
			said: Object.fromEntries(
				show.seen.map((material) => {
					const said = remarks.filter(({ materialId }) => materialId === material);
					const notes = said.filter(({ note }) => note !== '').map(({ reaction, note }) => ({ reaction, note }));
					// by their words: the order in which they came would say whose they are
					return [material, { counts: countReactions(said), notes: notes.sort((a, b) => collator.compare(a.note, b.note)) }];
				})
			),
			present: roll.length,
			paperSeats: roll
				.filter(({ isOnPaper }) => isOnPaper)
				.map(({ seatId, publicName }) => {
					const mine = remarks.find((one) => one.seatId === seatId && one.materialId === seen.material?.id);
					return { id: seatId, publicName, mine: mine ? { reaction: mine.reaction, note: mine.note } : null };
				})
		};
	},

	async foresee(query, gathering) {
		const { seen } = await look(query, gathering);
		return { idle: seen.material ? [] : ['closes-material'], entering: seen.chosen.length === 0 ? [{ warning: 'materials-not-chosen', count: 0, isFinal: false }] : [], leaving: [], finished: [] };
	},

	async carryOut(tx, gathering, effect) {
		if (effect.do === 'close') await fieldShows.rest(tx, gathering);
	},

	acts: {
		choose: {
			by: 'facilitator',
			when: 'any-time',
			shape: v.object({ first: choice, second: choice, third: choice, fourth: choice }),
			run: (tx: Tx, doer: Doer, { first, second, third, fourth }: Record<'first' | 'second' | 'third' | 'fourth', string>) => fieldShows.choose(tx, doer, [first, second, third, fourth])
		},
		show: { by: 'facilitator', when: 'step-open', shape: v.object({ material: choice }), run: (tx: Tx, doer: Doer, { material }: { material: string }) => fieldShows.show(tx, doer, material) },
		play: {
			by: 'facilitator',
			when: 'step-open',
			shape: v.object({ does: v.picklist(['play', 'pause', 'restart']) }),
			run: (tx: Tx, doer: Doer, { does }: { does: 'play' | 'pause' | 'restart' }) => fieldShows.play(tx, doer, does)
		},
		react: { by: 'seat', when: 'step-open', shape: v.object({ material: known, reaction: typed, note: typed }), run: fieldShows.react },
		'take-back': { by: 'seat', when: 'step-open', shape: v.object({ material: known }), run: (tx: Tx, doer: Doer, { material }: { material: string }) => fieldShows.takeBack(tx, doer, material) }
	}
};
