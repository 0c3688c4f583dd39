// The only writer of the reminders of a jury: each person is reminded once of each day, by mail or by hand.
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { JurySeatId, MailId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { isAddress } from '../../mail/rules/mail.ts';
import type { Trouble } from '../../mail/rules/delivery.ts';
import * as outbox from '../../mail/server/outbox.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import { dayIn } from '../../projects/rules/local-time.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import type { SeatState } from '../rules/panel.ts';
import { remindersDue, wayTo, type ReminderKind, type ReminderWords } from '../rules/reminders.ts';
import * as home from './home.ts';
import * as juries from './juries.ts';
import * as mandates from './mandates.ts';
import { candidates, contacts, juryReminders, jurySeats, type ReminderId } from './tables.ts';

/** What is written of a reminder, in French: given by whoever knows the words. */
export type Compose = (words: ReminderWords) => { readonly subject: string; readonly body: string };

/** The panel with how to reach each of them; whose names were forgotten are nobody to write to. */
async function peopleOf(query: Query, jury: juries.Jury, zone: string, at: Date) {
	const rows = await query
		.select({ seat: jurySeats, who: contacts, answer: candidates.answer })
		.from(jurySeats)
		.innerJoin(contacts, eq(contacts.candidateId, jurySeats.candidateId))
		.innerJoin(candidates, eq(candidates.id, jurySeats.candidateId))
		.where(eq(jurySeats.juryId, jury.id))
		.orderBy(asc(contacts.lastName), asc(contacts.firstName), asc(jurySeats.id));
	const places = await memberships.readMany(query, rows.flatMap(({ seat }) => seat.membershipId ?? []));
	const asked = new Map((await mandates.ofProject(query, jury, at)).map(({ membershipId, standing }) => [membershipId, standing]));
	return rows.map(({ seat, who, answer }) => {
		const place = seat.membershipId ? places.get(seat.membershipId) : undefined;
		const endsAt = place?.endsAt ?? null;
		// the end is excluded: the last day is the one before
		const mandateEndsOn = endsAt && dayIn(new Date(endsAt.getTime() - 1), zone);
		return { id: seat.id, state: place?.revokedAt ? ('left' as SeatState) : seat.state, answerBy: seat.answerBy, mandateEndsOn, hasSaid: seat.membershipId !== null && asked.get(seat.membershipId) === 'stops', publicName: place?.publicName ?? null, who, agreed: answer === 'yes' };
	});
}

async function wordsAround(query: Query, place: juries.Place, at: Date) {
	const authority = await authorities.read(query, place.authorityId);
	const zone = authority?.timeZone ?? 'Europe/Paris';
	const meetings = new Map((await home.meetingsOf(query, place)).map((one) => [one.id, one]));
	return { authority: authority?.name ?? '', project: (await projects.read(query, place.projectId))?.title ?? '', zone, meetings, today: dayIn(at, zone) };
}

const wordsFor = (around: Awaited<ReturnType<typeof wordsAround>>, jury: juries.Jury, { kind, about, dueOn }: { readonly kind: ReminderKind; readonly about: string; readonly dueOn: string }, firstName: string): ReminderWords => {
	const meeting = around.meetings.get(about);
	const origin = outbox.publicOrigin();
	return {
		kind,
		firstName,
		dueOn,
		project: around.project,
		authority: around.authority,
		meeting: meeting ? { title: meeting.title, place: meeting.place, startsAt: meeting.startsAt, zone: around.zone } : null,
		link: origin === undefined ? null : kind === 'answer' ? `${origin}/jury/${jury.slug}` : `${origin}/jure`
	};
};

/**
 * Reminds of all that is due on the day of `by.at`, whoever asks and however many times (JU170): a line for each person and day, which is there
 * once, and its mail in the same transaction. Gives how many go by mail and how many by hand.
 */
export async function remind(tx: Tx, by: juries.Keeper, compose: Compose): Promise<Outcome<{ readonly byMail: number; readonly byHand: number }, 'jury-unknown' | 'jury-ended'>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	if (jury.endedAt) return refused('jury-ended');
	const around = await wordsAround(tx, by, by.at);
	const people = new Map((await peopleOf(tx, jury, around.zone, by.at)).map((one) => [one.id, one]));
	const dates = [...around.meetings.values()].map(({ id, startsAt }) => ({ about: id, day: dayIn(startsAt, around.zone) }));
	const count = { byMail: 0, byHand: 0 };
	for (const due of remindersDue<JurySeatId>(around.today, [...people.values()], dates)) {
		const { seat, ...what } = due;
		const [made] = await tx
			.insert(juryReminders)
			.values({ id: newId<'jury-reminder'>(), authorityId: by.authorityId, juryId: jury.id, seatId: seat, ...what, madeAt: by.at })
			.onConflictDoNothing()
			.returning({ id: juryReminders.id });
		if (!made) continue;
		const { who, agreed } = people.get(seat)!;
		const queued = wayTo({ email: who.email, agreed }, outbox.isOn()) === 'mail' ? await outbox.queue(tx, by, `jury-reminder:${made.id}`, { to: who.email, ...compose(wordsFor(around, jury, due, who.firstName)) }) : undefined;
		if (queued?.accepted) await tx.update(juryReminders).set({ mailId: queued.value }).where(eq(juryReminders.id, made.id));
		count[queued?.accepted ? 'byMail' : 'byHand'] += 1;
	}
	if (count.byMail + count.byHand > 0) await juries.tell(tx, by, jury.id, 'jurors-reminded', count);
	return accepted(count);
}

