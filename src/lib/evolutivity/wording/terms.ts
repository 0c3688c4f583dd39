// The words of a clause and its charter that pages and documents share.
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import type { Family } from '../rules/clause.ts';

export const familyName = {
	services: m.sitting_family_services,
	calendar: m.sitting_family_calendar,
	budget: m.sitting_family_budget,
	indicators: m.sitting_family_indicators
} satisfies Record<Family, () => string>;

/** Basis points: « 8,39 % » */
export const shareInWords = (basisPoints: number): string => new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 2 }).format(basisPoints / 10_000);
