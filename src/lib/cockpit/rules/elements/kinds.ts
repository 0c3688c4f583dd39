// The registry of what a cockpit is made of. A kind is one file: its fields, what it hangs on, the letters of its codes.
import { actor } from './kinds/actor.ts';
import { amount } from './kinds/amount.ts';
import { contract } from './kinds/contract.ts';
import { cost } from './kinds/cost.ts';
import { checkpoint } from './kinds/checkpoint.ts';
import { document } from './kinds/document.ts';
import { hypothesis } from './kinds/hypothesis.ts';
import { impact } from './kinds/impact.ts';
import { incident } from './kinds/incident.ts';
import { indicator } from './kinds/indicator.ts';
import { line } from './kinds/line.ts';
import { lotAward } from './kinds/lotAward.ts';
import { lot } from './kinds/lot.ts';
import { measurement } from './kinds/measurement.ts';
import { meeting } from './kinds/meeting.ts';
import { milestone } from './kinds/milestone.ts';
import { modification } from './kinds/modification.ts';
import { need } from './kinds/need.ts';
import { progress } from './kinds/progress.ts';
import { remark } from './kinds/remark.ts';
import { resource } from './kinds/resource.ts';
import { risk } from './kinds/risk.ts';
import { use } from './kinds/use.ts';
import { questioning } from './kinds/questioning.ts';
import { snapshot } from './kinds/snapshot.ts';
import type { Field, ValueOf } from './fields.ts';
import type { ElementKind } from './kind.ts';

export const kinds = {
	line,
	amount,
	milestone,
	need,
	impact,
	indicator,
	measurement,
	risk,
	document,
	contract,
	lotAward,
	modification,
	meeting,
	incident,
	progress,
	remark,
	lot,
	cost,
	hypothesis,
	resource,
	use,
	actor,
	snapshot,
	questioning,
	checkpoint
} satisfies Record<string, ElementKind>;

export type KindId = keyof typeof kinds;
export const kindIds = Object.keys(kinds) as KindId[];
export const isKind = (text: string): text is KindId => Object.hasOwn(kinds, text);

/** The kind as every kind is, whichever it is. */
export const kindOf = (id: KindId): ElementKind => kinds[id];

export type FieldsOf<Kind extends KindId> = (typeof kinds)[Kind]['fields'];
export type FieldOf<Kind extends KindId> = keyof FieldsOf<Kind> & string;

/** What an element of this kind says, every field of it. */
export type ValuesOf<Kind extends KindId> = {
	readonly [Name in keyof FieldsOf<Kind>]: ValueOf<FieldsOf<Kind>[Name]>;
};

type ChoiceOf<F> = F extends { readonly control: 'choice'; readonly choices: readonly (infer Word)[] }
	? Word & string
	: never;
/** Every word of a choice of any kind. */
export type AnyChoice = {
	[Kind in KindId]: { [Name in keyof FieldsOf<Kind>]: ChoiceOf<FieldsOf<Kind>[Name]> }[keyof FieldsOf<Kind>];
}[KindId];

/** Fields of a kind that an act of their own writes. */
export type OwnOf<Kind extends KindId> = {
	[Name in FieldOf<Kind>]: FieldsOf<Kind>[Name] extends { readonly control: 'own' } ? Name : never;
}[FieldOf<Kind>];

export const fieldsOf = (id: KindId): readonly (readonly [string, Field<unknown>])[] =>
	Object.entries(kindOf(id).fields);
