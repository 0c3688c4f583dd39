import { expect, test } from 'vitest';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as elements from '../../cockpit/server/elements.ts';
import * as annotations from '../../annotations/server/annotations.ts';
import { chancesOf } from '../../jury/rules/sortition/distribution.ts';
import { drawFrom } from '../../jury/rules/sortition/draw.ts';
import { leximin } from '../../jury/rules/sortition/leximin.ts';
import { loadSolver } from '../../jury/server/highs.ts';
import * as home from '../../jury/server/home.ts';
import * as juries from '../../jury/server/juries.ts';
import * as members from '../../jury/server/members.ts';
import * as panel from '../../jury/server/panel.ts';
import * as pools from '../../jury/server/pools.ts';
import * as sortitions from '../../jury/server/sortitions.ts';
import * as projects from '../../projects/server/projects.ts';
import { strongestNeeds } from '../rules/record.ts';
import { usualAgenda } from '../rules/steps.ts';
import { litBy } from '../rules/needs.ts';
import * as amending from './example/amendments.ts';
import * as content from './example/content.ts';
import { kept } from './example/panel.ts';
import * as written from './example/proposal.ts';
import * as amendments from './amendments.ts';
import * as budgets from './budgets.ts';
import * as deck from './deck.ts';
import { load } from './example.ts';
import inputs from './example/seats.json' with { type: 'json' };
import * as matrices from './matrices.ts';
import * as needs from './needs.ts';
import * as proposals from './proposals.ts';
import { readRecord } from './record.ts';
import { recordPaper } from './recordPaper.ts';
import { readProposal } from './recordProposal.ts';
import { toHtml } from '../../papers/rules/html.ts';
import { isInThisRun } from '../../../../tests/world/drawn.ts';
import { theExample } from '../../../../tests/world/the-example.ts';

test('[MO60] the finished workshop of the example gives the figures of the example', async () => {
	const { finished } = await theExample();
	const record = await readRecord(await database(), finished, new Date());

	const cards = record.landscape.zones.flatMap(({ groups }) => groups.flatMap((group) => group.cards));
	const dots = cards.map((card) => card.dots ?? 0).filter((count) => count > 0);
	expect(cards).toHaveLength(37);
	expect(dots.toSorted((a, b) => b - a)).toEqual(Object.values(inputs.dotsByCard).toSorted((a, b) => b - a));
	expect(strongestNeeds(record.landscape.zones).map((need) => need.dots)).toEqual([9, 8, 7, 6, 5, 4, 4, 3]);

	const { result } = record.vote;
	expect(result?.ranking?.map(({ code, rank, grade }) => [code, rank, record.vote.grades[grade]])).toEqual([
		['B', 1, 'Bien'],
		['A', 2, 'Passable'],
		['C', 3, 'Passable']
	]);
	expect(result?.counts).toEqual({ A: [0, 3, 6, 3, 1], B: [4, 6, 2, 1, 0], C: [2, 3, 3, 3, 2] });
	expect(result?.matrix?.order.map(({ scenario, impacts, risks }) => [scenario, impacts, risks])).toEqual([
		['B', 21, 44],
		['C', 12, 56],
		['A', 4, 44]
	]);
	expect(result?.disagreements).toEqual([{ matrixFirst: 'C', voteFirst: 'A' }]);
	expect(result?.named).toHaveLength(3);

	expect(record.consent).toMatchObject({ scenario: { code: 'B' }, state: 'obtained' });
	expect(Date.parse(record.consent.endedAt!), 'at the hour of its room').toBeGreaterThan(Date.parse(record.proposal!.versions.at(-1)!.sealedAt));
	expect(Date.parse(record.consent.endedAt!)).toBeLessThan(Date.parse(record.gathering.closedAt!));
	expect(record.consent.objections.map(({ author, state }) => [author, state])).toEqual([['Aubépine', 'lifted']]);
	expect(record.closing.jurorMinutes).toBe(10 * 210);
	expect(record.attendance).toHaveLength(13);
	expect(record.journal.count).toBeGreaterThan(100);
});

