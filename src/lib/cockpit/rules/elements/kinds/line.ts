// A line of the strategy: one investment mode, an object, what it serves, what the mode asks of it.
import * as v from 'valibot';
import { investmentStates } from '../../investment.ts';
import { modeIds, type ModeId } from '../../modes/ids.ts';
import * as field from '../fields.ts';

/** What a mode's own file validates by its shape and version. */
const ofMode = v.looseObject({ version: v.number() });

export const line = {
	prefix: 'S',
	under: [],
	fields: {
		mode: field.own<ModeId>(v.picklist(modeIds), 'purchase', { seenBy: 'public' }),
		object: field.line({ seenBy: 'public', isRequired: true }),
		vision: field.text({ seenBy: 'public' }),
		state: field.own<(typeof investmentStates)[number]>(v.picklist(investmentStates), 'proposed', {
			seenBy: 'public'
		}),
		actors: field.line({ seenBy: 'public' }),
		begins: field.day({ seenBy: 'public' }),
		ends: field.day({ seenBy: 'public' }),
		needs: field.references('need', { seenBy: 'public' }),
		impacts: field.references('impact', { seenBy: 'public' }),
		answers: field.own(v.nullable(ofMode), null),
		parts: field.own(v.nullable(ofMode), null)
	}
} as const;
