// Draws a panel as the application does, or replays a published draw (--sealed FILE --seed TEXT, or --round NUMBER --signature HEX of a public value), or seats that were taken together (--sealed FILE --redraw FILE): npm run -s sortition -- --categories FILE --respondents FILE --size N --seed TEXT [--time-limit SECONDS] [--household COLUMN,COLUMN] [--certain ID,ID].
// Standard output holds nothing but JSON. Exit 1: no panel keeps these quotas; 2: a file or an option that does not read.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { seedOf } from '../src/lib/jury/rules/beacon.ts';
import { isSignatureOf } from '../src/lib/jury/rules/beaconSignature.ts';
import { plainObstacles, smallestChanges } from '../src/lib/jury/rules/sortition/changes.ts';
import { drawFrom } from '../src/lib/jury/rules/sortition/draw.ts';
import { leximin } from '../src/lib/jury/rules/sortition/leximin.ts';
import { chanceByPerson, chancesOf, fairnessOf } from '../src/lib/jury/rules/sortition/distribution.ts';
import { prepare } from '../src/lib/jury/rules/sortition/pool.ts';
import {
	holdsQuotas,
	readPeople,
	readQuotas,
	type Fault,
	type FaultReason
} from '../src/lib/jury/rules/sortition/reading.ts';
import { readRedraw, redraw } from '../src/lib/jury/rules/sortition/redraw.ts';
import { openSealed, sealedFile, sealOf } from '../src/lib/jury/rules/sortition/seal.ts';
import { loadSolver } from '../src/lib/jury/server/highs.ts';

const sentences: Record<FaultReason, string> = {
	'file-not-csv': 'ce n’est pas du CSV (un guillemet resté ouvert ?)',
	'file-empty': 'il n’y a rien sous la ligne de titre',
	'column-missing': 'cette colonne manque',
	'column-twice': 'cette colonne est là deux fois',
	'cell-empty': 'la case est vide',
	'count-unreadable': 'il faut un nombre entier',
	'min-above-max': 'le minimum dépasse le maximum',
	'flex-inside': 'la souplesse doit laisser au moins le quota lui-même',
	'quota-twice': 'ce quota est là deux fois',
	'id-twice': 'deux personnes portent cet identifiant',
	'answer-unknown': 'aucun quota ne porte cette réponse'
};

function fail(...lines: string[]): never {
	process.stderr.write(`${lines.join('\n')}\n`);
	process.exit(2);
}

function say(file: string, { reason, row, column, value }: Fault): string {
	const place = [row === null ? [] : `ligne ${row}`, column === null ? [] : `colonne « ${column} »`]
		.flat()
		.join(', ');
	return `${file}${place ? `, ${place}` : ''} : ${sentences[reason]}${value && value !== column ? ` (« ${value} »)` : ''}.`;
}

function options() {
	try {
		const text = { type: 'string' } as const;
		return parseArgs({
			args: process.argv.slice(2),
			options: {
				categories: text,
				features: text,
				respondents: text,
				candidates: text,
				size: text,
				seed: text,
				'time-limit': text,
				household: text,
				certain: text,
				sealed: text,
				redraw: text,
				round: text,
				signature: text
			}
		}).values;
	} catch (error) {
		fail(`Option inconnue ou sans valeur : ${error instanceof Error ? error.message : String(error)}`);
	}
}

const given = options();

/** The seed of a public value, once its signature is checked. */
function seedOfRound(round: string, signature: string): string {
	const isRound = /^[1-9]\d{0,14}$/.test(round);
	if (!isRound || !isSignatureOf(Number(round), signature.toLowerCase())) fail('--signature : ce n’est pas la signature de la valeur --round du réseau drand quicknet.');
	return seedOf(signature.toLowerCase());
}

function published(name: string): string {
	const path = resolve(process.env.INIT_CWD ?? process.cwd(), name);
	try {
		return readFileSync(path, 'utf8');
	} catch {
		fail(`Ce fichier ne se lit pas : ${path}`);
	}
}

/** Seats that were taken together, from the sealed file of the draw and what was published of them. Exit 1: other people are found. */
async function replayRedraw(sealedName: string | undefined, name: string): Promise<never> {
	if (sealedName === undefined) fail('--sealed : il faut aussi le fichier scellé du tirage.');
	const file = published(sealedName);
	const sealed = openSealed(file);
	if (!sealed.accepted) fail(`Ce n’est pas un fichier scellé, ou il a été changé : ${sealedName}`);
	const report = readRedraw(published(name));
	if (!report) fail(`Ce n’est pas le fichier d’un tirage partiel : ${name}`);
	if (report.seal !== sealOf(file)) fail('Ce tirage partiel vient d’un autre fichier scellé.');
	const found = redraw(sealed.value.problem, report, await loadSolver());
	const isSame = found?.chosen.join() === report.chosen.join();
	process.stdout.write(`${JSON.stringify({ ...found, isSame })}\n`);
	process.exit(isSame ? 0 : 1);
}

