import { expect, test } from 'vitest';
import { judgePublication, publicFile, publicRecord, publicSections, readSections } from './publication.ts';
import type { WorkshopRecord } from './record.ts';

const round = {
	state: 'obtained',
	scenario: { code: 'A', name: 'Un', standing: 'first' },
	endedAt: null,
	consented: 12,
	objecting: 0,
	silent: 0,
	excused: 0,
	waiting: 0,
	objections: [{ author: 'Aubépine', risk: 'Sans Fourchette libre, rien', wouldLift: 'x', integration: null, state: 'lifted' }],
	answerDueOn: null,
	answer: null,
	postponedTo: null
} as const;

const record = {
	form: 'eclaireurs/workshop-record',
	version: 1,
	writtenAt: '2027-03-13T12:00:00Z',
	authority: { name: 'Les Rivelles', timeZone: 'Europe/Paris' },
	project: { title: 'À table', summary: 'Avec fourchette  LIBRE' },
	gathering: { title: 'Atelier', place: 'Le Gué', startsAt: '2027-03-13T08:00:00Z', closedAt: '2027-03-13T12:00:00Z' },
	steps: [],
	attendance: [{ publicName: 'Inès Vaudremer', capacity: 'prescriber', college: 'team', isOnPaper: true }],
	landscape: { isRevealed: true, dots: 'closed', zones: [] },
	cited: [
		{ code: 'M01', title: 'Restes' },
		{ code: 'M06', title: 'Je ne cuisine plus', isWithdrawn: true }
	],
	proposal: { roles: [], ownRoles: 0, changed: 'par **F**ourchette Libre', versions: [], needs: [], amendments: [{ code: 'AM01' }], questions: [{ text: 'Qui ?' }] },
	scenarios: [{ code: 'A', name: 'Un', idea: '', facts: [], added: ['AM01'], removed: [] }],
	vote: {
		stage: 'closed',
		grades: [],
		onRoll: 13,
		voted: 13,
		result: { hidden: null, options: [{ code: 'A', name: 'Un' }], ranking: [{ code: 'A', name: 'Un', rank: 1, grade: 0 }], counts: { A: [13] }, ballots: 13, colleges: [], named: [{ publicName: 'Karim Delestang', choices: { A: 0 } }], receipts: ['BCDF'], matrix: { order: [] }, disagreements: [{ matrixFirst: 'A', voteFirst: 'B' }], sentence: 'la salle craint' }
	},
	matrix: { impacts: [], risks: [], order: [], gaps: [] },
	consent: { ...round, earlier: [round] },
	canvas: {
		counts: { know: 1, ask: 1, unsorted: 0 },
		notes: [
			{ kind: 'know', text: 'Un artisan sait faire', chapter: 'actors', isToAsk: false, namesOperator: true },
			{ kind: 'ask', text: 'Qui épluche ?', chapter: 'information', isToAsk: true, namesOperator: false }
		]
	},
	closing: { body: 'Bureau', bodyOn: '2027-03-25', dates: [], words: ['vif', 'élan', 'accord'], year: 2031, postcards: ['Tenez bon', 'Merci', 'Alors ?'], usefulness: [0, 0, 0, 1, 12], jurorMinutes: 2100 },
	journal: { count: 3, head: 'abc' }
} as unknown as WorkshopRecord;

const hiding = { operators: [{ name: 'Fourchette libre', variants: [] }], isAwarded: false, replacement: '[entreprise]' };
const all = new Set(publicSections);

test('[MO273] [MO276] what is published is some of the sections, once the room has come to its closing', () => {
	expect(readSections(['words', '__proto__', 'vote', 'vote', 'journal'])).toEqual(['vote', 'words']);
	expect(judgePublication(['vote'], 'before-its-closing')).toEqual({ accepted: false, reason: 'publication-too-early' });
	expect(judgePublication(['vote'], 'rehearsed')).toEqual({ accepted: false, reason: 'publication-rehearsal' });
	expect(judgePublication(['nothing'], 'at-its-closing')).toEqual({ accepted: false, reason: 'publication-empty' });
	expect(judgePublication(['vote'], 'at-its-closing')).toEqual({ accepted: true, value: ['vote'] });
});

test('[MO274] nobody is named in public: neither who was there, nor who objected, nor who graded what', () => {
	const told = JSON.stringify(publicFile(publicRecord(record, all, hiding), publicSections));
	for (const name of ['Inès', 'Aubépine', 'Karim', 'BCDF', '2100']) expect(told).not.toContain(name);
	expect(publicRecord(record, all, hiding).attendance).toEqual([{ publicName: '', capacity: 'prescriber', college: null, isOnPaper: false }]);
});

