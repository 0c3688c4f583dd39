// Why somebody may not: apart, because the page of errors comes to every phone.
import type { MayRefusal } from '#lib/people/rules/may.ts';
import { m } from '#lib/words/messages.js';

export const ofRights = {
	'login-needed': () => m.people_may_login_needed(),
	'seat-needed': () => m.people_may_seat_needed(),
	'seat-waiting': () => m.people_may_seat_waiting(),
	'seat-lost': () => m.people_may_seat_lost(),
	'mandate-revoked': () => m.people_may_mandate_revoked(),
	'mandate-ended': () => m.people_may_mandate_ended(),
	'mandate-not-begun': () => m.people_may_mandate_not_begun(),
	'other-authority': () => m.people_may_other_authority(),
	'right-missing': () => m.people_may_right_missing()
} satisfies Record<MayRefusal, () => string>;