/** A published draw, from its sealed file and the seed as it was said. */
function replay(name: string): never {
	const seed = given.round === undefined && given.signature === undefined ? given.seed : seedOfRound(given.round ?? '', given.signature ?? '');
	if (!seed?.trim()) fail('--seed : il faut la graine, telle qu’elle a été dite en public.');
	const drawn = drawFrom(published(name), seed);
	if (!drawn.accepted) fail(`Ce n’est pas un fichier scellé, ou il a été changé : ${name}`);
	process.stdout.write(`${JSON.stringify(drawn.value)}\n`);
	process.exit(0);
}
if (given.redraw !== undefined) await replayRedraw(given.sealed, given.redraw);
if (given.sealed !== undefined) replay(given.sealed);
const usage =
	'npm run -s sortition -- --categories FICHIER --respondents FICHIER --size N --seed TEXTE [--time-limit SECONDES]';
const named = [given.categories ?? given.features, given.respondents ?? given.candidates];
if (named.some((name) => name === undefined)) fail(`Dites quels fichiers lire : ${usage}`);
const size = Number(given.size);
if (!given.size || !Number.isSafeInteger(size) || size < 1)
	fail('--size : il faut un nombre entier de places, au moins une.');
const { seed } = given;
if (!seed?.trim()) fail('--seed : il faut la graine, telle qu’elle a été dite en public.');
const limit = Number(given['time-limit'] ?? 600);
if (!(limit > 0)) fail('--time-limit : il faut un nombre de secondes.');

const files = named.map((name) => {
	const path = resolve(process.env.INIT_CWD ?? process.cwd(), name!);
	try {
		return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
	} catch (error) {
		fail(
			error instanceof TypeError
				? `Ce fichier n’est pas en UTF-8 : ${path}`
				: `Ce fichier ne se lit pas : ${path}`
		);
	}
});
const [quotasFile, peopleFile] =
	holdsQuotas(files[1]!.text) && !holdsQuotas(files[0]!.text)
		? [files[1]!, files[0]!]
		: [files[0]!, files[1]!];
const quotas = readQuotas(quotasFile.text);
if (!quotas.accepted) fail(...quotas.faults.map((fault) => say(quotasFile.path, fault)));
const listed = (words: string | undefined) => words?.split(',').map((word) => word.trim()) ?? [];
const pool = readPeople(peopleFile.text, quotas.value, listed(given.household));
if (!pool.accepted) fail(...pool.faults.slice(0, 20).map((fault) => say(peopleFile.path, fault)));
const { people } = pool.value;
const certain = listed(given.certain);
const stranger = certain.find((id) => !people.some((person) => person.id === id));
if (stranger !== undefined) fail(`--certain : personne ne porte l’identifiant « ${stranger} ».`);

const problem = prepare(people, quotas.value, {
	size,
	isOneAHousehold: given.household !== undefined,
	certain
});
const end = performance.now() + limit * 1000;
const solver = await loadSolver(() => performance.now() > end);
const obstacles = plainObstacles(problem);
const distribution = obstacles.length > 0 ? undefined : leximin(problem, solver);
if (!distribution || (!distribution.accepted && distribution.reason === 'sortition-quotas-impossible')) {
	const mended = smallestChanges(problem, solver);
	const infeasible = obstacles.length > 0 ? obstacles : [{ reason: 'quotas-clash' }];
	process.stdout.write(
		`${JSON.stringify({ infeasible, smallestChanges: mended?.changes ?? [], ...(mended?.isBeyondFlex ? { isBeyondFlex: true } : {}) })}\n`
	);
	process.exit(1);
}
if (!distribution.accepted)
	fail(
		distribution.reason === 'sortition-stopped'
			? 'Le temps donné est passé avant le premier panel : donnez plus de --time-limit.'
			: 'Le solveur n’a pas conclu.'
	);
if (!distribution.value.isProven)
	process.stderr.write(
		'Le temps donné est passé : cette loterie respecte les quotas, mais il n’est pas prouvé qu’aucune n’est plus équitable.\n'
	);
const chances = chanceByPerson(problem, chancesOf(problem, distribution.value.panels));
const { min, gini, geometricMean } = fairnessOf([...chances.values()]);
const drawn = drawFrom(sealedFile(problem, distribution.value, solver.version), seed);
if (!drawn.accepted) fail('La graine est vide, ou la loterie ne se relit pas.');
const { panel, replacements } = drawn.value;
// in the order of the file; as entries, since an object would put numbers first anyway
const probabilities = Object.fromEntries(people.map(({ id }) => [id, chances.get(id)!]));
process.stdout.write(`${JSON.stringify({ probabilities, min, gini, geometricMean, panel, replacements })}\n`);
