import { describe, expect, test } from 'vitest';
import type { Objection, Says } from '../../decisions/rules/consent.ts';
import type { Clause } from './clause.ts';
import { effectsOf, totalAfter } from './effects.ts';
import { clauseBeforeGate, gateStanding, letsThrough, readGate, type TypedGate } from './gate.ts';
import { areAnswered, factsFrom, readFacts } from './gateForm.ts';
import { groundsOf, wholeRevision, type ContractFacts } from './grounds.ts';
import { clarificationsOf, isConsented, partiesHeard, usualParties, type Voice } from './parties.ts';
import { sumsOfScenario, type Scenario } from './scenario.ts';
import { addLink, chainFrom, type Owed, type VersionLink } from './versions.ts';

const clause: Clause = {
	scope: 'Quantités par famille, calendrier, prix',
	nature: 'Familles de saison, partenaires, dates',
	conditions: 'Effectif, récolte, expérimentation',
	isUnequivocal: true,
	bounds: { perChange: 800, cumulated: 1500 },
	movable: ['services', 'calendar', 'budget', 'indicators'],
	fixed: ['la part bio minimale'],
	frozenOn: '2027-06-07'
};
const p3: Scenario = {
	services: [{ what: 'Commande', before: 'par référence', after: 'par famille de saison' }],
	calendar: { from: '2028-12-15', until: '2029-04-30', reviewOn: '2029-05-15' },
	budget: [
		{ what: '155 repas de plus', amount: 3_255_000, until: null },
		{ what: 'Surcoût', amount: 465_000, until: '2029-05-01' }
	],
	indicators: [{ how: 'added', name: 'Information des familles', before: '', after: 'chaque mois' }]
};
const lot3: ContractFacts = { buyer: 'authority', isLocal: true, category: 'supplies', initialAmount: 62_000_000, revision: wholeRevision, day: '2028-12-05', isFormal: true, wentToCommission: true, earlier: [] };
const before = { initialMaximum: 62_000_000, earlier: 0 };
const asked = (scenario: Scenario) => ({ amount: scenario.budget.reduce((sum, { amount }) => sum + amount, 0), changesOverallNature: false, clause: clauseBeforeGate(clause, scenario, before), extra: null, isUnforeseen: false, newHolder: null, substance: null });
const of = (more: Partial<Scenario>): Scenario => ({ ...p3, ...more });
const found = groundsOf(lot3, asked(p3));

describe('the gate of the third lot', () => {
	test('[EV70] P3 stays within the clause: 6 % of 620 000, and the small amount is unknown at that date', () => {
		expect(sumsOfScenario(p3.budget, 62_000_000)).toEqual({ total: 3_720_000, lasting: 3_255_000, temporary: 465_000, share: 600 });
		expect(found).toMatchObject({ holds: ['R2194-1'], rejected: { 'R2194-8': { why: 'threshold-unknown' } } });
		expect(found.duties).toEqual(expect.arrayContaining(['commission-opinion', 'published-data']));
	});
	test.each<[string, Scenario, number, boolean]>([
		['the bound itself', of({ budget: [{ what: '', amount: 4_960_000, until: null }] }), 0, true],
		['P1, 52 000 above 49 600', of({ budget: [{ what: '', amount: 5_200_000, until: null }] }), 0, false],
		['15 % in all', p3, 5_580_000, true],
		['a cent more in all', p3, 5_580_001, false]
	])('[EV70] %s', (_, scenario, earlier, covers) => {
		const read = clauseBeforeGate(clause, scenario, { initialMaximum: 62_000_000, earlier });
		expect(read.covers).toBe(covers);
		expect(groundsOf(lot3, { ...asked(p3), clause: read }).rejected['R2194-1']).toEqual(covers ? undefined : { why: 'outside-clause' });
	});
	test('[EV70] what may not move is outside of the clause; the notice is the charter’s', () => {
		expect(clauseBeforeGate({ ...clause, movable: ['budget'] }, p3, before).covers).toBe(false);
		expect(clauseBeforeGate(clause, of({ calendar: { from: '2020-01-01', until: null, reviewOn: null } }), before).covers).toBe(true);
	});
});

