import { m } from '#lib/words/messages.js';
import type { PublicationRefusal } from '../rules/publication.ts';

const refusals = {
	'publication-empty': () => m.publication_refused_empty(),
	'publication-too-early': () => m.publication_refused_too_early(),
	'publication-rehearsal': () => m.publication_refused_rehearsal(),
	'publication-unknown': () => m.publication_refused_unknown()
} satisfies Record<PublicationRefusal | 'publication-unknown', () => string>;

export const sentenceFor = (reason: string | undefined): string | undefined =>
	reason === undefined ? undefined : (Object.hasOwn(refusals, reason) ? refusals[reason as keyof typeof refusals] : m.publication_refused_unknown)();
