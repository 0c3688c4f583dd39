// What of a cockpit is made public, what has changed since it last was, and what never is: a field that is not for everybody, an id of ours, whatever hangs on what has no public name.
import { sha256 } from '@oslojs/crypto/sha2';
import { encodeHexLowerCase } from '@oslojs/encoding';
import * as v from 'valibot';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { audienceOf, isGone, valuesFor, type Values } from './elements/changes.ts';
import { audiences, longestText, type Audience } from './elements/fields.ts';
import { fieldsOf, isKind, kindIds, type KindId, type ValuesOf } from './elements/kinds.ts';
import { listIn, type Fields } from './modes/mode.ts';

/** An element as anybody reads it: what it refers to is told by codes. Only fields that say something. */
export interface PublicElement {
	readonly kind: KindId;
	readonly code: string;
	/** what it hangs on */
	readonly under: { readonly kind: KindId; readonly code: string } | null;
	readonly values: Values;
}

/** What the team says in its own words, above what the cockpit says. */
export interface PublicWords {
	/** what was decided, and why */
	readonly introduction: string;
	/** what the authority commits itself to: a sentence a line */
	readonly commitments: string;
	/** what economic operators should know of the next consultations */
	readonly consultations: string;
}

export const noWords: PublicWords = { introduction: '', commitments: '', consultations: '' };
export const wordNames = Object.keys(noWords) as readonly (keyof PublicWords)[];

/** The content of a version: it never changes once it is published. */
export interface PublicCockpit {
	readonly form: 'eclaireurs/public-cockpit';
	readonly version: 1;
	readonly authority: string;
	readonly title: string;
	readonly summary: string;
	readonly words: PublicWords;
	readonly elements: readonly PublicElement[];
}

/** An element as the cockpit stores it. */
export interface StoredElement {
	readonly id: string;
	readonly kind: KindId;
	readonly code: string;
	readonly parentId: string | null;
	readonly stored: Values;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Says nothing: what nobody has said, and a box that is not ticked. */
const isSilent = (value: unknown): boolean =>
	value === null || value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);

/** Whether anybody may read that this element is there: every field that names it is public, and it is no task, which is the team's own. */
function isPublicAlone({ kind, stored }: StoredElement): boolean {
	if (isGone(stored) || (kind === 'milestone' && stored.size === 'task')) return false;
	const isShown = (name: string) => audienceOf(kind, stored, name) === 'public' && !isSilent(stored[name]);
	const fields = fieldsOf(kind);
	const naming = fields.filter(([, { isRequired }]) => isRequired);
	return naming.length > 0 ? naming.every(([name]) => isShown(name)) : fields.some(([name]) => isShown(name));
}

/** A value without any id of ours: what is public is told by its code, what is not is left out. */
function withoutIds(value: unknown, codes: ReadonlyMap<string, string>): unknown {
	if (typeof value === 'string') return codes.get(value) ?? (uuid.test(value) ? null : value);
	if (Array.isArray(value))
		return value.flatMap((one) => {
			const told = withoutIds(one, codes);
			return told === null ? [] : [told];
		});
	if (typeof value === 'object' && value !== null)
		return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutIds(one, codes)]));
	return value;
}

/** Those that anybody may read: they have a public name, and what they hang on has one too (CO101). */
function publicOnes(elements: readonly StoredElement[]): readonly StoredElement[] {
	const byId = new Map(elements.map((one) => [one.id, one]));
	const judged = new Map<string, boolean>();
	const isPublic = (one: StoredElement): boolean => {
		const before = judged.get(one.id);
		if (before !== undefined) return before;
		// what would hang on itself is not public
		judged.set(one.id, false);
		const parent = one.parentId === null ? undefined : byId.get(one.parentId);
		const verdict = isPublicAlone(one) && (one.parentId === null || (parent !== undefined && isPublic(parent)));
		judged.set(one.id, verdict);
		return verdict;
	};
	return elements.filter(isPublic);
}

