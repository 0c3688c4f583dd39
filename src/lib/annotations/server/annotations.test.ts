import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { AuthorityId, MembershipId, PassageId, ProjectId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import * as texts from '../../texts/server/texts.ts';
import * as annotations from './annotations.ts';
import { annotations as annotationRows } from './tables.ts';

const at = new Date('2027-03-13T10:00:00Z');
const days = (count: number) => new Date(at.getTime() + count * 86_400_000);
function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

interface Around {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}

async function aText(place: Around) {
	const passages = ['Un pain de seigle chaque jour', 'Des barquettes recyclables'].map((text) => ({ id: newId<'passage'>() as PassageId, kind: 'paragraph' as const, text }));
	const textId = await inTransaction(async (tx) => {
		const id = await texts.create(tx, { ...place, occasionId: newId(), name: 'proposal', topic: 'step:x' });
		value(await texts.seal(tx, { textId: id, base: -1, passages, causes: passages.map(({ id: passageId }) => ({ passageId, author: 'prescriber', by: 'draft' })), actor: 'system', at }));
		return id;
	});
	const sealed = (base: number, kept: readonly { readonly id: PassageId; readonly text: string }[], changed: PassageId) =>
		inTransaction(async (tx) => value(await texts.seal(tx, { textId, base, passages: kept.map(({ id, text }) => ({ id, kind: 'paragraph', text })), causes: [{ passageId: changed, author: 'prescriber', by: 'draft' }], actor: 'system', at })));
	return { textId, bread: passages[0]!, trays: passages[1]!, sealed };
}

async function aProject(authorityId?: AuthorityId) {
	return inTransaction(async (tx) => {
		const authority = authorityId ?? (await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at));
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId: authority, actor: 'system' }, at));
		const place = { authorityId: authority, projectId };
		const juror = async (name: string) => value(await memberships.add(tx, { ...place, person: { name }, capacity: 'juror', actor: 'system' }, at));
		return { place, tilleul: await juror('Tilleul'), erable: await juror('Érable') };
	});
}

const by = (place: Around, membershipId: MembershipId, moment = at) => ({ ...place, membershipId, at: moment });
const team = (place: Around, account: string, moment = days(2)) => ({ ...place, actor: `account:${account}` as const, capacity: 'buyer', at: moment });
const doubt = { kind: 'doubt', words: 'Le pain sera sec' };

async function written() {
	const { place, tilleul, erable } = await aProject();
	const text = await aText(place);
	const id = value(await inTransaction((tx) => annotations.writeOnPassage(tx, by(place, tilleul), { textId: text.textId, passageId: text.bread.id, version: 0, quote: 'Pain de seigle' }, doubt)));
	return { place, tilleul, erable, text, id };
}
const readAt = async (place: Around, moment = days(2)) => annotations.ofProject(await database(), place, moment);

test('[AN2] it keeps the words as they stand in the version that was read, and nothing is anchored to what is not there', async () => {
	const { place, tilleul, text } = await written();
	expect((await readAt(place)).map(({ thing, words, kind }) => ({ thing, words, kind }))).toEqual([
		{ thing: { version: 1, what: 'passage', textId: text.textId, passageId: text.bread.id, at: 0, quote: 'pain de seigle' }, words: 'Le pain sera sec', kind: 'doubt' }
	]);
	const on = { textId: text.textId, passageId: text.bread.id as string, version: 0, quote: '' };
	const tried = (where: Partial<typeof on>) => inTransaction((tx) => annotations.writeOnPassage(tx, by(place, tilleul), { ...on, ...where }, doubt)).then(reasonOf);
	expect(await tried({ version: 1 })).toBe('passage-unknown');
	expect(await tried({ passageId: newId() })).toBe('passage-unknown');
	expect(await tried({ textId: newId<'text'>() })).toBe('passage-unknown');
	expect(await tried({ quote: 'une crèche' })).toBe('quote-not-there');
	expect(await readAt(place)).toHaveLength(1);
});

