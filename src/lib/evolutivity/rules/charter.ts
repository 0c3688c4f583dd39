// A charter from its draft to its signature by both parties; what it becomes.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { isDay } from '../../cockpit/rules/elements/fields.ts';
import { partiesToTrigger, type Charter, type Criterion, type TriggeringParty } from './clause.ts';

/** Being written, in force once both parties signed it, replaced by a later version. */
export const charterStates = ['draft', 'in-force', 'replaced'] as const;
export type CharterState = (typeof charterStates)[number];

/** A party's signature, as the buyer notes it: the paper itself is signed elsewhere. */
export interface Signature {
	readonly party: TriggeringParty;
	readonly name: string;
	readonly function: string;
	/** ISO day */
	readonly signedOn: string;
}

export type SignRefusal = 'signature-unnamed' | 'day-unreadable' | 'already-signed' | 'charter-not-draft' | 'contract-missing' | 'charter-without-criteria';

/** The signatures with one more, and whether both parties have now signed (EV18). Each signs once; a charter that no criterion opens is not signed. */
export function signed(
	charter: { readonly state: CharterState; readonly signatures: readonly Signature[]; readonly criteria: readonly unknown[]; readonly hasContract: boolean },
	added: Signature
): Outcome<{ readonly signatures: readonly Signature[]; readonly state: CharterState }, SignRefusal> {
	if (charter.state !== 'draft') return refused('charter-not-draft');
	if (!charter.hasContract) return refused('contract-missing');
	if (charter.criteria.length === 0) return refused('charter-without-criteria');
	if (added.name.trim() === '') return refused('signature-unnamed');
	if (!isDay(added.signedOn)) return refused('day-unreadable');
	if (charter.signatures.some(({ party }) => party === added.party)) return refused('already-signed');
	const signatures = [...charter.signatures, added];
	return accepted({ signatures, state: partiesToTrigger.every((party) => signatures.some((one) => one.party === party)) ? 'in-force' : 'draft' });
}

/** What differs between two versions of a charter, field by field: what is no longer there, what came (EV19). Bounds in basis points, delays in days. */
export interface CharterDifference {
	readonly field: 'per-change' | 'cumulated' | 'movable' | 'fixed' | 'criteria' | 'company' | 'policy' | 'notice' | 'admissibility' | 'session';
	readonly removed: readonly string[];
	readonly added: readonly string[];
}

const criterionTold = ({ code, what, watch, watchedBy }: Criterion) => [code, what, ...(watch ? [`${watch.indicator} ${watch.side} ${watch.threshold}`] : []), watchedBy].filter((one) => one !== '').join(' · ');

export function differencesOf(before: Omit<Charter, 'version'>, after: Omit<Charter, 'version'>): readonly CharterDifference[] {
	const told = (charter: Omit<Charter, 'version'>): Readonly<Record<CharterDifference['field'], readonly string[]>> => ({
		'per-change': [String(charter.bounds.perChange)],
		cumulated: [String(charter.bounds.cumulated)],
		movable: charter.movable,
		fixed: charter.fixed,
		criteria: charter.criteria.map(criterionTold),
		company: charter.guardRails.company,
		policy: charter.guardRails.policy,
		notice: [String(charter.noticeDays)],
		admissibility: [String(charter.procedure.admissibilityWorkingDays)],
		session: [String(charter.procedure.sessionDays)]
	});
	const [old, now] = [told(before), told(after)];
	return (Object.keys(old) as CharterDifference['field'][]).flatMap((field) => {
		const removed = old[field].filter((one) => !now[field].includes(one));
		const added = now[field].filter((one) => !old[field].includes(one));
		return removed.length + added.length > 0 ? [{ field, removed, added }] : [];
	});
}