const typed = (more: Partial<TypedGate>): TypedGate => ({ answer: 'passes', reasons: 'Clause publiée, article 12 du CCAP.', replyBy: '', opinionOn: '', condition: '', conditionOn: '', ...more });
const calm = { ...found, duties: [] };
test.each<[string, TypedGate, typeof found, string]>([
	['an opinion is owed: it does not simply pass', typed({}), found, 'gate-opinion-stands'],
	['it waits for the commission', typed({ answer: 'passes-on-condition', opinionOn: '2028-12-12' }), found, 'accepted'],
	['nothing is owed', typed({}), calm, 'accepted'],
	['a condition without one', typed({ answer: 'passes-on-condition' }), calm, 'gate-condition-missing'],
	['another condition', typed({ answer: 'passes-on-condition', condition: 'Attestation à jour' }), calm, 'accepted'],
	['no reason', typed({ reasons: '  ' }), calm, 'gate-reasons-missing'],
	['[EV149] reasons that nobody sees', typed({ reasons: '\u202e\u200b' }), calm, 'gate-reasons-missing'],
	['a condition that is too long is not cut', typed({ answer: 'passes-on-condition', condition: 'x'.repeat(281) }), calm, 'gate-condition-too-long'],
	['nothing holds', typed({}), { ...calm, holds: [] }, 'gate-nothing-holds'],
	['nothing holds: it may not pass', typed({ answer: 'does-not-pass' }), { ...calm, holds: [] }, 'accepted'],
	['another nature', typed({ answer: 'passes-on-condition' }), { ...found, changesOverallNature: true }, 'gate-nothing-holds'],
	['sent back without a day', typed({ answer: 'sent-back' }), found, 'gate-reply-missing'],
	['an opinion of yesterday', typed({ answer: 'passes-on-condition', opinionOn: '2028-12-04' }), found, 'gate-opinion-past'],
	['an opinion of today', typed({ answer: 'passes-on-condition', opinionOn: '2028-12-05' }), found, 'accepted'],
	['a condition of yesterday', typed({ answer: 'passes-on-condition', opinionOn: '2028-12-12', condition: 'Un accord', conditionOn: '2028-12-04' }), found, 'gate-condition-past'],
	['sent back for today', typed({ answer: 'sent-back', replyBy: '2028-12-05' }), found, 'gate-reply-past'],
	['sent back for tomorrow', typed({ answer: 'sent-back', replyBy: '2028-12-06' }), found, 'accepted'],
	['a day that is none', typed({ answer: 'sent-back', replyBy: '2028-02-30' }), found, 'gate-day-unreadable'],
	['no answer', typed({ answer: 'legal' }), found, 'gate-answer-unknown']
])('[EV71] [EV72] %s', (_, said, seen, expected) => {
	const read = readGate(said, seen, '2028-12-05');
	expect(read.accepted ? 'accepted' : read.reason).toBe(expected);
});
test('[EV149] what decides of what is owed comes from the essential data, else stays open until it is answered', () => {
	expect([factsFrom("Appel d'offres ouvert"), factsFrom('Procédure adaptée'), factsFrom('Autre'), factsFrom(undefined)].map(({ isFormal, wentToCommission }) => [isFormal, wentToCommission])).toEqual([[true, true], [false, null], [null, null], [null, null]]);
	const told = { buyer: 'authority', category: 'supplies', local: 'yes', formal: 'yes', commission: '' };
	expect([readFacts(told)!, readFacts({ ...told, commission: 'no' })!, readFacts({ ...told, formal: 'x', commission: 'yes' })!, readFacts({ ...told, local: '' })!].map(areAnswered)).toEqual([false, true, false, true]);
});
test('[EV72] the opinion of the commission is a condition by itself', () => expect(readGate(typed({ answer: 'passes-on-condition', opinionOn: '2028-12-12' }), found, '2028-12-05')).toMatchObject({ value: { conditions: [{ what: 'commission-opinion', expectedOn: '2028-12-12' }] } }));
test.each([
	[undefined, 3, found, 'not-asked', false],
	[{ scenarioRevision: 2, note: { answer: 'passes', found } }, 3, found, 'outdated', false],
	[{ scenarioRevision: 3, note: { answer: 'passes-on-condition', found } }, 3, found, 'passes-on-condition', true],
	[{ scenarioRevision: 3, note: { answer: 'passes', found: { ...found, duties: ['published-data'] } } }, 3, { ...found, duties: ['commission-opinion', 'published-data'] }, 'outdated', false],
	[{ scenarioRevision: 3, note: { answer: 'passes', found } }, 3, { ...found, holds: [] }, 'outdated', false],
	[{ scenarioRevision: 3, note: { answer: 'passes', found } }, 3, { ...found, base: found.base + 1 }, 'passes', true],
	[{ scenarioRevision: 3, note: { answer: 'sent-back', found } }, 3, found, 'sent-back', false]
] as const)('[EV73] [EV145] an answer is about one revision of P3, and what the law finds of it: %o at %i', (last, revision, now, standing, opens) => {
	expect(gateStanding(last, revision, now)).toBe(standing);
	expect(letsThrough(gateStanding(last, revision, now))).toBe(opens);
});

