// The moments of a replay in words: one sentence or two for each, that say by themselves what the picture shows.
import { sayDay } from '../../design/rules/days.ts';
import { modeName } from '../../cockpit/wording/modes.ts';
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import type { RecordedAmendment } from '../rules/proposalRecord.ts';
import type { Scene } from '../rules/replay.ts';
import { fateInWords } from './fates.ts';
import { plainFigure, signed } from './matrix.ts';
import { consentStates } from './record.ts';
import { zoneNames } from './thread.ts';

/** What the sentences need to know beside the moments. */
export interface Told {
	readonly amendments: readonly Pick<RecordedAmendment, 'code' | 'state' | 'resultingVersion' | 'scenario' | 'isScenarioWritten'>[];
	readonly grades: readonly string[];
	readonly life: 'under-way' | 'over';
}

const dayOf = (iso: string): string => sayDay(new Intl.DateTimeFormat(getLocale(), { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(iso)));

function objectionsInWords(objections: number, lifted: number, scenario: string): string {
	if (lifted === objections) return m.replay_objections_all({ objections, scenario });
	if (lifted === 0) return m.replay_objections_none({ objections, scenario });
	return m.replay_objections({ objections, lifted: plainFigure(lifted), scenario });
}

export function sceneInWords(scene: Scene, { amendments, grades, life }: Told): string {
	switch (scene.kind) {
		case 'opened':
			return m.replay_opened({ present: scene.present });
		case 'materials':
			return m.replay_materials({ what: scene.materials.map(({ code, title }) => m.field_record_named({ code, title })).join(' · ') });
		case 'zones':
			return m.replay_zones({ zones: scene.zones.map(({ zone, cards }) => m.replay_zone({ zone: zoneNames[zone](), cards })).join(' · ') });
		case 'dots':
			return scene.strongest.length > 0 ? m.replay_dots({ dots: scene.dots, strongest: scene.strongest.map((one) => m.replay_strong(one)).join(', ') }) : m.replay_dots_only({ dots: scene.dots });
		case 'roles':
			return m.replay_roles({ roles: scene.roles, players: scene.players });
		case 'text': {
			const version = `v${scene.version}`;
			const fates = scene.others.flatMap((code) => {
				const amendment = amendments.find((one) => one.code === code);
				return amendment ? [m.replay_fate({ code, fate: fateInWords(amendment, life) })] : [];
			});
			if (scene.version === null) return fates.join(' ');
			return [
				scene.made.length > 0 ? m.replay_version_made({ version, codes: scene.made.join(', ') }) : scene.version === 0 ? m.replay_first_version() : m.replay_version({ version }),
				...(scene.needs > 0 ? [m.replay_lit({ lit: scene.lit, needs: scene.needs })] : []),
				...fates
			].join(' ');
		}
		case 'scenarios':
			return scene.scenarios.map((one) => (one.needs > 0 ? m.replay_scenario(one) : m.replay_scenario_named(one))).join(' ');
		case 'matrix':
			return m.replay_matrix({ order: scene.order.map(({ scenario, impacts }) => m.replay_matrix_one({ scenario, impacts: signed(impacts) })).join(', ') });
		case 'vote': {
			const turnout = m.replay_vote({ voted: scene.voted, onRoll: scene.onRoll });
			return `${turnout} ${scene.ranking ? scene.ranking.map(({ rank, code, name, grade }) => m.replay_vote_rank({ rank, code, name, grade: grades[grade] ?? '' })).join(' · ') : m.replay_vote_hidden()}`;
		}
		case 'objections':
			return objectionsInWords(scene.objections, scene.lifted, scene.scenario ?? '');
		case 'consent': {
			const state = consentStates[scene.state]();
			return scene.scenario === null ? state : m.replay_consent({ scenario: scene.scenario, state: state.charAt(0).toLowerCase() + state.slice(1) });
		}
		case 'lines':
			return scene.lines.map(({ code, mode, object }) => m.replay_line({ code, mode: modeName[mode](), object })).join(' ');
		case 'closing':
			return scene.body && scene.bodyOn ? m.replay_closing({ body: scene.body, day: dayOf(scene.bodyOn) }) : m.replay_closed();
	}
}
