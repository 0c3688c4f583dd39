// Who is reminded of what, and when: an answer that is awaited, a date of the jury, a mandate that ends.
import type { SeatState } from './panel.ts';

export const reminderKinds = ['answer', 'date', 'mandate'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** So many days of the authority's calendar before the day that counts. A mandate: two months, the time to say yes or no (script 4.3). */
export const remindedDaysBefore: Readonly<Record<ReminderKind, number>> = { answer: 4, date: 4, mandate: 61 };

export interface SeatFacts<Id extends string = string> {
	readonly id: Id;
	readonly state: SeatState;
	/** the last day for an answer, ISO */
	readonly answerBy: string | null;
	/** the last day of the mandate, ISO; null while it has no end */
	readonly mandateEndsOn: string | null;
	/** whether they said yes or no to the end of it already */
	readonly hasSaid: boolean;
}

/** A date of the jury to come: `day`, ISO, in the authority's zone. */
export interface DateFacts {
	readonly about: string;
	readonly day: string;
}

export interface Due<Id extends string = string> {
	readonly seat: Id;
	readonly kind: ReminderKind;
	/** the gathering, of a date; empty otherwise */
	readonly about: string;
	readonly dueOn: string;
}

/** What the words of a reminder are made of. */
export interface ReminderWords {
	readonly kind: ReminderKind;
	readonly firstName: string;
	/** ISO */
	readonly dueOn: string;
	readonly project: string;
	readonly authority: string;
	/** of a date */
	readonly meeting: { readonly title: string; readonly place: string; readonly startsAt: Date; readonly zone: string } | null;
	/** where to look, on the public address; null where none is set */
	readonly link: string | null;
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/**
 * The reminders of a day (JU170): who was invited and has not answered, within 4 days of their last day; who said yes, within 4 days of each date,
 * and not on the day itself; within 61 days of the end of their mandate, if they have not said whether they go on. Each is due from its first day on, so that one missed is made up the day
 * after; none once the day has passed. Days are ISO. Source: JUR-5, script 4.3.
 */
export function remindersDue<Id extends string>(today: string, seats: readonly SeatFacts<Id>[], dates: readonly DateFacts[]): readonly Due<Id>[] {
	const isSoon = (kind: ReminderKind, day: string, least = 0) => {
		const left = daysBetween(today, day);
		return left >= least && left <= remindedDaysBefore[kind];
	};
	return seats.flatMap(({ id, state, answerBy, mandateEndsOn, hasSaid }): Due<Id>[] => {
		if (state === 'invited') return answerBy !== null && isSoon('answer', answerBy) ? [{ seat: id, kind: 'answer', about: '', dueOn: answerBy }] : [];
		if (state !== 'accepted') return [];
		const coming = dates.filter(({ day }) => isSoon('date', day, 1) && (mandateEndsOn === null || day <= mandateEndsOn));
		return [
			...coming.map(({ about, day }) => ({ seat: id, kind: 'date' as const, about, dueOn: day })),
			...(mandateEndsOn !== null && !hasSaid && isSoon('mandate', mandateEndsOn) ? [{ seat: id, kind: 'mandate' as const, about: '', dueOn: mandateEndsOn }] : [])
		];
	});
}

/** By what somebody may be written to (JU171): by mail where it is on, they gave an address and agreed to be written to; otherwise by hand. */
export const wayTo = (who: { readonly email: string; readonly agreed: boolean }, isMailOn: boolean): 'mail' | 'hand' => (isMailOn && who.agreed && who.email !== '' ? 'mail' : 'hand');
