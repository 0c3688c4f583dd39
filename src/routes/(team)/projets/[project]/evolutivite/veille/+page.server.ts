import { onCockpit, requireCockpit, word } from '#lib/cockpit/server/guards.ts';
import { database } from '#lib/db/server/database.ts';
import { evolutivityActs } from '#lib/evolutivity/rules/evolutivityActs.ts';
import * as watch from '#lib/evolutivity/server/watch.ts';
import * as watchPages from '#lib/evolutivity/server/watchPages.ts';
import { may } from '#lib/people/rules/may.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer, facts, audience } = await requireCockpit(event, evolutivityActs.read);
	event.depends(`project:${project.projectId}`);
	return {
		project: { projectId: project.projectId, title: project.title },
		today: doer.today,
		mayWatch: may(evolutivityActs.watch, facts, doer.at).accepted,
		...(await watchPages.shown(await database(), doer, audience, doer.today))
	};
};

export const actions: Actions = {
	noter: onCockpit(
		'noter',
		(tx, { doer }, typed) => {
			// a clause, or a clause and one of its criteria
			const [clause = '', ...criterion] = word(typed, 'concerned').split(' ');
			return watch.note(tx, doer, { clause, seenOn: word(typed, 'seenOn'), source: word(typed, 'source'), words: word(typed, 'words'), need: word(typed, 'need'), criterion: criterion.join(' ') });
		},
		evolutivityActs.watch
	),
	repondre: onCockpit('repondre', (tx, { doer }, typed) => watch.answerSignal(tx, doer, { signal: word(typed, 'signal'), words: word(typed, 'answer') }), evolutivityActs.watch),
	interroger: onCockpit('interroger', (tx, { doer }, typed) => watch.askFirst(tx, doer, { clause: word(typed, 'clause'), dueOn: word(typed, 'dueOn') }), evolutivityActs.watch),
	besoin: onCockpit(
		'besoin',
		(tx, { doer }, typed) => watch.answerNeed(tx, doer, { clause: word(typed, 'clause'), answer: word(typed, 'need'), words: word(typed, 'words'), rhythm: Number(word(typed, 'rhythm')) }),
		evolutivityActs.watch
	)
};
