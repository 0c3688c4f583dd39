import { mostFromOneAddress } from '#lib/live/server/held.ts';
import { trialStream } from '#lib/live/server/trial.ts';
import { householdOf } from '#lib/people/rules/addresses.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, getClientAddress }) => trialStream(request, [{ key: `stream:trial:${householdOf(getClientAddress())}`, most: mostFromOneAddress }]);