/** The cockpit as anybody reads it (CO100, CO101), in the order of the kinds, then as given. */
export function publicCockpit(
	about: Pick<PublicCockpit, 'authority' | 'title' | 'summary' | 'words'>,
	elements: readonly StoredElement[]
): PublicCockpit {
	const shown = publicOnes(elements);
	const byId = new Map(shown.map((one) => [one.id, one]));
	const codes = new Map(shown.map(({ id, code }) => [id, code]));
	return {
		form: 'eclaireurs/public-cockpit',
		version: 1,
		...about,
		elements: shown
			.map(({ kind, code, parentId, stored }) => {
				const parent = parentId === null ? undefined : byId.get(parentId);
				const seen = Object.entries(valuesFor(kind, stored, 'public')).map(([name, value]) => [name, withoutIds(value, codes)] as const);
				return {
					kind,
					code,
					under: parent ? { kind: parent.kind, code: parent.code } : null,
					values: Object.fromEntries(seen.filter(([, value]) => !isSilent(value)))
				};
			})
			.toSorted((one, other) => kindIds.indexOf(one.kind) - kindIds.indexOf(other.kind))
	};
}

/** The elements of one kind in a version, every field of it: what an older version says in a shape that is no longer ours is left out. */
export function publicOfKind<Kind extends KindId>(
	{ elements }: Pick<PublicCockpit, 'elements'>,
	kind: Kind
): readonly (Omit<PublicElement, 'values'> & { readonly values: ValuesOf<Kind> })[] {
	return elements
		.filter((one) => one.kind === kind)
		.map((one) => ({
			...one,
			values: Object.fromEntries(
				fieldsOf(kind).map(([name, field]) => {
					const read = v.safeParse(field.shape, one.values[name] ?? field.none);
					return [name, read.success ? read.output : field.none];
				})
			) as ValuesOf<Kind>
		}));
}

/** A value in letters, whatever the order in which its names came: the database has its own. */
const written = (value: unknown): string =>
	JSON.stringify(value, (_, one: unknown) =>
		typeof one === 'object' && one !== null && !Array.isArray(one)
			? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
			: one
	);
/** Whether two values say the same, whatever the order of their names. */
export const isSame = (one: unknown, other: unknown): boolean => written(one) === written(other);

/** Names what was read, so that nobody publishes something else: SHA-256 of the content, in hexadecimal. */
export const digestOf = (content: PublicCockpit): string =>
	encodeHexLowerCase(sha256(new TextEncoder().encode(written(content))));

export interface FieldDifference {
	/** of an element, or of the words of the team */
	readonly field: string;
	readonly before: unknown;
	readonly after: unknown;
}

export interface ElementDifference {
	readonly what: 'added' | 'removed' | 'changed';
	readonly kind: KindId;
	readonly code: string;
	/** as it reads now, or read last */
	readonly values: Values;
	/** empty where it was added or removed */
	readonly fields: readonly FieldDifference[];
}

export interface Difference {
	readonly words: readonly FieldDifference[];
	readonly elements: readonly ElementDifference[];
}

/** What readers of the last version will find new (CO104): what appears, what is no longer there, and field by field what changed. Nothing before is all new. */
export function differenceBetween(before: PublicCockpit | null, after: PublicCockpit): Difference {
	const key = ({ kind, code }: PublicElement) => `${kind} ${code}`;
	const old = new Map((before?.elements ?? []).map((one) => [key(one), one]));
	const now = new Map(after.elements.map((one) => [key(one), one]));
	const wordsBefore = before?.words ?? noWords;
	return {
		words: wordNames.flatMap((field) =>
			wordsBefore[field] === after.words[field] ? [] : [{ field, before: wordsBefore[field], after: after.words[field] }]
		),
		elements: [
			...after.elements.flatMap((one): ElementDifference[] => {
				const last = old.get(key(one));
				const told = { kind: one.kind, code: one.code, values: one.values };
				if (!last) return [{ what: 'added', ...told, fields: [] }];
				const fields = [...new Set([...Object.keys(last.values), ...Object.keys(one.values)])].flatMap((field) =>
					isSame(last.values[field], one.values[field])
						? []
						: [{ field, before: last.values[field] ?? null, after: one.values[field] ?? null }]
				);
				return fields.length === 0 ? [] : [{ what: 'changed', ...told, fields }];
			}),
			...(before?.elements ?? []).flatMap((one): ElementDifference[] =>
				now.has(key(one)) ? [] : [{ what: 'removed', kind: one.kind, code: one.code, values: one.values, fields: [] }]
			)
		]
	};
}