const voted = (sizes: Readonly<Record<string, number>>): WorkshopRecord => {
	const ballots = Object.values(sizes).reduce((sum, size) => sum + size, 0);
	const colleges = Object.entries(sizes).map(([college, size]) => ({ college, secrecy: college === 'jury' ? 'secret' : 'named', ballots: size, counts: { A: [size] }, unanimousOn: ['A'] }));
	return { ...record, vote: { ...record.vote, result: { ...record.vote.result!, hidden: null, ballots, counts: { A: [ballots] }, colleges } } } as WorkshopRecord;
};

test.each([
	{ sizes: { jury: 5, team: 1 }, told: [], total: [6] },
	{ sizes: { jury: 9, team: 4 }, told: [], total: [13] },
	{ sizes: { jury: 5, team: 5 }, told: ['jury', 'team'], total: [10] },
	{ sizes: { jury: 5, team: 0 }, told: ['jury', 'team'], total: [5] },
	// what three named people said, and nothing else
	{ sizes: { jury: 0, team: 3 }, told: [], total: null }
])('[MO274] of a vote of $sizes the public reads the total alone where a college is small: $told, $total', ({ sizes, told, total }) => {
	const { result } = publicFile(publicRecord(voted(sizes), all, hiding), publicSections).record.vote!;
	expect(result!.colleges.map(({ college }) => college)).toEqual(told);
	expect(result!.counts).toEqual(total && { A: total });
	expect(result!.ranking === null).toBe(total === null);
});

test('[MO274] of a material that was withdrawn the public reads no title', () => {
	expect(publicRecord(record, all, hiding).cited).toEqual([{ code: 'M01', title: 'Restes' }]);
});

test('[MO275] no company is named before the award, wherever it stands; a note that names one is held back whole', () => {
	const told = publicRecord(record, all, hiding);
	expect(told.project.summary).toBe('Avec [entreprise]');
	expect(told.proposal!.changed).toBe('par **[entreprise]**');
	expect(told.consent.objections[0]!.risk).toBe('Sans [entreprise], rien');
	expect(told.consent.earlier[0]!.objections[0]!.risk).toBe('Sans [entreprise], rien');
	expect(told.canvas.notes.map(({ text }) => text)).toEqual(['[entreprise]', 'Qui épluche ?']);
	const awarded = publicRecord(record, all, { ...hiding, operators: [], isAwarded: true });
	expect(awarded.project.summary).toBe('Avec fourchette  LIBRE');
	expect(awarded.canvas.notes[0]!.text).toBe('Un artisan sait faire');
});

test.each(publicSections)('[MO273] the file without « %s » holds nothing of it', (left) => {
	const sections = publicSections.filter((section) => section !== left);
	const { record: told } = publicFile(publicRecord(record, new Set(sections), hiding), sections);
	const gone: Record<string, unknown> = {
		attendance: told.attendance,
		landscape: told.landscape,
		proposal: told.proposal?.changed || undefined,
		amendments: told.proposal?.amendments.length || undefined,
		scenarios: told.scenarios,
		matrix: told.matrix ?? told.vote?.result?.matrix ?? told.vote?.result?.sentence ?? undefined,
		vote: told.vote,
		consent: told.consent,
		sketch: undefined,
		canvas: told.canvas,
		words: told.closing!.words[0] ?? told.closing!.postcards[0] ?? told.closing!.usefulness ?? undefined
	};
	expect(gone[left]).toBeUndefined();
	for (const [section, value] of Object.entries(gone)) if (section !== left && section !== 'sketch') expect(value, section).toBeDefined();
});

test.each([
	{ sections: ['matrix'], says: [] },
	{ sections: ['vote'], says: ['turnout', 'result'] },
	{ sections: ['vote', 'matrix'], says: ['turnout', 'result', 'disagreements', 'sentence'] },
	{ sections: ['consent'], says: [] },
	{ sections: ['vote', 'consent'], says: ['turnout', 'result', 'first'] },
	{ sections: ['scenarios'], says: [] },
	{ sections: ['amendments', 'scenarios'], says: ['amendments'] }
] as const)('[MO273] what two sections say together is only where both are: $sections says $says', ({ sections, says }) => {
	const told = JSON.stringify(publicFile(publicRecord(record, new Set(sections), hiding), sections).record);
	const signs = { turnout: '"voted":13', result: '"ranking":[{', disagreements: 'matrixFirst', sentence: 'la salle craint', first: '"standing":"first"', amendments: 'AM01' };
	expect(Object.entries(signs).flatMap(([what, sign]) => (told.includes(sign) ? [what] : []))).toEqual(says);
});

test('[MO273] [MO322] the public sketch does not say which scenario it departs from where the scenarios are not told', () => {
	const sketched = { ...record, sketch: { isFrozen: true, scenario: { code: 'A', name: 'Un' }, lines: [], orphans: { needs: [], impacts: [] } } } as WorkshopRecord;
	expect(publicFile(sketched, ['sketch']).record.sketch!.scenario).toBeNull();
	expect(publicFile(sketched, ['scenarios', 'sketch']).record.sketch!.scenario).toEqual({ code: 'A', name: 'Un' });
});
