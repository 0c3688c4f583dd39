// The usual stratified draw, beside which leximin is shown: seats are filled one by one from the feature that runs short first, and chances are what many trials give (JU31).
import { sha256 } from '@oslojs/crypto/sha2';
import { drawing, type Draw } from './chance.ts';
import { mostSeats } from './panels.ts';
import type { Problem } from './pool.ts';

export interface Estimate {
	/** one a profile, from 0 to 1, among the trials that ended with a panel */
	readonly chances: readonly number[];
	/** trials that ended with a panel */
	readonly panels: number;
}

/**
 * The greedy rule that most draws used before (« LEGACY », Flanigan et al. 2021): next comes a person drawn among those of the feature whose minimum is hardest still to reach; whoever would pass a maximum is out;
 * a draw that can no longer keep the quotas begins again. `trials`: how many panels to try for; the seed makes it the same for everybody.
 */
export function estimateStratified(problem: Problem, trials: number, seed: string): Estimate {
	const draw = drawing(sha256(new TextEncoder().encode(seed)), 'stratified');
	const totals = problem.profiles.map(() => 0);
	let panels = 0;
	for (let trial = 0; trial < trials; trial++) {
		const seats = tryOnce(problem, quickly(draw));
		if (!seats) continue;
		panels++;
		seats.forEach((count, profile) => (totals[profile]! += count));
	}
	return {
		panels,
		chances: totals.map((total, profile) =>
			panels === 0 ? 0 : total / (panels * problem.profiles[profile]!.members.length)
		)
	};
}

/** An estimate needs no proof, only speed and a seed: xorshift, from a drawn state. */
function quickly(draw: Draw): Draw {
	let state = draw(0xffffffff) + 1;
	return (below) => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) % below;
	};
}

function tryOnce(problem: Problem, draw: Draw): readonly number[] | undefined {
	const { quotas, profiles, kinds, size } = problem;
	const left = profiles.map((profile) => profile.members.length);
	const homes = kinds.map((kind) => kind.homes.length);
	const seats = profiles.map(() => 0);
	const taken = quotas.map(() => 0);
	const counting = quotas.map((_, quota) =>
		profiles.flatMap((profile, index) => (profile.quotas.includes(quota) ? [index] : []))
	);
	const available = (quota: number) => counting[quota]!.reduce((sum, profile) => sum + left[profile]!, 0);

	function take(profile: number) {
		const { kind, quotas: own, members } = profiles[profile]!;
		seats[profile]!++;
		homes[kind]!--;
		// whoever lives with them is out
		const perHome = members.length / mostSeats(problem, profiles[profile]!);
		left[profile] = Math.max(0, Math.min(left[profile]! - perHome, homes[kind]! * perHome));
		for (const other of kinds[kind]!.profiles) if (homes[kind] === 0) left[other] = 0;
		for (const quota of own) {
			taken[quota]!++;
			if (taken[quota] === quotas[quota]!.max) for (const other of counting[quota]!) left[other] = 0;
		}
	}

	profiles.forEach(({ isCertain, members }, profile) => {
		if (isCertain) for (let seat = 0; seat < members.length; seat++) take(profile);
	});
	for (let seat = seats.reduce((sum, count) => sum + count, 0); seat < size; seat++) {
		let urgent: readonly number[] = profiles.map((_, profile) => profile);
		let most = 0;
		for (let quota = 0; quota < quotas.length; quota++) {
			const missing = quotas[quota]!.min - taken[quota]!;
			if (missing <= 0) continue;
			const there = available(quota);
			if (there < missing) return undefined;
			if (missing / there > most) {
				most = missing / there;
				urgent = counting[quota]!;
			}
		}
		const people = urgent.reduce((sum, profile) => sum + left[profile]!, 0);
		if (people === 0) return undefined;
		let chosen = draw(people);
		take(urgent.find((profile) => (chosen -= left[profile]!) < 0)!);
	}
	return quotas.every(({ min }, quota) => taken[quota]! >= min) ? seats : undefined;
}
