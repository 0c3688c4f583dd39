// The names of the time zones, as people say where they are.
import type { Zone } from '#lib/people/rules/zones.ts';
import { m } from '#lib/words/messages.js';

export const zoneNames = {
	'Europe/Paris': () => m.people_zone_paris(),
	'America/Guadeloupe': () => m.people_zone_guadeloupe(),
	'America/Martinique': () => m.people_zone_martinique(),
	'America/Cayenne': () => m.people_zone_cayenne(),
	'America/Miquelon': () => m.people_zone_miquelon(),
	'America/St_Barthelemy': () => m.people_zone_st_barthelemy(),
	'America/Marigot': () => m.people_zone_marigot(),
	'Indian/Reunion': () => m.people_zone_reunion(),
	'Indian/Mayotte': () => m.people_zone_mayotte(),
	'Indian/Kerguelen': () => m.people_zone_kerguelen(),
	'Pacific/Noumea': () => m.people_zone_noumea(),
	'Pacific/Tahiti': () => m.people_zone_tahiti(),
	'Pacific/Marquesas': () => m.people_zone_marquesas(),
	'Pacific/Gambier': () => m.people_zone_gambier(),
	'Pacific/Wallis': () => m.people_zone_wallis()
} satisfies Record<Zone, () => string>;
