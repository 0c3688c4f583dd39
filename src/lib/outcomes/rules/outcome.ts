// What every rule answers: the value that it accepts, or the reason why it refuses.

export interface Accepted<Value> {
	readonly accepted: true;
	readonly value: Value;
}

export interface Refused<Reason extends string> {
	readonly accepted: false;
	readonly reason: Reason;
}

export type Outcome<Value, Reason extends string> = Accepted<Value> | Refused<Reason>;

/** The reasons that an outcome, or a function that answers one, may give: what a feature must have words for. */
export type ReasonOf<T> = T extends (...args: never[]) => infer Answer
	? ReasonOf<Awaited<Answer>>
	: T extends Refused<infer Reason>
		? Reason
		: never;

export const accepted = <Value>(value: Value): Accepted<Value> => ({ accepted: true, value });

export const refused = <Reason extends string>(reason: Reason): Refused<Reason> => ({ accepted: false, reason });
