// The pages of a cockpit, in the order in which they are read.
import { m } from '#lib/words/messages.js';

export const cockpitPages = [
	{ page: 'overview', path: '', name: m.elements_nav_overview },
	{ page: 'checkpoints', path: '/points-d-etape', name: m.cockpit_time_checkpoints },
	{ page: 'annotations', path: '/annotations', name: m.cockpit_time_annotations },
	{ page: 'history', path: '/histoire', name: m.cockpit_time_title }
] as const;

export type CockpitPage = (typeof cockpitPages)[number]['page'];
