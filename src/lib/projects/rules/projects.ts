// What a project may be called: its title, its summary and the short code that names it in its authority.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export type ProjectRefusal = 'title-missing' | 'title-too-long' | 'summary-too-long' | 'code-malformed';

export interface ProjectAsked {
	readonly title: string;
	readonly summary: string;
	/** as typed; made from the title when empty */
	readonly code: string;
}

const tidy = (text: string) =>
	text
		.slice(0, 20_000)
		.normalize('NFC')
		.replace(/[^\S\n]+/gu, ' ')
		.trim();

/** Small letters without accents, figures and dashes: « À table, les Rivelles ! » gives `a-table-les-rivelles`. At most 40 characters. */
export function codeOf(title: string): string {
	const code = title
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 40)
		.replace(/-+$/, '');
	return code || 'projet';
}

/** Judges a new project. Title 1 to 120 characters, summary at most 600, code 2 to 40 small letters, figures and dashes. */
export function judgeProject(asked: ProjectAsked): Outcome<ProjectAsked, ProjectRefusal> {
	const title = tidy(asked.title.replace(/[\p{Cc}\p{Cf}]/gu, ' '));
	const summary = tidy(asked.summary.replace(/\r/g, ''));
	if (title === '') return refused('title-missing'); // PR1
	if ([...title].length > 120) return refused('title-too-long'); // PR1
	if ([...summary].length > 600) return refused('summary-too-long'); // PR1
	const typed = asked.code.trim().toLowerCase();
	if (typed !== '' && !/^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/.test(typed)) return refused('code-malformed'); // PR1
	return accepted({ title, summary, code: typed === '' ? codeOf(title) : typed });
}
