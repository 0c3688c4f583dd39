// The time zones in which a French contracting authority may stand, overseas included, in the order in which they are offered.

export const zones = [
	'Europe/Paris',
	'America/Guadeloupe',
	'America/Martinique',
	'America/Cayenne',
	'America/Miquelon',
	'America/St_Barthelemy',
	'America/Marigot',
	'Indian/Reunion',
	'Indian/Mayotte',
	'Indian/Kerguelen',
	'Pacific/Noumea',
	'Pacific/Tahiti',
	'Pacific/Marquesas',
	'Pacific/Gambier',
	'Pacific/Wallis'
] as const;

export type Zone = (typeof zones)[number];

export const isZone = (text: string): text is Zone => (zones as readonly string[]).includes(text);
