// Reads a public recount file and ranks it again, as anybody may.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { rankByMajority, type MajorityRefusal, type Profile } from './majority.ts';

export interface Recount {
	readonly ranking: readonly { readonly id: string; readonly rank: number; readonly grade: string }[];
}

export type RecountRefusal = MajorityRefusal | 'file-not-json' | 'file-not-a-recount';

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * `text`: JSON `{"grades": [best … worst], "options": [{"id", "counts"}, …]}`; other keys are ignored. Refuses what is
 * not of this form, and what `rankByMajority` refuses (DE5).
 */
export function recount(text: string): Outcome<Recount, RecountRefusal> {
	let file: unknown;
	try {
		file = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return refused('file-not-json');
	}
	if (!isRecord(file) || !Array.isArray(file.grades) || !Array.isArray(file.options)) return refused('file-not-a-recount');
	const { grades, options } = file;
	if (!grades.every((grade): grade is string => typeof grade === 'string')) return refused('file-not-a-recount');
	const isProfile = (option: unknown): option is Profile =>
		isRecord(option) &&
		typeof option.id === 'string' &&
		Array.isArray(option.counts) &&
		option.counts.every((count) => typeof count === 'number');
	if (!options.every(isProfile)) return refused('file-not-a-recount');
	const ranked = rankByMajority(grades.length, options);
	if (!ranked.accepted) return ranked;
	return accepted({ ranking: ranked.value.map(({ id, rank, grade }) => ({ id, rank, grade: grades[grade]! })) });
}
