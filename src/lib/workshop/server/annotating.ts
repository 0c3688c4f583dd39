// Joins annotations and what the workshops of a project wrote: what jurors may annotate, and where what they annotated stands today.
import type { About } from '../../annotations/rules/about.ts';
import { whereOfLine } from '../../annotations/rules/annotation.ts';
import * as annotations from '../../annotations/server/annotations.ts';
import * as openElements from '../../cockpit/server/openElements.ts';
import type { ModeId } from '../../cockpit/rules/modes/ids.ts';
import * as strategies from '../../cockpit/server/strategies.ts';
import type { GatheringId, TextId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Version } from '../../texts/rules/passages.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as texts from '../../texts/server/texts.ts';
import { now } from '../../time/server/clock.ts';
import * as proposals from './proposals.ts';

export interface OpenWorkshop {
	readonly gatheringId: GatheringId;
	readonly title: string;
	readonly on: Date;
	/** in its last version; null where nothing was sealed */
	readonly proposal: { readonly textId: TextId; readonly version: Version } | null;
	/** lines that stand; empty while the jurors are not shown the strategy */
	readonly strategy: readonly { readonly code: string; readonly mode: ModeId; readonly object: string; readonly actors: string }[];
}

/** The lines of a strategy that the jurors are shown (CO12). */
async function shownLines(query: Query, place: strategies.Place) {
	const strategy = await strategies.read(query, place);
	return strategy?.shownAt ? strategy.lines.filter(({ isRemoved }) => !isRemoved) : [];
}

/** What the jurors of a project may read and annotate: of the workshops that are over, the last one first (AN11). */
export async function openIn(query: Query, { authorityId, projectId }: annotations.Place): Promise<readonly OpenWorkshop[]> {
	const found: OpenWorkshop[] = [];
	for (const { id, title, startsAt, closedAt, isRehearsal } of await gatherings.ofProject(query, { authorityId, projectId })) {
		if (!closedAt || isRehearsal) continue;
		const place = { authorityId, projectId, gatheringId: id };
		const { textId } = await proposals.read(query, place);
		const version = textId ? await texts.readVersion(query, textId, 'latest') : undefined;
		const strategy = (await shownLines(query, place)).map(({ code, mode, object, actors }) => ({ code, mode, object, actors }));
		if (version || strategy.length > 0) found.push({ gatheringId: id, title, on: startsAt, proposal: textId && version ? { textId, version } : null, strategy });
	}
	return found;
}

/** A text that the team has opened to the jurors by itself, and that no workshop made: a charter. */
export interface OpenText {
	readonly textId: TextId;
	readonly title: string;
	readonly version: Version;
}

const titleOf = ({ passages }: Version): string => passages.find(({ kind }) => kind === 'title')?.text ?? '';

/** The charters of a project that were opened to its jurors, in their last version (AN11). */
export async function chartersOpenIn(query: Query, place: annotations.Place): Promise<readonly OpenText[]> {
	const found: OpenText[] = [];
	for (const { textId } of await texts.namedIn(query, place, 'charter')) {
		const version = await texts.readVersion(query, textId, 'latest');
		if (version) found.push({ textId, title: titleOf(version), version });
	}
	return found;
}

/** Elements of the cockpit that jurors may read and annotate (CO150). */
export const elementsOpenIn = async (query: Query, place: annotations.Place, at: Date): Promise<readonly openElements.OpenElement[]> =>
	openElements.read(query, place, 'public', await authorities.dayOf(query, place.authorityId, at));

/** The author's annotation of what is open to them (AN2, AN11). */
export async function annotate(tx: Tx, author: annotations.Author, about: About | undefined, typed: annotations.Typed & { readonly quote: string }): Promise<Outcome<annotations.Annotation['id'], annotations.PassageRefusal>> {
	const open = await openIn(tx, author);
	if (about?.what === 'passage') {
		const text = open.find((one) => one.proposal?.textId === about.textId)?.proposal ?? (await chartersOpenIn(tx, author)).find(({ textId }) => textId === about.textId);
		if (text) return annotations.writeOnPassage(tx, author, { ...about, textId: text.textId, quote: typed.quote }, typed);
	}
	if (about?.what === 'line') {
		const workshop = open.find(({ gatheringId }) => gatheringId === about.place);
		const line = workshop?.strategy.find(({ code }) => code === about.code);
		if (workshop && line) return annotations.writeOnLine(tx, author, { of: 'strategy', place: workshop.gatheringId, code: line.code, quote: line.object }, typed);
	}
	if (about?.what === 'element') {
		const element = (await elementsOpenIn(tx, author, author.at)).find(({ id }) => id === about.element);
		if (element) return annotations.writeOnElement(tx, author, { element: element.id, code: element.code, quote: element.text }, typed);
	}
	return refused('passage-unknown');
}

/** Annotations of a project with where each stands today (AN3). */
export async function whereTheyStand(query: Query, { authorityId, projectId }: annotations.Place, list: readonly annotations.Annotation[], at: Date = now()): Promise<readonly annotations.FoundAnnotation[]> {
	if (list.length === 0) return [];
	const passages = await annotations.passagesFound(query, list);
	const titles = new Map<string, string>();
	const lines = new Map<string, string>();
	for (const { id, title } of await gatherings.ofProject(query, { authorityId, projectId })) {
		const place = { authorityId, projectId, gatheringId: id };
		titles.set(id, title);
		const { textId } = await proposals.read(query, place);
		if (textId) titles.set(textId, title);
		if (list.some(({ thing }) => thing.what === 'line' && thing.place === id)) for (const { code, object } of await shownLines(query, place)) lines.set(`${id} ${code}`, object);
	}
	const charters = new Map(list.some(({ thing }) => thing.what === 'passage' && !titles.has(thing.textId)) ? (await chartersOpenIn(query, { authorityId, projectId })).map(({ textId, title }) => [textId as string, title]) : []);
	const elements = list.some(({ thing }) => thing.what === 'element')
		? new Map((await openElements.read(query, { authorityId, projectId }, 'team', await authorities.dayOf(query, authorityId, at))).map(({ id, text }) => [id as string, text]))
		: new Map<string, string>();
	return list.map((annotation) => {
		const { thing } = annotation;
		if (thing.what === 'passage') return { ...annotation, title: titles.get(thing.textId) ?? charters.get(thing.textId) ?? '', of: charters.has(thing.textId) ? 'charter' : 'proposal', where: passages.get(annotation.id) ?? { state: 'gone', since: null } };
		if (thing.what === 'element') return { ...annotation, title: '', where: whereOfLine(thing.quote, elements.get(thing.element) ?? null) };
		return { ...annotation, title: titles.get(thing.place) ?? '', where: whereOfLine(thing.quote, lines.get(`${thing.place} ${thing.code}`) ?? null) };
	});
}
