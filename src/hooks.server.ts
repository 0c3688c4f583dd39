// What stands around every answer: an id, a line in the log, the language, the protective headers, and errors that say nothing of the inside.
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { building } from '$app/env';
import { error, isHttpError } from '@sveltejs/kit';
import { sequence, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit/hooks';
import pino from 'pino';
import { database, isAway } from '#lib/db/server/database.ts';
import { standBy } from '#lib/decisions/server/ballots.ts';
import { keepHeads } from '#lib/journal/server/heads.ts';
import * as juryDues from '#lib/jury/server/dues.ts';
import { readComfort } from '#lib/jury/server/jurorGuards.ts';
import { keepReminding } from '#lib/jury/server/reminding.ts';
import { reminderMail } from '#lib/jury/wording/reminderLetters.ts';
import * as postman from '#lib/mail/server/postman.ts';
import * as stage from '#lib/rehearsal/server/stage.ts';
import { m } from '#lib/words/messages.js';
import { baseLocale, type Locale } from '#lib/words/runtime.js';
import { paraglideMiddleware } from '#lib/words/server.js';
import { bodyLimit, isLarge, largeAtOnce, takesPlace } from '../server/bodies.ts';
import { protectiveHeaders } from '../server/headers.ts';

const log = pino({ level: process.env.LOG_LEVEL || 'warn', base: undefined });

export const init: ServerInit = async () => {
	if (building) return;
	await database();
	await keepHeads();
	await standBy();
	const told = (error: unknown) => log.error({ error: traced(error) });
	await stage.raise(told);
	await postman.rise(told);
	keepReminding(reminderMail, told);
	juryDues.keepWatch(told);
};

/** The token of a wall or of a link is a secret, and so is whatever stands in a query. */
const masked = (path: string): string => path.replace(/^\/(mur|r|invitation|jure\/lien)\/[^/]+/, '/$1/…');

/** Where seats act and vote: no address is written next to what they do. */
const ofSeats = /^\/(main|direct|boards|mur|r|rejoindre|retour|jure)(\/|$)/;

const line: Handle = async ({ event, resolve }) => {
	event.locals.requestId = randomUUID();
	const begun = performance.now();
	const answered = await resolve(event);
	// a page's data bears its errors inside a 200: the screens keep what they show when they are told 503
	const response = event.locals.isDatabaseAway ? new Response(answered.body, { status: 503, headers: answered.headers }) : answered;
	if (event.locals.isDatabaseAway) response.headers.set('retry-after', '2');
	response.headers.set('x-request-id', event.locals.requestId);
	// the same, for what went wrong here: a screen of the room looks again before it gives way to an error page
	if (event.locals.isBroken) response.headers.set('x-broken', 'yes');
	if (log.isLevelEnabled('info'))
		log.info({
			id: event.locals.requestId,
			method: event.request.method,
			path: masked(event.url.pathname),
			status: response.status,
			ms: Math.round(performance.now() - begun),
			...(ofSeats.test(event.url.pathname) ? {} : { address: event.getClientAddress() })
		});
	return response;
};

const headers: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	for (const [name, value] of protectiveHeaders(event.url)) response.headers.set(name, value);
	// pages have a policy of their own, with their nonce; what is no page (an error of a stream, a file) runs nothing at all
	if (response.headers.get('content-type')?.startsWith('text/html') && !response.headers.has('content-security-policy'))
		response.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'");
	// a page is somebody's: no proxy keeps it
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache');
	return response;
};

/** The page says its language, and asks for the scripts that speak it: each language but the base has a tree of its own (server/words-plugin.ts). */
function inLanguage(html: string, locale: Locale): string {
	const said = html.replace('%lang%', locale);
	return locale === baseLocale ? said : said.replaceAll('_app/immutable/', `_app/immutable/${locale}/`);
}

const language: Handle = ({ event, resolve }) =>
	// only its headers are read: the body stays whole for the action
	paraglideMiddleware(new Request(event.url, { headers: event.request.headers }), ({ locale }) => resolve(event, { transformPageChunk: ({ html }) => inLanguage(html, locale) }));

/** Hands read as their seat does; walls and desks are read by several. */
const ofRooms = /^\/(main|mur|console|plume)(\/|$)/;

/** How this browser is read, wherever it goes. */
const comfort: Handle = ({ event, resolve }) => {
	const { textSize, contrast } = readComfort(event);
	if ((textSize === 100 && contrast === 'normal') || ofRooms.test(event.url.pathname)) return resolve(event);
	return resolve(event, { transformPageChunk: ({ html }) => html.replace('<html ', `<html data-text="${textSize}" data-contrast="${contrast}" `) });
};

