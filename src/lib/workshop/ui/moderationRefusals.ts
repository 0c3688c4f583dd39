import { m } from '#lib/words/messages.js';
import { refusalInWords } from '../../gatherings/ui/handRefusals.ts';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type * as moderation from '../server/moderation.ts';

type OfReading = ReasonOf<(typeof moderation)[keyof Pick<typeof moderation, 'closeWriting' | 'reopenWriting' | 'setAside' | 'putBack'>]>;

/** What may be refused to whoever reads blind, on the page of the plume. */
export const refusals = {
	'writing-not-open': () => m.scribe_refused_writing_not_open(),
	'writing-not-being-read': () => m.scribe_refused_writing_not_being_read(),
	'not-readable-yet': () => m.scribe_refused_not_readable_yet(),
	'text-gone': () => m.scribe_refused_text_gone(),
	'not-set-aside': () => m.scribe_refused_not_set_aside(),
	'rule-missing': () => m.scribe_refused_rule_missing()
} satisfies Record<OfReading, () => string>;

/** The sentence for what was refused, else the room's; undefined when nothing was. */
export const sentenceFor = (reason: string | undefined): string | undefined =>
	reason === undefined ? undefined : Object.hasOwn(refusals, reason) ? refusals[reason as keyof typeof refusals]() : refusalInWords(reason);
