import { toEverybody } from '#lib/jury/server/printing.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = toEverybody;