/** Why somebody is called or written to by hand. */
export type WhyByHand = 'mail-off' | 'no-address' | 'address-unreadable' | 'not-agreed' | Trouble;

export interface Reminder {
	readonly id: ReminderId;
	readonly kind: ReminderKind;
	readonly dueOn: string;
	/** real name, for whoever keeps the jury */
	readonly name: string;
	readonly publicName: string | null;
	readonly phone: string;
	readonly address: readonly string[];
	readonly words: ReminderWords;
	readonly way: { readonly by: 'mail'; readonly state: 'waiting' | 'sent'; readonly trouble: Trouble | null; readonly tries: number } | { readonly by: 'hand'; readonly why: WhyByHand; readonly said: string };
	readonly doneOn: string | null;
}

const stillMatters = (kind: ReminderKind, state: SeatState): boolean => state === (kind === 'answer' ? 'invited' : 'accepted');

/** Those of days that are not over: what one must still say by hand, and what left by mail or was said. People who have answered or left are out. */
export async function ofJury(query: Query, place: juries.Place, jury: juries.Jury, at: Date): Promise<readonly Reminder[]> {
	const around = await wordsAround(query, place, at);
	const people = new Map((await peopleOf(query, jury, around.zone, at)).map((one) => [one.id, one]));
	const rows = await query.select().from(juryReminders).where(eq(juryReminders.juryId, jury.id)).orderBy(asc(juryReminders.dueOn), asc(juryReminders.madeAt), asc(juryReminders.id));
	const states = await outbox.stateOf(query, rows.flatMap(({ mailId }) => mailId ?? []));
	const wayOf = (mailId: MailId | null, { who, agreed }: { readonly who: { readonly email: string }; readonly agreed: boolean }): Reminder['way'] => {
		const mail = mailId ? states.get(mailId) : undefined;
		if (mail && mail.state !== 'given-up') return { by: 'mail', state: mail.state, trouble: mail.trouble, tries: mail.tries };
		if (mail) return { by: 'hand', why: mail.trouble ?? 'server-away', said: mail.said };
		return { by: 'hand', why: who.email === '' ? 'no-address' : !agreed ? 'not-agreed' : !isAddress(who.email) ? 'address-unreadable' : 'mail-off', said: '' };
	};
	return rows.flatMap((row): Reminder[] => {
		const person = people.get(row.seatId);
		if (!person || row.dueOn < around.today || !stillMatters(row.kind, person.state)) return [];
		const { who } = person;
		return [
			{
				id: row.id,
				kind: row.kind,
				dueOn: row.dueOn,
				name: `${who.firstName} ${who.lastName}`,
				publicName: person.publicName,
				phone: who.phone,
				address: [who.address, `${who.postcode} ${who.town}`.trim()].filter((line) => line !== ''),
				words: wordsFor(around, jury, row, who.firstName),
				way: wayOf(row.mailId, person),
				doneOn: row.doneAt && dayIn(row.doneAt, around.zone)
			}
		];
	});
}

/** Somebody was called or written to (JU172); said twice, the first time stands. */
export async function sayDone(tx: Tx, by: juries.Keeper, typed: string): Promise<Outcome<ReminderId, 'jury-unknown' | 'reminder-unknown' | 'reminder-done'>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	const id = readId<'jury-reminder'>(typed);
	const ofIt = id && and(eq(juryReminders.juryId, jury.id), eq(juryReminders.id, id));
	const [there] = ofIt ? await tx.select({ seatId: juryReminders.seatId }).from(juryReminders).where(ofIt) : [];
	if (!there) return refused('reminder-unknown');
	const [done] = await tx.update(juryReminders).set({ doneAt: by.at, doneBy: by.actor }).where(and(ofIt, isNull(juryReminders.doneAt))).returning({ id: juryReminders.id });
	if (!done) return refused('reminder-done');
	await juries.tell(tx, by, jury.id, 'juror-reminded-by-hand', { reminder: done.id, seat: there.seatId });
	return accepted(done.id);
}

/** How many of a project's people are still to be called or written to. */
export const leftByHand = (reminders: readonly Pick<Reminder, 'way' | 'doneOn'>[]): number => reminders.filter(({ way, doneOn }) => way.by === 'hand' && doneOn === null).length;
