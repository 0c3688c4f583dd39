// Consent on the first of the vote.
import { standingOf } from '../../rules/steps/consent.ts';
import { consentStep } from '../consentStep.ts';
import * as consents from '../consents.ts';
import * as votes from '../votes.ts';

export const step = consentStep({
	roundOf: consents.roundOf,

	async askedOf(query, gathering, round) {
		const [{ scenario }, vote] = await Promise.all([consents.readConsent(query, gathering), votes.readVote(query, gathering)]);
		const came = votes.firstsIn(vote);
		const isOver = round?.state === 'running' || round?.state === 'obtained';
		const alone = round ? null : came.length === 1 ? { ...came[0]!, idea: '' } : null;
		const subject = scenario ?? alone;
		const firsts = isOver ? [] : came;
		return {
			subject: subject && { ...subject, standing: standingOf(vote.result?.ranking ?? null, subject.code) },
			firsts,
			others: round?.state === 'running' ? came.filter(({ code }) => code !== round.subject) : [],
			isVoteEmpty: !round && firsts.length === 0 && vote.stage === 'closed',
			isVoteHidden: firsts.length > 0 && Boolean(vote.result?.hidden)
		};
	},

	speakersOf: consents.speakersOf,
	open: consents.open,
	change: consents.change
});
