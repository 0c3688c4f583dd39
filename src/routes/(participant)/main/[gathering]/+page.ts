import { handsOf, workshop } from '../../../hands.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, url }) => {
	const { shown } = data;
	try {
		const { hands, roleStep, titleOf } = await handsOf(data.frame.kind);
		// the card laid open in the page, where there is no JavaScript to open a dialog
		const RoleCard = data.card && url.searchParams.has('carte') ? (await import('#lib/workshop/ui/RoleCard.svelte')).default : null;
		// what only some hands show comes with those alone: a phone carries little
		const RoleCardInHand = data.card ? (await import('#lib/workshop/ui/RoleCardInHand.svelte')).default : null;
		const ReentryCard = data.code !== null && url.searchParams.has('code') ? (await import('#lib/gatherings/ui/ReentryCard.svelte')).default : null;
		const WaitingRoom = data.frame.seat.state === 'waiting' ? (await import('#lib/gatherings/ui/WaitingRoom.svelte')).default : null;
		const Lexicon = data.words && url.searchParams.has('lexique') ? (await import('#lib/lexicon/ui/LexiconInHand.svelte')).default : null;
		const ReadText = data.words && url.searchParams.has('relire') ? (await import('#lib/lexicon/ui/ReadText.svelte')).default : null;
		const Gallery = data.gallery.length > 0 ? ((await workshop.hands.welcome({ gallery: data.gallery })).parts?.Gallery ?? null) : null;
		const Notes = data.noting ? (await import('#lib/sourcing/ui/NotesInHand.svelte')).default : null;
		const OwnHours = data.hours !== null ? (await import('#lib/jury/ui/OwnHours.svelte')).default : null;
		const RehearsalBand = data.frame.isRehearsal ? (await import('#lib/gatherings/ui/RehearsalBand.svelte')).default : null;
		const around = { ...data, roleStep, titleOf, RehearsalBand, Notes, OwnHours, RoleCard, RoleCardInHand, ReentryCard, WaitingRoom, Lexicon, ReadText, Gallery };
		const comes = shown === null ? undefined : hands[shown];
		if (!comes) return { ...around, Step: null, entry: null, parts: undefined };
		const hand = await comes(data.step);
		return { ...around, Step: hand.default, entry: hand.entry, parts: hand.parts };
	} catch {
		// the network went between the data and the script: the screen keeps what it holds, and the next look asks again
		return { ...data, roleStep: workshop.roleStep, titleOf: workshop.titleOf, RehearsalBand: null, Notes: null, OwnHours: null, RoleCard: null, RoleCardInHand: null, ReentryCard: null, WaitingRoom: null, Lexicon: null, ReadText: null, Gallery: null, Step: undefined, entry: null, parts: undefined };
	}
};
