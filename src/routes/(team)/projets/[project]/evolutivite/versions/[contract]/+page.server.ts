import { error, type RequestEvent } from '@sveltejs/kit';
import { onCockpit, requireCockpit, word, type AtCockpit } from '#lib/cockpit/server/guards.ts';
import type { Fields } from '#lib/cockpit/rules/modes/mode.ts';
import type { ElementId } from '#lib/db/rules/ids.ts';
import { database } from '#lib/db/server/database.ts';
import { evolutivityActs } from '#lib/evolutivity/rules/evolutivityActs.ts';
import * as versionPages from '#lib/evolutivity/server/versionPages.ts';
import * as versions from '#lib/evolutivity/server/versions.ts';
import { may } from '#lib/people/rules/may.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, facts } = await requireCockpit(event, evolutivityActs.read);
	event.depends(`project:${project.projectId}`);
	const found = await versionPages.ofContract(await database(), doer, event.params.contract, doer.today);
	if (!found) error(404, 'contract-unknown');
	return {
		project: { projectId: project.projectId, title: project.title },
		today: doer.today,
		...found,
		mayWrite: may(evolutivityActs.write, facts, doer.at).accepted
	};
};

type Run = (tx: Parameters<Parameters<typeof onCockpit>[1]>[0], at: AtCockpit, typed: Fields, version: { readonly contractId: ElementId; readonly number: number }) => ReturnType<Parameters<typeof onCockpit>[1]>;

/** An act on a version of the contract that the address names; one that is none of this project is not found. */
const onVersion = (act: string, run: Run) => async (event: RequestEvent) => {
	const { doer } = await requireCockpit(event, evolutivityActs.write);
	const contract = await versionPages.contractAt(await database(), doer, event.params.contract ?? '', doer.today);
	if (!contract) error(404, 'contract-unknown');
	const numbered = (typed: Fields) => ({ contractId: contract.id, number: /^\d{1,6}$/.test(word(typed, 'number')) ? Number(word(typed, 'number')) : 0 });
	return onCockpit(act, (tx, at, typed) => run(tx, at, typed, numbered(typed)), evolutivityActs.write)(event);
};

export const actions: Actions = {
	avancer: onVersion('avancer', (tx, { doer }, typed, version) => versions.advance(tx, doer, { ...version, state: word(typed, 'state'), on: word(typed, 'on'), words: word(typed, 'words') })),
	devoir: onVersion('devoir', (tx, { doer }, typed, version) => versions.noteDuty(tx, doer, { ...version, what: word(typed, 'duty'), on: word(typed, 'on') })),
	avis: onVersion('avis', (tx, { doer }, typed, version) => versions.publishNotice(tx, doer, { ...version, notice: word(typed, 'notice') }))
};
