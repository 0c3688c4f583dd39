// Who has a cockpit open, and which element: in this process and in the others of ours. Kept in no table; a name is told to nobody but those who read the same cockpit.
import type { AccountId, ProjectId } from '../../db/rules/ids.ts';
import { newId } from '../../db/server/ids.ts';
import {
	announceAlone,
	hearProcesses,
	onStop,
	tellProcesses,
	wordBytesAtMost
} from '../../live/server/live.ts';

export interface Someone {
	readonly accountId: string;
	readonly name: string;
	/** the element whose page they have open; null on the other pages */
	readonly element: string | null;
}

export const presencePace = {
	/** a page left for the next one is no departure */
	leavesAfterMs: 3_000,
	pulseMs: 10_000,
	/** a process that says nothing for so long was killed, or is cut off */
	silentMs: 35_000
};
/** told of one process and cockpit */
const most = 40;

const process_ = newId<'process'>();
/** what each process says of each cockpit: `<project> <process>` */
const said = new Map<string, { readonly people: readonly Someone[]; heardAt: number }>();
/** streams open here, by cockpit */
const here = new Map<ProjectId, Map<symbol, Someone>>();
const told = new Map<ProjectId, string>();
let hearing: Promise<() => void> | undefined;
let pulse: NodeJS.Timeout | undefined;

export const presenceTopic = (projectId: string): string => `cockpit-presence:${projectId}`;
/** `cockpit-presence:<project>:<process>:<kind>:[[account, name, element], …]` */
const form = /^cockpit-presence:([0-9a-f-]{36}):([0-9a-f-]{36}):(hello|who):(.*)$/s;

function readPeople(text: string): readonly Someone[] | undefined {
	try {
		const all = JSON.parse(text) as unknown;
		if (!Array.isArray(all)) return undefined;
		return all.slice(0, most).map((each: unknown) => {
			const [accountId, name, element] = each as readonly unknown[];
			if (typeof accountId !== 'string' || typeof name !== 'string') throw new Error('No presence');
			return { accountId, name, element: typeof element === 'string' ? element : null };
		});
	} catch {
		return undefined;
	}
}

function hear(word: string): void {
	const [, project, from, kind, text] = form.exec(word) ?? [];
	if (!project || !from || from === process_) return;
	const projectId = project as ProjectId;
	if (kind === 'hello') {
		if (here.has(projectId)) void tell(projectId, 'always');
		return;
	}
	const people = readPeople(text!);
	if (!people) return;
	if (people.length === 0) said.delete(`${project} ${from}`);
	else said.set(`${project} ${from}`, { people, heardAt: performance.now() });
}

/** One a person and element, in the order in which they came. */
function peopleHere(projectId: ProjectId): readonly Someone[] {
	const all = [...(here.get(projectId)?.values() ?? [])];
	const key = ({ accountId, element }: Someone) => `${accountId} ${element ?? ''}`;
	return [...new Map(all.map((one) => [key(one), one])).values()].slice(0, most);
}

/** Says to the other processes who is here, then to every screen of the cockpit that it may look again: in this order on one connection. */
async function tell(projectId: ProjectId, when: 'changed' | 'always'): Promise<void> {
	const people = peopleHere(projectId);
	const words = JSON.stringify(
		people.map(({ accountId, name, element }) => [accountId, name.slice(0, 80), element])
	);
	const isNew = told.get(projectId) !== words;
	if (!isNew && when === 'changed') return;
	if (people.length === 0) told.delete(projectId);
	else told.set(projectId, words);
	const word = `cockpit-presence:${projectId}:${process_}:who:${words}`;
	if (Buffer.byteLength(word) <= wordBytesAtMost) await tellProcesses([word]).catch(() => {});
	if (isNew) await announceAlone([presenceTopic(projectId)]).catch(() => {});
}

function beat(): void {
	for (const projectId of here.keys()) void tell(projectId, 'always');
	for (const [key, { heardAt }] of said)
		if (performance.now() - heardAt > presencePace.silentMs) {
			said.delete(key);
			const projectId = key.split(' ')[0] as ProjectId;
			if (here.has(projectId)) void announceAlone([presenceTopic(projectId)]).catch(() => {});
		}
}

async function begin(): Promise<void> {
	hearing ??= hearProcesses(hear);
	try {
		await hearing;
	} catch (error) {
		hearing = undefined;
		throw error;
	}
	pulse ??= setInterval(beat, presencePace.pulseMs).unref();
	onStop(stop);
}

function stop(): void {
	clearInterval(pulse);
	pulse = undefined;
	hearing = undefined;
	here.clear();
	said.clear();
	told.clear();
}

/** Says that somebody has a page of the cockpit open, until what it gives is called. */
export async function come(projectId: ProjectId, someone: Someone): Promise<() => void> {
	await begin();
	const stream = Symbol();
	const isFirst = !here.has(projectId);
	const all = here.get(projectId) ?? new Map<symbol, Someone>();
	here.set(projectId, all.set(stream, someone));
	if (isFirst) await tellProcesses([`cockpit-presence:${projectId}:${process_}:hello:[]`]).catch(() => {});
	await tell(projectId, 'changed');
	return () => {
		setTimeout(() => {
			all.delete(stream);
			if (all.size === 0 && here.get(projectId) === all) here.delete(projectId);
			void tell(projectId, 'changed');
		}, presencePace.leavesAfterMs).unref();
	};
}

/** Who else has the cockpit open, by name: somebody who has an element open is said with it, once for each. */
export function othersAt(projectId: ProjectId, me: AccountId): readonly Someone[] {
	const elsewhere = [...said].flatMap(([key, { people }]) => (key.startsWith(`${projectId} `) ? people : []));
	const found = new Map<string, Someone>();
	for (const one of [...peopleHere(projectId), ...elsewhere]) {
		if (one.accountId === me) continue;
		const before = found.get(one.accountId);
		if (!before || (before.element === null && one.element !== null)) found.set(one.accountId, one);
	}
	const inOrder = new Intl.Collator('fr');
	return [...found.values()].sort((a, b) => inOrder.compare(a.name, b.name));
}