test('[MO63] the proposal of the example goes from v0 to v3 by fourteen amendments, each with the fate that the example tells', async () => {
	const { finished } = await theExample();
	const query = await database();
	const told = (await readProposal(query, finished))!;
	expect(told.amendments.map(({ code, role, aimsAt, state, stateReason, scenario, resultingVersion }) => [code, role?.code, aimsAt, state, stateReason, scenario ?? resultingVersion])).toEqual([
		['AM01', 'R1', 'Rénover la cuisine centrale.', 'moved-to-scenario', '', 'B'],
		['AM02', 'R3', 'des barquettes recyclables', 'integrated', '', 1],
		['AM03', 'R4', 'Confier l’approvisionnement à un prestataire unique pour quatre ans, avec :', 'integrated', '', 1],
		['AM04', 'R5', 'Confier l’approvisionnement à un prestataire unique pour quatre ans, avec :', 'integrated-otherwise', 'Reformulé : « dossier allégé et rencontre de présentation ».', 1],
		['AM05', 'R7', 'Enveloppe : 2,35 M€ de travaux.', 'integrated', '', 2],
		['AM06', 'R6', 'un objectif de 50 % de produits durables en 2030', 'integrated', '', 2],
		['AM07', 'R2', null, 'integrated-otherwise', 'Comme indicateur.', 2],
		['AM08', 'R10', null, 'integrated-otherwise', 'Séparé : marché réservé pour le service, subvention pour le projet propre de l’association.', 3],
		['AM09', 'R8', 'Démarrage en janvier 2028.', 'integrated', '', 3],
		['AM10', 'R9', 'Denrées : 2,48 € par repas.', 'integrated-otherwise', 'Critère oui, bus renvoyés à une expérimentation.', 3],
		[
			'AM11',
			'R3',
			'une application de commande pour les familles',
			'not-kept',
			'Non retenu en l’état : la réservation est nécessaire à la prévision. Repris par le pacte R&D, avec une version sans smartphone.',
			null
		],
		['AM12', 'R7', 'un objectif de 50 % de produits durables en 2030', 'integrated', '', 3],
		['AM13', 'R9', 'Rénover la cuisine centrale.', 'moved-to-scenario', '', 'C'],
		['AM14', 'R1', 'Enveloppe : 2,35 M€ de travaux.', 'integrated', '', 2]
	]);
	expect(told.versions.map(({ passages }) => passages.length)).toEqual([10, 11, 13, 15]);
	expect(told.changed).toBe(written.changed);

	// what each aims at, word for word
	for (const { code, quote } of amending.amendments) {
		const { aimsAt } = told.amendments.find((one) => one.code === code)!;
		if (quote) expect(aimsAt, code).toContain(quote);
	}
	const kept = await amendments.shown(query, finished);
	expect(kept.map(({ quote }) => quote)).toEqual(amending.amendments.map(({ quote }) => quote ?? ''));
});

test('[MO63] the needs that find an answer are those of the example: two with the draft, five with v0, six, eight, eight', async () => {
	const { finished } = await theExample();
	const query = await database();
	const place = await gatherings.read(query, finished);
	const cardOf = new Map(content.cards.map(([code, , text]) => [text as string, code as string]));
	const codeOf = new Map((await needs.readNeeds(query, finished)).map(({ id, text }) => [id, cardOf.get(text)!]));
	const proposal = await proposals.read(query, { authorityId: place.authorityId, gatheringId: finished });
	const shown = await amendments.shown(query, finished);
	const lit = [0, 1, 2, 3].map((version) => [...litBy(proposal.needs, shown, version)].map((id) => codeOf.get(id)).sort());
	expect({ draft: [...written.needsOfDraft], v0: lit[0], v1: lit[1], v2: lit[2], v3: lit[3] }).toEqual(inputs.needsLit);

	const told = (await readProposal(query, finished))!;
	expect([-1, 0, 1, 2, 3].map((version) => told.needs.filter(({ litSince }) => litSince !== null && litSince <= version).length)).toEqual([0, 5, 6, 8, 8]);
});

