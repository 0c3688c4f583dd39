// Shows P1 and P2 as differences with their flags, and takes what each seat marks in them.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { refused } from '../../../outcomes/rules/outcome.ts';
import { linesOf, type ScenariosOnDesk, type ScenariosOnHand, type ScenariosSeen } from '../../rules/steps/scenarios.ts';
import { readFiled } from '../filedScenarios.ts';
import { voicesIn } from '../recusals.ts';
import * as sittings from '../sittings.ts';

const look = (query: Query, gathering: GatheringAtStep) =>
	together(query, `evolution-scenarios:${gathering.gatheringId}`, async () => {
		const { gatheringId } = gathering;
		const [filed, entries, here] = await Promise.all([readFiled(query, gathering), sittings.entriesOf(query, gatheringId, 'mark'), voicesIn(query, gathering)]);
		const said = entries.filter(({ seatId }) => seatId && here.has(seatId));
		const count = (key: string, mark: 'keep' | 'worry') => said.filter((one) => one.key === key && one.data.mark === mark).length;
		const seen: ScenariosSeen = {
			filed: filed.map((one) => ({ ...one, marks: Object.fromEntries(linesOf(one.scenario).map((line) => [line, { keep: count(`${one.code}/${line}`, 'keep'), worry: count(`${one.code}/${line}`, 'worry') }])) }))
		};
		return { seen, said };
	});

const line = v.pipe(v.string(), v.regex(/^P\d\/(services|calendar|budget|indicators)\/\d{1,2}$/));

export const step: StepServer = {
	async hand(query, seat): Promise<ScenariosOnHand> {
		const { seen, said } = await look(query, seat);
		return { ...seen, mine: Object.fromEntries(said.filter(({ seatId }) => seatId === seat.seatId).map(({ key, data }) => [key, { mark: data.mark, words: data.words }])) };
	},

	screen: async (query, gathering): Promise<ScenariosSeen> => (await look(query, gathering)).seen,

	async desk(query, gathering): Promise<ScenariosOnDesk> {
		const { seen, said } = await look(query, gathering);
		return { ...seen, said: said.filter(({ data }) => data.words !== '').map(({ key, data }) => ({ line: key, mark: data.mark, words: data.words })).sort((a, b) => a.line.localeCompare(b.line) || a.words.localeCompare(b.words)) };
	},

	async foresee(query, gathering) {
		const { filed } = (await look(query, gathering)).seen;
		return { idle: [], entering: filed.length < 2 ? [{ warning: 'scenarios-not-filed', count: 2 - filed.length, isFinal: false }] : [], leaving: [], finished: [] };
	},

	async carryOut() {},

	acts: {
		mark: {
			by: 'seat',
			when: 'any-time',
			shape: v.object({ line, mark: v.picklist(['keep', 'worry', 'none']), words: v.optional(v.pipe(v.string(), v.maxLength(2000)), '') }),
			async run(tx: Tx, doer: Doer, { line: key, mark, words }: { line: string; mark: string; words: string }) {
				if (!doer.seat) return refused('seat-needed');
				const found = (await readFiled(tx, doer)).find(({ code }) => key.startsWith(`${code}/`));
				if (!found || !linesOf(found.scenario).includes(key.slice(found.code.length + 1))) return refused('line-unknown');
				const { seatId } = doer.seat;
				return mark === 'none' ? sittings.unsay(tx, doer, { kind: 'mark', key, seatId }) : sittings.say(tx, doer, { kind: 'mark', key, seatId, data: { version: 1, mark, words } });
			}
		}
	}
};
