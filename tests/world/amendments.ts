// The fourteen amendments of « À table, les Rivelles ! » as a room writes, answers and integrates them (demo 5.7).
import type { AmendmentType } from '../../src/lib/workshop/rules/amendments.ts';
import { amendments } from '../../src/lib/workshop/server/example/amendments.ts';
import { sealed } from '../../src/lib/workshop/server/example/proposal.ts';

export interface AmendmentOfExample {
	readonly seat: string;
	/** for oneself alone, or before the room once the turn has begun */
	readonly written: 'silence' | 'turn';
	readonly type: AmendmentType;
	/** the passage of v0 */
	readonly aimsAt: string | null;
	readonly text: string;
	readonly reason: string;
	readonly needs: readonly string[];
	readonly fate: {
		readonly answer: 'take' | 'otherwise' | 'to-scenario' | 'not-keep';
		readonly scenario?: string;
		readonly version?: number;
		/** what the pen writes */
		readonly words?: string;
		readonly reason?: string;
	};
}

export const fates: readonly AmendmentOfExample[] = amendments.map(({ seat, written, type, aimsAt, text, reason, needs, fate }) => ({
	seat,
	written,
	type,
	aimsAt: aimsAt === null ? null : sealed.find(({ code }) => code === aimsAt)!.text,
	text,
	reason,
	needs,
	fate: {
		answer: fate.answer,
		...('scenario' in fate ? { scenario: fate.scenario } : {}),
		...('reason' in fate ? { reason: fate.reason } : {}),
		...('integrated' in fate ? { version: fate.integrated.version, words: fate.integrated.words } : {})
	}
}));
