import { error } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { quicknet } from '#lib/jury/rules/beacon.ts';
import { fromSealed, peopleFiles, peopleTable, quotaFiles, quotasTable } from '#lib/jury/rules/pools/files.ts';
import { openSealed } from '#lib/jury/rules/sortition/seal.ts';
import * as juries from '#lib/jury/server/juries.ts';
import * as redraws from '#lib/jury/server/redraws.ts';
import * as sortitions from '#lib/jury/server/sortitions.ts';
import { toExchange } from '#lib/papers/rules/csv.ts';
import type { RequestHandler } from './$types';

const json = (text: string, name: string) => new Response(text, { headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-cache' } });

/** What is sealed, as the files of the Sortition Foundation say it. */
function asTable(sealed: string, file: string): Parameters<typeof toExchange>[0] | undefined {
	const [quotaFile, peopleFile] = [quotaFiles.find((one) => one === file), peopleFiles.find((one) => one === file)];
	const opened = quotaFile || peopleFile ? openSealed(sealed) : undefined;
	if (!opened?.accepted) return undefined;
	const { categories, people } = fromSealed(opened.value.problem);
	return quotaFile ? quotasTable(quotaFile, categories, opened.value.problem.size) : peopleFile && peopleTable(peopleFile, categories.map(({ name }) => name), people);
}

export const GET: RequestHandler = async (event) => {
	const query = await database();
	const jury = await juries.bySlug(query, event.params.slug);
	const attempt = jury && (await sortitions.publicOnes(query, jury.id)).find((one) => String(one.attempt) === event.params.attempt);
	if (!jury || !attempt) error(404, 'Ce tirage n’existe pas, ou n’est pas public.');
	if (event.params.file === 'scelle.json') return json(attempt.sealedText!, `scelle-${attempt.attempt}.json`);
	const number = /^tirage-partiel-(\d{1,4})\.json$/.exec(event.params.file)?.[1];
	const redraw = number && (await redraws.ofJury(query, jury.id)).find((one) => String(one.number) === number && one.report.attempt === attempt.attempt);
	if (redraw) return json(JSON.stringify(redraw.report, null, '\t'), event.params.file);
	const table = asTable(attempt.sealedText!, event.params.file);
	if (table) return new Response(toExchange(table), { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${event.params.file}"`, 'cache-control': 'no-cache' } });
	if (event.params.file !== 'proces-verbal.json') error(404, 'Ce fichier n’existe pas : scelle.json, proces-verbal.json, categories.csv, features.csv, respondents.csv ou candidates.csv.');
	const { state, sealHash, sealedAt, figures, seedMethod, seedText, witnesses, beacon, drawnAt, panel, replacements, abortedAt, abortedWhy } = attempt;
	return json(JSON.stringify({ format: 'eclaireurs-sortition-report-1', attempt: attempt.attempt, state, seal: sealHash, sealedAt, figures, seed: seedText && { method: seedMethod, text: seedText, witnesses }, beacon: beacon && { network: 'drand quicknet', chain: quicknet.chain, publicKey: quicknet.publicKey, round: beacon.round, signature: beacon.signature }, drawnAt, panel, replacements, aborted: abortedAt && { at: abortedAt, why: abortedWhy } }, null, '\t'), `proces-verbal-${attempt.attempt}.json`);
};
