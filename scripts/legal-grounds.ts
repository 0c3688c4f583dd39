// Looks at the grounds on which contracts may be modified: npm run -s legal-grounds -- FILE, a list of contracts each with its modification (tests/vectors/grounds.json shows the form). Standard output holds nothing but JSON.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { answersTo } from '../src/lib/evolutivity/rules/groundsFile.ts';

function fail(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

const named = process.argv[2];
if (!named) fail('Dites quel fichier regarder : npm run -s legal-grounds -- FICHIER');
let text: string;
try {
	text = readFileSync(resolve(process.env.INIT_CWD ?? process.cwd(), named), 'utf8');
} catch {
	fail(`Ce fichier ne se lit pas : ${named}. Vérifiez son nom et son dossier.`);
}
const answers = answersTo(text);
if (!answers.accepted) {
	const { at, reason } = answers;
	if (reason === 'file-not-json') fail('Ce fichier n’est pas du JSON.');
	if (reason === 'file-not-a-list') fail('Ce fichier doit être une liste de marchés, chacun avec sa modification.');
	fail(`Le marché n° ${at?.entry} ne se lit pas${at?.path ? `, à « ${at.path} »` : ''} : il faut une catégorie (travaux, fournitures ou services), un montant initial et des montants en euros avec deux décimales au plus, et une date comme 2026-11-22.`);
}
process.stdout.write(`${JSON.stringify(answers.value, null, '\t')}\n`);
