import { handsOf, workshop } from '../../../../hands.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
	const step = data.onPaper?.step ? data.onPaper.shown : null;
	try {
		const { hands, titleOf } = await handsOf(data.frame.kind);
		const hand = step === null ? null : await hands[step]?.(data.onPaper?.step);
		return { ...data, titleOf, Step: hand?.default ?? null, parts: hand?.parts };
	} catch {
		// the network went between the data and the script: the screen keeps what it holds, and the next look asks again
		return { ...data, titleOf: workshop.titleOf, Step: undefined, parts: undefined };
	}
};
