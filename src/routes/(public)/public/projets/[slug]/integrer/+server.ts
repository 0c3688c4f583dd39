import { requireContent } from '#lib/cockpit/server/publicReading.ts';
import { publicPaper } from '#lib/cockpit/wording/publicFiles.ts';
import { invitationAddress } from '#lib/gatherings/server/guards.ts';
import { escapeHtml, toHtml } from '#lib/papers/rules/html.ts';
import { m } from '#lib/words/messages.js';
import type { RequestHandler } from './$types';

/** The one page that other sites may frame (decision 13): no script, no cookie, nothing to send. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *";

export const GET: RequestHandler = async (event) => {
	const { content, version, today, publishedOn } = await requireContent(event);
	const whole = escapeHtml(`${invitationAddress(event)}/public/projets/${version.slug}`);
	const link = `<p><a href="${whole}" target="_blank" rel="noopener">${escapeHtml(m.public_embed_whole())}</a></p>`;
	const html = toHtml(publicPaper(content, { number: version.number, on: publishedOn, today }));
	return new Response(html.replace('</main>', () => `${link}\n</main>`), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy,
			'cache-control': 'public, max-age=2, must-revalidate',
			vary: 'accept-language, cookie'
		}
	});
};
