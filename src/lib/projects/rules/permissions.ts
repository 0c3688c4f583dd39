// What somebody may do in the application for one project (PRO-15): never who they are, never whom they play.

export const permissions = ['facilitate', 'edit-project'] as const;

export type Permission = (typeof permissions)[number];

export const isPermission = (text: string): text is Permission =>
	(permissions as readonly string[]).includes(text);