export type WordsRefusal = 'public-words-too-long';

/** The words of the team as typed: each of at most 4 000 characters. */
export function readWords(typed: Fields): Outcome<PublicWords, WordsRefusal> {
	const words = Object.fromEntries(
		wordNames.map((name) => [
			name,
			(listIn(typed, name)[0] ?? '').normalize('NFC').replaceAll('\0', '').replaceAll('\r\n', '\n').trim()
		])
	) as unknown as PublicWords;
	return wordNames.some((name) => [...words[name]].length > longestText) ? refused('public-words-too-long') : accepted(words);
}

export type PublishRefusal = WordsRefusal | 'publication-nothing-public' | 'publication-read-again' | 'publication-nothing-new';

/** Whether this content may become a version (CO103): something of it is public, it is what its publisher has read, and it is not the last version again. */
export function judgePublishing(
	content: PublicCockpit,
	{ read, last }: { readonly read: string; readonly last: PublicCockpit | null }
): Outcome<PublicCockpit, PublishRefusal> {
	if (content.elements.length === 0) return refused('publication-nothing-public');
	if (digestOf(content) !== read) return refused('publication-read-again');
	return last !== null && isSame(last, content) ? refused('publication-nothing-new') : accepted(content);
}

export type WithdrawRefusal = 'publication-unknown' | 'publication-withdrawn-already' | 'publication-reason-missing' | 'publication-reason-too-long';

export const longestReason = 600;

/** Why a version is taken back: said publicly in its place (CO106). At most 600 characters. */
export function readReason(typed: string): Outcome<string, WithdrawRefusal> {
	const reason = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
	if (reason === '') return refused('publication-reason-missing');
	return [...reason].length > longestReason ? refused('publication-reason-too-long') : accepted(reason);
}

/** A field of an element, and who reads it. */
export interface FieldAudience {
	readonly field: string;
	readonly seenBy: Audience;
	/** what its kind says when nobody has said otherwise */
	readonly usual: Audience;
	readonly isNaming: boolean;
}

/** Who reads each field of an element (CO27), in the order of its kind; none that its reader does not read. */
export const audiencesOf = (kind: KindId, stored: Values, reader: Audience): readonly FieldAudience[] =>
	fieldsOf(kind)
		.map(([field, { seenBy, isRequired }]) => ({
			field,
			seenBy: audienceOf(kind, stored, field),
			usual: seenBy,
			isNaming: isRequired
		}))
		.filter(({ seenBy }) => audiences.indexOf(seenBy) <= audiences.indexOf(reader));

export type AudienceRefusal = 'audience-unknown';

/** What a form says of who reads each field: only what differs from what its kind says is kept, so that a field is never left open by oversight. A field that its writer does not read stays as it is. */
export function readAudiences(
	kind: KindId,
	typed: Fields,
	{ stored, reader }: { readonly stored: Values; readonly reader: Audience }
): Outcome<Readonly<Record<string, Audience>>, AudienceRefusal> {
	const said: Record<string, Audience> = {};
	for (const [name, field] of fieldsOf(kind)) {
		const standing = audienceOf(kind, stored, name);
		const isRead = audiences.indexOf(standing) <= audiences.indexOf(reader);
		const word = isRead ? (listIn(typed, `seen-${name}`)[0] ?? standing) : standing;
		const audience = audiences.find((one) => one === word);
		if (audience === undefined) return refused('audience-unknown');
		if (audience !== field.seenBy) said[name] = audience;
	}
	return accepted(said);
}

/** How many of these elements anybody reads, and of how many at least a field is kept from the public. */
export function visibilityOf(elements: readonly StoredElement[]): ReadonlyMap<KindId, { readonly shown: ReadonlySet<string>; readonly all: number }> {
	const shown = new Set(publicOnes(elements).map(({ id }) => id));
	return new Map(
		[...Map.groupBy(elements, ({ kind }) => kind)].map(([kind, own]) => [
			kind,
			{ all: own.length, shown: new Set(own.filter(({ id }) => shown.has(id)).map(({ id }) => id)) }
		])
	);
}

/** A kind as it stands in an address. */
export const readKind = (typed: string | null): KindId => (typed !== null && isKind(typed) ? typed : 'line');

