// Where a line stands, as it is said: what nobody's workshop proposed is not said to come from one (CO34).
import { m } from '../../words/messages.js';
import type { InvestmentState } from '../rules/investment.ts';
import { stateName } from './elementSaid.ts';

export const lineStateSaid = (state: InvestmentState, isByHand: boolean): string =>
	state === 'proposed' && isByHand ? m.lines_state_by_hand() : stateName[state]();

/** For everybody: a published version does not say who proposed it. */
export const publicStateSaid = (state: InvestmentState): string =>
	state === 'proposed' ? m.public_state_proposed() : stateName[state]();
