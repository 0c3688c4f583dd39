import { m } from '#lib/words/messages.js';
import type { ImportRefusal } from '../rules/templateFile.ts';
import type { TemplateFault } from '../rules/templates.ts';
import type { ChangeTemplateRefusal, KeepRefusal, RemoveTemplateRefusal } from '../server/templates.ts';

/** What a door of the templates refuses by itself, before any rule is asked. */
type DoorRefusal = 'delete-not-confirmed' | 'arrangement-unknown' | 'gathering-unknown';

export type TemplateRefusal = TemplateFault | ImportRefusal | KeepRefusal | ChangeTemplateRefusal | RemoveTemplateRefusal | DoorRefusal;

export const templateRefusals = {
	'template-name-missing': () => m.templates_refused_name_missing(),
	'template-name-too-long': () => m.templates_refused_name_too_long(),
	'template-description-too-long': () => m.templates_refused_description_too_long(),
	'template-empty': () => m.templates_refused_empty(),
	'template-too-many-steps': () => m.templates_refused_too_many_steps(),
	'template-step-unknown': () => m.templates_refused_step_unknown(),
	'template-step-twice': () => m.templates_refused_step_twice(),
	'template-minutes': () => m.templates_refused_minutes(),
	'template-minimum': () => m.templates_refused_minimum(),
	'template-step-stays-protected': () => m.templates_refused_stays_protected(),
	'template-step-taken-up': () => m.templates_refused_taken_up(),
	'template-sentence-too-long': () => m.templates_refused_sentence_too_long(),
	'template-name-taken': () => m.templates_refused_name_taken(),
	'templates-too-many': () => m.templates_refused_too_many(),
	'template-unknown': () => m.templates_refused_unknown(),
	'template-changed-meanwhile': () => m.templates_refused_meanwhile(),
	'delete-not-confirmed': () => m.templates_refused_delete_not_confirmed(),
	'arrangement-unknown': () => m.templates_refused_arrangement(),
	'gathering-unknown': () => m.templates_refused_gathering_unknown(),
	'file-missing': () => m.templates_refused_file_missing(),
	'file-too-large': () => m.templates_refused_file_too_large(),
	'file-not-json': () => m.templates_refused_file_not_json(),
	'file-of-something-else': () => m.templates_refused_file_something_else(),
	'file-of-a-later-release': () => m.templates_refused_file_later(),
	'file-malformed': () => m.templates_refused_file_malformed(),
	'file-steps-unknown': () => m.templates_refused_file_steps_unknown()
} satisfies Record<TemplateRefusal, () => string>;
