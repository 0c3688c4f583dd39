// A room played without a screen: whoever acts goes through the acts of the steps, as from a hand or the desk.
import * as v from 'valibot';
import type { MembershipId } from '../../../db/rules/ids.ts';
import type { Tx } from '../../../db/server/database.ts';
import * as gatherings from '../../../gatherings/server/gatherings.ts';
import type { FacilitatorFacts } from '../../../gatherings/server/gatherings.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, SeatAtStep, StepServer } from '../../../gatherings/server/step.ts';
import type { Outcome } from '../../../outcomes/rules/outcome.ts';
import type { Capacity } from '../../../projects/rules/capacities.ts';
import { stepRules, type StepId } from '../../rules/steps.ts';
import { stepServers } from '../steps.ts';

export const registries = { rules: stepRules, servers: stepServers };
export const minute = 60_000;

/** What must hold, or nothing of the room is kept. */
export function must<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(`the example was refused: ${outcome.reason}`);
	return outcome.value;
}

export interface Sitter {
	readonly membershipId: MembershipId;
	readonly capacity: Capacity;
	readonly publicName: string;
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

export class Room<Code extends string> {
	readonly seatOf = new Map<Code, SeatAtStep>();
	readonly tx: Tx;
	readonly by: FacilitatorFacts;
	#at: Date;
	#step: StepId = 'welcome';
	#revision = 0;

	constructor(tx: Tx, by: FacilitatorFacts, at: Date) {
		this.tx = tx;
		this.by = by;
		this.#at = at;
	}

	get at(): Date {
		return this.#at;
	}

	get step(): StepId {
		return this.#step;
	}

	async fill(sitters: ReadonlyMap<Code, Sitter>): Promise<void> {
		must(await gatherings.openDoors(this.tx, this.by, { revision: this.#revision }, this.#at));
		for (const [code, sitter] of sitters) {
			const seatId = must(await seats.addMember(this.tx, this.by, sitter.membershipId, 'with-device', this.#at));
			this.seatOf.set(code, { ...this.standing(), seatId, ...sitter });
		}
		this.#revision = (await gatherings.read(this.tx, this.by.gatheringId)).revision;
	}

	standing() {
		const { authorityId, projectId, gatheringId } = this.by;
		return { authorityId, projectId, gatheringId, currentStep: this.#step };
	}

	/** So many minutes go by. */
	wait(minutes: number): void {
		this.#at = new Date(this.#at.getTime() + minutes * minute);
	}

	/** Goes to the next step, `after` so many minutes. */
	async advance(after: number): Promise<void> {
		this.wait(after);
		await this.#move(gatherings.advance);
	}

	async goBack(): Promise<void> {
		await this.#move(gatherings.goBack);
	}

	async #move(move: typeof gatherings.advance): Promise<void> {
		const moved = must(await move(this.tx, registries, this.by, { revision: this.#revision, confirmed: 'yes' }, this.#at));
		this.#step = moved.step as StepId;
		this.#revision += 1;
	}

	/** What the step answers to somebody who may be refused. */
	async attempt(who: Code | 'facilitator', name: string, fields: Fields = {}): Promise<Outcome<unknown, string>> {
		const act = (stepServers[this.#step] as StepServer).acts[name];
		if (!act) throw new Error(`${this.#step} has no act ${name}`);
		const seat = who === 'facilitator' ? undefined : { ...this.seatOf.get(who)!, currentStep: this.#step };
		const doer: Doer = {
			...this.standing(),
			at: this.#at,
			actor: seat ? `seat:${seat.seatId}` : `account:${this.by.accountId}`,
			...(seat ? { seat } : { accountId: this.by.accountId })
		};
		return act.run(this.tx, doer, v.parse(act.shape, fields) as never);
	}

	async act(who: Code | 'facilitator', name: string, fields: Fields = {}): Promise<void> {
		must(await this.attempt(who, name, fields));
	}

	async close(): Promise<void> {
		must(await gatherings.close(this.tx, registries, this.by, { revision: this.#revision }, this.#at));
	}
}
