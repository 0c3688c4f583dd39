// What a material of the enquiry may be, and what it still lacks before a room may see it.
import type { Family } from '../../files/rules/fileTypes.ts';
import { zones, type Zone } from '../../design/rules/zones.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { asKept } from '../../texts/rules/signs.ts';

export const materialKinds = ['figure', 'testimony', 'photo', 'sound', 'video', 'document'] as const;
export type MaterialKind = (typeof materialKinds)[number];

/** What somebody saw, or what somebody thinks (EN4). */
export const natures = ['observation', 'opinion'] as const;
export type Nature = (typeof natures)[number];

/** Whether somebody is quoted or recognisable, and agrees (EN8). */
export const consents = ['nobody', 'given', 'not-yet'] as const;
export type Consent = (typeof consents)[number];

/** In characters as people count them. */
export const limits = { title: 200, caption: 300, value: 20, unit: 40, source: 200, place: 120, alt: 600, transcript: 6_000 } as const;
export type Field = keyof typeof limits;

const ofAll = ['title', 'caption', 'source', 'place'] as const;
/** The words that each kind has: what another kind's form asks for is left where it is. */
export const fieldsOf = {
	figure: [...ofAll, 'value', 'unit'],
	testimony: [...ofAll, 'transcript'],
	photo: [...ofAll, 'alt'],
	sound: [...ofAll, 'transcript'],
	video: [...ofAll, 'transcript'],
	document: [...ofAll, 'alt', 'transcript']
} as const satisfies Record<MaterialKind, readonly Field[]>;

/** The families that a kind's file may be of; none for a kind without one (EN10). */
export const familiesOf = { figure: [], testimony: [], photo: ['image'], sound: ['sound'], video: ['video'], document: ['document', 'image'] } as const satisfies Record<MaterialKind, readonly Family[]>;
export const mayHold = (kind: MaterialKind, family: Family): boolean => (familiesOf[kind] as readonly Family[]).includes(family);

/** What a browser offers to choose, and what a phone may take on the spot. */
export const offered = {
	image: 'image/jpeg,image/png,image/webp',
	sound: 'audio/*',
	video: 'video/mp4,video/webm,video/quicktime',
	document: 'application/pdf,text/plain,text/csv,.csv,.txt'
} as const satisfies Record<Family, string>;

export interface MaterialWords {
	readonly title: string;
	readonly caption: string;
	readonly value: string;
	readonly unit: string;
	readonly source: string;
	readonly zone: Zone | null;
	readonly place: string;
	/** ISO day */
	readonly seenOn: string | null;
	readonly nature: Nature;
	readonly alt: string;
	readonly transcript: string;
	readonly consent: Consent;
}

export interface MaterialFile {
	readonly family: Family;
	readonly mime: string;
	/** bytes */
	readonly size: number;
}

/** What a room may see of a material. */
export interface MaterialShown extends Omit<MaterialWords, 'consent'> {
	readonly id: string;
	/** M01 … */
	readonly code: string;
	readonly kind: MaterialKind;
	readonly file: MaterialFile | null;
}

/** What the team sees of it. */
export interface MaterialAtTeam extends MaterialShown {
	readonly consent: Consent;
	/** which state of it a form shows: it goes up with each change (EN3) */
	readonly revision: number;
	readonly missing: readonly Missing[];
}

export type MaterialTyped = Readonly<Partial<Record<keyof MaterialWords, string>>>;

export type WordsRefusal =
	| 'material-kind-unknown'
	| 'material-title-missing'
	| 'material-value-missing'
	| 'material-day-unknown'
	| 'material-consent-missing'
	| `material-${Field}-too-long`;
export type MaterialRefusal = WordsRefusal | 'material-unknown' | 'material-changed-meanwhile' | 'file-not-of-kind';

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
const oneOf = <Value extends string>(values: readonly Value[], typed: string | undefined): Value | undefined => values.find((value) => value === typed);

/**
 * The words of a material as they are kept (EN4, EN5, EN8). A field that its kind has not is left empty.
 * Refuses one without a title, a figure without a value, a day that is none, and one of which nobody says whether it quotes or shows somebody.
 */
export function readMaterial(kind: MaterialKind, typed: MaterialTyped): Outcome<MaterialWords, WordsRefusal> {
	const words: Record<Field, string> = { title: '', caption: '', value: '', unit: '', source: '', place: '', alt: '', transcript: '' };
	for (const field of fieldsOf[kind]) {
		const given = typed[field] ?? '';
		// composing a flood of accents costs the square of their number
		if (given.length > 20_000) return refused(`material-${field}-too-long`);
		const text = asKept(given);
		words[field] = field === 'transcript' || field === 'alt' ? text : text.replace(/\s+/gu, ' ');
		if ([...words[field]].length > limits[field]) return refused(`material-${field}-too-long`);
	}
	if (!/[^\s\p{Cf}\p{Mn}]/u.test(words.title)) return refused('material-title-missing');
	const isFigure = kind === 'figure';
	if (isFigure && words.value === '') return refused('material-value-missing');
	const day = (typed.seenOn ?? '').trim();
	if (day !== '' && !isDay(day)) return refused('material-day-unknown');
	const consent = kind === 'testimony' ? (oneOf(['given', 'not-yet'] as const, typed.consent) ?? 'not-yet') : isFigure ? 'nobody' : oneOf(consents, typed.consent);
	if (!consent) return refused('material-consent-missing');
	return accepted({
		...words,
		zone: oneOf(zones, typed.zone) ?? null,
		seenOn: day || null,
		nature: oneOf(natures, typed.nature) ?? 'observation',
		consent
	});
}

export const missings = ['file', 'alt', 'transcript', 'source', 'consent'] as const;
export type Missing = (typeof missings)[number];

/** What a material lacks before a room may see it, in the order in which it is asked for; nothing when it is ready (EN5, EN7, EN8). */
export function missingToShow({ kind, source, alt, transcript, consent, file }: Pick<MaterialAtTeam, 'kind' | 'source' | 'alt' | 'transcript' | 'consent'> & { readonly file: Pick<MaterialFile, 'family'> | null }): readonly Missing[] {
	const heard = file?.family === 'sound' || file?.family === 'video';
	const lacks: Readonly<Record<Missing, boolean>> = {
		file: ['photo', 'sound', 'video'].includes(kind) && !file,
		alt: file?.family === 'image' && alt === '',
		transcript: (heard || kind === 'sound' || kind === 'video') && transcript === '',
		source: kind === 'figure' && source === '',
		consent: consent === 'not-yet'
	};
	return missings.filter((one) => lacks[one]);
}

/** M01, M02 … after those that were ever given (EN6). */
export function nextCode(given: readonly string[]): string {
	const last = given.reduce((most, code) => Math.max(most, Number(/^M(\d{1,6})$/.exec(code)?.[1] ?? 0)), 0);
	return `M${String(last + 1).padStart(2, '0')}`;
}
