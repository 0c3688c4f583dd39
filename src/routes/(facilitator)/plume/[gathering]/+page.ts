import { handsOf } from '../../../hands.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({ ...data, titleOf: (await handsOf(data.frame.kind)).titleOf });
