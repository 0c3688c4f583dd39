// The draw itself, from a sealed file and a seed made in public after the seal: the panel, and the order of those who replace (JU28, JU29).
import { sha256 } from '@oslojs/crypto/sha2';
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import { drawing, shuffled, type Draw } from './chance.ts';
import type { Panel } from './distribution.ts';
import { inOrder, type Problem } from './pool.ts';
import { openSealed, sealOf, type SealRefusal } from './seal.ts';

export interface Drawn {
	readonly seal: string;
	/** ids, in one order whatever was drawn */
	readonly panel: readonly string[];
	/** everybody else, in the order in which they are asked */
	readonly replacements: readonly string[];
}

export type DrawRefusal = SealRefusal | 'draw-seed-missing';

/** What was read aloud, however it was typed: blanks and letter case do not count. */
export const normalSeed = (typed: string): string =>
	typed.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

/** SHA-256 of the seal's hexadecimal letters, a line feed, and the seed. */
const keyOf = (seal: string, seed: string): Uint8Array =>
	sha256(new TextEncoder().encode(`${seal}\n${seed}`));

function drawPanel(panels: readonly Panel[], draw: Draw): Panel {
	let ticket = draw(panels.reduce((sum, { tickets }) => sum + tickets, 0));
	return panels.find(({ tickets }) => (ticket -= tickets) < 0)!;
}

/** Kind by kind, homes are put in an order drawn by lot and the first ones give the seats, profile by profile: each person of a profile is as likely. */
function seat({ kinds }: Problem, { seats }: Panel, draw: Draw): readonly string[] {
	return kinds.flatMap(({ profiles, homes }) => {
		const taken = profiles.flatMap((profile, place) => new Array<number>(seats[profile]!).fill(place));
		const order = taken.length > 0 ? shuffled(homes, draw) : [];
		return taken.map((place, index) => {
			const members = order[index]![place]!;
			return members[draw(members.length)]!;
		});
	});
}

/** Replays the draw from what was published: the sealed file, and the seed as it was said. Refuses a file that does not read, and no seed. */
export function drawFrom(file: string, typedSeed: string): Outcome<Drawn, DrawRefusal> {
	const seed = normalSeed(typedSeed);
	if (seed === '') return refused('draw-seed-missing');
	const sealed = openSealed(file);
	if (!sealed.accepted) return sealed;
	const { problem, panels } = sealed.value;
	const seal = sealOf(file);
	const key = keyOf(seal, seed);
	const panel = seat(problem, drawPanel(panels, drawing(key, 'panel')), drawing(key, 'seats'));
	const others = problem.profiles.flatMap(({ members }) => members).filter((id) => !panel.includes(id));
	return accepted({
		seal,
		panel: [...panel].sort(inOrder),
		replacements: shuffled(others.sort(inOrder), drawing(key, 'replacements'))
	});
}
