import { templateActs } from '#lib/gatherings/rules/templates.ts';
import { templateFileName, writeTemplateFile } from '#lib/gatherings/rules/templateFile.ts';
import { requireTemplate } from '#lib/gatherings/server/templateGuards.ts';
import { requireAccount } from '#lib/people/server/guards.ts';
import { isShipped, shippedSteps } from '#lib/workshop/rules/templates.ts';
import { shippedWords } from '#lib/workshop/wording/templates.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const key = event.params.template;
	await requireAccount(event);
	const template = isShipped(key) ? { ...shippedWords(key), steps: shippedSteps(key), kind: 'workshop' } : (await requireTemplate(event, key, templateActs.read)).template;
	return new Response(writeTemplateFile(template.kind, template), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="${templateFileName(template.name)}"`,
			'cache-control': 'private, no-store'
		}
	});
};
