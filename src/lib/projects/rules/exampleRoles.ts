// The example is seen from the places of its team: whoever visits it goes from one to another without a password (PR11).
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { standing } from '../../people/rules/may.ts';
import type { Capacity } from './capacities.ts';
import type { MembershipFacts } from './memberships.ts';

export const exampleRoles = ['reservist', 'buyer', 'prescriber', 'elected-official'] as const satisfies readonly Capacity[];
export type ExampleRole = (typeof exampleRoles)[number];

export const isExampleRole = (typed: string): typed is ExampleRole => (exampleRoles as readonly string[]).includes(typed);

export type ExampleRefusal = 'example-only' | 'capacity-unknown';

export interface ExampleVisit {
	/** the project's authority holds the example, and the project no rehearsal */
	readonly isExample: boolean;
	/** accounts of the example that nobody enters with a password */
	readonly ofExample: ReadonlySet<string>;
	/** whose screens are open */
	readonly accountId: string;
}

/** The place of the example to go to. Refused anywhere but in the example, to anybody who has an account of their own, and where no such place stands, or only one that somebody's own account holds. */
export function placeToVisit(
	{ isExample, ofExample, accountId }: ExampleVisit,
	places: readonly MembershipFacts[],
	role: ExampleRole,
	at: Date
): Outcome<MembershipFacts, ExampleRefusal> {
	if (!isExample || !ofExample.has(accountId)) return refused('example-only');
	const place = places.find(
		(one) =>
			one.capacity === role &&
			standing(one, at) === 'stands' &&
			(one.accountId === null || ofExample.has(one.accountId))
	);
	return place ? accepted(place) : refused('capacity-unknown');
}
