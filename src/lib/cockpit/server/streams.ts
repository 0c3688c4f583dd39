// Opens the event stream of a project's cockpit: it says that something is to be looked at again, never what.
import type { RequestEvent } from '@sveltejs/kit';
import { mostFromOneAddress, mostOfOnePerson } from '../../live/server/held.ts';
import { eventStream } from '../../live/server/stream.ts';
import { householdOf } from '../../people/rules/addresses.ts';
import { rightsOf } from '../../people/server/sessions.ts';
import { requireCockpit, type AtCockpit } from './guards.ts';

/** `again` throws as soon as this person may listen no more. */
export function streamForCockpit(
	event: RequestEvent,
	{ account, project }: Pick<AtCockpit, 'account' | 'project'>,
	again: () => Promise<unknown> = () => requireCockpit(event)
): Promise<Response> {
	const topics = new Set([
		`cockpit:${project.projectId}`,
		`project:${project.projectId}`,
		`rights:project:${project.projectId}`,
		rightsOf(account.accountId)
	]);
	return eventStream((topic) => topics.has(topic), {
		request: event.request,
		holdings: [
			{ key: `stream:account:${account.accountId}`, most: mostOfOnePerson },
			{ key: `stream:${householdOf(event.getClientAddress())}`, most: mostFromOneAddress }
		],
		stillMay: async () => {
			try {
				await again();
				return true;
			} catch {
				return false;
			}
		}
	});
}
