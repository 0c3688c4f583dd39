// What the console loads of a kind of gathering.
import type { Component } from 'svelte';

export interface DeskKind {
	// Each component types its own data, which its own server file made: the registry only joins them.
	// eslint-disable-next-line
	readonly desks: Readonly<Record<string, Component<any>>>;
	readonly notesOf: (step: string, seen: object | null) => readonly string[];
	readonly titleOf: (step: string) => string;
	readonly costOf: (step: string) => string;
	readonly nameOf: (what: string) => string;
	readonly warningOf: (warning: { readonly warning: string; readonly count: number }) => string;
	/** steps whose work comes before what is said */
	readonly worksFirst: ReadonlySet<string>;
	/** steps in which the notes on suppliers are sorted */
	readonly sortsNotesAt: ReadonlySet<string>;
}

const kinds: Readonly<Record<string, () => Promise<DeskKind>>> = {
	workshop: async () => (await import('#lib/workshop/ui/deskKind.ts')).kind,
	evolutivity: async () => (await import('#lib/evolutivity/ui/deskKind.ts')).kind
};

export const deskOf = (kind: string): Promise<DeskKind> => (Object.hasOwn(kinds, kind) ? kinds[kind]! : kinds.workshop!)();
