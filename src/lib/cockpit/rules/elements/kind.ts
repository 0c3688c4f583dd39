// What a kind of elements is: its fields, what it hangs on, the letters of its codes.
import type { Field } from './fields.ts';

export interface ElementKind {
	/** of its codes: « J12 »; never given twice in a project */
	readonly prefix: string;
	/** the kinds of what it may hang on; none: it stands by itself */
	readonly under: readonly string[];
	/** whether it may stand by itself although it may hang on something */
	readonly mayStandAlone?: boolean;
	readonly fields: Readonly<Record<string, Field<unknown>>>;
}
