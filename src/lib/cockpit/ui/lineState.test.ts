import { expect, test } from 'vitest';
import { lineStateSaid, publicStateSaid } from '../wording/lineState.ts';

test('[CO34] a line added by hand is not said to come from a workshop, nor is one that a published version tells', () => {
	expect([lineStateSaid('proposed', false), lineStateSaid('proposed', true), lineStateSaid('adopted', true)]).toEqual(['Proposée par l’atelier', 'Ajoutée à la main', 'Adoptée']);
	expect([publicStateSaid('proposed'), publicStateSaid('adopted')]).toEqual(['Proposée', 'Adoptée']);
});
