import { error, fail } from '@sveltejs/kit';
import { largestCatalogue, measuredOf } from '#lib/cockpit/rules/catalogue/catalogue.ts';
import { condensedId } from '#lib/cockpit/rules/catalogue/condensed.ts';
import { cockpitActs } from '#lib/cockpit/rules/investment.ts';
import { listIn } from '#lib/cockpit/rules/modes/mode.ts';
import * as catalogues from '#lib/cockpit/server/catalogues.ts';
import * as elements from '#lib/cockpit/server/elements.ts';
import { onCockpit, requireCockpit, word } from '#lib/cockpit/server/guards.ts';
import { database, inTransaction } from '#lib/db/server/database.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, mayWrite } = await requireCockpit(event);
	const { projectId, title, authorityId } = project;
	event.depends(`cockpit:${projectId}`);
	const query = await database();
	const id = event.url.searchParams.get('catalogue') ?? condensedId;
	const catalogue = await catalogues.read(query, authorityId, id);
	if (!catalogue) error(404, 'catalogue-unknown');
	const followed = new Set(
		(await elements.ofProject(query, doer, doer.today)).flatMap(({ origin }) =>
			origin?.what === 'catalogue' && origin.catalogue === id ? [origin.code] : []
		)
	);
	return {
		project: { projectId, title },
		mayWrite,
		all: await catalogues.ofAuthority(query, authorityId),
		catalogue: {
			id,
			title: catalogue.titre,
			pillars: catalogue.piliers.map((pillar) => ({
				code: pillar.code,
				title: pillar.titre,
				objectives: pillar.objectifs.map((objective) => ({
					code: objective.code,
					title: objective.titre,
					actions: objective.actions.map((action) => ({
						code: action.code,
						title: action.titre,
						isBonus: action.bonus === true,
						parts: action.volets.map((part) => ({
							code: part.code,
							title: part.titre ?? '',
							pilots: (part.directionsPilotes ?? []).map((one) => catalogue.directions?.[one] ?? one),
							indicators: part.indicateurs.map((indicator) => ({
								code: indicator.code,
								text: indicator.texte,
								type: indicator.type,
								measured: measuredOf(indicator)?.length ?? 0,
								elsewhere: indicator.renvoiVers ?? '',
								isFollowed: followed.has(indicator.code)
							}))
						}))
					}))
				}))
			}))
		}
	};
};

export const actions: Actions = {
	choisir: onCockpit('choisir', (tx, { doer }, typed) =>
		catalogues.pick(tx, doer, { catalogue: word(typed, 'catalogue'), codes: listIn(typed, 'code') })
	),
	apporter: async (event) => {
		const { doer } = await requireCockpit(event, cockpitActs.write);
		const file = (await event.request.formData()).get('catalogue');
		const isFit = file instanceof File && file.size <= largestCatalogue;
		const read = isFit && (await catalogues.readFile({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
		const outcome = read
			? await inTransaction(async (tx) =>
					catalogues.bring(tx, doer, read)
				)
			: ({
					accepted: false,
					reason: file instanceof File ? 'catalogue-too-large' : 'catalogue-not-json'
				} as const);
		return outcome.accepted
			? { act: 'apporter', done: 'apporter', brought: outcome.value }
			: fail(422, {
					act: 'apporter',
					refusal: outcome.reason as string,
					where: 'where' in outcome ? (outcome.where ?? '') : '',
					fields: {}
				});
	}
};
