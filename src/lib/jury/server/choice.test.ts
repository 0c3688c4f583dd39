import sharp from 'sharp';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { juryIn, seatOnPanel } from '../../../../tests/world/jury.ts';
import type { MembershipId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as files from '../../files/server/files.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import { watch } from '../../live/server/live.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import { herbs } from '../rules/choiceRoom.ts';
import { lessons, quiz } from '../rules/training.ts';
import * as choices from './choice.ts';
import * as grid from './choiceGrid.ts';
import * as outcome from './choiceOutcome.ts';
import * as room from './choiceRoom.ts';
import * as declarations from './declarations.ts';
import * as home from './home.ts';
import { choiceLooks, choiceObservations, choiceSamples } from './tables.ts';
import * as training from './training.ts';

const begun = new Date('2027-09-15T10:00:00Z');
const hours = (count: number) => new Date(begun.getTime() + count * 3_600_000);
function value<Value>(given: Outcome<Value, string>): Value {
	if (!given.accepted) throw new Error(given.reason);
	return given.value;
}
const reasonOf = (given: Outcome<unknown, string>) => (given.accepted ? 'accepted' : given.reason);

/** From 09:00 to 18:00 of the day after, at Paris: hours 21 to 30. */
const terms = {
	passage: 'Règlement, article 8.3',
	service: 'Affaires juridiques',
	agreedOn: '2027-09-01',
	kind: 'samples',
	'criterion-1': 'Goût',
	'sentence-1': 'Ce que l’on goûte.',
	'criterion-2': 'Emballage',
	'sentence-2': 'Ce que l’on jette.',
	opensDay: '2027-09-16',
	opensTime: '09:00',
	closesDay: '2027-09-16',
	closesTime: '18:00'
};
const [before, during, after] = [hours(0), hours(25), hours(31)];

/** A project with a buyer, three trained members of its panel, of whom `genet` has declared nothing for this stage. */
async function aProject() {
	const world = await inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, begun);
		const { accountId } = value(await accounts.create(tx, { authorityId, name: 'Sacha', email: `sacha-${authorityId}@ici.invalid`, passwordHash: null, isAdministrator: false }, begun));
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, begun));
		const place = { authorityId, projectId };
		const member = async (name: string, capacity: Capacity) => value(await memberships.add(tx, { ...place, person: { name }, capacity, actor: 'system' }, begun));
		const [tilleul, erable, genet] = [await member('Tilleul', 'juror'), await member('Érable', 'juror'), await member('Genêt', 'juror')];
		await juryIn(tx, place, begun);
		for (const id of [tilleul, erable, genet]) await seatOnPanel(tx, place, id, begun);
		for (const membershipId of [tilleul, erable, genet]) for (const lesson of lessons) value(await training.finish(tx, { ...place, membershipId, at: begun }, lesson, Object.fromEntries(quiz[lesson].map(({ id, choices: given }) => [id, given[0]!]))));
		return { place, accountId, tilleul, erable, genet };
	});
	const by = (at: Date) => ({ ...world.place, actor: `account:${world.accountId}` as const, at });
	const declare = (membershipId: MembershipId, at: Date, declared = 'no-link') => inTransaction((tx) => declarations.sign(tx, { ...world.place, membershipId, at }, { stage: 'candidates', gatheringId: null }, { declared, details: 'x', ticked: 'yes' }));
	const permit = (at: Date, what: 'given' | 'withdrawn' = 'given') => inTransaction((tx) => choices.permit(tx, by(at), what));
	const switchOn = (at: Date, part = {}) => inTransaction((tx) => choices.switchOn(tx, by(at), { ...terms, ...part }));
	const switchOff = (at: Date) => inTransaction((tx) => choices.switchOff(tx, by(at)));
	const door = async (membershipId: MembershipId, at: Date) => reasonOf(await room.forJuror(await database(), { ...world.place, membershipId }, at));
	const visitor = async (membershipId: MembershipId, at: Date) => ({ ...world.place, personId: (await memberships.read(await database(), membershipId))!.personId, at });
	const observe = (membershipId: MembershipId, at: Date, sample: string, criterion: string, words: string, more = {}) => inTransaction((tx) => room.observe(tx, { ...world.place, membershipId, at }, { sample, criterion, words, ...more }));
	const phase = async (at: Date) => (await choices.ofProject(await database(), world.place, at)).phase;
	const journal = async () => (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, world.place.projectId)).orderBy(journalEntries.number);
	return { ...world, by, declare, permit, switchOn, switchOff, door, visitor, observe, phase, journal };
}

