import { requireContent } from '#lib/cockpit/server/publicReading.ts';
import { database } from '#lib/db/server/database.ts';
import * as versions from '#lib/evolutivity/server/versions.ts';
import { noticesPaper } from '#lib/evolutivity/wording/versions.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { version, today, content } = await requireContent(event);
	const query = await database();
	const authority = (await authorities.read(query, version.authorityId))!.name;
	event.setHeaders({ 'cache-control': 'public, max-age=2, must-revalidate', vary: 'accept-language, cookie' });
	return { slug: version.slug, paper: noticesPaper(await versions.publicNotices(query, version, today), { project: content.title, authority }) };
};
