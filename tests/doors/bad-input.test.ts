import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GatheringId, SeatId } from '../../src/lib/db/rules/ids.ts';
import { database, driver, inTransaction } from '../../src/lib/db/server/database.ts';
import * as gatherings from '../../src/lib/gatherings/server/gatherings.ts';
import * as seats from '../../src/lib/gatherings/server/seats.ts';
import * as ballots from '../../src/lib/decisions/server/ballots.ts';
import { usualAgenda } from '../../src/lib/workshop/rules/steps.ts';
import * as amendments from '../../src/lib/workshop/server/amendments.ts';
import * as budgets from '../../src/lib/workshop/server/budgets.ts';
import * as consents from '../../src/lib/workshop/server/consents.ts';
import * as groundRules from '../../src/lib/workshop/server/groundRules.ts';
import * as landscape from '../../src/lib/workshop/server/landscape.ts';
import { readNeeds } from '../../src/lib/workshop/server/needs.ts';
import * as matrices from '../../src/lib/workshop/server/matrices.ts';
import * as privateCards from '../../src/lib/workshop/server/privateCards.ts';
import * as proposals from '../../src/lib/workshop/server/proposals.ts';
import * as questions from '../../src/lib/workshop/server/questions.ts';
import * as scenarios from '../../src/lib/workshop/server/scenarios.ts';
import * as sketches from '../../src/lib/workshop/server/sketches.ts';
import * as strategy from '../../src/lib/workshop/server/strategy.ts';
import * as votes from '../../src/lib/workshop/server/votes.ts';
import { isInThisRun } from '../world/drawn.ts';
import { startServer, type RunningServer } from '../world/server.ts';
import { act, ask, hangUp, type Answer, type Asked } from './client.ts';
import { acts } from './matrix.ts';
import { build, must, type World } from './world.ts';

let world: World;
let server: RunningServer;

beforeAll(async () => {
	world = await build();
	server = await startServer({ databaseUrl: process.env.DATABASE_URL!, env: { LOG_LEVEL: 'info' } });
}, 180_000);

afterAll(async () => {
	hangUp();
	await server?.stop();
});

const lib = join(import.meta.dirname, '../../src/lib');

/** The words of every refusal, as the features themselves name them. */
function allSentences(): string[] {
	const keys = new Set(
		readdirSync(lib, { recursive: true, encoding: 'utf8' })
			.filter((file) => /\/ui\/\w*efusals\.ts$/.test(`/${file}`))
			.flatMap((file) => [...readFileSync(join(lib, file), 'utf8').matchAll(/\bm\.(\w+)/g)].map(([, key]) => key!))
	);
	const folder = join(import.meta.dirname, '../../messages/fr');
	const texts: string[] = [
		'Ce qui a été envoyé n’a pas pu être lu.',
		'Ce qui a été envoyé est trop long.'
	];
	const gather = (value: unknown): void => {
		if (typeof value === 'string') texts.push(value);
		else if (value && typeof value === 'object') Object.values(value).forEach(gather);
	};
	for (const file of readdirSync(folder))
		for (const [key, value] of Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>)) if (keys.has(key) || /_refus(ed|al)_|_current_wrong$|_title_(missing|too_long)$|_join_dead_text$/.test(key)) gather(value);
	return texts;
}

/** A sentence with figures in it is looked for by its longest piece. */
const pieces = allSentences()
	.map((text) => text.split(/\{[^}]*\}/).toSorted((a, b) => b.length - a.length)[0]!)
	.filter((piece) => piece.length > 12);