test('[JU140] [JU141] [JU143] off until the authority permits it and the buyer switches it on; either puts everybody out at once', async () => {
	const world = await aProject();
	const query = await database();
	expect(await world.phase(during)).toBe('off');
	expect(reasonOf(await world.switchOn(before))).toBe('choice-not-permitted');
	await world.permit(before);
	expect(await world.phase(during)).toBe('off');
	expect(reasonOf(await world.switchOn(before, { passage: '' }))).toBe('choice-passage-missing');
	value(await world.declare(world.tilleul, hours(-1)));
	const juror = (await memberships.read(query, world.tilleul))!;
	expect((await home.pathOf(query, juror)).stages.map(({ stage }) => stage)).toEqual(['start']);
	value(await world.switchOn(before));
	expect((await home.pathOf(query, juror)).stages.map(({ stage }) => stage)).toEqual(['start', 'candidates']);
	expect(await Promise.all([before, during, after].map(world.phase))).toEqual(['before', 'open', 'over']);
	// what was signed before says nothing of these candidates
	expect(await world.door(world.tilleul, during)).toBe('declaration-needed');
	value(await world.declare(world.tilleul, hours(1)));
	expect(await Promise.all([before, during, after].map((at) => world.door(world.tilleul, at)))).toEqual(['room-not-open-yet', 'accepted', 'room-over']);

	const heard: string[] = [];
	let tell = () => {};
	const stop = await watch((topic) => topic === choices.rightsOf(world.place.projectId), (topic) => {
		heard.push(topic);
		tell();
	});
	const told = new Promise<void>((resolve) => (tell = resolve));
	await world.switchOff(during);
	await told;
	stop();
	expect(heard).toEqual([choices.rightsOf(world.place.projectId)]);
	expect(await world.door(world.tilleul, during)).toBe('room-off');
	await world.switchOff(during);
	// on again: what it was opened with stays, and everybody declares anew
	value(await world.switchOn(hours(26), { kind: 'usage-test', 'criterion-1': 'Autre', closesTime: '19:00' }));
	expect((await choices.ofProject(query, world.place, during)).choice).toMatchObject({ kind: 'samples', criteria: [{ name: 'Goût' }, { name: 'Emballage' }], closesAt: hours(31) });
	expect(await world.door(world.tilleul, hours(27))).toBe('declaration-needed');
	await world.permit(hours(27), 'withdrawn');
	expect(await world.phase(hours(27))).toBe('off');
	expect((await home.pathOf(query, juror)).stages.map(({ stage }) => stage)).toEqual(['start']);
	expect((await world.journal()).map(({ act, about }) => [act, (about as { criteria?: number }).criteria]).filter(([act]) => /^choice/.test(act as string))).toEqual([
		['choice-switched-on', 2],
		['choice-switched-off', undefined],
		['choice-switched-on', 2]
	]);
});

