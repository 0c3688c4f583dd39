// The templates that come with the workshop: the half-day with all its steps, and two hours for small bodies (déroulé 4.1).
import type { TemplateStep } from '../../gatherings/rules/templates.ts';
import { stepIds, stepRules, type StepId } from './steps.ts';

export const shippedTemplates = ['demi-journee', 'deux-heures'] as const;
/** Bears no authority: read and copied by all, changed by nobody. It stands in an address. */
export type ShippedTemplate = (typeof shippedTemplates)[number];

export const isShipped = (key: unknown): key is ShippedTemplate => (shippedTemplates as readonly unknown[]).includes(key);

/** Whole minutes, planned and least, of the steps that two hours keep; what each is otherwise, the registry says. « Two-hour template for small bodies: steps 1, 4-6, 8, 9, 11, 14, 15, 17. » */
const inTwoHours = {
	welcome: [5, 4],
	'landscape-writing': [8, 6],
	'landscape-grouping': [15, 10],
	'landscape-dots': [4, 3],
	roles: [8, 6],
	proposal: [6, 5],
	amendments: [32, 25],
	vote: [9, 8],
	consent: [11, 7],
	sketch: [14, 10],
	closing: [5, 4]
} as const satisfies Partial<Record<StepId, readonly [number, number]>>;

const withoutRegister = (step: StepId): TemplateStep => {
	const { register: _, ...usual } = stepRules[step].usual;
	return { step, ...usual };
};

/** The steps of a template that is shipped, those that are not offered yet included: `agendaFrom` leaves them out until they are (MO280, MO281, MO282). */
export function shippedSteps(key: ShippedTemplate): readonly TemplateStep[] {
	if (key === 'demi-journee') return stepIds.map(withoutRegister);
	return stepIds.flatMap((step) => {
		const minutes = (inTwoHours as Partial<Record<StepId, readonly [number, number]>>)[step];
		return minutes ? [{ ...withoutRegister(step), plannedMinutes: minutes[0], minimumMinutes: minutes[1] }] : [];
	});
}
