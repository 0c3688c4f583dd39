// Reads what the record tells of the proposal: through the eyes of the room, so that no private amendment, draft or bookmark ever shows.
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as texts from '../../texts/server/texts.ts';
import { goneSince } from '../rules/contributions.ts';
import { litBy } from '../rules/needs.ts';
import type { RecordedProposal } from '../rules/proposalRecord.ts';
import { headsOf, sharesOf } from '../rules/questions.ts';
import * as amendments from './amendments.ts';
import * as casting from './casting.ts';
import * as needs from './needs.ts';
import * as proposals from './proposals.ts';
import * as questions from './questions.ts';
import * as scenarios from './scenarios.ts';

/** Null for a workshop that has no such steps, or has not come to them. */
export async function readProposal(query: Query, gatheringId: GatheringId): Promise<RecordedProposal | null> {
	const { authorityId } = await gatherings.read(query, gatheringId);
	const place = { authorityId, gatheringId };
	const proposal = await proposals.read(query, place);
	const versions = proposal.textId ? await texts.chain(query, proposal.textId) : [];
	const cast = [...(await casting.castOf(query, gatheringId)).values()];
	const asked = await questions.ofGathering(query, gatheringId);
	if (versions.length === 0 && cast.length === 0 && asked.length === 0) return null;

	const { absentVoiceId } = await casting.readCasting(query, gatheringId);
	const shown = await amendments.shown(query, gatheringId);
	const inPlay = [...cast, ...shown].flatMap(({ roleCardId }) => roleCardId ?? []);
	const cards = new Map((await casting.cardsOf(query, [...new Set([...inPlay, ...(absentVoiceId ? [absentVoiceId] : [])])])).map((card) => [card.id, card]));
	const passages = new Map(versions.map(({ number, passages }) => [number, new Map(passages.map(({ id, text }) => [id, text]))]));
	const allNeeds = await needs.readNeeds(query, gatheringId);
	const needText = new Map(allNeeds.map(({ id, text }) => [id, text]));
	const writtenScenarios = (await scenarios.list(query, place)).map(({ code }) => code);
	const shareOf = sharesOf(asked);
	const headOf = headsOf(asked);
	const gone = goneSince(versions, shown);
	const litIn = versions.map(({ number }) => litBy(proposal.needs, shown, number));
	return {
		roles: [...cards.values()].map(({ id, code, name, isAbsent }) => ({
			code,
			name,
			isAbsent,
			players: cast.filter(({ roleCardId }) => roleCardId === id).length,
			hadLastWord: absentVoiceId === id
		})),
		ownRoles: cast.filter(({ roleCardId }) => roleCardId === null).length,
		changed: versions.length ? proposal.changed : '',
		versions,
		needs: versions.length
			? allNeeds.map(({ id, text }) => {
					const since = litIn.findIndex((lit) => lit.has(id));
					return { text, litSince: since < 0 ? null : versions[since]!.number, reason: proposal.unanswered[id] ?? '' };
				})
			: [],
		amendments: shown.map((one) => {
			const card = one.roleCardId ? cards.get(one.roleCardId) : undefined;
			return {
				id: one.id,
				code: one.code!,
				role: card ? { code: card.code, name: card.name } : null,
				type: one.type,
				aimsAt: one.passageId ? (passages.get(one.version)?.get(one.passageId) ?? null) : null,
				text: one.text,
				reason: one.reason,
				needs: one.needs.flatMap((id) => needText.get(id) ?? []),
				state: one.state,
				stateReason: one.stateReason,
				scenario: one.scenario,
				isScenarioWritten: one.scenario !== null && writtenScenarios.includes(one.scenario),
				resultingVersion: one.resultingVersion,
				...(gone.has(one.id) ? { goneSince: gone.get(one.id)! } : {})
			};
		}),
		questions: asked
			.filter(({ state }) => state !== 'withdrawn' && state !== 'merged')
			.map(({ id, text, state, answer }) => ({ text: [text, ...asked.filter((one) => one.state === 'merged' && headOf(one).id === id).map((one) => one.text)].join(' · '), state, answer, share: shareOf(id) }))
	};
}
