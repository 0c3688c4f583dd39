// Reads what the page of a contract's versions shows: each with its chain, what it changes, what follows from it, its notice.
import { standingOf } from '../../cockpit/rules/contracts.ts';
import * as elements from '../../cockpit/server/elements.ts';
import { asSeen, labelOf, shown } from '../../cockpit/server/overview.ts';
import * as publications from '../../cockpit/server/publications.ts';
import type { ElementId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import { datesOver, nextStates, standingOfChange, stillToCome } from '../rules/versions.ts';
import { changesTold } from '../rules/veil.ts';
import * as clauses from './clauses.ts';
import * as gate from './gate.ts';
import { lawOf } from './lawValues.ts';
import * as sittings from './sittings.ts';
import { veilOver } from './veils.ts';
import * as versions from './versions.ts';

/** The contract that an address names; undefined for what is none of this project. */
export async function contractAt(query: Query, place: elements.Place, asked: string, today: string) {
	const id = readId<'element'>(asked);
	const found = id && (await elements.read(query, place, id, today));
	return found?.kind === 'contract' && !found.isGone ? found : undefined;
}

/** Whether a contract has a clause or versions that a page tells of. */
export async function hasAny(query: Query, place: elements.Place, contractId: ElementId): Promise<boolean> {
	return (await clauses.ofContract(query, place, contractId)) !== undefined || (await versions.ofContract(query, contractId)).length > 0;
}

/** The chain of versions of a contract, the latest first, then what was first signed, as its reader reads the contract; undefined for what is no contract of this project. */
export async function ofContract(query: Query, place: elements.Place & Pick<elements.Doer, 'audience'>, asked: string, today: string) {
	const whole = await contractAt(query, place, asked, today);
	if (!whole) return undefined;
	const audience = place.audience ?? 'restricted';
	const contract = shown<'contract'>(whole, audience);
	const [all, found, clause, slugs, law] = await Promise.all([elements.under(query, place, whole.id, today), versions.ofContract(query, whole.id), clauses.ofContract(query, place, whole.id), publications.slugsOf(query, place.authorityId), lawOf(query, place.authorityId)]);
	const modifications = elements.ofKind(asSeen(all, audience), 'modification');
	const first = contract.values.amount ?? contract.values.maximum;
	const standing = standingOf(contract.values, modifications.map(({ values }) => values), today);
	const threshold = law('legality-control', today);
	const veil = await veilOver(query, place, whole.id, labelOf(contract), audience);
	const slug = slugs.get(place.projectId);
	return {
		contract: { id: contract.id, label: labelOf(contract) },
		clause: clause ? { id: clause.id as string, title: clause.title } : null,
		publicUrl: slug ? `/public/projets/${slug}` : null,
		first: { notifiedOn: contract.values.notifiedOn, total: first },
		/** cents from which a contract is transmitted; null where nothing gives it today */
		transmittedFrom: threshold.standing === 'unknown' ? null : threshold.value,
		/** the number and the total that are in force */
		now: { version: standing.version, total: standing.total },
		versions: await Promise.all(
			found.toReversed().map(async (version) => {
				const { gatheringId, number, chain, changes, notice, isNoticePublic, reviewOn, modificationId } = version;
				const [sitting, verdicts, duties, [consented]] = await Promise.all([sittings.find(query, gatheringId), gate.verdictsOf(query, gatheringId), versions.dutiesOf(query, place, version, today), sittings.entriesOf(query, gatheringId, 'consented')]);
				const modification = modifications.find(({ id }) => id === modificationId);
				const note = verdicts[0]?.note;
				const isLocal = note?.contract.isLocal ?? false;
				const total = modification?.values.total ?? null;
				return {
					number,
					what: modification?.values.what ?? '',
					sitting: sitting ? { gatheringId: gatheringId as string, number: sitting.number, heldOn: sitting.heldOn } : null,
					chain,
					next: nextStates(chain, { isLocal }),
					toCome: stillToCome(chain),
					total,
					difference: note?.modification.amount ?? null,
					/** basis points of what was first signed */
					share: total === null || !first ? null : Math.round(((total - first) * 10_000) / first),
					grounds: note?.found.holds ?? [],
					own: await gate.ownSeen(query, note?.own ?? []),
					changes: changesTold(changes, veil).map((change) => ({ about: change.about, name: change.name, before: change.before, after: change.after, isTotal: change.isTotal, standing: standingOfChange(change, chain) })),
					clarified: consented?.data.clarified ?? [],
					duties,
					reviewOn,
					datesOver: datesOver(changes, today),
					isReviewPast: reviewOn !== null && reviewOn < today,
					notice,
					isNoticePublic
				};
			})
		)
	};
}
export type VersionsShown = NonNullable<Awaited<ReturnType<typeof ofContract>>>;
export type VersionShown = VersionsShown['versions'][number];
