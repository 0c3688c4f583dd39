// Decides whether what somebody wrote on a board may stand: who writes, and what a card or a group may become.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { passageKinds, passageLimit, passagesAtMost, textLimit as wholeTextLimit } from '../../texts/rules/passages.ts';
import { holdsUnseen } from '../../texts/rules/signs.ts';
import { cardsAtMost, groupsAtMost, isId, textLimit, titleLimit, type BoardKind } from './cards.ts';
import { isCutInto, type Sign } from './cuts.ts';
import { atMost, mayStand, type Mark } from './marks.ts';
import { passageZone } from './passages.ts';
import { isRank } from './ranks.ts';

export type Root = 'cards' | 'groups';

/** One thing that an update does to the board, in plain terms. */
export type Change =
	| { readonly do: 'make'; readonly of: Root; readonly id: string; readonly fields: Readonly<Record<string, unknown>>; readonly isTaken: boolean }
	| { readonly do: 'set'; readonly of: Root; readonly id: string; readonly field: string; readonly value: unknown }
	| { readonly do: 'unset'; readonly of: Root; readonly id: string; readonly field: string }
	| { readonly do: 'write'; readonly of: Root; readonly id: string; readonly added: string; readonly lengthAfter: number }
	| { readonly do: 'erase'; readonly of: Root; readonly id: string }
	| { readonly do: 'remove'; readonly of: Root; readonly id: string }
	| { readonly do: 'mark'; readonly of: Mark; readonly id: string; readonly value: unknown }
	| { readonly do: 'unmark'; readonly of: Mark; readonly id: string };

export type WritingRefusal =
	| 'board-frozen'
	| 'zone-frozen'
	| 'not-a-writer'
	| 'card-kept'
	| 'words-kept'
	| 'id-taken'
	| 'field-unknown'
	| 'value-unknown'
	| 'text-too-long'
	| 'signs-unknown'
	| 'too-many-texts'
	| 'whole-too-long'
	| 'too-many-passages'
	| 'board-full';

export interface Writer {
	/** a facilitator of this gathering, or somebody at the draft of a text, writes; a seat at the cards arranges them, and cuts one in two; the rest look on */
	readonly may: 'write' | 'arrange' | 'look';
}

/** What of the board the verdict needs. */
export interface Standing {
	readonly kind: BoardKind;
	readonly isFrozen: boolean;
	/** undefined when no such card stands on the board */
	readonly card: (id: string) => { readonly kind: unknown; readonly capacity: unknown; readonly sources?: unknown } | undefined;
	/** what a card says before these changes, one that they make what it said at first, and which of it they take away */
	readonly words: (id: string) => readonly Sign[];
	/** how many cards, groups, links or strokes the board would hold with these changes in it */
	readonly countAfter: (of: Root | Mark) => number;
	/** how many characters all its cards would hold */
	readonly charactersAfter: () => number;
	/** whether a change touches a zone that is frozen; none is where absent */
	readonly isZoneFrozen?: (change: Change) => boolean;
	/** told each look at a sign; may throw */
	readonly spend: (looks: number) => void;
}

/** Texts that one update may shorten: a person's own edits made offline, never a whole board (BO7). */
export const textsErasedAtOnce = 24;

const zones = ['needs', 'resources', 'innovation', 'constraints'];
const isTitle = (value: unknown) => typeof value === 'string' && value.length <= titleLimit && !value.includes('\n') && !holdsUnseen(value);

type Fields = Readonly<Record<string, (value: unknown) => boolean>>;

const fieldsOf: Record<BoardKind, Readonly<Record<Root, Fields>>> = {
	cards: {
		cards: { zone: (value) => zones.includes(value as string), group: (value) => value === null || isId(value), rank: isRank },
		groups: { zone: (value) => zones.includes(value as string), title: isTitle, rank: isRank }
	},
	passages: {
		cards: { zone: (value) => value === passageZone, kind: (value) => passageKinds.includes(value as never), rank: isRank },
		groups: {}
	}
};

const lengthOf: Record<BoardKind, number> = { cards: textLimit, passages: passageLimit };

function judgeMaking(change: Change & { do: 'make' }, standing: Standing): Outcome<Change, WritingRefusal> {
	const { of, id, fields, isTaken } = change;
	if (isTaken) return refused('id-taken');
	if (!isId(id)) return refused('value-unknown');
	// a text has no groups
	if (standing.kind === 'passages' && of === 'groups') return refused('field-unknown');
	const known = fieldsOf[standing.kind][of];
	for (const [field, isKnown] of Object.entries(known)) if (!isKnown(fields[field])) return refused('value-unknown');
	const rest = Object.keys(fields).filter((field) => !Object.hasOwn(known, field));
	if (of === 'groups') return rest.length === 0 ? accepted(change) : refused('field-unknown');
	// BO12
	if (standing.kind === 'passages') return rest.join() === 'text' ? accepted(change) : refused('field-unknown');
	// BO8: a card is made on the open board only as a part of another, and bears that one's kind, capacity and sources
	const source = typeof fields.splitFrom === 'string' ? standing.card(fields.splitFrom) : undefined;
	if (!source || fields.kind !== source.kind || (fields.capacity ?? null) !== (source.capacity ?? null) || (fields.sources ?? '') !== (source.sources ?? '')) return refused('value-unknown'); // BO20
	return rest.every((field) => ['kind', 'capacity', 'sources', 'splitFrom', 'text'].includes(field)) && 'text' in fields ? accepted(change) : refused('field-unknown');
}

