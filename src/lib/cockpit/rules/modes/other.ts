// Any other way to invest, a light mode: said in words.
import { askNothing } from './mode.ts';

export const other = askNothing;
