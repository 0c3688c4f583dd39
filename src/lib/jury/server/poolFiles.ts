// Reads a file of quotas into the words of the form.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { textOf } from '../../papers/server/csvFile.ts';
import { usualQuorum } from '../rules/juries.ts';
import { typedFrom } from '../rules/pools/files.ts';
import { seatsIn, type TypedQuotas } from '../rules/quotas.ts';
import { readQuotas, type Fault } from '../rules/sortition/reading.ts';
import type { Jury } from './juries.ts';

/** Far above what a form may hold. */
const mostBytes = 100_000;

/** The seats, the quorum and the households that a file does not say are those that stand (JU127). */
export function readQuotasFile(bytes: Uint8Array, jury: Jury): Outcome<TypedQuotas, 'pool-file-missing' | 'pool-file-too-large' | 'pool-file-faulty'> & { readonly faults?: readonly Fault[] } {
	if (bytes.length === 0) return refused('pool-file-missing');
	if (bytes.length > mostBytes) return refused('pool-file-too-large');
	const read = readQuotas(textOf(bytes));
	if (!read.accepted) return { ...refused('pool-file-faulty'), faults: read.faults };
	const seats = { roll: jury.rollSeats, volunteers: jury.volunteerSeats };
	return accepted(typedFrom(read.value, { seats, quorum: jury.quorum === usualQuorum(seatsIn(seats)) ? '' : String(jury.quorum), isOneOfAHousehold: jury.oneOfAHousehold }));
}
