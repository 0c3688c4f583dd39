// Every ground on which a running contract may be modified, each looked at by itself, with its computation; and the duties that follow. It finds « fondements à vérifier », never a permission.
import { valueAt, type Known, type LawKey, type Looked } from '../../law/rules/values.ts';

/** Who buys: a State authority, any other contracting authority (a town, a département), or a contracting entity of the networks. */
export const buyers = ['state', 'authority', 'entity'] as const;
export type Buyer = (typeof buyers)[number];
export const categories = ['works', 'supplies', 'services'] as const;
export type Category = (typeof categories)[number];

/** In the order of the code. */
export const grounds = ['R2194-1', 'R2194-2', 'R2194-5', 'R2194-6', 'R2194-7', 'R2194-8'] as const;
export type Ground = (typeof grounds)[number];

/** A part of a contract's review clause, as it was published with the tender documents. */
export interface ReviewClause {
	readonly isUnequivocal: boolean;
	readonly saysScope: boolean;
	readonly saysNature: boolean;
	readonly saysConditions: boolean;
	/** what is asked stays within what the clause foresees: bounds, and what may move */
	readonly covers: boolean;
}

export interface Modification {
	/** cents without tax: what it adds; negative where it takes away */
	readonly amount: number;
	readonly changesOverallNature: boolean;
	/** null: no clause is invoked */
	readonly clause: ReviewClause | null;
	/** R2194-2: became necessary, not in the contract, and nobody else can do it */
	readonly extra: { readonly isNecessary: boolean; readonly wasNotInContract: boolean; readonly holderCannotChange: boolean } | null;
	/** R2194-5: what a diligent buyer could not foresee */
	readonly isUnforeseen: boolean;
	/** R2194-6 */
	readonly newHolder: { readonly byClause: boolean; readonly isTransfer: boolean; readonly meetsConditions: boolean } | null;
	/** R2194-7: what makes a modification substantial; null: nobody has looked */
	readonly substance: { readonly drawsOthers: boolean; readonly favoursHolder: boolean; readonly changesObject: boolean; readonly replacesHolder: boolean } | null;
}

export interface ContractFacts {
	readonly buyer: Buyer;
	/** a local authority: the tender commission may have to give its opinion */
	readonly isLocal: boolean;
	readonly category: Category;
	/** cents without tax, as signed */
	readonly initialAmount: number;
	/** millionths: what the clause of price variation makes of the initial amount; 1 000 000 where there is none (R2194-4) */
	readonly revision: number;
	/** ISO day on which thresholds are looked up: which day counts is not settled, so it is said */
	readonly day: string;
	readonly isFormal: boolean;
	/** whether the contract itself went to the tender commission */
	readonly wentToCommission: boolean;
	/** modifications already made, in cents, with the ground that each was taken under */
	readonly earlier: readonly { readonly ground: string; readonly amount: number }[];
}

/** Why a ground that was looked at does not hold. */
export type Rejection =
	| { readonly why: 'clause-incomplete' | 'outside-clause' | 'extra-conditions' | 'above-half' | 'holder-conditions' | 'substantial' }
	| { readonly why: 'share-reached'; readonly basisPoints: number }
	| { readonly why: 'threshold-reached' }
	| { readonly why: 'threshold-unknown' };

export type Duty = 'notice' | 'commission-opinion' | 'published-data' | 'new-procedure';

/** What is shown of a computation: cents. */
export interface SmallChange {
	/** net sum of what was taken under R2194-8, this one included */
	readonly cumulated: number;
	/** a share of the base, and the European threshold of the day; null where it is unknown */
	readonly ceiling: number;
	readonly threshold: number | null;
}

export interface Verdict {
	readonly changesOverallNature: boolean;
	/** every ground that holds, in the order of the code */
	readonly holds: readonly Ground[];
	readonly rejected: Readonly<Partial<Record<Ground, Rejection>>>;
	readonly duties: readonly Duty[];
	/** cents: the initial amount with its price variation */
	readonly base: number;
	readonly smallChange: SmallChange | null;
}

/** The values of the law on a day: those of the code, or those that an authority has corrected. */
export type Law = (key: LawKey, day: string) => Looked;

export const wholeRevision = 1_000_000;

const thresholdKey = ({ buyer, category }: Pick<ContractFacts, 'buyer' | 'category'>): LawKey =>
	category === 'works' ? 'formal-procedure-works' : buyer === 'state' ? 'formal-procedure-state' : buyer === 'entity' ? 'formal-procedure-networks' : 'formal-procedure-supplies-services';

