// Gives the three screens the matrix: to each hand the lines that its role scores, to the wall how many have scored, to everybody the table once closed.
import * as v from 'valibot';
import type { Query, Tx } from '../../../db/server/database.ts';
import { together } from '../../../db/server/together.ts';
import type { Doer, GatheringAtStep, StepServer } from '../../../gatherings/server/step.ts';
import type { Outcome } from '../../../outcomes/rules/outcome.ts';
import type { SeatId } from '../../../db/rules/ids.ts';
import { widestGaps, type Typed } from '../../rules/scoring.ts';
import type { MatrixOnDesk, MatrixOnHand, MatrixOnWall, MatrixSeen, ScoringSheet } from '../../rules/steps/matrix.ts';
import * as casting from '../casting.ts';
import * as matrices from '../matrices.ts';
import type { KeptLine, Scores, Share } from '../matrices.ts';
import * as scenarios from '../scenarios.ts';

const gapsTold = 6;

/** `impact:I1:A=2`: two to the impact I1 in A. */
const readTyped = (fields: object, what: string): Typed => {
	const read = new Map<string, Map<string, string>>();
	for (const [name, value] of Object.entries(fields)) {
		const [kind, line, scenario, ...more] = name.split(':');
		if (kind !== what || !line || !scenario || more.length > 0) continue;
		const of = read.get(line) ?? new Map<string, string>();
		// several in one place are no figure, and the rule says so
		read.set(line, of.set(scenario, typeof value === 'string' ? value.trim() : '?'));
	}
	return read;
};

const impactShape = v.pipe(v.looseObject({}), v.transform((fields) => ({ typed: readTyped(fields, 'impact') })));
const riskShape = v.pipe(v.looseObject({}), v.transform((fields) => ({ probabilities: readTyped(fields, 'probability'), gravities: readTyped(fields, 'gravity') })));
const preparingShape = v.pipe(v.looseObject({ risk: v.pipe(v.string(), v.maxLength(64)) }), v.transform((fields) => ({ risk: fields.risk, probabilities: readTyped(fields, 'probability'), gravities: readTyped(fields, 'gravity') })));

const word = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');
const lineCode = v.pipe(v.string(), v.maxLength(64));
const lineShape = v.object({ line: v.optional(lineCode, ''), kind: v.picklist(['impact', 'risk']), code: word, name: word, indicator: word, base: word, target: word, holder: word, mitigation: word });

const look = (query: Query, gathering: GatheringAtStep) => together(query, `matrix-step:${gathering.gatheringId}`, () => readForAll(query, gathering));

async function readForAll(query: Query, gathering: GatheringAtStep) {
	const [stage, written, lines, scores, prepared] = [
		await matrices.stageOf(query, gathering),
		await scenarios.list(query, gathering),
		await matrices.linesOf(query, gathering),
		await matrices.scoresOf(query, gathering),
		await matrices.preparedOf(query, gathering)
	];
	const shares = await matrices.sharesOf(query, gathering, { lines, scores });
	const cast = await casting.castOf(query, gathering.gatheringId);
	const columns = written.map(({ code, name }) => ({ code, name }));
	const sheetOf = (seatId: SeatId, share: Share): ScoringSheet => sheet(seatId, share, { lines, scores, prepared, codes: columns.map(({ code }) => code) });
	const sheets = new Map([...shares].map(([seatId, share]) => [seatId, sheetOf(seatId, share)]));
	const finished = [...sheets].filter(([, { hasImpacts, hasRisks, impacts, risks }]) => impacts.length + risks.length > 0 && hasImpacts && hasRisks).map(([seatId]) => seatId);
	const seen: MatrixSeen = {
		isOpen: stage === 'open',
		columns,
		finished: finished.length,
		asked: shares.size,
		matrix: await matrices.matrixOf(query, gathering)
	};
	const roleOf = (seatId: SeatId) => {
		const role = cast.get(seatId);
		return role?.code && role.name ? { code: role.code, name: role.name } : null;
	};
	return { stage, seen, lines, scores, prepared, shares, sheets, finished, roleOf };
}

/** What one seat has to score, and what it has scored. */
function sheet(
	seatId: SeatId,
	share: Share,
	{ lines, scores, prepared, codes }: { readonly lines: readonly KeptLine[]; readonly scores: Scores; readonly prepared: Awaited<ReturnType<typeof matrices.preparedOf>>; readonly codes: readonly string[] }
): ScoringSheet {
	const named = (own: readonly string[]) => own.flatMap((code) => lines.find((line) => line.code === code) ?? []);
	const [ownImpacts, ownRisks] = [scores.impacts.filter((one) => one.seatId === seatId), scores.risks.filter((one) => one.seatId === seatId)];
	const riskScores = share.risks.flatMap((risk) =>
		codes.flatMap((scenario) => {
			const isOf = (one: { readonly risk: string; readonly scenario: string }) => one.risk === risk && one.scenario === scenario;
			const mine = ownRisks.find(isOf);
			const one = mine ?? prepared.find(isOf);
			return one ? [{ risk, scenario, probability: one.probability, gravity: one.gravity, isMine: mine !== undefined }] : [];
		})
	);
	return {
		impacts: named(share.impacts),
		risks: named(share.risks),
		impactScores: Object.fromEntries(share.impacts.map((impact) => [impact, Object.fromEntries(ownImpacts.filter((one) => one.impact === impact).map(({ scenario, score }) => [scenario, score]))])),
		riskScores,
		hasImpacts: share.impacts.every((impact) => codes.every((scenario) => ownImpacts.some((one) => one.impact === impact && one.scenario === scenario))),
		hasRisks: share.risks.every((risk) => codes.every((scenario) => riskScores.some((one) => one.isMine && one.risk === risk && one.scenario === scenario))),
		mayConfirm: share.risks.length > 0 && codes.length > 0 && share.risks.every((risk) => codes.every((scenario) => prepared.some((one) => one.risk === risk && one.scenario === scenario)))
	};
}

