import { expect, test } from 'vitest';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { Doer } from '../../gatherings/server/step.ts';
import { toHtml } from '../../papers/rules/html.ts';
import { unfolded } from '../../papers/rules/paper.ts';
import * as accounts from '../../people/server/accounts.ts';
import { stepRules } from '../rules/steps.ts';
import { fateInWords } from '../wording/fates.ts';
import { deckOf } from './casting.ts';
import * as contributions from './contributions.ts';
import * as deck from './deck.ts';
import * as privateCards from './privateCards.ts';
import { readRecord, recountOf } from './record.ts';
import { theExample } from '../../../../tests/world/the-example.ts';
import { stepServers } from './steps.ts';

// of those that read the example, the two that change it come last

const canary = 'kx7-fiche-que-personne-ne-doit-lire';

test('[PA2] the record of the finished example is one HTML file that stands alone', async () => {
	const { recordPaper } = await import('./recordPaper.ts');
	const { finished } = await theExample();
	const html = toHtml(recordPaper(await readRecord(await database(), finished, new Date())));
	expect(html).toContain('Deux cuisines proches et une légumerie partagée');
	expect(html).toContain('Consentement obtenu');
	expect(html).not.toMatch(/<script|https?:/);
});

test('[MO64] [MO65] the record tells roles without names, the last text whole, and each amendment with its fate and reason', async () => {
	const { recordPaper } = await import('./recordPaper.ts');
	const { finished } = await theExample();
	const record = await readRecord(await database(), finished, new Date());
	const told = JSON.stringify(record.proposal);
	for (const { publicName } of record.attendance) expect(told).not.toContain(publicName);
	for (const { id } of await seats.ofGathering(await database(), finished)) expect(told).not.toContain(id);

	const blocks = unfolded(recordPaper(record).blocks);
	const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
	expect(rows).toContainEqual(['R2. L’élève', '2']);
	expect(rows).toContainEqual(['v2', 'AM05, AM06, AM07, AM14', '8 sur 8']);
	expect(rows).toContainEqual(['AM11', 'R3. Le parent', 'pas retenu']);
	expect(blocks).toContainEqual(expect.objectContaining({ kind: 'paragraph', text: expect.stringContaining('R9. La rivière et les sols') }));
	const text = blocks.find((block) => block.kind === 'document');
	expect(text?.parts.map((part) => part.text)).toEqual(record.proposal!.versions[3]!.passages.map((passage) => passage.text));
	const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.pairs : [])).map(([, value]) => value);
	expect(facts.some((value) => value.startsWith('pas retenu. Non retenu en l’état'))).toBe(true);
	expect(facts.some((value) => value === 'versé au scénario C')).toBe(true);
});

test('[MO65] what waited when the gathering ended is told in the words of the page of versions, and what was taken otherwise stays so', async () => {
	const { recordPaper } = await import('./recordPaper.ts');
	const { finished } = await theExample();
	const record = await readRecord(await database(), finished, new Date());
	const { amendments } = record.proposal!;
	const states = ['proposed', 'clarified', 'taken', 'otherwise', 'parked'] as const;
	const left = states.map((state, place) => ({ ...amendments[place]!, state }));
	const blocks = unfolded(recordPaper({ ...record, proposal: { ...record.proposal!, amendments: left } }).blocks);
	const told = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : [])).filter(([code]) => left.some((one) => one.code === code)).map((row) => row[2]);
	expect(told).toEqual(left.map((one) => fateInWords(one, 'over')));
	expect(told).toEqual(['resté sans réponse', 'resté sans réponse', 'pris, resté à écrire', 'pris autrement, resté à écrire', 'plus tard']);
});

test('[MO320] [MO321] [MO322] in the finished example a testimony goes all the way to the strategy, an amendment that is not kept says why, and nobody is named', async () => {
	const { itemsOf, threadOf } = await import('../rules/thread.ts');
	const { endInWords, tiesOf, wordsOf } = await import('../wording/thread.ts');
	const { finished } = await theExample();
	const record = await readRecord(await database(), finished, new Date());
	const thread = threadOf(record, 'M06')!;
	expect(thread.became.map(({ kind }) => kind)).toEqual(['card', 'amendment', 'version', 'scenario', 'line']);
	expect(thread.end).toEqual({ end: 'in-strategy', lines: ['S1'], by: 'need' });
	const told = thread.became.flatMap(({ knots }) => knots.map((knot) => `${wordsOf(knot.item)} : ${tiesOf(thread)(knot, 'became')}`));
	expect(told).toContain('Des repas chauds et bons, cuits le jour même : Cite ce matériau');
	expect(told).toContainEqual(expect.stringMatching(/^Version v2 : Écrite avec .*AM14/));

	const parent = threadOf(record, 'AM11')!;
	expect(endInWords(parent, 'over').sentences[0]).toMatch(/^AM11.*pas retenu\. Non retenu en l’état/);
	expect(threadOf(record, 'S1')!.cameFrom.at(-1)!.knots.map(({ item }) => item.code)).toContain('M06');

	const all = JSON.stringify(itemsOf(record).map(({ code }) => threadOf(record, code)));
	// « Charme » and « Érable » may be words of a card
	for (const { publicName } of record.attendance) expect(all, publicName).not.toMatch(new RegExp(`(?<!\\p{L})${publicName}(?!\\p{L})`, 'u'));
	for (const { id } of await seats.ofGathering(await database(), finished)) expect(all).not.toContain(id);
});

