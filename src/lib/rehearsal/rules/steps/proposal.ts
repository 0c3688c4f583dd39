// The proposal: the prescriber says what the landscape changed and seals v0; the room reads, and marks a passage.
import { fromDesk, strongUnsaid } from '../../../workshop/rules/proposal.ts';
import type { ProposalOnDesk, ProposalOnHand } from '../../../workshop/rules/steps/proposal.ts';
import { pick } from '../chance.ts';
import { doing, isDue, isOneOf, type StepBehaviour } from '../behaviour.ts';
import { leftNeeds } from '../words.ts';
import { retouchNext } from './drafting.ts';

export const proposal: StepBehaviour<ProposalOnHand, ProposalOnDesk> = {
	hand({ draft, maySeal, passages, bookmarks }, me, moment) {
		if (maySeal && draft && draft.passages.some(({ text }) => text.trim() !== '') && moment.share >= 0.4)
			return doing('seal', Object.fromEntries(strongUnsaid(draft.needs).map(({ id, text }) => [`reason-${id}`, pick(leftNeeds, moment.seed, text, 'left')])));
		if (draft) return retouchNext(draft, me, { ...moment, share: Math.min(1, moment.share * 3) });
		if (!passages?.length || Object.keys(bookmarks).length > 0 || !isOneOf(me, moment, 'bookmark', 25) || !isDue(me, moment, 'bookmark', [0.5, 0.9])) return null;
		return doing('bookmark', { passage: pick(passages, moment.seed, me.nth, 'bookmark').id, note: me.temperament === 'wordy' ? 'Y revenir au moment des amendements.' : '' });
	},

	lead: ({ sealedAt, isHere, draft }, { share }) => (!sealedAt && isHere && share >= 0.75 && draft.passages.some(({ text }) => text.trim() !== '') ? doing(fromDesk('seal')) : null)
};
