// What the gate asks the buyer about a contract and a modification: facts that no computation finds. Reads a form; the first time, what the cockpit knows stands in it.
import { buyers, categories, wholeRevision, type Buyer, type Category, type ContractFacts, type Modification } from './grounds.ts';

export interface GateFacts {
	readonly buyer: Buyer;
	readonly isLocal: boolean;
	readonly category: Category;
	/** millionths: what price variation makes of the initial amount */
	readonly revision: number;
	/** null: nobody has said; so for the next */
	readonly isFormal: boolean | null;
	readonly wentToCommission: boolean | null;
	readonly changesOverallNature: boolean;
	readonly extra: Modification['extra'];
	readonly isUnforeseen: boolean;
	readonly newHolder: Modification['newHolder'];
	readonly substance: Modification['substance'];
}

export const usualFacts: GateFacts = { buyer: 'authority', isLocal: true, category: 'supplies', revision: wholeRevision, isFormal: null, wentToCommission: null, changesOverallNature: false, extra: null, isUnforeseen: false, newHolder: null, substance: null };

/** Of the procedures that essential data name, those whose kind is known: formal ones of a local authority are awarded by its tender commission (CGCT, art. L1414-2). */
const formalProcedures: Readonly<Record<string, boolean>> = { 'Procédure adaptée': false, "Appel d'offres ouvert": true, "Appel d'offres restreint": true, 'Procédure avec négociation': true, 'Dialogue compétitif': true };

/** What the form begins with where nobody has answered yet: what the contract's essential data say of its procedure, and nothing in place of what they do not (EV149). */
export function factsFrom(procedure: unknown): GateFacts {
	const isFormal = typeof procedure === 'string' && Object.hasOwn(formalProcedures, procedure) ? formalProcedures[procedure]! : null;
	return { ...usualFacts, isFormal, wentToCommission: isFormal && usualFacts.isLocal ? true : null };
}

/** Whether everything that decides what is owed was answered, yes or no (EV149). */
export const areAnswered = ({ isLocal, isFormal, wentToCommission }: GateFacts): boolean => isFormal !== null && (wentToCommission !== null || !isLocal);

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

/** Boxes and choices as a form posts them; a box that is not ticked is not there, a question that nobody answered stays open. The price variation is typed in percent (« 2,5 » → 1 025 000 millionths); unreadable is undefined. */
export function readFacts(typed: Typed): GateFacts | undefined {
	const word = (name: string): string => {
		const said = typed[name];
		return typeof said === 'string' ? said.trim() : (said?.[0] ?? '').trim();
	};
	const isTicked = (name: string): boolean => word(name) === 'yes';
	const said = (name: string): boolean | null => (word(name) === 'yes' ? true : word(name) === 'no' ? false : null);
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
		isFormal: said('formal'),
		wentToCommission: said('commission'),
		changesOverallNature: isTicked('nature'),
		extra: isTicked('extra') ? { isNecessary: isTicked('extra-necessary'), wasNotInContract: isTicked('extra-absent'), holderCannotChange: isTicked('extra-holder') } : null,
		isUnforeseen: isTicked('unforeseen'),
		newHolder: isTicked('holder') ? { byClause: isTicked('holder-clause'), isTransfer: isTicked('holder-transfer'), meetsConditions: isTicked('holder-conditions') } : null,
		substance: isTicked('substance') ? { drawsOthers: isTicked('substance-draws'), favoursHolder: isTicked('substance-favours'), changesObject: isTicked('substance-object'), replacesHolder: isTicked('substance-holder') } : null
	};
}
