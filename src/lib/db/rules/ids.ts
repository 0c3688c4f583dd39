// Branded ids: a seat's id is never taken for a ballot box's.

declare const kind: unique symbol;

export type Id<Kind extends string> = string & { readonly [kind]: Kind };

export type AuthorityId = Id<'authority'>;
export type AccountId = Id<'account'>;
export type PersonId = Id<'person'>;
export type ProjectId = Id<'project'>;
export type MembershipId = Id<'membership'>;
export type GatheringId = Id<'gathering'>;
export type TemplateId = Id<'template'>;
export type SeatId = Id<'seat'>;
export type BallotBoxId = Id<'ballot-box'>;
export type BoardId = Id<'board'>;
export type CardId = Id<'card'>;
export type ConsentRoundId = Id<'consent-round'>;
export type ObjectionId = Id<'objection'>;
export type TextId = Id<'text'>;
export type PassageId = Id<'passage'>;
export type RoleCardId = Id<'role-card'>;
export type AmendmentId = Id<'amendment'>;
export type QuestionId = Id<'question'>;
export type FileId = Id<'file'>;
export type MaterialId = Id<'material'>;
export type SketchLineId = Id<'sketch-line'>;
export type StrategyLineId = Id<'strategy-line'>;
export type ElementId = Id<'element'>;
export type CatalogueId = Id<'catalogue'>;
export type CockpitMessageId = Id<'cockpit-message'>;
export type JuryId = Id<'jury'>;
export type CandidateId = Id<'candidate'>;
export type SortitionId = Id<'sortition'>;
export type JurySeatId = Id<'jury-seat'>;
export type MailId = Id<'mail'>;
export type ClauseId = Id<'clause'>;
export type CharterId = Id<'charter'>;
export type SignalId = Id<'signal'>;
export type TriggerId = Id<'trigger'>;
export type EvolutionScenarioId = Id<'evolution-scenario'>;
