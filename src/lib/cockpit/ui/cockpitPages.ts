// The pages of a cockpit, in the order in which they are read.
import { m } from '#lib/words/messages.js';

export const cockpitPages = [
	{ page: 'overview', path: '', name: m.elements_nav_overview },
	{ page: 'lines', path: '/lignes', name: m.lines_nav },
	{ page: 'roadmap', path: '/feuille-de-route', name: m.cockpit_road_title },
	{ page: 'contracts', path: '/contrats', name: m.contracts_title },
	{ page: 'budget', path: '/budget', name: m.indicators_nav_budget },
	{ page: 'indicators', path: '/indicateurs', name: m.indicators_nav_indicators },
	{ page: 'coherence', path: '/coherence', name: m.indicators_nav_coherence },
	{ page: 'publication', path: '/publication', name: m.public_nav },
	{ page: 'checkpoints', path: '/points-d-etape', name: m.cockpit_time_checkpoints },
	{ page: 'annotations', path: '/annotations', name: m.cockpit_time_annotations },
	{ page: 'history', path: '/histoire', name: m.cockpit_time_title }
] as const;

export type CockpitPage = (typeof cockpitPages)[number]['page'];
