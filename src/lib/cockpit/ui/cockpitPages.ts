// The pages of a cockpit, in the order in which they are read.
import { m } from '#lib/words/messages.js';

export const cockpitPages = [
	{ page: 'overview', path: '', name: m.elements_nav_overview },
	{ page: 'roadmap', path: '/feuille-de-route', name: m.cockpit_road_title },
	{ page: 'contracts', path: '/contrats', name: m.contracts_title }
] as const;

export type CockpitPage = (typeof cockpitPages)[number]['page'];
