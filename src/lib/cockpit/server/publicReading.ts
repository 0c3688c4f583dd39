// What a door of the public page reads: the version asked for, or why there is none.
import { error, type RequestEvent } from '@sveltejs/kit';
import { database } from '../../db/server/database.ts';
import * as authorities from '../../people/server/authorities.ts';
import { now } from '../../time/server/clock.ts';
import type { PublicCockpit } from '../rules/publication.ts';
import * as publications from './publications.ts';

export interface AtVersion {
	readonly version: publications.PublicVersion;
	/** ISO days of the authority */
	readonly today: string;
	readonly publishedOn: string;
}

/** The version in the address: the last that stands where it names none. */
export async function requireVersion(event: RequestEvent): Promise<AtVersion> {
	const query = await database();
	const asked = event.url.searchParams.get('version');
	const version =
		asked !== null && !/^[1-9]\d{0,5}$/.test(asked)
			? undefined
			: await publications.bySlug(query, event.params.slug ?? '', asked === null ? undefined : Number(asked));
	if (!version) error(404, 'Cette page n’existe pas, ou son adresse est incomplète.');
	const dayOf = (at: Date) => authorities.dayOf(query, version.authorityId, at);
	return { version, today: await dayOf(now()), publishedOn: await dayOf(version.publishedAt) };
}

/** The same, for what is carried away: a version that was taken back is gone. */
export async function requireContent(event: RequestEvent): Promise<AtVersion & { readonly content: PublicCockpit }> {
	const at = await requireVersion(event);
	if (!at.version.content) error(410, 'Cette version a été retirée.');
	return { ...at, content: at.version.content };
}
