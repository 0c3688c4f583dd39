import * as publications from '#lib/cockpit/server/publications.ts';
import { requireVersion } from '#lib/cockpit/server/publicReading.ts';
import { database } from '#lib/db/server/database.ts';
import * as contractVersions from '#lib/evolutivity/server/versions.ts';
import * as juries from '#lib/jury/server/juries.ts';
import * as authorityPages from '#lib/cockpit/server/authorityPages.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import * as records from '#lib/workshop/server/publications.ts';
import type { PageServerLoad } from './$types';

/** Seconds for which a browser or a proxy may show what it has: what is taken back is gone everywhere after them (CO106). */
const keptFor = 2;

export const load: PageServerLoad = async (event) => {
	const { version, today, publishedOn } = await requireVersion(event);
	const { authorityId, projectId, number, slug, content, withdrawnAt, withdrawnWhy } = version;
	const query = await database();
	const dayOf = (at: Date) => authorities.dayOf(query, authorityId, at);
	const [jury, versions, published, page, notices] = await Promise.all([
		juries.ofProject(query, version),
		publications.versionsOf(query, version),
		records.ofProject(query, version),
		authorityPages.publicOf(query, authorityId),
		content ? contractVersions.publicNotices(query, version, today) : []
	]);
	event.setHeaders({ 'cache-control': `public, max-age=${keptFor}, must-revalidate`, vary: 'accept-language, cookie' });
	return {
		slug,
		number,
		content,
		today,
		publishedOn,
		withdrawn: withdrawnAt && { on: await dayOf(withdrawnAt), why: withdrawnWhy ?? '' },
		latest: versions.find((one) => one.withdrawnAt === null)?.number ?? null,
		versions: await Promise.all(
			versions.map(async (one) => ({
				number: one.number,
				on: await dayOf(one.publishedAt),
				withdrawn: one.withdrawnAt && { on: await dayOf(one.withdrawnAt), why: one.withdrawnWhy ?? '' }
			}))
		),
		juryUrl: jury?.announcedAt ? `/jury/${jury.slug}` : undefined,
		records: await Promise.all(published.map(async (one) => ({ url: `/public/${one.slug}`, on: await dayOf(one.publishedAt) }))),
		notices,
		authority: { name: (await authorities.read(query, authorityId))!.name, url: page ? `/public/collectivites/${page.slug}` : null },
		hasContracts: content?.elements.some(({ kind }) => (kind as string) === 'contract') ?? false
	};
};