test('[MO65] [PA6] what the room chose is read first, then the path; a chapter where nothing is said is not there', async () => {
	const { recordPaper } = await import('./recordPaper.ts');
	const { contentsOf } = await import('../../papers/rules/paper.ts');
	const { finished, ready } = await theExample();
	const query = await database();
	const paper = recordPaper(await readRecord(query, finished, new Date()));
	const chapters = contentsOf(paper).map(({ anchor }) => anchor);
	expect(chapters).toEqual(['essentiel', 'vote', 'consentement', 'strategie', 'suite', 'terrain', 'paysage', 'roles', 'proposition', 'questions', 'amendements', 'scenarios', 'matrice', 'phrases', 'canevas', 'cartes-postales', 'presences', 'deroule']);
	expect(contentsOf(paper).flatMap(({ anchor, begins }) => (begins ? [anchor] : []))).toEqual(['essentiel', 'terrain']);
	const essential = paper.blocks.find((block) => block.kind === 'facts')!;
	expect(essential.pairs.map(([name]) => name)).toEqual(['Consentement', 'Ordre des scénarios', 'La phrase de la salle', 'L’esquisse de stratégie', 'Transmis à', 'Proposition', 'Personnes présentes']);
	expect(essential.pairs[1]![1]).toMatch(/^1\. B, .*\n2\. A, .*\n3\. C, /);
	// long lists are folded, and nothing of them is lost
	const folds = paper.blocks.flatMap((block) => (block.kind === 'fold' ? [block.summary] : []));
	expect(folds).toEqual(expect.arrayContaining(['8 fiches', 'Les 14 amendements, un par un', '13 personnes', '17 étapes']));
	expect(contentsOf(recordPaper(await readRecord(query, ready, new Date()))).map(({ anchor }) => anchor)).toEqual(['essentiel', 'deroule']);
});

test('[JU162] a juror reads again their own cards of a workshop that is over, and nobody else’s', async () => {
	const { finished } = await theExample();
	const query = await database();
	const roll = (await seats.rollOf(query, finished)).filter(({ capacity }) => capacity === 'juror').slice(0, 3);
	const read = await Promise.all(roll.map(async (seat) => ({ seat, wrote: await contributions.ofMembership(query, seat.membershipId, new Date()) })));
	const withCards = read.filter(({ wrote }) => wrote.some(({ cards }) => cards.length > 0));
	expect(withCards.length).toBeGreaterThan(0);
	for (const { seat, wrote } of withCards) expect(wrote.flatMap(({ cards }) => cards.map(({ id }) => id))).toEqual((await privateCards.ofSeat(query, seat.seatId)).map(({ id }) => id));
});

test('[MO62] the record is there at any moment and shows nothing before the room sees it', async () => {
	const { ready, accountId } = await theExample();
	const query = await database();
	const registries = { rules: stepRules, servers: stepServers };
	const { authorityId, projectId } = await gatherings.read(query, ready);
	const { name } = (await accounts.read(query, accountId))!;
	const by = { authorityId, projectId, gatheringId: ready, accountId, name };
	const advance = async () => {
		const { revision } = await gatherings.read(query, ready);
		const moved = await inTransaction((tx) => gatherings.advance(tx, registries, by, { revision, confirmed: 'yes' }, new Date()));
		expect(moved.accepted).toBe(true);
	};
	const written = async () => JSON.stringify(await readRecord(query, ready, new Date()));

	expect(await written()).toContain('eclaireurs/workshop-record');
	await inTransaction((tx) => gatherings.openDoors(tx, by, { revision: 0 }, new Date()));
	const goTo = async (step: string) => {
		while ((await gatherings.atStep(query, ready)).currentStep !== step) await advance();
	};
	await goTo('landscape-writing');
	const seat = await inTransaction((tx) => seats.addOnPaper(tx, by, { publicName: 'Papier', capacity: 'juror' }, new Date()));
	if (!seat.accepted) throw new Error(seat.reason);
	const seated = (await seats.admitted(query, by, seat.value))!;
	const doer: Doer = { ...seated, currentStep: 'landscape-writing', actor: `account:${accountId}`, onBehalfOf: `seat:${seat.value}`, seat: seated, at: new Date() };
	const wrote = await inTransaction((tx) => stepServers['landscape-writing'].acts.write!.run(tx, doer, { zone: 'needs', text: canary } as never));
	expect(wrote.accepted).toBe(true);

	expect(await written()).not.toContain(canary);
	await goTo('landscape-grouping');
	expect(await written()).toContain(canary);
	expect(await recountOf(query, ready)).toBeNull();
});

test('[MO81] a card that leaves the deck after the workshop keeps its words in the record', async () => {
	const { finished, accountId } = await theExample();
	const query = await database();
	const { authorityId, projectId } = await gatherings.read(query, finished);
	const before = (await readRecord(query, finished, new Date())).proposal!;
	const card = (await deckOf(query, { authorityId, projectId })).find(({ code }) => code === 'R3')!;
	const withdrawn = await inTransaction((tx) => deck.withdraw(tx, { authorityId, projectId, actor: `account:${accountId}`, at: new Date() }, card.id));
	expect(withdrawn.accepted).toBe(true);
	const after = (await readRecord(query, finished, new Date())).proposal!;
	expect(after.roles).toEqual(before.roles);
	expect(after.amendments.map(({ role }) => role)).toEqual(before.amendments.map(({ role }) => role));
});
