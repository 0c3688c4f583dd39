// Reads what the record tells of the field: only what the wall has shown, in people and without names.
import type { Query } from '../../db/server/database.ts';
import * as materials from '../../enquiry/server/materials.ts';
import type { GatheringAtStep } from '../../gatherings/server/step.ts';
import { countReactions } from '../rules/field.ts';
import type { RecordedField } from '../rules/record.ts';
import * as fieldShows from './fieldShows.ts';

/** Null where the room has looked at nothing (MO193). */
export async function readField(query: Query, place: Omit<GatheringAtStep, 'currentStep'>): Promise<RecordedField | null> {
	const { seen } = await fieldShows.find(query, place.gatheringId);
	if (seen.length === 0) return null;
	const names = await materials.namesOf(query, place, seen);
	const remarks = await fieldShows.remarksIn(query, place.gatheringId);
	const collator = new Intl.Collator('fr');
	return {
		materials: seen.flatMap((id) => {
			const named = names.get(id);
			const said = remarks.filter(({ materialId }) => materialId === id);
			const questions = said.flatMap(({ reaction, note }) => (reaction === 'question' && note !== '' ? [note] : []));
			return named ? [{ ...named, counts: countReactions(said), questions: questions.sort(collator.compare) }] : [];
		})
	};
}