test('[MO63] each plays the role of the example, and the workshop went through every step', async () => {
	const { finished } = await theExample();
	const query = await database();
	const told = (await readProposal(query, finished))!;
	const players = (code: string) => Object.values(inputs.assignment).filter((role) => role === code).length;
	expect(told.roles.map(({ code, players }) => [code, players])).toEqual(['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10'].map((code) => [code, players(code)]));
	expect(told.roles.filter(({ hadLastWord }) => hadLastWord).map(({ code }) => code)).toEqual(['R9']);
	expect(told.questions.map(({ state }) => state)).toEqual(['answered', 'answered', 'parked']);

	const record = await readRecord(query, finished, new Date());
	expect(record.steps.map(({ step, state }) => [step, state])).toEqual(usualAgenda().steps.map(({ step }) => [step, 'done']));
});

test('[MO60] the cockpit of the example has two contracts that run, six indicators that say where they go, and a name for each date', async () => {
	const { projectId } = await theExample();
	const { authorityId } = (await projects.read(await database(), projectId))!;
	const all = await elements.ofProject(await database(), { authorityId, projectId }, new Date().toISOString().slice(0, 10));
	expect(elements.ofKind(all, 'contract').map(({ values }) => values.state)).toEqual(['running', 'running']);
	const indicators = elements.ofKind(all, 'indicator').map(({ values }) => values);
	expect(indicators.map(({ baseline, target }) => [baseline, target])).toEqual([['118', '70'], ['31', '50'], ['212000', '0'], ['14', '35'], ['0', '4200'], ['9.8', '10.1']]);
	expect(indicators.filter(({ impacts }) => impacts.length !== 1)).toEqual([]);
	expect(elements.ofKind(all, 'measurement').map(({ values }) => values.value)).toEqual(['118', '97', '81']);
	expect(elements.ofKind(all, 'milestone').filter(({ values }) => values.owner === '')).toEqual([]);
});

// it takes as long as the first: in one run of three, and in the long one
test.runIf(isInThisRun('a second example', 3))('[MO61] a second load touches nothing of the first', async () => {
	const first = await theExample();
	const query = await database();
	const before = await gatherings.read(query, first.ready);
	const second = await load();
	expect(await gatherings.read(query, first.ready)).toEqual(before);
	expect((await gatherings.read(query, second.ready)).authorityId).not.toBe(before.authorityId);
	expect(await deck.sizesOf(query, before.authorityId, [before.projectId])).toEqual(new Map([[before.projectId, 10]]));
});

test('[MO61] the other workshop of the example is ready to start', async () => {
	const first = await theExample();
	const query = await database();
	const before = await gatherings.read(query, first.ready);
	expect(before).toMatchObject({ position: -1, openedAt: null, closedAt: null });

	expect(await deck.sizesOf(query, before.authorityId, [before.projectId])).toEqual(new Map([[before.projectId, 10]]));
	const { draftBoardId, sealedAt } = await proposals.read(query, { authorityId: before.authorityId, gatheringId: first.ready });
	expect(sealedAt).toBeNull();
	expect((await proposals.readDraft(query, draftBoardId)).passages.map(({ text }) => text)).toEqual(written.draft.map(({ text }) => text));
});

