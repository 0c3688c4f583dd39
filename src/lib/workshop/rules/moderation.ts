// The blind moderation before a reveal: what may be set aside, by rules that everybody reads beforehand, without knowing whose it is.

export const moderationRules = ['names-somebody', 'insults', 'candidate-or-price', 'unreadable'] as const;
export type ModerationRule = (typeof moderationRules)[number];
