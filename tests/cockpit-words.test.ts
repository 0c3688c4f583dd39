// Every value of the cockpit that is read has words: whatever its kind, and whoever wrote it.
import { describe, expect, test } from 'vitest';
import { fieldsOf, kindIds } from '../src/lib/cockpit/rules/elements/kinds.ts';
import { sayValue } from '../src/lib/cockpit/wording/elementSaid.ts';
import { historyTable } from '../src/lib/cockpit/wording/historyTable.ts';

/** The words that a shape allows, within what may be empty. */
function optionsOf(shape: unknown): readonly string[] {
	const { options, wrapped } = shape as { readonly options?: readonly string[]; readonly wrapped?: unknown };
	return wrapped === undefined ? (options ?? []) : optionsOf(wrapped);
}

const choices = kindIds.flatMap((kind) =>
	fieldsOf(kind).flatMap(([name, { shape }]) => optionsOf(shape).map((value) => [kind, name, value] as const))
);

describe('[CO144] what was said of an element is told in words', () => {
	test.each(choices)('%s · %s · %s', (kind, name, value) => {
		expect(sayValue(kind, name, value)).not.toBe('');
	});
	test('of another kind, nothing is said and nothing breaks', () => {
		expect(choices.map(([kind, name]) => `${kind}.${name}`)).toEqual(expect.arrayContaining(['line.state', 'questioning.state', 'checkpoint.verdict', 'remark.side']));
		expect([sayValue('line', 'state', 'convened'), sayValue('questioning', 'state', 'adopted'), sayValue('milestone', 'state', 'adopted'), sayValue('milestone', 'on', 'demain')]).toEqual(['', '', '', '']);
		const told = { kind: 'questioning', label: 'Q1', who: '', trueOn: '2028-06-01', recordedAt: new Date(0), reason: '', what: 'changed' } as const;
		expect(historyTable([{ ...told, fields: [{ field: 'state', before: 'raised', after: 'convened' }] }], {}).rows[0]!.slice(7, 9)).toEqual(['Soulevée', 'Point d’étape convoqué']);
	});
});
