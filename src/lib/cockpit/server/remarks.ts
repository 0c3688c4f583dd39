// What the team does with a remark on its cockpit: it makes a task of it, which says where it comes from.
import * as annotations from '../../annotations/server/annotations.ts';
import type { Tx } from '../../db/server/database.ts';
import { readFields } from '../rules/elements/changes.ts';
import type { Fields } from '../rules/modes/mode.ts';
import * as elements from './elements.ts';
import type { Doer } from './elements.ts';
import { word } from './guards.ts';

/** A task from an annotation of the cockpit (CO151): under the line that it is about; a second time it is the one that is there. */
export async function makeTask(tx: Tx, doer: Doer, typed: Fields): ReturnType<typeof elements.make> {
	const { values, wrongs } = readFields('milestone', typed);
	if (wrongs.length > 0) return { accepted: false, reason: 'fields-wrong', wrongs, contested: {} };
	const asked = word(typed, 'annotation');
	const annotation = (await annotations.ofProject(tx, doer, doer.at)).find(({ id }) => id === asked);
	if (annotation?.thing.what !== 'element')
		return { accepted: false, reason: 'element-unknown', wrongs: [], contested: {} };
	const about = await elements.read(tx, doer, annotation.thing.element, doer.today);
	const line = about?.kind === 'line' ? about.id : (about?.parentId ?? null);
	const standing = line === null ? undefined : await elements.read(tx, doer, line, doer.today);
	return elements.make(tx, doer, {
		kind: 'milestone',
		parentId: standing?.kind === 'line' && !standing.isGone ? standing.id : null,
		values: { ...values, size: 'task', state: 'planned' },
		origin: { from: { version: 1, what: 'annotation', annotation: annotation.id } }
	});
}
