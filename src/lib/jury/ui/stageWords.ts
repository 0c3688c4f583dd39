// How stages, and where somebody stands in them, are said.
import { m } from '#lib/words/messages.js';
import type { Declared, Stage, Standing } from '../rules/declarations.ts';

const stages = {
	start: () => m.juror_stage_start(),
	candidates: () => m.juror_stage_candidates(),
	evolutivity: (title) => m.juror_stage_evolutivity({ title })
} satisfies Record<Stage, (title: string) => string>;

export const stageName = ({ stage, title }: { readonly stage: Stage; readonly title: string | null }): string => stages[stage](title ?? '');

/** One value for a stage and its session, as a form sends it. */
export const stageKey = ({ stage, gatheringId }: { readonly stage: Stage; readonly gatheringId: string | null }): string => `${stage} ${gatheringId ?? ''}`.trim();

export const standings = {
	'to-declare': { say: () => m.juror_standing_to_declare(), tone: 'plain' },
	'to-judge': { say: () => m.juror_standing_to_judge(), tone: 'warning' },
	'takes-part': { say: () => m.juror_standing_takes_part(), tone: 'success' },
	aside: { say: () => m.juror_standing_aside(), tone: 'plain' }
} as const satisfies Record<Standing, { readonly say: () => string; readonly tone: 'plain' | 'warning' | 'success' }>;

export const declaredByYou = {
	'no-link': (day) => m.juror_declare_said_no_link({ day }),
	link: (day) => m.juror_declare_said_link({ day }),
	recused: (day) => m.juror_declare_said_recused({ day })
} satisfies Record<Declared, (day: string) => string>;

export const declaredByThem = {
	'no-link': (day) => m.juror_team_declared_no_link({ day }),
	link: (day) => m.juror_team_declared_link({ day }),
	recused: (day) => m.juror_team_declared_recused({ day })
} satisfies Record<Declared, (day: string) => string>;
