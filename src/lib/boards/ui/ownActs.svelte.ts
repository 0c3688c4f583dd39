// One's own last acts on a board, to be taken back and done again. They live with the page: a reload begins anew.
import { accepted, type Outcome } from '../../outcomes/rules/outcome.ts';
import { actBetween, takeBack, withRenamed, type ActName, type OwnAct, type Picture, type Steps, type TakeBackRefusal } from '../rules/ownActs.ts';

/** What was taken back or done again; `isWhole` is false where somebody had changed a part of it since. */
export interface Taken {
	readonly name: ActName | null;
	readonly subject: string;
	readonly isWhole: boolean;
}

/** An act that only knows its way back. */
interface OneWay {
	readonly back: () => void;
}

interface Hooks {
	readonly picture: () => Picture;
	readonly write: (steps: Steps) => void;
	readonly writeBack: (back: () => void) => void;
	readonly freshId: () => string;
}

const kept = 20;

export class OwnActs {
	#done = $state.raw<readonly (OwnAct | OneWay)[]>([]);
	#undone = $state.raw<readonly OwnAct[]>([]);
	readonly #hooks: Hooks;

	constructor(hooks: Hooks) {
		this.#hooks = hooks;
	}

	/** the act that would be taken back */
	get last(): OwnAct | OneWay | undefined {
		return this.#done.at(-1);
	}
	/** the act that would be done again */
	get next(): OwnAct | undefined {
		return this.#undone.at(-1);
	}

	did(name: ActName, subject: string, before: Picture): void {
		const act = actBetween(name, subject, before, this.#hooks.picture());
		if (act) this.#push(act);
	}

	didOneWay(back: () => void): void {
		this.#push({ back });
	}

	forgetLast(): void {
		this.#done = this.#done.slice(0, -1);
	}

	clear(): void {
		this.#done = [];
		this.#undone = [];
	}

	undo(frozenZones: readonly string[]): Outcome<Taken, TakeBackRefusal> | undefined {
		const act = this.last;
		if (!act) return undefined;
		if ('back' in act) {
			this.forgetLast();
			this.#hooks.writeBack(act.back);
			return accepted({ name: null, subject: '', isWhole: true });
		}
		return this.#take(act, frozenZones, 'undo');
	}

	redo(frozenZones: readonly string[]): Outcome<Taken, TakeBackRefusal> | undefined {
		return this.next && this.#take(this.next, frozenZones, 'redo');
	}

	#push(act: OwnAct | OneWay): void {
		this.#done = [...this.#done.slice(1 - kept), act];
		this.#undone = [];
	}

	#take(act: OwnAct, frozenZones: readonly string[], way: 'undo' | 'redo'): Outcome<Taken, TakeBackRefusal> {
		const before = this.#hooks.picture();
		const steps = takeBack(act, before, frozenZones, this.#hooks.freshId);
		// a frozen zone opens again; what somebody has changed does not come back
		if (steps.accepted || steps.reason === 'changed-since') {
			if (way === 'undo') this.forgetLast();
			else this.#undone = this.#undone.slice(0, -1);
		}
		if (!steps.accepted) return steps;
		this.#hooks.write(steps.value);
		const back = actBetween(act.name, act.subject, before, this.#hooks.picture());
		const { renamed, isWhole } = steps.value;
		const again = <Kept extends OwnAct | OneWay>(all: readonly Kept[]) => all.map((one) => ('back' in one ? one : withRenamed(one, renamed))) as readonly Kept[];
		this.#done = again(this.#done);
		this.#undone = again(this.#undone);
		if (back) {
			if (way === 'undo') this.#undone = [...this.#undone, back];
			else this.#done = [...this.#done, back];
		}
		return accepted({ name: act.name, subject: act.subject, isWhole });
	}
}
