// Who somebody is in a project (PRO-15): never what they may do, never the role that they play.

export const capacities = [
	'juror',
	'prescriber',
	'buyer',
	'elected-official',
	'contractor',
	'reservist',
	'observer'
] as const;

export type Capacity = (typeof capacities)[number];

export type College = 'jury' | 'team';

/** The college in which a capacity votes; undefined where it does not vote: a reservist is a third party (PRO-4), a contractor and an observer are guests. */
export function collegeOf(capacity: Capacity): College | undefined {
	switch (capacity) {
		case 'juror':
			return 'jury';
		case 'prescriber':
		case 'buyer':
		case 'elected-official':
			return 'team';
		case 'contractor':
		case 'reservist':
		case 'observer':
			return undefined;
	}
}