/**
 * Judges all that one update does; a single refusal refuses it whole.
 * Refuses whoever only looks on (BO9), any writing on a frozen board (BO4) or in a frozen zone (BO30), the removal of a card (BO6), an id used twice, a field or a value that no card has,
 * a text beyond `textLimit` characters, and the shortening of more than `textsErasedAtOnce` texts (BO7), signs that cannot be seen (BO18), and a board beyond
 * `cardsAtMost` and `groupsAtMost` (BO19), and on the toile what is no mark (BO40) or beyond their number (BO43). Whoever only arranges leaves the words of a card as they are, but to cut it, when all of them stay in its parts (BO17).
 * On the draft of a text, passages are made and removed freely, within what a text may hold (BO12).
 */
export function judgeWriting(writer: Writer, changes: readonly Change[], standing: Standing): Outcome<readonly Change[], WritingRefusal> {
	if (changes.length === 0) return accepted(changes);
	if (writer.may === 'look') return refused('not-a-writer');
	if (standing.isFrozen) return refused('board-frozen');
	if (standing.isZoneFrozen && changes.some(standing.isZoneFrozen)) return refused('zone-frozen');
	const isText = standing.kind === 'passages';
	const erased = new Set<string>();
	const parts = changes.flatMap((change) => (change.do === 'make' && change.of === 'cards' ? [change] : []));
	/** the words of a card that stood before, for somebody who does not change words */
	const isKept = ({ of, id }: { readonly of: Root; readonly id: string }) => writer.may === 'arrange' && !isText && of === 'cards' && !parts.some((part) => part.id === id);
	for (const change of changes) {
		switch (change.do) {
			case 'make': {
				const made = judgeMaking(change, standing);
				if (!made.accepted) return made;
				break;
			}
			case 'set': {
				const known = fieldsOf[standing.kind][change.of];
				const isKnown = Object.hasOwn(known, change.field) ? known[change.field] : undefined;
				if (!isKnown) return refused('field-unknown');
				if (!isKnown(change.value)) return refused('value-unknown');
				break;
			}
			case 'unset':
				return refused('field-unknown');
			case 'remove':
				if (change.of === 'cards' && !isText) return refused('card-kept');
				break;
			case 'write':
				if (isKept(change)) return refused('words-kept');
				if (holdsUnseen(change.added)) return refused('signs-unknown');
				if (change.lengthAfter > lengthOf[standing.kind]) return refused('text-too-long');
				break;
			case 'unmark':
				if (isText) return refused('field-unknown');
				break;
			case 'mark':
				if (isText) return refused('field-unknown');
				if (!mayStand(change.of, change.id, change.value, (id) => standing.card(id) !== undefined)) return refused('value-unknown');
				break;
			case 'erase':
				if (!isText && erased.add(change.id).size > textsErasedAtOnce) return refused('too-many-texts');
		}
	}
	if (!isText && writer.may === 'arrange') {
		const cut = new Set([...changes.flatMap((change) => (change.do === 'erase' && change.of === 'cards' ? [change.id] : [])), ...parts.map(({ fields }) => fields.splitFrom as string)]);
		for (const id of cut) {
			const said = parts.filter(({ fields }) => fields.splitFrom === id).map((part) => standing.words(part.id).map(({ sign }) => sign).join(''));
			if (!isCutInto(standing.words(id), said, standing.spend)) return refused('words-kept');
		}
	}
	if (!isText && parts.length > 0 && standing.countAfter('cards') > cardsAtMost) return refused('board-full');
	if (!isText && changes.some((change) => change.do === 'make' && change.of === 'groups') && standing.countAfter('groups') > groupsAtMost) return refused('board-full');
	for (const of of ['links', 'strokes'] as const) if (changes.some((change) => change.do === 'mark' && change.of === of) && standing.countAfter(of) > atMost[of]) return refused('board-full');
	if (isText && changes.some((change) => change.do === 'make' || change.do === 'write')) {
		if (standing.countAfter('cards') > passagesAtMost) return refused('too-many-passages');
		if (standing.charactersAfter() > wholeTextLimit) return refused('whole-too-long');
	}
	return accepted(changes);
}