describe('[EV74] consent by party', () => {
	const all = (says: Says | null): readonly Voice[] => usualParties.flatMap((party) => (party === 'jury' ? [1, 2, 3] : [1]).map((nth) => ({ seatId: `${party}-${nth}`, party, says })));
	const but = (seatId: string, says: Says | null) => all('consent').map((voice) => (voice.seatId === seatId ? { ...voice, says } : voice));
	const standing = (voices: readonly Voice[], objections: readonly Pick<Objection, 'state' | 'keepers'>[] = [], quorum: number | null = 2) => Object.fromEntries(partiesHeard(usualParties, voices, objections, quorum).map((one) => [one.party, one.standing]));
	const kept = (keeper: string, state: Objection['state'] = 'raised') => [{ state, keepers: [keeper] }];
	test('six of six is consent, five of six is nothing', () => {
		expect(isConsented(partiesHeard(usualParties, all('consent'), [], 2))).toBe(true);
		expect(standing(but('buyer-1', null))).toMatchObject({ buyer: 'silent', jury: 'consents' });
		expect(isConsented(partiesHeard(usualParties, but('buyer-1', null), [], 2))).toBe(false);
		expect(isConsented([])).toBe(false);
	});
	test.each<[string, readonly Voice[], ReturnType<typeof kept>, number | null, string]>([
		['a juror who is silent keeps nothing', but('jury-3', null), [], 2, 'consents'],
		['nobody of it has spoken', all('consent').map((v) => (v.party === 'jury' ? { ...v, says: null } : v)), [], 2, 'silent'],
		['one keeps an objection', but('jury-2', 'objection'), kept('jury-2'), 2, 'objects'],
		['it was lifted', all('consent'), kept('jury-2', 'lifted'), 2, 'consents'],
		['an objection of somebody else that one of them keeps', all('consent'), [{ state: 'integrated', keepers: ['company-1', 'jury-1'] }], 2, 'objects'],
		['fewer than its quorum', all('consent'), [], 4, 'quorum-missing'],
		['excused members are not there', all('consent').map((v) => (v.seatId === 'jury-1' || v.seatId === 'jury-2' ? { ...v, says: 'excused' as const } : v)), [], 2, 'quorum-missing']
	])('the jury: %s', (_, voices, objections, quorum, expected) => expect(standing(voices, objections, quorum).jury).toBe(expected));
	test('a party whose seats do not all consent has not consented; one that nobody speaks for is absent', () => {
		const two = [...all('consent'), { seatId: 'company-2', party: 'company', says: null }];
		expect(standing(two)).toMatchObject({ company: 'silent' });
		expect(standing(all('consent').filter(({ party }) => party !== 'company'))).toMatchObject({ company: 'absent' });
	});
});