test('[AN10] neither the text nor the annotations of another project or authority', async () => {
	const { place, tilleul, text, id } = await written();
	for (const other of [await aProject(place.authorityId), await aProject()]) {
		const on = { textId: text.textId, passageId: text.bread.id, version: 0, quote: '' };
		expect(reasonOf(await inTransaction((tx) => annotations.writeOnPassage(tx, by(other.place, other.tilleul), on, doubt)))).toBe('passage-unknown');
		expect(reasonOf(await inTransaction((tx) => annotations.answer(tx, team(other.place, 'x'), id, { outcome: 'kept', words: 'Oui' })))).toBe('annotation-unknown');
		expect(reasonOf(await inTransaction((tx) => annotations.withdraw(tx, by(other.place, tilleul), id)))).toBe('annotation-unknown');
		expect(await readAt(other.place)).toEqual([]);
		expect(await annotations.owedIn(await database(), other.place, days(40))).toEqual({ owed: 0, late: 0 });
	}
});

test('[AN3] made on v0, it is found on v2 where its passage is, then changed, then gone', async () => {
	const { place, text, id } = await written();
	const where = async () => (await annotations.passagesFound(await database(), await readAt(place))).get(id);
	const longer = { id: text.bread.id, text: 'Chaque jour, un bon pain de seigle' };
	await text.sealed(0, [{ id: text.bread.id, text: text.bread.text }, { id: text.trays.id, text: 'Des bacs en inox' }], text.trays.id);
	expect(await where()).toMatchObject({ state: 'stands' });
	await text.sealed(1, [longer, { id: text.trays.id, text: 'Des bacs en inox' }], text.bread.id);
	expect(await where()).toEqual({ state: 'moved', text: longer.text, stretch: 'pain de seigle' });
	await text.sealed(2, [{ id: text.bread.id, text: 'Chaque jour, un bon pain de blé' }, { id: text.trays.id, text: 'Des bacs en inox' }], text.bread.id);
	expect(await where()).toMatchObject({ state: 'changed', text: 'Chaque jour, un bon pain de blé' });
	await text.sealed(3, [{ id: text.trays.id, text: 'Des bacs en inox' }], text.bread.id);
	expect(await where()).toEqual({ state: 'gone', since: 4 });
});

test('[AN6] two answers at once: one is given, the other is told', async () => {
	const { place, id } = await written();
	const answers = await Promise.all(['karim', 'ines', 'solene', 'alix'].map((who) => inTransaction((tx) => annotations.answer(tx, team(place, who), id, { outcome: 'kept', words: `Oui, dit ${who}` }))));
	expect(answers.map(reasonOf).toSorted()).toEqual(['accepted', 'already-answered', 'already-answered', 'already-answered']);
	const [one] = await readAt(place);
	expect(one!.standing).toEqual({ state: 'answered' });
	expect(one!.answers).toMatchObject([{ said: 'answer', outcome: 'kept', capacity: 'buyer' }]);
});

test('[AN7] withdrawn by its author alone, and never while it is answered at the same moment', async () => {
	const { place, tilleul, erable, id } = await written();
	expect(reasonOf(await inTransaction((tx) => annotations.withdraw(tx, by(place, erable), id)))).toBe('annotation-unknown');
	const [withdrawn, answered] = await Promise.all([inTransaction((tx) => annotations.withdraw(tx, by(place, tilleul), id)), inTransaction((tx) => annotations.answer(tx, team(place, 'karim'), id, { outcome: 'kept', words: 'Oui' }))]);
	expect([
		['accepted', 'annotation-unknown'],
		['annotation-answered', 'accepted']
	]).toContainEqual([reasonOf(withdrawn), reasonOf(answered)]);
	expect(await readAt(place)).toHaveLength(withdrawn.accepted ? 0 : 1);

	const again = await written();
	value(await inTransaction((tx) => annotations.withdraw(tx, by(again.place, again.tilleul), again.id)));
	expect(await readAt(again.place)).toEqual([]);
	expect(await annotations.ofAuthor(await database(), by(again.place, again.tilleul), at)).toMatchObject([{ standing: { state: 'withdrawn' } }]);
	expect(reasonOf(await inTransaction((tx) => annotations.answer(tx, team(again.place, 'karim'), again.id, { outcome: 'kept', words: 'Oui' })))).toBe('annotation-unknown');
});

