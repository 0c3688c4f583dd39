// A line of the strategy: one investment mode, an object, what it serves, where it stands, what the mode asks of it.
import * as v from 'valibot';
import { investmentStates } from '../../investment.ts';
import { differenceShape } from '../../lineStates.ts';
import { cockpitModeIds, type CockpitModeId } from '../../modes/ids.ts';
import * as followed from '../../modes/followed.ts';
import * as field from '../fields.ts';

/** What a mode's own file validates by its shape and version. */
const ofMode = v.looseObject({ version: v.number() });

export const line = {
	prefix: 'S',
	under: [],
	fields: {
		mode: field.own<CockpitModeId>(v.picklist(cockpitModeIds), 'purchase', { seenBy: 'public' }),
		object: field.line({ seenBy: 'public', isRequired: true }),
		vision: field.text({ seenBy: 'public' }),
		state: field.own<(typeof investmentStates)[number]>(v.picklist(investmentStates), 'proposed', {
			seenBy: 'public'
		}),
		/** the number of the deliberation that adopted it, and its day */
		deliberation: field.own(v.string(), '', { seenBy: 'public' }),
		adoptedOn: field.own<string | null>(v.nullable(v.pipe(v.string(), v.check(field.isDay))), null, {
			seenBy: 'public'
		}),
		/** what the authority adopted otherwise than the team proposed, each with its reason */
		differences: field.own<readonly v.InferOutput<typeof differenceShape>[]>(v.array(differenceShape), [], {
			seenBy: 'public'
		}),
		/** why it was given up, or sent back */
		stateReason: field.own(v.string(), '', { seenBy: 'public' }),
		/** they may be people: nobody is named to everybody unless somebody says so */
		actors: field.line(),
		begins: field.day({ seenBy: 'public' }),
		ends: field.day({ seenBy: 'public' }),
		needs: field.references('need', { seenBy: 'public' }),
		impacts: field.references('impact', { seenBy: 'public' }),
		answers: field.own(v.nullable(ofMode), null),
		parts: field.own(v.nullable(ofMode), null),
		...followed.purchaseFields,
		...followed.researchFields,
		...followed.subsidyFields,
		...followed.commonsFields,
		...followed.trainingFields,
		...followed.otherFields
	}
} as const;
