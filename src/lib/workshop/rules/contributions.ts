// What each integrated amendment brought into the proposal, and since which version its words are not in it any more.
import type { Version } from '../../texts/rules/passages.ts';
import { compareWords } from '../../texts/rules/words.ts';
import { isStanding, tellingWords, type Contribution } from './standing.ts';

interface Integrated {
	readonly id: string;
	readonly code: string | null;
	readonly text: string;
	readonly resultingVersion: number | null;
}

/**
 * What amendments brought, passage by passage (MO158): the words that their version added where it says that they caused it.
 * Of a passage that several wrote together, each has the pieces that its own words are read in; all of them where there are none. One that only took away brought nothing.
 */
export function contributionsOf(versions: readonly Version[], amendments: readonly Integrated[]): Contribution[] {
	const numbered = new Map(versions.map((version) => [version.number, version]));
	return amendments.flatMap(({ id, code, text, resultingVersion }) => {
		const made = resultingVersion === null ? undefined : numbered.get(resultingVersion);
		if (!made || resultingVersion === null) return [];
		const before = numbered.get(resultingVersion - 1);
		const own = new Set(tellingWords(text));
		return made.causes
			.filter(({ by }) => by === id)
			.flatMap(({ passageId }): Contribution[] => {
				const was = before?.passages.find((passage) => passage.id === passageId)?.text ?? '';
				const is = made.passages.find((passage) => passage.id === passageId)?.text ?? '';
				const added = compareWords(was, is).flatMap((segment) => (segment.kind === 'added' ? [segment.text] : []));
				const isShared = made.causes.some((cause) => cause.passageId === passageId && cause.by !== id);
				const mine = isShared ? added.filter((piece) => tellingWords(piece).some((word) => own.has(word))) : added;
				const said = (mine.length > 0 ? mine : added).join(' … ').trim();
				const stood = new Set(tellingWords(was));
				const brought = tellingWords(said);
				const fresh = brought.filter((word) => !stood.has(word) && (!isShared || mine.length === 0 || own.has(word)));
				const words = fresh.length > 0 ? fresh : brought;
				return words.length > 0 ? [{ id, code: code ?? '', version: resultingVersion, passageId, said, words }] : [];
			});
	});
}

/** Since which version nothing of what an amendment brought is read any more; those whose words stand in the last of these versions are left out (MO158). */
export function goneSince(versions: readonly Version[], amendments: readonly Integrated[]): Map<string, number> {
	const gone = new Map<string, number>();
	const all = contributionsOf(versions, amendments);
	for (const id of new Set(all.map((one) => one.id))) {
		const mine = all.filter((one) => one.id === id);
		const after = versions.filter(({ number }) => number >= mine[0]!.version).sort((a, b) => a.number - b.number);
		const last = after.findLastIndex(({ passages }) => mine.some((one) => isStanding(one, passages)));
		const first = after[last + 1];
		if (first) gone.set(id, first.number);
	}
	return gone;
}
