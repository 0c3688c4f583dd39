// The history of a cockpit as a table: a row a field that changed.
import { m } from '#lib/words/messages.js';
import type { FieldChanged } from '../rules/snapshots.ts';
import { kindOf, type KindId } from '../rules/elements/kinds.ts';
import { sayValue } from './elementSaid.ts';
import { fieldName, kindName } from './elementWords.ts';

interface Told {
	readonly kind: KindId;
	readonly label: string;
	readonly who: string;
	readonly trueOn: string;
	readonly recordedAt: Date;
	readonly reason: string;
	readonly what: 'made' | 'removed' | 'taken-back' | 'changed';
	readonly fields: readonly FieldChanged[];
}

export const actName = {
	made: m.cockpit_time_change_made,
	removed: m.cockpit_time_change_removed,
	'taken-back': m.cockpit_time_change_taken_back,
	changed: m.cockpit_time_change_changed
} satisfies Record<Told['what'], () => string>;

/** A value of a field; what it refers to is said by its name, and left out where that is not known. */
export function saidWith(labels: Readonly<Record<string, string>>, kind: KindId, field: string, value: unknown): string {
	const refers = kindOf(kind).fields[field]?.of !== undefined && Array.isArray(value);
	const among = refers
		? value.flatMap((id: unknown) =>
				typeof id === 'string' && labels[id] !== undefined ? [{ id, label: labels[id] }] : []
			)
		: [];
	return sayValue(kind, field, value, among);
}

export function historyTable(
	changes: readonly Told[],
	labels: Readonly<Record<string, string>>
): { head: string[]; rows: string[][] } {
	return {
		head: [
			m.cockpit_time_csv_when(),
			m.cockpit_time_csv_since(),
			m.cockpit_time_csv_who(),
			m.cockpit_time_csv_kind(),
			m.cockpit_time_csv_element(),
			m.cockpit_time_csv_act(),
			m.cockpit_time_csv_field(),
			m.cockpit_time_csv_before(),
			m.cockpit_time_csv_after(),
			m.cockpit_time_csv_reason()
		],
		rows: changes.flatMap(({ kind, label, who, trueOn, recordedAt, reason, what, fields }) => {
			const row = (field: string, before: string, after: string) => [
				recordedAt.toISOString(),
				trueOn,
				who,
				kindName[kind](),
				label,
				actName[what](),
				field,
				before,
				after,
				reason
			];
			return fields.length === 0
				? [row('', '', '')]
				: fields.map(({ field, before, after }) =>
						row(
							fieldName(kind, field),
							saidWith(labels, kind, field, before),
							saidWith(labels, kind, field, after)
						)
					);
		})
	};
}
