// The only writer of the discussions of a cockpit's lines: threads, answers, and the ten minutes in which an author mends their words.
import { and, asc, eq } from 'drizzle-orm';
import type { CockpitMessageId, ElementId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { judgeMending, readMessage, type MessageRefusal } from '../rules/discussion.ts';
import type { Doer, Place } from './elements.ts';
import { cockpitMessages } from './tables.ts';

export type Message = Pick<
	typeof cockpitMessages.$inferSelect,
	'id' | 'threadId' | 'by' | 'words' | 'writtenAt' | 'editedAt'
>;

const here = ({ authorityId, projectId }: Place, elementId: ElementId) =>
	and(
		eq(cockpitMessages.authorityId, authorityId),
		eq(cockpitMessages.projectId, projectId),
		eq(cockpitMessages.elementId, elementId)
	);

/** What was said of an element, in the order in which it was said. */
export const ofElement = (query: Query, place: Place, elementId: ElementId): Promise<readonly Message[]> =>
	query
		.select()
		.from(cockpitMessages)
		.where(here(place, elementId))
		.orderBy(asc(cockpitMessages.writtenAt), asc(cockpitMessages.id));

async function find(tx: Tx, place: Place, elementId: ElementId, asked: string): Promise<Message | undefined> {
	const id = readId<'cockpit-message'>(asked);
	const [row] = id
		? await tx
				.select()
				.from(cockpitMessages)
				.where(and(here(place, elementId), eq(cockpitMessages.id, id)))
				.for('update')
		: [];
	return row;
}

async function tell(
	tx: Tx,
	{ authorityId, projectId, actor }: Doer,
	act: string,
	element: ElementId
): Promise<void> {
	await record(tx, { authorityId, projectId, actor, act, about: { element } });
	await announce(tx, `cockpit:${projectId}`);
}

/** Says something of an element: opens a thread, or answers in the one whose first message is named. */
export async function say(
	tx: Tx,
	doer: Doer,
	elementId: ElementId,
	{ words: typed, thread }: { readonly words: string; readonly thread: string }
): Promise<Outcome<CockpitMessageId, MessageRefusal>> {
	const words = readMessage(typed);
	if (!words.accepted) return words;
	const opened = thread === '' ? null : await find(tx, doer, elementId, thread);
	if (opened === undefined) return refused('message-unknown');
	const { authorityId, projectId, actor, at } = doer;
	const id = newId<'cockpit-message'>();
	await tx.insert(cockpitMessages).values({
		id,
		authorityId,
		projectId,
		elementId,
		threadId: opened && (opened.threadId ?? opened.id),
		by: actor,
		words: words.value,
		writtenAt: at
	});
	await tell(tx, doer, 'cockpit-message-written', elementId);
	return accepted(id);
}

/** Mends one's own words, within ten minutes. */
export async function mend(
	tx: Tx,
	doer: Doer,
	elementId: ElementId,
	{ words: typed, message: asked }: { readonly words: string; readonly message: string }
): Promise<Outcome<CockpitMessageId, MessageRefusal>> {
	const words = readMessage(typed);
	if (!words.accepted) return words;
	const message = await find(tx, doer, elementId, asked);
	if (!message) return refused('message-unknown');
	const judged = judgeMending(
		{ by: message.by, writtenAt: message.writtenAt.getTime() },
		{ actor: doer.actor, at: doer.at.getTime() }
	);
	if (!judged.accepted) return judged;
	await tx
		.update(cockpitMessages)
		.set({ words: words.value, editedAt: doer.at })
		.where(eq(cockpitMessages.id, message.id));
	await tell(tx, doer, 'cockpit-message-mended', elementId);
	return accepted(message.id);
}
