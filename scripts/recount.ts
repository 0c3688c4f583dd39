// Ranks a public recount file again: npm run -s recount -- FILE. Standard output holds nothing but JSON.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { recount, type RecountRefusal } from '../src/lib/decisions/rules/recount.ts';

const sentences: Record<RecountRefusal, string> = {
	'file-not-json': 'Ce fichier n’est pas du JSON.',
	'file-not-a-recount':
		'Ce fichier n’est pas un fichier de recomptage : il faut {"grades": [de la meilleure à la pire], "options": [{"id": "…", "counts": [un nombre par mention]}, …]}.',
	'grades-too-few': 'Il faut au moins deux mentions.',
	'options-missing': 'Il n’y a aucune option à classer.',
	'option-twice': 'Deux options portent le même identifiant.',
	'counts-of-wrong-length': 'Une option n’a pas autant de nombres qu’il y a de mentions.',
	'count-not-whole': 'Un nombre de bulletins n’est pas un entier positif ou nul, ou il est trop grand pour être compté exactement.',
	'ballots-unequal': 'Les options n’ont pas toutes reçu le même nombre de bulletins : une abstention doit suivre une règle dite, elle ne se devine pas.',
	'ballots-missing': 'Il n’y a aucun bulletin.'
};

function fail(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

const named = process.argv[2];
if (!named) fail('Dites quel fichier recompter : npm run -s recount -- FICHIER');
const path = resolve(process.env.INIT_CWD ?? process.cwd(), named);
let text: string;
try {
	text = readFileSync(path, 'utf8');
} catch {
	fail(`Ce fichier ne se lit pas : ${path}`);
}
const outcome = recount(text);
if (!outcome.accepted) fail(`${path} : ${sentences[outcome.reason]}`);
process.stdout.write(`${JSON.stringify(outcome.value)}\n`);
