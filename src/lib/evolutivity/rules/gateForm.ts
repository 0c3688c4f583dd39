// What the gate asks the buyer about a contract and a modification: facts that no computation finds. Reads a form; the first time, what the cockpit knows stands in it.
import { buyers, categories, wholeRevision, type Buyer, type Category, type ContractFacts, type Modification } from './grounds.ts';

export interface GateFacts {
	readonly buyer: Buyer;
	readonly isLocal: boolean;
	readonly category: Category;
	/** millionths: what price variation makes of the initial amount */
	readonly revision: number;
	readonly isFormal: boolean;
	readonly wentToCommission: boolean;
	readonly changesOverallNature: boolean;
	readonly extra: Modification['extra'];
	readonly isUnforeseen: boolean;
	readonly newHolder: Modification['newHolder'];
	readonly substance: Modification['substance'];
}

export const usualFacts: GateFacts = { buyer: 'authority', isLocal: true, category: 'supplies', revision: wholeRevision, isFormal: false, wentToCommission: false, changesOverallNature: false, extra: null, isUnforeseen: false, newHolder: null, substance: null };

/** What a note kept, as the form begins with it again. */
export const factsOf = ({ contract, modification }: { readonly contract: ContractFacts; readonly modification: Modification }): GateFacts => ({
	buyer: contract.buyer,
	isLocal: contract.isLocal,
	category: contract.category,
	revision: contract.revision,
	isFormal: contract.isFormal,
	wentToCommission: contract.wentToCommission,
	changesOverallNature: modification.changesOverallNature,
	extra: modification.extra,
	isUnforeseen: modification.isUnforeseen,
	newHolder: modification.newHolder,
	substance: modification.substance
});

type Typed = Readonly<Record<string, string | readonly string[]>>;

/** Boxes and choices as a form posts them; a box that is not ticked is not there. The price variation is typed in percent (« 2,5 » → 1 025 000 millionths); unreadable is undefined. */
export function readFacts(typed: Typed): GateFacts | undefined {
	const word = (name: string): string => {
		const said = typed[name];
		return typeof said === 'string' ? said.trim() : (said?.[0] ?? '').trim();
	};
	const isTicked = (name: string): boolean => word(name) === 'yes';
	const percent = word('revision').replace(',', '.').replace(/[\s%]/gu, '');
	if (percent !== '' && !/^-?\d{1,3}(\.\d{1,4})?$/.test(percent)) return undefined;
	const buyer = buyers.find((one) => one === word('buyer'));
	const category = categories.find((one) => one === word('category'));
	if (!buyer || !category) return undefined;
	return {
		buyer,
		isLocal: isTicked('local'),
		category,
		revision: wholeRevision + Math.round(Number(percent || '0') * 10_000),
		isFormal: isTicked('formal'),
		wentToCommission: isTicked('commission'),
		changesOverallNature: isTicked('nature'),
		extra: isTicked('extra') ? { isNecessary: isTicked('extra-necessary'), wasNotInContract: isTicked('extra-absent'), holderCannotChange: isTicked('extra-holder') } : null,
		isUnforeseen: isTicked('unforeseen'),
		newHolder: isTicked('holder') ? { byClause: isTicked('holder-clause'), isTransfer: isTicked('holder-transfer'), meetsConditions: isTicked('holder-conditions') } : null,
		substance: isTicked('substance') ? { drawsOthers: isTicked('substance-draws'), favoursHolder: isTicked('substance-favours'), changesObject: isTicked('substance-object'), replacesHolder: isTicked('substance-holder') } : null
	};
}
