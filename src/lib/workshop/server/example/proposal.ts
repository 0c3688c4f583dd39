// The proposal of « À table, les Rivelles ! »: the draft that Inès Vaudremer brings, what the break adds, and what she says of it (demo 5.6).
import type { PassageKind } from '../../../texts/rules/passages.ts';

interface PassageOfExample {
	/** what an amendment aims at */
	readonly code: string;
	readonly kind: PassageKind;
	readonly text: string;
}

export const draft: readonly PassageOfExample[] = [
	{ code: 'titre', kind: 'heading', text: 'À table, les Rivelles !' },
	{ code: 'cuisine', kind: 'paragraph', text: 'Rénover la cuisine centrale.' },
	{ code: 'prestataire', kind: 'paragraph', text: 'Confier l’approvisionnement à un prestataire unique pour quatre ans, avec :' },
	{ code: 'durables', kind: 'item', text: 'un objectif de 50 % de produits durables en 2030' },
	{ code: 'contenants', kind: 'item', text: 'des barquettes recyclables' },
	{ code: 'application', kind: 'item', text: 'une application de commande pour les familles' },
	{ code: 'enveloppe', kind: 'paragraph', text: 'Enveloppe : 2,35 M€ de travaux.' },
	{ code: 'denrees', kind: 'paragraph', text: 'Denrées : 2,48 € par repas.' },
	{ code: 'demarrage', kind: 'paragraph', text: 'Démarrage en janvier 2028.' }
];

/** Written in the break, in the light of the landscape; it stands before the envelope. */
export const added: readonly PassageOfExample[] = [
	{ code: 'cuire', kind: 'paragraph', text: 'Cuire le jour même dans la mesure du possible, ne pas augmenter le prix pour les familles, diviser les restes par deux.' }
];
export const addedBefore = 'enveloppe';

/** The draft as v0 seals it. */
export const sealed: readonly PassageOfExample[] = draft.flatMap((passage) => (passage.code === addedBefore ? [...added, passage] : [passage]));

/** Codes of the needs that the draft answers as it comes, then once it is retouched. */
export const needsOfDraft = ['B2', 'B5'] as const;
export const needsOfV0 = ['B1', 'B2', 'B3', 'B5', 'B7'] as const;

/** Why the others are left. */
export const unanswered: readonly (readonly [need: string, reason: string])[] = [
	['B4', 'Le temps du repas ne dépend pas que de la cuisine : à voir avec les écoles.'],
	['B6', 'Je ne sais pas encore comment l’écrire.']
];

export const changed = 'La cuisson du jour, le prix pour les familles, les restes : je n’en disais rien, ils y sont.';
