// Which registry runs a gathering, by its kind: the one place where the doors join the kinds.
import type { Query } from '#lib/db/server/database.ts';
import * as evolutivity from '#lib/evolutivity/rules/steps.ts';
import { stepServers as sittingServers } from '#lib/evolutivity/server/steps.ts';
import { sittingPaper } from '#lib/evolutivity/server/sittingPaper.ts';
import { readSittingRecord } from '#lib/evolutivity/server/sittingRecord.ts';
import type { Register } from '#lib/gatherings/rules/agenda.ts';
import type { Gathering, Registries } from '#lib/gatherings/server/gatherings.ts';
import type { GatheringAtStep } from '#lib/gatherings/server/step.ts';
import type { Capacity } from '#lib/projects/rules/capacities.ts';
import { registerNow } from '#lib/workshop/rules/registers.ts';
import * as workshop from '#lib/workshop/rules/steps.ts';
import * as closings from '#lib/workshop/server/closings.ts';
import { readRecord } from '#lib/workshop/server/record.ts';
import { recordPaper } from '#lib/workshop/server/recordPaper.ts';
import { stepServers as workshopServers } from '#lib/workshop/server/steps.ts';

interface Kind extends Registries {
	/** what people do with their phone at this moment of a step */
	readonly registerNow: (step: string, seen: object | null, capacity?: Capacity) => Register | undefined;
	/** steps where a hand reads a text whose words may trip (LE5) */
	readonly isReadOnHands: (step: string | null) => boolean;
	/** steps at which the wall counts what was noted */
	readonly countsNotesAt: ReadonlySet<string>;
	/** what the wall shows once it is over */
	readonly wordsLeft: (query: Query, gathering: GatheringAtStep) => Promise<Awaited<ReturnType<typeof closings.readClosing>>['words']>;
}

const kinds: Readonly<Record<string, Kind>> = {
	workshop: {
		rules: workshop.stepRules,
		servers: workshopServers,
		registerNow,
		isReadOnHands: workshop.isReadOnHands,
		countsNotesAt: new Set(['sketch', 'closing']),
		wordsLeft: async (query, gathering) => (await closings.readClosing(query, gathering)).words
	},
	evolutivity: {
		rules: evolutivity.stepRules,
		servers: sittingServers,
		registerNow: (step) => evolutivity.registerOf(step),
		isReadOnHands: () => false,
		countsNotesAt: new Set(),
		wordsLeft: async () => []
	}
};

export function kindOf(kind: string): Kind {
	if (!Object.hasOwn(kinds, kind)) throw new Error(`no registry of steps for the kind ${kind}`);
	return kinds[kind]!;
}

export const serverOf = ({ servers }: Registries, step: string) => (Object.hasOwn(servers, step) ? servers[step] : undefined);

/** The clock of a screen, with the register of this moment. */
export const atThisMoment = <Clock extends { readonly step: string; readonly register: Register }>(kind: Kind, clock: Clock | null, seen: object | null, capacity?: Capacity): Clock | null =>
	clock && { ...clock, register: kind.registerNow(clock.step, seen, capacity) ?? clock.register };

/** The record of a gathering: as data, and as the paper that a page and a file show. */
export async function recordOf(query: Query, { id, kind }: Pick<Gathering, 'id' | 'kind'>, at: Date) {
	if (kind === 'evolutivity') {
		const record = await readSittingRecord(query, id, at);
		return { kind: 'sitting' as const, record, paper: sittingPaper(record) };
	}
	const record = await readRecord(query, id, at);
	return { kind: 'workshop' as const, record, paper: recordPaper(record) };
}
