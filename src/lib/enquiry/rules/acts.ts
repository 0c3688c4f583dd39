// The acts of the enquiry, as data: who may do each, by role.
import type { Act } from '../../people/rules/may.ts';

/** Reading and writing it: the field is everybody's in the team (EN11). */
export const enquire: Act = { name: 'enquire', allows: ['administrator', 'facilitator', 'buyer', 'prescriber', 'elected-official'] };