const deskAct = <Shape extends v.GenericSchema>(when: 'step-open' | 'any-time', shape: Shape, run: (tx: Tx, doer: Doer, input: v.InferOutput<Shape>) => Promise<Outcome<unknown, string>>) => ({ by: 'facilitator', when, shape, run }) as const;
const seatAct = <Shape extends v.GenericSchema>(shape: Shape, run: (tx: Tx, doer: Doer, input: v.InferOutput<Shape>) => Promise<Outcome<unknown, string>>) => ({ by: 'seat', when: 'step-open', shape, run }) as const;

export const step: StepServer = {
	async hand(query, seat): Promise<MatrixOnHand> {
		const { seen, sheets, roleOf } = await look(query, seat);
		return { ...seen, sheet: sheets.get(seat.seatId) ?? null, role: roleOf(seat.seatId) };
	},

	async screen(query, gathering): Promise<MatrixOnWall> {
		return (await look(query, gathering)).seen;
	},

	async desk(query, gathering): Promise<MatrixOnDesk> {
		const { stage, seen, lines, scores, prepared, shares, sheets, roleOf } = await look(query, gathering);
		const players = await casting.playersOf(query, gathering.gatheringId);
		const scored = new Set([...scores.impacts.map(({ impact }) => impact), ...scores.risks.map(({ risk }) => risk)]);
		return {
			...seen,
			lines: lines.map((line) => ({ ...line, scorers: [...shares.values()].filter((share) => [...share.impacts, ...share.risks].includes(line.code)).length, isScored: scored.has(line.code) })),
			prepared,
			paperSheets: players.filter(({ isOnPaper }) => isOnPaper).flatMap(({ seatId, publicName }) => (sheets.has(seatId) ? [{ id: seatId, publicName, role: roleOf(seatId), sheet: sheets.get(seatId)! }] : [])),
			gaps: stage === 'closed' ? widestGaps(scores.impacts, gapsTold) : [],
			projectId: gathering.projectId
		};
	},

	async foresee(query, gathering) {
		const { stage, seen, lines, sheets, finished } = await look(query, gathering);
		const of = (warning: string, count: number) => (count > 0 ? [{ warning, count, isFinal: false }] : []);
		const isEmpty = !lines.some(({ kind }) => kind === 'impact');
		const onPaper = (await casting.playersOf(query, gathering.gatheringId)).filter(({ isOnPaper, seatId }) => isOnPaper && sheets.has(seatId) && !finished.includes(seatId)).length;
		return {
			idle: stage === 'open' ? ['opens-matrix'] : stage === 'closed' ? ['closes-matrix'] : [],
			entering: [...of('matrix-lines-missing', isEmpty ? 1 : 0), ...of('matrix-scenarios-missing', seen.columns.length === 0 ? 1 : 0)],
			leaving: stage === 'open' && !isEmpty ? [...of('matrix-unscored', seen.asked - seen.finished), ...of('paper-without-scores', onPaper)] : [],
			finished
		};
	},

	async carryOut(tx, gathering, effect, at) {
		if (effect.what !== 'matrix') return;
		if (effect.do === 'open') await matrices.open(tx, gathering);
		// closed by the desk before: it stays so
		if (effect.do === 'close') await matrices.close(tx, { ...gathering, actor: 'system', at });
	},

	acts: {
		'score-impacts': seatAct(impactShape, (tx, doer, { typed }) => matrices.scoreImpacts(tx, doer, typed)),
		'confirm-risks': seatAct(v.object({}), matrices.confirmRisks),
		'score-risks': seatAct(riskShape, matrices.scoreRisks),
		close: deskAct('step-open', v.object({}), matrices.close),
		reopen: deskAct('step-open', v.object({}), matrices.reopen),
		'write-line': deskAct('any-time', lineShape, (tx, doer, { line, ...typed }) => matrices.writeLine(tx, doer, { line, typed })),
		'remove-line': deskAct('any-time', v.object({ line: lineCode }), (tx, doer, { line }) => matrices.removeLine(tx, doer, line)),
		prepare: deskAct('any-time', preparingShape, matrices.prepare)
	}
};
