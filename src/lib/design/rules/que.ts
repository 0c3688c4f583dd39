// « que » before a name, apart from « de »: hands carry that one alone.
import { de } from './elision.ts';

/** « que » before a name, with its space, or « qu’ » before a vowel or a mute h. */
export const que = (name: string): 'que ' | 'qu’' => (de(name) === 'd’' ? 'qu’' : 'que ');
