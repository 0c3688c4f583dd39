// An amendment in words: who speaks in it, and what it asks; the same in the record and in the threads.
import { m } from '../../words/messages.js';
import { plain } from '../../texts/rules/marks.ts';
import type { RecordedAmendment } from '../rules/proposalRecord.ts';

/** « R7. Le contribuable attentif »: the role speaks, or somebody who plays their own. */
export const roleName = (role: RecordedAmendment['role']): string => (role ? m.workshop_record_role_named(role) : m.amending_own_role());

/** What an amendment asks, with the words of its kind where its text alone would not say it. */
export function asked({ type, text }: Pick<RecordedAmendment, 'type' | 'text'>): string {
	const words = plain(text);
	if (type === 'remove') return m.amending_removes();
	if (type === 'condition') return m.workshop_record_ask({ ask: m.amending_condition(), text: words });
	if (type === 'split') return m.workshop_record_ask({ ask: m.amending_splits(), text: words });
	if (type === 'add') return m.workshop_record_ask({ ask: m.amending_adds(), text: words });
	return words;
}
