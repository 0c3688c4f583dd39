import { hands } from '#lib/workshop/ui/hands.ts';
import { isStep } from '#lib/workshop/wording/steps.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
	const step = data.onPaper?.step ? data.onPaper.shown : null;
	try {
		const hand = step !== null && isStep(step) ? await hands[step](data.onPaper?.step) : null;
		return { ...data, Step: hand?.default ?? null, parts: hand?.parts };
	} catch {
		// the network went between the data and the script: the screen keeps what it holds, and the next look asks again
		return { ...data, Step: undefined, parts: undefined };
	}
};
