import { m } from '#lib/words/messages.js';
import { refusals } from './refusals.ts';

export interface GatheringAnswer {
	readonly refusal: keyof typeof refusals;
	readonly fields: Partial<Record<string, string>>;
}

export interface GatheringWrongs {
	readonly title: string | undefined;
	readonly day: string | undefined;
	/** of no field */
	readonly other: string | undefined;
}

const ofGatherings: Partial<Record<keyof typeof refusals, () => string>> = {
	'title-missing': () => m.projects_gathering_title_missing(),
	'title-too-long': () => m.projects_gathering_title_too_long()
};

/** What was refused in the form of a gathering, each beside its field. */
export function gatheringWrongs(answer: GatheringAnswer | undefined): GatheringWrongs {
	if (!answer) return { title: undefined, day: undefined, other: undefined };
	const sentence = (ofGatherings[answer.refusal] ?? refusals[answer.refusal])();
	const isTitle = answer.refusal === 'title-missing' || answer.refusal === 'title-too-long';
	const isDay = answer.refusal === 'gathering-time-unknown';
	return { title: isTitle ? sentence : undefined, day: isDay ? sentence : undefined, other: isTitle || isDay ? undefined : sentence };
}