test('[AN8] read and contested by its author alone; a contest asks for one more answer, whose lines keep their order', async () => {
	const { place, tilleul, erable, id } = await written();
	const replied = (membershipId: MembershipId, typed: Parameters<typeof annotations.reply>[3]) => inTransaction((tx) => annotations.reply(tx, by(place, membershipId, days(2)), id, typed)).then(reasonOf);
	const answer = (words: string) => inTransaction((tx) => annotations.answer(tx, team(place, 'karim'), id, { outcome: 'not-kept', words })).then(reasonOf);
	expect(await replied(tilleul, { said: 'read' })).toBe('nothing-to-read');
	expect(await answer('Trop cher')).toBe('accepted');
	expect(await replied(erable, { said: 'read' })).toBe('annotation-unknown');
	const twice = await Promise.all([replied(tilleul, { said: 'read' }), replied(tilleul, { said: 'read' })]);
	expect(twice.toSorted()).toEqual(['accepted', 'nothing-to-read']);
	expect(await replied(tilleul, { said: 'contested', words: 'Le prix n’est pas dit' })).toBe('accepted');
	expect(await annotations.owedIn(await database(), place, days(18))).toEqual({ owed: 1, late: 1 });
	expect(await answer('Il est de 12 centimes')).toBe('accepted');
	// all at one and the same moment
	expect((await readAt(place))[0]!.answers.map(({ said, words }) => [said, words])).toEqual([
		['answer', 'Trop cher'],
		['read', ''],
		['contested', 'Le prix n’est pas dit'],
		['answer', 'Il est de 12 centimes']
	]);
	expect(await annotations.ofAuthor(await database(), by(place, erable), at)).toEqual([]);
});

test('[AN10] the journal says who did what to which annotation, and none of the words', async () => {
	const { place, tilleul, id } = await written();
	value(await inTransaction((tx) => annotations.answer(tx, team(place, 'karim'), id, { outcome: 'partly', words: 'Le seigle, oui' })));
	value(await inTransaction((tx) => annotations.reply(tx, by(place, tilleul, days(3)), id, { said: 'contested', words: 'Et le prix' })));
	const entries = (await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, place.projectId)).orderBy(asc(journalEntries.number))).filter(({ act }) => act.startsWith('annotation'));
	expect(entries.map(({ act, actor, about }) => [act, actor, about])).toEqual([
		['annotation-written', `membership:${tilleul}`, { annotation: id, kind: 'doubt' }],
		['annotation-answered', 'account:karim', { annotation: id, outcome: 'partly' }],
		['annotation-contested', `membership:${tilleul}`, { annotation: id }]
	]);
});

test('[AN12] typed for a juror: both read so, and the journal says who typed it for whom', async () => {
	const { place, tilleul, text, id } = await written();
	const on = { textId: text.textId, passageId: text.trays.id, version: 0, quote: '' };
	const typed = value(await inTransaction((tx) => annotations.writeOnPassage(tx, { ...by(place, tilleul), typedBy: 'account:solene' }, on, doubt)));
	const isTyped = (list: readonly annotations.Annotation[]) => new Map(list.map((one) => [one.id, one.isTyped]));
	for (const list of [await readAt(place), await annotations.ofAuthor(await database(), by(place, tilleul), at)])
		expect(isTyped(list)).toEqual(new Map([[id, false], [typed, true]]));
	const [entry] = (await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, place.projectId))).filter(({ act }) => act === 'annotation-typed');
	expect([entry?.actor, entry?.onBehalfOf, entry?.about]).toEqual(['account:solene', `membership:${tilleul}`, { annotation: typed, kind: 'doubt' }]);
});

test('[AN13] sixty a juror and day of the authority, also when they come together, and sixty more the day after', async () => {
	const { place, tilleul, erable, text } = await written();
	const on = { textId: text.textId, passageId: text.bread.id, version: 0, quote: '' };
	const one = (membershipId: MembershipId, moment = at) => inTransaction((tx) => annotations.writeOnPassage(tx, by(place, membershipId, moment), on, doubt)).then(reasonOf);
	await inTransaction(async (tx) => {
		const [first] = await tx.select().from(annotationRows).where(eq(annotationRows.projectId, place.projectId));
		await tx.insert(annotationRows).values(Array.from({ length: 58 }, () => ({ ...first!, id: newId<'annotation'>() })));
	});
	expect((await Promise.all([one(tilleul), one(tilleul)])).toSorted()).toEqual(['accepted', 'annotations-too-many-today']);
	// eleven at night in London: the day after in Paris
	expect([await one(erable), await one(tilleul, new Date('2027-03-13T23:30:00Z'))]).toEqual(['accepted', 'accepted']);
});
