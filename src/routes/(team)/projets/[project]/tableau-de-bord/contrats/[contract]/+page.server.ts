import { error } from '@sveltejs/kit';
import { contractActs } from '#lib/cockpit/rules/contracts.ts';
import { contractForTeam } from '#lib/cockpit/server/contractPages.ts';
import * as contracts from '#lib/cockpit/server/contracts.ts';
import { writeTyped } from '#lib/cockpit/server/elementForm.ts';
import { onCockpit, requireCockpit, type AtCockpit } from '#lib/cockpit/server/guards.ts';
import { database, type Query } from '#lib/db/server/database.ts';
import { thenWatched } from '#lib/evolutivity/server/watch.ts';
import * as versionPages from '#lib/evolutivity/server/versionPages.ts';
import { may } from '#lib/people/rules/may.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import type { Actions, PageServerLoad } from './$types';

const contractAt = async (query: Query, { doer, params }: AtCockpit) =>
	(await contracts.read(query, doer, params.contract ?? '', doer.today)) ?? error(404, 'element-unknown');

export const load: PageServerLoad = async (event) => {
	const at = await requireCockpit(event);
	const { project, facts, doer, mayWrite } = at;
	const { projectId, title } = project;
	event.depends(`cockpit:${projectId}`, `project:${projectId}`);
	const query = await database();
	const contract = await contractAt(query, at);
	const mayShare = may(contractActs.share, facts, doer.at).accepted;
	return {
		project: { projectId, title },
		mayWrite,
		today: doer.today,
		timeZone: (await authorities.read(query, project.authorityId))?.timeZone ?? 'Europe/Paris',
		...(await contractForTeam(query, at, contract)),
		hasVersions: await versionPages.hasAny(query, doer, contract.id),
		holders: mayShare ? await contracts.holdersOf(query, doer, contract, doer.at) : null
	};
};

export const actions: Actions = {
	ecrire: onCockpit(
		'ecrire',
		thenWatched((tx, { doer }, typed) => writeTyped(tx, doer, typed))
	),
	dire: onCockpit('dire', async (tx, at, typed) =>
		contracts.say(tx, at.doer, (await contractAt(tx, at)).id, typed, 'authority')
	),
	ouvrir: onCockpit(
		'ouvrir',
		async (tx, at, typed) => contracts.openTo(tx, at.doer, await contractAt(tx, at), typed),
		contractActs.share
	)
};
