// Plays « À table, les Rivelles ! » through the doors, from the waiting room to the last word, and stops at each moment worth a picture.
import type { Page } from '@playwright/test';
import * as amending from '../../src/lib/workshop/server/example/amendments.ts';
import { notes, postcards } from '../../src/lib/workshop/server/example/canvas.ts';
import * as terrain from '../../src/lib/workshop/server/example/field.ts';
import * as written from '../../src/lib/workshop/server/example/proposal.ts';
import { built, madeSee } from '../../src/lib/workshop/server/example/scenarios.ts';
import { sketch, suggestions } from '../../src/lib/workshop/server/example/strategy.ts';
import { usualGrades } from '../../src/lib/workshop/rules/steps/vote.ts';
import { factsAsLines } from '../../src/lib/workshop/rules/scenarios.ts';
import { amendmentOf, ballotOf, capacityOf, cardsOf, dotsOf, example, fates, inputs, integrates, nameOf, roleOf, seatCodes, textOf, type SeatCode } from '../../tests/world/rivelles.ts';
import type { Answer, Fields, Room, Seat } from '../../tests/world/room.ts';

export const moments = [
	'doors',
	'welcome',
	'ground-rules',
	'field',
	'landscape-writing',
	'landscape-grouping',
	'landscape-dots',
	'retouch',
	'roles',
	'proposal',
	'clarification',
	'amendments-silence',
	'amendments-turn',
	'amendments-versions',
	'scenarios',
	'matrix-scoring',
	'matrix-closed',
	'vote',
	'vote-closed',
	'consent',
	'consent-loop',
	'sketch',
	'closing',
	'ended'
] as const;
export type Moment = (typeof moments)[number];

/** Whoever acts in the room: with a phone of their own, or on paper, and then somebody types for them. */
export interface Player {
	act(step: string, act: string, fields?: Fields): Promise<Answer>;
	step<Step>(): Promise<Step>;
}

/** Who has no phone in this room. */
export const onPaper: SeatCode = 'J10';

export class HalfDay {
	readonly room: Room;
	readonly #seats = new Map<SeatCode, Seat>();
	readonly #players = new Map<SeatCode, Player>();
	/** where the pen's own form is filled */
	readonly #console: Page;
	/** the page on which somebody types for who has no phone */
	paperPath = '';
	#at: (moment: Moment) => Promise<void> = async () => {};

	constructor(room: Room, console: Page) {
		this.room = room;
		this.#console = console;
	}

	seat(code: SeatCode): Seat {
		return this.#seats.get(code)!;
	}

	/** Comes in by the link; who has no phone comes in on paper, at the console. */
	async comeIn(): Promise<void> {
		for (const code of seatCodes.filter((one) => one !== onPaper)) {
			const seat = await this.room.join(nameOf(code), capacityOf(code));
			this.#seats.set(code, seat);
			this.#players.set(code, { act: (...asked) => seat.act(...asked), step: async <Step>() => (await seat.hand<Step>()).step });
		}
	}

	/** Everybody is in the waiting room: lets them in, and plays every step. */
	async play(at: (moment: Moment) => Promise<void>): Promise<void> {
		const { desk } = this.room;
		this.#at = at;
		await this.#at('doors');
		await this.#seatOnPaper();
		await desk.letIn();
		await this.#learn();
		await this.#retouch();
		await this.#propose();
		await this.#amend();
		await this.#weigh();
		await this.#choose();
		await this.#close();
	}

