// Something to be done or to happen on a day, by somebody, after other things.
import * as field from '../fields.ts';

export const milestoneStates = ['planned', 'under-way', 'done', 'dropped'] as const;
export type MilestoneState = (typeof milestoneStates)[number];

export const milestone = {
	prefix: 'J',
	under: ['line'],
	mayStandAlone: true,
	fields: {
		what: field.line({ seenBy: 'public', isRequired: true }),
		/** a task is shown to the team, a milestone to everybody */
		size: field.choice(['milestone', 'task'], { seenBy: 'public' }),
		on: field.day({ seenBy: 'public', isRequired: true }),
		until: field.day({ seenBy: 'public' }),
		state: field.choice(milestoneStates, { seenBy: 'public' }),
		owner: field.line(),
		after: field.references('milestone'),
		note: field.text()
	}
} as const;
