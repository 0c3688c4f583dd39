import { wallOf } from '../../../walls.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({ ...data, kind: await wallOf(data.frame.kind) });
