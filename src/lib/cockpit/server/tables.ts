import { bigint, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AuthorityId, GatheringId, InvestmentLineId, ProjectId, StrategyLineId } from '../../db/rules/ids.ts';
import { authorityId, moment } from '../../db/server/columns.ts';
import { gatherings } from '../../gatherings/server/tables.ts';
import { projects } from '../../projects/server/tables.ts';
import type { Reasons } from '../rules/difference.ts';
import type { InvestmentState } from '../rules/investment.ts';
import type { ModeId } from '../rules/modes/ids.ts';
import type { Funder, Milestone } from '../rules/strategy.ts';

/** The consolidated strategy of a gathering: one row, on which whoever writes, shows or hands it over waits for the others. */
export const strategies = pgTable(
	'strategies',
	{
		gatheringId: uuid('gathering_id').primaryKey().$type<GatheringId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		begunAt: moment('begun_at').notNull(),
		/** when the jurors were first shown it */
		shownAt: moment('shown_at'),
		/** when it became the cockpit's draft: it changes no more */
		draftedAt: moment('drafted_at')
	},
	(table) => [
		unique('strategies_tenant_key').on(table.authorityId, table.gatheringId),
		index('strategies_project').on(table.authorityId, table.projectId),
		foreignKey({ name: 'strategies_gathering_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [gatherings.authorityId, gatherings.id] }),
		foreignKey({ name: 'strategies_project_fk', columns: [table.authorityId, table.projectId], foreignColumns: [projects.authorityId, projects.id] })
	]
);

/** A line of it: the room's under its code, or one more. */
export const strategyLines = pgTable(
	'strategy_lines',
	{
		id: uuid('id').primaryKey().$type<StrategyLineId>(),
		authorityId: authorityId<AuthorityId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		code: text('code').notNull(),
		mode: text('mode').notNull().$type<ModeId>(),
		object: text('object').notNull(),
		actors: text('actors').notNull().default(''),
		milestones: jsonb('milestones').notNull().default([]).$type<readonly Milestone[]>(),
		/** amounts in cents */
		funders: jsonb('funders').notNull().default([]).$type<readonly Funder[]>(),
		needs: jsonb('needs').notNull().default([]).$type<readonly string[]>(),
		impacts: jsonb('impacts').notNull().default([]).$type<readonly string[]>(),
		/** the mode's answers and parts, of the shapes and versions that its file says */
		parameters: jsonb('parameters').notNull().$type<{ readonly answers: unknown; readonly parts: unknown }>(),
		/** why it differs from the sketch, by the team */
		reasons: jsonb('reasons').notNull().default({}).$type<Reasons>(),
		/** one more at each change */
		revision: integer('revision').notNull().default(0),
		createdAt: moment('created_at').notNull(),
		removedAt: moment('removed_at')
	},
	(table) => [
		unique('strategy_lines_tenant_key').on(table.authorityId, table.id),
		unique('strategy_lines_code_key').on(table.gatheringId, table.code),
		foreignKey({ name: 'strategy_lines_strategy_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [strategies.authorityId, strategies.gatheringId] })
	]
);

/** What the cockpit follows: so far, what a workshop proposes. */
export const investmentLines = pgTable(
	'investment_lines',
	{
		id: uuid('id').primaryKey().$type<InvestmentLineId>(),
		authorityId: authorityId<AuthorityId>(),
		projectId: uuid('project_id').notNull().$type<ProjectId>(),
		gatheringId: uuid('gathering_id').notNull().$type<GatheringId>(),
		/** each line of a strategy comes here once, whoever hands it over and however often */
		strategyLineId: uuid('strategy_line_id').notNull().$type<StrategyLineId>(),
		state: text('state').notNull().$type<InvestmentState>(),
		code: text('code').notNull(),
		mode: text('mode').notNull().$type<ModeId>(),
		object: text('object').notNull(),
		actors: text('actors').notNull(),
		milestones: jsonb('milestones').notNull().$type<readonly Milestone[]>(),
		funders: jsonb('funders').notNull().$type<readonly Funder[]>(),
		/** null while nobody says what it costs */
		costCents: bigint('cost_cents', { mode: 'number' }),
		needs: jsonb('needs').notNull().$type<readonly string[]>(),
		impacts: jsonb('impacts').notNull().$type<readonly string[]>(),
		parameters: jsonb('parameters').notNull().$type<{ readonly answers: unknown; readonly parts: unknown }>(),
		createdAt: moment('created_at').notNull()
	},
	(table) => [
		unique('investment_lines_tenant_key').on(table.authorityId, table.id),
		unique('investment_lines_strategy_line_key').on(table.strategyLineId),
		index('investment_lines_project').on(table.authorityId, table.projectId),
		foreignKey({ name: 'investment_lines_project_fk', columns: [table.authorityId, table.projectId], foreignColumns: [projects.authorityId, projects.id] }),
		foreignKey({ name: 'investment_lines_gathering_fk', columns: [table.authorityId, table.gatheringId], foreignColumns: [gatherings.authorityId, gatherings.id] }),
		foreignKey({ name: 'investment_lines_strategy_line_fk', columns: [table.authorityId, table.strategyLineId], foreignColumns: [strategyLines.authorityId, strategyLines.id] })
	]
);
