// The sentences of the projects' refusals, those of the people who work on them included.
import type { ExampleRefusal } from '../rules/exampleRoles.ts';
import type { ProjectRefusal } from '#lib/projects/rules/projects.ts';
import type { MembershipRefusal } from '#lib/projects/rules/memberships.ts';
import type { AcceptRefusal, InvitationRefusal, InviteRefusal } from '#lib/projects/server/invitations.ts';
import type { RevokeRefusal } from '#lib/projects/server/memberships.ts';
import type { KeepRefusal } from '../../gatherings/server/templates.ts';
import { templateRefusals } from '../../gatherings/ui/templateRefusals.ts';
import { refusals as ofPeople, type PeopleRefusal } from '../../people/ui/refusals.ts';
import { m } from '#lib/words/messages.js';

type OwnRefusal = Exclude<
	| ProjectRefusal
	| 'code-taken'
	| MembershipRefusal
	| InviteRefusal
	| InvitationRefusal
	| AcceptRefusal
	| RevokeRefusal
	| FormRefusal
	| ExampleRefusal
	| 'place-held'
	| KeepRefusal
	| 'template-unknown',
	PeopleRefusal
>;

/** What the forms of the page may get wrong before a rule sees them. */
export type FormRefusal = 'agenda-malformed' | 'gathering-time-unknown' | 'date-unknown' | 'capacity-unknown' | 'gathering-unknown' | 'draft-cannot-follow';

export const refusals = {
	...ofPeople,
	...templateRefusals,
	'title-missing': () => m.projects_title_missing(),
	'title-too-long': () => m.projects_title_too_long(),
	'summary-too-long': () => m.projects_summary_too_long(),
	'code-malformed': () => m.projects_code_malformed(),
	'code-taken': () => m.projects_code_taken(),
	'mandate-missing': () => m.projects_mandate_missing(),
	'mandate-lender-missing': () => m.projects_mandate_lender_missing(),
	'lender-name-too-long': () => m.projects_lender_name_too_long(),
	'mandate-end-missing': () => m.projects_mandate_end_missing(),
	'mandate-ends-before-it-begins': () => m.projects_mandate_ends_before_it_begins(),
	'mandate-too-long': () => m.projects_mandate_too_long(),
	'mandate-already-over': () => m.projects_mandate_already_over(),
	'permission-not-for-capacity': () => m.projects_permission_not_for_capacity(),
	'membership-unknown': () => m.projects_membership_unknown(),
	'membership-already-revoked': () => m.projects_membership_already_revoked(),
	'invitation-unknown': () => m.projects_invitation_unknown(),
	'invitation-used': () => m.projects_invitation_used(),
	'invitation-expired': () => m.projects_invitation_expired(),
	'invitation-for-another-account': () => m.projects_invitation_for_another_account(),
	'invitation-needs-login': () => m.projects_invitation_needs_login(),
	'agenda-malformed': () => m.projects_agenda_malformed(),
	'gathering-time-unknown': () => m.projects_gathering_time_unknown(),
	'draft-cannot-follow': () => m.templates_refused_draft_cannot_follow(),
	'date-unknown': () => m.projects_date_unknown(),
	'place-held': () => m.projects_place_held(),
	'example-only': () => m.projects_example_only(),
	'capacity-unknown': () => m.projects_capacity_unknown()
} satisfies Record<OwnRefusal | PeopleRefusal, () => string>;