	async #seatOnPaper(): Promise<void> {
		const { desk } = this.room;
		const place = (await desk.desk()).frame.awaited.find(({ name }) => name === nameOf(onPaper))!.membershipId;
		await desk.change('paper', { place });
		const { id } = (await desk.desk()).frame.seats.find(({ publicName }) => publicName === nameOf(onPaper))!;
		const path = (this.paperPath = `/plume/${this.room.gathering}/${id}`);
		this.#players.set(onPaper, {
			act: (step, act, fields = {}) => desk.send(`${path}?/act`, { step, act, ...fields }),
			step: async <Step>() => (await desk.look<{ onPaper: { step: Step } }>(path)).onPaper.step
		});
	}

	async #does(code: SeatCode, step: string, act: string, fields: Fields = {}): Promise<void> {
		const { type, body } = await this.#players.get(code)!.act(step, act, fields);
		if (type !== 'success') throw new Error(`${code}, ${step}, ${act}: ${body}`);
	}

	async #doesAtDesk(step: string, act: string, fields: Fields = {}): Promise<void> {
		const { type, body } = await this.room.desk.act(step, act, fields);
		if (type !== 'success') throw new Error(`console, ${step}, ${act}: ${body}`);
	}

	#step<Step>(code: SeatCode): Promise<Step> {
		return this.#players.get(code)!.step<Step>();
	}

	async #atDesk<Step>(): Promise<Step> {
		return (await this.room.desk.desk<Step>()).step;
	}

	/** everybody but these, in the order of the seats */
	async #everybody(act: (code: SeatCode) => Promise<void>, ...but: SeatCode[]): Promise<void> {
		for (const code of seatCodes) if (!but.includes(code)) await act(code);
	}

	async #note(after: (typeof notes)[number]['after']): Promise<void> {
		for (const { seat, kind, text, namesOperator } of notes.filter((one) => one.after === after && one.seat !== onPaper)) await this.seat(seat as SeatCode).send(`${this.seat(seat as SeatCode).path}?/note`, { kind, text, names: namesOperator ? 'yes' : '', for: '' });
	}

	async #learn(): Promise<void> {
		const { desk } = this.room;
		await desk.advanceTo('welcome');
		for (const code of seatCodes.slice(1, 8)) await this.seat(code).ready();
		await this.#at('welcome');

		await desk.advanceTo('ground-rules');
		await this.#does(terrain.concern.seat as SeatCode, 'ground-rules', 'ask', { text: terrain.concern.text });
		await this.#everybody((code) => this.#does(code, 'ground-rules', 'agree'), 'J1', 'J6', 'T3');
		await this.#at('ground-rules');

		await desk.advanceTo('field');
		const material = (await this.#atDesk<{ chosen: { id: string }[] }>()).chosen[0]!.id;
		await this.#doesAtDesk('field', 'show', { material });
		for (const [, seat, reaction, note = ''] of terrain.remarks.filter(([of, seat]) => of === terrain.chosen[0] && seat !== 'J1')) await this.#does(seat as SeatCode, 'field', 'react', { material, reaction, note });
		await this.#at('field');

		await desk.advanceTo('landscape-writing');
		await this.#everybody(async (code) => {
			for (const { zone, text } of cardsOf(code)) await this.#does(code, 'landscape-writing', 'write', { zone, text });
		});
		await this.#at('landscape-writing');
		await desk.advanceTo('landscape-grouping');
		await this.#at('landscape-grouping');

		await desk.advanceTo('landscape-dots');
		await this.#everybody(async (code) => {
			const { zones } = await this.#step<{ zones: { groups: { cards: { id: string; text: string }[] }[] }[] }>(code);
			const cards = zones.flatMap(({ groups }) => groups.flatMap((group) => group.cards));
			for (const text of dotsOf(code)) await this.#does(code, 'landscape-dots', 'place', { card: cards.find((card) => card.text === text)!.id });
		});
		await this.#doesAtDesk('landscape-dots', 'show-result');
		await this.#note('landscape');
		await this.#at('landscape-dots');
	}

	async #retouch(): Promise<void> {
		await this.room.desk.advanceTo('retouch');
		const { draft } = await this.#step<{ draft: { version: string; needs: { id: string; text: string }[] } }>('T1');
		const needOf = (code: string) => draft.needs.find(({ text }) => text === textOf(code))!.id;
		for (const code of written.needsOfDraft) await this.#does('T1', 'retouch', 'answer-need', { need: needOf(code) });
		await this.#at('retouch');
		const text = written.sealed.map((passage) => `${{ heading: '# ', item: '- ', paragraph: '' }[passage.kind as 'heading' | 'item' | 'paragraph']}${passage.text}`).join('\n');
		await this.#does('T1', 'retouch', 'write-draft', { text, version: draft.version });
		for (const code of written.needsOfV0.filter((one) => !(written.needsOfDraft as readonly string[]).includes(one))) await this.#does('T1', 'retouch', 'answer-need', { need: needOf(code) });
		for (const [code, reason] of written.unanswered) await this.#does('T1', 'retouch', 'leave-need', { need: needOf(code), reason });
		await this.#does('T1', 'retouch', 'write-changed', { changed: written.changed });
	}

	async #propose(): Promise<void> {
		const { desk } = this.room;
		await desk.advanceTo('roles');
		const { deck } = await this.#step<{ deck: { id: string; code: string }[] }>('J1');
		await this.#everybody((code) => this.#does(code, 'roles', 'choose', { card: deck.find((card) => card.code === roleOf(code))!.id }));
		for (const [seat, sentence] of amending.sentences) await this.#does(seat as SeatCode, 'roles', 'say', { sentence });
		await this.#doesAtDesk('roles', 'draw-absent-voice');
		await this.#at('roles');

		await desk.advanceTo('proposal');
		await this.#doesAtDesk('proposal', 'seal-from-desk');
		await this.#at('proposal');

		await desk.advanceTo('clarification');
		for (const { seat, text } of amending.questions) await this.#does(seat as SeatCode, 'clarification', 'ask', { text });
		const { queue } = await this.#atDesk<{ queue: { id: string; text: string }[] }>();
		for (const { text, supports } of amending.questions) for (const seat of supports) await this.#does(seat as SeatCode, 'clarification', 'support', { question: queue.find((one) => one.text === text)!.id });
		await this.#note('clarification');
		await this.#at('clarification');
	}

	async #amend(): Promise<void> {
		const { desk } = this.room;
		await desk.advanceTo('amendments');
		const { passages, needs } = await this.#step<{ passages: { id: string; text: string }[]; needs: { id: string; text: string }[] }>('J4');
		const write = async (when: 'silence' | 'turn') => {
			for (const one of fates.filter((each) => each.written === when))
				await this.#does(one.seat as SeatCode, 'amendments', 'write', {
					type: one.type,
					passage: passages.find(({ text }) => text === one.aimsAt)?.id ?? '',
					quote: '',
					text: one.text,
					reason: one.reason,
					need: one.needs.map((code) => needs.find(({ text }) => text === textOf(code))!.id)
				});
		};
		await write('silence');
		await this.#at('amendments-silence');
		await this.#doesAtDesk('amendments', 'begin');
		await this.#at('amendments-turn');
		await write('turn');
		for (const one of fates) {
			const { id } = await amendmentOf(desk, one);
			const { answer, scenario, reason } = one.fate;
			if (answer === 'not-keep') await this.#doesAtDesk('amendments', 'not-keep', { amendment: id, reason: reason! });
			else await this.#does('T1', 'amendments', 'answer', { amendment: id, answer, ...(scenario && { scenario }) });
		}
		await this.#doesAtDesk('amendments', 'rest');
		await this.#note('amendments');
		for (const version of [1, 2, 3]) {
			await this.#console.goto(new URL(desk.path, desk.origin).href);
			await integrates(desk, this.#console, version);
			if (version === 2) await this.#at('amendments-versions');
		}
	}

	async #weigh(): Promise<void> {
		const { desk } = this.room;
		await desk.advanceTo('scenarios');
		for (const { code, name, idea, facts } of example.scenarios) {
			const { base, modes, calendar, out, ranges } = built[code]!;
			const { scenarios } = await this.#step<{ scenarios: { code: string; revision: number }[] }>('T1');
			const { revision } = scenarios.find((one) => one.code === code)!;
			await this.#does('T1', 'scenarios', 'compose', { scenario: code, revision: String(revision), base: String(base), name, idea, facts: factsAsLines(facts), modes, calendar });
			const { bench } = await this.#atDesk<{ bench: { amendments: { id: string; code: string }[] } }>();
			for (const one of out) await this.#does('T2', 'scenarios', 'take-out', { scenario: code, amendment: bench.amendments.find((each) => each.code === one)!.id });
			for (const [label, low, high] of ranges) await this.#doesAtDesk('scenarios', 'add-range', { scenario: code, label, low, high });
		}
		for (const [seat, scenario] of [['J1', 'B'], ['J2', 'A'], ['J4', 'C'], ['J5', 'B'], ['J7', 'A']] as const) await this.#does(seat, 'scenarios', 'sit-at', { scenario });
		await this.#does('J4', 'scenarios', 'suggest', { scenario: 'C', kind: 'fact', text: 'Terres à trouver : 6 hectares, aucun promis' });
		await this.#at('scenarios');

		await desk.advanceTo('matrix');
		const scores = async (code: SeatCode) => {
			const mine = inputs.impactScores.filter(({ seat }) => seat === code);
			await this.#does(code, 'matrix', 'score-impacts', Object.fromEntries(mine.map(({ impact, scenario, score }) => [`impact:${impact}:${scenario}`, String(score)])));
			await this.#does(code, 'matrix', 'confirm-risks');
		};
		await this.#everybody(scores, 'J1', 'J6', 'J8', 'T2');
		await this.#at('matrix-scoring');
		for (const code of ['J1', 'J6', 'J8', 'T2'] as const) await scores(code);
		await this.#doesAtDesk('matrix', 'close');
		await this.#at('matrix-closed');
	}

	async #choose(): Promise<void> {
		const { desk } = this.room;
		await desk.advanceTo('vote');
		await this.#everybody((code) => this.#does(code, 'vote', 'hand-back', { seen: madeSee[code] ?? '' }), 'J1');
		const casts = async (code: SeatCode) => {
			const ballot = Object.fromEntries(ballotOf(code).map(([scenario, grade]) => [`grade-${scenario}`, String(usualGrades.indexOf(grade))]));
			// what is on paper is typed twice
			for (const _ of code === onPaper ? ['once', 'and again'] : ['once']) await this.#does(code, 'vote', 'cast', ballot);
		};
		const late = ['J1', 'J4', 'T2', 'T3'] as const;
		await this.#everybody(casts, ...late);
		await this.#at('vote');
		await this.#does('J1', 'vote', 'hand-back', { seen: madeSee.J1! });
		for (const code of late) await casts(code);
		await this.#doesAtDesk('vote', 'close-vote');
		await this.#doesAtDesk('vote', 'write-sentence', { sentence: example.matrixSentence });
		await this.#at('vote-closed');

		await desk.advanceTo('consent');
		await this.#doesAtDesk('consent', 'move-to', { phase: 'objections' });
		await this.#at('consent');
		const { risk, liftedBy, integration } = example.objection;
		await this.#does('J1', 'consent', 'object', { risk, wouldLift: liftedBy });
		await this.#everybody((code) => this.#does(code, 'consent', 'consent'), 'J1');
		const { objections } = await this.#atDesk<{ objections: { id: string }[] }>();
		const objection = objections[0]!.id;
		await this.#doesAtDesk('consent', 'take-up', { objection });
		await this.#doesAtDesk('consent', 'integrate', { objection, text: integration });
		await this.#at('consent-loop');
		await this.#does('J1', 'consent', 'release', { objection });
		await this.#doesAtDesk('consent', 'lift', { objection });
		await this.#doesAtDesk('consent', 'obtain');
	}

	async #close(): Promise<void> {
		const { desk } = this.room;
		await desk.advanceTo('sketch');
		const { needs } = (await this.#atDesk<{ editing: { needs: { id: string; text: string }[] } }>()).editing;
		const needOf = (code: string) => needs.find(({ text }) => text === textOf(code))!.id;
		for (const { mode, needs: served, impacts, fields } of sketch) await this.#does('T2', 'sketch', 'write-line', { ...fields, mode, need: served.map(needOf), impact: impacts });
		const { lines } = await this.#atDesk<{ lines: { id: string }[] }>();
		for (const { seat, line, text } of suggestions) await this.#does(seat, 'sketch', 'suggest', { about: lines[line]!.id, text });
		await this.#at('sketch');
		await this.#doesAtDesk('sketch', 'freeze-at-desk');

		await desk.advanceTo('closing');
		const { body, bodyOn, dates, later } = example.closingAfter(new Date());
		const days = Object.fromEntries(dates.flatMap(([on, what], index) => [[`on${index + 1}`, on], [`what${index + 1}`, what]]));
		await this.#doesAtDesk('closing', 'write-closing', { body, bodyOn, year: String(2031 + later), ...days });
		const words = ['Utile', 'Dense', 'On m’a écoutée', 'Enfin concret', 'Long mais juste', 'Surprise', 'Confiance', 'À refaire', 'La rivière a parlé', 'Clair', 'Exigeant'];
		let left = 0;
		await this.#everybody((code) => this.#does(code, 'closing', 'leave', { usefulness: code === 'J7' ? '3' : '4', word: words[left++ % words.length]!, hours: code.startsWith('J') ? '3 h 30' : '', postcard: postcards[code] ?? '' }), 'J1', 'T3');
		await this.#at('closing');
		await this.#does('J1', 'closing', 'leave', { usefulness: '5', word: 'Merci', hours: '3 h 30', postcard: postcards.J1! });
		await desk.change('close', { confirmed: 'yes' });
		await this.#at('ended');
	}
}
