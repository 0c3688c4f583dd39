// Opens the event stream of a project's cockpit.
import type { RequestEvent } from '@sveltejs/kit';
import { mostFromOneAddress, mostOfOnePerson } from '../../live/server/held.ts';
import { eventStream } from '../../live/server/stream.ts';
import { householdOf } from '../../people/rules/addresses.ts';
import { rightsOf } from '../../people/server/sessions.ts';
import { requireCockpit, type AtCockpit } from './guards.ts';

export function streamForCockpit(event: RequestEvent, { account, project }: AtCockpit): Promise<Response> {
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
				await requireCockpit(event);
				return true;
			} catch {
				return false;
			}
		}
	});
}
