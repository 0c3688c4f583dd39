// What a kind of elements is: its fields, what it hangs on, the letters of its codes.
import type { Outcome } from '../../../outcomes/rules/outcome.ts';
import type { UseRefusal } from '../localUnit.ts';
import type { Field } from './fields.ts';

/** What a kind may refuse of an element beside the others of its kind. */
export type KindRefusal = UseRefusal;

export interface ElementKind {
	/** of its codes: « J12 »; never given twice in a project */
	readonly prefix: string;
	/** the kinds of what it may hang on; none: it stands by itself */
	readonly under: readonly string[];
	/** whether it may stand by itself although it may hang on something */
	readonly mayStandAlone?: boolean;
	readonly fields: Readonly<Record<string, Field<unknown>>>;
	/** whether these values may stand beside the others of the same kind, under what they hang on */
	readonly fits?: (
		values: Readonly<Record<string, unknown>>,
		beside: {
			readonly parent: Readonly<Record<string, unknown>>;
			readonly siblings: readonly Readonly<Record<string, unknown>>[];
		}
	) => Outcome<true, KindRefusal>;
}
