// Decides what the draft of a proposal may be, who writes and seals it, and what its authors say of the needs.

export type SealRefusal = 'proposal-sealed' | 'draft-empty' | 'not-the-prescriber' | 'draft-too-long' | 'version-not-latest';
