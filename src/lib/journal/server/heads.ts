// The only writer of DATA_DIR/heads: one file a project, a line appended after commits, so that a tail cut in the database shows (decision 19).
import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { inArray } from 'drizzle-orm';
import type { ProjectId } from '../../db/rules/ids.ts';
import { database } from '../../db/server/database.ts';
import { everything, watch } from '../../live/server/live.ts';
import type { Head } from '../rules/chain.ts';
import { journalHeads } from './tables.ts';

export const headsFolder = (): string => join(process.env.DATA_DIR || 'data', 'heads');

/** What `record` announces in the act's own transaction: heard only once it has committed. */
export const headTopic = (projectId: ProjectId): string => `journal:${projectId}`;

const heard = new Set<ProjectId | typeof everything>();
let writing: Promise<void> | undefined;

async function write(): Promise<void> {
	const folder = headsFolder();
	await mkdir(folder, { recursive: true });
	while (heard.size > 0) {
		const all = heard.has(everything);
		const projectIds = [...heard].filter((one): one is ProjectId => one !== everything);
		heard.clear();
		const heads = await (
			await database()
		)
			.select()
			.from(journalHeads)
			.where(all ? undefined : inArray(journalHeads.projectId, projectIds));
		for (const { projectId, count, head } of heads) {
			const kept = all ? (await readHeads(projectId, folder)).at(-1) : undefined;
			if (kept?.head !== head) await appendFile(join(folder, projectId), `${count} ${head}\n`);
		}
	}
}

function hear(topic: string): void {
	heard.add(topic === everything ? everything : (topic.slice('journal:'.length) as ProjectId));
	// best effort: a full disk must not stop an act that the database has taken
	writing ??= write()
		.catch(() => {})
		.finally(() => (writing = undefined));
}

/** From now on this process keeps the heads; what was committed while nobody listened is written first. */
export async function keepHeads(): Promise<() => void> {
	const stop = await watch((topic) => topic.startsWith('journal:'), hear);
	hear(everything);
	return stop;
}

/** Resolves when what was heard so far has been written. */
export async function headsWritten(): Promise<void> {
	while (writing) await writing;
}

/** Every head that the file of a project has kept, a torn last line left out; none when there is no file. */
export async function readHeads(projectId: string, folder = headsFolder()): Promise<Head[]> {
	const text = await readFile(join(folder, projectId), 'utf8').catch(() => '');
	return text.split('\n').flatMap((line) => {
		const read = /^(\d+) ([0-9a-f]{64})$/.exec(line);
		return read ? [{ count: Number(read[1]), head: read[2]! }] : [];
	});
}

/** Removes the file of a project that was never real, once its chain is gone. */
export async function forgetHeads(projectId: ProjectId): Promise<void> {
	// what was heard of it before is written first, or it would come after
	await headsWritten();
	await rm(join(headsFolder(), projectId), { force: true });
}

/** The projects that have a file of heads: one whose whole chain was removed still shows. */
export const projectsWithHeads = async (folder = headsFolder()): Promise<string[]> =>
	(await readdir(folder).catch(() => [] as string[])).filter((name) => /^[0-9a-f-]{36}$/.test(name));
