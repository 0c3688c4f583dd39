import { m } from '#lib/words/messages.js';
import type { VersionChange, VersionState } from '../rules/versions.ts';

export const versionStateName = {
	draft: m.version_draft,
	'awaiting-opinion': m.version_awaiting_opinion,
	signed: m.version_signed,
	transmitted: m.version_transmitted,
	'in-force': m.version_in_force,
	'given-up': m.version_given_up
} satisfies Record<VersionState, () => string>;

export const aboutName = {
	contract: m.about_contract,
	line: m.about_line,
	milestone: m.about_milestone,
	indicator: m.about_indicator
} satisfies Record<VersionChange['about'], () => string>;
