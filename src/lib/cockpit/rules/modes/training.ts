// The training, a light mode: people learn what the strategy will ask of them.
import { askNothing } from './mode.ts';

export const training = askNothing;
