// How an address says what was just done, where there is no JavaScript to be told: a reload asks for the page again and sends nothing twice.

export interface Done {
	/** of the seat itself, around the step */
	readonly isFrame: boolean;
	readonly step?: string;
	readonly act: string;
	readonly done: string;
}

/** « consent.object », or « hand » for what a seat says around its step (GA41). */
export const writeDone = ({ step, act }: Pick<Done, 'step' | 'act'>): string => (step === undefined ? act : `${step}.${act}`);

/** Null for what names no act: an address is typed by anybody (GA41). */
export function readDone(text: string | null): Done | null {
	const found = /^(?:([a-z]+(?:-[a-z]+)*)\.)?([a-z]+(?:-[a-z]+)*)$/.exec(text ?? '');
	if (!found) return null;
	const [, step, act] = found;
	return { isFrame: step === undefined, step, act: act!, done: act! };
}
