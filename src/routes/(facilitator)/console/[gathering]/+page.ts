import { deskOf } from '../../../desks.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({ ...data, kind: await deskOf(data.frame.kind) });
