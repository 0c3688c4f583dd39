// Which panels are allowed: the rows and bounds that every panel keeps, seats counted profile by profile.
import type { Problem, Profile } from './pool.ts';
import type { Column, Row } from './solver.ts';

/** Most seats that a profile may take. */
export const mostSeats = ({ kinds }: Problem, { kind }: Profile): number => kinds[kind]!.homes.length;

export const seatColumns = (problem: Problem): readonly Column[] =>
	problem.profiles.map((profile) => ({
		cost: 0,
		lower: profile.isCertain ? profile.members.length : 0,
		upper: profile.isCertain ? profile.members.length : mostSeats(problem, profile)
	}));

const sumOf = (columns: readonly number[], lower: number, upper: number): Row => ({
	lower,
	upper,
	columns,
	values: columns.map(() => 1)
});

/** The quotas in their order, then the size, then one row a kind of household where several profiles live together. */
export function panelRows({ size, quotas, profiles, kinds }: Problem): readonly Row[] {
	const counting = quotas.map((): number[] => []);
	profiles.forEach((profile, index) => profile.quotas.forEach((quota) => counting[quota]!.push(index)));
	return [
		...quotas.map(({ min, max }, index) => sumOf(counting[index]!, min, max)),
		sumOf(
			profiles.map((_, index) => index),
			size,
			size
		),
		...kinds
			.filter((kind) => kind.profiles.length > 1)
			.map((kind) => sumOf(kind.profiles, 0, kind.homes.length))
	];
}

/** Whether a panel, as seats by profile, keeps these bounds and rows to the unit. */
export const isAllowed = (
	columns: readonly Column[],
	rows: readonly Row[],
	seats: readonly number[]
): boolean =>
	seats.every(
		(count, index) =>
			Number.isInteger(count) && count >= columns[index]!.lower && count <= columns[index]!.upper
	) &&
	rows.every(({ lower, upper, columns: counted }) => {
		const sum = counted.reduce((total, column) => total + seats[column]!, 0);
		return sum >= lower && sum <= upper;
	});