test('[MO223] the finished workshop builds A, B and C from v3, scores the matrix seat by seat and hands the cards back; the ready one has its lines and its total', async () => {
	const { finished, ready } = await theExample();
	const query = await database();
	const record = await readRecord(query, finished, new Date());
	expect(record.scenarios.map(({ code, version, added, removed, lit, weighed }) => [code, version, added, removed, lit, weighed!.verdict])).toEqual([
		['A', 3, [], ['AM03', 'AM08', 'AM09', 'AM10', 'AM14'], 7, 'exceeds'],
		['B', 3, ['AM01'], [], 8, 'fits'],
		['C', 3, ['AM13'], ['AM03', 'AM04', 'AM08', 'AM09'], 8, 'may-fit']
	]);
	expect(record.matrix!.order.map(({ scenario, impacts, risks, rank }) => [scenario, impacts, risks, rank])).toEqual([
		['B', 21, 44, 1],
		['C', 12, 56, 2],
		['A', 4, 44, 3]
	]);
	expect(record.vote.result!.ranking!.map(({ code }) => code)).toEqual(['B', 'A', 'C']);
	expect(record.vote.result!.disagreements).toEqual([{ matrixFirst: 'C', voteFirst: 'A' }]);
	expect(record.handedBack).toMatchObject({ cards: 13, back: 13 });
	expect(record.handedBack.sentences).toHaveLength(7);
	const html = toHtml(recordPaper(record));
	for (const told of ['En moins', 'dépasse de 800', 'tient peut-être', '+3 · beaucoup mieux', 'Ce que les rôles ont fait voir', 'La rivière n’a pas de bulletin']) expect(html.replaceAll('\u2060', ''), told).toContain(told);

	const place = { authorityId: (await gatherings.read(query, ready)).authorityId, gatheringId: ready };
	expect(await matrices.linesOf(query, place)).toHaveLength(17);
	expect(await matrices.preparedOf(query, place)).toHaveLength(24);
	expect(await budgets.totalOf(query, place)).toEqual({ low: 400_000_000, high: 400_000_000 });
});

test('[JU174] the example has its jury, played by the acts of a real one: anybody draws the same panel again', async () => {
	const { projectId } = await theExample();
	const query = await database();
	const { authorityId } = (await projects.read(query, projectId))!;
	const jury = (await juries.ofProject(query, { authorityId, projectId }))!;
	expect(await pools.figuresOf(query, jury.id)).toMatchObject({ roll: { listed: 640, writtenTo: 412, yes: 61 }, volunteers: { yes: 38 } });
	expect(jury.cost).toMatchObject({ allowance: 8_000, letters: 412 });
	const drawn = (await sortitions.drawnOf(query, jury.id))!;
	expect(drawn.figures).toMatchObject({ people: 99, seats: 10, isProven: true });
	const again = drawFrom(drawn.sealedText!, '416225361');
	expect(again).toMatchObject({ accepted: true, value: { seal: drawn.sealHash, panel: drawn.panel, replacements: drawn.replacements } });
	// what is kept of the search is what the search finds
	const { problem } = await sortitions.problemOf(query, jury);
	const found = leximin(problem, await loadSolver(() => false));
	const rounded = (chances: readonly number[]) => chances.map((chance) => Number(chance.toFixed(5)));
	expect(found.accepted && rounded(chancesOf(problem, found.value.panels))).toEqual(rounded(chancesOf(problem, kept.panels)));

	expect(await panel.funnelOf(query, jury.id)).toMatchObject({ seats: 10, accepted: 10, left: 1, vacant: 0 });
	const seats = await panel.ofJury(query, jury.id);
	const trees = inputs.seats.flatMap(({ college, publicName }) => (college === 'jury' ? [publicName!] : []));
	expect(seats.flatMap(({ state, publicName }) => (state === 'accepted' ? [publicName!] : [])).toSorted()).toEqual(trees.toSorted());
	expect(seats.filter(({ isReplacement }) => isReplacement)).toHaveLength(1);
	const remarks = await annotations.ofProject(query, { authorityId, projectId }, new Date());
	expect(remarks.map(({ isTyped, standing }) => [isTyped, standing.state]).toSorted()).toEqual([
		[false, 'answered'],
		[false, 'owed'],
		[true, 'answered']
	]);
	for (const juror of await members.ofProject(query, { authorityId, projectId }, new Date())) {
		expect(juror.isOfPanel).toBe(true);
		expect((await home.pathOf(query, juror)).gate).toBeNull();
	}
});
