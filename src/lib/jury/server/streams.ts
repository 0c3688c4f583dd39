// Opens the event streams of a jury: the team's, and that of the public draw.
import type { RequestEvent } from '@sveltejs/kit';
import { mostFromOneAddress, mostOfOnePerson } from '../../live/server/held.ts';
import { eventStream } from '../../live/server/stream.ts';
import { householdOf } from '../../people/rules/addresses.ts';
import { rightsOf } from '../../people/server/sessions.ts';
import type { AtJury } from './guards.ts';
import * as juries from './juries.ts';

const fromHere = (event: RequestEvent) => ({ key: `stream:${householdOf(event.getClientAddress())}`, most: mostFromOneAddress });

/** `require` throws when the right is gone. */
export function streamForJury(event: RequestEvent, { account, project, jury }: AtJury, require: () => Promise<void>): Promise<Response> {
	const topics = new Set([juries.topicOf(jury.id), `project:${project.projectId}`, `rights:project:${project.projectId}`, rightsOf(account.accountId)]);
	return eventStream((topic) => topics.has(topic), {
		request: event.request,
		holdings: [{ key: `stream:account:${account.accountId}`, most: mostOfOnePerson }, fromHere(event)],
		stillMay: async () => {
			try {
				await require();
				return true;
			} catch {
				return false;
			}
		}
	});
}

/** Of the page that anybody may follow, the wall of the ceremony included. */
export function streamForPublic(event: RequestEvent, jury: juries.Jury): Promise<Response> {
	return eventStream((topic) => topic === juries.topicOf(jury.id), { request: event.request, holdings: [{ key: `stream:jury:${jury.id}`, most: 400 }, fromHere(event)], stillMay: async () => true });
}
