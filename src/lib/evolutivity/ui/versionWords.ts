// How what a version changes and what follows from it are said.
import { m } from '#lib/words/messages.js';
import type { ChangeStanding, DutyOfVersion } from '../rules/versions.ts';
import { dayInWords } from './sittingWords.ts';

export const changeStanding = {
	applied: { tone: 'success', words: m.versions_change_applied },
	suspended: { tone: 'warning', words: m.versions_change_suspended },
	'not-in-force': { tone: 'warning', words: m.versions_change_not_in_force },
	noted: { tone: 'plain', words: m.versions_change_noted },
	'noted-alone': { tone: 'plain', words: m.versions_change_noted_alone },
	dropped: { tone: 'plain', words: m.versions_change_dropped }
} as const satisfies Record<ChangeStanding, { readonly tone: string; readonly words: () => string }>;

export const dutyName = {
	'commission-opinion': m.versions_duty_commission_opinion,
	transmission: m.versions_duty_transmission,
	notice: m.versions_duty_notice,
	'published-data': m.versions_duty_published_data
} satisfies Record<DutyOfVersion['what'], () => string>;

const undated = {
	'commission-opinion': m.versions_duty_before_signing,
	transmission: m.versions_duty_before_force,
	notice: m.versions_duty_when_signed,
	'published-data': m.versions_duty_after_notice
} satisfies Record<DutyOfVersion['what'], () => string>;

/** When a duty is due, or was done. */
export function dutyWhen({ what, dueOn, doneOn, isLate }: DutyOfVersion): { readonly tone: 'success' | 'error' | 'plain'; readonly words: string } {
	if (doneOn !== null) return { tone: 'success', words: (what === 'commission-opinion' ? m.versions_duty_given : m.versions_duty_done)({ day: dayInWords(doneOn) }) };
	if (dueOn === null) return { tone: 'plain', words: undated[what]() };
	const day = dayInWords(dueOn);
	if (what === 'commission-opinion') return isLate ? { tone: 'error', words: m.versions_duty_meeting_past({ day }) } : { tone: 'plain', words: m.versions_duty_meeting({ day }) };
	return isLate ? { tone: 'error', words: m.versions_duty_late({ day }) } : { tone: 'plain', words: m.versions_duty_before({ day }) };
}
