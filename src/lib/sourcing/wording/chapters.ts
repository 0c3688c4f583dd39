// The names of the four chapters of a canvas, on screens and on papers.
import { m } from '../../words/messages.js';
import type { Chapter } from '../rules/canvas.ts';

export const chapterNames = {
	actors: m.sourcing_chapter_actors,
	norms: m.sourcing_chapter_norms,
	experience: m.sourcing_chapter_experience,
	information: m.sourcing_chapter_information
} satisfies Record<Chapter, () => string>;
