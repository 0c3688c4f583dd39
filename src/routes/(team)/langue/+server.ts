import { redirect } from '@sveltejs/kit';
import { readReturn } from '#lib/people/rules/accounts.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const fields = await request.formData();
	const language = fields.get('langue');
	if (language === 'fr' || language === 'en')
		// read by the browser too, so that both speak the same language
		cookies.set('langue', language, {
			path: '/',
			httpOnly: false,
			sameSite: 'lax',
			secure: url.protocol === 'https:',
			maxAge: 34_560_000
		});
	redirect(303, readReturn(String(fields.get('retour') ?? ''), '/'));
};