describe('[EV76] the chain of a version', () => {
	const link = (state: string, on: string, words = '') => ({ state, on, words });
	const through = (start: readonly VersionLink[], owed: Owed, ...links: readonly ReturnType<typeof link>[]) => {
		let chain = start;
		for (const one of links) {
			const added = addLink(chain, one, owed, '2028-12-31');
			if (!added.accepted) return added.reason;
			chain = added.value;
		}
		return chain.map(({ state }) => state).join(' ');
	};
	const waiting = chainFrom('2028-12-05', 'opinion');
	const plain = chainFrom('2028-12-05', 'nothing');
	const opinion = link('opinion-favourable', '2028-12-12');
	const against = link('opinion-unfavourable', '2028-12-12');
	const local: Owed = { isLocal: true, hasCondition: false };
	const state: Owed = { isLocal: false, hasCondition: false };
	test.each<[string, readonly VersionLink[], Owed, readonly ReturnType<typeof link>[], string]>([
		['the third lot', waiting, local, [opinion, link('signed', '2028-12-13'), link('transmitted', '2028-12-13'), link('in-force', '2028-12-14')], 'draft awaiting-opinion opinion-favourable signed transmitted in-force'],
		['[EV147] signed before its opinion is given', waiting, local, [link('signed', '2028-12-13', 'Avis favorable')], 'link-opinion-missing'],
		['[EV147] signed before the day of its opinion', waiting, local, [opinion, link('signed', '2028-12-11')], 'link-day-before'],
		['[EV147] against the opinion, without a word', waiting, local, [against, link('signed', '2028-12-13', ' \u200b')], 'link-reason-missing'],
		['[EV147] against the opinion, with why', waiting, local, [against, link('signed', '2028-12-13', 'Le conseil a délibéré')], 'draft awaiting-opinion opinion-unfavourable signed'],
		['[EV148] in force, and nobody said whether it is transmitted', plain, local, [link('signed', '2028-12-06'), link('in-force', '2028-12-06')], 'link-transmission-missing'],
		['[EV148] not to be transmitted, without a word', plain, local, [link('signed', '2028-12-06'), link('transmission-not-due', '2028-12-06')], 'link-reason-missing'],
		['[EV148] not to be transmitted, with why', plain, local, [link('signed', '2028-12-06'), link('transmission-not-due', '2028-12-06', 'Sous le seuil'), link('in-force', '2028-12-06')], 'draft signed transmission-not-due in-force'],
		['[EV148] the State transmits nothing', plain, state, [link('signed', '2028-12-06'), link('in-force', '2028-12-06')], 'draft signed in-force'],
		['another condition, and how it was met', plain, { ...state, hasCondition: true }, [link('signed', '2028-12-06', 'Attestation du 4')], 'draft signed'],
		['another condition, without a word', plain, { ...state, hasCondition: true }, [link('signed', '2028-12-06')], 'link-condition-missing'],
		['words are never cut', plain, state, [link('signed', '2028-12-06', 'x'.repeat(281))], 'link-words-too-long'],
		['in force before it is signed', waiting, local, [link('in-force', '2028-12-13')], 'link-out-of-order'],
		['a day before the last one', waiting, local, [link('opinion-favourable', '2028-12-04')], 'link-day-before'],
		['a day to come', waiting, local, [link('opinion-favourable', '2029-01-01')], 'link-day-to-come'],
		['a day that is none', waiting, local, [link('opinion-favourable', '2028-12-32')], 'link-day-unreadable'],
		['given up, with why', waiting, local, [against, link('given-up', '2028-12-20', 'Avis défavorable')], 'draft awaiting-opinion opinion-unfavourable given-up'],
		['given up without a word', waiting, local, [link('given-up', '2028-12-20')], 'link-reason-missing'],
		['what is signed is not given up', plain, state, [link('signed', '2028-12-06'), link('given-up', '2028-12-07', 'x')], 'link-out-of-order'],
		['nothing follows what is in force', plain, state, [link('signed', '2028-12-06'), link('in-force', '2028-12-06'), link('draft', '2028-12-07')], 'link-out-of-order']
	])('%s', (_, start, owed, links, expected) => expect(through(start, owed, ...links)).toBe(expected));
});

test('[EV77] P3 before it is applied: the new maximum and never the difference, what begins, what is reviewed, what goes back, what is counted', () => {
	const words = { review: 'Revue', period: 'Évolution n° 1', end: 'Retour au prix initial', amount: (cents: number) => `${cents / 100} €`, day: (day: string) => day };
	const contract = { contractId: 'C', object: 'Légumes', maximum: 62_000_000, indicators: [{ id: 'N1', name: 'Délai' }], milestones: [] };
	const effects = effectsOf(p3, contract, words, 'opinion');
	expect(effects.map(({ about, name, before: was, after, writes }) => [about, name, was, after, writes])).toEqual([
		['contract', 'Commande', 'par référence', 'par famille de saison', {}],
		['milestone', 'Évolution n° 1', '', '2028-12-15 → 2029-04-30', { what: 'Évolution n° 1', on: '2028-12-15', until: '2029-04-30' }],
		['milestone', 'Revue', '', '2029-05-15', { what: 'Revue', on: '2029-05-15' }],
		['contract', 'Légumes', '620000 €', '657200 €', {}],
		['milestone', 'Retour au prix initial', '', '2029-05-01', { what: 'Retour au prix initial\u00a0: Surcoût (4650 €)', on: '2029-05-01' }],
		['indicator', 'Information des familles', '', 'chaque mois', { name: 'Information des familles', type: 'measure', note: 'chaque mois' }]
	]);
	expect([totalAfter(p3, contract), totalAfter(of({ budget: [] }), contract), totalAfter(p3, { maximum: null })]).toEqual([65_720_000, null, null]);
	expect(effects.every(({ isSuspended }) => isSuspended)).toBe(true);
	expect(effectsOf(of({ indicators: [{ how: 'suspended', name: 'délai ', before: '24 h', after: 'suspendu' }] }), contract, words, 'nothing').at(-1)).toMatchObject({ elementId: 'N1', writes: {}, isSuspended: false });
});

test('[EV136] what lifted an objection is kept; what was withdrawn, kept open, or changed nothing is not', () => {
	const objection = (state: Objection['state'], integration: string | null) => ({ state, risk: 'Loin', integration });
	expect(clarificationsOf([objection('lifted', ' La distance est affichée '), objection('withdrawn', 'a'), objection('integrated', 'b'), objection('lifted', null)])).toEqual([{ risk: 'Loin', change: 'La distance est affichée' }]);
});