/** More than any of our forms has. */
const fieldsAtMost = 1_000;

/** What no person types and what would break a page or a query: NUL, which Postgres keeps nowhere, and a field called `__proto__`. */
function tidied(form: FormData): FormData {
	const tidy = new FormData();
	let fields = 0;
	for (const [name, value] of form) {
		if ((fields += 1) > fieldsAtMost) throw new Error('too many fields');
		if (name !== '__proto__') tidy.append(name.replaceAll('\0', ''), typeof value === 'string' ? value.replaceAll('\0', '') : value);
	}
	return tidy;
}

const tooLarge = (thrown: unknown): boolean =>
	isHttpError(thrown, 413) ||
	(thrown instanceof Error && ((thrown as { status?: number }).status === 413 || tooLarge(thrown.cause)));

/** What is too long is not read to its end; a body that does not say its length is counted as it comes. */
async function boundedForm(request: Request, path: string, read: () => Promise<FormData>): Promise<FormData> {
	const atMost = bodyLimit(path);
	const length = request.headers.get('content-length');
	if (length !== null) {
		if (Number(length) > atMost) error(413);
		return read();
	}
	let count = 0;
	const counted = request.body?.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			transform(chunk, controller) {
				count += chunk.byteLength;
				if (count > atMost) controller.error(Object.assign(new Error('too long'), { status: 413 }));
				else controller.enqueue(chunk);
			}
		})
	);
	return new Response(counted, { headers: { 'content-type': request.headers.get('content-type') ?? '' } }).formData();
}

let largeUnderWay = 0;

/** Every form of every door is read here: a body that is no form is the sender's mistake, not ours. */
const forms: Handle = ({ event, resolve }) => {
	const { request, url } = event;
	// the name that the framework keeps for pages with a single action: none of ours has one
	if (request.method === 'POST' && url.searchParams.has('/default')) error(404, 'Ce formulaire n’existe pas. Revenez à la page et recommencez.');
	const read = request.formData.bind(request);
	request.formData = async () => {
		const length = request.headers.get('content-length');
		const isHeld = takesPlace(url.pathname, length === null ? undefined : Number(length));
		if (isHeld && largeUnderWay >= largeAtOnce) error(503, 'Plusieurs fichiers arrivent en même temps. Rien n’a été changé : recommencez dans une minute.');
		if (isHeld) largeUnderWay += 1;
		try {
			return tidied(await boundedForm(request, url.pathname, read));
		} catch (thrown) {
			if (tooLarge(thrown)) error(413, isLarge(bodyLimit(url.pathname)) ? 'Ce fichier est trop lourd : 60 Mo au plus. Rien n’a été changé : revenez en arrière, vos mots y sont encore.' : 'Ce qui a été envoyé est trop long. Rien n’a été changé : raccourcissez et recommencez.');
			error(400, 'Ce qui a été envoyé n’a pas pu être lu. Rien n’a été changé : revenez à la page et recommencez.');
		} finally {
			if (isHeld) largeUnderWay -= 1;
		}
	};
	return resolve(event);
};

export const handle = sequence(line, headers, language, comfort, forms);

/** Where and what, never the values: the message of a failed query holds its parameters, so a ballot or a token. */
function traced(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { name: typeof error };
	const cause = error.cause instanceof Error ? error.cause : undefined;
	const isQuery = 'query' in error || (cause && 'severity' in cause) || 'severity' in error;
	return {
		name: error.name,
		code: (cause as { code?: string } | undefined)?.code ?? (error as { code?: string }).code,
		constraint: (cause as { constraint_name?: string } | undefined)?.constraint_name,
		...(isQuery ? {} : { message: error.message }),
		stack: error.stack?.split('\n').filter((frame) => /^\s+at /.test(frame))
	};
}

export const handleError: HandleServerError = ({ error, event, kind }) => {
	if (kind !== 'unknown') return;
	const id = event.locals.requestId ?? randomUUID();
	log.error({ id, path: masked(event.url.pathname), error: traced(error) });
	if (isAway(error)) {
		event.locals.isDatabaseAway = true;
		return { status: 503, message: m.people_error_database_away(), id };
	}
	event.locals.isBroken = true;
	return { message: 'Une erreur est survenue de notre côté. Ce que vous aviez enregistré est gardé.', id };
};
