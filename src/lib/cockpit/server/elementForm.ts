// Brings the common form of an element to its writer: which element or which kind, since when it is true, what each field says.
import type { Tx } from '../../db/server/database.ts';
import { readFields, readTrueDay } from '../rules/elements/changes.ts';
import { isKind } from '../rules/elements/kinds.ts';
import type { Fields } from '../rules/modes/mode.ts';
import * as elements from './elements.ts';
import { word } from './guards.ts';

const refuse = (
	reason: elements.ElementRefusal,
	wrongs: elements.Refusal['wrongs'] = []
): elements.Refusal => ({ accepted: false, reason, wrongs, contested: {} });

/** Makes an element, or writes the one that the form names. */
export async function writeTyped(
	tx: Tx,
	doer: elements.Doer,
	typed: Fields
): Promise<Awaited<ReturnType<typeof elements.make>>> {
	const [kind, element] = [word(typed, 'kind'), word(typed, 'element')];
	if (!isKind(kind)) return refuse('element-unknown');
	const { values, wrongs } = readFields(kind, typed);
	const trueOn = readTrueDay(word(typed, 'trueOn'), doer.today);
	if (wrongs.length > 0) return refuse('fields-wrong', wrongs);
	if (!trueOn.accepted) return refuse(trueOn.reason);
	const said = { values, trueOn: trueOn.value, reason: word(typed, 'reason').trim().slice(0, 600) };
	if (element === '') {
		const parentId = word(typed, 'parent');
		return elements.make(tx, doer, { kind, parentId: parentId === '' ? null : parentId, ...said });
	}
	const revision = Number(word(typed, 'revision'));
	return elements.write(tx, doer, {
		element,
		revision: Number.isSafeInteger(revision) ? revision : 0,
		...said
	});
}

/** Takes away, or takes back, the element that the form names. */
export const setGoneTyped = (
	tx: Tx,
	doer: elements.Doer,
	typed: Fields,
	gone: boolean
): Promise<Awaited<ReturnType<typeof elements.write>>> =>
	elements.setGone(tx, doer, {
		element: word(typed, 'element'),
		gone,
		revision: Number(word(typed, 'revision')) || 0,
		reason: word(typed, 'reason').trim().slice(0, 600)
	});
