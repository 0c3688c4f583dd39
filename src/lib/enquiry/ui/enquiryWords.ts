import { sayDay } from '../../design/rules/days.ts';
import { m } from '#lib/words/messages.js';
import type { ContextQuestion } from '../rules/contextAnswers.ts';
import type { MaterialFile, MaterialKind, Missing, Nature } from '../rules/materials.ts';

export const questionWords = {
	origin: m.enquiry_question_origin,
	'current-action': m.enquiry_question_current_action,
	investments: m.enquiry_question_investments,
	'inspiring-projects': m.enquiry_question_inspiring_projects
} satisfies Record<ContextQuestion, () => string>;

export const kindWords = {
	figure: m.enquiry_kind_figure,
	testimony: m.enquiry_kind_testimony,
	photo: m.enquiry_kind_photo,
	sound: m.enquiry_kind_sound,
	video: m.enquiry_kind_video,
	document: m.enquiry_kind_document
} satisfies Record<MaterialKind, () => string>;

export const natureWords = { observation: m.enquiry_observation, opinion: m.enquiry_opinion } satisfies Record<Nature, () => string>;

export const missingWords = {
	file: m.enquiry_missing_file,
	alt: m.enquiry_missing_alt,
	transcript: m.enquiry_missing_transcript,
	source: m.enquiry_missing_source,
	consent: m.enquiry_missing_consent
} satisfies Record<Missing, () => string>;

/** What the words under a material are called: what is heard in a sound is not what a document tells. */
export const transcriptWords = (kind: MaterialKind): string => (kind === 'document' ? m.enquiry_transcript_document() : kind === 'testimony' ? m.enquiry_transcript_testimony() : m.enquiry_transcript());

export function sizeInWords({ size }: Pick<MaterialFile, 'size'>, language: string): string {
	const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
	return size < 1_000_000 ? m.enquiry_size_kilo({ size: number.format(Math.max(1, Math.round(size / 1000))) }) : m.enquiry_size_mega({ size: number.format(size / 1_000_000) });
}

/** An ISO day, as it is said. */
export const dayInWords = (day: string, language: string): string => sayDay(new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)));
