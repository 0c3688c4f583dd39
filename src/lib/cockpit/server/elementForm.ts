// Brings the common form of an element to its writer: which element or which kind, since when it is true, what each field says.
import type { Tx } from '../../db/server/database.ts';
import { putsWordsInAnother } from '../rules/contracts.ts';
import { isReadBy, readFields, readTrueDay, type Values } from '../rules/elements/changes.ts';
import { isKind, kindOf, type KindId } from '../rules/elements/kinds.ts';
import type { Fields } from '../rules/modes/mode.ts';
import { loopIn } from '../rules/roadmap.ts';
import * as elements from './elements.ts';
import { onceOf, word } from './guards.ts';
import { labelOf, shown } from './overview.ts';

const refuse = (
	reason: elements.ElementRefusal,
	wrongs: elements.Refusal['wrongs'] = []
): elements.Refusal => ({ accepted: false, reason, wrongs, contested: {} });

/** What a form says, without the empty boxes of fields that its writer does not read: they would erase them (CO60). */
async function withoutHidden(
	tx: Tx,
	doer: elements.Doer,
	kind: KindId,
	element: string,
	values: Values
): Promise<Values> {
	const { audience } = doer;
	if (element === '' || audience === undefined || audience === 'restricted') return values;
	const standing = await elements.read(tx, doer, element, doer.today);
	return Object.fromEntries(
		Object.entries(values).filter(
			([name, value]) =>
				(value !== '' && JSON.stringify(value) !== JSON.stringify(kindOf(kind).fields[name]!.none)) ||
				isReadBy(audience, kind, standing?.stored ?? {}, name)
		)
	);
}

/** The round that milestones would wait in if one said that it waits for these; undefined where there is none (CO51). Others wait at the cockpit meanwhile. */
async function loopWith(
	tx: Tx,
	doer: elements.Doer,
	element: string,
	after: readonly string[]
): Promise<string | undefined> {
	await elements.hold(tx, doer);
	const all = elements.ofKind(await elements.ofProject(tx, doer, doer.today), 'milestone');
	const label = (id: string) =>
		labelOf(
			shown(
				all.find((one) => one.id === id)!,
				doer.audience ?? 'restricted'
			)
		);
	const loop = loopIn(
		all.map(({ id, values }) => ({ id, after: id === element ? after : values.after })),
		element
	);
	return loop?.map(label).join(' → ');
}

/** Who says a remark, for which side, and when. */
export const spokenNow = ({ actor, at }: elements.Doer, side: 'authority' | 'holder'): Values => ({
	by: actor,
	side,
	saidAt: at.toISOString()
});

/** Makes an element, or writes the one that the form names. */
export async function writeTyped(
	tx: Tx,
	doer: elements.Doer,
	typed: Fields
): Promise<Awaited<ReturnType<typeof elements.make>>> {
	const [kind, element] = [word(typed, 'kind'), word(typed, 'element')];
	if (!isKind(kind)) return refuse('element-unknown');
	const { values: typedValues, wrongs } = readFields(kind, typed);
	const trueOn = readTrueDay(word(typed, 'trueOn'), doer.today);
	if (wrongs.length > 0) return refuse('fields-wrong', wrongs);
	if (!trueOn.accepted) return refuse(trueOn.reason);
	const values = await withoutHidden(tx, doer, kind, element, typedValues);
	if (kind === 'milestone' && element !== '' && Array.isArray(values.after) && values.after.length > 0) {
		const named = await loopWith(tx, doer, element, values.after as readonly string[]);
		if (named !== undefined) return { ...refuse('dependencies-loop'), named };
	}
	const standing = element === '' ? undefined : await elements.read(tx, doer, element, doer.today);
	if (putsWordsInAnother(kind, values, standing?.stored ?? null, doer.actor))
		return refuse('words-of-another');
	const said = { values, trueOn: trueOn.value, reason: word(typed, 'reason').trim().slice(0, 600) };
	if (element === '') {
		const parentId = word(typed, 'parent');
		const own = kind === 'remark' ? spokenNow(doer, 'authority') : {};
		return elements.make(tx, doer, {
			kind,
			parentId: parentId === '' ? null : parentId,
			...said,
			values: { ...values, ...own },
			...onceOf(doer, typed)
		});
	}
	const revision = Number(word(typed, 'revision'));
	return elements.write(tx, doer, {
		element,
		kind,
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
