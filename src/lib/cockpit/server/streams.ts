// Opens the event stream of a project's cockpit, and says who has it open for as long as it is.
import type { RequestEvent } from '@sveltejs/kit';
import { readId } from '../../db/server/ids.ts';
import { mostFromOneAddress, mostOfOnePerson } from '../../live/server/held.ts';
import { eventStream } from '../../live/server/stream.ts';
import { householdOf } from '../../people/rules/addresses.ts';
import { rightsOf } from '../../people/server/sessions.ts';
import { requireCockpit, type AtCockpit } from './guards.ts';
import * as presence from './presence.ts';

type Listener = Pick<AtCockpit, 'account' | 'project'>;

/** `again` throws as soon as this person may listen no more. */
function listen(event: RequestEvent, { account, project }: Listener, again: () => Promise<unknown>, more: readonly string[] = []): Promise<Response> {
	const topics = new Set([
		`cockpit:${project.projectId}`,
		`project:${project.projectId}`,
		`rights:project:${project.projectId}`,
		rightsOf(account.accountId),
		...more
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

/** For whom a contract is opened to: the team does not see them come, nor they the team. */
export const streamForHolder = (event: RequestEvent, at: Listener, again: () => Promise<unknown>): Promise<Response> => listen(event, at, again);

export async function streamForCockpit(event: RequestEvent, at: Listener): Promise<Response> {
	const { account, project } = at;
	const response = await listen(event, at, () => requireCockpit(event), [presence.presenceTopic(project.projectId)]);
	if (!response.body) return response;
	const leave = await presence.come(project.projectId, {
		accountId: account.accountId,
		name: account.name,
		element: readId<'element'>(event.url.searchParams.get('element')) ?? null
	});
	return new Response(whileOpen(response.body, event.request.signal, leave), { headers: response.headers });
}

/** The same stream; calls `ended` once, however it ends. */
function whileOpen(
	body: ReadableStream<Uint8Array>,
	signal: AbortSignal,
	ended: () => void
): ReadableStream<Uint8Array> {
	const reader = body.getReader();
	let isEnded = false;
	const end = () => {
		if (!isEnded) ended();
		isEnded = true;
	};
	signal.addEventListener('abort', end, { once: true });
	if (signal.aborted) end();
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { value, done } = await reader.read();
			if (!done) return controller.enqueue(value);
			end();
			controller.close();
		},
		cancel(reason) {
			end();
			return reader.cancel(reason);
		}
	});
}