test('[JU142] [JU144] [JU145] [JU148] samples are prepared before the room opens, under drawn names, without what a camera wrote', async () => {
	const world = await aProject();
	await world.permit(before);
	const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c08040' } }).withExif({ IFD0: { Copyright: 'Racines de Rivelle' } }).jpeg().toBuffer();
	const typed = { description: 'Une purée de panais', alt: 'Un bol', checked: 'yes' };
	expect(reasonOf(await room.add(world.by(before), typed, null))).toBe('room-off');
	value(await world.switchOn(before));
	const query = await database();
	const staff = async (who: 'buyer' | 'reservist', at: Date) => reasonOf(await room.forStaff(query, world.place, who, at));
	expect(await Promise.all([before, during, after].map((at) => staff('buyer', at)))).toEqual(['accepted', 'accepted', 'room-over']);
	expect(await Promise.all([before, during, after].map((at) => staff('reservist', at)))).toEqual(['room-not-open-yet', 'accepted', 'room-over']);

	expect(reasonOf(await room.add(world.by(before), typed, Buffer.from('%PDF-1.7\n')))).toBe('sample-not-a-picture');
	const [first, second] = [value(await room.add(world.by(before), typed, photo)), value(await room.add(world.by(before), { ...typed, description: 'Une autre' }, null))];
	for (const name of [first, second]) expect(herbs).toContain(name);
	expect(first).not.toBe(second);
	const choice = (await choices.ofProject(query, world.place, before)).choice!;
	const visitor = await world.visitor(world.tilleul, before);
	const listed = await inTransaction((tx) => room.open(tx, visitor, choice, null));
	const one = listed.find(({ name }) => name === first)!;
	// a change that sends no picture keeps the one that stands
	value(await room.change(world.by(before), one.id, { ...typed, description: 'Une purée de navet' }, null));
	expect(await inTransaction((tx) => room.handOver(tx, visitor, choice, one.id))).toMatchObject({ description: 'Une purée de navet', hasPicture: true });
	const picture = (await inTransaction((tx) => room.handPicture(tx, visitor, choice, one.id)))!;
	expect(Buffer.from((await files.pieceOf(query, picture.id, 'whole', 0))!).includes('Racines')).toBe(false);

	expect(reasonOf(await room.add(world.by(during), typed, null))).toBe('room-began');
	expect(reasonOf(await room.change(world.by(during), one.id, typed, null))).toBe('room-began');
	expect(reasonOf(await inTransaction((tx) => room.remove(tx, world.by(during), one.id)))).toBe('room-began');
	value(await inTransaction((tx) => room.remove(tx, world.by(before), one.id)));
	expect(await files.find(query, world.place.authorityId, picture.id)).toBeUndefined();
	const elsewhere = await aProject();
	expect(reasonOf(await inTransaction((tx) => room.remove(tx, elsewhere.by(before), listed[0]!.id)))).toBe('room-off');
});

