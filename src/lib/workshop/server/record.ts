// Reads the record of a workshop, at any moment and complete: through the eyes of the room, so that nothing shows here before it shows there.
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { minutesIn } from '../../gatherings/rules/clock.ts';
import type { RecountFile } from '../../decisions/rules/tally.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import * as journal from '../../journal/server/journal.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as projects from '../../projects/server/projects.ts';
import * as notes from '../../sourcing/server/notes.ts';
import { isWorthTelling, roundRead, type Circumstances, type RecordedScenario, type RecordedSketch, type WorkshopRecord } from '../rules/record.ts';
import { widestGaps } from '../rules/scoring.ts';
import type { ScenarioShown } from '../rules/steps/scenarios.ts';
import { usualGrades } from '../rules/steps/vote.ts';
import * as casting from './casting.ts';
import * as closings from './closings.ts';
import * as compositions from './compositions.ts';
import * as consents from './consents.ts';
import * as landscape from './landscape.ts';
import { citedBy } from './gallery.ts';
import { readField } from './recordField.ts';
import * as matrices from './matrices.ts';
import { readProposal } from './recordProposal.ts';
import type { Place } from './scenarios.ts';
import * as sketches from './sketches.ts';
import { scenarioOf } from './steps/sketch.ts';
import * as votes from './votes.ts';

const gapsTold = 10;

const tellScenario = ({ code, name, idea, facts, modes, calendar, version, added, removed, lit, dark, budget, weighed }: ScenarioShown): RecordedScenario => ({
	...{ code, name, idea, facts, modes, calendar, version, lit, dark, weighed },
	needs: lit + dark.length,
	added: added.map((one) => one.code),
	removed: removed.map((one) => one.code),
	budget: budget.map(({ label, low, high }) => ({ label, low, high }))
});

/** The sketch with the scenario from which it departs. */
async function readSketch(query: Query, place: Place): Promise<RecordedSketch | null> {
	const sketch = await sketches.recorded(query, place);
	if (!sketch) return null;
	const { scenario } = await scenarioOf(query, place);
	return { ...sketch, scenario: scenario && { code: scenario.code, name: scenario.name } };
}

/** When, where and by whom, step by step, as the record of any gathering tells it. */
export async function readCircumstances(query: Query, gathering: gatherings.Gathering, at: Date): Promise<Circumstances> {
	const { authorityId, projectId, id: gatheringId } = gathering;
	const authority = await authorities.read(query, authorityId);
	const project = await projects.read(query, projectId);
	const stays = await gatherings.staysOf(query, gatheringId);
	return {
		writtenAt: at.toISOString(),
		authority: { name: authority!.name, timeZone: authority!.timeZone },
		project: { title: project!.title, summary: project!.summary },
		gathering: {
			title: gathering.title,
			isRehearsal: gathering.isRehearsal,
			place: gathering.place,
			startsAt: gathering.startsAt.toISOString(),
			closedAt: gathering.closedAt?.toISOString() ?? null
		},
		steps: gathering.agenda.steps.map(({ step, plannedMinutes, droppedAt }, position) => ({
			step,
			plannedMinutes,
			spentMinutes: minutesIn(stays, step, at),
			state:
				droppedAt !== undefined
					? 'dropped'
					: position === gathering.position && !gathering.closedAt
						? 'now'
						: position <= gathering.position
							? 'done'
							: 'to-come'
		})),
		attendance: (await seats.rollOf(query, gatheringId)).map(({ publicName, capacity, college, isOnPaper }) => ({
			publicName,
			capacity,
			college: college ?? null,
			isOnPaper
		})),
		journal: await journal.headOf(query, { authorityId, projectId })
	};
}

export async function readRecord(query: Query, gatheringId: GatheringId, at: Date): Promise<WorkshopRecord> {
	const gathering = await gatherings.read(query, gatheringId);
	const { authorityId, projectId } = gathering;
	const place = { authorityId, gatheringId };
	const stays = await gatherings.staysOf(query, gatheringId);
	const seen = await landscape.readLandscape(query, gatheringId);
	const vote = await votes.readVote(query, place);
	const consent = await consents.readConsent(query, place);
	const closing = await closings.readClosing(query, place);
	const { seen: built } = await compositions.read(query, { ...place, projectId });
	const matrix = await matrices.matrixOf(query, place);
	const handedBack = await casting.handedBack(query, gatheringId);
	const tellRound = (round: consents.ReadConsent) => roundRead(round, vote.result?.ranking ?? null, gathering.closedAt ? 'over' : 'under-way');
	/** what is written ahead is the desk's until the room is there */
	const hasBeenAt = (step: string) => gathering.closedAt !== null || stays.some((stay) => stay.step === step);
	return {
		form: 'eclaireurs/workshop-record',
		version: 1,
		...(await readCircumstances(query, gathering, at)),
		landscape: {
			isRevealed: seen.isRevealed,
			dots: seen.dots ? (seen.dots.isOpen ? 'open' : 'closed') : 'not-yet',
			zones: seen.zones
		},
		field: await readField(query, { authorityId, projectId, gatheringId }),
		cited: await citedBy(query, gathering, seen.zones.flatMap(({ groups }) => groups.flatMap(({ cards }) => cards))),
		proposal: await readProposal(query, gatheringId),
		scenarios: hasBeenAt('scenarios') || hasBeenAt('vote') ? built.scenarios.map(tellScenario) : [],
		budgetTotal: hasBeenAt('scenarios') ? built.total : null,
		matrix: matrix && { ...matrix, gaps: widestGaps((await matrices.scoresOf(query, place)).impacts, gapsTold) },
		// MO221
		handedBack: vote.stage === 'closed' ? handedBack : { ...handedBack, sentences: [] },
		vote: {
			stage: vote.stage,
			grades: vote.box?.grades ?? usualGrades,
			onRoll: vote.tally?.onRoll ?? 0,
			voted: vote.tally?.voted ?? 0,
			result: vote.result
		},
		consent: { ...tellRound(consent), earlier: (await consents.readEarlier(query, place)).map(tellRound).filter(isWorthTelling) },
		sketch: hasBeenAt('sketch') ? await readSketch(query, place) : null,
		canvas: { counts: await notes.countsOf(query, place), notes: gathering.closedAt ? await notes.ofGathering(query, place) : [] },
		closing: {
			...(hasBeenAt('closing') && closing.closing ? { body: closing.closing.body, bodyOn: closing.closing.bodyOn, dates: closing.closing.dates } : { body: null, bodyOn: null, dates: [] }),
			words: closing.words,
			year: hasBeenAt('closing') ? (closing.closing?.year ?? null) : null,
			postcards: closing.postcards,
			usefulness: closing.usefulness,
			jurorMinutes: closing.jurorMinutes
		}
	};
}

/** The public recount file of the vote; null before the close, and where it would name people. */
export async function recountOf(query: Query, gatheringId: GatheringId): Promise<RecountFile | null> {
	const { authorityId } = await gatherings.read(query, gatheringId);
	return (await votes.readVote(query, { authorityId, gatheringId })).recount;
}