const unescaped = (html: string) =>
	html
		.replace(/<!--.*?-->/gs, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');
const withoutScripts = (html: string) => html.replace(/<script\b[^>]*>.*?<\/script>/gs, '');

const long = 'Un texte qui n’en finit pas. '.repeat(345).slice(0, 10_000);
const bad: Readonly<Record<string, string>> = {
	nothing: '',
	spaces: ' \t \n ',
	long,
	emoji: '👩🏽‍🌾🥕🇫🇷',
	'right to left': '\u202eمطعم العيد\u202c',
	markup: `"><script>alert(1)</script><img src=x onerror=alert(1)>`,
	NUL: 'avant\0après',
	'lone surrogate': '\ud83d',
	figures: '-1e309',
	list: '[object Object]',
	sql: `'; drop table seats; --`
};

/** What is tried on a field that nobody types: an id, a choice, a hidden figure. */
const forHidden = new Set(['nothing', 'long', 'markup', 'NUL']);
/** As long as a browser's own. */
const boundary = '----FormBoundary7MA4YWxkTrZu0gW';

interface Form {
	readonly name: string;
	readonly path: string;
	readonly cookie: string;
	/** an answer that stands, but for what would change the room: those are stale */
	readonly fields: Readonly<Record<string, string>>;
	/** texts that people type, given back when they are refused */
	readonly typed: readonly string[];
	/** choices that people make on the same form, given back too */
	readonly chosen?: readonly string[];
	/** what the page wrote into the form, and nobody can break by typing: a sentence is all that is owed */
	readonly hidden?: readonly string[];
	/** brings back what each try begins with */
	readonly before?: () => Promise<unknown>;
	readonly says?: Owed['says'];
	/** a seeded twentieth of the tries, unless all are asked for */
	readonly isDrawn?: (how: string) => boolean;
}

const drawn = (name: string) => (how: string) => isInThisRun(`${name} ${how}`, 20);

const id = '00000000-0000-4000-8000-000000000000';

/** A strategy that the team of the neighbour's workshop has begun. */
const team = { line: '' };
async function beginStrategy(): Promise<void> {
	const query = await database();
	const { authorityId, projectId, gatheringId } = await gatherings.atStep(query, world.places.neighbour.gathering as GatheringId);
	const doer = { authorityId, projectId, gatheringId, actor: 'system', at: new Date() } as const;
	await inTransaction(async (tx) => {
		must(await sketches.write(tx, doer, { line: '', mode: 'subsidy', revision: 0, fields: { object: 'Une école' } }));
		must(await sketches.freeze(tx, doer));
		must(await strategy.begin(tx, doer));
	});
	team.line = (await strategy.readStrategy(query, gatheringId)).strategy!.lines[0]!.id;
}

function forms(): Form[] {
	const { places, people, seats } = world;
	const administrator = people.administrator.cookie;
	const ofProject = (name: string, fields: Form['fields'], typed: Form['typed'] = []): Form => ({
		name,
		path: `/projets/${places.own.project}?/${name}`,
		cookie: administrator,
		fields,
		typed
	});
	const ofShelf = (name: string, fields: Form['fields']): Form => ({ name, path: `/modeles?/${name}`, cookie: administrator, fields, typed: [] });
	/** a template of one step, as its form holds it */
	const line = { name: 'Le matin', description: 'Pour douze personnes', step: 'welcome', planned: '6', minimum: '4', standing: 'plain', sentence: 'Bonjour' };
	const ofTemplate = (name: string, fields: Form['fields'], typed: Form['typed'] = []): Form => ({ name: `modeles ${name}`, path: `/modeles/${places.own.template}?/${name}`, cookie: administrator, fields, typed, hidden: ['revision', 'step', 'do'] });
	const ofDesk = (name: string, fields: Form['fields'], typed: Form['typed'] = []): Form => ({
		name,
		path: `/console/${places.own.gathering}?/${name}`,
		cookie: people.facilitator.cookie,
		fields,
		typed
	});
	const ofHand = (name: string, fields: Form['fields'], typed: Form['typed'] = [], query = ''): Form => ({ name, path: `/main/${places.own.gathering}?/${name}${query}`, cookie: people.juror.cookie, fields, typed });
	const note = { kind: 'know', text: 'Le pain a un lot à part', names: 'yes' };
	const entry = { chapter: 'norms', text: 'Seuils durables', source: 'Code rural', datedOn: '2026-01-01', verifiedOn: '2026-01-01', verifiedBy: 'Karim', validUntil: '2030-01-01', star: 'yes', names: '' };
	const onPage = (page: string, name: string, fields: Form['fields'], typed: Form['typed'] = []): Form => ({ name: `${page} ${name}`, path: `/projets/${places.own.project}/${page}?/${name}`, cookie: administrator, fields, typed });
	const onRecord = (name: string, fields: Form['fields']): Form => ({ name, path: `/compte-rendu/${places.own.gathering}/publication?/${name}`, cookie: administrator, fields, typed: [] });
	const ofPublic = (path: string, fields: Form['fields'], typed: Form['typed'] = []): Form => ({ name: path.split('/')[1]!, path, cookie: '', fields, typed });
	const material = { title: 'Un titre', caption: 'Une légende', value: '118', unit: 'g', source: 'Une pesée', zone: 'needs', place: 'Ici', seenOn: '2027-01-14', nature: 'opinion', alt: 'Un chariot', transcript: 'Du bruit', consent: 'nobody' };
	const words = ['title', 'caption', 'source', 'place'];
	const ofEnquiry = (name: string, fields: Form['fields'], typed: Form['typed'] = []): Form => ({ name: `enquete ${name}`, path: `/projets/${places.own.project}/enquete?/${name}`, cookie: people.buyer.cookie, fields, typed });
	const ofTeam = (name: string, fields: Form['fields'], typed: Form['typed'] = []): Form => ({
		name,
		path: `/projets/${places.neighbour.project}/strategie/${places.neighbour.gathering}?/${name}`,
		cookie: administrator,
		fields,
		typed,
		hidden: ['line', 'mode', 'revision', 'change', 'kept', 'on', 'years']
	});
	const ofHome = (name: string, path: string, fields: Form['fields']): Form => ({ name: `jure ${name}`, path: `/jure/${places.own.project}${path}`, cookie: people['juror-home'].cookie, fields, typed: [] });
	const stale = { revision: '999999' };
	return [
		ofPublic('/ouvrir', { authorityName: 'Ville', timeZone: 'Europe/Paris', name: 'Camille', email: 'c@exemple.invalid', password: 'une longue phrase de passe' }),
		ofPublic('/connexion', { email: 'qui@exemple.invalid', password: 'mauvais', retour: '/projets' }, ['email']),
		// a password that stands takes the invitation up: what comes after finds it used
		{ ...ofPublic(`/invitation/${places.own.invitation}`, { password: 'court' }), says: 'page' },
		ofPublic(`/r/${places.own.join}`, { publicName: 'Fougère', capacity: 'juror', textSize: '100', contrast: 'normal' }, ['publicName']),
		ofPublic('/rejoindre', { code: 'ZZZZZZ' }, ['code']),
		ofPublic('/retour', { code: 'ZZZZ-ZZZZ-ZZZZ' }, ['code']),
		{ name: 'compte', path: '/compte', cookie: administrator, fields: { current: 'mauvais', next: 'une longue phrase de passe' }, typed: [] },
		{ name: 'creer', path: '/projets?/creer', cookie: administrator, fields: { title: 'Un projet', summary: '', code: '' }, typed: ['title', 'summary', 'code'] },
		ofProject('atelier', { title: 'Un atelier', place: 'Ici', day: '2030-01-01', time: '09:00' }, ['title', 'place']),
		{ ...ofProject('dupliquer', { gathering: places.own.gathering, title: 'Un atelier', place: 'Ici', day: '2030-01-01', time: '09:00', scenarios: 'on', draft: 'on' }, ['title', 'place']), hidden: ['gathering'] },
		ofProject('modele', { gathering: places.own.gathering }),
		ofShelf('importer', { authority: '', text: '{"format":"eclaireurs-modele"}', unknown: 'refuse' }),
		ofShelf('dupliquer', { authority: '', template: 'demi-journee' }),
		ofTemplate('enregistrer', { revision: '0', ...line }, ['name', 'description', 'sentence']),
		ofTemplate('ranger', { revision: '0', ...line, do: 'up:welcome' }, ['name', 'description', 'sentence']),
		ofTemplate('copie', { revision: '0', ...line }, ['name', 'description', 'sentence']),
		ofTemplate('supprimer', { revision: '999999', sure: 'yes' }),
		ofProject('inviter', { name: 'Camille', email: 'c@exemple.invalid', capacity: 'reservist', from: '2026-01-01', to: '2026-12-31', lentBy: 'Pôle', facilitates: 'on' }, ['name', 'email', 'lentBy']),
		ofProject('relancer', { membership: id }),
		ofProject('retirer', { membership: id }),
		ofEnquiry('repondre', { question: 'origin', text: 'Une pétition', read: '0' }, ['text']),
		ofEnquiry('ajouter', { kind: 'testimony', ...material, value: '' }, words),
		ofEnquiry('ajouter&nouveau=figure', { kind: 'figure', ...material }, [...words, 'value', 'unit']),
		ofEnquiry(`modifier&changer=${places.own.material}`, { kind: 'photo', material: places.own.material, read: '1', ...material }, [...words, 'alt']),
		ofEnquiry('retirer', { material: id }),
		ofHand('ready', { step: 'welcome', ready: 'yes' }),
		ofHand('hand', { raised: 'no' }),
		ofHand('weather', { weather: 'sun' }),
		ofHand('reading', { textSize: '100', contrast: 'normal', language: 'fr' }),
		ofHand('note', note, ['text'], '&noter'),
		ofHand('unnote', { note: id }, [], '&noter'),
		ofHand('sort', { note: id, chapter: 'norms', star: 'yes' }, [], '&noter'),
		ofDesk('note', { ...note, for: '' }, ['text']),
		ofDesk('sort', { note: id, chapter: 'norms', star: 'yes' }),
		ofDesk('aside', { note: id }),
		ofDesk('unaside', { note: id }),
		{ ...ofDesk('note at the plume', { ...note, for: '' }, ['text']), path: `/plume/${places.own.gathering}?/note` },
		{ ...ofDesk('note for a seat on paper', note, ['text']), path: `/plume/${places.own.gathering}/${places.own.seat}?/note` },
		onPage('canevas', 'famille', { family: 'Alimentation' }, ['family']),
		onPage('canevas', 'sort', { note: id, chapter: 'norms', star: 'yes' }),
		onPage('canevas', 'ajouter', entry, ['text', 'source', 'verifiedBy']),
		onPage('canevas', 'modifier', { ...entry, entry: id, version: '1' }),
		onPage('canevas', 'retirer', { entry: id, version: '1' }),
		onPage('canevas', 'remettre', { entry: id }),
		onPage('canevas', 'masquer', { name: 'Fourchette libre', variants: 'FL' }, ['name', 'variants']),
		onPage('canevas', 'demasquer', { operator: id }),
		onPage('canevas', 'attribuer', { on: '2030-02-30' }),
		onPage('canevas', 'reprendre', {}),
		onPage('heures', 'ajouter', { juror: id, hours: '3 h', what: 'Formation' }, ['hours', 'what']),
		onPage('heures', 'corriger', { line: id, hours: '3 h', what: 'relu' }),
		onPage('jury/formation', 'decider', { declaration: id, verdict: 'aside', reason: 'Un lien' }),
		onPage('jury/formation', 'papier', { juror: id, ticked: 'yes' }),
		onPage('jury/formation', 'declarer', { juror: id, stage: 'start', declared: 'link', details: 'Ma sœur', ticked: 'yes' }),
		onPage('jury/formation', 'lien', { juror: id }),
		...[
			onPage('jury/choix', 'allumer', { passage: 'Article 8', service: 'Affaires juridiques', agreedOn: '2026-01-01', closesDay: '2035-01-01', closesTime: '18:00' }, ['passage', 'service']),
			onPage('jury/choix', 'question', { question: 'Qui livre ?' }, ['question']),
			onPage('jury/choix', 'retirer', { question: id }),
			onPage('jury/choix', 'repondre', { comment: id, outcome: 'kept', answer: 'Ajouté' }),
			onPage('jury/choix', 'conclure', { synthesis: 'Le jury a goûté', taken: 'yes', why: 'Au critère 1' }),
			onPage('jury/choix', 'publier', { awardedOn: '2026-01-01' }),
			onPage('jury/choix/salle', 'ajouter', { description: 'Une purée', alt: '', checked: 'yes' }, ['description']),
			onPage(`jury/choix/salle/${places.own.sample}`, 'modifier', { description: 'Une purée', alt: 'Un bol', checked: 'yes' }),
			onPage(`jury/choix/salle/${places.own.sample}`, 'retirer', {}),
			onPage(`jury/choix/salle/${places.own.sample}`, 'saisir', { juror: id, criterion: 'c1', words: 'Une purée sans eau, fondante' })
		].map((form) => ({ ...form, cookie: people.buyer.cookie })),
		onPage('jury/indemnites', 'ajouter', { juror: id, kind: 'expense', amount: '12,40', what: 'Train' }, ['amount', 'what']),
		onPage('jury/indemnites', 'corriger', { line: id, amount: '12,40', what: 'relu' }),
		onPage('jury/mandats', 'repondre', { juror: id, answer: 'yes', channel: 'phone' }),
		onPage('jury/mandats', 'pourvoir', {}),
		onPage('jury/fin', 'finir', { note: '', certificates: '', touch: '', forgetOn: '2030-01-01' }),
		onPage('jury/fin', 'prevenir', { juror: id, wish: 'keep-in-touch' }),
		onPage('jury/fin', 'oublier', { alumnus: id }),
		ofPublic('/jure', { code: 'ZZZ-ZZZ-ZZZ' }, ['code']),
		ofPublic(`/jure/lien/${places.own.join}`, { code: 'ZZZ' }),
		ofHome('lecture', '?/lecture', { textSize: '150', contrast: 'high' }),
		ofHome('souhait', '?/souhait', { wish: 'stay' }),
		ofHome('mandat', '?/mandat', { answer: 'peut-être' }),
		ofHome('mot', '/relais?/mot', { words: 'x'.repeat(601) }),
		ofHome('lecon', '/formation/purchase?/repondre', { q1: 'a', q2: 'b', q3: 'c' }),
		// signed only once the lessons are done, which they are not
		ofHome('declaration', '/declaration?/signer', { stage: 'start', declared: 'link', details: 'Ma sœur', ticked: 'yes' }),
		ofHome('annoter', '/textes?/annoter', { about: `line.${id}.S1`, kind: 'doubt', words: 'Trop cher', quote: 'cher' }),
		ofHome('commenter', '/choix?/commenter', { question: id, clarity: 'clear', words: 'Oui' }),
		ofHome('observer', `/choix/salle/${places.own.sample}?/observer`, { criterion: 'c1', words: 'Une purée sans eau, fondante' }),
		ofHome('retirer', '/annotations?/retirer', { annotation: id }),
		ofHome('lu', '/annotations?/lu', { annotation: id }),
		ofHome('contester', '/annotations?/contester', { annotation: id, words: 'Non' }),
		onPage('annotations', 'repondre', { annotation: id, outcome: 'kept', words: 'Merci' }, ['words']),
		onPage('annotations/saisir', 'annoter', { juror: id, about: `line.${id}.S1`, kind: 'doubt', words: 'Trop cher', quote: 'cher' }, ['words']),
		onPage('evolutivite/veille', 'noter', { concerned: '', seenOn: '2026-01-05', source: 'Le journal', words: 'Un signal', need: '' }, ['source', 'words']),
		onPage('evolutivite/veille', 'repondre', { signal: id, answer: 'Rien' }),
		onPage('evolutivite/veille', 'interroger', { clause: id, dueOn: '2030-01-01' }),
		onPage('evolutivite/veille', 'besoin', { clause: id, need: 'changed', words: 'Il a changé', rhythm: '6' }),
		{ ...onPage(`evolutivite/clause/${places.own.clause}`, 'demander', { category: 'need', criteria: 'A1', motives: 'Un besoin', evidence: 'Un relevé', receivedOn: '2035-01-01', annex: 'À part' }, ['motives', 'evidence', 'annex']), cookie: people.buyer.cookie },
		{ name: 'valeurs-de-droit saisir', path: '/portefeuille/valeurs-de-droit?/saisir', cookie: administrator, fields: { key: 'small-change-works', value: '15', from: '2035-01-01', until: '2034-01-01', source: 'Journal officiel' }, typed: ['value', 'source'] },
		{ name: 'valeurs-de-droit retirer', path: '/portefeuille/valeurs-de-droit?/retirer', cookie: administrator, fields: { entry: id }, typed: [] },
		onRecord('publier', { partie: 'vote' }),
		onRecord('retirer', {}),
		ofDesk('openDoors', stale),
		ofDesk('advance', { ...stale, to: '5', confirmed: 'yes' }),
		ofDesk('goBack', { ...stale, to: '1' }),
		ofDesk('close', stale),
		ofDesk('take', { ...stale, from: '5', minutes: '5' }),
		ofDesk('minutes', { ...stale, position: '5', minutes: '5' }),
		ofDesk('catchUp', { ...stale, late: '30' }),
		ofDesk('drop', { ...stale, position: '5' }),
		ofDesk('restore', { ...stale, position: '5' }),
		ofDesk('move', { ...stale, position: '5', way: 'up' }),
		ofDesk('admit', { seat: id, place: id }),
		ofDesk('expel', { seat: id, sure: 'yes' }),
		ofDesk('merge', { seat: seats.juror, into: id }),
		ofDesk('lower', { seat: id }),
		ofDesk('reissue', { seat: id }),
		ofDesk('paper', { publicName: 'Genêt', capacity: 'juror' }, ['publicName']),
		ofDesk('rotate', { what: 'neither' }),
		ofTeam('commencer', {}),
		// a state that nobody has: nothing is written, and the words come back
		ofTeam('ligne', { line: team.line, mode: '', revision: '99', object: 'Des denrées', actors: 'Nous', yearly: '40 000', years: '3', funderWho: 'La Ville', funderAmount: '120 000', on: '2030-01-01', what: 'La convention' }, ['object', 'actors', 'yearly', 'funderWho', 'funderAmount', 'what']),
		ofTeam('garder', { line: team.line, kept: 'yes' }),
		ofTeam('expliquer', { line: team.line, change: 'nothing', reason: 'Parce que' }, ['reason']),
		ofTeam('montrer', {}),
		ofTeam('brouillon', {})
	];
}

/** In a list, among buttons, or as a day: what was chosen is chosen still. */
const isChosen = (body: string, value: string) =>
	(body.match(/<(?:option|input)[^>]*>/g) ?? []).some((tag) => tag.includes(`value="${value}"`) && /\s(selected|checked|type="date")/.test(tag));

interface Owed {
	/** words that come back when they are refused */
	readonly given?: readonly string[];
	/** so do choices */
	readonly chosen?: readonly string[];
	/** the page itself is the answer: there is no form left on it */
	readonly says?: 'page';
}

/** What is wrong with an answer to a form; nothing when it is as it should be. */
function faults({ status, body }: Answer, sent: string, { given = [], chosen = [], says }: Owed = {}): string[] {
	const wrong: string[] = [];
	if (status >= 500) wrong.push(`${status}`);
	if (body.includes('<script>alert(1)')) wrong.push('the markup is in the page');
	if (/node_modules|\n\s+at .*:\d+:\d+/.test(body)) wrong.push('shows a stack');
	if (status === 200 || status === 303 || status >= 500) return wrong;
	const text = unescaped(withoutScripts(body)).normalize('NFC');
	// what stands on the page anyway answers nobody
	const said = status === 422 && says !== 'page' ? text.split(/role="(?:alert|status)"|class="field-error/).slice(1).map((after) => after.slice(0, 1_500)) : [text];
	if (!pieces.some((piece) => said.some((one) => one.includes(piece)))) wrong.push(`${status} without a sentence`);
	if (status !== 422) return wrong;
	for (const words of given)
		if (words.trim() !== '' && !text.includes(words.slice(0, 200))) wrong.push(`${sent}: « ${words.slice(0, 40)} » is not given back`);
	for (const value of chosen) if (!isChosen(body, value)) wrong.push(`${sent}: ${value} is not chosen any more`);
	return wrong;
}

let turn = 0;
/** A new address each time: what is tried here is the words, not the limits. */
const from = () => 2 + (turn++ % 250);

const expectedBack = (typed: string): string => typed.replaceAll('\0', '').replaceAll('\r', '').normalize('NFC').toWellFormed().trim();

/** Bytes that no browser makes of a text: NUL, a surrogate alone, the end of a character without its beginning. */
const oddBytes: Readonly<Record<string, string>> = { 'a NUL as a byte': 'avant%00après', 'a surrogate as bytes': 'avant%ED%A0%BDaprès', 'half a character': 'avant%A9%FFaprès' };

async function tryForm({ name, path, cookie, fields, typed, chosen = [], hidden = [], before, says, isDrawn }: Form): Promise<string[]> {
	const wrong: string[] = [];
	const attempt = async (how: string, body: Pick<Asked, 'form' | 'raw'>, sent: Readonly<Record<string, string>>, field?: string) => {
		if (isDrawn && !isDrawn(how)) return;
		await before?.();
		const answer = await ask(server.url, path, { cookie, from: from(), ...body });
		const isOwed = field === undefined || !hidden.includes(field);
		const given = isOwed ? typed.flatMap((one) => (one in sent ? [expectedBack(sent[one]!)] : [])) : [];
		const choices = isOwed ? chosen.flatMap((one) => (one in sent && one !== field ? [sent[one]!] : [])) : [];
		for (const fault of faults(answer, how, { given, chosen: choices, says })) wrong.push(`${name} with ${how}: ${fault}`);
	};
	const multipart = (parts: Readonly<Record<string, string>>, more: string) => ({
		type: `multipart/form-data; boundary=${boundary}`,
		body: `${Object.entries(parts)
			.map(([key, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`)
			.join('')}${more}--${boundary}--\r\n`
	});
	for (const field of Object.keys(fields)) {
		// the same for every act: tried once, below
		if (field === 'step' || field === 'act' || field === 'typedFor') continue;
		const isTyped = typed.includes(field);
		for (const [how, value] of Object.entries(bad).filter(([how]) => isTyped || forHidden.has(how))) {
			const sent = { ...fields, [field]: value };
			await attempt(`${how} in ${field}`, { form: sent }, sent, field);
		}
		const { [field]: _, ...others } = fields;
		await attempt(`no ${field}`, { form: others }, others, field);
		await attempt(`a list in ${field}`, { form: [...Object.entries(fields), [field, 'encore']] }, { ...fields, [field]: 'encore' }, field);
		const file = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="x.html"\r\nContent-Type: text/html\r\n\r\n<b>fichier</b>\r\n`;
		await attempt(`a file as ${field}`, { raw: multipart(others, file) }, others, field);
		if (!isTyped) continue;
		for (const [how, value] of Object.entries(oddBytes)) {
			const body = `${new URLSearchParams(others)}&${field}=${value}`;
			await attempt(`${how} in ${field}`, { raw: { type: 'application/x-www-form-urlencoded', body } }, others, field);
		}
	}
	const names = ['__proto__', 'constructor', 'toString', 'grade-__proto__', '__proto__[isAdministrator]'];
	await attempt('the names of an object for fields', { form: [...Object.entries(fields), ...names.map((one): [string, string] => [one, 'yes'])] }, fields);
	return wrong;
}

async function inTwos(all: readonly Form[]): Promise<string[]> {
	const wrong: string[] = [];
	const queue = all.values();
	const work = async () => {
		for (const form of queue) wrong.push(...(await tryForm({ isDrawn: drawn(form.name), ...form })));
	};
	await Promise.all([work(), work(), work(), work()]);
	return wrong;
}

let looked = 0;
/** What the server complained of since somebody last looked. */
function complaints(): string[] {
	const lines = server.logs.slice(looked);
	looked = server.logs.length;
	return lines.filter((line) => /"level":(50|60)|^\s+at /.test(line));
}

const theGathering = () => world.places.own.gathering as GatheringId;
const atHandOf = (who: 'juror' | 'buyer-seat') => ({ path: `/main/${theGathering()}?/act`, cookie: world.people[who].cookie });
const atHand = () => atHandOf('juror');
const atDesk = () => ({ path: `/console/${theGathering()}?/act`, cookie: world.people.facilitator.cookie });
const standing = async () => gatherings.atStep(await database(), theGathering());

/** The room, to this step, forward or back. */
async function goTo(step: string): Promise<void> {
	const cookie = world.people.facilitator.cookie;
	for (;;) {
		const row = await gatherings.read(await database(), theGathering());
		const there = row.agenda.steps.findIndex((one) => one.step === step);
		if (there === row.position) return;
		const way = there < row.position ? { act: 'goBack', to: there } : { act: 'advance', to: row.position + 1 };
		const { status, body } = await ask(server.url, `/console/${theGathering()}?/${way.act}`, { cookie, form: { revision: String(row.revision), to: String(way.to), confirmed: 'yes' } });
		if (status !== 303) throw new Error(`the room does not go to ${step}: ${status} ${body.slice(0, 300)}`);
	}
}

/** An act that the story needs: it is accepted. */
async function done(at: { path: string; cookie: string }, step: string, name: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
	const { status, said } = await act(server.url, at.path, { cookie: at.cookie, from: from(), form: { step, act: name, ...fields } });
	if (status !== 200) throw new Error(`${step} ${name}: ${status} ${said}`);
}

/** Texts that people type into the acts of the steps. */
const typedIn = new Set(['text', 'risk', 'wouldLift', 'word', 'hours', 'name', 'idea', 'facts', 'sentence', 'body', 'what1', 'changed', 'reason', 'note', 'objective', 'modes', 'calendar', 'label', 'low', 'high', 'seen', 'postcard', 'year']);

/** How an act is tried, where the matrix of doors does not say enough. */
interface Trial {
	/** over those of the matrix: for everybody, for the seat of the hand, for the one on paper */
	readonly fields?: Form['fields'];
	readonly hand?: Form['fields'];
	readonly paper?: Form['fields'];
	/** texts that people type there; none where no form stands on the screen */
	readonly typed?: { readonly hand?: Form['typed']; readonly desk?: Form['typed'] };
	readonly chosen?: Form['chosen'];
	readonly before?: Form['before'];
	/** who has the form in hand, when it is not the juror */
	readonly who?: 'juror' | 'buyer-seat';
	/** for whom the console types, when it is not the elected official */
	readonly forSeat?: SeatId;
	/** the step is looked at while the room is elsewhere */
	readonly ahead?: true;
}

const tried = new Set<string>();

/** One act, tried by everybody who may do it: the hand, the console for itself, and the console for a seat on paper. */
async function tryAct(elected: SeatId, key: string, trial: Trial = {}): Promise<string[]> {
	const { by, fields } = acts[key]!;
	const onPaper = trial.forSeat ?? elected;
	const hand = atHandOf(trial.who ?? 'juror');
	const [step, name] = key.split(' ') as [string, string];
	const base = { step, act: name, ...fields, ...trial.fields };
	const typed = Object.keys(base).filter((field) => typedIn.has(field));
	const desk = atDesk();
	const common = { ...desk, ...(trial.ahead && { path: `${desk.path}&etape=${step}` }), before: trial.before };
	const form = (called: string, at: Pick<Form, 'path' | 'cookie' | 'before'>, own: Form['fields'], words: Form['typed']): Form => {
		const chosen = (trial.chosen ?? []).filter((field) => field in own);
		return { ...at, name: `${called} ${key}`, fields: own, typed: words, chosen, isDrawn: drawn(`${called} ${key}`), hidden: Object.keys(own).filter((field) => !words.includes(field) && !chosen.includes(field)) };
	};
	const ofDesk = trial.typed?.desk ?? typed;
	const all =
		by === 'seat'
			? [
					form('hand', { ...hand, before: trial.before }, { ...base, ...trial.hand }, trial.typed?.hand ?? typed),
					form('console, on paper,', common, { ...base, for: onPaper, typedFor: onPaper, ...trial.paper }, ofDesk),
					{ ...form('console, for a seat with a telephone,', common, { step, act: name, for: world.seats.juror }, []), chosen: [] }
				]
			: [form('console', common, base, ofDesk)];
	tried.add(key);
	const wrong: string[] = [];
	// one after the other: an act may end what the next one needs, never break it
	for (const one of all) wrong.push(...(await tryForm(one)));
	return wrong;
}

/** The acts of each step in the order in which a room does them, so that what is refused is refused for its words. */
function trials(onPaper: SeatId, prescriber: SeatId): Readonly<Record<string, () => Promise<string[][]>>> {
	const trying = (key: string, trial?: Trial) => tryAct(onPaper, key, trial);
	const cardsOf = async (seat: SeatId) => privateCards.ofSeat(await database(), seat);
	const openObjection = async () => {
		const round = await consents.roundOf(await database(), await standing());
		return round!.objections.find(({ state }) => state === 'raised' || state === 'taken-up' || state === 'integrated')!.id;
	};
	const paper = { for: onPaper };
	const draftVersion = async () => (await proposals.readDraft(await database(), (await proposals.read(await database(), await standing())).draftBoardId)).version;
	const passages = async () => (await amendments.lastVersion(await database(), await standing()))!.passages;
	const objection = { risk: 'Un risque', wouldLift: 'Une garantie' };

	/** The acts on the draft, which two steps share. */
	const tryDraft = async (step: 'retouch' | 'proposal'): Promise<string[][]> => {
		const found: string[][] = [];
		const of = { need: (await readNeeds(await database(), theGathering()))[0]!.id };
		for (const [act, trial] of Object.entries<Trial>({
			'write-draft': {},
			'leave-need': { fields: of, before: () => done(atHandOf('buyer-seat'), step, 'reopen-need', of) },
			'reopen-need': { fields: of },
			'answer-need': { fields: of },
			'write-changed': {}
		})) {
			// the console has forms of its own for the draft, and none for who brings it on paper
			found.push(await trying(`${step} ${act}`, { ...trial, who: 'buyer-seat', forSeat: prescriber, typed: { desk: [] } }));
			found.push(await trying(`${step} ${act}-from-desk`, trial));
		}
		return found;
	};

	return {
		async 'ground-rules'() {
			const waiting = async () => (await groundRules.waitingIn(await database(), theGathering())).questions;
			const settleAll = async () => {
				for (const { id: question } of await waiting()) await done(atDesk(), 'ground-rules', 'settle', { question });
			};
			const found = [await trying('ground-rules ask', { before: settleAll })];
			await settleAll();
			await done(atHand(), 'ground-rules', 'ask', { text: 'Qui lira ?' });
			found.push(await trying('ground-rules settle', { fields: { question: (await waiting())[0]!.id } }));
			found.push(await trying('ground-rules write-frame', { fields: { objective: 'Dire de quoi la cantine a besoin', body: 'le conseil' } }));
			return found;
		},
		async field() {
			const { material } = world.places.own;
			const choice = { first: material, second: world.places.sibling.material, third: '', fourth: '' };
			const found = [await trying('field choose', { fields: choice, chosen: ['first', 'second'] })];
			await done(atDesk(), 'field', 'choose', choice);
			const shown = () => done(atDesk(), 'field', 'show', { material });
			await shown();
			found.push(await trying('field react', { fields: { material, reaction: 'question', note: 'Qui commande ?' }, before: shown }));
			found.push(await trying('field take-back', { fields: { material } }));
			found.push(await trying('field play', { before: shown }));
			found.push(await trying('field show', { fields: { material } }));
			return found;
		},
		async 'landscape-writing'() {
			const write = { zone: 'needs', text: 'Un repas chaud' };
			await done(atHand(), 'landscape-writing', 'write', write);
			await done(atDesk(), 'landscape-writing', 'write', { ...write, ...paper });
			const [mine, theirs] = [(await cardsOf(world.seats.juror))[0]!.id, (await cardsOf(onPaper))[0]!.id];
			const keepOne = async () => {
				for (const { id } of await cardsOf(world.seats.juror)) if (id !== mine) await done(atHand(), 'landscape-writing', 'withdraw', { card: id });
				for (const { id } of await cardsOf(onPaper)) if (id !== theirs) await done(atDesk(), 'landscape-writing', 'withdraw', { card: id, ...paper });
			};
			const rewriting = { hand: { card: mine }, paper: { card: theirs } };
			const found = [
				await trying('landscape-writing write', { fields: { zone: 'resources', 'kind-resources': 'expertise' }, before: keepOne, typed: { hand: ['text'], desk: ['text'] }, chosen: ['zone', 'for'] }),
				// a card on paper is corrected on paper: the console has no form for it
				await trying('landscape-writing rewrite', { ...rewriting, typed: { desk: [] } }),
				await trying('landscape-writing withdraw', rewriting)
			];
			// the dots need a card to stand on
			await done(atHand(), 'landscape-writing', 'write', write);
			return found;
		},
		async 'landscape-dots'() {
			const { zones } = await landscape.readLandscape(await database(), theGathering());
			const card = zones.flatMap(({ groups }) => groups.flatMap(({ cards }) => cards))[0]!.id;
			const found = [await trying('landscape-dots place', { fields: { card } }), await trying('landscape-dots take-back', { fields: { card } })];
			// the scenarios are written ahead: the box opens on them when the room comes to the vote
			const scenario = { name: 'Une cuisine commune', idea: 'Cuisiner à trois', facts: 'Prix : 3 €' };
			for (const code of ['A', 'B']) await done(atDesk(), 'vote', 'write-scenario', { ...scenario, code });
			const keepTwo = async () => {
				for (const { code } of await scenarios.list(await database(), await standing())) if (code > 'B') await done(atDesk(), 'vote', 'remove-scenario', { code });
			};
			found.push(await trying('vote write-scenario', { fields: { ...scenario, code: 'C' }, ahead: true, before: keepTwo }));
			found.push(await trying('vote remove-scenario', { fields: { code: 'C' }, ahead: true }));
			await keepTwo();
			return found;
		},
		async retouch() {
			return tryDraft('retouch');
		},
		async roles() {
			await done(atHand(), 'roles', 'play-own');
			await done(atDesk(), 'roles', 'play-own', paper);
			return [await trying('roles say')];
		},
		async proposal() {
			const found = await tryDraft('proposal');
			const of = { need: (await readNeeds(await database(), theGathering()))[0]!.id };
			const version = await draftVersion();
			await done(atDesk(), 'proposal', 'write-draft-from-desk', { text: 'Un repas chaud par jour.\n\nCuit le matin.', version });
			await done(atDesk(), 'proposal', 'seal-from-desk');
			const [passage] = await passages();
			found.push(await trying('proposal bookmark', { fields: { passage: passage!.id, note: 'À relire' }, typed: { desk: [] } }));
			// sealed meanwhile: the form is gone, the words are not
			for (const act of ['write-draft', 'write-changed', 'leave-need'])
				found.push(await tryForm({ ...atHandOf('buyer-seat'), name: `hand, sealed meanwhile, ${act}`, fields: { step: 'proposal', act, ...acts[`proposal ${act}`]!.fields, ...of }, typed: Object.keys(acts[`proposal ${act}`]!.fields).filter((field) => typedIn.has(field)), hidden: ['need', 'version'], isDrawn: drawn(`sealed ${act}`) }));
			return found;
		},
		async clarification() {
			const mine = async () => (await questions.ofGathering(await database(), theGathering())).filter(({ state }) => state === 'asked');
			const askNothing = async () => {
				for (const { id: question, seatId } of await mine())
					await done(seatId === onPaper ? atDesk() : atHand(), 'clarification', 'withdraw', { question, ...(seatId === onPaper && paper) });
			};
			const found = [await trying('clarification ask', { before: askNothing })];
			await askNothing();
			await done(atHand(), 'clarification', 'ask', { text: 'Qui cuit ?' });
			const question = (await mine())[0]!.id;
			const askedAgain = async () => {
				if ((await mine()).length === 0) await done(atDesk(), 'clarification', 'put-back', { question });
			};
			// answered meanwhile by somebody else: the words come back
			found.push(await trying('clarification answer', { fields: { question }, before: askedAgain }));
			return found;
		},
		async amendments() {
			const [passage] = await passages();
			const words = { passage: passage!.id, text: 'Un repas chaud, servi à table.', reason: 'On mange mieux assis.', need: '', effect: '', quote: '' };
			const ofSeat = async (seat: SeatId) => (await amendments.ofSeat(await database(), seat)).filter(({ state }) => state !== 'withdrawn');
			const writeNothing = async () => {
				for (const { id: amendment } of await ofSeat(world.seats.juror)) await done(atHand(), 'amendments', 'withdraw', { amendment });
				for (const { id: amendment } of await ofSeat(onPaper)) await done(atDesk(), 'amendments', 'withdraw', { amendment, ...paper });
			};
			const found = [await trying('amendments write', { fields: words, before: writeNothing, chosen: ['type', 'passage'] })];
			await writeNothing();
			await done(atHand(), 'amendments', 'write', { ...words, type: 'add' });
			await done(atDesk(), 'amendments', 'write', { ...words, type: 'add', ...paper });
			const [own, theirs] = [(await ofSeat(world.seats.juror))[0]!.id, (await ofSeat(onPaper))[0]!.id];
			found.push(await trying('amendments rewrite', { fields: words, hand: { amendment: own }, paper: { amendment: theirs }, typed: { desk: [] }, chosen: [] }));
			await done(atDesk(), 'amendments', 'begin');
			const open = async () => {
				for (const { id: amendment, state } of await amendments.shown(await database(), theGathering()))
					if (state === 'not-kept' || state === 'parked') await done(atDesk(), 'amendments', 'put-back', { amendment });
			};
			found.push(await trying('amendments not-keep', { fields: { amendment: own }, before: open }));
			await open();
			const parked = async () => {
				await open();
				await done(atDesk(), 'amendments', 'answer-aloud', { amendment: own, answer: 'later', scenario: '', reason: '' });
			};
			found.push(await trying('amendments give-reason', { fields: { amendment: own }, before: parked }));
			// the form of an answer given aloud has no words of its own
			found.push(await trying('amendments answer-aloud', { fields: { amendment: own }, before: open, typed: { desk: [] } }));
			return found;
		},
		async scenarios() {
			const words = { scenario: 'A', revision: '0', base: '', name: 'Une cuisine commune', idea: 'Cuisiner à trois', facts: 'Prix : 3 €', modes: 'achat', calendar: '2028' };
			const lines = async () => budgets.linesOf(await database(), await standing());
			const dropAll = async () => {
				for (const { id: line } of await lines()) await done(atDesk(), 'scenarios', 'drop-range', { line });
			};
			const range = { scenario: 'A', label: 'Achat', low: '1 000', high: '2 000' };
			const found = [
				// the console has forms of its own for scenarios, and none for who writes on paper
				await trying('scenarios compose', { fields: words, who: 'buyer-seat', forSeat: prescriber, typed: { desk: [] } }),
				await trying('scenarios compose-at-desk', { fields: words }),
				await trying('scenarios suggest', { fields: { text: 'Pilote : six mois' } }),
				await trying('scenarios write-total', { fields: { low: '4 000 000', high: '5 000 000' } }),
				await trying('scenarios add-range', { fields: range, before: dropAll })
			];
			await dropAll();
			await done(atDesk(), 'scenarios', 'add-range', range);
			found.push(await trying('scenarios move-range', { fields: { line: (await lines())[0]!.id, label: 'Achat', low: '1 000', high: '2 000' } }));
			return found;
		},
		async matrix() {
			for (const { code } of await scenarios.list(await database(), await standing())) if (code > 'B') await done(atDesk(), 'vote', 'remove-scenario', { code });
			const line = { line: '', kind: 'impact', code: 'I1', name: 'Le goût', indicator: 'note sur dix', base: '5', target: '8' };
			const removeAll = async () => {
				for (const { code } of await matrices.linesOf(await database(), await standing())) await done(atDesk(), 'matrix', 'remove-line', { line: code });
			};
			const found = [await trying('matrix write-line', { fields: line, before: removeAll, typed: { desk: ['code', 'name', 'indicator', 'base', 'target'] } })];
			await removeAll();
			await done(atDesk(), 'matrix', 'write-line', line);
			await done(atDesk(), 'matrix', 'write-line', { ...line, kind: 'risk', code: 'RK1', name: 'Le retard' });
			const [probabilities, gravities] = [{ 'probability:RK1:A': '4', 'probability:RK1:B': '1' }, { 'gravity:RK1:A': '4', 'gravity:RK1:B': '1' }];
			found.push(await trying('matrix prepare', { fields: { risk: 'RK1', ...probabilities, ...gravities } }));
			await done(atDesk(), 'matrix', 'prepare', { risk: 'RK1', ...probabilities, ...gravities });
			found.push(await trying('matrix score-impacts', { fields: { 'impact:I1:A': '2', 'impact:I1:B': '3' }, chosen: ['impact:I1:A', 'impact:I1:B'] }));
			found.push(await trying('matrix confirm-risks'));
			found.push(await trying('matrix score-risks', { fields: { ...probabilities, ...gravities }, chosen: [...Object.keys(probabilities), ...Object.keys(gravities)] }));
			// another order than the one of the ballots: there will be something to say
			await done(atHand(), 'matrix', 'score-impacts', { 'impact:I1:A': '-2', 'impact:I1:B': '3' });
			await done(atDesk(), 'matrix', 'score-impacts', { 'impact:I1:A': '-2', 'impact:I1:B': '3', ...paper });
			return found;
		},
		async vote() {
			const ballot = { 'grade-A': '0', 'grade-B': '1' };
			const found = [await trying('vote cast', { fields: ballot })];
			await done(atHand(), 'vote', 'cast', ballot);
			for (const _ of ['once', 'and again']) await done(atDesk(), 'vote', 'cast', { ...ballot, ...paper });
			// a jury whose result is published: four more vote, as on their phones, with the key that the server keeps
			process.env.KEYS_DIR = join(server.dataDir, 'keys');
			const { authorityId } = await standing();
			await inTransaction(async (tx) => {
				const boxId = (await votes.boxOf(tx, { authorityId, gatheringId: theGathering() }))!;
				for (const nth of [1, 2, 3, 4]) {
					const voterId = must(await seats.addOnPaper(tx, world.facilitator, { publicName: `Ormeau ${nth}`, capacity: 'juror' }, new Date()));
					const vote = { authorityId, boxId, actor: `seat:${voterId}` } as const;
					must(await ballots.addToRoll(tx, vote, { voterId, college: 'jury' }));
					must(await ballots.cast(tx, { ...vote, voterId, given: { A: 0, B: 1 } }));
				}
			});
			found.push(await trying('vote add-late', { fields: { seat: world.seats['buyer-seat'] } }));
			found.push(await trying('vote strike', { fields: { seat: world.seats['buyer-seat'] } }));
			found.push(await trying('vote close-vote'));
			await act(server.url, atDesk().path, { cookie: atDesk().cookie, from: from(), form: { step: 'vote', act: 'close-vote', ...acts['vote close-vote']!.fields } });
			found.push(await trying('vote write-sentence'));
			return found;
		},
		async consent() {
			const move = (phase: string) => done(atDesk(), 'consent', 'move-to', { phase });
			await move('objections');
			const found = [await trying('consent object', { fields: objection })];
			found.push(await trying('consent withdraw'));
			found.push(await trying('consent consent'));
			await done(atHand(), 'consent', 'object', objection);
			const raised = { objection: await openObjection() };
			const stateOf = async () => (await consents.roundOf(await database(), await standing()))!.objections.find((one) => one.id === raised.objection)!.state;
			found.push(await trying('consent take-up', { fields: raised }));
			if ((await stateOf()) === 'raised') await done(atDesk(), 'consent', 'take-up', raised);
			found.push(await trying('consent integrate', { fields: raised }));
			if ((await stateOf()) !== 'integrated') await done(atDesk(), 'consent', 'integrate', { ...raised, text: 'Avec une garantie' });
			found.push(await trying('consent keep', { fields: raised }));
			found.push(await trying('consent release', { fields: raised }));
			await done(atHand(), 'consent', 'release', raised);
			await done(atDesk(), 'consent', 'release', { ...raised, ...paper });
			found.push(await trying('consent lift', { fields: raised }));
			found.push(await trying('consent excuse', { fields: { party: world.seats['buyer-seat'] } }));
			found.push(await trying('consent ask', { fields: { party: world.seats['buyer-seat'] } }));
			found.push(await trying('consent open-round', { fields: { code: 'A' } }));
			found.push(await trying('consent change-scenario', { fields: { code: 'A', known: '0' } }));
			found.push(await trying('consent move-to', { fields: { phase: 'objections' } }));
			found.push(await trying('consent loop-again'));
			found.push(await trying('consent postpone'));
			const isRunning = async () => (await consents.roundOf(await database(), await standing()))!.state === 'running';
			if (await isRunning()) await done(atDesk(), 'consent', 'postpone', acts['consent postpone']!.fields);
			// the elected official, on paper, owes an answer to what was kept on record
			await done(atDesk(), 'consent', 'open-round', { code: 'A' });
			await move('objections');
			await done(atHand(), 'consent', 'object', objection);
			found.push(await trying('consent keep-on-record'));
			if (await isRunning()) await done(atDesk(), 'consent', 'keep-on-record', acts['consent keep-on-record']!.fields);
			found.push(await trying('consent answer-objections', { fields: { text: 'Nous vérifierons' }, typed: { desk: [] } }));
			await done(atDesk(), 'consent', 'open-round', { code: 'A' });
			await move('objections');
			found.push(await trying('consent obtain'));
			return found;
		},
		async sketch() {
			const line = async () => (await sketches.read(await database(), await standing())).lines[0]!;
			const keepOne = async () => {
				for (const { id, revision } of (await sketches.read(await database(), await standing())).lines.slice(1)) await done(atDesk(), 'sketch', 'remove-line-at-desk', { line: id, revision: String(revision) });
			};
			await done(atDesk(), 'sketch', 'write-line-at-desk', { mode: 'purchase', object: 'Des denrées' });
			const words = { mode: 'purchase', object: 'Une légumerie', actors: 'Les Paniers', low: '340 k€', high: '400 k€', lots: '2' };
			const typed = ['object', 'actors', 'low', 'high', 'lots'];
			const buyer = { who: 'buyer-seat', before: keepOne } as const;
			// the console writes lines of its own, and none for a buyer on paper
			const found = [
				await trying('sketch write-line', { ...buyer, fields: words, typed: { hand: typed, desk: [] } }),
				await trying('sketch write-line-at-desk', { fields: words, before: keepOne, typed: { desk: typed } })
			];
			const withdrawAll = async () => {
				for (const { id: suggestion, seatId, state } of await sketches.suggestionsOf(await database(), await standing()))
					if (state === 'waiting') await done(seatId === onPaper ? atDesk() : atHand(), 'sketch', 'withdraw-suggestion', { suggestion, ...(seatId === onPaper && paper) });
			};
			const about = (await line()).id;
			found.push(await trying('sketch suggest', { fields: { about, text: 'Un dossier court' }, before: withdrawAll, chosen: ['about'] }));
			for (const act of ['move-line', 'remove-line', 'explain', 'sort-suggestion', 'freeze']) found.push(await trying(`sketch ${act}`, { who: 'buyer-seat' }));
			return found;
		},
		async closing() {
			const left = { usefulness: '4', word: 'Merci à vous', hours: '2 h', postcard: 'Tenez bon' };
			await done(atDesk(), 'closing', 'write-closing', { body: 'Le conseil', bodyOn: '2030-01-01', year: '2034' });
			return [
				await trying('closing leave', { fields: left, typed: { desk: ['word', 'postcard'] }, chosen: ['usefulness'] }),
				await trying('closing write-closing', {
					fields: { body: 'Le conseil municipal', bodyOn: '2030-01-01', what1: 'La consultation', on1: '2030-02-01', year: '2034' },
					chosen: ['bodyOn', 'on1']
				})
			];
		}
	};
}

describe('what nobody should send', () => {
	test('is answered by every form with a sentence, and what was typed comes back', { timeout: 240_000 }, async () => {
		await beginStrategy();
		expect(await inTwos(forms())).toEqual([]);
		expect(complaints()).toEqual([]);
	});

	test('is answered by every act of every step, in its step, on the hand, on the console and for a seat on paper', { timeout: 480_000 }, async () => {
		const onPaper = await inTransaction(async (tx) => must(await seats.addOnPaper(tx, world.facilitator, { publicName: 'Genêt', capacity: 'elected-official' }, new Date())));
		const prescriber = await inTransaction(async (tx) => must(await seats.addOnPaper(tx, world.facilitator, { publicName: 'Sureau', capacity: 'prescriber' }, new Date())));
		const own = trials(onPaper, prescriber);
		const wrong: string[] = [];
		for (const step of usualAgenda().steps.map(({ step }) => step).filter((step) => Object.keys(acts).some((key) => key.startsWith(`${step} `)))) {
			await goTo(step);
			wrong.push(...((await own[step]?.()) ?? []).flat());
			for (const key of Object.keys(acts)) if (key.startsWith(`${step} `) && !tried.has(key)) wrong.push(...(await tryAct(onPaper, key)));
		}
		expect(wrong).toEqual([]);
		expect(complaints()).toEqual([]);
		const ofTheAgenda = new Set<string>(usualAgenda().steps.map(({ step }) => step));
		expect([...tried].toSorted()).toEqual(Object.keys(acts).filter((key) => ofTheAgenda.has(key.split(' ')[0]!)).toSorted());
	});

	test('an act that no step has, or of no step: a sentence', async () => {
		const names = [...Object.values(bad), '__proto__', 'constructor', 'toString', 'hasOwnProperty'];
		const wrong: string[] = [];
		for (const at of [atHand(), atDesk()])
			for (const name of names)
				for (const form of [{ step: name, act: 'write', for: '' }, { step: 'landscape-writing', act: name, for: '' }, { step: name, act: name, for: name }]) {
					const answer = await ask(server.url, at.path, { cookie: at.cookie, from: from(), form });
					if (answer.status !== 400) wrong.push(`${at.path} ${JSON.stringify(form).slice(0, 60)}: ${answer.status}`);
					wrong.push(...faults(answer, JSON.stringify(form).slice(0, 60)));
				}
		expect(wrong).toEqual([]);
		expect(complaints()).toEqual([]);
	});

	test('two who move the room at once: one does, the other reads why not', async () => {
		const { gathering } = world.places.sibling;
		const { revision } = await gatherings.read(await database(), gathering as never);
		const both = await Promise.all(
			['facilitator', 'administrator'].map((role) =>
				ask(server.url, `/console/${gathering}?/advance`, { cookie: world.people[role as 'facilitator'].cookie, form: { revision: String(revision), confirmed: 'yes' } })
			)
		);
		expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
		expect(faults(both.find(({ status }) => status === 422)!, 'advance')).toEqual([]);
	});

	test('a ballot after the vote, and words for a step that the room has left: a sentence, and the words', async () => {
		const path = `/main/${world.places.own.gathering}?/act`;
		const { cookie } = world.people.juror;
		const ballot = await ask(server.url, path, { cookie, form: { step: 'vote', act: 'cast', 'grade-A': '1', 'grade-B': '1' } });
		expect(ballot.status).toBe(422);
		expect(faults(ballot, 'a late ballot')).toEqual([]);
		const text = 'Une cuisine centrale, mais avec des légumes d’ici';
		const card = await ask(server.url, path, { cookie, form: { step: 'landscape-writing', act: 'write', zone: 'needs', text } });
		expect(card.status).toBe(422);
		expect(faults(card, 'a late card', { given: [text] })).toEqual([]);
		const single = await ask(server.url, path, { cookie, form: { step: 'landscape-writing', act: 'write', zone: 'needs', text: 'pain' } });
		expect(faults(single, 'a late card of one word', { given: ['pain'] })).toEqual([]);
		expect(unescaped(withoutScripts(single.body))).not.toContain('>needs<');
	});

	test('words typed at the console for somebody on paper, in a step that the room has left: a sentence, and the words', async () => {
		const onPaper = (await seats.ofGathering(await database(), theGathering())).find(({ isOnPaper }) => isOnPaper)!.id;
		const { path, cookie } = atDesk();
		const text = 'Des fruits le dimanche';
		const card = await ask(server.url, path, { cookie, form: { step: 'landscape-writing', act: 'write', for: onPaper, zone: 'needs', text } });
		expect(card.status).toBe(422);
		expect(faults(card, 'a late card on paper', { given: [text] })).toEqual([]);
	});

	test('a link of yesterday, and one that was made anew: a sentence, and no form to fill in for nothing', async () => {
		const { gathering, join: link } = world.places.neighbour;
		const sql = await driver();
		await sql`update gatherings set join_closes_at = now() - interval '1 minute' where id = ${gathering}`;
		for (const path of [`/r/${link}`, `/r/${'z'.repeat(32)}`]) {
			const page = await ask(server.url, path);
			expect(page.body).not.toContain('name="publicName"');
			expect(faults({ ...page, status: 422 }, path, { says: 'page' })).toEqual([]);
			const sent = await ask(server.url, path, { form: { publicName: 'Fougère', capacity: 'juror' } });
			expect(sent.status).toBe(422);
			expect(faults(sent, path, { says: 'page' })).toEqual([]);
		}
	});

	test('a body that is too large, or that is no form, is refused without a stack', async () => {
		const cookie = world.people.juror.cookie;
		const path = `/main/${world.places.own.gathering}?/act`;
		const form = 'application/x-www-form-urlencoded';
		const sent: [string, string | Buffer, number[]][] = [
			[form, `text=${'a'.repeat(600_000)}`, [413]],
			[`multipart/form-data; boundary=${boundary}`, `--${boundary}\r\nContent-Disposition: form-data; name="text"\r\n\r\n${'a'.repeat(600_000)}\r\n--${boundary}--\r\n`, [413]],
			['multipart/form-data', 'no boundary', [400]],
			[`multipart/form-data; boundary=${boundary}`, 'not a part', [400]],
			['application/json', '{"step":"vote"}', [400, 415]],
			['text/plain', 'step=vote', [400, 415]],
			[form, Buffer.from([0xff, 0xfe, 0x3d, 0x80]), [400]],
			[form, '%%%=%zz&&&', [400]]
		];
		const answers = await Promise.all(
			['/langue', '/connexion', path].flatMap((door) =>
				sent.map(async ([type, body, expected]) => {
					const answer = await ask(server.url, door, { cookie, raw: { type, body }, from: from() });
					const isFine = expected.includes(answer.status) || (expected.includes(400) && [303, 422].includes(answer.status));
					return isFine && !/node_modules|\n\s+at /.test(answer.body) ? [] : [`${door} ${type} ${String(body).slice(0, 30)}: ${answer.status}`];
				})
			)
		);
		expect(answers.flat()).toEqual([]);
		expect(complaints()).toEqual([]);
	});

	test('strange addresses are not found, and break nothing', async () => {
		const strange = [
			'/main/__proto__',
			'/main/%00',
			'/console/..%2f..%2fetc',
			`/console/${world.places.own.gathering}?etape=__proto__`,
			`/main/${world.places.own.gathering}?etape=constructor`,
			'/mur/%E0%A4%A',
			'/mur/%00',
			'/r/%00',
			'/invitation/%00',
			`/compte-rendu/${world.places.own.gathering}/__proto__`,
			`/compte-rendu/${world.places.own.gathering}/publication?apercu=oui&partie=__proto__`,
			`/projets/${world.places.own.project}/heures/__proto__`,
			'/public/__proto__',
			'/public/%00',
			'/public/%E0%A4%A',
			'/public/x/__proto__',
			`/compte-rendu/${world.places.own.gathering}/%2e%2e%2f`,
			'/connexion?retour=%00',
			'/projets/%ff',
			'//ailleurs.invalid/',
			'/\\ailleurs.invalid'
		];
		for (const path of strange)
			for (const role of ['public', 'juror', 'administrator'] as const) {
				const { status, location } = await ask(server.url, path, { cookie: world.people[role].cookie });
				expect(`${path} ${role} ${status}`).toMatch(/ (200|303|307|308|400|403|404)$/);
				expect(location).not.toMatch(/^(\/\/|\/\\|https?:\/\/(?!localhost))/);
			}
		expect(complaints()).toEqual([]);
	});

	test('nothing secret reaches the log', () => {
		const secrets = [
			...Object.values(world.places).flatMap(({ wall, join: link, invitation }) => [wall, link, invitation]),
			...Object.values(world.people).flatMap(({ cookie }) => (cookie ? [cookie.split('=')[1]!] : [])),
			'onerror=alert',
			'une longue phrase de passe',
			'Aubépine'
		];
		const log = server.logs.join('\n');
		expect(log).toContain('"path":"/r/…"');
		for (const secret of secrets) expect(log.includes(secret), secret).toBe(false);
	});
});
