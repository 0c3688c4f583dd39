// Why no panel is possible, as a sentence says it.
import { m } from '#lib/words/messages.js';
import type { Obstacle } from '../rules/sortition/changes.ts';

/** Nothing for what only the sum of the others explains. */
export function obstacleWords(obstacle: Obstacle): string | undefined {
	switch (obstacle.reason) {
		case 'size-above-people':
			return m.sortition_trouble_people(obstacle);
		case 'mins-above-size':
			return m.sortition_trouble_mins(obstacle);
		case 'maxes-below-size':
			return m.sortition_trouble_maxes(obstacle);
		case 'min-above-people':
			return m.sortition_trouble_min(obstacle);
		default:
			return undefined;
	}
}
