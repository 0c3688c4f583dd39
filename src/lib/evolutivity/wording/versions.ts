// The words of a contract's versions that pages and files share.
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import type { Paper } from '../../papers/rules/paper.ts';
import type { Duty } from '../rules/grounds.ts';
import { type VersionChange, type VersionLink, type VersionState } from '../rules/versions.ts';
import { dayInWords } from './days.ts';

export const stateName = {
	draft: m.versions_state_draft,
	'awaiting-opinion': m.versions_state_awaiting_opinion,
	'opinion-favourable': m.versions_state_opinion_favourable,
	'opinion-unfavourable': m.versions_state_opinion_unfavourable,
	signed: m.versions_state_signed,
	transmitted: m.versions_state_transmitted,
	'transmission-not-due': m.versions_state_transmission_not_due,
	'in-force': m.versions_state_in_force,
	'given-up': m.versions_state_given_up
} satisfies Record<VersionState, () => string>;

export const stateOn = ({ state, on }: { readonly state: VersionState; readonly on: string }): string => m.versions_state_on({ state: stateName[state](), day: dayInWords(on) });

export const aboutName = { contract: m.versions_about_contract, line: m.versions_about_line, milestone: m.versions_about_milestone, indicator: m.versions_about_indicator } satisfies Record<VersionChange['about'], () => string>;

/** What all that is suspended waits for, said once; null where nothing is. `opinionOn`: the ISO day on which the commission's opinion is expected. */
export const awaitsInWords = (of: { readonly changes: readonly Pick<VersionChange, 'isSuspended'>[]; readonly chain: readonly Pick<VersionLink, 'state'>[]; readonly duties: readonly Duty[]; readonly opinionOn: string | null }): string | null => {
	const last = of.chain.at(-1)?.state;
	if ((last !== undefined && last !== 'awaiting-opinion') || !of.changes.some(({ isSuspended }) => isSuspended)) return null;
	if (!of.duties.includes('commission-opinion')) return m.integration_awaits_condition();
	return of.opinionOn ? m.integration_awaits_by({ day: dayInWords(of.opinionOn) }) : m.integration_awaits();
};

export interface NoticeTold {
	readonly contract: string;
	readonly number: number;
	readonly notice: string;
	readonly state: VersionState;
	readonly on: string;
}

export const noticeName = ({ contract, number }: Pick<NoticeTold, 'contract' | 'number'>): string => m.versions_public_of({ contract: contract || m.versions_public_contract(), number });

/** The public notices of a project, to print (EV122). */
export const noticesPaper = (notices: readonly NoticeTold[], { project, authority }: { readonly project: string; readonly authority: string }): Paper => ({
	language: getLocale(),
	title: m.versions_public_page_title(),
	subtitle: project,
	blocks:
		notices.length === 0
			? [{ kind: 'paragraph', text: m.versions_public_none() }]
			: notices.flatMap((one) => [
					{ kind: 'heading', level: 2, text: noticeName(one) } as const,
					{ kind: 'paragraph', text: stateOn(one) } as const,
					...one.notice.split(/\n{2,}/).map((text) => ({ kind: 'paragraph', text }) as const)
				]),
	colophon: m.versions_public_colophon({ authority })
});