/** `amount ≥ share of base`, or `>` where the text says « supérieur », exactly: cents times ten thousand in whole numbers. */
function passesShare(amount: number, base: bigint, { value, bound }: Pick<Known, 'value' | 'bound'>): boolean {
	const [left, right] = [BigInt(amount) * 10_000n * BigInt(wholeRevision), base * BigInt(value)];
	return bound === 'above' ? left > right : left >= right;
}

/**
 * Looks at every ground by itself (facts of the domain 1.1): they are alternatives, so all that hold are answered. Nothing holds where the overall nature changes (L2194-1, last paragraph). Strict bounds: 10 % (works 15 %) and the European threshold are refused when reached exactly, 50 % is allowed exactly. Only what was taken under R2194-8 cumulates; a new holder is no small change.
 */
export function groundsOf(contract: ContractFacts, modification: Modification, law: Law = valueAt): Verdict {
	const { initialAmount, revision, day, earlier } = contract;
	const { amount, clause, extra, isUnforeseen, newHolder, substance } = modification;
	// in millionths of a cent, so that nothing is rounded before it is compared
	const exactBase = BigInt(initialAmount) * BigInt(revision);
	const base = Number((exactBase + BigInt(wholeRevision) / 2n) / BigInt(wholeRevision));
	if (modification.changesOverallNature) return { changesOverallNature: true, holds: [], rejected: {}, duties: [], base, smallChange: null };

	const holds: Ground[] = [];
	const rejected: Partial<Record<Ground, Rejection>> = {};
	const look = (ground: Ground, rejection: Rejection | null) => {
		if (rejection === null) holds.push(ground);
		else rejected[ground] = rejection;
	};
	const half = law('extra-or-unforeseen', day);
	// R2194-3 binds contracting authorities; each modification by itself, never their sum
	const aboveHalf: Rejection | null = contract.buyer === 'entity' ? null : half.standing === 'unknown' ? { why: 'threshold-unknown' } : passesShare(amount, exactBase, half) ? { why: 'above-half' } : null;

	if (clause) look('R2194-1', !(clause.isUnequivocal && clause.saysScope && clause.saysNature && clause.saysConditions) ? { why: 'clause-incomplete' } : clause.covers ? null : { why: 'outside-clause' });
	if (extra) look('R2194-2', extra.isNecessary && extra.wasNotInContract && extra.holderCannotChange ? aboveHalf : { why: 'extra-conditions' });
	if (isUnforeseen) look('R2194-5', aboveHalf);
	if (newHolder) look('R2194-6', newHolder.byClause || (newHolder.isTransfer && newHolder.meetsConditions) ? null : { why: 'holder-conditions' });
	if (substance) look('R2194-7', Object.values(substance).some(Boolean) ? { why: 'substantial' } : null);

	let smallChange: SmallChange | null = null;
	const share = law(contract.category === 'works' ? 'small-change-works' : 'small-change-supplies-services', day);
	const threshold = law(thresholdKey(contract), day);
	if (share.standing === 'unknown') {
		if (!newHolder) look('R2194-8', { why: 'threshold-unknown' });
	} else {
		const cumulated = earlier.filter(({ ground }) => ground === 'R2194-8').reduce((sum, one) => sum + one.amount, amount);
		smallChange = { cumulated, ceiling: Number((exactBase * BigInt(share.value)) / (10_000n * BigInt(wholeRevision))), threshold: threshold.standing === 'unknown' ? null : threshold.value };
		if (!newHolder)
			look(
				'R2194-8',
				threshold.standing === 'unknown'
					? { why: 'threshold-unknown' }
					: passesShare(cumulated, exactBase, share)
						? { why: 'share-reached', basisPoints: share.value }
						: cumulated >= threshold.value
							? { why: 'threshold-reached' }
							: null
			);
	}
	return { changesOverallNature: false, holds, rejected, duties: dutiesOf(contract, modification, holds, exactBase, law), base, smallChange };
}

/** What follows: a notice where the procedure was formal and the ground R2194-2 or R2194-5 (R2194-10); the opinion of the tender commission where what modifications add together passes 5 % and the contract went to it (CGCT L1414-4); published data (R2196-1). */
function dutiesOf(contract: ContractFacts, { amount }: Modification, holds: readonly Ground[], base: bigint, law: Law): readonly Duty[] {
	if (holds.length === 0) return ['new-procedure'];
	const duties: Duty[] = [];
	if (contract.isFormal && (holds.includes('R2194-2') || holds.includes('R2194-5'))) duties.push('notice');
	const opinion = law('commission-opinion', contract.day);
	const added = contract.earlier.reduce((sum, one) => sum + one.amount, amount);
	if (contract.isLocal && contract.wentToCommission && amount > 0 && opinion.standing !== 'unknown' && passesShare(added, base, opinion)) duties.push('commission-opinion');
	return [...duties, 'published-data'];
}
