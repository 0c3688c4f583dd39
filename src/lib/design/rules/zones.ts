// The four zones of a landscape, as the alphabet draws them: a colour, a shape and a name each.

export const zones = ['needs', 'resources', 'innovation', 'constraints'] as const;

export type Zone = (typeof zones)[number];