test('[JU144] [JU146] [JU147] [JU149] [JU150] [JU151] [JU153] [JU154] [JU155] [JU110] from the room to what is public', async () => {
	const world = await aProject();
	const query = await database();
	await world.permit(before);
	value(await world.switchOn(before));
	const canaries = ['Panais-canari-échantillon', 'Rutabaga-canari-image', 'Topinambour-canari-observation', 'Crosne-canari-papier'] as const;
	for (const nth of [0, 1, 2]) value(await room.add(world.by(before), { description: `${canaries[0]} ${nth}`, alt: canaries[1], checked: 'yes' }, nth === 0 ? await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } }).png().toBuffer() : null));
	for (const who of [world.tilleul, world.erable]) value(await world.declare(who, hours(1)));
	expect(await world.door(world.genet, during)).toBe('declaration-needed');
	expect((await room.letIn(query, world.place, during)).map(({ publicName }) => publicName)).toEqual(['Érable', 'Tilleul']);

	const choice = (await choices.ofProject(query, world.place, during)).choice!;
	const visitor = await world.visitor(world.tilleul, during);
	const samples = await inTransaction((tx) => room.open(tx, visitor, choice, world.tilleul));
	expect(await inTransaction((tx) => room.open(tx, visitor, choice, world.tilleul))).toEqual(samples);
	const [sample, other] = [samples[0]!, samples[1]!];
	await inTransaction((tx) => room.handOver(tx, visitor, choice, sample.id));
	expect(await inTransaction((tx) => room.handOver(tx, visitor, choice, choice.id))).toBeUndefined();
	const looks = await room.register(query, world.place);
	expect(looks.map(({ who, act, sample: name, at }) => `${who} ${act} ${name} ${at.toISOString()}`).toSorted()).toEqual(['room ', 'room ', `sample ${sample.name}`].map((what) => `Tilleul ${what} ${during.toISOString()}`));
	expect(looks[0]!.personId).toBe(visitor.personId);

	expect(reasonOf(await world.observe(world.genet, during, sample.id, 'c1', `${canaries[2]} sans eau`))).toBe('declaration-needed');
	expect(reasonOf(await world.observe(world.tilleul, before, sample.id, 'c1', `${canaries[2]} sans eau`))).toBe('room-not-open-yet');
	expect(reasonOf(await world.observe(world.tilleul, during, sample.id, 'c9', `${canaries[2]} sans eau`))).toBe('criterion-unknown');
	expect(reasonOf(await world.observe(world.tilleul, during, choice.id, 'c1', `${canaries[2]} sans eau`))).toBe('sample-unknown');
	expect(reasonOf(await world.observe(world.tilleul, during, sample.id, 'c1', 'Bon'))).toBe('observation-too-short');
	// sent four times at once: one observation, and the last words hold
	await Promise.all(Array.from({ length: 4 }, () => world.observe(world.tilleul, during, sample.id, 'c1', `${canaries[2]} sans eau`)));
	value(await world.observe(world.tilleul, hours(26), sample.id, 'c1', `${canaries[2]} un peu d’eau`));
	value(await world.observe(world.tilleul, during, sample.id, 'c2', '', { nothing: 'yes' }));
	const onPaper = (juror: string, at = during) => inTransaction((tx) => room.observeOnPaper(tx, world.by(at), { juror, sample: other.id, criterion: 'c1', words: `${canaries[3]} fondant en bouche` }));
	value(await onPaper(world.erable));
	expect([reasonOf(await onPaper(world.genet)), reasonOf(await onPaper('nobody'))]).toEqual(['declaration-needed', 'juror-unknown']);
	expect((await room.progressOf(query, world.tilleul, choice)).get(sample.id)).toBe('finished');
	expect((await world.journal()).find(({ act }) => act === 'observation-typed')).toMatchObject({ actor: world.by(during).actor, onBehalfOf: `membership:${world.erable}` });

	// frozen, and read by nobody, as it is closed or off
	expect(await room.reading(query, world.place, during)).toBeNull();
	expect(reasonOf(await world.observe(world.tilleul, after, sample.id, 'c1', `${canaries[2]} trop tard`))).toBe('room-over');
	expect(reasonOf(await onPaper(world.erable, after))).toBe('room-over');
	const read = (await room.reading(query, world.place, after))!;
	const names = samples.map(({ name }) => name).toSorted();
	expect(read.map(({ name }) => name)).toEqual(['Goût', 'Emballage']);
	expect(read[0]!.samples.map(({ name }) => name)).toEqual(names);
	expect(read[0]!.samples.find(({ name }) => name === sample.name)!.said).toEqual([{ tree: 'Tilleul', words: `${canaries[2]} un peu d’eau`, isNothing: false, isOnPaper: false }]);
	expect(read[0]!.samples.find(({ name }) => name === other.name)!.said).toMatchObject([{ tree: 'Érable', isOnPaper: true }]);
	expect(read[1]!.samples.find(({ name }) => name === sample.name)!.said).toMatchObject([{ words: '', isNothing: true }]);
	// no number is in what is read: nothing could be added up or put in a row
	const kinds = new Set<string>();
	JSON.stringify(read, (_, held: unknown) => (kinds.add(typeof held), held));
	expect([...kinds].toSorted()).toEqual(['boolean', 'object', 'string']);

	const conclude = (at: Date) => inTransaction((tx) => outcome.conclude(tx, world.by(at), { synthesis: 'Le jury a surtout parlé de texture.', taken: 'partly', why: 'Au critère du goût.' }));
	const publish = (awardedOn: string, at: Date) => inTransaction((tx) => outcome.publish(tx, world.by(at), awardedOn));
	expect(reasonOf(await conclude(during))).toBe('room-not-over');
	expect(reasonOf(await publish('2027-09-16', after))).toBe('synthesis-first');
	value(await conclude(after));
	expect(outcome.written((await choices.ofProject(query, world.place, after)).choice)).toMatchObject({ taken: 'partly' });
	expect(await outcome.published(query, world.place, after)).toBeNull();
	expect(reasonOf(await publish('2027-09-16', after))).toBe('award-not-past');
	value(await publish('2027-09-16', hours(48)));
	expect(await outcome.published(query, world.place, hours(48))).toMatchObject({ synthesis: 'Le jury a surtout parlé de texture.', awardedOn: '2027-09-16' });
	expect([reasonOf(await conclude(hours(48))), reasonOf(await publish('2027-09-16', hours(48)))]).toEqual(['synthesis-published', 'synthesis-published']);

	// what was said in the room stands in its own tables, and in no other: no journal, no text, nothing that an export reads
	const tables = await query.execute(sql`select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`);
	const holding: string[] = [];
	for (const { name } of tables as unknown as readonly { name: string }[]) {
		const found = await query.execute(sql`select 1 from ${sql.identifier(name)} as held where held::text like '%-canari-%' limit 1`);
		if (found.length > 0) holding.push(name);
	}
	expect(holding.toSorted()).toEqual(['jury_choice_observations', 'jury_choice_samples']);
	await world.switchOff(hours(49));
	expect(await room.reading(query, world.place, hours(49))).toBeNull();
	expect(await query.$count(choiceLooks, eq(choiceLooks.projectId, world.place.projectId))).toBe(3);

	await inTransaction((tx) => room.forget(tx, world.place));
	expect([await query.$count(choiceObservations, eq(choiceObservations.projectId, world.place.projectId)), await query.$count(choiceSamples, eq(choiceSamples.projectId, world.place.projectId))], '[JU110] forgotten with the members').toEqual([0, 0]);
	expect(await query.$count(choiceLooks, eq(choiceLooks.projectId, world.place.projectId)), 'the register stays').toBe(3);
});

