// What the forms of a rehearsal send: how many people, who leads, what the panel asks.
import * as v from 'valibot';
import { usualPeople } from './people.ts';

/** What is no figure is none that a room can have. */
const figure = (usual: number) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.transform((typed) => (typed.trim() === '' ? usual : /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : NaN))
	);

export const beginShape = v.object({
	people: figure(usualPeople),
	onPaper: figure(0),
	led: v.picklist(['by-hand', 'by-itself']),
	/** the id of a workshop, or empty for the ready-made one */
	workshop: v.optional(v.string(), '')
});

export const panelActs = ['pause', 'go-on', 'faster', 'slower', 'take-hand', 'let-play', 'late', 'object', 'hurtful-words', 'network'] as const;
export type PanelAct = (typeof panelActs)[number];
export const panelShape = v.object({ do: v.picklist(panelActs) });
