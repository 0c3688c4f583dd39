import { m } from '#lib/words/messages.js';
import type { EditRefusal } from '../rules/editing.ts';
import type { FollowRefusal } from '../rules/chain.ts';

export const refusals = {
	'passage-unknown': () => m.texts_refused_passage_unknown(),
	'passage-missing': () => m.texts_refused_passage_missing(),
	'passage-too-long': () => m.texts_refused_passage_too_long(),
	'text-too-long': () => m.texts_refused_text_too_long(),
	'too-many-passages': () => m.texts_refused_too_many_passages(),
	'passage-reused': () => m.texts_refused_passage_reused(),
	'passage-malformed': () => m.texts_refused_passage_malformed(),
	'nothing-changed': () => m.texts_refused_nothing_changed(),
	'version-not-latest': () => m.texts_refused_version_not_latest(),
	'cause-missing': () => m.texts_refused_cause_missing(),
	'cause-unknown': () => m.texts_refused_cause_unknown(),
	'text-unknown': () => m.texts_refused_text_unknown()
} satisfies Record<EditRefusal | FollowRefusal | 'text-unknown', () => string>;
