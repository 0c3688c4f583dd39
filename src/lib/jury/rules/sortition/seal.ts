// What is sealed before the draw, so that nobody can choose its result: people under their pseudonyms, quotas, panels and tickets (JU27).
import { sha256 } from '@oslojs/crypto/sha2';
import { encodeHexLowerCase } from '@oslojs/encoding';
import * as v from 'valibot';
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import type { Distribution, Panel } from './distribution.ts';
import { isAllowed, panelRows, seatColumns } from './panels.ts';
import type { HouseholdKind, Problem, Quota } from './pool.ts';

const format = 'eclaireurs-sortition-1';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Sealed = v.strictObject({
	format: v.literal(format),
	software: v.string(),
	size: count,
	quotas: v.array(v.strictObject({ category: v.string(), feature: v.string(), min: count, max: count })),
	/** the quotas for which a profile counts, by their place in the list */
	profiles: v.array(v.strictObject({ quotas: v.array(count), isCertain: v.boolean() })),
	/** home by home, the ids of each profile */
	kinds: v.array(v.strictObject({ profiles: v.array(count), homes: v.array(v.array(v.array(v.string()))) })),
	/** seats as [profile, seats], those of none left out */
	panels: v.array(
		v.strictObject({ seats: v.array(v.strictTuple([count, count])), tickets: v.pipe(count, v.minValue(1)) })
	)
});

export type SealRefusal = 'sealed-file-unreadable' | 'sealed-panel-against-quotas';

export interface SealedDraw {
	readonly problem: Problem;
	readonly panels: readonly Panel[];
	readonly software: string;
}

/** The file to publish: one line of JSON, always the same for the same people, quotas and distribution. */
export function sealedFile(
	{ size, quotas, profiles, kinds }: Problem,
	{ panels }: Pick<Distribution, 'panels'>,
	software: string
): string {
	const content: v.InferOutput<typeof Sealed> = {
		format,
		software,
		size,
		quotas: quotas.map(({ category, feature, min, max }) => ({ category, feature, min, max })),
		profiles: profiles.map(({ quotas: own, isCertain }) => ({ quotas: [...own], isCertain })),
		kinds: kinds.map(({ profiles: inside, homes }) => ({
			profiles: [...inside],
			homes: homes.map((home) => home.map((members) => [...members]))
		})),
		panels: panels.map(({ seats, tickets }) => ({
			seats: seats.flatMap((taken, profile): [number, number][] => (taken > 0 ? [[profile, taken]] : [])),
			tickets
		}))
	};
	return JSON.stringify(content);
}

/** SHA-256 of the file's bytes, in hexadecimal. */
export const sealOf = (file: string): string => encodeHexLowerCase(sha256(new TextEncoder().encode(file)));

/** Reads a published file. Refuses what is not of its form, and a panel that breaks a quota. */
export function openSealed(file: string): Outcome<SealedDraw, SealRefusal> {
	let json: unknown;
	try {
		json = JSON.parse(file);
	} catch {
		return refused('sealed-file-unreadable');
	}
	const read = v.safeParse(Sealed, json);
	if (!read.success) return refused('sealed-file-unreadable');
	const { size, software, panels, profiles, kinds } = read.output;
	const isWhole =
		panels.length > 0 &&
		kinds.every(
			(kind) =>
				kind.profiles.every((index) => index < profiles.length) &&
				kind.homes.every(
					(home) => home.length === kind.profiles.length && home.every(({ length }) => length > 0)
				)
		) &&
		profiles.every(
			({ quotas }, index) =>
				quotas.every((quota) => quota < read.output.quotas.length) &&
				kinds.filter((kind) => kind.profiles.includes(index)).length === 1
		) &&
		panels.every(({ seats }) => seats.every(([profile]) => profile < profiles.length));
	if (!isWhole) return refused('sealed-file-unreadable');
	const quotas = read.output.quotas.map((quota): Quota => ({
		...quota,
		minFlex: quota.min,
		maxFlex: quota.max
	}));
	const membersOf = ({ profiles: inside, homes }: HouseholdKind, profile: number) =>
		homes.flatMap((home) => home[inside.indexOf(profile)]!);
	const problem: Problem = {
		size,
		quotas,
		kinds,
		profiles: profiles.map((profile, index) => {
			const kind = kinds.findIndex((one) => one.profiles.includes(index));
			return { ...profile, kind, members: membersOf(kinds[kind]!, index) };
		})
	};
	const dense = panels.map(({ seats, tickets }): Panel => ({
		tickets,
		seats: profiles.map((_, index) => seats.find(([profile]) => profile === index)?.[1] ?? 0)
	}));
	const [columns, rows] = [seatColumns(problem), panelRows(problem)];
	if (!dense.every(({ seats }) => isAllowed(columns, rows, seats)))
		return refused('sealed-panel-against-quotas');
	return accepted({ problem, panels: dense, software });
}
