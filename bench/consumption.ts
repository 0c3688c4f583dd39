// What a process and its children have consumed, as Linux tells it; nothing elsewhere.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';

export interface Consumed {
	/** seconds of processor, user and system, of the process alone and of everything below it (Postgres) */
	readonly own: number;
	readonly below: number;
	readonly at: number;
}

const ticks = (() => {
	try {
		return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
	} catch {
		return 100;
	}
})();

interface Stat {
	readonly pid: number;
	readonly parent: number;
	readonly seconds: number;
}

function statOf(pid: number): Stat | undefined {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// the name may hold anything, brackets included
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
		// children that have ended and been waited for count too: Postgres forks for each connection
		const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
		return { pid, parent: Number(fields[1]), seconds: (user! + system! + endedUser! + endedSystem!) / ticks };
	} catch {
		return undefined;
	}
}

const pids = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);

function below(pid: number): Stat[] {
	const all = pids().flatMap((one) => statOf(one) ?? []);
	const found: Stat[] = [];
	for (let parents = [pid]; parents.length; ) {
		const children = all.filter(({ parent }) => parents.includes(parent));
		found.push(...children);
		parents = children.map((child) => child.pid);
	}
	return found;
}

export function consumed(pid: number): Consumed | null {
	if (process.platform !== 'linux') return null;
	return {
		own: statOf(pid)?.seconds ?? 0,
		below: below(pid).reduce((sum, { seconds }) => sum + seconds, 0),
		at: performance.now() / 1000
	};
}

/** MB of resident memory of the process, now and at its highest; of Postgres, its proportional share, for its memory is common. */
export function memory(pid: number): { readonly rss: number; readonly highest: number; readonly postgres: number | null } | null {
	if (process.platform !== 'linux') return null;
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const mb = (text: string, name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024);
	let postgres: number | null = 0;
	try {
		for (const child of below(pid)) postgres += mb(readFileSync(`/proc/${child.pid}/smaps_rollup`, 'utf8'), 'Pss');
	} catch {
		postgres = null;
	}
	return { rss: mb(status, 'VmRSS'), highest: mb(status, 'VmHWM'), postgres };
}