test('[JU152] questions are read again outside of the room, and every remark hears what became of it', async () => {
	const world = await aProject();
	const query = await database();
	const add = (typed: string, at = before) => inTransaction((tx) => grid.add(tx, world.by(at), typed));
	const question = value(await add('D’où viennent vos légumes ?'));
	value(await add('Qui livre ?', hours(1)));
	expect(reasonOf(await add('Qui livre ?'))).toBe('grid-question-twice');
	const say = (typed: Readonly<Record<string, string>>, about = question) => inTransaction((tx) => grid.comment(tx, { ...world.place, membershipId: world.tilleul, at: before }, { question: about, ...typed }));
	expect(reasonOf(await say({ clarity: 'unclear' }))).toBe('grid-words-missing');
	value(await say({ clarity: 'clear' }));
	value(await say({ clarity: 'unclear', words: 'Quel mois ?' }));
	const [first] = await grid.ofTeam(query, world.place);
	expect(first!.comments).toMatchObject([{ tree: 'Tilleul', clarity: 'unclear', words: 'Quel mois ?', answer: null }]);
	const answer = (comment: string, by = world.by(before)) => inTransaction((tx) => grid.answer(tx, by, { comment, outcome: 'kept', answer: 'Le mois est ajouté.' }));
	const elsewhere = await aProject();
	expect(reasonOf(await answer(first!.comments[0]!.id, elsewhere.by(before)))).toBe('grid-comment-unknown');
	value(await answer(first!.comments[0]!.id));
	expect(reasonOf(await say({ clarity: 'clear' }))).toBe('grid-comment-answered');
	expect((await grid.ofJuror(query, world.place, world.tilleul)).map(({ question: words, said }) => [words, said?.answer])).toEqual([
		['D’où viennent vos légumes ?', 'Le mois est ajouté.'],
		['Qui livre ?', undefined]
	]);
	expect((await grid.ofJuror(query, world.place, world.erable)).every(({ said }) => said === null)).toBe(true);
	value(await inTransaction((tx) => grid.withdraw(tx, world.by(before), question)));
	expect(reasonOf(await say({ clarity: 'clear' }))).toBe('grid-question-unknown');
	expect(JSON.stringify(await world.journal())).not.toMatch(/légumes|Quel mois|ajouté/);
});
